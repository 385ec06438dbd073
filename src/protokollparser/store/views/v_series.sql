-- One line of an organisation's accounts for one year, in kronor with the signs as printed: what the annual report
-- states, else the latest document, of the whole year or, where nothing is stated of that, to `period_end`. `label` is
-- the line, `printed_label` how it stands there, and `confidence` how sure it is that they, and the organisation's
-- names, are one.
WITH stated AS (
    SELECT
        o.name AS organisation,
        o.municipality,
        l.name AS label,
        year(b.period_end) AS year,
        b.period_end,
        t.topic,
        b.budget_kronor,
        b.outturn_kronor,
        b.forecast_kronor,
        b.prior_outturn_kronor,
        l.confidence * o.confidence AS confidence,
        CASE WHEN l.confidence <= o.confidence THEN l.reason ELSE o.reason END AS reason,
        b.label AS printed_label,
        o.printed AS printed_organisation,
        b.path,
        b.page,
        b.line_start,
        b.table_id,
        b.document_id,
        b.source_id,
        o.organisation_id,
        l.line_id,
        {
            'annual': b.document_kind = 'annual_report',
            'day': coalesce(d.period_end, d.document_date, DATE '0001-01-01'),
            'first': -b.series, 'path': b.path, 'line': -b.line_start
        } AS rank
    FROM v_budget_lines AS b
    JOIN line_table AS t ON t.table_id = b.table_id
    JOIN line_organisation AS o ON o.named_id = t.named_id
    JOIN line_label AS l
        ON l.organisation_id = o.organisation_id AND l.topic = t.topic AND l.label = b.label
        AND (l.sum_topic IS NULL OR l.sum_topic = t.sum_topic)
    JOIN v_documents AS d ON d.document_id = b.document_id
    WHERE b.period_start = make_date(year(b.period_end), 1, 1)
        AND coalesce(b.budget_kronor, b.outturn_kronor, b.forecast_kronor, b.prior_outturn_kronor) IS NOT NULL
    QUALIFY b.period_end = max(b.period_end) OVER (
        PARTITION BY o.name, o.municipality, l.name, year(b.period_end), t.topic, o.organisation_id, l.line_id
    )
), chosen AS (
    SELECT
        organisation,
        municipality,
        label,
        year,
        any_value(period_end) AS period_end,
        topic,
        organisation_id,
        line_id,
        arg_max(stated, rank) FILTER (budget_kronor IS NOT NULL) AS budget,
        arg_max(stated, rank) FILTER (outturn_kronor IS NOT NULL) AS own,
        arg_max(stated, rank) FILTER (prior_outturn_kronor IS NOT NULL) AS later,
        arg_max(stated, rank) FILTER (forecast_kronor IS NOT NULL) AS forecast,
        count(DISTINCT budget_kronor) AS budget_count,
        count(DISTINCT coalesce(outturn_kronor, prior_outturn_kronor)) AS outturn_count,
        min(confidence) AS confidence
    FROM stated
    GROUP BY organisation, municipality, label, year, topic, organisation_id, line_id
), placed AS (
    SELECT *, coalesce(own, budget, later, forecast) AS place FROM chosen
)
SELECT
    organisation,
    municipality,
    label,
    year,
    budget.budget_kronor AS budget,
    coalesce(own.outturn_kronor, later.prior_outturn_kronor) AS outturn,
    forecast.forecast_kronor AS forecast,
    coalesce(own.outturn_kronor, later.prior_outturn_kronor) - budget.budget_kronor AS difference,
    period_end,
    round(confidence, 2) AS confidence,
    place.reason AS reason,
    place.printed_label AS printed_label,
    place.printed_organisation AS printed_organisation,
    topic,
    budget_count,
    outturn_count,
    place.path AS path,
    place.page AS page,
    place.line_start AS line_start,
    place.table_id AS table_id,
    place.document_id AS document_id,
    place.source_id AS source_id,
    organisation_id,
    line_id
FROM placed
