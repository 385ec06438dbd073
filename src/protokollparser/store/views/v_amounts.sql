-- One figure with its meaning. A fact that prose repeats from a table is counted once, in the table.
SELECT
    a.amount_id,
    d.host_municipality,
    d.kind AS document_kind,
    a.origin,
    t.kind AS table_kind,
    t.title AS table_title,
    a.label,
    a.scenario,
    a.value,
    a.value_high,
    a.unit,
    a.unit_origin,
    a.per,
    a.kronor,
    a.low,
    a.high,
    a.decimals,
    a.qualifier,
    a.direction,
    a.period_start,
    a.period_end,
    a.organisation,
    a.printed,
    s.path,
    a.page,
    a.line_start,
    a.table_id,
    a.row_index,
    a.column_index,
    a.document_id,
    a.source_id
FROM amount AS a
JOIN v_sources AS s ON s.source_id = a.source_id
LEFT JOIN v_documents AS d ON d.document_id = a.document_id
LEFT JOIN data_table AS t ON t.table_id = a.table_id
WHERE coalesce(d.counted, TRUE) AND a.fact_table_id IS NULL
