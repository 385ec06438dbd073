"""A store of made-up rows, as large as an archive of a region: written by SQL into the store's own tables.

Half of the documents are minutes (meeting, fifteen items, ten decisions, thirteen people present, proposals),
half are reports with tables of ten rows and four columns. Names, words and figures follow from row numbers, so
that the same sizes give the same rows. A body meets with its own people, a label comes back year after year.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from protokollparser.core.rules import load
from protokollparser.store import open_store

ITEMS, DECISIONS, PRESENT = 15, 10, 13
ROWS, COLUMNS, TABLES = 10, 4, 6
HOSTS, PEOPLE_OF_A_BODY = 60, 13
FIRST_YEAR, YEARS = 2005, 20
_KINDS = (
    "Kommunstyrelsen", "Kommunfullmäktige", "Barn- och utbildningsnämnden", "Socialnämnden", "Tekniska nämnden",
    "Miljö- och byggnadsnämnden", "Kultur- och fritidsnämnden", "Gemensamma servicenämnden", "Valnämnden",
    "Räddningsnämnden", "Överförmyndarnämnden", "Kommunstyrelsens arbetsutskott", "IT-nämnden", "Vuxennämnden",
    "Omsorgsnämnden", "Gymnasienämnden", "Kommunrevisionen", "Hälsonämnden", "Lönenämnden", "Arkivnämnden",
)  # fmt: skip
_LABELS = (
    "Personalkostnader", "Lokalkostnader", "Övriga kostnader", "Kapitalkostnader", "Verksamhetens intäkter",
    "Kommunbidrag", "Köpta tjänster", "Summa kostnader", "Nettokostnader", "Årets resultat",
)  # fmt: skip
_WORDS = (
    "nämnden", "beslutar", "att", "godkänna", "ärendet", "sammanträde", "kommunen", "verksamhetsplan", "budget",
    "uppföljning", "internkontroll", "samverkansavtal", "e-arkiv", "digitalisering", "förstudie", "upphandling",
    "skolskjuts", "ledamöter", "ersättare", "ordföranden", "förslag", "yrkande", "enligt", "bilaga", "kronor",
    "kostnaden", "medborgare", "tjänsteskrivelse", "remiss", "yttrande", "detaljplan", "bygglov", "tillsyn",
    "avtal", "personal", "arbetsmiljö", "sjukfrånvaro", "investering", "lokaler", "hyra", "vård", "omsorg",
    "barn", "elever", "skola", "förskola", "miljö", "klimat", "energi", "trafik", "vatten", "avlopp", "avfall",
    "kultur", "fritid", "bibliotek", "idrott", "föreningar", "bidrag", "taxa", "avgift", "delegation", "rapport",
    "årsredovisning", "delårsrapport", "prognos", "utfall", "avvikelse", "åtgärder", "uppdrag", "redovisning",
)  # fmt: skip
_DEFAULTS = {
    "VARCHAR": "''", "INTEGER": "1", "BIGINT": "1", "DOUBLE": "1.0", "BOOLEAN": "FALSE", "JSON": "'[]'",
    "TIMESTAMP": "TIMESTAMP '2025-01-01'",
}  # fmt: skip


@dataclass(frozen=True)
class Size:
    """How many sections, cells and decisions there are; the rest follows."""

    sections: int
    cells: int
    decisions: int

    @property
    def minutes(self) -> int:
        return self.decisions // DECISIONS

    @property
    def tables(self) -> int:
        return self.cells // (ROWS * COLUMNS)

    @property
    def reports(self) -> int:
        return max(1, self.tables // TABLES)

    @property
    def documents(self) -> int:
        return self.minutes + self.reports


def write(path: Path, size: Size) -> dict[str, int]:
    """Make the store at `path` and return how many rows each table has."""
    open_store(path).close()
    with duckdb.connect(str(path), config={"memory_limit": "1500MB", "threads": 2}) as made:
        _name_things(made, size)
        counts = {table: _fill(made, table, rows) for table, rows in _tables(size).items()}
        made.execute("INSERT INTO store_info VALUES ('made', 'bench')")
        made.execute("CHECKPOINT")
    # Rows that are written past the store are not put together by it.
    with open_store(path) as store:
        store.link_lines(load())
    return counts


def _name_things(made: duckdb.DuckDBPyConnection, size: Size) -> None:
    """Set up the names and words that rows are made of."""
    counties = load().vocabulary["municipalities"]["counties"]
    municipalities = sorted(name for one in counties for name in one["municipalities"].values())[:HOSTS]
    for name, words in (("host", municipalities), ("kind", _KINDS), ("label", _LABELS), ("word", _WORDS)):
        quoted = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
        made.execute(f"CREATE TEMP MACRO {name}(i) AS list_value({quoted})[i % {len(words)} + 1]")
    macros = (
        "key(p, i) AS substr(md5(p || i::VARCHAR), 1, 24)",
        "source_key(i) AS md5('s' || i::VARCHAR) || md5('t' || i::VARCHAR)",
        "body_of(i) AS (hash(i) % 1200)::INTEGER",
        "body_name(i) AS host(body_of(i)) || 's ' || lower(kind(body_of(i) // 60))",
        f"day(i) AS DATE '{FIRST_YEAR}-01-01' + ((i % {size.minutes}) * {365 * YEARS} // {size.minutes})::INTEGER",
        f"person_at(i, k) AS (body_of(i) * {PEOPLE_OF_A_BODY} + k)::INTEGER",
        "person_name(p) AS list_value("
        "'Anna','Bo','Carl','Dan','Eva','Frej','Gun','Hugo','Ida','Jan','Karin','Lars','Maj','Nils')"
        "[p % 14 + 1] || ' ' || word(p // 14) || 'sson' || (p // 994)::VARCHAR",
        "party(p) AS list_value('S','M','C','V','L','KD','MP','SD')[p % 8 + 1]",
        "prose(i, n) AS array_to_string(list_transform(range(n), lambda j: word((hash(i * 64 + j) % 997)::INTEGER)), ' ')",
    )
    for macro in macros:
        made.execute(f"CREATE TEMP MACRO {macro}")


def _tables(size: Size) -> dict[str, str]:
    """Return the rows of each table as a SELECT."""
    minutes, reports, documents = size.minutes, size.reports, size.documents
    of = "source_key(d) AS source_id, key('d', d) AS document_id"
    cell = f"FROM range({size.tables}) t(t), range({ROWS}) r(r), range({COLUMNS}) c(c)"
    document = f"({minutes} + t % {reports}) AS d"
    figure = "((hash(t * 64 + r * 4 + c) % 40000)::BIGINT - 4000)"
    return {
        "source": f"""SELECT source_key(d) AS source_id, 'f' || d || '.pdf' AS file_name,
            'application/pdf' AS media_type, 'parsed' AS status FROM range({documents}) x(d)""",
        "source_file": f"""SELECT key('f', d) AS source_file_id, source_key(d) AS source_id,
            'arkiv/' || host(body_of(d)) || '/f' || d || '.pdf' AS path FROM range({documents}) x(d)""",
        "page": f"""SELECT key('p', p) AS page_id, source_key(p // 2) AS source_id, p % 2 + 1 AS page,
            prose(p, 40) || chr(10) || prose(p + 7, 60) AS text FROM range({documents * 2}) x(p)""",
        "document": f"""SELECT {of}, CASE WHEN d < {minutes} THEN 'minutes' ELSE 'annual_report' END AS kind,
            body_name(d) AS body, host(body_of(d)) AS host_municipality, prose(d, 5) AS title, day(d) AS document_date,
            CASE WHEN d % 50 = 1 THEN key('d', d - 1) END AS same_as, make_date(year(day(d)), 1, 1) AS period_start,
            make_date(year(day(d)), 12, 31) AS period_end, '{{}}' AS metadata, 400 AS line_end
            FROM range({documents}) x(d)""",
        "meeting": f"""SELECT key('m', d) AS meeting_id, {of}, 'held' AS status, body_name(d) AS body,
            lower(body_name(d)) AS body_key, day(d) AS meeting_date, 1 AS paragraph_first,
            {ITEMS} AS paragraph_last, day(d) + 7 AS adjustment_date FROM range({minutes}) x(d)""",
        "adjustment": f"""SELECT key('aj', d) AS adjustment_id, key('m', d) AS meeting_id, {of},
            1 AS paragraph_first, {ITEMS} AS paragraph_last, day(d) + 14 AS due, day(d) + (d % 20)::INTEGER AS done
            FROM range({minutes}) x(d)""",
        "notice": f"""SELECT key('no', d) AS notice_id, key('m', d) AS meeting_id, {of}, day(d) + 8 AS posted,
            day(d) + 30 AS removed FROM range({minutes}) x(d)""",
        "officer": f"""SELECT key('of', d * 3 + k) AS officer_id, key('m', d) AS meeting_id, {of},
            list_value('chair', 'secretary', 'adjuster')[k + 1] AS role, person_name(person_at(d, k)) AS name,
            10 + k AS line_start FROM range({minutes}) x(d), range(3) y(k)""",
        "attendance": f"""SELECT key('at', d * {PRESENT} + k) AS attendance_id, key('m', d) AS meeting_id, {of},
            person_name(person_at(d, k)) AS name, party(person_at(d, k)) AS party, host(body_of(d) + k) AS municipality,
            CASE WHEN k < 11 THEN 'member' ELSE 'substitute' END AS role,
            CASE WHEN hash(d * 13 + k) % 10 < 8 THEN 'serving' ELSE 'absent' END AS status,
            key('pe', person_at(d, k)) AS person_id, 20 + k AS line_start
            FROM range({minutes}) x(d), range({PRESENT}) y(k)""",
        "person": f"""SELECT key('pe', p) AS person_id, person_name(p) AS name, party(p) AS party
            FROM range({1200 * PEOPLE_OF_A_BODY}) x(p)""",
        "municipality": f"""SELECT 'k' || i AS municipality_code, host(i) AS name FROM range({HOSTS}) x(i)""",
        "mention": f"""SELECT key('me', d * 25 + k) AS mention_id, {of},
            CASE WHEN k < 20 THEN key('pe', person_at(d, k % 13)) ELSE 'k' || (body_of(d) + k) % {HOSTS} END AS entity_id,
            CASE WHEN k < 20 THEN 'person' ELSE 'municipality' END AS entity_type,
            CASE WHEN k < 20 THEN person_name(person_at(d, k % 13)) ELSE host(body_of(d) + k) END AS name,
            30 + k AS line_start FROM range({documents}) x(d), range(25) y(k)""",
        "agenda_item": f"""SELECT key('i', d * {ITEMS} + k) AS item_id, key('m', d) AS meeting_id, {of},
            k + 1 AS paragraph, prose(d * {ITEMS} + k, 4) AS title,
            year(day(d)) || '/' || (d * {ITEMS} + k) % 5000 AS case_number, 'body' AS listed_in, 40 + k * 20 AS line_start
            FROM range({minutes}) x(d), range({ITEMS}) y(k)""",
        "decision": f"""SELECT key('de', d * {DECISIONS} + k) AS decision_id, {of},
            key('i', d * {ITEMS} + k) AS item_id, CASE WHEN k < 9 THEN 'taken' ELSE 'reported' END AS stage,
            list_value('note', 'approve', 'adopt', 'elect', 'assign')[(d + k) % 5 + 1] AS kind, 'carried' AS outcome,
            'Nämnden beslutar att ' || prose(d * {DECISIONS} + k, 18) AS text, 45 + k * 20 AS line_start
            FROM range({minutes}) x(d), range({DECISIONS}) y(k)""",
        "proposal": f"""SELECT key('pr', d * {DECISIONS} + k) AS proposal_id, {of},
            key('i', d * {ITEMS} + k) AS item_id, 'sitting' AS stage, person_name(person_at(d, k)) AS proposed_by,
            prose(d + k, 12) AS text, k % 3 < 2 AS adopted, key('de', d * {DECISIONS} + k) AS decision_id,
            47 + k * 20 AS line_start FROM range({minutes}) x(d), range({DECISIONS}) y(k)""",
        "dispatch": f"""SELECT key('di', d * 5 + k) AS dispatch_id, {of}, key('i', d * {ITEMS} + k) AS item_id,
            body_name(d + k) AS recipient, 50 + k * 20 AS line_start FROM range({minutes}) x(d), range(5) y(k)""",
        "attachment": f"""SELECT key('an', d * 8 + k) AS attachment_id, {of}, key('i', d * {ITEMS} + k) AS item_id,
            prose(d * 8 + k, 6) AS label, 51 + k * 20 AS line_start FROM range({minutes}) x(d), range(8) y(k)""",
        "signature": f"""SELECT key('si', d * 3 + k) AS signature_id, {of}, person_name(person_at(d, k)) AS name,
            day(d) + 7 AS signed_at, TRUE AS signed, key('pe', person_at(d, k)) AS person_id, 390 + k AS line_start
            FROM range({minutes}) x(d), range(3) y(k)""",
        "vote_event": f"""SELECT key('ve', d) AS vote_event_id, source_key(d * 4) AS source_id,
            key('d', d * 4) AS document_id, key('i', d * 4 * {ITEMS}) AS item_id, 7 AS yes_count, 6 AS no_count,
            'bifall' AS yes_means, 'avslag' AS no_means, 'yes' AS outcome, 60 AS line_start
            FROM range({minutes // 4}) x(d)""",
        "vote": f"""SELECT key('vo', d * {PRESENT} + k) AS vote_id, key('ve', d) AS vote_event_id,
            source_key(d * 4) AS source_id, key('d', d * 4) AS document_id, person_name(person_at(d * 4, k)) AS name,
            party(person_at(d * 4, k)) AS party, CASE WHEN k < 7 THEN 'yes' ELSE 'no' END AS choice,
            key('pe', person_at(d * 4, k)) AS person_id, 61 + k AS line_start
            FROM range({minutes // 4}) x(d), range({PRESENT}) y(k)""",
        "dissent": f"""SELECT key('ds', d) AS dissent_id, {of}, key('i', d * {ITEMS}) AS item_id,
            'reservation' AS kind, person_name(person_at(d, 3)) AS name, prose(d, 9) AS text, 75 AS line_start
            FROM range({minutes}) x(d) WHERE d % 5 = 0""",
        "disqualification": f"""SELECT key('dq', d) AS disqualification_id, {of}, key('i', d * {ITEMS} + 1) AS item_id,
            person_name(person_at(d, 5)) AS name, 66 AS line_start FROM range({minutes}) x(d) WHERE d % 8 = 0""",
        "reference": f"""SELECT key('re', d * 8 + k) AS reference_id, {of},
            list_value('law', 'decision', 'case_number', 'document')[k % 4 + 1] AS kind,
            CASE WHEN k % 4 = 1 THEN 'nämnden' END AS target_body,
            CASE WHEN k % 4 = 1 THEN day(d) - 100 END AS target_date,
            CASE WHEN k % 4 = 1 THEN (k + 1)::VARCHAR END AS target_paragraph,
            CASE k % 4 WHEN 0 THEN '2017:725' WHEN 2 THEN year(day(d)) || '/' || (d * 31 + k) % 5000 END AS target_number,
            'ref' AS printed, 80 + k AS line_start FROM range({documents}) x(d), range(8) y(k)""",
        "section": f"""SELECT key('se', s) AS section_id, source_key(s % {documents}) AS source_id,
            key('d', s % {documents}) AS document_id, 'summary' AS name, 'Sammanfattning' AS heading,
            prose(s, 35) AS text, (s // {documents}) % 2 + 1 AS page, 5 + (s // {documents}) * 10 AS line_start,
            9 + (s // {documents}) * 10 AS line_end FROM range({size.sections}) x(s)""",
        "data_table": f"""SELECT key('ta', t) AS table_id, source_key(d) AS source_id, key('d', d) AS document_id,
            CASE t % 20 WHEN 0 THEN 'allocation' WHEN 1 THEN 'investment' ELSE 'income_statement' END AS kind,
            'Driftredovisning' AS title, 'tkr' AS unit, 'title' AS unit_origin, {ROWS} AS row_count,
            {COLUMNS} AS column_count, make_date(year(day(d)), 1, 1) AS period_start,
            make_date(year(day(d)), 12, 31) AS period_end, 100 + t % 6 * 15 AS line_start
            FROM (SELECT t, {document} FROM range({size.tables}) x(t))""",
        "table_row": f"""SELECT key('tr', t * {ROWS} + r) AS table_row_id, source_key(d) AS source_id,
            key('d', d) AS document_id, key('ta', t) AS table_id, r AS row_index,
            CASE WHEN r < 7 THEN 'data' ELSE 'total' END AS role,
            CASE WHEN t % 20 = 0 THEN host((t + r)::INTEGER) ELSE label(r) END AS label, 101 + r AS line_start
            FROM (SELECT t, r, {document} FROM range({size.tables}) x(t), range({ROWS}) y(r))""",
        "table_column": f"""SELECT key('tc', t * {COLUMNS} + c) AS table_column_id, source_key(d) AS source_id,
            key('ta', t) AS table_id, c AS column_index,
            list_value('label', 'budget', 'outturn', 'deviation')[c + 1] AS role,
            list_value(NULL, 'budget', 'outturn', 'deviation')[c + 1] AS scenario
            FROM (SELECT t, c, {document} FROM range({size.tables}) x(t), range({COLUMNS}) y(c))""",
        "table_cell": f"""SELECT key('ce', (t * {ROWS} + r) * {COLUMNS} + c) AS table_cell_id,
            source_key(d) AS source_id, key('d', d) AS document_id, key('ta', t) AS table_id, r AS row_index,
            c AS column_index, CASE WHEN c = 0 THEN label(r) ELSE figure::VARCHAR END AS text,
            CASE WHEN c > 0 THEN figure END AS value, CASE WHEN c > 0 AND figure % 997 = 0 THEN '?' END AS missing,
            101 + r AS line_start, (t % 6 * 500 + r * 40 + c * 8) AS char_start
            FROM (SELECT t, r, c, {document}, {figure} AS figure {cell})""",
        "amount": f"""SELECT key('am', (t * {ROWS} + r) * {COLUMNS} + c) AS amount_id,
            source_key(d) AS source_id, key('d', d) AS document_id, 'cell' AS origin, key('ta', t) AS table_id,
            r AS row_index, c AS column_index,
            CASE WHEN t % 20 = 0 THEN host((t + r)::INTEGER) ELSE label(r) END AS label, figure AS value, 'tkr' AS unit,
            'header' AS unit_origin, figure * 1000 AS kronor, -3 AS decimals,
            list_value('budget', 'outturn', 'deviation')[c] AS scenario, make_date(year(day(d)), 1, 1) AS period_start,
            make_date(year(day(d)), 12, 31) AS period_end,
            CASE WHEN t % 20 = 0 THEN host((t + r)::INTEGER) END AS organisation, 101 + r AS line_start,
            (t % 6 * 500 + r * 40 + c * 8) AS char_start, figure::VARCHAR AS printed
            FROM (SELECT t, r, c, {document}, {figure} AS figure {cell} WHERE c > 0)
            UNION ALL BY NAME
            SELECT key('ap', d * 8 + k) AS amount_id, {of}, 'prose' AS origin, 'kostnaden' AS label,
            (hash(d * 8 + k) % 9000)::INTEGER AS value, 'tkr' AS unit, 'printed' AS unit_origin,
            1000 * (hash(d * 8 + k) % 9000)::INTEGER AS kronor, -3 AS decimals, 200 + k AS line_start,
            CASE WHEN k % 2 = 0 THEN key('ta', d % {size.tables}) END AS fact_table_id, k AS fact_row, 2 AS fact_column,
            9000 + k AS char_start, '12 tkr' AS printed FROM range({documents}) x(d), range(8) y(k)""",
        "allocation": f"""SELECT key('al', t * {ROWS} + r) AS allocation_id, source_key(d) AS source_id,
            key('d', d) AS document_id, key('ag', t) AS allocation_group, 'Fördelning' AS purpose,
            host((t + r)::INTEGER) AS municipality, 1000 * (hash(t * 64 + r * 4 + 1) % 400)::INTEGER AS kronor, 'cell' AS origin,
            101 + r AS line_start, (t % 6 * 500 + r * 40 + 8) AS char_start
            FROM (SELECT t, r, {document} FROM range(0, {size.tables}, 20) x(t), range({ROWS}) y(r))""",
        "indicator": f"""SELECT key('in', d * 5 + k) AS indicator_id, {of}, prose(d, 4) AS goal,
            prose(d * 5 + k, 6) AS indicator, '90%' AS target, '87%' AS outcome, 300 + k AS line_start
            FROM range({minutes}, {documents}) x(d), range(5) y(k)""",
        "risk": f"""SELECT key('ri', d * 4 + k) AS risk_id, {of}, prose(d * 4 + k, 8) AS risk, 1 + k AS probability,
            2 AS consequence, 2 + 2 * k AS risk_value, 320 + k AS line_start
            FROM range({minutes}, {documents}) x(d), range(4) y(k)""",
        "finding": f"""SELECT key('fi', d * 2 + k) AS finding_id, {of}, 'X0' || (d + k) % 9 AS check_id,
            'violated' AS outcome, list_value('error', 'warning', 'info')[(d + k) % 3 + 1] AS severity,
            'Texten säger' AS message, 'The text says' AS message_en, 'open' AS status, 2 AS line_start
            FROM range({documents}) x(d), range(2) y(k)""",
        "claim": f"""SELECT key('cl', d * 10 + k) AS claim_id, {of}, 400 AS char_end
            FROM range({documents}) x(d), range(10) y(k)""",
        "residue": f"""SELECT key('rs', d) AS residue_id, {of}, 'outside_sections' AS reason, prose(d, 6) AS text,
            40 AS char_end FROM range({documents}) x(d)""",
    }


def _fill(made: duckdb.DuckDBPyConnection, table: str, rows: str) -> int:
    """Insert rows, columns that may not be NULL filled in, and return how many there are."""
    given = {name for name, *_ in made.execute(f"DESCRIBE {rows}").fetchall()}
    columns = made.execute(f"DESCRIBE {table}").fetchall()
    rest = [
        f"{_DEFAULTS[kind]} AS {name}"
        for name, kind, null, *_ in columns
        if null == "NO" and name not in given and kind in _DEFAULTS
    ]
    listed = ", ".join(["*", *rest])
    made.execute(f"INSERT INTO {table} BY NAME SELECT {listed} FROM ({rows})")
    found = made.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found[0]) if found else 0
