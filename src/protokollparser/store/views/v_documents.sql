-- One logical document with its file. `counted` is false for a document that another one replaces or repeats:
-- the other views leave it out.
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
    d.same_as IS NULL
        AND NOT EXISTS (SELECT 1 FROM document AS later WHERE later.supersedes = d.document_id) AS counted,
    d.source_id
FROM document AS d
JOIN v_sources AS s ON s.source_id = d.source_id
