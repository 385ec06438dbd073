-- To version 6: what is read from a source has keys without an index, and sources tell what made them.
--
-- DuckDB cannot drop a key, so these tables are made anew and filled. New tables, and comments, are made
-- whenever a database is opened for writing. What made the sources of version 5 is not known: the next import
-- reads them again.

ALTER TABLE source ADD COLUMN made_by JSON DEFAULT '{}';
ALTER TABLE source ALTER COLUMN made_by SET NOT NULL;
ALTER TABLE source ALTER COLUMN made_by DROP DEFAULT;

ALTER TABLE adjournment RENAME TO adjournment_5;
CREATE TABLE adjournment (
    adjournment_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT
    NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end
    INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id
    VARCHAR NOT NULL, meeting_id VARCHAR NOT NULL, item_id VARCHAR, time_from TIMESTAMP, time_to
    TIMESTAMP, "minutes" INTEGER, confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER
    NOT NULL
);
INSERT INTO adjournment BY NAME SELECT * FROM adjournment_5;
DROP TABLE adjournment_5;

ALTER TABLE adjustment RENAME TO adjustment_5;
CREATE TABLE adjustment (
    adjustment_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT
    NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end
    INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id
    VARCHAR NOT NULL, meeting_id VARCHAR NOT NULL, paragraph_first INTEGER, paragraph_last INTEGER, due
    DATE, done DATE, "method" VARCHAR, "immediate" BOOLEAN NOT NULL, confidence DOUBLE NOT NULL,
    candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO adjustment BY NAME SELECT * FROM adjustment_5;
DROP TABLE adjustment_5;

ALTER TABLE agenda_item RENAME TO agenda_item_5;
CREATE TABLE agenda_item (
    item_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, meeting_id VARCHAR, paragraph INTEGER, paragraph_suffix VARCHAR, number VARCHAR, title
    VARCHAR, case_number VARCHAR, contents_page VARCHAR, listed_in VARCHAR NOT NULL, kind VARCHAR,
    confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO agenda_item BY NAME SELECT * FROM agenda_item_5;
DROP TABLE agenda_item_5;

ALTER TABLE aggregation RENAME TO aggregation_5;
CREATE TABLE aggregation (
    aggregation_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, table_id VARCHAR NOT NULL, kind VARCHAR
    NOT NULL, axis VARCHAR NOT NULL, target_row INTEGER NOT NULL, target_column INTEGER NOT NULL, terms
    JSON NOT NULL, outcome VARCHAR NOT NULL, computed DECIMAL(38,6), stated DECIMAL(38,6), reason VARCHAR
);
INSERT INTO aggregation BY NAME SELECT * FROM aggregation_5;
DROP TABLE aggregation_5;

ALTER TABLE allocation RENAME TO allocation_5;
CREATE TABLE allocation (
    allocation_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT
    NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end
    INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id
    VARCHAR NOT NULL, allocation_group VARCHAR NOT NULL, purpose VARCHAR, municipality VARCHAR NOT NULL,
    kronor DECIMAL(38,6), "share" DOUBLE, origin VARCHAR NOT NULL, confidence DOUBLE NOT NULL, candidates
    JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO allocation BY NAME SELECT * FROM allocation_5;
DROP TABLE allocation_5;

ALTER TABLE amount RENAME TO amount_5;
CREATE TABLE amount (
    amount_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, origin VARCHAR NOT NULL, table_id VARCHAR, row_index INTEGER, column_index INTEGER, "label"
    VARCHAR, "value" DECIMAL(38,6), value_high DECIMAL(38,6), unit VARCHAR, unit_origin VARCHAR, per
    VARCHAR, fact_table_id VARCHAR, fact_row INTEGER, fact_column INTEGER, kronor DECIMAL(38,6), decimals
    INTEGER, low DECIMAL(38,6), high DECIMAL(38,6), qualifier VARCHAR, direction INTEGER, scenario
    VARCHAR, period_start DATE, period_end DATE, organisation VARCHAR, confidence DOUBLE NOT NULL,
    candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO amount BY NAME SELECT * FROM amount_5;
DROP TABLE amount_5;

ALTER TABLE attachment RENAME TO attachment_5;
CREATE TABLE attachment (
    attachment_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT
    NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end
    INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id
    VARCHAR NOT NULL, item_id VARCHAR, "label" VARCHAR NOT NULL, reference VARCHAR, attachment_date DATE,
    included_document_id VARCHAR, confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER
    NOT NULL
);
INSERT INTO attachment BY NAME SELECT * FROM attachment_5;
DROP TABLE attachment_5;

ALTER TABLE attendance RENAME TO attendance_5;
CREATE TABLE attendance (
    attendance_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT
    NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end
    INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id
    VARCHAR NOT NULL, meeting_id VARCHAR NOT NULL, "name" VARCHAR NOT NULL, party VARCHAR, municipality
    VARCHAR, organisation VARCHAR, "role" VARCHAR NOT NULL, status VARCHAR NOT NULL, office VARCHAR,
    replaces VARCHAR, paragraph_first INTEGER, paragraph_last INTEGER, time_from TIMESTAMP, time_to
    TIMESTAMP, person_id VARCHAR, sighting_id VARCHAR, confidence DOUBLE NOT NULL, candidates JSON NOT
    NULL, ordinal INTEGER NOT NULL
);
INSERT INTO attendance BY NAME SELECT * FROM attendance_5;
DROP TABLE attendance_5;

ALTER TABLE claim RENAME TO claim_5;
CREATE TABLE claim (
    claim_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, line_count INTEGER NOT NULL, confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal
    INTEGER NOT NULL
);
INSERT INTO claim BY NAME SELECT * FROM claim_5;
DROP TABLE claim_5;

ALTER TABLE data_table RENAME TO data_table_5;
CREATE TABLE data_table (
    table_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, title VARCHAR, kind VARCHAR NOT NULL, unit VARCHAR, unit_printed VARCHAR, unit_origin
    VARCHAR NOT NULL, period_start DATE, period_end DATE, row_count INTEGER NOT NULL, column_count INTEGER
    NOT NULL, sign_profile VARCHAR, continued_from VARCHAR, confidence DOUBLE NOT NULL, candidates JSON
    NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO data_table BY NAME SELECT * FROM data_table_5;
DROP TABLE data_table_5;

ALTER TABLE date_mention RENAME TO date_mention_5;
CREATE TABLE date_mention (
    date_mention_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT
    NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end
    INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id
    VARCHAR NOT NULL, date_start DATE, date_end DATE, "precision" VARCHAR NOT NULL, inferred BOOLEAN NOT
    NULL, confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO date_mention BY NAME SELECT * FROM date_mention_5;
DROP TABLE date_mention_5;

ALTER TABLE decision RENAME TO decision_5;
CREATE TABLE decision (
    decision_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, item_id VARCHAR, stage VARCHAR NOT NULL, kind VARCHAR, outcome VARCHAR, body VARCHAR,
    decision_date DATE, "text" VARCHAR NOT NULL, confidence DOUBLE NOT NULL, candidates JSON NOT NULL,
    ordinal INTEGER NOT NULL
);
INSERT INTO decision BY NAME SELECT * FROM decision_5;
DROP TABLE decision_5;

ALTER TABLE decision_point RENAME TO decision_point_5;
CREATE TABLE decision_point (
    decision_point_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT
    NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end
    INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id
    VARCHAR NOT NULL, decision_id VARCHAR NOT NULL, number VARCHAR, "text" VARCHAR NOT NULL, confidence
    DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO decision_point BY NAME SELECT * FROM decision_point_5;
DROP TABLE decision_point_5;

ALTER TABLE dispatch RENAME TO dispatch_5;
CREATE TABLE dispatch (
    dispatch_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, item_id VARCHAR, recipient VARCHAR, purpose VARCHAR, confidence DOUBLE NOT NULL, candidates
    JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO dispatch BY NAME SELECT * FROM dispatch_5;
DROP TABLE dispatch_5;

ALTER TABLE disqualification RENAME TO disqualification_5;
CREATE TABLE disqualification (
    disqualification_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER
    NOT NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL,
    rule_id VARCHAR NOT NULL, item_id VARCHAR, "name" VARCHAR NOT NULL, replaced_by VARCHAR, confidence
    DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO disqualification BY NAME SELECT * FROM disqualification_5;
DROP TABLE disqualification_5;

ALTER TABLE dissent RENAME TO dissent_5;
CREATE TABLE dissent (
    dissent_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, item_id VARCHAR, kind VARCHAR NOT NULL, "name" VARCHAR, party VARCHAR, "text" VARCHAR,
    confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO dissent BY NAME SELECT * FROM dissent_5;
DROP TABLE dissent_5;

ALTER TABLE "document" RENAME TO document_5;
CREATE TABLE "document" (
    document_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, page INTEGER NOT NULL, line_start INTEGER
    NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER NOT NULL, x0
    DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR NOT NULL,
    parent_id VARCHAR, kind VARCHAR NOT NULL, title VARCHAR, body VARCHAR, host_municipality VARCHAR,
    same_as VARCHAR, supersedes VARCHAR, extract_of VARCHAR, document_date DATE, period_start DATE,
    period_end DATE, unit VARCHAR, case_number VARCHAR, page_first INTEGER NOT NULL, page_last INTEGER NOT
    NULL, "version" VARCHAR, metadata JSON NOT NULL, confidence DOUBLE NOT NULL, candidates JSON NOT NULL,
    ordinal INTEGER NOT NULL
);
INSERT INTO "document" BY NAME SELECT * FROM document_5;
DROP TABLE document_5;

ALTER TABLE finding RENAME TO finding_5;
CREATE TABLE finding (
    finding_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, check_id VARCHAR NOT NULL, outcome VARCHAR NOT NULL, severity VARCHAR NOT NULL, message
    VARCHAR NOT NULL, message_en VARCHAR NOT NULL, stated VARCHAR, computed VARCHAR, difference
    DECIMAL(38,6), unit VARCHAR, hypothesis VARCHAR, legal_source VARCHAR, status VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO finding BY NAME SELECT * FROM finding_5;
DROP TABLE finding_5;

ALTER TABLE finding_evidence RENAME TO finding_evidence_5;
CREATE TABLE finding_evidence (
    finding_evidence_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER
    NOT NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL,
    rule_id VARCHAR NOT NULL, finding_id VARCHAR NOT NULL, record_table VARCHAR, record_id VARCHAR, "role"
    VARCHAR NOT NULL, confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO finding_evidence BY NAME SELECT * FROM finding_evidence_5;
DROP TABLE finding_evidence_5;

ALTER TABLE fingerprint RENAME TO fingerprint_5;
CREATE TABLE fingerprint (
    fingerprint_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR NOT NULL, words
    INTEGER NOT NULL, shingles JSON NOT NULL, figures JSON NOT NULL
);
INSERT INTO fingerprint BY NAME SELECT * FROM fingerprint_5;
DROP TABLE fingerprint_5;

ALTER TABLE furniture RENAME TO furniture_5;
CREATE TABLE furniture (
    furniture_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, kind VARCHAR NOT NULL, confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER
    NOT NULL
);
INSERT INTO furniture BY NAME SELECT * FROM furniture_5;
DROP TABLE furniture_5;

ALTER TABLE indicator RENAME TO indicator_5;
CREATE TABLE indicator (
    indicator_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, goal VARCHAR, indicator VARCHAR, "target" VARCHAR, outcome VARCHAR, assessment VARCHAR,
    confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO indicator BY NAME SELECT * FROM indicator_5;
DROP TABLE indicator_5;

ALTER TABLE item_fingerprint RENAME TO item_fingerprint_5;
CREATE TABLE item_fingerprint (
    item_fingerprint_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL, words INTEGER NOT NULL, shingles JSON NOT NULL, figures JSON NOT NULL
);
INSERT INTO item_fingerprint BY NAME SELECT * FROM item_fingerprint_5;
DROP TABLE item_fingerprint_5;

ALTER TABLE meeting RENAME TO meeting_5;
CREATE TABLE meeting (
    meeting_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, status VARCHAR NOT NULL, body VARCHAR, body_key VARCHAR, body_id VARCHAR, meeting_date DATE,
    start_time TIMESTAMP, end_time TIMESTAMP, place VARCHAR, paragraph_first INTEGER, paragraph_last
    INTEGER, adjustment_due DATE, adjustment_date DATE, adjustment_method VARCHAR, notice_posted DATE,
    notice_removed DATE, notice_storage VARCHAR, confidence DOUBLE NOT NULL, candidates JSON NOT NULL,
    ordinal INTEGER NOT NULL
);
INSERT INTO meeting BY NAME SELECT * FROM meeting_5;
DROP TABLE meeting_5;

ALTER TABLE mention RENAME TO mention_5;
CREATE TABLE mention (
    mention_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, entity_id VARCHAR, sighting_id VARCHAR, entity_type VARCHAR NOT NULL, "name" VARCHAR NOT
    NULL, party VARCHAR, confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO mention BY NAME SELECT * FROM mention_5;
DROP TABLE mention_5;

ALTER TABLE notice RENAME TO notice_5;
CREATE TABLE notice (
    notice_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, meeting_id VARCHAR NOT NULL, paragraph_first INTEGER, paragraph_last INTEGER, posted DATE,
    removed DATE, "storage" VARCHAR, signed_by VARCHAR, confidence DOUBLE NOT NULL, candidates JSON NOT
    NULL, ordinal INTEGER NOT NULL
);
INSERT INTO notice BY NAME SELECT * FROM notice_5;
DROP TABLE notice_5;

ALTER TABLE officer RENAME TO officer_5;
CREATE TABLE officer (
    officer_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, meeting_id VARCHAR NOT NULL, "role" VARCHAR NOT NULL, "name" VARCHAR NOT NULL, party
    VARCHAR, paragraph_first INTEGER, paragraph_last INTEGER, person_id VARCHAR, sighting_id VARCHAR,
    confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO officer BY NAME SELECT * FROM officer_5;
DROP TABLE officer_5;

ALTER TABLE page RENAME TO page_5;
CREATE TABLE page (
    page_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, page INTEGER NOT NULL, first_line INTEGER NOT
    NULL, "text" VARCHAR NOT NULL, width DOUBLE, height DOUBLE, text_origin VARCHAR NOT NULL,
    ocr_confidence DOUBLE
);
INSERT INTO page BY NAME SELECT * FROM page_5;
DROP TABLE page_5;

ALTER TABLE proposal RENAME TO proposal_5;
CREATE TABLE proposal (
    proposal_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, item_id VARCHAR, stage VARCHAR NOT NULL, kind VARCHAR, proposed_by VARCHAR, "text" VARCHAR
    NOT NULL, adopted BOOLEAN, decision_id VARCHAR, confidence DOUBLE NOT NULL, candidates JSON NOT NULL,
    ordinal INTEGER NOT NULL
);
INSERT INTO proposal BY NAME SELECT * FROM proposal_5;
DROP TABLE proposal_5;

ALTER TABLE record_span RENAME TO record_span_5;
CREATE TABLE record_span (
    record_span_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT
    NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end
    INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id
    VARCHAR NOT NULL, record_table VARCHAR NOT NULL, record_id VARCHAR NOT NULL, confidence DOUBLE NOT
    NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO record_span BY NAME SELECT * FROM record_span_5;
DROP TABLE record_span_5;

ALTER TABLE reference RENAME TO reference_5;
CREATE TABLE reference (
    reference_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, kind VARCHAR NOT NULL, target_body VARCHAR, target_date DATE, target_year INTEGER,
    target_key VARCHAR, target_paragraph VARCHAR, target_number VARCHAR, resolved_table VARCHAR,
    resolved_id VARCHAR, confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO reference BY NAME SELECT * FROM reference_5;
DROP TABLE reference_5;

ALTER TABLE residue RENAME TO residue_5;
CREATE TABLE residue (
    residue_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, reason VARCHAR NOT NULL, "text" VARCHAR NOT NULL, confidence DOUBLE NOT NULL, candidates
    JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO residue BY NAME SELECT * FROM residue_5;
DROP TABLE residue_5;

ALTER TABLE risk RENAME TO risk_5;
CREATE TABLE risk (
    risk_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, risk VARCHAR NOT NULL, probability DECIMAL(38,6), consequence DECIMAL(38,6), risk_value
    DECIMAL(38,6), decision VARCHAR, "owner" VARCHAR, confidence DOUBLE NOT NULL, candidates JSON NOT
    NULL, ordinal INTEGER NOT NULL
);
INSERT INTO risk BY NAME SELECT * FROM risk_5;
DROP TABLE risk_5;

ALTER TABLE section RENAME TO section_5;
CREATE TABLE section (
    section_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, item_id VARCHAR, parent_id VARCHAR, "level" INTEGER NOT NULL, "name" VARCHAR NOT NULL,
    heading VARCHAR, "text" VARCHAR NOT NULL, confidence DOUBLE NOT NULL, candidates JSON NOT NULL,
    ordinal INTEGER NOT NULL
);
INSERT INTO section BY NAME SELECT * FROM section_5;
DROP TABLE section_5;

ALTER TABLE sighting RENAME TO sighting_5;
CREATE TABLE sighting (
    sighting_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, entity_table VARCHAR NOT NULL, entity_id
    VARCHAR NOT NULL, named_id VARCHAR NOT NULL, "identity" JSON NOT NULL
);
INSERT INTO sighting BY NAME SELECT * FROM sighting_5;
DROP TABLE sighting_5;

ALTER TABLE signature RENAME TO signature_5;
CREATE TABLE signature (
    signature_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, "name" VARCHAR, "role" VARCHAR, signed_at TIMESTAMP, hash_algorithm VARCHAR, hash VARCHAR,
    signed BOOLEAN NOT NULL, person_id VARCHAR, sighting_id VARCHAR, confidence DOUBLE NOT NULL,
    candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO signature BY NAME SELECT * FROM signature_5;
DROP TABLE signature_5;

ALTER TABLE table_cell RENAME TO table_cell_5;
CREATE TABLE table_cell (
    table_cell_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT
    NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end
    INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id
    VARCHAR NOT NULL, table_id VARCHAR NOT NULL, row_index INTEGER NOT NULL, column_index INTEGER NOT
    NULL, "text" VARCHAR NOT NULL, "value" DECIMAL(38,6), missing VARCHAR, row_span INTEGER NOT NULL,
    column_span INTEGER NOT NULL, confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal INTEGER
    NOT NULL
);
INSERT INTO table_cell BY NAME SELECT * FROM table_cell_5;
DROP TABLE table_cell_5;

ALTER TABLE table_column RENAME TO table_column_5;
CREATE TABLE table_column (
    table_column_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, table_id VARCHAR NOT NULL, column_index
    INTEGER NOT NULL, "header" VARCHAR NOT NULL, "role" VARCHAR NOT NULL, scenario VARCHAR, period_start
    DATE, period_end DATE
);
INSERT INTO table_column BY NAME SELECT * FROM table_column_5;
DROP TABLE table_column_5;

ALTER TABLE table_row RENAME TO table_row_5;
CREATE TABLE table_row (
    table_row_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, table_id VARCHAR NOT NULL, row_index INTEGER NOT NULL, "role" VARCHAR NOT NULL, "label"
    VARCHAR, "level" INTEGER NOT NULL, confidence DOUBLE NOT NULL, candidates JSON NOT NULL, ordinal
    INTEGER NOT NULL
);
INSERT INTO table_row BY NAME SELECT * FROM table_row_5;
DROP TABLE table_row_5;

ALTER TABLE vote RENAME TO vote_5;
CREATE TABLE vote (
    vote_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT NULL,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER
    NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id VARCHAR
    NOT NULL, vote_event_id VARCHAR NOT NULL, "name" VARCHAR NOT NULL, party VARCHAR, office VARCHAR,
    choice VARCHAR NOT NULL, person_id VARCHAR, sighting_id VARCHAR, confidence DOUBLE NOT NULL,
    candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO vote BY NAME SELECT * FROM vote_5;
DROP TABLE vote_5;

ALTER TABLE vote_event RENAME TO vote_event_5;
CREATE TABLE vote_event (
    vote_event_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, document_id VARCHAR, page INTEGER NOT
    NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end
    INTEGER NOT NULL, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE, printed VARCHAR NOT NULL, rule_id
    VARCHAR NOT NULL, item_id VARCHAR, yes_count INTEGER, no_count INTEGER, abstain_count INTEGER,
    absent_count INTEGER, yes_means VARCHAR, no_means VARCHAR, outcome VARCHAR, confidence DOUBLE NOT
    NULL, candidates JSON NOT NULL, ordinal INTEGER NOT NULL
);
INSERT INTO vote_event BY NAME SELECT * FROM vote_event_5;
DROP TABLE vote_event_5;
