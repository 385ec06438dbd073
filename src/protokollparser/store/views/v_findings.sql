-- One finding with the line it quotes, its file and its page.
SELECT
    f.finding_id,
    f.check_id,
    f.severity,
    f.outcome,
    f.status,
    f.message,
    f.message_en,
    f.stated,
    f.computed,
    f.difference,
    f.unit,
    f.hypothesis,
    f.legal_source,
    f.confidence,
    s.path,
    f.page,
    f.line_start,
    f.line_end,
    f.printed,
    trim(array_to_string(
        list_slice(
            regexp_split_to_array(p.text, '\r\n|\n|\r'),
            f.line_start - p.first_line + 1,
            least(f.line_end, f.line_start + 2) - p.first_line + 1
        ),
        chr(10)
    ), chr(32) || chr(9) || chr(10)) AS quoted,
    d.kind AS document_kind,
    d.title AS document_title,
    f.document_id,
    f.source_id
FROM finding AS f
JOIN v_sources AS s ON s.source_id = f.source_id
LEFT JOIN page AS p ON p.source_id = f.source_id AND p.page = f.page
LEFT JOIN document AS d ON d.document_id = f.document_id
