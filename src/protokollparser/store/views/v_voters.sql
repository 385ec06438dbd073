-- Who could vote at each § of a meeting, one row per § and person: those who served, and those whom a ballot names.
-- `may_vote` is NULL when the hours of presence do not tell, or when a member and the substitute are both listed.
WITH items AS (
    SELECT i.*, m.meeting_date, m.body, m.start_time, m.end_time
    FROM agenda_item AS i
    JOIN meeting AS m ON m.meeting_id = i.meeting_id
    WHERE i.paragraph IS NOT NULL AND i.listed_in <> 'contents'
),
-- A person at a § by attendance, as a stand-in for one who was disqualified, or by a ballot.
told AS (
    SELECT
        i.item_id, a.name, a.party, a.role, a.replaces, a.person_id, a.source_id, a.page, a.line_start,
        1 AS origin,
        -- Hours tell of a § only where they are those of the whole meeting, or where a § is printed beside them.
        (a.time_from IS NOT NULL OR a.time_to IS NOT NULL) AND NOT (
            (a.paragraph_first IS NOT NULL OR coalesce(a.time_from <= i.start_time, a.time_from IS NULL))
            AND (a.paragraph_last IS NOT NULL OR coalesce(a.time_to >= i.end_time, a.time_to IS NULL))
        ) AS by_the_hour
    FROM items AS i
    JOIN attendance AS a
        ON a.meeting_id = i.meeting_id
        AND a.status = 'serving'
        AND i.paragraph BETWEEN coalesce(a.paragraph_first, i.paragraph) AND coalesce(a.paragraph_last, i.paragraph)
    UNION ALL
    SELECT i.item_id, d.replaced_by, a.party, 'substitute', d.name, a.person_id, d.source_id, d.page, d.line_start,
        2, FALSE
    FROM items AS i
    JOIN disqualification AS d ON d.item_id = i.item_id AND d.replaced_by IS NOT NULL
    LEFT JOIN attendance AS a ON a.meeting_id = i.meeting_id AND lower(a.name) = lower(d.replaced_by)
    UNION ALL
    SELECT i.item_id, v.name, v.party, NULL, NULL, v.person_id, v.source_id, v.page, v.line_start, 3, FALSE
    FROM items AS i
    JOIN vote_event AS e ON e.item_id = i.item_id
    JOIN vote AS v ON v.vote_event_id = e.vote_event_id
),
people AS (
    SELECT
        item_id, lower(name) AS folded, arg_min(name, origin) AS name, arg_min(party, origin) AS party,
        min(role) AS role, string_agg(DISTINCT replaces, ', ' ORDER BY replaces) AS replaces,
        min(person_id) AS person_id, min(source_id) AS source_id, arg_min(page, (origin, page, line_start)) AS page,
        arg_min(line_start, (origin, page, line_start)) AS line_start, min(origin) AS origin,
        bool_and(by_the_hour) AS by_the_hour
    FROM told
    GROUP BY ALL
),
ballots AS (
    SELECT e.item_id, e.vote_event_id,
        count(v.vote_id) >= 2 AND count(v.vote_id) = coalesce(e.yes_count, 0) + coalesce(e.no_count, 0)
        + coalesce(e.abstain_count, 0) + coalesce(e.absent_count, 0) AS is_whole
    FROM vote_event AS e
    JOIN vote AS v ON v.vote_event_id = e.vote_event_id
    WHERE e.item_id IS NOT NULL
    GROUP BY e.item_id, e.vote_event_id, e.yes_count, e.no_count, e.abstain_count, e.absent_count
),
balloted AS (SELECT item_id, bool_or(is_whole) AS is_whole FROM ballots GROUP BY item_id),
voted AS (
    SELECT b.item_id, lower(v.name) AS folded, bool_or(v.choice <> 'absent') AS voted
    FROM ballots AS b
    JOIN vote AS v ON v.vote_event_id = b.vote_event_id
    GROUP BY ALL
),
barred AS (SELECT DISTINCT item_id, lower(name) AS folded FROM disqualification WHERE item_id IS NOT NULL),
away AS (
    SELECT DISTINCT i.item_id, lower(a.name) AS folded
    FROM items AS i
    JOIN attendance AS a
        ON a.meeting_id = i.meeting_id
        AND a.status = 'absent'
        AND i.paragraph BETWEEN a.paragraph_first AND a.paragraph_last
),
-- Members whose place a substitute holds at a §: for that § as printed, or for the whole sitting.
given_up AS (
    SELECT i.item_id, lower(a.replaces) AS folded,
        bool_or(a.paragraph_first IS NOT NULL OR a.paragraph_last IS NOT NULL) AS by_paragraph
    FROM items AS i
    JOIN attendance AS a
        ON a.meeting_id = i.meeting_id
        AND a.status = 'serving'
        AND a.replaces IS NOT NULL
        AND i.paragraph BETWEEN coalesce(a.paragraph_first, i.paragraph) AND coalesce(a.paragraph_last, i.paragraph)
    GROUP BY ALL
),
judged AS (
    SELECT
        p.*,
        CASE
            WHEN barred.folded IS NOT NULL THEN 'disqualified'
            WHEN voted.folded IS NOT NULL THEN 'ballot'
            WHEN balloted.is_whole THEN 'not_in_ballot'
            WHEN away.folded IS NOT NULL THEN 'absent'
            WHEN given_up.by_paragraph THEN 'replaced'
            WHEN given_up.folded IS NOT NULL AND p.origin = 1 THEN 'hours'
            WHEN p.by_the_hour THEN 'hours'
            WHEN p.origin = 2 THEN 'replaces_disqualified'
            ELSE 'serving'
        END AS reason,
        voted.voted
    FROM people AS p
    LEFT JOIN barred ON barred.item_id = p.item_id AND barred.folded = p.folded
    LEFT JOIN voted ON voted.item_id = p.item_id AND voted.folded = p.folded
    LEFT JOIN balloted ON balloted.item_id = p.item_id
    LEFT JOIN away ON away.item_id = p.item_id AND away.folded = p.folded
    LEFT JOIN given_up ON given_up.item_id = p.item_id AND given_up.folded = p.folded
)
SELECT
    i.meeting_date,
    coalesce(i.body, d.body) AS body,
    d.host_municipality,
    i.paragraph,
    i.paragraph_suffix,
    i.title,
    j.name,
    j.party,
    j.role,
    j.replaces,
    CASE j.reason
        WHEN 'ballot' THEN j.voted
        WHEN 'serving' THEN TRUE
        WHEN 'replaces_disqualified' THEN TRUE
        WHEN 'hours' THEN NULL
        ELSE FALSE
    END AS may_vote,
    j.reason,
    s.path,
    j.page,
    j.line_start,
    j.person_id,
    j.item_id,
    i.meeting_id,
    i.document_id,
    j.source_id
FROM judged AS j
JOIN items AS i ON i.item_id = j.item_id
JOIN v_sources AS s ON s.source_id = j.source_id
LEFT JOIN v_documents AS d ON d.document_id = i.document_id
WHERE coalesce(d.counted, TRUE)
