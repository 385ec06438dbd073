"""Decisions told in the text of an item, and where the words of a decision end."""

from __future__ import annotations

import pytest

from protokollparser.core.records.decisions import Decision
from protokollparser.parse.matters import decisions
from tests.parse.sources import ledger, rules


def taken(marked: str) -> list[tuple[str, str | None]]:
    book = ledger(marked)
    decisions.read(book, rules())
    return [(decision.text, decision.kind) for decision in book.of(Decision)]


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        (
            "VD informerade om läget.\nStyrelsen tackade för informationen.",
            "Styrelsen tackade för informationen.",
        ),
        ("Dagordningen godkändes.", "Dagordningen godkändes."),
        ("Anmäldes skrivelse från länsstyrelsen.\nLades till handlingarna.", "Lades till handlingarna."),
        (
            "Föredrogs skrivelse. Nämnden beslöt bordlägga ärendet. Häremot reserverade sig Eva Ek.",
            "Nämnden beslöt bordlägga ärendet.",
        ),
        (
            "Mom 1. Nämnden beslöt bevilja ansökan.\nMom 2. Avgift uttages med 350 kronor.",
            "Mom 1. Nämnden beslöt bevilja ansökan. Mom 2. Avgift uttages med 350 kronor.",
        ),
        (
            "Styrelsen beslutade\natt godkänna bokslutet, samt\natt föreslå stämman en utdelning.",
            "Styrelsen beslutade att godkänna bokslutet, samt att föreslå stämman en utdelning.",
        ),
    ],
)
def test_the_text_of_an_item_tells_its_decision(text: str, decision: str) -> None:
    assert [words for words, _ in taken(f"[item] § 7 Rapport\n{text}")] == [decision]


@pytest.mark.parametrize(
    "text",
    [
        "Ordföranden hälsade alla välkomna.",
        "Nämnden antog riktlinjerna 2015-06-16 § 58.",
        "Ärendet godkändes av fullmäktige den 3 maj 1977.",
        "Inga kurser är aktuella.",
    ],
)
def test_other_text_decides_nothing(text: str) -> None:
    assert taken(f"[item] § 7 Rapport\n{text}") == []


@pytest.mark.parametrize(
    "after",
    [
        "Eva Ek (M) deltar inte i beslutet på grund av jäv.",
        "Eva Ek (M) reserverar sig mot beslutet.",
        "Bilaga 1",
        "Vice ordföranden Bo Alm (S) leder förhandlingarna §§ 8-9.",
        "\n_____\n\nMötet ajourneras i tio minuter.",
        "___\n\nOrdföranden önskar glad sommar.",
        "\n– Protokoll från rådet 2022-09-01\n– Skolverkets beslut om statsbidrag",
    ],
)
def test_what_follows_a_decision_is_no_part_of_it(after: str) -> None:
    marked = f"[item] § 7 Rapport\n[decision] Beslut\nNämnden antar budgeten.\n{after}"
    assert taken(marked) == [("Nämnden antar budgeten.", "adopt")]


def test_points_that_decide_stay() -> None:
    point = "- Förvaltningen får i uppdrag att följa upp."
    marked = f"[item] § 7 Plan\n[decision] Beslut\nNämnden antar planen.\n\n{point}"
    ((text, _),) = taken(marked)
    assert text.endswith("följa upp.")


def test_the_outcome_told_below_a_division() -> None:
    outcome = "Fullmäktige har således beslutat\natt avslå motionen."
    marked = f"[item] § 7 Motion om bad\n[vote] Omröstning\nUtfallet är 19 ja och 16 nej.\n\n{outcome}"
    assert taken(marked) == [("Fullmäktige har således beslutat att avslå motionen.", "reject")]


def test_what_is_decided_of_a_division_is_no_decision_of_the_matter() -> None:
    assert taken("[item] § 7 Motion om bad\n[vote] Omröstning\nNämnden beslutar att rösta öppet.") == []


def test_points_below_a_rule_stay() -> None:
    marked = "[item] § 7 Plan\n[decision] Beslut\nNämnden antar planen.\n\n_____\n\n2. Avgift uttages ej."
    ((text, _),) = taken(marked)
    assert text.endswith("uttages ej.")
