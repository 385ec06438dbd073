"""Every case of every rule: text in, findings or records out."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokollparser.core.records import REGISTRY
from tests.rules.reading import Case, as_wanted, cases, read_text, run_check

_CASES = cases()


def _name(case: Case) -> str:
    return f"{case.rule}-{case.name}"


@pytest.mark.parametrize("case", [case for case in _CASES if case.findings is not None], ids=_name)
def test_a_check_finds_what_its_case_says(case: Case, tmp_path: Path) -> None:
    result = run_check([read_text(text, tmp_path) for text in case.texts], case.rule)
    wanted = list(case.findings or ())
    assert as_wanted(result.findings, wanted, "message") == wanted
    for outcome, count in case.outcomes.items():
        assert sum(getattr(run, outcome) for run in result.runs) == count, outcome
    if case.reason is not None:
        assert case.reason in "; ".join(run.reason or "" for run in result.runs)


@pytest.mark.parametrize("case", [case for case in _CASES if case.records], ids=_name)
def test_a_rule_makes_the_records_its_case_says(case: Case, tmp_path: Path) -> None:
    reading = read_text(case.texts[0], tmp_path)
    for table, wanted in case.records.items():
        records = reading.of(REGISTRY[table])
        assert as_wanted(records, wanted, "printed") == wanted
