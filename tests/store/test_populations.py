"""The inhabitants of municipalities: those of the rules, and those that people give."""

from pathlib import Path

import pytest

from protokollparser.core.errors import UsageError
from protokollparser.core.rules import load
from protokollparser.store import open_store
from protokollparser.store.populations import read

_LULEA = "SELECT inhabitants, given FROM population WHERE municipality = 'Luleå' AND year = 2020"


def test_what_people_give_stands_before_the_rules_and_stays(tmp_path: Path) -> None:
    table = tmp_path / "f.csv"
    table.write_text("kommun;år;invånare;källa\nLuleå;2020;78 550;SCB\nEkby;2021;12 001;\n", encoding="utf-8")
    with open_store(tmp_path / "x.duckdb") as store:
        store.settle(load(), anew=True)
        assert list(store.query(_LULEA).rows) == [(78549, "rules")]
        store.put(read(table))
        store.settle(load(), anew=True)
        assert list(store.query(_LULEA).rows) == [(78550, "file")]
        sql = "SELECT inhabitants, source FROM population WHERE municipality = 'Ekby'"
        assert list(store.query(sql).rows) == [(12001, "f.csv")]


@pytest.mark.parametrize(
    ("text", "code"),
    [("a;b\n1;2\n", "population_file"), ("kommun,år,invånare\nEkby,2021,många\n", "population_row")],
)
def test_a_table_of_something_else_is_refused(tmp_path: Path, text: str, code: str) -> None:
    table = tmp_path / "f.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        read(table)
    assert told.value.code == code
