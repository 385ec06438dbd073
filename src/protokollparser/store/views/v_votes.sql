-- One person's vote in one division, with the printed tally; a division without names has one row without name.
SELECT
    e.vote_event_id,
    m.meeting_date,
    coalesce(m.body, d.body) AS body,
    i.paragraph,
    i.title,
    e.yes_means,
    e.no_means,
    e.yes_count,
    e.no_count,
    e.abstain_count,
    e.absent_count,
    e.outcome,
    v.name,
    v.party,
    v.office,
    v.choice,
    s.path,
    coalesce(v.page, e.page) AS page,
    coalesce(v.line_start, e.line_start) AS line_start,
    v.vote_id,
    v.person_id,
    e.item_id,
    e.document_id,
    e.source_id
FROM vote_event AS e
JOIN v_sources AS s ON s.source_id = e.source_id
LEFT JOIN v_documents AS d ON d.document_id = e.document_id
LEFT JOIN agenda_item AS i ON i.item_id = e.item_id
LEFT JOIN meeting AS m ON m.meeting_id = i.meeting_id
LEFT JOIN vote AS v ON v.vote_event_id = e.vote_event_id
WHERE coalesce(d.counted, TRUE)
