"""The audit report as data: documents, records, findings with their proof, and what was checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from protokollparser.core.records import REGISTRY, Printed
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Box
from protokollparser.exports.values import shown
from protokollparser.store import Store

SEVERITIES = ("error", "warning", "info")
# Their rows say how the store came to be, not what the documents hold.
_NOT_COUNTED = frozenset({"document", "finding", "finding_evidence", "record_span"})

_DOCUMENTS = """
    SELECT document_id, parent_id, path, kind, title, body, line_start, line_end, page_first AS page
    FROM v_documents ORDER BY path, page_first, line_start, line_end DESC, document_id
"""
_NOT_WHOLE = """
    SELECT coalesce(path, file_name) AS path, status, coalesce(error_code, status) AS code,
        coalesce(message, '') AS message
    FROM v_sources WHERE status <> 'parsed' ORDER BY ALL
"""
_FINDINGS = """
    SELECT v.finding_id, v.check_id, v.severity, v.outcome, v.status, v.message, v.message_en, v.path, v.page,
        v.line_start, v.line_end, v.printed, v.quoted, v.stated, v.computed, v.difference, v.unit,
        v.hypothesis, v.legal_source, v.confidence, v.source_id, f.x0, f.top, f.x1, f.bottom, r.reviewer,
        r.note
    FROM v_findings AS v JOIN finding AS f USING (finding_id)
    LEFT JOIN (
        SELECT record_id, last(reviewer ORDER BY reviewed_at) AS reviewer,
            last(note ORDER BY reviewed_at) AS note
        FROM review WHERE record_table = 'finding' GROUP BY record_id
    ) AS r ON r.record_id = v.finding_id
    ORDER BY list_position(['error', 'warning', 'info'], v.severity), v.path, v.page, v.line_start,
        v.check_id, v.finding_id
"""
_EVIDENCE = """
    SELECT e.finding_id, e.role, s.path, e.page, e.line_start, e.printed, e.x0, e.top, e.x1, e.bottom
    FROM finding_evidence AS e JOIN v_sources AS s ON s.source_id = e.source_id
    ORDER BY e.finding_id, e.ordinal, e.finding_evidence_id
"""
_CHECKS = """
    SELECT check_id, sum(examined)::INT AS examined, sum(exact)::INT AS exact, sum(rounding)::INT AS rounding,
        sum(violated)::INT AS violated, sum(undecidable)::INT AS undecidable,
        string_agg(DISTINCT reason, '; ') FILTER (examined > 0) AS reasons
    FROM check_run GROUP BY check_id ORDER BY check_id
"""
_RUNS = """
    SELECT r.check_id, s.path, sum(r.undecidable)::INT AS undecidable
    FROM check_run AS r JOIN v_sources AS s ON s.source_id = r.source_id
    WHERE r.examined > 0 GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True)
class DocumentLine:
    """One logical document; `depth` counts the documents that contain it."""

    document_id: str
    path: str
    kind: str
    title: str | None
    body: str | None
    line_start: int
    line_end: int
    page: int
    depth: int


@dataclass(frozen=True)
class EvidenceLine:
    """One place that proves a finding."""

    role: str
    path: str
    page: int
    line_start: int
    printed: str
    box: Box | None = None


@dataclass(frozen=True)
class FindingLine:
    """One finding with its place and the line it quotes."""

    finding_id: str
    check_id: str
    severity: str
    outcome: str
    status: str
    message: str
    message_en: str
    path: str
    page: int
    line_start: int
    line_end: int
    printed: str
    quoted: str
    stated: str | None
    computed: str | None
    difference: Decimal | None
    unit: str | None
    hypothesis: str | None
    legal_source: str | None
    confidence: float
    source_id: str
    reviewer: str | None = None
    note: str | None = None
    box: Box | None = None
    evidence: tuple[EvidenceLine, ...] = ()


@dataclass(frozen=True)
class CheckLine:
    """One check over all documents: how many relations it examined, how each came out, and why not."""

    check_id: str
    name: str
    name_en: str
    what: str
    severity: str
    law: str | None
    examined: int
    exact: int
    rounding: int
    violated: int
    undecidable: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class RunLine:
    """One check on one file that held something to examine, and how often it could not tell."""

    check_id: str
    path: str
    undecidable: int


@dataclass(frozen=True)
class SourceLine:
    """One file that was not, or not wholly, read, and why."""

    path: str
    status: str
    code: str
    message: str


