"""Headings without known words below the full stop of a decision."""

from __future__ import annotations

import pytest

from tests.outline.build import headings_of, outline_of

_TEXT = "§ 4\n\nVattenplan\n\nBeslut\n\n{decision}\n\n{line}\n{below}\n"
_TOLD = "Förvaltningschefen informerar om arbetet i verksamheten.\nArbetet fortsätter i höst."


def heads(line: str, decision: str = "Nämnden antar planen.", below: str = _TOLD) -> bool:
    outline = outline_of(_TEXT.format(decision=decision, line=line, below=below))
    return line.rstrip(":") in [text for *_, text in headings_of(outline)]


@pytest.mark.parametrize("line", ["Läget i verksamheten", "Redogörelse från chefen", "Utdelning till:"])
def test_a_short_line_over_sentences_ends_a_decision(line: str) -> None:
    assert heads(line)


@pytest.mark.parametrize(
    "line",
    [
        "Eva Ekström",
        "Socialnämnden",
        "att planen gäller",
        "1. Planen gäller",
        "- Planen gäller",
        "Planen gäller från 2025",
        "Planen gäller, dock ej kvarteret",
    ],
)
def test_names_bodies_and_points_end_none(line: str) -> None:
    assert not heads(line)


def test_a_line_below_an_open_sentence_goes_on_with_it() -> None:
    assert not heads("Vattenplanens förslag", decision="Nämnden antar")


def test_a_line_over_points_is_decided_with_them() -> None:
    assert not heads(
        "Uppdrag i planen", below="1. Förvaltningen mäter vattnet.\n2. Förvaltningen återkommer."
    )


def test_a_line_over_names_lists_those_elected() -> None:
    assert not heads("Ledamöter i kommittén", below="Eva Ekström\nBo Almgren")
