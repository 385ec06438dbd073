-- One line of a table for one period: budget, outturn, forecast and deviation side by side, as printed in `unit`.
-- Columns of income and cost stand apart. Where a line prints the same scenario twice for one period, `series` tells
-- the first from the second.
SELECT
    l.host_municipality,
    l.document_kind,
    l.table_kind,
    l.table_title,
    l.label,
    l.row_role,
    l.period_start,
    l.period_end,
    l.series::BIGINT AS series,
    l.unit,
    l.budget,
    l.outturn,
    l.forecast,
    l.deviation,
    l.prior_outturn,
    l.appropriation,
    l.transfer,
    l.income,
    l.cost,
    l.budget_kronor,
    l.outturn_kronor,
    l.forecast_kronor,
    l.deviation_kronor,
    s.path,
    l.page,
    l.line_start,
    l.table_id,
    l.row_index,
    l.document_id,
    l.source_id,
    l.prior_outturn_kronor,
    l.appropriation_kronor,
    l.transfer_kronor,
    l.income_kronor,
    l.cost_kronor,
    l.body,
    l.line_end
FROM budget_line AS l
JOIN v_sources AS s ON s.source_id = l.source_id
LEFT JOIN v_documents AS d ON d.document_id = l.document_id
WHERE coalesce(d.counted, TRUE)
