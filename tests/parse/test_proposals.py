"""Proposals: headed, spoken, nominated, in text; never decisions."""

from __future__ import annotations

import pytest

from protokollparser.core.records.decisions import Decision, Proposal
from protokollparser.parse.matters import decisions, proposals
from tests.parse.sources import ledger, name_body, rules


def proposed(marked: str, kind: str = "minutes") -> list[Proposal]:
    book = ledger(marked, kind)
    decisions.read(book, rules())
    proposals.read(book, rules())
    return book.of(Proposal)


def test_every_point_under_a_heading_is_a_row() -> None:
    found = proposed(
        """
        [proposal_administration] Förvaltningens förslag till beslut
        1. Nämnden fastställer rapporten.
        2. Nämnden noterar planen.
        """,
        "official_report",
    )
    assert [(p.stage, p.kind, p.proposed_by) for p in found] == [
        ("administration", "adopt", "Förvaltningen"),
        ("administration", "note", "Förvaltningen"),
    ]


def test_a_signature_below_a_proposal_proposes_nothing() -> None:
    (proposal,) = proposed(
        """
        [proposal] Förslag till beslut
        Nämnden godkänner rapporten.

        Eva Ek
        Controller
        """,
        "official_report",
    )
    assert (proposal.stage, proposal.text) == ("draft", "Nämnden godkänner rapporten.")


def test_a_proposal_at_the_sitting_ends_before_what_the_chair_finds() -> None:
    (proposal,) = proposed("""
        [item] § 1 Rapport
        [decision] Beslut
        Nämnden beslutar att lägga rapporten till handlingarna.
        [sitting] Sammanträdet
        Ordföranden föreslår att lägga rapporten till handlingarna, och finner att nämnden bifaller förslaget.
    """)
    assert proposal.text == "Ordföranden föreslår att lägga rapporten till handlingarna"
    assert (proposal.stage, proposal.adopted, proposal.proposed_by) == ("sitting", True, "Ordföranden")
    assert proposal.decision_id is not None


def test_the_maker_of_a_proposal_put_to_the_vote_is_named() -> None:
    (proposal,) = proposed("""
        [item] § 1 Plan
        [sitting] Sammanträdet
        Ordföranden ställer beredningsgruppens förslag under proposition och finner att nämnden bifaller det.
    """)
    assert proposal.proposed_by == "beredningsgruppen"
    assert proposal.text == "Ordföranden ställer beredningsgruppens förslag under proposition"


def test_a_division_leaves_open_what_became_of_it() -> None:
    (proposal,) = proposed("""
        [item] § 1 Plan
        [sitting] Sammanträdet
        Ordföranden ställer kansliets förslag under proposition och finner att det bifalls. Omröstning begärs.
    """)
    assert proposal.adopted is None


def test_motions_name_their_makers_and_what_they_ask_for() -> None:
    found = proposed("""
        [item] § 1 Plan
        [motions] Yrkanden
        Eva Ek (C) och Bo Alm (M) yrkar bifall till kansliets förslag.
        Ann Ås (V) yrkar att ärendet ska återremitteras enligt yrkande från V den 2 februari 2024.
    """)
    assert [(p.stage, p.proposed_by, p.kind) for p in found] == [
        ("motion", "Eva Ek (C) och Bo Alm (M)", "approve"),
        ("motion", "Ann Ås (V)", "refer_back"),
    ]


@pytest.mark.parametrize(
    ("wanted", "adopted"),
    [
        ("bifall till kansliets förslag", True),
        ("bifall till kansliets förslag och avslag på övriga yrkanden", True),
        ("bifall till kansliets förslag den 2 februari 2024", True),
        ("bifall till kansliets förslag och tilläggsyrkande från M", None),
        ("bifall till kansliets förslag och avslag på yrkandet från M", None),
    ],
)
def test_a_motion_is_adopted_when_all_that_it_asks_for_is(wanted: str, adopted: bool | None) -> None:
    text = "[item] § 1 Plan\n[decision] Beslut\nEnligt kansliets förslag:\nPlanen godkänns.\n"
    (motion,) = proposed(text + f"[motions] Yrkanden\nEva Ek (C) yrkar {wanted}.")
    assert motion.adopted is adopted


