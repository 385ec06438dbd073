-- One imported content, with the first of the paths under which it was found, and why it was not read if it was not.
SELECT
    s.source_id,
    min(f.path) AS path,
    s.file_name,
    count(f.path) AS path_count,
    s.media_type,
    s.byte_count,
    s.page_count,
    s.text_origin,
    s.encoding,
    s.status,
    s.error_code,
    s.message
FROM source AS s
LEFT JOIN source_file AS f ON f.source_id = s.source_id
GROUP BY ALL
