"""Ties that the chair's casting vote settles."""

from __future__ import annotations

import pytest

from protokollparser.core.records.decisions import VoteEvent
from protokollparser.parse.ballots import casting, votes
from tests.parse.sources import ledger, rules

_MEANS = "Ja för bifall till förvaltningens förslag och Nej för bifall till Bo Alms yrkande."
_TIE = "Omröstningen utfaller med 5 Ja mot 5 Nej."


def outcomes(*texts: str) -> list[str | None]:
    marked = "\n".join(f"[item] § {n} Plan\n[vote] Omröstning\n{text}" for n, text in enumerate(texts, 1))
    book = ledger(marked)
    votes.read(book, rules())
    casting.read(book, rules())
    return [event.outcome for event in book.of(VoteEvent)]


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("Ordföranden avger sin utslagsröst för ja.", "yes"),
        ("Ordförandens röst avgör för nej.", "no"),
        ("Med ordförandens utslagsröst beslutar nämnden enligt förvaltningens förslag.", "yes"),
        ("Med ordförandens utslagsröst beslutar nämnden att bifalla Bo Alms (M) yrkande.", "no"),
        ("Ordföranden har utslagsröst.", "tied"),
        ("Med ordförandens utslagsröst beslutar nämnden enligt Eva Eks yrkande.", "tied"),
        ("Nämnden beslutar enligt förvaltningens förslag.", "tied"),
    ],
)
def test_a_tie_is_settled_only_by_a_casting_vote_whose_side_is_told(told: str, outcome: str) -> None:
    assert outcomes(f"{_MEANS}\n{_TIE}\n{told}") == [outcome]


def test_a_casting_vote_that_names_no_proposal_of_the_ballot_says_nothing() -> None:
    assert outcomes(f"{_TIE}\nMed utslagsröst beslutar nämnden enligt förvaltningens förslag.") == ["tied"]


def test_a_division_with_a_majority_stays() -> None:
    majority = "Omröstningen utfaller med 6 Ja mot 5 Nej.\nOrdföranden har utslagsröst för nej."
    assert outcomes(f"{_MEANS}\n{majority}") == ["yes"]


def test_the_casting_vote_of_another_item_does_not_count() -> None:
    assert outcomes(f"{_MEANS}\n{_TIE}", "Ordföranden avger utslagsröst för ja.") == ["tied"]


def test_of_two_ties_in_an_item_neither_is_settled() -> None:
    assert outcomes(f"{_TIE}\n{_TIE}\nOrdföranden avger sin utslagsröst för ja.") == ["tied", "tied"]


def test_the_casting_vote_may_reject_a_paper() -> None:
    told = "Med ordförandens utslagsröst beslutar fullmäktige att avslå motionen."
    assert outcomes(f"Ja för avslag på motionen. Nej för bifall till motionen.\n{_TIE}\n{told}") == ["yes"]
