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
