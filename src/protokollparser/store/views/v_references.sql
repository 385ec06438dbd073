-- One reference with the row that it means: in its own source, else, for a decision or a case number, the one row of
-- the store that fits. "Nämnden" means the body of the document itself; bodies are sought in the same municipality.
WITH named AS (
    SELECT
        r.*,
        d.host_municipality AS host,
        string_split(coalesce(r.target_key, lower(r.target_body)), '|') AS words,
        (SELECT any_value(m.body_key) FROM meeting AS m WHERE m.document_id = r.document_id) AS own_body,
        try_cast(regexp_extract(r.target_paragraph, '\d+') AS INTEGER) AS paragraph
    FROM reference AS r
    LEFT JOIN document AS d ON d.document_id = r.document_id
),
placed AS (
    SELECT
        *,
        CASE WHEN words[1] IN ('nämnd', 'styrelse', 'utskott', 'råd', 'direktion') THEN [own_body] ELSE words END
            AS body_words
    FROM named
),
sitting AS (
    SELECT m.meeting_id, m.meeting_date, m.source_id, d.host_municipality AS host,
        coalesce(m.body_key, lower(coalesce(m.body, d.body))) AS body_word
    FROM meeting AS m
    JOIN v_documents AS d ON d.document_id = m.document_id
    WHERE m.status = 'held' AND d.counted
),
meant AS (
    SELECT
        p.reference_id,
        CASE WHEN p.paragraph IS NULL THEN 'meeting' ELSE 'agenda_item' END AS target_table,
        CASE WHEN p.paragraph IS NULL THEN t.meeting_id ELSE i.item_id END AS target_id
    FROM placed AS p
    JOIN sitting AS t
        ON (t.meeting_date = p.target_date OR (p.target_date IS NULL AND year(t.meeting_date) = p.target_year))
        AND t.source_id <> p.source_id
        AND len(list_filter(p.body_words, w -> ends_with(t.body_word, w) OR ends_with(w, t.body_word))) > 0
        AND t.host = p.host
    LEFT JOIN agenda_item AS i
        ON i.meeting_id = t.meeting_id AND i.paragraph = p.paragraph AND i.listed_in <> 'contents'
    WHERE p.kind = 'decision' AND p.resolved_id IS NULL
        AND (i.item_id IS NOT NULL OR (p.paragraph IS NULL AND p.target_date IS NOT NULL))
    UNION ALL
    SELECT p.reference_id, 'agenda_item', i.item_id
    FROM placed AS p
    JOIN agenda_item AS i ON i.case_number = p.target_number AND i.source_id <> p.source_id
    JOIN v_documents AS d ON d.document_id = i.document_id AND d.counted
    WHERE p.kind = 'case_number' AND p.resolved_id IS NULL AND d.host_municipality = p.host
),
sole AS (
    SELECT reference_id, min(target_table) AS target_table, min(target_id) AS target_id
    FROM meant
    GROUP BY reference_id
    HAVING count(DISTINCT target_id) = 1
)
SELECT
    p.reference_id,
    p.kind,
    p.target_body,
    p.target_date,
    p.target_year,
    p.target_paragraph,
    p.target_number,
    coalesce(p.resolved_table, o.target_table) AS target_table,
    coalesce(p.resolved_id, o.target_id) AS target_id,
    p.resolved_id IS NULL AND o.target_id IS NOT NULL AS in_other_source,
    p.printed,
    s.path,
    p.page,
    p.line_start,
    p.document_id,
    p.source_id
FROM placed AS p
JOIN v_sources AS s ON s.source_id = p.source_id
LEFT JOIN sole AS o ON o.reference_id = p.reference_id
LEFT JOIN v_documents AS d ON d.document_id = p.document_id
WHERE coalesce(d.counted, TRUE)
