-- One party's share of a cost or surplus, with the sum of its group.
SELECT
    a.allocation_id,
    a.allocation_group,
    a.purpose,
    a.municipality,
    a.kronor,
    a.share,
    sum(a.kronor) OVER (PARTITION BY a.source_id, a.allocation_group) AS group_kronor,
    count(*) OVER (PARTITION BY a.source_id, a.allocation_group) AS group_size,
    a.origin,
    a.printed,
    s.path,
    a.page,
    a.line_start,
    a.document_id,
    a.source_id
FROM allocation AS a
JOIN v_sources AS s ON s.source_id = a.source_id
LEFT JOIN v_documents AS d ON d.document_id = a.document_id
WHERE coalesce(d.counted, TRUE)
