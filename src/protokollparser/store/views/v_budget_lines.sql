-- One line of a table for one period: budget, outturn, forecast and deviation side by side, as printed in `unit`.
-- Columns of income and cost stand apart. Where a line prints the same scenario twice for one period, `series` tells
-- the first from the second.
WITH cell AS (
    -- Label, municipality and body are keys of all that follows, so that a question for one of them is asked of the
    -- figures themselves and waits for no others.
    SELECT
        a.table_id, a.row_index, a.column_index, a.char_start, a.label, a.unit, a.value, a.kronor, a.period_start,
        a.period_end, a.page, a.line_start, a.line_end, d.host_municipality, d.body, d.kind AS document_kind,
        CASE WHEN c.role IN ('income', 'cost') THEN c.role ELSE a.scenario END AS scenario
    FROM amount AS a
    LEFT JOIN table_column AS c
        ON c.table_id = a.table_id AND c.column_index = a.column_index AND c.role IN ('income', 'cost')
    LEFT JOIN v_documents AS d ON d.document_id = a.document_id
    WHERE a.origin = 'cell' AND coalesce(d.counted, TRUE)
), figure AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY table_id, row_index, scenario, period_start, period_end, label, host_municipality, body
            ORDER BY column_index, char_start
        ) AS series
    FROM cell
    WHERE scenario IN (
        'budget', 'outturn', 'forecast', 'deviation', 'prior_outturn', 'appropriation', 'transfer', 'income', 'cost'
    )
), line AS (
SELECT
    f.table_id,
    f.row_index,
    f.label,
    f.period_start,
    f.period_end,
    f.series,
    f.host_municipality,
    f.body,
    any_value(f.document_kind) AS document_kind,
    any_value(f.unit) AS unit,
    max(f.value) FILTER (f.scenario = 'budget') AS budget,
    max(f.value) FILTER (f.scenario = 'outturn') AS outturn,
    max(f.value) FILTER (f.scenario = 'forecast') AS forecast,
    max(f.value) FILTER (f.scenario = 'deviation') AS deviation,
    max(f.value) FILTER (f.scenario = 'prior_outturn') AS prior_outturn,
    max(f.value) FILTER (f.scenario = 'appropriation') AS appropriation,
    max(f.value) FILTER (f.scenario = 'transfer') AS transfer,
    max(f.value) FILTER (f.scenario = 'income') AS income,
    max(f.value) FILTER (f.scenario = 'cost') AS cost,
    max(f.kronor) FILTER (f.scenario = 'budget') AS budget_kronor,
    max(f.kronor) FILTER (f.scenario = 'outturn') AS outturn_kronor,
    max(f.kronor) FILTER (f.scenario = 'forecast') AS forecast_kronor,
    max(f.kronor) FILTER (f.scenario = 'deviation') AS deviation_kronor,
    max(f.kronor) FILTER (f.scenario = 'prior_outturn') AS prior_outturn_kronor,
    max(f.kronor) FILTER (f.scenario = 'appropriation') AS appropriation_kronor,
    max(f.kronor) FILTER (f.scenario = 'transfer') AS transfer_kronor,
    max(f.kronor) FILTER (f.scenario = 'income') AS income_kronor,
    max(f.kronor) FILTER (f.scenario = 'cost') AS cost_kronor,
    min(f.page) AS page,
    min(f.line_start) AS line_start,
    max(f.line_end) AS line_end
FROM figure AS f
GROUP BY f.table_id, f.row_index, f.label, f.period_start, f.period_end, f.series, f.host_municipality, f.body
)
SELECT
    l.host_municipality,
    l.document_kind,
    t.kind AS table_kind,
    t.title AS table_title,
    l.label,
    r.role AS row_role,
    l.period_start,
    l.period_end,
    l.series,
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
    t.document_id,
    t.source_id,
    l.prior_outturn_kronor,
    l.appropriation_kronor,
    l.transfer_kronor,
    l.income_kronor,
    l.cost_kronor,
    l.body,
    l.line_end
FROM line AS l
JOIN data_table AS t ON t.table_id = l.table_id
JOIN v_sources AS s ON s.source_id = t.source_id
LEFT JOIN table_row AS r ON r.table_id = l.table_id AND r.row_index = l.row_index
