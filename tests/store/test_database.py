from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from protokollparser.core.errors import UsageError
from protokollparser.core.records import REGISTRY
from protokollparser.core.records.decisions import Decision
from protokollparser.core.records.documents import LogicalDocument, PageText
from protokollparser.core.records.findings import CheckRun, Finding, FindingEvidence, Removal, Review
from protokollparser.core.records.people import Person
from protokollparser.core.records.tables import TableCell
from protokollparser.store import Store, database, open_store
from tests.store.made import document, file, reading, records, source


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.duckdb"


def dump(store: Store, without: tuple[str, ...] = ()) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: list(store.query(f"SELECT * FROM {name} ORDER BY ALL").rows)
        for name in REGISTRY
        if name not in without
    }


def test_every_record_type_has_a_table_even_when_empty(path: Path) -> None:
    with open_store(path) as store:
        assert dump(store) == {name: [] for name in REGISTRY}


def test_records_come_back_as_they_were_saved(path: Path) -> None:
    made = document()
    with open_store(path) as store:
        assert store.save(reading(made), source(made), [file(made)]) == "new"
    with open_store(path, read_only=True) as store:
        for record in records(made):
            assert record in store.read(type(record))
        assert [page.text for page in store.read(PageText)] == [made.pages[0].text]


def test_printed_is_the_slice_of_the_page_for_every_piece(path: Path) -> None:
    made = document()
    sql = """
        SELECT r.printed, substring(p.text, r.char_start + 1, r.char_end - r.char_start)
        FROM (SELECT source_id, page, char_start, char_end, printed FROM decision
              UNION ALL SELECT source_id, page, char_start, char_end, printed FROM record_span) AS r
        JOIN page AS p ON p.source_id = r.source_id AND p.page = r.page
    """
    with open_store(path) as store:
        store.save(reading(made), source(made))
        rows = list(store.query(sql).rows)
    assert len(rows) == 3
    assert all(printed == sliced for printed, sliced in rows)


def test_importing_twice_changes_nothing(path: Path) -> None:
    made = document()
    with open_store(path) as store:
        store.save(reading(made), source(made), [file(made)])
        before = dump(store)
        later = source(made, imported_at=datetime(2030, 1, 1))
        assert store.save(reading(made), later, [file(made)]) == "unchanged"
        assert dump(store) == before


def test_a_new_reading_replaces_the_old_one_wholly(path: Path) -> None:
    made = document()
    with open_store(path) as store:
        store.save(reading(made), source(made))
        assert store.save(reading(made, records(made)[:1]), source(made)) == "replaced"
        assert store.read(Decision) == []
        assert store.read(Person) == []
        assert len(store.read(LogicalDocument)) == 1
        assert list(store.query("SELECT count(*) FROM record_span").rows) == [(0,)]


def test_a_failing_save_leaves_no_rows(path: Path) -> None:
    made = document()
    twice = [*records(made), records(made)[1]]
    with open_store(path) as store:
        with pytest.raises(ValueError, match="one key"):
            store.save(reading(made, twice), source(made))
        assert dump(store) == {name: [] for name in REGISTRY}


def test_an_identity_is_the_union_of_its_sources_whatever_their_order(tmp_path: Path) -> None:
    one, other = document(), document(name="b.txt", source_id="cd" * 32)
    first = reading(one, [Person(name="Asta Lind", aliases=("A. Lind",))])
    second = reading(other, [Person(name="Asta Lind", aliases=("Lind, Asta",))])
    found = []
    for name, order in (("x", ((first, one), (second, other))), ("y", ((second, other), (first, one)))):
        with open_store(tmp_path / f"{name}.duckdb") as store:
            for said, made in order:
                store.save(said, source(made))
            found.append(store.read(Person))
    assert found[0] == found[1] == [Person(name="Asta Lind", aliases=("A. Lind", "Lind, Asta"))]


def test_the_name_of_a_source_does_not_depend_on_the_order_of_its_paths(path: Path) -> None:
    made = document()
    with open_store(path) as store:
        store.save(reading(made), source(made, file_name="b.txt"), [file(made, "in/b.txt")])
        store.save(reading(made), source(made, file_name="a.txt"), [file(made, "in/a.txt")])
        store.save(reading(made), source(made, file_name="b.txt"), [file(made, "in/b.txt")])
        assert [one.file_name for one in store.sources()] == ["a.txt"]


def test_removal_erases_everything_and_logs_no_content(path: Path) -> None:
    made = document("Hemliga ord om Asta\n")
    with open_store(path) as store:
        said = [
            LogicalDocument(
                span=made.span(1, 0, 19), rule_id="KI01", kind="letter", page_first=1, page_last=1
            ),
            Person(name="Asta"),
        ]
        store.save(reading(made, said), source(made), [file(made)])
        store.remove(store.source_named("in/ekbacka.txt"), "gallring")
        # The inhabitants of municipalities are of no source.
        kept = ("removal", "population")
        assert dump(store, without=kept) == {name: [] for name in REGISTRY if name not in kept}
        log = store.read(Removal)
    assert [(one.source_id, one.reason) for one in log] == [(made.source_id, "gallring")]
    assert b"Hemliga ord" not in path.read_bytes()


