"""What every check has: cases that hold, break and are undecided, a place in the docs, and planted faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokollparser.core.rules import CheckRule
from tests.mutations import KINDS
from tests.mutations.unplanted import UNPLANTED
from tests.rules.reading import cases, rules

_DOCS = Path(__file__).parents[2] / "docs" / "checks.md"
_PLANTED = {check_id for kind in KINDS.values() for check_id in kind.checks}


@pytest.mark.parametrize("rule", rules().checks, ids=lambda rule: rule.id)
def test_every_check_has_three_cases_a_place_in_the_docs_and_a_planted_fault(rule: CheckRule) -> None:
    own = [case for case in cases() if case.rule == rule.id]
    assert any(case.findings for case in own), "no case with a finding"
    assert any(case.findings == () and case.outcomes.get("exact") for case in own), "no case that holds"
    quiet = [case for case in own if case.findings == () and not case.outcomes.get("exact")]
    assert quiet, "no case that is undecidable or has nothing to examine"
    assert rule.id in _DOCS.read_text(encoding="utf-8")
    assert rule.id in _PLANTED or rule.id in UNPLANTED, "plant a fault, or say why there is none"
    assert rule.name
    assert rule.name_en
    assert rule.traps


def test_the_reasons_are_for_checks_that_exist() -> None:
    assert set(UNPLANTED) <= {rule.id for rule in rules().checks}
