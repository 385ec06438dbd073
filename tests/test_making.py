"""What makes a reading: hashes of stages, and which documents a changed rule concerns."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from protokollparser.accession import concerning
from protokollparser.core import rules as rule_files
from protokollparser.core.records.references import Reference
from protokollparser.core.rules import Rules, load
from protokollparser.core.rules.base import Rule
from protokollparser.core.rules.families import CheckRule
from protokollparser.core.rules.readers import reader_of, reader_of_words
from protokollparser.ingest import read
from protokollparser.layout import arrange
from protokollparser.making import STAGES, code_hash, stage_hashes
from protokollparser.outline import segment
from protokollparser.parse import extract
from protokollparser.resolve import link
from protokollparser.stages import read_source

SOURCE = Path(__file__).resolve().parents[1] / "src" / "protokollparser"
TEXT = """Ekbacka kommun
Kulturnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2023-05-08                Sida 1 (2)

Plats och tid   Kommunhuset, kl. 13.00-15.10
Beslutande      Anna Berg (S), ordförande
                Bo Ek (M)
Justerare       Bo Ek

§ 12 Budgetuppföljning

Kulturnämndens beslut
Kulturnämnden godkänner uppföljningen.

Reservation
Bo Ek (M) reserverar sig mot beslutet.

Tabell 1 Utfall (tkr)
Verksamhet\tBudget\tUtfall\tAvvikelse
Bibliotek\t100\t90\t10
Summa\t100\t90\t10

