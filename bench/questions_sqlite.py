"""The same rows in SQLite, with indexes, and the same questions in its words, each stopped after a while."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path

import duckdb

_TABLES = (
    "source_file", "document", "meeting", "adjustment", "agenda_item", "decision", "proposal", "attendance", "vote_event",
    "vote", "person", "mention", "municipality", "allocation", "amount", "data_table", "table_row", "table_cell", "section",
    "reference", "finding", "page", "signature", "risk",
)  # fmt: skip
_INDEXES = (
    "source_file(source_id)", "document(document_id)", "document(body)", "document(same_as)", "meeting(meeting_id)",
    "meeting(body)", "agenda_item(item_id)", "agenda_item(case_number)", "agenda_item(meeting_id)", "decision(item_id)",
    "decision(document_id)", "proposal(decision_id)", "proposal(proposed_by)", "attendance(name)", "attendance(person_id)",
    "attendance(meeting_id)", "vote_event(vote_event_id)", "vote(name)", "vote(person_id)", "person(name)", "mention(entity_id)",
    "municipality(name)", "allocation(municipality)", "allocation(allocation_group)", "amount(organisation)", "amount(kronor)",
    "amount(table_id, row_index)", "amount(label)", "data_table(table_id)", "table_row(table_id, row_index)",
    "reference(target_number)", "finding(check_id)", "page(source_id, page)", "signature(name)", "section(document_id)",
    "signature(person_id)", "risk(risk_value)", "document(supersedes)", "table_cell(missing) WHERE missing IS NOT NULL",
    "proposal(item_id)", "source_file(path)",
)  # fmt: skip
_BATCH = 50_000
# A question is stopped after so many seconds of computing, looked at after so many steps of SQLite's machine.
LONGEST = 30.0
_STEPS = 100_000
_COUNTED = """
    NOT (d.same_as IS NOT NULL OR d.extract_of IS NOT NULL
        OR EXISTS (SELECT 1 FROM document AS o WHERE o.supersedes = d.document_id))
