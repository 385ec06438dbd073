-- One line of a table for one period: budget, outturn, forecast and deviation side by side, as printed in `unit`.
-- Columns of income and cost stand apart. Where a line prints the same scenario twice for one period, `series` tells
-- the first from the second.
WITH cell AS (
    SELECT
        a.* EXCLUDE (scenario),
        CASE WHEN c.role IN ('income', 'cost') THEN c.role ELSE a.scenario END AS scenario
    FROM amount AS a
    LEFT JOIN table_column AS c ON c.table_id = a.table_id AND c.column_index = a.column_index
    LEFT JOIN v_documents AS d ON d.document_id = a.document_id
    WHERE coalesce(d.counted, TRUE) AND a.origin = 'cell'
), figure AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY table_id, row_index, scenario, period_start, period_end
            ORDER BY column_index, char_start
        ) AS series
    FROM cell
    WHERE scenario IN (
        'budget', 'outturn', 'forecast', 'deviation', 'prior_outturn', 'appropriation', 'transfer', 'income', 'cost'
    )
)
SELECT
    d.host_municipality,
    d.kind AS document_kind,
    t.kind AS table_kind,
    t.title AS table_title,
    any_value(f.label) AS label,
    r.role AS row_role,
    f.period_start,
    f.period_end,
    f.series,
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
    s.path,
    min(f.page) AS page,
    min(f.line_start) AS line_start,
    f.table_id,
    f.row_index,
    t.document_id,
    t.source_id,
    max(f.kronor) FILTER (f.scenario = 'prior_outturn') AS prior_outturn_kronor,
    max(f.kronor) FILTER (f.scenario = 'appropriation') AS appropriation_kronor,
    max(f.kronor) FILTER (f.scenario = 'transfer') AS transfer_kronor,
    max(f.kronor) FILTER (f.scenario = 'income') AS income_kronor,
    max(f.kronor) FILTER (f.scenario = 'cost') AS cost_kronor,
    d.body,
    max(f.line_end) AS line_end
FROM figure AS f
JOIN data_table AS t ON t.table_id = f.table_id
JOIN v_sources AS s ON s.source_id = t.source_id
LEFT JOIN v_documents AS d ON d.document_id = t.document_id
LEFT JOIN table_row AS r ON r.table_id = f.table_id AND r.row_index = f.row_index
GROUP BY ALL
