"""Violations with one cause are told once."""

from __future__ import annotations

from decimal import Decimal

from protokollparser.checks.causes import Told, told_once
from protokollparser.checks.verdicts import Cause, Verdict
from tests.checks.made import rules
from tests.checks.read import findings


def told(check: str, *causes: tuple[str, str], sureness: int = 0, hypothesis: str | None = None) -> Told:
    rule = next(rule for rule in rules().checks if rule.id == check)
    made = tuple(Cause(record, Decimal(value), Decimal(1)) for record, value in causes)
    return rule, Verdict("violated", None, causes=made, sureness=sureness, hypothesis=hypothesis)


def codes(found: list[Told]) -> list[str]:
    return [rule.id for rule, _ in found]


def test_one_change_that_mends_both_makes_them_one() -> None:
    found = [told("A01", ("a", "120"), ("b", "80")), told("A05", ("b", "80"), sureness=2)]
    assert codes(told_once(found)) == ["A05"]


def test_other_figures_for_the_same_cell_are_two_causes() -> None:
    found = [told("A01", ("a", "120")), told("A05", ("a", "150"))]
    assert codes(told_once(found)) == ["A01", "A05"]


def test_a_slip_is_told_rather_than_a_bare_difference() -> None:
    found = [told("A01", ("a", "120")), told("A07", ("a", "120"), hypothesis="swap: 120")]
    assert codes(told_once(found)) == ["A07"]


def test_violations_without_a_cause_are_all_told() -> None:
    assert codes(told_once([told("A01"), told("A05")])) == ["A01", "A05"]


def test_a_total_carried_into_its_deviation_is_one_finding() -> None:
    found = findings(
        """
Investeringar 2022, tkr

Projekt\tBudget\tUtfall\tAvvikelse
Lekplats Norr\t400\t385\t15
Spår Lunden\t1 200\t1 344\t-144
Summa\t1 600\t1 792\t-192
"""
    )
    assert [(f.check_id, f.stated, f.computed, f.hypothesis) for f in found] == [
        ("A01", "1792", "1729", "swap: 1729")
    ]


def test_a_wrong_cell_is_told_once_though_row_and_column_break() -> None:
    found = findings(
        """
Nettokostnader 2022, tkr

Nämnd\tBudget\tUtfall\tAvvikelse
Kulturnämnden\t4 120\t4 385\t-265
Bildningsnämnden\t11 840\t12 510\t-310
Miljönämnden\t7 615\t7 900\t-285
Summa\t23 575\t24 435\t-860
"""
    )
    assert [(f.span.printed, f.computed) for f in found] == [("12 510", "12150")]


def test_a_lost_sign_does_not_turn_the_table() -> None:
    found = findings(
        """
Uppföljning 2023, mnkr

 \tBudget 2023\tUtfall april\tPrognos 2023\tAvvikelse
Intäkter\t42,10\t14,38\t-43,65\t1,55
Personalkostnader\t61,80\t20,11\t60,50\t1,30
Övriga kostnader\t33,95\t12,06\t36,10\t-2,15
Nettokostnad\t53,65\t17,79\t52,95\t0,70
"""
    )
    assert [(f.span.printed, f.hypothesis) for f in found] == [("-43,65", "sign: 43.65")]


def test_a_dash_among_amounts_is_nothing() -> None:
    found = findings(
        """
Inkomster 1968, kronor

Titel\tInkomster\tUtgifter
Ålderdomshemmet\t41.305\t186.412
Barnavård\t-\t12.715
Hemhjälp\t3.110\t28.940
Summa\t44.451\t228.067
"""
    )
    assert [(f.stated, f.computed) for f in found] == [("44451", "44415")]


def test_a_change_between_two_budgets_is_checked() -> None:
    found = findings(
        """
Driftbudget, tkr

Verksamhet\tBudget 2024\tBudget 2025\tFörändring
Gata\t3 200\t3 350\t150
Park\t2 850\t2 900\t50
Belysning\t1 940\t2 105\t156
Summa\t7 990\t8 355\t365
"""
    )
    assert [(f.span.printed, f.computed) for f in found] == [("156", "165")]


def test_a_repair_names_no_column_that_has_no_head() -> None:
    found = findings("Kostnader, tkr\n\nPersonal\t1 842\nTelefoni\t965\nLokal\t188\nSumma\t2 959\n")
    assert "()" not in found[0].message
    assert found[0].computed == "2995"
