"""Labels that are one line of accounts, beside pairs that were judged by hand before any rule was written."""

from pathlib import Path

import pytest
import yaml

from protokollparser.core.rules import load
from protokollparser.store.series.labels import Labels
from protokollparser.store.series.likeness import likeness

PAIRS: dict[str, list[tuple[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("label_pairs.yml").read_text(encoding="utf-8")
)
UNSEEN: dict[str, list[tuple[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("unseen_pairs.yml").read_text(encoding="utf-8")
)
# Two letters run together to one of them: a person is asked.
MISSED = [["Personalkostnader", "Personalkosmader"]]


@pytest.fixture(scope="module")
def labels() -> Labels:
    return Labels.by(load())


def joined(labels: Labels, one: str, other: str) -> bool:
    found = likeness(labels, one, other, labels.words.places.__contains__)
    return found is not None and found.sure


def test_labels_of_two_lines_are_never_joined(labels: Labels) -> None:
    assert [pair for pair in PAIRS["different"] if joined(labels, *pair)] == []


def test_labels_of_one_line_are_joined(labels: Labels) -> None:
    assert [pair for pair in PAIRS["same"] if not joined(labels, *pair)] == MISSED


def test_it_makes_no_difference_which_label_comes_first(labels: Labels) -> None:
    for one, other in [*PAIRS["same"], *PAIRS["different"]]:
        assert joined(labels, one, other) == joined(labels, other, one), (one, other)


def test_each_synonym_is_joined_and_what_is_near_it_is_not(labels: Labels) -> None:
    for group in load().vocabulary["line_labels"]["synonyms"]:
        first, *others = group["same"]
        assert all(joined(labels, first, other) for other in others), group
        assert not any(joined(labels, one, other) for one in group["same"] for other in group["other"]), group


def test_pairs_for_which_no_rule_was_written_are_not_joined_wrongly(labels: Labels) -> None:
    assert [pair for pair in UNSEEN["different"] if joined(labels, *pair)] == []
    missed = [one for one, other in UNSEEN["same"] if not joined(labels, one, other)]
    assert missed == ["Sociala avgifter enl lag", "Förbrukningsinv.", "Fastighetsskott"]
