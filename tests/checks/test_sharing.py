"""Checking in several processes: what one process finds, and that a broken check stops the run there too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from protokollparser import pipeline
from protokollparser.checks import sharing
from protokollparser.core.errors import RuleError
from protokollparser.core.records.findings import CheckRun, Finding, FindingEvidence
from protokollparser.core.rules import Rules
from protokollparser.store import Store, open_store
from tests.checks.made import rules

_TEXT = """Ekbacka kommun
Kulturnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2023-0{month}-08

§ {number} Budgetuppföljning

Kulturnämndens beslut
Kulturnämnden godkänner uppföljningen.

Tabell 1 Utfall (tkr)
Verksamhet\tBudget\tUtfall\tAvvikelse
Bibliotek\t100\t90\t10
Museum\t200\t210\t-10
Summa\t300\t300\t5
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return a store of three minutes, which are looked through one by one."""
    monkeypatch.setattr(sharing, "SHARE", 1)
    monkeypatch.setattr(pipeline, "SHARE", 1)
    for number in range(1, 4):
        text = _TEXT.format(month=number, number=10 * number)
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    held = open_store(tmp_path / "x.duckdb")
    pipeline.ingest([tmp_path], held, rules())
    return held


def _broken(held: Rules) -> Rules:
    """Return rules of which every check asks for a word that no shape gives."""
    checks = tuple(rule.model_copy(update={"message": "{colour}"}) for rule in held.checks)
    return replace(held, checks=checks)


def test_several_processes_find_what_one_finds(store: Store) -> None:
    told = []
    for jobs in (1, 2):
        assert len(pipeline.audit(store, rules(), jobs=jobs)) >= 3
        told.append([store.read(kind) for kind in (Finding, FindingEvidence, CheckRun)])
    assert told[0] == told[1]


def test_a_broken_check_in_another_process_stops_the_run_and_changes_nothing(store: Store) -> None:
    before = pipeline.audit(store, rules())
    with pytest.raises(RuleError, match="gives no word 'colour'") as raised:
        pipeline.audit(store, _broken(rules()), jobs=2)
    assert raised.value.exit_code == 4
    assert store.read(Finding) == before