"""
_PATH = "(SELECT min(f.path) FROM source_file AS f WHERE f.source_id = x.source_id)"

QUESTIONS: Mapping[str, str] = {
    "v_decisions": f"""
        SELECT x.*, i.*, m.meeting_date, {_PATH} FROM meeting AS m
        JOIN agenda_item AS i ON i.meeting_id = m.meeting_id
        JOIN decision AS x ON x.item_id = i.item_id JOIN document AS d ON d.document_id = x.document_id
        WHERE m.body = :body AND x.stage = 'taken' AND m.meeting_date BETWEEN '2015-01-01' AND '2015-12-31' AND {_COUNTED}
    """,
    "v_attendance": f"""
        SELECT x.*, m.meeting_date, {_PATH} FROM attendance AS x JOIN document AS d ON d.document_id = x.document_id
        LEFT JOIN meeting AS m ON m.meeting_id = x.meeting_id
        WHERE x.name = :person AND x.status = 'serving' AND {_COUNTED}
    """,
    "v_votes": f"""
        SELECT e.*, x.*, i.title, m.meeting_date, {_PATH} FROM vote AS x
        JOIN vote_event AS e ON e.vote_event_id = x.vote_event_id JOIN document AS d ON d.document_id = e.document_id
        LEFT JOIN agenda_item AS i ON i.item_id = e.item_id LEFT JOIN meeting AS m ON m.meeting_id = i.meeting_id
        WHERE x.name = :person AND {_COUNTED}
    """,
    "v_amounts": f"""
        SELECT x.*, t.kind, t.title, d.kind, {_PATH} FROM amount AS x JOIN document AS d ON d.document_id = x.document_id
        LEFT JOIN data_table AS t ON t.table_id = x.table_id
        WHERE x.organisation = :municipality AND x.period_end BETWEEN '2015-01-01' AND '2015-12-31'
            AND x.fact_table_id IS NULL AND {_COUNTED}
    """,
    "v_budget_lines": f"""
        SELECT x.table_id, x.row_index, x.period_end, max(x.label), max(CASE x.scenario WHEN 'budget' THEN x.value END),
            max(CASE x.scenario WHEN 'outturn' THEN x.value END), max(CASE x.scenario WHEN 'deviation' THEN x.value END),
            r.role, t.title, {_PATH}
        FROM amount AS x JOIN document AS d ON d.document_id = x.document_id JOIN data_table AS t ON t.table_id = x.table_id
        LEFT JOIN table_row AS r ON r.table_id = x.table_id AND r.row_index = x.row_index
        WHERE x.origin = 'cell' AND d.host_municipality = :municipality AND x.label = 'Lokalkostnader'
            AND x.period_end BETWEEN '2015-01-01' AND '2015-12-31' AND {_COUNTED}
        GROUP BY x.table_id, x.row_index, x.period_start, x.period_end
    """,
    "v_allocations": f"""
        SELECT x.*, (SELECT sum(g.kronor) FROM allocation AS g WHERE g.allocation_group = x.allocation_group), {_PATH}
        FROM allocation AS x JOIN document AS d ON d.document_id = x.document_id
        WHERE x.municipality = :municipality AND x.kronor > 100000 AND {_COUNTED}
    """,
    "v_case_timeline": f"""
        SELECT i.case_number, m.meeting_date, i.title, {_PATH} FROM agenda_item AS i
        JOIN agenda_item AS x ON x.item_id = i.item_id LEFT JOIN meeting AS m ON m.meeting_id = i.meeting_id
        JOIN document AS d ON d.document_id = i.document_id WHERE i.case_number = '2015/2500' AND {_COUNTED}
        UNION ALL SELECT i.case_number, m.meeting_date, x.text, {_PATH} FROM agenda_item AS i
        JOIN decision AS x ON x.item_id = i.item_id LEFT JOIN meeting AS m ON m.meeting_id = i.meeting_id
        JOIN document AS d ON d.document_id = i.document_id WHERE i.case_number = '2015/2500' AND {_COUNTED}
        UNION ALL SELECT x.target_number, x.target_date, x.printed, {_PATH} FROM reference AS x
        JOIN document AS d ON d.document_id = x.document_id
        WHERE x.kind = 'case_number' AND x.target_number = '2015/2500' AND {_COUNTED}
    """,
    "v_people": """
        SELECT p.*, count(DISTINCT a.meeting_id), min(m.meeting_date), max(m.meeting_date),
            (SELECT count(*) FROM vote AS v WHERE v.person_id = p.person_id),
            (SELECT count(*) FROM signature AS s WHERE s.person_id = p.person_id),
            (SELECT count(*) FROM mention AS n WHERE n.entity_id = p.person_id)
        FROM person AS p LEFT JOIN attendance AS a ON a.person_id = p.person_id
        LEFT JOIN meeting AS m ON m.meeting_id = a.meeting_id
        WHERE p.name = :person GROUP BY p.person_id
    """,
    "v_documents": f"""
        SELECT d.*, (SELECT min(f.path) FROM source_file AS f WHERE f.source_id = d.source_id), {_COUNTED}
        FROM document AS d WHERE d.body = :body AND d.kind = 'minutes'
    """,
    "v_findings": """
        SELECT x.*, f.path, p.text FROM source_file AS f JOIN finding AS x ON x.source_id = f.source_id
        LEFT JOIN page AS p ON p.source_id = x.source_id AND p.page = x.page
        WHERE x.check_id = 'X03' AND x.severity = 'error' AND f.path LIKE :folder || '%'
    """,
    "beslut": f"""
        SELECT m.meeting_date, m.body, i.paragraph, i.title, x.kind, x.text, {_PATH} AS fil, x.page, x.line_start
        FROM meeting AS m JOIN agenda_item AS i ON i.meeting_id = m.meeting_id JOIN decision AS x ON x.item_id = i.item_id
        JOIN document AS d ON d.document_id = x.document_id
        WHERE x.stage = 'taken' AND instr(lower(m.body), lower(:body)) > 0
            AND m.meeting_date BETWEEN '2015-01-01' AND '2015-12-31' AND {_COUNTED} ORDER BY 1, fil, 8, 9
    """,
    "beslut-och-förslag": f"""
        SELECT m.meeting_date, m.body, i.paragraph, i.title, x.kind,
            (SELECT group_concat(DISTINCT p.proposed_by) FROM proposal AS p
                WHERE p.decision_id = x.decision_id AND p.adopted), {_PATH} AS fil, x.page, x.line_start
        FROM meeting AS m JOIN agenda_item AS i ON i.meeting_id = m.meeting_id JOIN decision AS x ON x.item_id = i.item_id
        JOIN document AS d ON d.document_id = x.document_id
        WHERE x.stage = 'taken' AND instr(lower(m.body), lower(:body)) > 0 AND {_COUNTED} ORDER BY 1, fil, 8, 9
    """,
    "förslag": f"""
        SELECT x.stage, x.proposed_by, x.adopted, i.paragraph, x.text, {_PATH} AS fil, x.page, x.line_start
        FROM proposal AS x JOIN document AS d ON d.document_id = x.document_id
        LEFT JOIN agenda_item AS i ON i.item_id = x.item_id
        WHERE instr(lower(x.proposed_by), lower(:person)) > 0 AND {_COUNTED} ORDER BY fil, 7, 8
    """,
    "sammanträden": f"""
        SELECT x.meeting_date, x.body, x.paragraph_first, x.paragraph_last, {_PATH} AS fil, x.page, x.line_start
        FROM meeting AS x JOIN document AS d ON d.document_id = x.document_id
        WHERE instr(lower(x.body), lower(:body)) > 0 AND x.meeting_date BETWEEN '2015-01-01' AND '2015-12-31'
            AND {_COUNTED} ORDER BY 1, fil, 6, 7
    """,
    "dagordning": f"""
        SELECT m.meeting_date, m.body, x.paragraph, x.title, x.case_number, {_PATH} AS fil, x.page, x.line_start
        FROM meeting AS m JOIN agenda_item AS x ON x.meeting_id = m.meeting_id
        JOIN document AS d ON d.document_id = x.document_id
        WHERE instr(lower(m.body), lower(:body)) > 0 AND {_COUNTED} ORDER BY fil, 7, 8
    """,
    "röstade": f"""
        SELECT m.meeting_date, m.body, i.paragraph, x.name, x.party, x.choice, e.yes_means, {_PATH} AS fil, x.page,
            x.line_start
        FROM vote AS x JOIN vote_event AS e ON e.vote_event_id = x.vote_event_id
        JOIN document AS d ON d.document_id = e.document_id LEFT JOIN agenda_item AS i ON i.item_id = e.item_id
        LEFT JOIN meeting AS m ON m.meeting_id = i.meeting_id
        WHERE instr(lower(x.name), lower(:person)) > 0 AND {_COUNTED} ORDER BY 1, fil, 9, 10
    """,
    "underskrifter": f"""
        SELECT x.name, x.role, x.signed, x.signed_at, d.kind, {_PATH} AS fil, x.page, x.line_start
        FROM signature AS x JOIN document AS d ON d.document_id = x.document_id
        WHERE instr(lower(x.name), lower(:person)) > 0 AND {_COUNTED} ORDER BY fil, 7, 8
    """,
    "fördelning": f"""
        SELECT x.purpose, x.municipality, x.kronor,
            (SELECT sum(g.kronor) FROM allocation AS g WHERE g.allocation_group = x.allocation_group), {_PATH} AS fil,
            x.page, x.line_start
        FROM allocation AS x JOIN document AS d ON d.document_id = x.document_id
        WHERE lower(x.municipality) = lower(:municipality) AND {_COUNTED} ORDER BY fil, 6, 7
    """,
    "kommunens-belopp": f"""
        SELECT t.title, x.label, x.scenario, x.period_end, x.kronor, x.printed, {_PATH} AS fil, x.page, x.line_start
        FROM amount AS x JOIN document AS d ON d.document_id = x.document_id
        LEFT JOIN data_table AS t ON t.table_id = x.table_id
        WHERE x.origin = 'cell' AND x.kronor IS NOT NULL AND x.fact_table_id IS NULL
            AND lower(x.organisation) = lower(:municipality) AND {_COUNTED} ORDER BY fil, 8, 9
    """,
    "budget-mot-utfall": f"""
        SELECT x.label, x.period_end, max(CASE x.scenario WHEN 'budget' THEN x.kronor END) AS b,
            max(CASE x.scenario WHEN 'outturn' THEN x.kronor END) AS u,
            max(CASE x.scenario WHEN 'deviation' THEN x.kronor END), {_PATH} AS fil, min(x.page), min(x.line_start)
        FROM amount AS x JOIN document AS d ON d.document_id = x.document_id
        WHERE x.origin = 'cell' AND instr(lower(x.label), 'lokalkostnader') > 0
            AND x.period_end BETWEEN '2015-01-01' AND '2015-12-31' AND {_COUNTED}
        GROUP BY x.table_id, x.row_index, x.period_start, x.period_end
        HAVING b IS NOT NULL AND u IS NOT NULL ORDER BY fil, 7, 8
    """,
    "okända-värden": f"""
        SELECT x.missing, r.label, t.title, {_PATH} AS fil, x.page, x.line_start
        FROM table_cell AS x JOIN document AS d ON d.document_id = x.document_id
        JOIN data_table AS t ON t.table_id = x.table_id
        LEFT JOIN table_row AS r ON r.table_id = x.table_id AND r.row_index = x.row_index
        WHERE x.missing IS NOT NULL AND x.missing <> '' AND {_COUNTED} ORDER BY fil, 5, 6
    """,
    "risker": f"""
        SELECT x.risk, x.probability, x.consequence, x.risk_value, {_PATH} AS fil, x.page, x.line_start
        FROM risk AS x JOIN document AS d ON d.document_id = x.document_id
        WHERE x.risk_value >= 8 AND {_COUNTED} ORDER BY x.risk_value DESC, fil, 6, 7
    """,
    "justering": f"""
        SELECT m.meeting_date, m.body, x.paragraph_first, x.paragraph_last, x.due, x.done, {_PATH} AS fil, x.page,
            x.line_start
        FROM adjustment AS x JOIN document AS d ON d.document_id = x.document_id
        LEFT JOIN meeting AS m ON m.meeting_id = x.meeting_id WHERE {_COUNTED} ORDER BY 1, fil, 8, 9
    """,
    "beslut-om": f"""
        SELECT m.meeting_date, i.paragraph, x.text, {_PATH}, x.page, x.line_start FROM decision AS x
        JOIN document AS d ON d.document_id = x.document_id LEFT JOIN agenda_item AS i ON i.item_id = x.item_id
        LEFT JOIN meeting AS m ON m.meeting_id = i.meeting_id
        WHERE (x.text LIKE '%e-arkiv digitalisering%' OR i.title LIKE '%e-arkiv digitalisering%') AND {_COUNTED} ORDER BY 1
    """,
    "handlingar-om": f"""
        SELECT x.document_id, count(*), min(x.line_start), {_PATH} FROM section AS x
        JOIN document AS d ON d.document_id = x.document_id
        WHERE x.text LIKE '%samverkansavtal digitalisering%' AND {_COUNTED} GROUP BY x.document_id
    """,
    "beslut-per-år": f"""
        SELECT m.body, substr(m.meeting_date, 1, 4), x.kind, count(*), min(x.line_start) FROM decision AS x
        JOIN document AS d ON d.document_id = x.document_id LEFT JOIN agenda_item AS i ON i.item_id = x.item_id
        LEFT JOIN meeting AS m ON m.meeting_id = i.meeting_id WHERE x.stage = 'taken' AND {_COUNTED} GROUP BY 1, 2, 3
    """,
    "närvarograd": f"""
        SELECT x.name, m.body, count(DISTINCT x.meeting_id),
            count(DISTINCT CASE x.status WHEN 'serving' THEN x.meeting_id END), min(x.line_start)
        FROM attendance AS x JOIN meeting AS m ON m.meeting_id = x.meeting_id
        JOIN document AS d ON d.document_id = x.document_id
        WHERE x.role = 'member' AND instr(lower(m.body), lower(:body)) > 0 AND {_COUNTED} GROUP BY x.person_id, m.body
    """,
    "belopp-över": f"""
        SELECT x.kronor, x.label, x.scenario, {_PATH} FROM amount AS x JOIN document AS d ON d.document_id = x.document_id
        WHERE abs(x.kronor) >= 35000000 AND x.fact_table_id IS NULL AND {_COUNTED} ORDER BY abs(x.kronor) DESC LIMIT 50
    """,
    "största-avvikelser": f"""
        SELECT x.label, max(CASE x.scenario WHEN 'budget' THEN x.kronor END) AS b,
            max(CASE x.scenario WHEN 'outturn' THEN x.kronor END) AS u, {_PATH}
        FROM amount AS x JOIN document AS d ON d.document_id = x.document_id
        JOIN table_row AS r ON r.table_id = x.table_id AND r.row_index = x.row_index AND r.role = 'data'
        WHERE x.origin = 'cell' AND {_COUNTED}
        GROUP BY x.table_id, x.row_index, x.period_start, x.period_end ORDER BY abs(u - b) DESC LIMIT 8
    """,
    "kommun-nämns": f"""
        WITH x AS (
            SELECT n.document_id, n.source_id, n.page, n.line_start FROM municipality AS m
            JOIN mention AS n ON n.entity_id = m.municipality_code
            WHERE n.entity_type = 'municipality' AND lower(m.name) = lower(:municipality)
            UNION SELECT document_id, source_id, page, line_start FROM allocation
            WHERE lower(municipality) = lower(:municipality)
            UNION SELECT document_id, source_id, page, line_start FROM attendance
            WHERE lower(municipality) = lower(:municipality)
        )
        SELECT d.kind, d.title, count(*), {_PATH} AS fil, min(x.page) AS sida, min(x.line_start) FROM x
        JOIN document AS d ON d.document_id = x.document_id WHERE {_COUNTED} GROUP BY x.document_id ORDER BY fil, sida
    """,
    "fynd-per-kontroll": f"""
        SELECT x.check_id, x.severity, count(*), count(DISTINCT x.source_id), min({_PATH}) FROM finding AS x GROUP BY 1, 2
    """,
}


def copied(store: Path, path: Path) -> None:
    """Write the tables that are asked into a SQLite file, figures as numbers, days as text, with indexes."""
    with duckdb.connect(str(store), read_only=True) as made, sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for table in _TABLES:
            columns = made.execute(f"DESCRIBE {table}").fetchall()
            names = [
                name
                for name, *_ in columns
                if name not in {"x0", "top", "x1", "bottom", "candidates", "metadata"}
            ]
            picked = [
                f"{name}::{_TYPES.get(kind.split('(')[0], 'VARCHAR')}"
                for name, kind, *_ in columns
                if name in names
            ]
            connection.execute(f"CREATE TABLE {table} ({', '.join(names)})")
            rows = made.execute(f"SELECT {', '.join(picked)} FROM {table}")
            places = ", ".join("?" * len(names))
            while batch := rows.fetchmany(_BATCH):
                connection.executemany(f"INSERT INTO {table} VALUES ({places})", batch)
        for number, index in enumerate(_INDEXES):
            connection.execute(f"CREATE INDEX ix_{number} ON {index}")
        connection.execute("ANALYZE")


_TYPES = {
    "DECIMAL": "DOUBLE",
    "INTEGER": "INTEGER",
    "DOUBLE": "DOUBLE",
    "BOOLEAN": "INTEGER",
    "BIGINT": "BIGINT",
}


def opened(path: Path) -> sqlite3.Connection:
    """Return the SQLite file open for reading, with 1 GB of it in memory, as the other has."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.execute("PRAGMA cache_size = -1000000")
    connection.execute("PRAGMA threads = 2")
    return connection


def rows_of(
    connection: sqlite3.Connection, sql: str, values: Mapping[str, str], count: int
) -> list[tuple[object, ...]] | None:
    """Return the first rows of an answer; None where it takes longer than LONGEST."""
    end = time.process_time() + LONGEST
    connection.set_progress_handler(lambda: time.process_time() > end, _STEPS)
    try:
        return connection.execute(sql, values).fetchmany(count)
    except sqlite3.OperationalError as error:
        if str(error) != "interrupted":
            raise
        return None
    finally:
        connection.set_progress_handler(None, 0)
