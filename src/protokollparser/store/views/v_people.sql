-- One person with what they did: meetings attended, votes, signatures, and the first and last meeting. The place is the
-- first one that names the person: in the list of the first meeting where one does.
WITH deed AS (
    SELECT 'attendance' AS what, x.person_id, x.document_id, x.source_id, x.page, x.line_start, x.meeting_id,
        m.meeting_date, x.status, x.office
    FROM attendance AS x
    LEFT JOIN meeting AS m ON m.meeting_id = x.meeting_id
    UNION ALL
    SELECT 'mention', n.entity_id, n.document_id, n.source_id, n.page, n.line_start, NULL, NULL, NULL, NULL
    FROM mention AS n
    UNION ALL
    SELECT 'vote', v.person_id, v.document_id, v.source_id, v.page, v.line_start, NULL, NULL, NULL, NULL
    FROM vote AS v
    UNION ALL
    SELECT 'signature', g.person_id, g.document_id, g.source_id, g.page, g.line_start, NULL, NULL, NULL, NULL
    FROM signature AS g
    WHERE g.signed
    UNION ALL
    SELECT 'officer', o.person_id, o.document_id, o.source_id, o.page, o.line_start, NULL, NULL, NULL, NULL
    FROM officer AS o
), counted AS (
    -- From a person to what was done, and only then to the documents: who asks for one person waits for no other.
    SELECT p.person_id, p.name, p.aliases, p.party, p.municipality, e.* EXCLUDE (what, person_id, document_id),
        CASE WHEN coalesce(d.counted, TRUE) THEN e.what END AS what
    FROM person AS p
    LEFT JOIN deed AS e ON e.person_id = p.person_id
    LEFT JOIN v_documents AS d ON d.document_id = e.document_id
), done AS (
    SELECT
        person_id,
        name,
        aliases,
        party,
        municipality,
        count(DISTINCT meeting_id) FILTER (what IS NOT NULL AND status IN ('serving', 'present')) AS meetings_present,
        count(DISTINCT meeting_id) FILTER (what IS NOT NULL AND status = 'serving') AS meetings_serving,
        count(DISTINCT meeting_id) FILTER (what IS NOT NULL AND status = 'absent') AS meetings_absent,
        min(meeting_date) FILTER (what IS NOT NULL) AS first_meeting,
        max(meeting_date) FILTER (what IS NOT NULL) AS last_meeting,
        list_sort(list(DISTINCT office) FILTER (what IS NOT NULL AND office IS NOT NULL)) AS offices,
        count(*) FILTER (what = 'vote') AS votes,
        count(*) FILTER (what = 'signature') AS signatures,
        count(*) FILTER (what = 'mention') AS mentions,
        min((what <> 'attendance', meeting_date, source_id, page, line_start)) FILTER (what IS NOT NULL) AS place
    FROM counted
    GROUP BY person_id, name, aliases, party, municipality
)
SELECT
    x.* EXCLUDE (place),
    s.path,
    x.place[4] AS page,
    x.place[5] AS line_start,
    x.place[3] AS source_id
FROM done AS x
LEFT JOIN v_sources AS s ON s.source_id = x.place[3]
