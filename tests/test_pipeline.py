from pathlib import Path

import pytest

from protokollparser import importing, pipeline
from protokollparser.core.errors import RuleError
from protokollparser.core.import_list import read_import_list
from protokollparser.core.limits import Attempt
from protokollparser.core.reading import Reading
from protokollparser.core.records import REGISTRY, Printed
from protokollparser.core.records.documents import Accession, LogicalDocument
from protokollparser.core.records.findings import ImportRun
from protokollparser.core.rules import Rules, load
from protokollparser.store import Store, open_store

TEXT = """Ekbacka kommun
Kulturnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2023-05-08

§ 12 Budgetuppföljning

Kulturnämndens beslut
Kulturnämnden godkänner uppföljningen.

Utfall (tkr)
Verksamhet\tBudget\tUtfall\tAvvikelse
Bibliotek\t100\t90\t10
Museum\t200\t210\t-10
Summa\t300\t300\t5
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "x.duckdb")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(TEXT, encoding="utf-8")
    (made / "b.txt").write_text(TEXT.replace("12", "13"), encoding="utf-8")
    return made


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    # The stamp of a file is settled only some seconds after it was written.
    names = sorted(set(REGISTRY) - {ImportRun.table, Accession.table})
    return {name: list(store.query(f"SELECT * FROM {name} ORDER BY ALL").rows) for name in names}


def test_importing_and_checking_twice_changes_nothing(store: Store, folder: Path) -> None:
    pipeline.ingest([folder], store, load())
    pipeline.audit(store, load())
    before = dump(store)
    report = pipeline.ingest([folder], store, load())
    assert [one.status for one in report.outcomes] == ["unchanged", "unchanged"]
    assert dump(store) == before
    pipeline.audit(store, load())
    assert dump(store) == before


def test_every_row_is_a_slice_of_its_page(store: Store, folder: Path) -> None:
    pipeline.ingest([folder], store, load())
    pipeline.audit(store, load())
    for name, kind in REGISTRY.items():
        if issubclass(kind, Printed):
            sql = f"""
                SELECT r.printed FROM {name} AS r
                JOIN page AS p ON p.source_id = r.source_id AND p.page = r.page
                WHERE r.printed <> substring(p.text, r.char_start + 1, r.char_end - r.char_start)
            """
            assert list(store.query(sql).rows) == [], name


def test_every_character_that_is_not_blank_is_claimed_furniture_or_residue(
    store: Store, folder: Path
) -> None:
    pipeline.ingest([folder / "a.txt"], store, load())
    sql = "SELECT sum(claimed_characters + furniture_characters + residue_characters) FROM v_coverage"
    ((covered,),) = store.query(sql).rows
    assert covered >= len("".join(TEXT.split()))


def test_the_error_planted_in_the_table_is_found(store: Store, folder: Path) -> None:
    pipeline.ingest([folder / "a.txt"], store, load())
    pipeline.audit(store, load())
    found = store.query("SELECT printed, computed, line_start FROM v_findings WHERE severity = 'error'").rows
    assert ("5", "0", 15) in list(found)


def test_a_fault_in_the_program_stops_one_file_only(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = importing.read_source

    def faulty(path: Path, rules: Rules, attempt: Attempt) -> Reading:
        if path.name == "a.txt":
            raise IndexError("a slip of the pen")
        return true(path, rules, attempt)

    monkeypatch.setattr(importing, "read_source", faulty)
    report = pipeline.ingest([folder], store, load())
    assert [(one.status, one.code) for one in report.outcomes] == [("quarantined", "internal"), ("new", None)]
    assert report.counts == {"internal": 1, "new": 1, "quarantined": 1}


def test_a_wrong_rule_stops_the_batch(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(path: Path, rules: Rules, attempt: Attempt) -> Reading:
        raise RuleError("PA01.yml", "names what is not there")

    monkeypatch.setattr(importing, "read_source", faulty)
    with pytest.raises(RuleError):
        pipeline.ingest([folder], store, load())
    assert store.sources() == []


def test_a_file_that_changes_while_it_is_read_is_not_imported(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = importing.read_source

    def slow(path: Path, rules: Rules, attempt: Attempt) -> Reading:
        reading = true(path, rules, attempt)
        path.write_text(TEXT + "Tillagt\n", encoding="utf-8")
        return reading

    monkeypatch.setattr(importing, "read_source", slow)
    report = pipeline.ingest([folder / "a.txt"], store, load())
    assert [one.code for one in report.outcomes] == ["changed"]
    assert store.read(LogicalDocument) == []


def test_an_import_list_fills_the_outermost_document(store: Store, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("file,municipality,date\nin/a.txt,Ekbacka,2023-05-09\nc.txt,X,\n", encoding="utf-8")
    report = pipeline.ingest([folder], store, load(), read_import_list(path, frozenset()))
    assert report.unknown_in_list == ["c.txt"]
    told = [one for one in store.read(LogicalDocument) if one.metadata]
    assert {(one.host_municipality, str(one.document_date)) for one in told} == {("Ekbacka", "2023-05-09")}
    assert all(one.parent_id is None for one in told)


def test_one_content_under_two_names_is_one_source(store: Store, folder: Path) -> None:
    (folder / "c.txt").write_bytes((folder / "a.txt").read_bytes())
    report = pipeline.ingest([folder], store, load())
    assert [one.status for one in report.outcomes] == ["new", "new", "alias"]
    assert list(store.query("SELECT path_count FROM v_sources ORDER BY 1").rows) == [(1,), (2,)]
