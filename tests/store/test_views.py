from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from protokollparser.core.records import Record
from protokollparser.core.records.decisions import Decision, Vote, VoteEvent
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.figures import Amount, FactCell
from protokollparser.core.records.findings import Finding
from protokollparser.core.records.items import AgendaItem, Disqualification
from protokollparser.core.records.meetings import Attendance, Meeting
from protokollparser.core.records.references import Reference
from protokollparser.core.records.tables import DataTable, TableColumn
from protokollparser.store import Store, open_store
from tests.store.made import document, file, reading, records, source

MADE = document()
LENGTH = len(MADE.pages[0].text)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "x.duckdb")


def save(store: Store, *found: Record) -> None:
    store.save(reading(MADE, list(found)), source(MADE), [file(MADE)])


def ask(store: Store, sql: str) -> list[tuple[object, ...]]:
    return list(store.query(sql).rows)


def top(**values: object) -> LogicalDocument:
    base = {
        "span": MADE.span(1, 0, LENGTH),
        "rule_id": "KI01",
        "kind": "minutes",
        "page_first": 1,
        "page_last": 1,
    }
    return LogicalDocument.model_validate(base | values)


def amount(start: int, **values: object) -> Amount:
    base = {"span": MADE.span(1, start, start + 3), "rule_id": "x", "origin": "cell", "document_id": top().id}
    return Amount.model_validate(base | values)


def test_coverage_counts_all_pieces_of_claims(store: Store) -> None:
    save(store, *records(MADE))
    claimed = len("Nämnden beslutar") + len("att godkänna")
    assert ask(
        store, "SELECT claimed_characters, furniture_characters, residue_characters FROM v_coverage"
    ) == [(claimed, 0, len("Klart"))]
    assert ask(store, "SELECT round(claimed_share + furniture_share + residue_share, 9) FROM v_coverage") == [
        (1.0,)
    ]


def test_a_fact_that_prose_repeats_is_counted_once(store: Store) -> None:
    cell = amount(0, value=Decimal(5), table_id="t", row_index=1, column_index=1)
    prose = amount(4, value=Decimal(5), origin="prose", fact=FactCell("t", 1, 1))
    save(store, top(), cell, prose)
    assert ask(store, "SELECT origin FROM v_amounts") == [("cell",)]


def test_budget_lines_put_the_scenarios_of_one_period_side_by_side(store: Store) -> None:
    table = DataTable(
        span=MADE.span(1, 0, 9),
        rule_id="x",
        document_id=top().id,
        kind="outturn",
        row_count=1,
        column_count=4,
    )
    year, part = date(2023, 12, 31), date(2023, 8, 31)
    cells = [("budget", 10, year), ("outturn", 7, part), ("forecast", 11, year), ("deviation", -1, year)]
    figures = [
        amount(
            3 * n,
            value=Decimal(value),
            table_id=table.id,
            row_index=2,
            column_index=n,
            scenario=name,
            period_end=end,
            label="Personal",
        )
        for n, (name, value, end) in enumerate(cells)
    ]
    save(store, top(), table, *figures)
    figures_of_lines = "label, period_end, series, budget, outturn, forecast, deviation"
    assert ask(store, f"SELECT {figures_of_lines} FROM v_budget_lines ORDER BY 2") == [
        ("Personal", part, 1, None, Decimal(7), None, None),
        ("Personal", year, 1, Decimal(10), None, Decimal(11), Decimal(-1)),
    ]


def test_budget_lines_keep_income_and_cost_apart(store: Store) -> None:
    table = DataTable(
        span=MADE.span(1, 0, 9),
        rule_id="x",
        document_id=top().id,
        kind="outturn",
        row_count=1,
        column_count=2,
    )
    columns = [
        TableColumn(
            source_id=MADE.source_id,
            table_id=table.id,
            column_index=n,
            header=role,
            role=role,
            scenario="outturn",
        )
        for n, role in enumerate(("income", "cost"))
    ]
    figures = [
        amount(
            3 * n, value=Decimal(n + 1), table_id=table.id, row_index=0, column_index=n, scenario="outturn"
        )
        for n in range(2)
    ]
    save(store, top(), table, *columns, *figures)
    assert ask(store, "SELECT series, income, cost, outturn FROM v_budget_lines") == [(1, 1, 2, None)]


def test_a_scenario_printed_twice_for_a_period_opens_a_second_series(store: Store) -> None:
    table = DataTable(
        span=MADE.span(1, 0, 9), rule_id="x", document_id=top().id, kind="budget", row_count=1, column_count=2
    )
    figures = [
        amount(3 * n, value=Decimal(n + 1), table_id=table.id, row_index=0, column_index=n, scenario="budget")
        for n in range(2)
    ]
    save(store, top(), table, *figures)
    assert ask(store, "SELECT series, budget FROM v_budget_lines ORDER BY series") == [(1, 1), (2, 2)]


