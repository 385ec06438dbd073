"""A line of accounts over three years: labels and the name of the body change, and people correct it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from protokollparser.core.errors import UsageError
from protokollparser.core.limits import Attempt
from protokollparser.core.records.people import IdentityCandidate
from protokollparser.core.rules import load
from protokollparser.stages import read_source
from protokollparser.store import Store, open_store
from protokollparser.store.series.table import read, write
from tests.store import made

_REPORT = """{body}
Årsredovisning {year}

Driftredovisning {year} ({unit})

	Budget {year}	Utfall {year}	Avvikelse
{rows}
{more}"""
YEARS = {
    2021: (
        "Ekdalens arkivnämnd", "tkr", "",
        ("Intäkter\t1 200\t1 250\t50", "Personalkostnader\t-800\t-780\t20", "Lokalkostnader\t-150\t-155\t-5",
         "Lokalkostnader projekt\t-50\t-40\t10"),
    ),
    2022: (
        "Ekdalens arkivnämnd", "kr",
        "\nEkdalens arkivnämnd bytte den 1 januari 2023 namn till Arkiv Ekdalen Mitt.\n",
        ("INTÄKTER\t1 300 000\t1 310 000\t10 000", "Pers.kostn\t-850 000\t-860 000\t-10 000",
         "Lokalkostn. not 2\t-160 000\t-150 000\t10 000", "Lokalkostnader projekt\t-50 000\t-45 000\t5 000"),
    ),
    2023: (
        "Arkiv Ekdalen Mitt", "tkr", "",
        ("Intäkt\t1 400\t1 390\t-10", "Personalkostnad\t-900\t-905\t-5", "Lokalkostnader\t-170\t-165\t5",
         "Lokalkostnader projekt\t-60\t-61\t-1"),
    ),
}  # fmt: skip


def save(store: Store, folder: Path, year: int) -> None:
    body, unit, more, rows = YEARS[year]
    path = folder / f"{year}.txt"
    text = _REPORT.format(body=body, year=year, unit=unit, rows="\n".join(rows), more=more)
    path.write_text(text, encoding="utf-8")
    found = read_source(path, load(), Attempt())
    store.save(found, made.source(found.outline.layout.document))
    store.settle(load())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("series")
    with open_store(folder / "x.duckdb") as store:
        for year in (2023, 2021, 2022):
            save(store, folder, year)
    return folder / "x.duckdb"


@pytest.fixture
def store(first: Path, tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "x.duckdb").write_bytes(first.read_bytes())
    with open_store(tmp_path / "x.duckdb") as found:
        yield found


def series(store: Store, label: str) -> list[tuple[Any, ...]]:
    sql = """
        SELECT year, CAST(budget AS INTEGER), CAST(outturn AS INTEGER), printed_label, confidence
        FROM v_series WHERE organisation = 'Arkiv Ekdalen Mitt' AND label = $label ORDER BY year
    """
    return list(store.query(sql, {"label": label}).rows)


def test_a_year_has_one_line_in_kronor_with_the_label_as_printed(store: Store) -> None:
    assert series(store, "Personalkostnader") == [
        (2021, -800_000, -780_000, "Personalkostnader", 0.9),
        (2022, -850_000, -860_000, "Pers.kostn", 0.86),
        (2023, -900_000, -905_000, "Personalkostnad", 0.97),
    ]


def test_a_line_that_says_more_stays_another_one(store: Store) -> None:
    assert [row[1] for row in series(store, "Lokalkostnader")] == [-150_000, -160_000, -170_000]
    assert [row[1] for row in series(store, "Lokalkostnader projekt")] == [-50_000, -50_000, -60_000]


def test_each_line_names_its_place(store: Store) -> None:
    rows = store.query("SELECT page, line_start, source_id FROM v_series WHERE year = 2022").rows
    assert {(page, line) for page, line, _ in rows} == {(1, 7), (1, 8), (1, 9), (1, 10)}


def test_what_is_settled_of_what_changed_is_what_is_settled_of_all(store: Store) -> None:
    tables = ("line_table", "line_organisation", "line_label", "identity_candidate")
    before = {name: list(store.query(f"FROM {name} ORDER BY ALL").rows) for name in tables}
    store.settle(load(), anew=True)
    assert {name: list(store.query(f"FROM {name} ORDER BY ALL").rows) for name in tables} == before


def test_a_removed_document_takes_its_lines_with_it(store: Store) -> None:
    ((source,),) = store.query("SELECT DISTINCT source_id FROM v_series WHERE year = 2022").rows
    store.remove(source)
    assert list(store.query("FROM line_label WHERE label = 'Pers.kostn'").rows) == []
    # Nothing tells of the other name any more.
    rows = store.query(
        "SELECT DISTINCT name FROM line_organisation WHERE printed = 'Ekdalens arkivnämnd'"
    ).rows
    assert list(rows) == [("Ekdalens arkivnämnd",)]


def test_what_a_person_says_holds_after_a_new_import(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "i.csv"
    write(store, table)
    text = table.read_text(encoding="utf-8-sig")
    row = next(line for line in text.splitlines() if "Pers.kostn" in line)
    cells = row.split(";")
    table.write_text(text.replace(row, ";".join([*cells[:7], "nej", "annat konto"])), encoding="utf-8")
    store.review_names(read(store, table, "Asta"), load())
    assert [row[0] for row in series(store, "Personalkostnader")] == [2021, 2023]
    save(store, tmp_path, 2022)
    store.settle(load(), anew=True)
    assert [row[0] for row in series(store, "Personalkostnader")] == [2021, 2023]
    assert store.unmatched_reviews() == []
    assert read(store, table, "Asta") == []
    write(store, table)
    assert "Pers.kostn;Personalkostnader;;;;nej;annat konto" in table.read_text(encoding="utf-8-sig")


def test_a_row_written_by_hand_brings_two_lines_together(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "i.csv"
    table.write_text("vad,organ,ena,andra,samma\nrad,,lokalkostnader projekt,Intäkter,ja\n", encoding="utf-8")
    store.review_names(read(store, table, "Asta"), load())
    sql = (
        "SELECT count(DISTINCT line_id) FROM line_label WHERE label IN ('Lokalkostnader projekt', 'Intäkter')"
    )
    assert list(store.query(sql).rows) == [(1,)]
    assert store.read(IdentityCandidate) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("vad;ena;andra;samma\nrad;A;B;kanske\n", "identities_row"),
        ("vad;ena;andra;samma\nrum;A;B;ja\n", "identities_row"),
        ("a;b\n1;2\n", "identities_file"),
    ],
)
def test_a_table_that_says_something_else_is_refused(
    store: Store, tmp_path: Path, text: str, code: str
) -> None:
    table = tmp_path / "i.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        read(store, table, "Asta")
    assert told.value.code == code
