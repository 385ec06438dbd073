-- One party's share of a cost or surplus, with the sum of its group. The period is that of the cell it stands in; in
-- running text it is a year that the purpose begins with or that follows "för" or "under", else NULL.
SELECT
    a.allocation_id,
    a.allocation_group,
    a.purpose,
    a.municipality,
    a.kronor,
    a.share,
    sum(a.kronor) OVER (PARTITION BY a.source_id, a.allocation_group) AS group_kronor,
    count(*) OVER (PARTITION BY a.source_id, a.allocation_group) AS group_size,
    a.origin,
    a.printed,
    s.path,
    a.page,
    a.line_start,
    a.document_id,
    a.source_id,
    coalesce(c.period_start, make_date(y.told, 1, 1)) AS period_start,
    coalesce(c.period_end, make_date(y.told, 12, 31)) AS period_end
FROM allocation AS a
JOIN v_sources AS s ON s.source_id = a.source_id
LEFT JOIN v_documents AS d ON d.document_id = a.document_id
LEFT JOIN amount AS c
    ON c.origin = 'cell' AND a.origin = 'cell' AND c.source_id = a.source_id AND c.page = a.page
    AND c.char_start = a.char_start
LEFT JOIN LATERAL (
    SELECT CASE WHEN a.origin = 'prose' THEN try_cast(
        regexp_extract(a.purpose, '^(?:(?:[Ff]ör|[Uu]nder) )?(?:[Åå]r(?:et)? )?((?:19|20)\d\d)\b', 1) AS INTEGER
    ) END AS told
) AS y ON TRUE
WHERE coalesce(d.counted, TRUE)
