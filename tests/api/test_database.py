import inspect
import os
import shutil
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import duckdb
import pytest

import protokollparser as pp
from protokollparser.api.views import Views
from protokollparser.store.publishing import snapshot_of
from protokollparser.store.views import views
from tests.store.test_publishing import held

HOSTILE = ["O'Brien'; DROP TABLE decision; --", '"', "\\'", "%", "$body", "?", "", "å\x00ä", "{0}"]


def test_the_public_names_are_these_and_each_is_there() -> None:
    names = ["Database", "Place", "ProtokollparserError", "StoreError", "UsageError", "__version__", "open"]
    assert pp.__all__ == names
    assert all(hasattr(pp, name) for name in names)
    with pytest.raises(AttributeError):
        pp.opened  # type: ignore[attr-defined]  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    told = "import sys, protokollparser; print(*{name.partition('.')[0] for name in sys.modules})"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert not {"duckdb", "sqlalchemy", "spacy", "pandas", "pydantic", "yaml"} & set(found.stdout.split())


def test_opening_loads_no_reader_of_files_and_no_plots(path: Path) -> None:
    told = f"import sys, protokollparser as pp; pp.open({str(path)!r}); print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert not {"spacy", "pdfplumber", "pypdfium2", "altair", "polars"} & set(found.stdout.split())


def test_every_view_has_a_method_whose_filters_are_its_columns(db: pp.Database) -> None:
    general = {"self", "body", "year", "since", "until", "person"}
    for view in views():
        method = getattr(Views, view.name.removeprefix("v_"), None)
        assert method is not None, view.name
        assert method.__doc__ is not None
        assert f"`{view.name}`" in method.__doc__
        assert set(inspect.signature(method).parameters) - general <= set(db.view(view.name).columns)


@pytest.mark.parametrize("name", [view.name.removeprefix("v_") for view in views()])
def test_every_filter_of_every_view_can_be_asked_for(db: pp.Database, name: str) -> None:
    method = getattr(db, name)
    values: dict[str, object] = {
        "year": [2022, 2023],
        "paragraph": 12,
        "since": "2023-01-01",
        "until": date.max,
    }
    truths = {"counted", "may_vote", "in_other_source"}
    for filter_ in inspect.signature(method).parameters:
        value = True if filter_ in truths else values.get(filter_, "Kulturnämnden")
        method(**{filter_: value}).fetchall()


def test_decisions_are_those_of_the_body_and_the_year(db: pp.Database) -> None:
    assert db.decisions().aggregate("count(*)").fetchall() == [(3,)]
    assert db.decisions(body="KULTURNÄMNDENS", year=2023).project("paragraph").order("1").fetchall() == [
        (12,),
        (13,),
    ]
    assert db.decisions(year=2024).project("paragraph").fetchall() == [(1,)]
    assert db.decisions(year=[2022, 2024], body=["Kulturnämnden", "Socialnämnden"]).fetchall() != []
    assert db.decisions(since="2023-05-09").project("paragraph").fetchall() == [(1,)]
    assert db.decisions(until=date(2023, 5, 8), paragraph=13).project("kind").fetchall() == [("reject",)]


def test_an_unknown_body_and_an_empty_choice_give_no_rows(db: pp.Database) -> None:
    assert db.decisions(body="Månnämnden").fetchall() == []
    assert db.decisions(body=[]).fetchall() == []
    assert db.decisions(year=[]).fetchall() == []
    assert db.people(person=[]).fetchall() == []


def test_bodies_are_listed_with_what_is_stored_of_them(db: pp.Database) -> None:
    found = db.bodies().project("body, host_municipality, meetings, decisions").fetchall()
    assert found == [("Kulturnämnden", "Ekbacka", 1, 2), ("Socialnämnden", "Ekbacka", 1, 1)]


def test_a_person_is_found_by_the_name_in_all_bodies(db: pp.Database) -> None:
    rows = db.attendance(person="asta lind").project("body, status").order("body").fetchall()
    assert rows == [("Kulturnämnden", "serving"), ("Socialnämnden", "serving")]
    assert db.attendance(person="Asta Lind", party="M").fetchall() == []


def test_a_period_touches_its_year(db: pp.Database) -> None:
    lines = db.budget_lines(year=2023, label="museum").project("budget, outturn").fetchall()
    assert [tuple(map(int, line)) for line in lines] == [(200, 210)]
    assert db.budget_lines(year=2024).fetchall() == []


def test_a_line_of_accounts_is_found_by_its_organisation_and_label(db: pp.Database) -> None:
    found = db.series(label="MUSEUM", organisation="kulturnämnden", year=2023)
    assert found.project("label, CAST(budget AS INTEGER), printed_label").fetchall() == [
        ("Museum", 200_000, "Museum")
    ]
    assert db.series(label="museum", organisation="Månnämnden").fetchall() == []


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_users_are_values_and_never_sql(db: pp.Database, text: str) -> None:
    assert db.decisions(body=text, case_number=text, kind=text).fetchall() == []
    assert db.attendance(person=text, party=text).fetchall() == []
    assert db.budget_lines(label=text).fetchall() == []
    assert db.sql("SELECT $text AS said", {"text": text}).fetchall() == [(text,)]
    assert db.decisions().aggregate("count(*)").fetchall() == [(3,)]


