import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from protokollparser.core.errors import UsageError
from protokollparser.core.records.people import Population
from protokollparser.plots import FILTERS, Asked, Plot, draw, filters, names, title
from protokollparser.store import Store, open_store
from tests.api.conftest import path  # noqa: F401
from tests.cli.conftest import run  # noqa: F401

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def peopled(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    """The database with the inhabitants of two municipalities, and a purpose that begins with its year."""
    copy = Path(shutil.copy(path, tmp_path_factory.mktemp("peopled") / "x.duckdb"))
    with open_store(copy) as store:
        store.put(
            Population(municipality=name, year=2022, inhabitants=count, source="made up", given="file")
            for name, count in (("Laxå", 5_500), ("Lekeberg", 8_000))
        )
    with duckdb.connect(str(copy)) as connection:
        connection.execute("UPDATE allocation SET purpose = 'År 2023: ' || purpose")
    return copy


@pytest.fixture
def store(peopled: Path) -> Iterator[Store]:
    with open_store(peopled, read_only=True) as opened:
        yield opened


def rows(plot: Plot) -> list[dict[str, Any]]:
    """Return all rows of data in a plot."""
    datasets = plot.specification.get("datasets", {})
    return [*(row for held in datasets.values() for row in held), *_within(plot.specification)]


def _within(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        for name, one in value.items():
            if name == "data" and "values" in one:
                yield from one["values"]
            else:
                yield from _within(one)
    elif isinstance(value, list):
        for one in value:
            yield from _within(one)


def test_plots_are_the_modules_of_the_folder_and_tell_what_they_show() -> None:
    assert names() == ["allocations", "attendance", "budget", "decisions", "inhabitants", "series"]
    for name in names():
        assert title(name, "sv") != title(name, "en")
        assert set(filters(name)) <= set(FILTERS)


def test_decisions_are_counted_by_body_and_month(store: Store) -> None:
    found = {(row["body"], row["when"], row["decisions"]) for row in rows(draw(store, "decisions", Asked()))}
    assert found == {("Kulturnämnden", "maj 2023", 2), ("Socialnämnden", "feb 2024", 1)}


def test_a_cell_leads_to_its_first_decision(store: Store) -> None:
    (row,) = rows(draw(store, "decisions", Asked(body=("socialnämndens",))))
    assert re.fullmatch(r".*social\.txt, sida 1, rad \d+", row["first"])


def test_a_line_of_accounts_stands_year_by_year(store: Store) -> None:
    (row,) = rows(draw(store, "series", Asked(label=("museum",))))
    assert (row["year"], row["budget"], row["outturn"], row["printed"]) == ("2023", 200.0, 210.0, "Museum")


def test_budget_and_outturn_stand_in_thousands(store: Store) -> None:
    (row,) = rows(draw(store, "budget", Asked(label=("museum",), year=(2023,))))
    assert (row["budget"], row["outturn"], row["difference"]) == (200.0, 210.0, 10.0)


def test_attendance_has_a_letter_a_person_and_meeting(store: Store) -> None:
    found = rows(draw(store, "attendance", Asked(body=("Kulturnämnden",))))
    assert sorted((row["name"], row["day"], row["letter"]) for row in found) == [
        ("Asta Lind (S)", "2023-05-08", "T"),
        ("Bo Ek (M)", "2023-05-08", "T"),
    ]


def test_a_share_stands_at_the_year_of_its_purpose(store: Store) -> None:
    found = rows(draw(store, "allocations", Asked()))
    assert {(row["municipality"], row["year"], row["figure"]) for row in found} == {
        ("Askersund", "2023", 438500.0),
        ("Laxå", "2023", 99000.0),
        ("Lekeberg", "2023", 1320000.0),
    }
    assert {
        row["municipality"] for row in rows(draw(store, "allocations", Asked(municipality=("laxå",))))
    } == {"Laxå"}


def test_a_share_for_each_inhabitant_stands_where_their_number_is_known(store: Store) -> None:
    plot = draw(store, "inhabitants", Asked())
    assert {(row["municipality"], row["year"], row["figure"]) for row in rows(plot)} == {
        ("Laxå", "2023", 18.0),
        ("Lekeberg", "2023", 165.0),
    }
    assert "inte är känt (1)" in plot.html()


def test_documents_that_differ_are_marked_and_not_added(path: Path, tmp_path: Path) -> None:  # noqa: F811
    copy = shutil.copy(path, tmp_path / "x.duckdb")
    with duckdb.connect(str(copy)) as connection:
        connection.execute("""
            INSERT INTO allocation
            SELECT * REPLACE ('x' AS allocation_id, kronor + 1 AS kronor, line_start + 1 AS line_start)
            FROM allocation WHERE municipality = 'Laxå'
        """)
    with open_store(copy, read_only=True) as changed:
        found = {row["municipality"]: row for row in rows(draw(changed, "allocations", Asked()))}
    assert (found["Laxå"]["figure"], found["Laxå"]["differing"], found["Lekeberg"]["differing"]) == (
        99001,
        True,
        False,
    )


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_plot_is_drawn_the_same_each_time(store: Store, name: str, language: str) -> None:
    first, second = (draw(store, name, Asked(language=language)) for _ in range(2))
    assert first.html() == second.html()
    assert first.svg() == second.svg()
    assert title(name, language) in first.svg()


@pytest.mark.parametrize("name", names())
def test_a_page_needs_nothing_from_elsewhere(store: Store, name: str) -> None:
    page = draw(store, name, Asked()).html()
    program = page.index("<script>"), page.index("</script>")
    assert not re.search(r"(?:src|href|url)\s*[=(]", page[: program[0]] + page[program[1] :])
    assert "default-src 'none'" in page
    assert not re.search(r"\bimport\s*\(|\bimport\s+[\w{*\"']|importScripts", page)


def test_words_of_documents_cannot_become_markup_or_script(peopled: Path, tmp_path: Path) -> None:
    copy = shutil.copy(peopled, tmp_path / "x.duckdb")
    with duckdb.connect(str(copy)) as connection:
        for table, column in [
            *[("decision", "body"), ("meeting", "body"), ("document", "body"), ("attendance", "name")],
            *[
                ("person", "name"),
                ("amount", "label"),
                ("allocation", "municipality"),
                ("population", "municipality"),
                ("source_file", "path"),
            ],
        ]:
            connection.execute(f"UPDATE {table} SET {column} = $1", [HOSTILE])
    with open_store(copy, read_only=True) as changed:
        for name in names():
            plot = draw(changed, name, Asked())
            page, picture = plot.html(), plot.svg()
            assert page.count("<script") == 2
            assert page.count("</script>") == 2
            assert "<img" not in page.rpartition("<script>")[2]
            assert "<script" not in picture
            assert "<img" not in picture


def test_figures_are_written_in_the_manner_of_the_language(store: Store) -> None:
    swedish, english = (draw(store, "allocations", Asked(language=one)).svg() for one in ("sv", "en"))
    assert ("1\u202f320,0" in swedish, "438,5" in swedish) == (True, True)
    assert ("1,320.0" in english, "438.5" in english) == (True, True)


def test_identity_numbers_are_masked_unless_asked_for(path: Path, tmp_path: Path) -> None:  # noqa: F811
    copy = shutil.copy(path, tmp_path / "x.duckdb")
    with duckdb.connect(str(copy)) as connection:
        connection.execute("UPDATE budget_line SET label = 'Avgift 19811218-9876'")
    with open_store(copy, read_only=True) as changed:
        assert "19811218-9876" not in draw(changed, "budget", Asked()).html()
        assert "Avgift 19811218-9876" in draw(changed, "budget", Asked(), unmasked=True).html()


@pytest.mark.parametrize(
    ("name", "asked", "code"),
    [
        ("nothing", Asked(), "no_plot"),
        ("decisions", Asked(label=("x",)), "plot_filter"),
        ("decisions", Asked(year=(1850,)), "plot_empty"),
        ("attendance", Asked(body=("Månnämnden",)), "plot_empty"),
        ("budget", Asked(municipality=("'; DROP TABLE amount; --",)), "plot_empty"),
        ("allocations", Asked(label=("månen",)), "plot_empty"),
    ],
)
def test_what_cannot_be_drawn_is_told(store: Store, name: str, asked: Asked, code: str) -> None:
    with pytest.raises(UsageError) as told:
        draw(store, name, asked)
    assert told.value.code == code


def test_a_plot_is_written_by_the_ending_of_its_file(store: Store, tmp_path: Path) -> None:
    plot = draw(store, "decisions", Asked())
    assert plot.save(tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert plot.save(tmp_path / "a.SVG").read_text("utf-8") == plot.svg() == plot._repr_svg_()
    assert plot.save(tmp_path / "a.html").read_text("utf-8") == plot.html()
    for wrong in ("a.pdf", "a"):
        with pytest.raises(UsageError, match="end the name so"):
            plot.save(tmp_path / wrong)
    with pytest.raises(UsageError, match="cannot be written"):
        plot.save(tmp_path / "none" / "a.svg")


def test_the_command_writes_a_page_and_lists_the_plots(
    run: Callable[..., tuple[int, str, str]],  # noqa: F811
    path: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("plot", "decisions", "--db", path)[:2] == (
        0,
        "Beslut per organ och månad: skrivet till decisions.html\n",
    )
    assert (tmp_path / "decisions.html").stat().st_size > 500_000
    assert [line.split()[0] for line in run("plot", "--list")[1].splitlines()] == names()
    code, _, told = run("plot", "budget", "--db", path, "--year", "1850", "--out", "x.png")
    assert (code, "det finns inget lagrat" in told, (tmp_path / "x.png").exists()) == (2, True, False)
    assert run("plot", "--db", path)[0] == 2
