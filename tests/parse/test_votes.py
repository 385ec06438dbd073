"""Divisions and named votes."""

from __future__ import annotations

import pytest

from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Vote, VoteEvent
from protokollparser.core.spans import Span
from protokollparser.parse.ballots import votes
from protokollparser.parse.ballots.ballots import Ballot, Cast
from protokollparser.parse.ballots.tables import without_parts
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
        ("Ja: 4\nNej: 1\nAvstår: 1", (4, 1, 1, None)),
        ("Efter votering med 4 röster för bifall och 2 för avslag bifölls förslaget.", (4, 2, None, None)),
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


@pytest.mark.parametrize(
    "listed",
    [
        "Ja: Eva Ek (S), Bo Alm\n(V), Ann Ås (C)\nNej: Per Öst (M)",
        "Ja: Eva Ek (S), Bo\nAlm (V), Ann Ås (C)\nNej: Per Öst (M)",
        "Ja: Eva Ek (S), Bo Alm (V), Ann\nÅs (C).\nNej: Per Öst (M)",
    ],
)
def test_names_in_lists_may_be_broken_at_the_end_of_a_line(listed: str) -> None:
    assert [(v.name, v.party, v.choice) for v in voted(listed).of(Vote)] == [
        ("Eva Ek", "S", "yes"),
        ("Bo Alm", "V", "yes"),
        ("Ann Ås", "C", "yes"),
        ("Per Öst", "M", "no"),
    ]


def test_two_divisions_in_one_item_stay_apart() -> None:
    book = voted("Omröstningen utfaller med 4 Ja mot 8 Nej.\nOmröstningen utfaller med 9 Ja mot 3 Nej.")
    assert [(e.yes_count, e.no_count) for e in book.of(VoteEvent)] == [(4, 8), (9, 3)]


def test_meanings_in_two_sentences_and_counts_in_words() -> None:
    (event,) = voted(
        "Den som bifaller förslaget röstar ja. Den som bifaller Eva Eks (V) yrkande röstar nej.\n"
        "Omröstningen utfaller med fem ja-röster, två nej-röster och två som avstår."
    ).of(VoteEvent)
    assert (event.yes_means, event.no_means) == ("bifaller förslaget", "bifaller Eva Eks (V) yrkande")
    assert (event.yes_count, event.no_count, event.abstain_count) == (5, 2, 2)


def test_a_list_and_its_tally_are_one_division() -> None:
    book = voted(
        "Ja-röst för kansliets förslag. Nej-röst för Eva Eks (V) förslag.\n"
        "Med 2 ja-röster mot 1 nej-röst avslås yrkandet.\n"
        "Ja-röster: Bo Alm (S), Per Öst (M)\n"
        "Nej-röster: Eva Ek (V)"
    )
    (event,) = book.of(VoteEvent)
    assert (event.yes_count, event.no_count, event.yes_means) == (2, 1, "kansliets förslag")
    assert [(v.name, v.choice) for v in book.of(Vote)] == [
        ("Bo Alm", "yes"),
        ("Per Öst", "yes"),
        ("Eva Ek", "no"),
    ]


def test_a_tally_may_tell_the_noes_first() -> None:
    (event,) = voted("Med 4 nej-röster mot 2 ja-röster avslås yrkandet.").of(VoteEvent)
    assert (event.yes_count, event.no_count) == (2, 4)


def test_lists_on_one_line_are_told_apart_by_their_labels() -> None:
    book = voted(
        "Med 3 ja-röster mot 1 nej-röst avslås yrkandet.\n"
        "Ja-röster: Bo Alm (S),\n"
        "Per Öst (M), Ida Vik (C) Nej-röster: Eva Ek (V)"
    )
    assert [(v.name, v.choice) for v in book.of(Vote)] == [
        ("Bo Alm", "yes"),
        ("Per Öst", "yes"),
        ("Ida Vik", "yes"),
        ("Eva Ek", "no"),
    ]


