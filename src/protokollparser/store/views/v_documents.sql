-- One logical document with its file. `counted` is false for a document that another one replaces, repeats or
-- contains as minutes contain an extract, and for all that is in it: the other views leave it out.
WITH RECURSIVE left_out AS (
    SELECT document_id FROM document WHERE same_as IS NOT NULL OR extract_of IS NOT NULL
    UNION
    SELECT supersedes FROM document WHERE supersedes IS NOT NULL
    UNION
    SELECT d.document_id FROM document AS d JOIN left_out AS above ON d.parent_id = above.document_id
)
SELECT
    d.document_id,
    d.parent_id,
    s.path,
    d.kind,
    d.title,
    d.body,
    d.host_municipality,
    d.document_date,
    d.period_start,
    d.period_end,
    d.case_number,
    d.unit,
    d.page_first,
    d.page_last,
    d.line_start,
    d.line_end,
    NOT EXISTS (FROM left_out AS o WHERE o.document_id = d.document_id) AS counted,
    d.version,
    d.same_as,
    d.supersedes,
    d.extract_of,
    d.source_id
FROM document AS d
JOIN v_sources AS s ON s.source_id = d.source_id
