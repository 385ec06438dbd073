-- One person's presence at one meeting (a row for each interval of it).
SELECT
    a.attendance_id,
    m.meeting_date,
    coalesce(m.body, d.body) AS body,
    d.host_municipality,
    a.name,
    a.party,
    a.municipality,
    a.organisation,
    a.role,
    a.status,
    a.office,
    a.replaces,
    a.paragraph_first,
    a.paragraph_last,
    a.time_from,
    a.time_to,
    s.path,
    a.page,
    a.line_start,
    a.person_id,
    a.meeting_id,
    a.document_id,
    a.source_id
FROM attendance AS a
JOIN v_sources AS s ON s.source_id = a.source_id
LEFT JOIN v_documents AS d ON d.document_id = a.document_id
LEFT JOIN meeting AS m ON m.meeting_id = a.meeting_id
WHERE coalesce(d.counted, TRUE)
