"""Every saved question asked over the corpus, beside values that were read by hand in the documents."""

import decimal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from protokollparser.cli.docs import corpus_store
from protokollparser.questions import Question, bind, load_questions
from protokollparser.questions.rules import PLACE
from protokollparser.store import Store

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = load_questions()
CHECKED: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("answers.yml").read_text(encoding="utf-8"))
Row = dict[str, Any]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    made = {
        over: corpus_store(ROOT, tmp_path_factory.mktemp("corpus"), over)
        for over in sorted({question.over for question in QUESTIONS.values()})
    }
    yield made
    for store in made.values():
        store.close()


def answered(question: Question, stores: dict[str, Store]) -> list[Row]:
    """Return the answer as the cookbook shows it: rows by the names of columns."""
    shown = {name: one.example for name, one in question.params.items() if one.example is not None}
    asked = bind(question, shown)
    answer = stores[question.over].query(asked.sql, asked.values)
    assert answer.names[-3:] == PLACE, question.name
    return [dict(zip(answer.names, row, strict=True)) for row in answer.rows]


def line(row: Row) -> str:
    """Return the printed line that a row names, counted as the program counts: CR, LF and CRLF end one."""
    text = (ROOT / row["fil"]).read_bytes().decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "").split("\n")[row["rad"] - 1]


def same(found: Any, stated: Any) -> bool:
    """True for the same value; figures as figures."""
    if isinstance(found, decimal.Decimal | float | int) and not isinstance(found, bool):
        return stated is not None and decimal.Decimal(str(found)) == decimal.Decimal(str(stated))
    return bool(found == stated)


def test_every_question_has_values_read_by_hand_and_no_other() -> None:
    assert set(CHECKED) == set(QUESTIONS)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_answer_is_what_was_read_by_hand(name: str, stores: dict[str, Store]) -> None:
    rows = answered(QUESTIONS[name], stores)
    stated = CHECKED[name]
    for fact in stated.get("facts", ()):
        told = {key: value for key, value in fact.items() if key not in {"quote", "fil"}}
        fitting = [
            row
            for row in rows
            if fact["fil"] in row["fil"] and all(same(row[key], value) for key, value in told.items())
        ]
        near = [row for row in rows if row["rad"] == fact["rad"] and fact["fil"] in row["fil"]]
        assert fitting, f"{name}: {told} is not among {near or rows}"
        assert str(fact.get("quote", "")) in line(fitting[0]), (
            f"{name}: {fact} stands not in {line(fitting[0])!r}"
        )
    assert len(rows) == stated["rows"], name


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_each_row_names_a_printed_line(name: str, stores: dict[str, Store]) -> None:
    for row in answered(QUESTIONS[name], stores):
        assert row["sida"] >= 1
        assert line(row).strip(), f"{name}: {row}"
