-- One imported content, with the first of the paths under which it was found, and why it was not read if it was not.
SELECT
    s.source_id,
    f.path,
    s.file_name,
    coalesce(f.path_count, 0) AS path_count,
    s.media_type,
    s.byte_count,
    s.page_count,
    s.text_origin,
    s.encoding,
    s.status,
    s.error_code,
    s.message
FROM source AS s
LEFT JOIN (
    SELECT source_id, min(path) AS path, count(path) AS path_count
    FROM source_file
    GROUP BY source_id
) AS f ON f.source_id = s.source_id
