"""Sentences of narrow columns."""

from __future__ import annotations

from protokollparser.core.passages import passages
from protokollparser.core.rules import load
from tests.outline.build import outline_of

NARROW = [
    "Kameran vid receptionen är gammal och det finns",
    "inte längre några reservdelar. Nämnden beslutade den",
    "1 september 2021, § 88, att köpa in en ny kamera.",
    "Närvarande vid genomgången",
    "Beslutet skickas till förvaltningen och revisorerna.",
]


def sentences(text: str) -> list[str]:
    rules = load()
    found = passages(outline_of(text), rules)
    return [one.text[start:end].replace("\n", " ") for one in found for start, end in one.sentences]


def test_a_line_of_a_narrow_column_with_no_room_for_the_next_word_goes_on() -> None:
    told = sentences("\n".join(NARROW) + "\n")
    assert "Nämnden beslutade den 1 september 2021, § 88, att köpa in en ny kamera." in told


def test_a_line_of_a_narrow_column_with_room_for_the_next_word_ends_there() -> None:
    assert "Närvarande vid genomgången" in sentences("\n".join(NARROW) + "\n")


def test_short_lines_of_a_wide_page_end_their_sentences() -> None:
    wide = "Den här raden är så lång som raderna brukar vara på en sida som inte har några spalter alls.\n"
    told = sentences(wide * 30 + "\n" + "\n".join(NARROW[:3]) + "\n")
    assert "Nämnden beslutade den" in told
