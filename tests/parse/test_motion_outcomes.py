"""What became of motions that are settled by the name of their mover."""

from __future__ import annotations

import pytest

from protokollparser.core.records.decisions import Proposal
from protokollparser.parse.ballots import votes
from protokollparser.parse.matters import decisions, motion_outcomes, proposals
from tests.parse.sources import ledger, rules

MOVED = """[item] § 4 Taxa för vatten
[motions] Yrkanden
Eva Ekstrand (S) yrkar bifall till förslaget.
Bo Almgren (M) yrkar avslag på förslaget.
"""


def adopted(marked: str) -> list[bool | None]:
    book = ledger(MOVED + marked)
    for reader in (decisions, proposals, votes, motion_outcomes):
        reader.read(book, rules())
    return [proposal.adopted for proposal in book.of(Proposal) if proposal.stage == "motion"]


def test_the_chair_finds_for_one_mover() -> None:
    found = adopted(
        "[procedure] Beslutsgång\nOrdföranden finner att nämnden bifaller Eva Ekstrands yrkande.\n"
    )
    assert found == [True, None]


def test_what_the_chair_found_falls_when_a_division_is_called() -> None:
    found = adopted(
        "[procedure] Beslutsgång\nOrdföranden finner att nämnden bifaller Eva Ekstrands yrkande.\n"
        "Omröstning begärs.\n"
    )
    assert found == [None, None]


def test_a_division_settles_both_motions() -> None:
    found = adopted(
        "[procedure] Beslutsgång\nOmröstning begärs.\n"
        "Ja för bifall till Eva Ekstrands yrkande. Nej för bifall till Bo Almgrens yrkande.\n"
        "Med 3 ja-röster mot 8 nej-röster beslutar nämnden att avslå förslaget.\n"
    )
    assert found == [False, True]


@pytest.mark.parametrize("words", ["förvaltningens förslag", "Evald Ekstrands yrkande"])
def test_others_names_settle_nothing(words: str) -> None:
    found = adopted(f"[procedure] Beslutsgång\nOrdföranden finner att nämnden beslutar enligt {words}.\n")
    assert found == [None, None]


def test_a_motion_falls_with_the_proposal_that_it_supports() -> None:
    book = ledger("""
        [item] § 4 Taxa
        [motions] Yrkanden
        Eva Ekstrand (S) yrkar bifall till förvaltningens förslag.
        Bo Almgren (M) yrkar avslag på förvaltningens förslag.
        [procedure] Beslutsgång
        Ordföranden finner att nämnden beslutar enligt förvaltningens förslag.
    """)
    for reader in (decisions, proposals, votes, motion_outcomes):
        reader.read(book, rules())
    assert [proposal.adopted for proposal in book.of(Proposal)] == [True, False]


@pytest.mark.parametrize(
    ("counts", "found"), [("7 Ja mot 4 Nej", [False, True]), ("4 Ja mot 7 Nej", [True, False])]
)
def test_a_side_may_stand_for_the_rejection_of_a_paper(counts: str, found: list[bool]) -> None:
    book = ledger(f"""
        [item] § 4 Motion om sopor
        [motions] Yrkanden
        Eva Ekstrand (S) yrkar bifall till motionen.
        Bo Almgren (M) yrkar avslag på motionen.
        [procedure] Beslutsgång
        Ja för avslag på motionen. Nej för bifall till motionen.
        Omröstningen utfaller med {counts}.
    """)
    for reader in (decisions, proposals, votes, motion_outcomes):
        reader.read(book, rules())
    assert [proposal.adopted for proposal in book.of(Proposal)] == found


def test_that_stands_for_what_alone_was_settled() -> None:
    book = ledger("""
        [item] § 4 Försäljning av skolan
        Herr Ek yrkar avslag på densamma.
        Fru Alm yrkar bifall till densamma.
        [decision] Beslut
        Fullmäktige beslöt bifalla hemställan.
    """)
    for reader in (decisions, proposals, votes, motion_outcomes):
        reader.read(book, rules())
    assert [proposal.adopted for proposal in book.of(Proposal)] == [False, True]


def test_who_wants_a_decision_today_loses_to_a_minority_that_refers_back() -> None:
    book = ledger("""
        [item] § 4 Torgplanen
        [motions] Yrkanden
        Eva Ekstrand (M) yrkar att ärendet återremitteras.
        Bo Almgren (S) yrkar att ärendet avgörs idag.
        [decision] Beslut
        Ärendet återremitteras med stöd av en minoritet.
    """)
    for reader in (decisions, proposals, votes, motion_outcomes):
        reader.read(book, rules())
    assert [proposal.adopted for proposal in book.of(Proposal)] == [True, False]
