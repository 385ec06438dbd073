-- Who could vote at each § of a meeting, one row per § and person: those who served, and those whom a ballot names.
-- `may_vote` is NULL when the hours of presence do not tell, or when a member and the substitute are both listed.
WITH item AS NOT MATERIALIZED (
    SELECT item_id, meeting_id, paragraph
    FROM agenda_item
    WHERE paragraph IS NOT NULL AND listed_in <> 'contents'
),
asked AS NOT MATERIALIZED (
    -- What people ask for goes along from the start: a question for a body or a day waits for no other §.
    SELECT i.item_id, i.meeting_id, i.paragraph, i.paragraph_suffix, i.title, i.document_id, m.meeting_date,
        coalesce(m.body, d.body) AS body, d.host_municipality
    FROM agenda_item AS i
    JOIN meeting AS m ON m.meeting_id = i.meeting_id
    LEFT JOIN v_documents AS d ON d.document_id = i.document_id
    WHERE i.paragraph IS NOT NULL AND i.listed_in <> 'contents' AND coalesce(d.counted, TRUE)
),
serving AS NOT MATERIALIZED (
    -- Those who serve, once for each interval of it.
    SELECT
        a.meeting_id, lower(a.name) AS folded, a.name, a.party, a.role, a.replaces, a.person_id, a.source_id,
        a.page, a.line_start, 1 AS origin,
        -- Hours tell of a § only where they are those of the whole meeting, or where a § is printed beside them.
        (a.time_from IS NOT NULL OR a.time_to IS NOT NULL) AND NOT (
            (a.paragraph_first IS NOT NULL OR coalesce(a.time_from <= m.start_time, a.time_from IS NULL))
            AND (a.paragraph_last IS NOT NULL OR coalesce(a.time_to >= m.end_time, a.time_to IS NULL))
        ) AS by_the_hour,
        a.paragraph_first, a.paragraph_last
    FROM attendance AS a
    JOIN meeting AS m ON m.meeting_id = a.meeting_id
    WHERE a.status = 'serving'
),
otherwise AS (
    -- A person at a § as a stand-in for one who was disqualified, or by a ballot.
    SELECT i.item_id, lower(d.replaced_by) AS folded, d.replaced_by AS name, a.party, 'substitute' AS role,
        d.name AS replaces, a.person_id, d.source_id, d.page, d.line_start, 2 AS origin, FALSE AS by_the_hour
    FROM disqualification AS d
    JOIN item AS i ON i.item_id = d.item_id
    LEFT JOIN attendance AS a ON a.meeting_id = i.meeting_id AND lower(a.name) = lower(d.replaced_by)
    WHERE d.replaced_by IS NOT NULL
    UNION ALL
    SELECT i.item_id, lower(v.name), v.name, v.party, NULL, NULL, v.person_id, v.source_id, v.page, v.line_start, 3,
        FALSE
    FROM vote_event AS e
    JOIN item AS i ON i.item_id = e.item_id
    JOIN vote AS v ON v.vote_event_id = e.vote_event_id
),
twice AS (
    -- Names that are told of a § in several ways, to be brought together, here and in the next.
    SELECT meeting_id, folded FROM serving GROUP BY ALL HAVING count(*) > 1
),
told_otherwise AS (SELECT DISTINCT item_id, folded FROM otherwise),
several AS (
    SELECT i.item_id, a.* EXCLUDE (meeting_id, paragraph_first, paragraph_last)
    FROM serving AS a
    SEMI JOIN twice AS t ON t.meeting_id = a.meeting_id AND t.folded = a.folded
    JOIN item AS i
        ON i.meeting_id = a.meeting_id
        AND i.paragraph BETWEEN coalesce(a.paragraph_first, i.paragraph) AND coalesce(a.paragraph_last, i.paragraph)
    UNION ALL
    SELECT o.item_id, a.* EXCLUDE (meeting_id, paragraph_first, paragraph_last)
    FROM told_otherwise AS o
    JOIN item AS i ON i.item_id = o.item_id
    JOIN serving AS a
        ON a.meeting_id = i.meeting_id AND a.folded = o.folded
        AND i.paragraph BETWEEN coalesce(a.paragraph_first, i.paragraph) AND coalesce(a.paragraph_last, i.paragraph)
    ANTI JOIN twice AS t ON t.meeting_id = a.meeting_id AND t.folded = a.folded
    UNION ALL
    FROM otherwise
),
together AS (
    SELECT
        item_id, folded, arg_min(name, origin) AS name, arg_min(party, origin) AS party, min(role) AS role,
        array_to_string(list_sort(list_distinct(list(replaces) FILTER (replaces IS NOT NULL))), ', ') AS replaces,
        min(person_id) AS person_id, min(source_id) AS source_id, min((origin, page, line_start)) AS spot,
        spot[2] AS page, spot[3] AS line_start, min(origin) AS origin, bool_and(by_the_hour) AS by_the_hour
    FROM several
    GROUP BY item_id, folded
),
people AS NOT MATERIALIZED (
    -- Who is told of once, as most are, waits for no others.
    SELECT i.*, a.* EXCLUDE (meeting_id, paragraph_first, paragraph_last)
    FROM asked AS i
    JOIN serving AS a
        ON a.meeting_id = i.meeting_id
        AND i.paragraph BETWEEN coalesce(a.paragraph_first, i.paragraph) AND coalesce(a.paragraph_last, i.paragraph)
    ANTI JOIN twice AS t ON t.meeting_id = a.meeting_id AND t.folded = a.folded
    ANTI JOIN told_otherwise AS o ON o.item_id = i.item_id AND o.folded = a.folded
    UNION ALL BY NAME
    SELECT i.*, t.* EXCLUDE (item_id, spot)
    FROM asked AS i
    JOIN together AS t ON t.item_id = i.item_id
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
    FROM item AS i
    JOIN attendance AS a
        ON a.meeting_id = i.meeting_id
        AND a.status = 'absent'
        AND i.paragraph BETWEEN a.paragraph_first AND a.paragraph_last
),
given_up AS (
    -- Members whose place a substitute holds at a §: for that § as printed, or for the whole sitting.
    SELECT i.item_id, lower(a.replaces) AS folded,
        bool_or(a.paragraph_first IS NOT NULL OR a.paragraph_last IS NOT NULL) AS by_paragraph
    FROM item AS i
    JOIN attendance AS a
        ON a.meeting_id = i.meeting_id
        AND a.status = 'serving'
        AND a.replaces IS NOT NULL
        AND i.paragraph BETWEEN coalesce(a.paragraph_first, i.paragraph) AND coalesce(a.paragraph_last, i.paragraph)
    GROUP BY ALL
),
judged AS NOT MATERIALIZED (
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
    j.meeting_date,
    j.body,
    j.host_municipality,
    j.paragraph,
    j.paragraph_suffix,
    j.title,
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
    j.meeting_id,
    j.document_id,
    j.source_id
FROM judged AS j
JOIN v_sources AS s ON s.source_id = j.source_id
