-- One party's share of a cost or surplus, with the sum of its group. The period is that of the cell it stands in; in
-- running text it is a year that the purpose begins with, else NULL.
WITH placed AS (
    -- From the cells to the shares: a cell of a municipality is rare, and the other way all cells would be kept.
    SELECT a.allocation_id, any_value(c.period_start) AS period_start, any_value(c.period_end) AS period_end
    FROM amount AS c
    JOIN allocation AS a
        ON a.source_id = c.source_id AND a.page = c.page AND a.char_start = c.char_start
    WHERE c.origin = 'cell' AND c.organisation IS NOT NULL AND a.origin = 'cell'
    GROUP BY a.allocation_id
), told AS (
    SELECT
        *,
        CASE WHEN origin = 'prose' THEN try_cast(
            regexp_extract(purpose, '^(?:(?:[Ff]ör|[Uu]nder) )?(?:[Åå]r(?:et)? )?((?:19|20)\d\d)\b', 1) AS INTEGER
        ) END AS year,
        sum(kronor) OVER (PARTITION BY source_id, allocation_group) AS group_kronor,
        count(*) OVER (PARTITION BY source_id, allocation_group) AS group_size
    FROM allocation
)
SELECT
    a.allocation_id,
    a.allocation_group,
    a.purpose,
    a.municipality,
    a.kronor,
    a.share,
    a.group_kronor,
    a.group_size,
    a.origin,
    a.printed,
    s.path,
    a.page,
    a.line_start,
    a.document_id,
    a.source_id,
    coalesce(p.period_start, make_date(a.year, 1, 1)) AS period_start,
    coalesce(p.period_end, make_date(a.year, 12, 31)) AS period_end
FROM told AS a
JOIN v_sources AS s ON s.source_id = a.source_id
LEFT JOIN v_documents AS d ON d.document_id = a.document_id
LEFT JOIN placed AS p ON p.allocation_id = a.allocation_id
WHERE coalesce(d.counted, TRUE)
