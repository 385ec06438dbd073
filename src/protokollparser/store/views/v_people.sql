-- One person with what they did: meetings attended, votes, signatures, and the first and last meeting. The place is the
-- first one that names the person, in the order of meetings where a list of those present does.
WITH counted AS (
    SELECT x.person_id, x.meeting_id, m.meeting_date, x.status, x.office, x.source_id, x.page, x.line_start
    FROM attendance AS x
    LEFT JOIN v_documents AS d ON d.document_id = x.document_id
    LEFT JOIN meeting AS m ON m.meeting_id = x.meeting_id
    WHERE x.person_id IS NOT NULL AND coalesce(d.counted, TRUE)
), seen AS (
    SELECT
        person_id,
        count(DISTINCT meeting_id) FILTER (status IN ('serving', 'present')) AS meetings_present,
        count(DISTINCT meeting_id) FILTER (status = 'serving') AS meetings_serving,
        count(DISTINCT meeting_id) FILTER (status = 'absent') AS meetings_absent,
        min(meeting_date) AS first_meeting,
        max(meeting_date) AS last_meeting,
        list_sort(list(DISTINCT office) FILTER (office IS NOT NULL)) AS offices,
        min((meeting_date, source_id, page, line_start)) AS place
    FROM counted
    GROUP BY person_id
), named AS (
    SELECT n.entity_id AS person_id, count(*) AS mentions, min((n.source_id, n.page, n.line_start)) AS place
    FROM mention AS n
    LEFT JOIN v_documents AS d ON d.document_id = n.document_id
    WHERE n.entity_type = 'person' AND coalesce(d.counted, TRUE)
    GROUP BY n.entity_id
), voted AS (
    SELECT v.person_id, count(*) AS votes
    FROM vote AS v
    LEFT JOIN v_documents AS d ON d.document_id = v.document_id
    WHERE v.person_id IS NOT NULL AND coalesce(d.counted, TRUE)
    GROUP BY v.person_id
), signed AS (
    SELECT g.person_id, count(*) AS signatures
    FROM signature AS g
    LEFT JOIN v_documents AS d ON d.document_id = g.document_id
    WHERE g.person_id IS NOT NULL AND g.signed AND coalesce(d.counted, TRUE)
    GROUP BY g.person_id
), led AS (
    SELECT person_id, min((source_id, page, line_start)) AS place
    FROM officer
    WHERE person_id IS NOT NULL
    GROUP BY person_id
)
SELECT
    p.person_id,
    p.name,
    p.aliases,
    p.party,
    p.municipality,
    coalesce(s.meetings_present, 0) AS meetings_present,
    coalesce(s.meetings_serving, 0) AS meetings_serving,
    coalesce(s.meetings_absent, 0) AS meetings_absent,
    s.first_meeting,
    s.last_meeting,
    s.offices,
    coalesce(v.votes, 0) AS votes,
    coalesce(g.signatures, 0) AS signatures,
    coalesce(n.mentions, 0) AS mentions,
    f.path,
    coalesce(s.place[3], n.place[2], o.place[2]) AS page,
    coalesce(s.place[4], n.place[3], o.place[3]) AS line_start,
    coalesce(s.place[2], n.place[1], o.place[1]) AS source_id
FROM person AS p
LEFT JOIN seen AS s ON s.person_id = p.person_id
LEFT JOIN named AS n ON n.person_id = p.person_id
LEFT JOIN voted AS v ON v.person_id = p.person_id
LEFT JOIN signed AS g ON g.person_id = p.person_id
LEFT JOIN led AS o ON o.person_id = p.person_id
LEFT JOIN v_sources AS f ON f.source_id = coalesce(s.place[2], n.place[1], o.place[1])