@dataclass(frozen=True)
class Report:
    """The whole report; findings by severity, then by place."""

    documents: tuple[DocumentLine, ...]
    not_whole: tuple[SourceLine, ...]
    records: dict[str, int]
    findings: tuple[FindingLine, ...]
    checks: tuple[CheckLine, ...]
    runs: tuple[RunLine, ...] = ()
    known: int = 0

    def of(self, checks: frozenset[str], settled: frozenset[str]) -> Report:
        """Return what the report tells of some checks, without the open findings that are settled."""
        told = [one for one in self.findings if one.check_id in checks]
        known = {one.finding_id for one in told if one.status == "open" and one.finding_id in settled}
        return replace(
            self,
            findings=tuple(one for one in told if one.finding_id not in known),
            checks=tuple(one for one in self.checks if one.check_id in checks),
            runs=tuple(one for one in self.runs if one.check_id in checks),
            known=len(known),
        )

    def in_words(self, reason: Callable[[str], str]) -> Report:
        """Return the report with the reasons for what is undecided told in other words."""
        checks = (replace(one, reasons=tuple(sorted(map(reason, one.reasons)))) for one in self.checks)
        return replace(self, checks=tuple(checks))

    def count(self, severity: str) -> int:
        """Return how many open findings have a severity."""
        return sum(one.severity == severity and one.status == "open" for one in self.findings)


def report(store: Store, rules: Rules, *, unmasked: bool = False, by_file: bool = False) -> Report:
    """Return the report on what is stored, with personal identity numbers masked unless `unmasked`.

    With `by_file` it tells of every check on which files it looked, which is much where files are many.
    """
    return Report(
        documents=tuple(_documents(store, unmasked)),
        not_whole=tuple(SourceLine(**row) for row in _rows(store, _NOT_WHOLE, unmasked)),
        records=_counts(store),
        findings=tuple(findings(store, unmasked=unmasked)),
        checks=tuple(_checks(store, rules)),
        runs=tuple(RunLine(**row) for row in _rows(store, _RUNS, unmasked)) if by_file else (),
    )


def _documents(store: Store, unmasked: bool) -> Iterator[DocumentLine]:
    """Yield the documents in reading order."""
    rows = list(_rows(store, _DOCUMENTS, unmasked))
    parents = {row["document_id"]: row["parent_id"] for row in rows}
    for row in rows:
        parent, depth = row.pop("parent_id"), 0
        while parent is not None and depth < len(rows):
            parent, depth = parents.get(parent), depth + 1
        yield DocumentLine(**row, depth=depth)


def _counts(store: Store) -> dict[str, int]:
    """Return the number of records of each printed type that is there at all."""
    names = [
        name for name, kind in REGISTRY.items() if issubclass(kind, Printed) and name not in _NOT_COUNTED
    ]
    sql = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names)
    return dict(sorted((name, count) for name, count in store.query(sql).rows if count))


def findings(store: Store, *, unmasked: bool = False) -> Iterator[FindingLine]:
    """Yield the findings, the gravest first, with personal identity numbers masked unless `unmasked`."""
    evidence: dict[str, list[EvidenceLine]] = defaultdict(list)
    for row in _rows(store, _EVIDENCE, unmasked):
        evidence[row.pop("finding_id")].append(EvidenceLine(box=_box(row), **row))
    for row in _rows(store, _FINDINGS, unmasked):
        yield FindingLine(box=_box(row), **row, evidence=tuple(evidence[row["finding_id"]]))


def _box(row: dict[str, Any]) -> Box | None:
    """Take the box out of a row; None for texts, which have no boxes."""
    edges = [row.pop(name) for name in ("x0", "top", "x1", "bottom")]
    return None if edges[0] is None else Box(*map(float, edges))


def _checks(store: Store, rules: Rules) -> Iterator[CheckLine]:
    """Yield what was checked, by the code of the check."""
    nothing = dict.fromkeys(("examined", "exact", "rounding", "violated", "undecidable"), 0)
    looked = {row["check_id"]: row for row in _rows(store, _CHECKS, unmasked=True)}
    for rule in sorted(rules.checks, key=lambda rule: rule.id):
        row = looked.get(rule.id, {"check_id": rule.id, "reasons": "", **nothing})
        reasons = tuple(sorted(set(filter(None, (row.pop("reasons") or "").split("; ")))))
        yield CheckLine(
            name=rule.name, name_en=rule.name_en, what=rule.what, severity=rule.severity, law=rule.law,
            reasons=reasons, **row,
        )  # fmt: skip


def _rows(store: Store, sql: str, unmasked: bool) -> Iterator[dict[str, Any]]:
    """Yield the rows of a query by column name, fit to be shown."""
    table = store.query(sql)
    for row in table.rows:
        yield {name: shown(value, unmasked=unmasked) for name, value in zip(table.names, row, strict=True)}
