-- One document with the share of its characters that rules claimed, that were set aside as furniture, and that
-- nothing understood. Blank lines count nowhere.
WITH piece AS (
    SELECT source_id, document_id, 'claimed' AS part, char_end - char_start AS characters FROM claim
    UNION ALL
    SELECT source_id, document_id, 'furniture', char_end - char_start FROM furniture
    UNION ALL
    SELECT source_id, document_id, 'residue', char_end - char_start FROM residue
    UNION ALL
    SELECT source_id, document_id, CASE record_table WHEN 'claim' THEN 'claimed' ELSE record_table END,
        char_end - char_start
    FROM record_span
    WHERE record_table IN ('claim', 'furniture', 'residue')
), total AS (
    SELECT
        source_id,
        document_id,
        coalesce(sum(characters) FILTER (part = 'claimed'), 0) AS claimed,
        coalesce(sum(characters) FILTER (part = 'furniture'), 0) AS furniture,
        coalesce(sum(characters) FILTER (part = 'residue'), 0) AS residue
    FROM piece
    GROUP BY ALL
)
SELECT
    s.path,
    d.kind,
    d.title,
    t.claimed::BIGINT AS claimed_characters,
    t.furniture::BIGINT AS furniture_characters,
    t.residue::BIGINT AS residue_characters,
    t.claimed / nullif(t.claimed + t.furniture + t.residue, 0) AS claimed_share,
    t.furniture / nullif(t.claimed + t.furniture + t.residue, 0) AS furniture_share,
    t.residue / nullif(t.claimed + t.furniture + t.residue, 0) AS residue_share,
    d.page_first AS page,
    d.line_start,
    d.line_end,
    t.document_id,
    t.source_id
FROM total AS t
JOIN v_sources AS s ON s.source_id = t.source_id
LEFT JOIN document AS d ON d.document_id = t.document_id
