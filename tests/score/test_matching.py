"""Pairing expected facts with found ones."""

from __future__ import annotations

from protokollparser.score.matching import alike, equal, match, same_place, share


def test_each_found_fact_answers_one_expected_fact() -> None:
    tally = match([{"n": 1}, {"n": 1}], [{"n": 1}], equal("n"))
    assert (tally.expected, tally.found, tally.matched) == (2, 1, 1)
    assert tally.missed == ({"n": 1},)


def test_a_surplus_fact_lowers_precision_and_is_named() -> None:
    tally = match([{"n": 1}], [{"n": 1}, {"n": 2}], equal("n"))
    assert tally.extra == ({"n": 2},)
    assert tally.precision == 0.5
    assert tally.recall == 1.0


def test_nothing_expected_and_nothing_found_is_full_agreement() -> None:
    assert match([], [], equal("n")).f1 == 1.0


def test_something_found_where_nothing_was_expected_is_no_agreement() -> None:
    assert match([], [{"n": 1}], equal("n")).f1 == 0.0


def test_tallies_add_up() -> None:
    one = match([{"n": 1}], [], equal("n"))
    two = match([{"n": 2}], [{"n": 2}], equal("n"))
    assert (one + two).f1 == 2 / 3


def test_share_is_common_lines_over_all_lines() -> None:
    assert share({"line_start": 1, "line_end": 4}, {"line_start": 3, "line_end": 6}) == 2 / 6
    assert share({"line_start": 1, "line_end": 2}, {"line_start": 4, "line_end": 5}) == 0


def test_same_place_asks_for_keys_and_lines() -> None:
    same = same_place(0.9, "kind")
    place = {"kind": "minutes", "line_start": 1, "line_end": 100}
    assert same(place, {**place, "line_end": 95})
    assert not same(place, {**place, "line_end": 50})
    assert not same(place, {**place, "kind": "letter"})


def test_texts_are_alike_up_to_their_closing_mark() -> None:
    assert alike("nämnden godkänner rapporten.", "nämnden godkänner rapporten")
    assert not alike("nämnden godkänner rapporten", "nämnden avslår motionen")
