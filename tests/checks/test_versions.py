"""Findings of versions of one document are told once."""

from __future__ import annotations

from protokollparser.checks.versions import counted_once, standing, told_again
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.findings import CheckRun, Finding
from protokollparser.core.spans import Span


def span(start: int, source: str) -> Span:
    return Span(source_id=source, page=1, start=start, end=start + 1, line_start=1, line_end=1, printed="x")


def paper(source: str, **changes: object) -> LogicalDocument:
    plain = LogicalDocument(span=span(0, source), rule_id="KI01", kind="minutes", page_first=1, page_last=1)
    return plain.model_copy(update=changes)


def finding(document: LogicalDocument, stated: str, start: int = 0) -> Finding:
    return Finding(
        span=span(start, document.source_id), rule_id="A01", document_id=document.id, check_id="A01",
        outcome="violated", severity="error", message="m", message_en="m", stated=stated,
    )  # fmt: skip


FINAL = paper("final")


def left_out(other: LogicalDocument, *findings: Finding, seen: str = "") -> set[str]:
    final = FINAL.model_copy(update={"supersedes": other.id if other.version else None})
    return told_again(findings, standing([final, other], frozenset({seen})))


def test_what_a_copy_has_too_is_told_once() -> None:
    copy = paper("copy", same_as=FINAL.id)
    found = [finding(FINAL, "402"), finding(copy, "402"), finding(copy, "999", 5)]
    assert left_out(copy, *found) == {found[1].id}


def test_a_slip_that_stands_twice_in_a_copy_only_is_kept_once() -> None:
    copy = paper("copy", same_as=FINAL.id)
    found = [finding(FINAL, "402"), finding(copy, "402"), finding(copy, "402", 5)]
    assert left_out(copy, *found) == {found[1].id}


def test_what_a_draft_says_wrong_is_not_told() -> None:
    draft = paper("draft", version="draft")
    found = [finding(draft, "402")]
    assert left_out(draft, *found) == {found[0].id}


def test_what_only_the_picture_of_a_document_has_is_not_told() -> None:
    scan = paper("scan", same_as=FINAL.id)
    found = [finding(scan, "402")]
    assert left_out(scan, *found, seen="scan") == {found[0].id}


def test_what_lies_in_a_copy_does_not_count_either() -> None:
    copy = paper("copy", same_as=FINAL.id)
    annex = LogicalDocument(
        span=span(3, "copy"), rule_id="KI01", kind="report", page_first=1, page_last=1, parent_id=copy.id
    )
    assert standing([FINAL, copy, annex], frozenset()).counted_by == {copy.id: FINAL.id, annex.id: FINAL.id}


def test_a_run_over_a_copy_examines_nothing() -> None:
    copy = paper("copy", same_as=FINAL.id)
    run = CheckRun(
        source_id="copy", document_id=copy.id, check_id="A01", examined=3, exact=1, rounding=1, violated=1,
        undecidable=0,
    )  # fmt: skip
    now = counted_once(run, standing([FINAL, copy], frozenset()), 0)
    assert (now.examined, now.exact, now.rounding, now.violated) == (0, 0, 0, 0)
    assert FINAL.id in (now.reason or "")
