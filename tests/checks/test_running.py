"""Running checks: what becomes a finding, what is counted, and what stops the run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from protokollparser.checks import check, check_dossier, running
from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import Shape, ShapeParams
from protokollparser.checks.verdicts import Verdict
from protokollparser.core.errors import RuleError
from protokollparser.core.records.base import Record
from protokollparser.core.records.documents import Source
from protokollparser.core.rules import CheckRule
from tests.checks.made import SOURCE, dossier, meeting, minutes, notice, place, rules, signature

_RULE = next(rule for rule in rules().checks if rule.id == "D03")


def rule(**changes: object) -> CheckRule:
    return _RULE.model_copy(update=changes)


def shaped(monkeypatch: pytest.MonkeyPatch, *verdicts: Verdict, fault: Exception | None = None) -> None:
    """Let every check give these verdicts, or fail."""

    def examine(_: Dossier, __: ShapeParams) -> Iterator[Verdict]:
        yield from verdicts
        if fault is not None:
            raise fault

    monkeypatch.setattr(running, "shape_of", lambda _: Shape("made-up", ShapeParams, examine))
    monkeypatch.setattr(running, "params_of", lambda _: ShapeParams())


def violated(**fields: object) -> Verdict:
    words = {"first": "a", "last": "b", "limit": "c", "days": "1", "repair": "", "repair_en": ""}
    return Verdict("violated", None, span=place(3), words=words, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fault", [KeyError("x"), ValueError("x"), ZeroDivisionError("x"), RecursionError("x"), Exception("x")]
)
def test_a_check_that_fails_stops_the_run(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    shaped(monkeypatch, fault=fault)
    with pytest.raises(RuleError, match="the check failed on source") as raised:
        check_dossier(dossier(), [_RULE])
    assert raised.value.exit_code == 4


def test_a_violation_without_a_place_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    shaped(monkeypatch, Verdict("violated", None))
    with pytest.raises(RuleError, match="without a place"):
        check_dossier(dossier(), [_RULE])


def test_a_message_that_asks_for_an_unknown_word_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    shaped(monkeypatch, violated())
    with pytest.raises(RuleError, match="gives no word"):
        check_dossier(dossier(), [rule(message="{colour}")])


def test_undecidable_is_counted_with_its_reason_and_never_alarms(monkeypatch: pytest.MonkeyPatch) -> None:
    shaped(monkeypatch, Verdict("undecidable", None, reason="no unit"), Verdict("exact", None))
    result = check_dossier(dossier(), [_RULE])
    assert result.findings == []
    run = result.runs[0]
    assert (run.examined, run.exact, run.undecidable, run.reason) == (2, 1, 1, "no unit")


def test_suspicious_rounding_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    shaped(monkeypatch, Verdict("suspicious", None, span=place(3), words=violated().words))
    found = check_dossier(dossier(), [_RULE]).findings[0]
    assert (found.outcome, found.severity) == ("rounding", "info")


def test_two_findings_at_one_place_keep_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    shaped(monkeypatch, violated(stated="1"), violated(stated="2"))
    found = check_dossier(dossier(), [_RULE]).findings
    assert len({finding.id for finding in found}) == 2


def test_what_was_read_from_an_image_is_less_sure_and_one_level_lower(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shaped(monkeypatch, violated())
    found = check_dossier(dossier(origin="ocr"), [_RULE]).findings[0]
    assert found.confidence < 1
    assert (_RULE.severity, found.severity) == ("error", "warning")
    assert "bild" in found.message
    assert f"sida 1, rad {found.span.line_start}" in found.message


@pytest.mark.parametrize(("confidence", "severity"), [(0.5, "warning"), (0.6, "error")])
def test_what_was_read_unsurely_is_one_level_lower(
    monkeypatch: pytest.MonkeyPatch, confidence: float, severity: str
) -> None:
    shaped(monkeypatch, violated(confidence=confidence))
    found = check_dossier(dossier(), [_RULE]).findings[0]
    assert found.severity == severity
    assert ("osäker" in found.message) == (severity == "warning")


def test_a_check_with_nothing_to_examine_leaves_no_row() -> None:
    assert check_dossier(dossier(), [_RULE]).runs == []


def test_findings_are_those_of_every_source_and_their_proofs_belong_to_them() -> None:
    document = minutes()
    held = meeting(document, date(2024, 3, 14))
    records: list[Record] = [
        document,
        held,
        notice(held, date(2024, 3, 29)),
        signature(document, datetime(2024, 3, 20, 11, 0)),
    ]

    class Shelf:
        def of(self, kind: type[Record], source_id: str) -> list[Record]:
            return dossier(*records).of(kind) if source_id == SOURCE else []

    class Sources:
        def sources(self) -> list[Source]:
            return [
                Source(
                    source_id=SOURCE,
                    file_name="made-up.txt",
                    media_type="text/plain",
                    byte_count=1,
                    page_count=1,
                    text_origin="text",
                    encoding="utf-8",
                    status="parsed",
                    parser_version="0",
                    imported_at=datetime(2024, 4, 1),
                )
            ]

        def read(self, kind: type[Record]) -> list[Record]:
            return dossier(*records).of(kind)

        def shelf(self, first: str, last: str) -> Shelf:
            assert first == last == SOURCE
            return Shelf()

    result = check(Sources(), rules())  # type: ignore[arg-type]
    assert [finding.check_id for finding in result.findings] == ["D03"]
    assert {proof.finding_id for proof in result.evidence} == {result.findings[0].id}
    assert [run.violated for run in result.runs if run.check_id == "D03"] == [1]


def test_the_law_is_the_one_in_force_on_the_day_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    old = minutes().model_copy(update={"document_date": date(1998, 4, 2)})
    shaped(monkeypatch, replace(violated(), document_id=old.id))
    told = rule(law="Kommunallag (2017:725)", earlier_law={date(2018, 1, 1): "Kommunallag (1991:900)"})
    assert check_dossier(dossier(old), [told]).findings[0].legal_source == "Kommunallag (1991:900)"