@pytest.mark.parametrize(
    "wrong", [{"yera": 2023}, {"year": "2023"}, {"year": True}, {"body": 7}, {"kind": [None]}]
)
def test_wrong_filters_raise_type_errors(db: pp.Database, wrong: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        db.decisions(**wrong)  # type: ignore[arg-type]


def test_wrong_names_are_told(db: pp.Database) -> None:
    with pytest.raises(AttributeError):
        db.decision()  # type: ignore[attr-defined]
    with pytest.raises(pp.UsageError, match="no such table or view"):
        db.view("v_nothing")
    with pytest.raises(pp.UsageError, match="no such table or view"):
        db.view("decision; DROP TABLE decision")
    with pytest.raises(ValueError, match="isoformat"):
        db.decisions(since="måndag")


def test_frames_of_three_kinds_hold_the_same(db: pp.Database) -> None:
    decisions = db.decisions().order("decision_date, paragraph")
    arrow, pandas, polars = decisions.to_arrow_table(), decisions.df(), decisions.pl()
    assert arrow.column("paragraph").to_pylist() == list(pandas["paragraph"]) == polars["paragraph"].to_list()
    assert decisions.arrow().read_all() == arrow


@pytest.mark.parametrize(
    "question",
    [
        "DROP TABLE decision",
        "UPDATE decision SET text = ''",
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY decision TO '/tmp/x.csv'",
        "SET memory_limit = '1GB'",
        "INSTALL httpfs",
        "ATTACH '/tmp/y.duckdb'",
        "SELECT",
        "",
    ],
)
def test_questions_only_read(db: pp.Database, question: str) -> None:
    with pytest.raises(pp.UsageError, match="the query is wrong"):
        db.sql(question).fetchall()


def test_identity_numbers_are_masked_unless_asked_for(db: pp.Database, path: Path) -> None:
    question = """
        SELECT [text] AS texts, text, 198112189876 AS figure, 3 AS small FROM decision
        WHERE text LIKE '%ansökan%'
    """
    assert "19811218-9876" not in str(db.sql(question).fetchall())
    ((texts, text, figure, small),) = db.sql(question).fetchall()
    assert ("********-****" in text, texts, figure, small) == (True, [text], None, 3)
    assert "19811218-9876" not in str(db.view("page").fetchall())
    assert db.view("page").columns == db._open.cursor().table("page").columns
    with pp.open(path, unmasked=True) as plain:
        assert "19811218-9876" in str(plain.decisions(paragraph=13).fetchall())
    assert "19811218-9876" not in str(db.place(db.decisions(paragraph=13).df().iloc[0]))


def test_masking_changes_no_type(db: pp.Database, path: Path) -> None:
    with pp.open(path, unmasked=True) as plain:
        for view in views():
            assert db.view(view.name).types == plain.view(view.name).types


def test_saved_questions_are_answered_with_their_parameters(db: pp.Database) -> None:
    rows = db.saved("beslut-om", ord="ansökan")
    assert {"fil", "sida", "rad"} <= set(rows.columns)
    assert len(rows.fetchall()) == 1
    with pytest.raises(pp.UsageError):
        db.saved("no such question")
    with pytest.raises(pp.UsageError, match="no parameter"):
        db.saved("beslut-om", ord="ansökan", x="1")


def test_a_search_gives_places(db: pp.Database) -> None:
    found = db.search("uppföljningen", body="Kulturnämnden")
    assert [hit.path.endswith("kultur.txt") for hit in found.hits][:1] == [True]
    assert db.search("uppföljningen", year=1999).hits == ()


def test_relations_are_joined_on_one_connection(db: pp.Database) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="different connections"):
        db.decisions().set_alias("d").join(db.documents().set_alias("x"), "document_id")
    with db.together() as one:
        joined = one.decisions(year=2023).set_alias("d").join(one.documents().set_alias("x"), "document_id")
        assert joined.aggregate("count(*)").fetchall() == [(2,)]
    assert db.decisions().fetchone() is not None


def test_streams_of_two_relations_do_not_disturb_each_other(db: pp.Database) -> None:
    first = db.sql("SELECT range AS n FROM range(100000)").to_arrow_reader(1000)
    first.read_next_batch()
    db.sql("SELECT range AS n FROM range(100000)").fetchall()
    assert sum(batch.num_rows for batch in first) == 99000


def test_threads_may_ask_at_the_same_time(db: pp.Database) -> None:
    found: list[int] = []

    def ask() -> None:
        found.extend(len(db.decisions(body="Kulturnämnden").fetchall()) for _ in range(5))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 20


def test_a_closed_database_says_so(path: Path) -> None:
    db = pp.open(path)
    decisions = db.decisions()
    db.close()
    db.close()
    assert repr(db) == "<Database, closed>"
    with pytest.raises(pp.StoreError, match="closed"):
        db.decisions()
    with pytest.raises(duckdb.ConnectionException):
        decisions.fetchall()


def test_a_missing_database_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(pp.StoreError, match="import documents with `ingest` first"):
        pp.open(tmp_path / "none.duckdb")


def test_the_snapshot_is_read_while_another_process_writes(path: Path, tmp_path: Path) -> None:
    live = tmp_path / "live.duckdb"
    shutil.copy(path, live)
    shutil.copy(path, snapshot_of(live))
    os.utime(snapshot_of(live), (0, 86400))
    with pp.open(live) as db:
        assert db.snapshot is None
    with held(live), pp.open(live) as db:
        assert db.snapshot is not None
        assert "snapshot of 1970-01-02" in repr(db)
        assert db.decisions().fetchone() is not None


def test_the_same_file_may_be_opened_twice(db: pp.Database, path: Path) -> None:
    with pp.open(path) as other:
        assert other.bodies().fetchall() == db.bodies().fetchall()