def test_a_proposal_with_the_words_of_the_decision_is_adopted() -> None:
    (proposal,) = proposed("""
        [item] § 1 Lokaler
        [proposal_presidium] Presidiet föreslår styrelsen besluta
        Att personalen erbjuds nya lokaler
        [decision] Styrelsen beslutar
        Att personalen erbjuds nya lokaler
    """)
    assert (proposal.stage, proposal.adopted, proposal.proposed_by) == ("presidium", True, "Presidiet")


def test_a_nomination_is_adopted_when_all_its_people_are_elected() -> None:
    (proposal,) = proposed("""
        [item] § 1 Val
        [decision] Beslut
        Kommunfullmäktige beslutar att utse Eva Ek (S) till ordförande.
        [summary] Sammanfattning
        Miljönämnden har nominerat Eva Ekk (S) till ordförande.
    """)
    assert (proposal.stage, proposal.adopted) == ("nomination", True)


def test_running_text_may_propose() -> None:
    (proposal,) = proposed(
        "[other] Resultat\nÖverskottet föreslås användas till avtal om underhåll, som har förlängts.",
        "annual_report",
    )
    assert (proposal.stage, proposal.text) == (
        "text",
        "Överskottet föreslås användas till avtal om underhåll",
    )


def test_no_measures_proposed_is_no_proposal() -> None:
    assert not proposed("[other] Resultat\nDärför föreslås inga åtgärder i planen.", "annual_report")


def test_a_heading_over_an_adopted_decision_leaves_no_proposal() -> None:
    book = ledger("""
        [item] § 5 Kontroll
        [proposal_body] Miljönämndens förslag till beslut
        Miljönämnden beslutar att acceptera riskerna i planen.
        [sitting] Sammanträdet
        Ordföranden finner att nämnden bifaller förslaget.
    """)
    decisions.read(book, rules())
    proposals.read(book, rules())
    assert len(book.of(Decision)) == 1
    assert not [p for p in book.of(Proposal) if p.stage == "draft"]


def test_a_decision_heading_in_a_report_heads_a_draft() -> None:
    (proposal,) = proposed("[decision] Beslut\nNämnden godkänner rapporten.", "official_report")
    assert (proposal.stage, proposal.confidence) == ("draft", 0.6)


def test_what_a_member_proposes_under_motions_is_a_motion() -> None:
    rows = proposed(
        "[item] § 1 Plan\n[motions] Förslag på sammanträdet\nEva Ek (V) föreslår att planen avslås."
    )
    assert [row.stage for row in rows] == ["motion"]


def test_a_motion_behind_a_colon() -> None:
    rows = proposed(
        "[item] § 1 Plan\n[motions] Yrkanden\nEva Ek (V): Avslag på förslaget.\nBo Alm (S): Bifall."
    )
    assert [(row.stage, row.proposed_by, row.kind) for row in rows] == [
        ("motion", "Eva Ek (V)", "reject"),
        ("motion", "Bo Alm (S)", "approve"),
    ]


def drafted(marked: str) -> list[tuple[str | None, str]]:
    book = ledger(marked)
    name_body(book, "Kommunfullmäktige")
    proposals.read(book, rules())
    return [(row.proposed_by, row.text) for row in book.of(Proposal)]


def test_the_body_that_prepared_the_matter_proposes_in_one_sentence() -> None:
    words = "Kommunstyrelsen hemställer att motionen måtte anses besvarad."
    assert drafted(f"[item] § 1 Motion\n{words}") == [("Kommunstyrelsen", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Kommunfullmäktige hemställer att regeringen ändrar lagen.",
        "Motionären hemställer att kommunen bygger en bro.",
        "[summary] Sammanfattning\nKommunstyrelsen hemställer att planen antas.",
    ],
)
def test_others_and_summaries_propose_nothing(text: str) -> None:
    assert drafted(f"[item] § 1 Motion\n{text}") == []


def test_a_sentence_beside_a_headed_proposal_only_tells_of_it() -> None:
    marked = (
        "[item] § 1 Taxa\nKommunstyrelsen hemställer att den antas.\n[proposal] Förslag\nTaxan antas 2024."
    )
    assert [text for _, text in drafted(marked)] == ["Taxan antas 2024."]
