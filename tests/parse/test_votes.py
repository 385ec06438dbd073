"""Divisions and named votes."""

from __future__ import annotations

import pytest

from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Vote, VoteEvent
from protokollparser.parse import votes
from tests.parse.sources import ledger, rules


def voted(text: str) -> Ledger:
    book = ledger(f"[item] § 1 Plan\n[vote] Omröstning\n{text}")
    votes.read(book, rules())
    return book


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Omröstningen utfaller med 40 Ja mot 38 Nej. 3 ledamöter avstår från att rösta.", (40, 38, 3, None)),
        ("Ja 43, Nej 37, Avstår 1", (43, 37, 1, None)),
        ("Förslaget bifalls med 7 ja-röster mot 6 nej-röster.", (7, 6, None, None)),
        ("Nämnden beslutar enligt förslaget med 8 röster mot 5.", (8, 5, None, None)),
        ("Omröstningen utfaller med 71 Ja mot 9 Nej. 1 ledamot är frånvarande.", (71, 9, None, 1)),
    ],
)
def test_tallies(text: str, counts: tuple[int, int, int | None, int | None]) -> None:
    (event,) = voted(text).of(VoteEvent)
    assert (event.yes_count, event.no_count, event.abstain_count, event.absent_count) == counts


def test_what_yes_and_no_mean() -> None:
    (event,) = voted(
        "Proposition: ”Ja för bifall till kansliets förslag och Nej för bifall till Eva Eks yrkande.”\n"
        "Omröstningen utfaller med 4 Ja mot 8 Nej."
    ).of(VoteEvent)
    assert event.yes_means == "bifall till kansliets förslag"
    assert event.no_means == "bifall till Eva Eks yrkande"
    assert event.outcome == "no"


def test_people_said_to_vote_are_votes_with_the_printed_count() -> None:
    book = voted(
        "Ja för avslag och Nej för bifall.\n"
        "Eva Ek (S), Bo Alm (V) och tjänstgörande ordföranden Ann Ås (MP) röstar Ja (3).\n"
        "Per Öst (M) röstar Nej (1).\n"
        "Ulf Sten (SD) avstår från att rösta (1)."
    )
    (event,) = book.of(VoteEvent)
    assert (event.yes_count, event.no_count, event.abstain_count) == (3, 1, 1)
    assert [(v.name, v.party, v.choice) for v in book.of(Vote)] == [
        ("Eva Ek", "S", "yes"),
        ("Bo Alm", "V", "yes"),
        ("Ann Ås", "MP", "yes"),
        ("Per Öst", "M", "no"),
        ("Ulf Sten", "SD", "abstain"),
    ]


def test_lists_of_names_after_the_vote() -> None:
    book = voted("Ja: Eva Ek (S), Bo Alm (V)\nNej: Per Öst (M)")
    assert [(v.name, v.choice) for v in book.of(Vote)] == [
        ("Eva Ek", "yes"),
        ("Bo Alm", "yes"),
        ("Per Öst", "no"),
    ]


def test_two_divisions_in_one_item_stay_apart() -> None:
    book = voted("Omröstningen utfaller med 4 Ja mot 8 Nej.\nOmröstningen utfaller med 9 Ja mot 3 Nej.")
    assert [(e.yes_count, e.no_count) for e in book.of(VoteEvent)] == [(4, 8), (9, 3)]