Beslutet skickas till
Ekonomichefen
"""
MARKS = frozenset({"pattern", "search", "match", "finditer", "may_match", "_sieved"})


def changed(rules: Rules, family: str, number: int = 0, **update: object) -> Rules:
    """Return the rules with one of a family changed."""
    listed = list(getattr(rules, family))
    listed[number] = listed[number].model_copy(update=update)
    return replace(rules, **{family: tuple(listed)})


def differing(one: Rules, other: Rules) -> set[str]:
    """Return the names of the hashes that differ."""
    before, after = stage_hashes(one), stage_hashes(other)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_there_is_a_hash_for_each_stage_and_the_same_for_the_same_rules() -> None:
    assert list(stage_hashes(load())) == list(STAGES)
    assert differing(load(), load.__wrapped__()) == set()
    assert len({code_hash(stage) for stage in STAGES}) == len(STAGES)


@pytest.mark.parametrize(
    ("family", "update", "stages"),
    [
        ("kinds", {"weight": 1}, {"outline"}),
        ("tables", {"least": 99}, {"parse"}),
        ("checks", {"severity": "info", "params": {"x": 1}}, set()),
        ("tables", {"why": "Other reasons."}, set()),
    ],
)
def test_a_changed_rule_changes_the_hash_of_the_stage_that_reads_it(
    family: str, update: dict[str, object], stages: set[str]
) -> None:
    assert differing(load(), changed(load(), family, **update)) == stages


def test_a_changed_word_changes_the_hash_of_the_stage_that_reads_it() -> None:
    words = load().vocabulary
    assert differing(load(), replace(load(), vocabulary={**words, "form_labels": {}})) == {"layout"}
    assert differing(load(), replace(load(), vocabulary={**words, "claims": {}})) == set()


def test_a_rule_for_a_kind_concerns_documents_of_that_kind_and_of_open_kinds() -> None:
    number = next(n for n, rule in enumerate(load().patterns) if reader_of(rule) == "parse")
    other = changed(load(), "patterns", number, kinds=("minutes",))
    third = changed(load(), "patterns", number, kinds=("minutes",), phrase="^x$")
    assert differing(other, third) == {"parse:minutes"}
    made, then = stage_hashes(other), stage_hashes(third)
    assert concerning(made, ["minutes", "slide"]) != concerning(then, ["minutes", "slide"])
    assert concerning(made, ["bundle"]) != concerning(then, ["bundle"])
    assert concerning(made, ["budget"]) == concerning(then, ["budget"])


@pytest.mark.parametrize(("kind", "fires"), [("minutes_extract", True), ("interim_report", False)])
def test_a_rule_for_a_kind_applies_to_files_of_that_kind(tmp_path: Path, kind: str, fires: bool) -> None:
    rules = load()
    section = next(n for n, rule in enumerate(rules.sections) if rule.name == "reservations")
    phrase = next(n for n, rule in enumerate(rules.patterns) if rule.name == "cued_case_number")
    rules = changed(changed(rules, "sections", section, kinds=(kind,)), "patterns", phrase, kinds=(kind,))
    path = tmp_path / "a.txt"
    path.write_text(TEXT.replace("Ekonomichefen", "Ekonomichefen\nÄrendet har dnr KS 2023/114."), "utf-8")
    reading = read_source(path, rules)
    assert {part.kind for part in reading.outline.parts} == {"minutes_extract"}
    assert ("reservations" in {heading.name for heading in reading.outline.headings}) == fires
    found = {one.rule_id for one in reading.records if isinstance(one, Reference)}
    assert (rules.patterns[phrase].id in found) == fires


def test_a_rule_for_a_kind_applies_to_files_of_open_kinds(tmp_path: Path) -> None:
    rules = load()
    number = next(n for n, rule in enumerate(rules.patterns) if rule.name == "cued_case_number")
    path = tmp_path / "a.txt"
    path.write_text("Hej\n\nVi talade om dnr KS 2023/114 och gick hem.\n", encoding="utf-8")
    reading = read_source(path, changed(rules, "patterns", number, kinds=("minutes",)))
    assert {part.kind for part in reading.outline.parts} == {"other"}
    found = {one.rule_id for one in reading.records if isinstance(one, Reference)}
    assert rules.patterns[number].id in found


class Traced(dict[str, Any]):
    """A vocabulary that tells what is asked of it."""

    def __init__(self, words: dict[str, Any], seen: set[tuple[str, str]]) -> None:
        super().__init__(words)
        self.seen = seen

    def __getitem__(self, name: str) -> Any:
        self.seen.add(("vocabulary", name))
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.seen.add(("vocabulary", name))
        return super().get(name, default)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """The rules that are read, by family and name."""
    found: set[tuple[str, str]] = set()
    plain = Rule.__getattribute__

    def told(rule: Rule, name: str) -> Any:
        if name in MARKS:
            found.add((type(rule).folder, plain(rule, "id")))
        return plain(rule, name)

    monkeypatch.setattr(Rule, "__getattribute__", told)
    return found


def test_no_stage_reads_a_rule_of_a_later_stage(tmp_path: Path, seen: set[tuple[str, str]]) -> None:
    rules = rule_files.load.__wrapped__()
    rules = replace(rules, vocabulary=Traced(rules.vocabulary, seen))
    stages = {("vocabulary", name): reader_of_words(name) for name in rules.vocabulary} | {
        (family, rule.id): reader_of(rule)
        for family in ("kinds", "sections", "patterns", "tables", "checks")
        for rule in getattr(rules, family)
    }
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    read_by: dict[str, set[tuple[str, str]]] = defaultdict(set)
    made: Any = path
    steps = {
        "ingest": lambda given: read(given),
        "layout": lambda given: arrange(given, rules),
        "outline": lambda given: segment(given, rules),
        "parse": lambda given: extract(given, rules),
        "resolve": lambda given: link(given, rules),
    }
    for stage, step in steps.items():
        seen.clear()
        made = step(made)
        read_by[stage] = set(seen)
    order = list(STAGES)
    late = {
        (stage, *rule): stages[rule]
        for stage, rules_read in read_by.items()
        for rule in rules_read
        if stages[rule] is None or order.index(str(stages[rule])) > order.index(stage)
    }
    assert late == {}
    assert len(read_by["parse"]) > 20


def test_words_that_no_stage_reads_are_named_in_none() -> None:
    named: set[str] = set()
    for stage in STAGES:
        for path in (SOURCE / stage).rglob("*.py"):
            named |= set(re.findall(r"vocabulary\[\"(\w+)\"\]", path.read_text(encoding="utf-8")))
    assert {name for name in named if reader_of_words(name) is None} == set()
    assert {reader_of(rule) for rule in load().checks if isinstance(rule, CheckRule)} == {None}


def test_stages_import_nothing_that_their_hash_leaves_out() -> None:
    for stage in (*STAGES, "core"):
        for path in (SOURCE / stage).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            packages = set(re.findall(r"^(?:from|import) protokollparser\.(\w+)", text, re.MULTILINE))
            assert packages <= {"core", stage}, path
