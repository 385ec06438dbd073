-- One event of a case: an item dealt with, a decision, a document of the case, or a place elsewhere that cites it. A
-- decision that is only reported has the day and the body that the text says.
WITH event AS (
    SELECT i.case_number, m.meeting_date AS event_date, 'agenda_item' AS event, m.body, i.paragraph,
        i.title AS text, i.page, i.line_start, i.document_id, i.source_id, i.item_id AS record_id, TRUE AS is_own
    FROM agenda_item AS i
    LEFT JOIN meeting AS m ON m.meeting_id = i.meeting_id
    UNION ALL
    SELECT i.case_number, coalesce(x.decision_date, CASE WHEN x.stage = 'taken' THEN m.meeting_date END),
        'decision', coalesce(x.body, CASE WHEN x.stage = 'taken' THEN m.body END), i.paragraph, x.text, x.page,
        x.line_start, x.document_id, x.source_id, x.decision_id, x.stage = 'taken'
    FROM decision AS x
    JOIN agenda_item AS i ON i.item_id = x.item_id
    LEFT JOIN meeting AS m ON m.meeting_id = i.meeting_id
    UNION ALL
    SELECT case_number, document_date, 'document', body, NULL, title, page, line_start, document_id, source_id,
        document_id, TRUE
    FROM document
    UNION ALL
    SELECT r.target_number, r.target_date, 'reference', r.target_body, NULL, r.printed, r.page, r.line_start,
        r.document_id, r.source_id, r.reference_id, TRUE
    FROM reference AS r
    WHERE r.kind = 'case_number'
        AND NOT EXISTS (
            SELECT 1 FROM agenda_item AS i
            WHERE i.case_number = r.target_number AND i.document_id = r.document_id
        )
        AND NOT EXISTS (
            SELECT 1 FROM document AS d
            WHERE d.case_number = r.target_number AND d.document_id = r.document_id
        )
)
SELECT
    e.case_number,
    coalesce(e.event_date, CASE WHEN e.is_own THEN d.document_date END) AS event_date,
    e.event,
    coalesce(e.body, CASE WHEN e.is_own THEN d.body END) AS body,
    e.paragraph,
    e.text,
    d.host_municipality,
    s.path,
    e.page,
    e.line_start,
    e.record_id,
    e.document_id,
    e.source_id
FROM event AS e
JOIN v_sources AS s ON s.source_id = e.source_id
LEFT JOIN v_documents AS d ON d.document_id = e.document_id
WHERE coalesce(d.counted, TRUE) AND e.case_number IS NOT NULL
