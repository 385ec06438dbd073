"""Words get boxes as in a printed file: one height and one base to a line, whatever letters they have."""

from __future__ import annotations

from protokollparser.ingest.ocr import Seen
from protokollparser.ingest.ocr_words import tokens_of

# Type of 40 pixels that stands at 100: small letters are 21 high, capitals 28, g reaches 8 below.
LINE = [
    Seen("Anna", 0, 72, 80, 100, 0.9, "1"),
    Seen("sa", 90, 79, 120, 100, 0.9, "1"),
    Seen("nog", 130, 79, 180, 108, 0.9, "1"),
    Seen("-", 190, 88, 200, 91, 0.9, "1"),
]


def test_words_of_a_line_share_height_and_base() -> None:
    tokens = tokens_of(LINE, 1.0)
    assert len({(token.top, token.bottom, token.size) for token in tokens}) == 1
    assert 38 < tokens[0].size < 42
    assert tokens[0].top < 72 < 108 < tokens[0].bottom


def test_places_are_in_points() -> None:
    assert tokens_of(LINE, 0.24)[0].x1 == 80 * 0.24


def test_lines_of_two_columns_taken_for_one_stand_where_they_stand() -> None:
    aside = [
        word._replace(x0=word.x0 + 600, x1=word.x1 + 600, top=word.top - 9, bottom=word.bottom - 9)
        for word in LINE
    ]
    tokens = tokens_of([*LINE, *aside], 1.0)
    assert [token.bottom for token in tokens[4:]] == [token.bottom - 9 for token in tokens[:4]]


def test_a_box_that_holds_more_than_its_word_does_not_move_it() -> None:
    odd = Seen("Taxa", 600, 72, 680, 130, 0.9, "1")
    tokens = tokens_of([*LINE, odd], 1.0)
    assert len({token.bottom for token in tokens}) == 1
