"""Letters are made figures, and (5) the party (S), only where their surroundings leave no doubt."""

from __future__ import annotations

import pytest

from protokollparser.ingest.ocr import Seen
from protokollparser.ingest.ocr_context import settle


def line(text: str, top: int = 100, right: int = 0) -> list[Seen]:
    """Return the words of a line, ten pixels a letter; it ends at `right` if that is given."""
    at = right - 10 * len(text) if right else 0
    words = []
    for word in text.split():
        words.append(Seen(word, at, top, at + 10 * len(word), top + 20, 0.9, f"line-{top}"))
        at += 10 * len(word) + 10
    return words


def told(*lines: list[Seen]) -> list[str]:
    return [word.text for word in settle([word for words in lines for word in words])]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Sida I (4)", "Sida 1 (4)"),
        ("Taxa ss 200", "Taxa 55 200"),
        ("Anna Berg (5), ordförande", "Anna Berg (S), ordförande"),
        ("andel i Yo", "andel i %"),
        ("» Beslutet", "• Beslutet"),
        ("& 113", "§ 113"),
        ("$$ 112-116", "§§ 112-116"),
        ("S Xx", "S X"),
    ],
)
def test_what_must_be_meant(read: str, meant: str) -> None:
    assert told(line(read)) == meant.split()


@pytest.mark.parametrize(
    "read",
    [
        "i 200 år",
        "Sida 2 (5)",
        "Karl I kom",
        "bilaga o",
        "KS protokoll (5)",
        "Ol 2",
        "s 200",
        "Ek & 12",
        "& Co",
    ],
)
def test_what_may_be_meant_as_it_stands(read: str) -> None:
    assert told(line(read)) == read.split()


def test_a_letter_under_figures_is_one() -> None:
    column = [line(text, 100 + 60 * row, 900) for row, text in enumerate(("12", "350", "l", "7"))]
    assert told(*column) == ["12", "350", "1", "7"]


def test_what_was_read_is_kept_and_unsure() -> None:
    word = settle(line("Sida I (4)"))[1]
    assert (word.text, word.other) == ("1", "I")
    assert word.confidence == 0.5


@pytest.mark.parametrize("read", ["8 13 Val", "S 13 Val", "$13 Val", "5 13", "813 Val"])
def test_a_sign_between_paragraphs_is_that_of_one(read: str) -> None:
    meant = read.replace(read[0], "§", 1).split()
    assert told(line("§ 12 Budget", 100), line(read, 200), line("§ 14 Taxa", 300))[3:-3] == meant


@pytest.mark.parametrize(
    "read", ["8 16 Val", "8 13 400", "813 400 Val", "   8 13 Val", "Ek & 13"], ids=str.strip
)
def test_other_numbers_beside_paragraphs_stay(read: str) -> None:
    found = line(read.strip(), 200)
    moved = [word._replace(x0=word.x0 + 200, x1=word.x1 + 200) for word in found]
    found = moved if read.startswith(" ") else found
    assert told(line("§ 12 Budget", 100), found, line("§ 14 Taxa", 300))[3:-3] == read.split()


def test_the_letters_of_a_body_stand_before_its_paragraphs() -> None:
    assert told(line("Sn & 12 Budget", 100), line("Sn & 13 Taxa", 200))[1::4] == ["§", "§"]
