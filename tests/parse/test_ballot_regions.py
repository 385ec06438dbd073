"""Ballots that stand cell by cell in running minutes, and whose columns were read one after the other."""

from __future__ import annotations

import pytest

from protokollparser.core.records.decisions import Vote, VoteEvent
from protokollparser.core.records.documents import Residue
from protokollparser.parse import residue
from protokollparser.parse.ballots import votes
from tests.parse.sources import ledger, rules

PEOPLE = [("Anna Ek", "S", "Ja"), ("Bo Alm", "M", "Nej"), ("Cia Öst", "V", "Ja"), ("Dan Falk", "C", "Avstår")]
NAMES, PARTIES, CHOICES = ("\n".join(column) for column in zip(*PEOPLE, strict=True))
ROWS = "\n".join("\n".join(row) for row in PEOPLE)
LINES = "\n".join(f"{name} ({party}) {choice}" for name, party, choice in PEOPLE)
COLUMNS = f"{NAMES}\n{PARTIES}\n{CHOICES}"
TALLY = (
    "[item] § 45 Plan\n[vote] Omröstning\nOmröstningen utfaller med 2 ja-röster mot 1 nej-röst. "
    "1 ledamot avstår från att rösta.\n"
)
LATER = "[item] § 46 Avslutning\nOrdföranden avslutar mötet.\n"
CAST = [("Anna Ek", "S", "yes"), ("Bo Alm", "M", "no"), ("Cia Öst", "V", "yes"), ("Dan Falk", "C", "abstain")]


def cast(marked: str) -> tuple[list[VoteEvent], list[tuple[str, str | None, str]]]:
    book = ledger(marked)
    votes.read(book, rules())
    return book.of(VoteEvent), [(vote.name, vote.party, vote.choice) for vote in book.of(Vote)]


@pytest.mark.parametrize("ballot", [ROWS, LINES, COLUMNS, f"Namn\nParti\nRöst\n{ROWS}"])
@pytest.mark.parametrize(
    "head",
    [TALLY + "Omröstningsresultat\n", TALLY + LATER + "Voteringslista § 45\n", TALLY + LATER + "Bilaga 1\n"],
)
def test_a_ballot_of_cells_belongs_to_its_division(head: str, ballot: str) -> None:
    events, found = cast(head + ballot)
    assert len(events) == 1
    assert found == CAST


def test_counts_beside_the_cells_make_no_division_of_their_own() -> None:
    events, found = cast(f"{TALLY}{LATER}Bilaga 1\nAntal Ja: 2\nAntal Nej: 1\nAntal avstår: 1\n{ROWS}")
    assert (len(events), found) == (1, CAST)


def test_columns_of_unequal_length_are_not_joined() -> None:
    _, found = cast(f"{TALLY}Omröstningsresultat\n{NAMES}\n{PARTIES}\nJa\nNej\nJa")
    assert found == []


def test_columns_that_differ_from_the_tally_are_residue_with_that_reason() -> None:
    book = ledger(f"{TALLY}Omröstningsresultat\n{COLUMNS.replace('Avstår', 'Nej')}")
    votes.read(book, rules())
    residue.read(book, rules())
    assert book.of(Vote) == []
    assert "votes_differ_from_tally" in {left.reason for left in book.of(Residue)}


def test_sentences_that_end_on_a_vote_are_no_ballot() -> None:
    text = (
        "Den som vill bifalla förslaget röstar Ja\nDen som vill avslå det röstar Nej\nEva Ek (S) röstar Ja\n"
    )
    _, found = cast("[item] § 1 Plan\n[vote] Omröstning\n" + text)
    assert found in ([], [("Eva Ek", "S", "yes")])