def test_what_a_later_version_replaces_is_not_counted(store: Store) -> None:
    old = top()
    new = top(ordinal=1, supersedes=old.id)
    decisions = [
        Decision(span=MADE.span(1, n, n + 4), rule_id="x", document_id=one.id, stage="taken", text=f"nr {n}")
        for n, one in enumerate((old, new))
    ]
    save(store, old, new, *decisions)
    assert ask(store, "SELECT text FROM v_decisions") == [("nr 1",)]


def test_a_record_outside_every_document_still_shows(store: Store) -> None:
    save(store, Decision(span=MADE.span(1, 0, 4), rule_id="x", stage="taken", text="fri"))
    assert ask(store, "SELECT text, path FROM v_decisions") == [("fri", "in/ekbacka.txt")]


def test_a_decision_takes_its_day_from_the_meeting_only_when_it_was_taken_there(store: Store) -> None:
    meeting = Meeting(
        span=MADE.span(1, 0, 5),
        rule_id="x",
        status="held",
        meeting_date=date(2023, 5, 8),
        document_id=top().id,
    )
    item = AgendaItem(
        span=MADE.span(1, 0, 9),
        rule_id="x",
        meeting_id=meeting.id,
        paragraph=4,
        listed_in="body",
        case_number="KS 1",
        document_id=top().id,
    )
    decisions = [
        Decision(
            span=MADE.span(1, n, n + 4),
            rule_id="x",
            item_id=item.id,
            stage=stage,
            text=stage,
            document_id=top().id,
        )
        for n, stage in enumerate(("taken", "reported"))
    ]
    save(store, top(), meeting, item, *decisions)
    assert ask(store, "SELECT text, decision_date, paragraph FROM v_decisions ORDER BY text") == [
        ("reported", None, 4),
        ("taken", date(2023, 5, 8), 4),
    ]
    assert ask(
        store, "SELECT event, event_date FROM v_case_timeline WHERE case_number = 'KS 1' ORDER BY ALL"
    ) == [
        ("agenda_item", date(2023, 5, 8)),
        ("decision", date(2023, 5, 8)),
        ("decision", None),
    ]


def test_a_finding_quotes_its_whole_line(store: Store) -> None:
    start = MADE.pages[0].text.index("1 250")
    found = Finding(
        span=MADE.span(1, start, start + 5),
        rule_id="A01",
        check_id="A01",
        outcome="violated",
        severity="error",
        message="fel",
        message_en="wrong",
    )
    save(store, top())
    store.replace_findings([found], [], [])
    assert ask(store, "SELECT printed, quoted, path, page, line_start FROM v_findings") == [
        ("1 250", "Kostnader\t1 250", "in/ekbacka.txt", 1, 5)
    ]


def minutes_and_a_citation(store: Store, **cited: object) -> str:
    """Store the minutes of a council with one item, and another text that cites it; return the item's id."""
    minutes = document("Kommunfullmäktige 2023-05-08 § 12\n", "minutes.txt", "cd" * 32)
    whole = minutes.span(1, 0, len(minutes.pages[0].text))
    top_of = {"span": whole, "rule_id": "KI01", "page_first": 1, "page_last": 1}
    told = LogicalDocument(
        kind="minutes",
        body="Kommunfullmäktige",
        host_municipality="Ekbacka",
        **top_of,  # type: ignore[arg-type]
    )
    inner = {"rule_id": "x", "document_id": told.id}
    meeting = Meeting(span=whole, status="held", meeting_date=date(2023, 5, 8), **inner)
    item = AgendaItem(
        span=whole, meeting_id=meeting.id, paragraph=12, number="12", listed_in="body", title="Taxa", **inner
    )
    store.save(reading(minutes, [told, meeting, item]), source(minutes), [file(minutes)])
    place = {"span": MADE.span(1, 0, 7), "rule_id": "x", "document_id": top().id, "kind": "decision"}
    save(store, top(host_municipality="Ekbacka"), Reference.model_validate(place | cited))
    return item.id


def test_a_cited_decision_is_found_in_the_minutes_of_another_source(store: Store) -> None:
    cited = {"target_body": "fullmäktige", "target_date": date(2023, 5, 8), "target_paragraph": "12"}
    item = minutes_and_a_citation(store, **cited)
    found = ask(store, "SELECT target_table, target_id, in_other_source FROM v_references")
    assert found == [("agenda_item", item, True)]


