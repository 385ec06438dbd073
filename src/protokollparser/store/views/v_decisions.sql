-- One decision (taken, or reported from elsewhere) with its meeting, paragraph and place. Who took a reported decision
-- is what the text says, not the body whose document tells of it.
SELECT
    x.decision_id,
    d.host_municipality,
    coalesce(x.body, CASE WHEN x.stage = 'taken' THEN coalesce(m.body, d.body) END) AS body,
    coalesce(x.decision_date, CASE WHEN x.stage = 'taken' THEN m.meeting_date END) AS decision_date,
    i.paragraph,
    i.paragraph_suffix,
    i.title,
    i.case_number,
    x.stage,
    x.kind,
    x.outcome,
    x.text,
    d.kind AS document_kind,
    s.path,
    x.page,
    x.line_start,
    x.line_end,
    x.item_id,
    i.meeting_id,
    x.document_id,
    x.source_id
FROM decision AS x
JOIN v_sources AS s ON s.source_id = x.source_id
LEFT JOIN v_documents AS d ON d.document_id = x.document_id
LEFT JOIN agenda_item AS i ON i.item_id = x.item_id
LEFT JOIN meeting AS m ON m.meeting_id = i.meeting_id
WHERE coalesce(d.counted, TRUE)
