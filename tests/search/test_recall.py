"""The set of questions over the corpus: what must be found is found, what must not be is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from protokollparser.search import Search
from tests.search import recall
from tests.search.recall import Asked


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Asked]]:
    asked = recall.queries()
    folder: Path = tmp_path_factory.mktemp("search")
    with recall.stored(folder, asked["documents"]) as store:
        yield list(recall.answers(Search(store), asked["queries"]))


def test_the_set_is_as_large_as_was_promised() -> None:
    asked = recall.queries()["queries"]
    assert len(asked) >= 60
    assert sum(bool(row.get("held_out")) for row in asked) * 7 >= len(asked) * 2


def test_what_must_be_found_is_found(answered: list[Asked]) -> None:
    missed = {one.query: one.missed for one in answered if one.missed}
    assert sum(one.recall for one in answered) / len(answered) >= 0.98, missed


def test_what_must_not_be_found_is_not(answered: list[Asked]) -> None:
    assert {one.query: one.wrong for one in answered if one.wrong} == {}


def test_what_must_stand_first_stands_first(answered: list[Asked]) -> None:
    assert [one.query for one in answered if one.misplaced] == []


def test_families_of_words_are_joined() -> None:
    known, said = recall.vocabulary(), recall.families()
    for rows in (said["inflected"], said["compound"], said["held_out"]["inflected"]):
        assert recall.joined(lambda word: known.meaning(word).worth, rows) >= 0.95 * len(rows)


def test_words_of_other_families_are_kept_apart() -> None:
    known, said = recall.vocabulary(), recall.families()
    mixed = [pair for pair in said["apart"] if set(pair) <= set(known.meaning(pair[0]).worth)]
    # "planet" is also what a plane is called with its article.
    assert mixed == [["plan", "planet"]]