def test_a_table_of_crosses_in_columns_of_blanks() -> None:
    book = voted(
        "Ledamot             Ersättare      Ja     Nej    Avstår\n"
        "Bo Alm (S)                         X\n"
        "Rut Ståhl (M)       Nils Ek (M)           X\n"
        "Per Öst (C)                                      X\n"
        "Summa                              1      1      1"
    )
    (event,) = book.of(VoteEvent)
    assert (event.yes_count, event.no_count, event.abstain_count) == (1, 1, 1)
    assert [(v.name, v.choice) for v in book.of(Vote)] == [
        ("Bo Alm", "yes"),
        ("Nils Ek", "no"),
        ("Per Öst", "abstain"),
    ]


def ballot(first: int, last: int, count: int) -> Ballot:
    span = Span("prov", 1, 0, 1, 1, 1, "x")
    return Ballot(first, last, "prov", [Cast(f"Bo Ek {at}", None, "yes", span) for at in range(count)])


@pytest.mark.parametrize(
    ("grid", "lines", "kept"), [((4, 6, 2), (3, 9, 5), (3, 9)), ((4, 9, 5), (4, 9, 5), (4, 9))]
)
def test_of_two_readings_of_a_ballot_the_one_with_more_votes_counts(
    grid: tuple[int, int, int], lines: tuple[int, int, int], kept: tuple[int, int]
) -> None:
    found = without_parts([ballot(*grid)], [ballot(*lines), ballot(20, 22, 2)])
    assert [(one.first, one.last) for one in found] == [kept, (20, 22)]


def test_votes_in_an_annex_belong_to_the_division_that_cites_it() -> None:
    cells = ["Bo Alm", "S", "1 Ordförande", "Ja", "Eva Maria", "Ek", "V", "2", "Ledamot", "Nej"]
    cells += ["Per Öst M", "3 Ersättare", "Ja"]
    book = ledger(
        "[item] § 1 Plan\n[vote] Omröstning\nOmröstningen utfaller med 2 Ja mot 1 Nej. Hur var och en röstar "
        "framgår av bilaga 2.\n[part] annex\nBilaga 2\nÄrende: 6\nAntal Ja: 2\nAntal Nej: 1\n"
        "Namn\nParti\nPlats\nFunktion\nResultat\n" + "\n".join(cells),
        annex="attachment",
    )
    votes.read(book, rules())
    (event,) = book.of(VoteEvent)
    assert [(v.name, v.party, v.choice) for v in book.of(Vote)] == [
        ("Bo Alm", "S", "yes"),
        ("Eva Maria Ek", "V", "no"),
        ("Per Öst", "M", "yes"),
    ]
    assert {v.vote_event_id for v in book.of(Vote)} == {event.id}


def test_a_list_of_names_with_the_choice_behind_each() -> None:
    book = voted("Eva Ek (S)          Ja\nBo Alm (M)          Nej\nCia Dahl    V       Avstår")
    assert [(vote.name, vote.party, vote.choice) for vote in book.of(Vote)] == [
        ("Eva Ek", "S", "yes"),
        ("Bo Alm", "M", "no"),
        ("Cia Dahl", "V", "abstain"),
    ]


def test_those_who_stand_aside_where_nothing_is_voted_on_make_no_division() -> None:
    book = voted("Eva Ek (S) avstår.")
    assert (book.of(VoteEvent), book.of(Vote)) == ([], [])


def test_those_who_abstain_from_deciding_cast_no_vote() -> None:
    assert voted("Eva Ek (S) avstår från att delta i beslutet.").of(Vote) == []


@pytest.mark.parametrize(
    "told", ["avstår från att rösta", "avstod", "lägger ner sin röst", "avstår från röstning"]
)
def test_who_abstains_by_name(told: str) -> None:
    book = voted(f"Ja röstar Bo Alm (S). Nej röstar Ann Ås (M). Eva Ek (S) {told}.")
    assert [(vote.name, vote.choice) for vote in book.of(Vote)][-1] == ("Eva Ek", "abstain")
