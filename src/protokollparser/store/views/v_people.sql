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
    (SELECT count(*) FROM vote AS v WHERE v.person_id = p.person_id) AS votes,
    (SELECT count(*) FROM signature AS g WHERE g.person_id = p.person_id AND g.signed) AS signatures,
    (SELECT count(*) FROM mention AS n WHERE n.entity_id = p.person_id) AS mentions
FROM person AS p
LEFT JOIN seen AS s ON s.person_id = p.person_id
GROUP BY ALL
