-- One reference with the row that it means: in its own source, else, for a decision or a case number, the one row of
-- the store that fits. "Nämnden" means the body of the document itself; bodies are sought in the same municipality.
WITH own AS (SELECT document_id, any_value(body_key) AS body_key FROM meeting GROUP BY document_id),
cited AS (
    SELECT
        r.reference_id,
        r.source_id,
        r.target_date,
        r.target_year,
        d.host_municipality AS host,
        try_cast(regexp_extract(r.target_paragraph, '\d+') AS INTEGER) AS paragraph,
        string_split(coalesce(r.target_key, lower(r.target_body)), '|') AS words,
        CASE WHEN words[1] IN ('nämnd', 'styrelse', 'utskott', 'råd', 'direktion') THEN [o.body_key] ELSE words END
            AS body_words
    FROM reference AS r
    JOIN document AS d ON d.document_id = r.document_id
    LEFT JOIN own AS o ON o.document_id = r.document_id
    WHERE r.kind = 'decision' AND r.resolved_id IS NULL
),
sitting AS (
    SELECT m.meeting_id, m.meeting_date, year(m.meeting_date) AS meeting_year, m.source_id,
        d.host_municipality AS host, coalesce(m.body_key, lower(coalesce(m.body, d.body))) AS body_word
    FROM meeting AS m
    JOIN v_documents AS d ON d.document_id = m.document_id
    WHERE m.status = 'held' AND d.counted
),
sat AS (
    -- Day and year apart: with an OR between them each citation would be laid beside each sitting of the municipality.
    SELECT p.reference_id, p.paragraph, t.meeting_id
    FROM cited AS p
    JOIN sitting AS t
        ON t.host = p.host AND t.meeting_date = p.target_date AND t.source_id <> p.source_id
        AND len(list_filter(p.body_words, w -> ends_with(t.body_word, w) OR ends_with(w, t.body_word))) > 0
    UNION ALL
    SELECT p.reference_id, p.paragraph, t.meeting_id
    FROM cited AS p
    JOIN sitting AS t
        ON t.host = p.host AND t.meeting_year = p.target_year AND t.source_id <> p.source_id
        AND len(list_filter(p.body_words, w -> ends_with(t.body_word, w) OR ends_with(w, t.body_word))) > 0
    WHERE p.target_date IS NULL AND p.paragraph IS NOT NULL
),
meant AS (
    SELECT reference_id, 'meeting' AS target_table, meeting_id AS target_id FROM sat WHERE paragraph IS NULL
    UNION ALL
    SELECT s.reference_id, 'agenda_item', i.item_id
    FROM sat AS s
    JOIN agenda_item AS i
        ON i.meeting_id = s.meeting_id AND i.paragraph = s.paragraph AND i.listed_in <> 'contents'
    UNION ALL
    SELECT p.reference_id, 'agenda_item', i.item_id
    FROM reference AS p
    JOIN document AS own ON own.document_id = p.document_id
    JOIN agenda_item AS i ON i.case_number = p.target_number AND i.source_id <> p.source_id
    JOIN v_documents AS d
        ON d.document_id = i.document_id AND d.counted AND d.host_municipality = own.host_municipality
    WHERE p.kind = 'case_number' AND p.resolved_id IS NULL
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
FROM reference AS p
JOIN v_sources AS s ON s.source_id = p.source_id
LEFT JOIN sole AS o ON o.reference_id = p.reference_id
LEFT JOIN v_documents AS d ON d.document_id = p.document_id
WHERE coalesce(d.counted, TRUE)
