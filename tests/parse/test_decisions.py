"""Decisions taken: their words, points, body, kind."""

from __future__ import annotations

import pytest

from protokollparser.core.records.decisions import Decision, DecisionPoint
from protokollparser.parse.matters import decisions
from tests.parse.sources import ledger, name_body, rules


def taken(marked: str, kind: str = "minutes") -> list[Decision]:
    book = ledger(marked, kind)
    decisions.read(book, rules())
    return book.of(Decision)


def points(marked: str) -> list[tuple[str | None, str]]:
    book = ledger(marked)
    decisions.read(book, rules())
    return [(point.number, point.text) for point in book.of(DecisionPoint)]


def test_the_words_under_the_heading_are_the_decision() -> None:
    (decision,) = taken("""
        [item] § 12 Rapport
        [decision] Nämndens beslut
        Nämnden beslutar att lägga rapporten till handlingarna.
        [summary] Sammanfattning
        Rapporten visar ett överskott.
    """)
    assert decision.text == "Nämnden beslutar att lägga rapporten till handlingarna."
    assert (decision.kind, decision.outcome, decision.body) == ("note", "carried", "Nämnden")


def test_list_points_and_the_paragraph_after_them_belong_to_it() -> None:
    (decision,) = taken("""
        [item] § 3 Plan
        [decision] Styrelsens beslut
        Styrelsen beslutar att godkänna planen med följande innehåll:

        - Budget
        - Mål

        Riskanalysen biläggs planen.
    """)
    assert decision.text.endswith("Riskanalysen biläggs planen.")
    assert (decision.span.line_start, decision.span.line_end) == (3, 8)


def test_bullets_become_points_without_number() -> None:
    found = points("""
        [item] § 3 Plan
        [decision] Beslut
        Styrelsen beslutar att godkänna planen med följande innehåll:
        - Budget
        - Mål
    """)
    assert found == [(None, "Budget"), (None, "Mål")]


def test_numbered_points_keep_their_number_and_wrapped_lines() -> None:
    found = points("""
        [item] § 3 Taxor
        [decision] Beslut
        1. Taxa för vatten och avlopp enligt bilaga till förvaltningens tjänsteutlåtande,
        antas att gälla från årsskiftet.
        2. Taxan för 2021 upphör att gälla.
    """)
    assert [number for number, _ in found] == ["1", "2"]
    assert found[0][1].endswith("antas att gälla från årsskiftet.")


def test_clauses_are_points_when_there_are_several() -> None:
    found = points("""
        [item] § 3 Taxor
        [decision] Nämnden beslutar
        att anta taxan
        att uppdra åt förvaltningen att följa upp den
    """)
    assert [text for _, text in found] == ["att anta taxan", "att uppdra åt förvaltningen att följa upp den"]


def test_what_is_laid_before_the_next_instance_is_a_decision_of_its_own() -> None:
    own, onward = taken("""
        [item] § 7 Uppdrag
        [decision] Beslut
        Enligt kansliets förslag:
        Redovisningen av uppdraget antecknas.
        Kommunstyrelsen tillstyrker yrkande från A och B och föreslår att
        kommunfullmäktige beslutar:
        Uppdraget avslutas.
    """)
    assert (own.kind, onward.kind) == ("note", "propose")
    assert onward.body == "Kommunstyrelsen"
    assert "kommunfullmäktige beslutar" not in own.text


@pytest.mark.parametrize(("body", "count"), [("Kommunstyrelsen", 1), ("Kommunfullmäktige", 0), (None, 0)])
def test_a_proposal_to_the_next_instance_was_decided_in_the_minutes_of_its_maker(
    body: str | None, count: int
) -> None:
    book = ledger("""
        [item] § 45 Motion
        [proposal_body] Kommunstyrelsens förslag till kommunfullmäktige
        att avslå motionen.
    """)
    name_body(book, body)
    decisions.read(book, rules())
    assert [decision.kind for decision in book.of(Decision)] == ["propose"] * count


@pytest.mark.parametrize(
    "text",
    [
        "Ingen av ledamöterna ansåg sig förhindrad att delta.",
        "Inga anmälningar förekom.",
        "Eva Ek (S) anmäler jäv under paragraf 235.",
        "Eva Ek informerar om höstens övning.",
    ],
)
def test_statements_under_the_heading_that_decide_nothing(text: str) -> None:
    assert not taken(f"[item] § 1 Ärende\n[decision] Beslut\n{text}")


