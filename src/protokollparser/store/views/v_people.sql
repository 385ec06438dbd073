-- One person with what they did: meetings attended, votes, signatures, and the first and last meeting.
WITH seen AS (
    SELECT a.person_id, a.meeting_id, a.meeting_date, a.status, a.office FROM v_attendance AS a
    WHERE a.person_id IS NOT NULL
)
SELECT
    p.person_id,
    p.name,
    p.aliases,
    p.party,
    p.municipality,
    count(DISTINCT s.meeting_id) FILTER (s.status IN ('serving', 'present')) AS meetings_present,
    count(DISTINCT s.meeting_id) FILTER (s.status = 'serving') AS meetings_serving,
    count(DISTINCT s.meeting_id) FILTER (s.status = 'absent') AS meetings_absent,
    min(s.meeting_date) AS first_meeting,
    max(s.meeting_date) AS last_meeting,
    list_sort(list(DISTINCT s.office) FILTER (s.office IS NOT NULL)) AS offices,
    (SELECT count(*) FROM vote AS v LEFT JOIN v_documents AS d ON d.document_id = v.document_id
        WHERE v.person_id = p.person_id AND coalesce(d.counted, TRUE)) AS votes,
    (SELECT count(*) FROM signature AS g LEFT JOIN v_documents AS d ON d.document_id = g.document_id
        WHERE g.person_id = p.person_id AND g.signed AND coalesce(d.counted, TRUE)) AS signatures,
    (SELECT count(*) FROM mention AS n LEFT JOIN v_documents AS d ON d.document_id = n.document_id
        WHERE n.entity_id = p.person_id AND coalesce(d.counted, TRUE)) AS mentions
FROM person AS p
LEFT JOIN seen AS s ON s.person_id = p.person_id
GROUP BY ALL
