-- One municipality's share of a cost or surplus, by its inhabitants on 31 December of the year before: the day by which
-- joint boards and associations divide a year's costs. Without inhabitants where that figure is not known (`population`).
SELECT
    year(a.period_end) AS year,
    a.purpose,
    a.municipality,
    a.kronor,
    p.inhabitants,
    CAST(a.kronor / p.inhabitants AS DECIMAL(38, 2)) AS kronor_per_inhabitant,
    p.source AS inhabitants_source,
    a.allocation_group,
    a.origin,
    a.path,
    a.page,
    a.line_start,
    a.allocation_id,
    a.document_id,
    a.source_id
FROM v_allocations AS a
LEFT JOIN population AS p
    ON p.year = year(a.period_end) - 1 AND lower(p.municipality) = lower(a.municipality)
WHERE a.kronor IS NOT NULL AND a.period_end IS NOT NULL