def test_a_proposal_heading_over_an_adopted_decision_is_doubted_but_taken() -> None:
    (decision,) = taken("""
        [item] § 5 Kontroll
        [proposal_body] Miljönämndens förslag till beslut
        Miljönämnden beslutar att acceptera riskerna i planen.
        [sitting] Sammanträdet
        Ordföranden ställer förslaget under proposition och finner att nämnden bifaller förslaget.
    """)
    assert decision.kind == "accept_risk"
    assert decision.confidence < 0.8
    assert decision.candidates[0]["stage"] == "proposed"


def test_a_proposal_of_another_body_stays_a_proposal() -> None:
    assert not taken("""
        [item] § 5 Kontroll
        [proposal_body] Arbetsutskottets förslag till beslut
        Miljönämnden beslutar att acceptera riskerna i planen.
        [sitting] Sammanträdet
        Ordföranden finner att nämnden bifaller förslaget.
    """)


def test_a_decision_without_heading_is_read_from_the_text_of_its_item() -> None:
    (decision,) = taken("""
        [item] § 9 Val av ombud
        Skrivelse från föreningen föreligger.

        Kommunstyrelsen beslutade att utse Eva Ek till ombud.
    """)
    assert (decision.kind, decision.text) == (
        "elect",
        "Kommunstyrelsen beslutade att utse Eva Ek till ombud.",
    )
    assert decision.confidence < 0.8


def test_a_decision_heading_in_a_report_heads_a_draft() -> None:
    marked = """
        [decision] Beslut
        Nämnden godkänner rapporten.
    """
    assert not taken(marked, "official_report")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Motionen avslås.", "reject"),
        ("Ärendet bordläggs till sammanträdet den 21 februari.", "postpone"),
        ("Ärendet återremitteras till kontoret.", "refer_back"),
        ("nämnden godkänner redovisningen och lägger rapporten till handlingarna.", "approve_and_note"),
        ("Kontoret får i uppdrag att anta nya riktlinjer.", "assign"),
        ("Redovisning av uppdrag att anta en plan, antecknas.", "note"),
        ("Till ersättare i stället för Bo Alm utses Eva Ek.", "elect"),
        ("Nämnden beslutar att utifrån genomförd riskbedömning acceptera bytet.", "accept"),
        ("Hemställan anses besvarad med vad som framgår av utlåtandet.", "answer"),
    ],
)
def test_kind_follows_the_verb_that_governs(text: str, kind: str) -> None:
    (decision,) = taken(f"[item] § 1 Ärende\n[decision] Beslut\n{text}")
    assert decision.kind == kind


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Motionen avslås.", "rejected"),
        ("Ärendet bordläggs.", "postponed"),
        ("Ärendet återremitteras.", "referred_back"),
        ("Planen antas.", "carried"),
    ],
)
def test_outcome_follows_the_kind(text: str, outcome: str) -> None:
    (decision,) = taken(f"[item] § 1 Ärende\n[decision] Beslut\n{text}")
    assert decision.outcome == outcome


def test_an_unknown_verb_gives_no_kind() -> None:
    (decision,) = taken("[item] § 1 Ärende\n[decision] Beslut\nNämnden gratulerar vinnaren.")
    assert decision.kind is None


def test_an_election_behind_a_declared_conflict_is_the_decision() -> None:
    (decision,) = taken("""
        [item] § 1 Jäv
        [decision] Beslut
        Eva Ek (S) anmäler jäv under paragraf 6: Val av ombud till
        årsstämma i bolaget.
        Bo Alm (M) utses att jämte ordföranden justera paragraf 6.
    """)
    assert (decision.kind, decision.text) == (
        "elect",
        "Bo Alm (M) utses att jämte ordföranden justera paragraf 6.",
    )


def test_declared_conflicts_alone_are_no_decision() -> None:
    found = taken("""
        [item] § 1 Jäv
        [decision] Beslut
        Eva Ek (S) anmäler jäv under paragraf 6: Förslag 12 för beslut
        - Lekplatser.
        Bo Alm (M) anmäler jäv under paragraf 7: Val av revisor.
    """)
    assert found == []


def test_a_label_below_the_decision_is_no_part_of_it() -> None:
    (decision,) = taken("""
        [item] § 9 Badhuset
        [decision] Beslut
        Badhuset hålls öppet hela juli.

        Yttranden: Eva Ek (S)
    """)
    assert decision.text == "Badhuset hålls öppet hela juli."


def test_a_verb_alone_tells_a_decision() -> None:
    (decision,) = taken("""
        [item] § 9 Anbud
        Uppdrogs åt ordföranden att infordra anbud.
    """)
    assert decision.kind == "assign"
