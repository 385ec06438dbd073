"""Whose a document is and of what day, as it or what holds it says: the beginning of a question."""

# An attachment without a body of its own is told under that of the document that holds it, else under the
# first of its file: in a file of minutes with their attachments that is the body whose minutes they are.
ORIGINS = """
    WITH first AS (
        SELECT source_id, arg_min(body, (page_first, line_start)) AS body,
            arg_min(host_municipality, (page_first, line_start)) AS host, min(document_date) AS day
        FROM v_documents WHERE counted AND body IS NOT NULL GROUP BY source_id
    ), origin AS (
        SELECT d.document_id, coalesce(d.body, up.body, first.body) AS body,
            coalesce(d.host_municipality, up.host_municipality, first.host) AS host,
            coalesce(d.period_end, d.document_date, up.period_end, up.document_date, first.day) AS day
        FROM v_documents AS d
        LEFT JOIN v_documents AS up ON up.document_id = d.parent_id
        LEFT JOIN first ON first.source_id = d.source_id
    )
"""