def test_a_removal_that_is_broken_off_is_told_and_finished_by_who_writes_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(_: Path) -> None:
        raise KeyboardInterrupt

    made = document("Hemliga ord om Asta\n")
    with open_store(path) as store:
        store.save(reading(made, [Person(name="Asta")]), source(made), [file(made)])
        monkeypatch.setattr(database, "rewrite", end)
        with pytest.raises(KeyboardInterrupt):
            store.remove(made.source_id)
    monkeypatch.undo()
    with open_store(path, read_only=True) as store:
        assert store.waiting().erased
        assert store.sources() == []
    open_store(path).close()
    assert b"Hemliga ord" not in path.read_bytes()
    with open_store(path, read_only=True) as store:
        assert not store.waiting().erased


def test_removing_an_unknown_source_is_a_wrong_call(path: Path) -> None:
    with open_store(path) as store, pytest.raises(UsageError, match="no such source"):
        store.source_named("nowhere.txt")


def test_a_review_follows_its_record_to_a_new_place(path: Path) -> None:
    made = document()
    old = records(made)
    with open_store(path) as store:
        store.save(reading(made, old), source(made))
        review = Review(
            record_table="decision",
            record_id=old[1].id,
            field="kind",
            old_value="approve",
            new_value="adopt",
            verdict="corrected",
            reviewer="Asta",
            reviewed_at=datetime(2024, 3, 1),
        )
        store.put([review])
        wider = made.span(1, old[1].span.start, old[1].span.end + 1)  # type: ignore[attr-defined]
        moved = old[1].model_copy(update={"span": wider})
        store.save(reading(made, [old[0], moved, *old[2:]]), source(made))
        assert [one.record_id for one in store.read(Review)] == [moved.id]
        assert store.unmatched_reviews() == []
        store.save(reading(made, [old[0], *old[2:]]), source(made))
        assert [one.record_id for one in store.unmatched_reviews()] == [moved.id]


def finding(made: object, start: int, end: int, status: str = "open") -> Finding:
    span = made.span(1, start, end)  # type: ignore[attr-defined]
    return Finding(
        span=span,
        rule_id="A01",
        check_id="A01",
        outcome="violated",
        severity="error",
        message="Summan stämmer inte",
        message_en="The sum does not hold",
        status=status,
    )


def test_an_accepted_finding_stays_accepted_through_import_and_check(path: Path) -> None:
    made = document()
    with open_store(path) as store:
        store.save(reading(made), source(made))
        store.replace_findings([finding(made, 0, 7), finding(made, 8, 14)], [], [])
        store.put([finding(made, 0, 7, status="accepted")])
        store.save(reading(made, records(made)[:2]), source(made))
        assert [one.status for one in store.read(Finding)] == ["accepted"]
        store.replace_findings([finding(made, 1, 7), finding(made, 8, 14)], [], [])
        assert [(one.span.start, one.status) for one in store.read(Finding)] == [(1, "accepted"), (8, "open")]


def test_findings_and_their_proof_are_replaced_together(path: Path) -> None:
    made = document()
    one = finding(made, 0, 7)
    proof = FindingEvidence(span=one.span, rule_id="A01", finding_id=one.id, role="stated")
    run = CheckRun(
        source_id=made.source_id,
        document_id=None,
        check_id="A01",
        examined=1,
        exact=0,
        rounding=0,
        violated=1,
        undecidable=0,
    )
    with open_store(path) as store:
        store.save(reading(made), source(made))
        store.replace_findings([one], [proof], [run])
        store.replace_findings([], [], [])
        assert [store.read(kind) for kind in (Finding, FindingEvidence, CheckRun)] == [[], [], []]


def test_a_record_is_found_by_the_beginning_of_its_id(path: Path) -> None:
    made = document()
    decision = records(made)[1]
    with open_store(path) as store:
        store.save(reading(made), source(made))
        assert store.find(decision.id) == decision
        assert store.find(decision.id[:10]) == decision
        assert store.find("zz") is None


def test_figures_keep_all_digits_and_no_added_zeros(path: Path) -> None:
    made = document()
    base = records(made)[3]
    values = ["12345678901234567890123456789012.5", "-0.000001", "100", "0"]
    cells = [base.model_copy(update={"value": Decimal(text), "ordinal": n}) for n, text in enumerate(values)]
    with open_store(path) as store:
        store.save(reading(made, list(cells)), source(made))
        assert [str(cell.value) for cell in store.read(TableCell)] == values


def test_a_number_too_long_for_the_column_is_left_out_and_its_print_kept(path: Path) -> None:
    made = document()
    cell = records(made)[3].model_copy(update={"value": Decimal("9" * 40)})
    with open_store(path) as store:
        store.save(reading(made, [cell]), source(made))
        assert [(one.value, one.span.printed) for one in store.read(TableCell)] == [(None, "1 250")]