@pytest.mark.parametrize(
    "cited",
    [
        {"target_body": "fullmäktige", "target_date": date(2023, 5, 9), "target_paragraph": "12"},
        {"target_body": "kommunstyrelsen", "target_date": date(2023, 5, 8), "target_paragraph": "12"},
        {"target_body": None, "target_date": date(2023, 5, 8), "target_paragraph": "12"},
        {"target_body": "fullmäktige", "target_date": date(2023, 5, 8), "target_paragraph": "13"},
    ],
)
def test_a_citation_of_another_day_body_or_paragraph_stays_open(
    store: Store, cited: dict[str, object]
) -> None:
    minutes_and_a_citation(store, **cited)
    assert ask(store, "SELECT target_id FROM v_references") == [(None,)]


def test_voters_are_those_who_serve_at_the_paragraph_and_are_not_disqualified(store: Store) -> None:
    def at(start: int) -> dict[str, object]:
        return {"span": MADE.span(1, start, start + 3), "rule_id": "x", "document_id": top().id}

    meeting = Meeting.model_validate(
        at(0) | {"status": "held", "body": "Nämnden", "meeting_date": date(2024, 2, 1)}
    )
    first, second = (
        AgendaItem.model_validate(
            at(start) | {"meeting_id": meeting.id, "paragraph": number, "listed_in": "body"}
        )
        for start, number in ((4, 1), (8, 2))
    )
    serving = at(12) | {"meeting_id": meeting.id, "role": "member", "status": "serving"}
    people = [
        Attendance.model_validate(serving | {"name": "Anna Ek"}),
        Attendance.model_validate(serving | at(16) | {"name": "Bo Alm", "paragraph_last": 1}),
        Attendance.model_validate(
            serving | at(20) | {"name": "Cia Öst", "time_to": datetime(2024, 2, 1, 15)}
        ),
    ]
    jav = Disqualification.model_validate(
        at(24) | {"item_id": second.id, "name": "Anna Ek", "replaced_by": "Dan Falk"}
    )
    save(store, top(), meeting, first, second, *people, jav)
    assert ask(store, "SELECT paragraph, name, may_vote, reason FROM v_voters ORDER BY ALL") == [
        (1, "Anna Ek", True, "serving"),
        (1, "Bo Alm", True, "serving"),
        (1, "Cia Öst", None, "hours"),
        (2, "Anna Ek", False, "disqualified"),
        (2, "Cia Öst", None, "hours"),
        (2, "Dan Falk", True, "replaces_disqualified"),
    ]


def test_a_whole_ballot_names_all_who_could_vote(store: Store) -> None:
    def at(start: int) -> dict[str, object]:
        return {"span": MADE.span(1, start, start + 3), "rule_id": "x", "document_id": top().id}

    meeting = Meeting.model_validate(at(0) | {"status": "held"})
    item = AgendaItem.model_validate(at(4) | {"meeting_id": meeting.id, "paragraph": 1, "listed_in": "body"})
    serving = at(8) | {"meeting_id": meeting.id, "role": "member", "status": "serving", "name": "Anna Ek"}
    event = VoteEvent.model_validate(
        at(12) | {"item_id": item.id, "yes_count": 1, "no_count": 0, "absent_count": 1}
    )
    cast = [("Bo Alm", "yes"), ("Cia Öst", "absent")]
    votes = [
        Vote.model_validate(at(16 + 4 * k) | {"vote_event_id": event.id, "name": name, "choice": choice})
        for k, (name, choice) in enumerate(cast)
    ]
    save(store, top(), meeting, item, Attendance.model_validate(serving), event, *votes)
    assert ask(store, "SELECT name, may_vote, reason FROM v_voters ORDER BY ALL") == [
        ("Anna Ek", False, "not_in_ballot"),
        ("Bo Alm", True, "ballot"),
        ("Cia Öst", False, "ballot"),
    ]


def test_the_catalogue_says_what_each_view_and_each_column_holds(store: Store) -> None:
    told = ask(store, "SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL")
    assert told == []
    columns = """
        SELECT table_name || '.' || column_name FROM duckdb_columns()
        WHERE table_name IN (SELECT view_name FROM duckdb_views() WHERE NOT internal)
            AND coalesce(comment, '') = ''
    """
    assert ask(store, columns) == []


def test_every_view_of_rows_that_stand_somewhere_has_file_page_and_line(store: Store) -> None:
    lacking = """
        SELECT view_name FROM duckdb_views() WHERE NOT internal AND view_name <> 'v_sources'
            AND (SELECT count(*) FROM duckdb_columns() WHERE table_name = view_name
                AND column_name IN ('path', 'page', 'page_first', 'line_start')) < 3
    """
    assert ask(store, lacking) == []
