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
