"""The audit report as data: documents, records, findings with their proof, and what was checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from protokollparser.core.records import REGISTRY, Printed
from protokollparser.core.rules import Rules
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
    SELECT finding_id, check_id, severity, outcome, status, message, message_en, path, page, line_start,
        line_end, printed, quoted, stated, computed, difference, unit, hypothesis, legal_source, confidence
    FROM v_findings
    ORDER BY list_position(['error', 'warning', 'info'], severity), path, page, line_start, check_id,
        finding_id
"""
_EVIDENCE = """
    SELECT e.finding_id, e.role, s.path, e.page, e.line_start, e.printed
    FROM finding_evidence AS e JOIN v_sources AS s ON s.source_id = e.source_id
    ORDER BY e.finding_id, e.ordinal, e.finding_evidence_id
"""
_CHECKS = """
    SELECT check_id, sum(examined)::INT AS examined, sum(exact)::INT AS exact, sum(rounding)::INT AS rounding,
        sum(violated)::INT AS violated, sum(undecidable)::INT AS undecidable,
        string_agg(DISTINCT reason, '; ') FILTER (examined > 0) AS reasons
    FROM check_run GROUP BY check_id ORDER BY check_id
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
    evidence: tuple[EvidenceLine, ...] = ()


@dataclass(frozen=True)
class CheckLine:
    """One check over all documents: how many relations it examined, how each came out, and why not."""

    check_id: str
    name: str
    name_en: str
    examined: int
    exact: int
    rounding: int
    violated: int
    undecidable: int
    reasons: tuple[str, ...]


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

    def count(self, severity: str) -> int:
        """Return how many open findings have a severity."""
        return sum(one.severity == severity and one.status == "open" for one in self.findings)


def report(store: Store, rules: Rules, *, unmasked: bool = False) -> Report:
    """Return the report on what is stored, with personal identity numbers masked unless `unmasked`."""
    return Report(
        documents=tuple(_documents(store, unmasked)),
        not_whole=tuple(SourceLine(**row) for row in _rows(store, _NOT_WHOLE, unmasked)),
        records=_counts(store),
        findings=tuple(_findings(store, unmasked)),
        checks=tuple(_checks(store, rules)),
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


def _findings(store: Store, unmasked: bool) -> Iterator[FindingLine]:
    """Yield the findings, the gravest first."""
    evidence: dict[str, list[EvidenceLine]] = defaultdict(list)
    for row in _rows(store, _EVIDENCE, unmasked):
        evidence[row.pop("finding_id")].append(EvidenceLine(**row))
    for row in _rows(store, _FINDINGS, unmasked):
        yield FindingLine(**row, evidence=tuple(evidence[row["finding_id"]]))


def _checks(store: Store, rules: Rules) -> Iterator[CheckLine]:
    """Yield what was checked, by the code of the check."""
    names = {rule.id: (rule.name, rule.name_en) for rule in rules.checks}
    for row in _rows(store, _CHECKS, unmasked=True):
        name, name_en = names.get(row["check_id"], (row["check_id"], row["check_id"]))
        reasons = tuple(sorted(set(filter(None, (row.pop("reasons") or "").split("; ")))))
        yield CheckLine(name=name, name_en=name_en, reasons=reasons, **row)


def _rows(store: Store, sql: str, unmasked: bool) -> Iterator[dict[str, Any]]:
    """Yield the rows of a query by column name, fit to be shown."""
    table = store.query(sql)
    for row in table.rows:
        yield {name: shown(value, unmasked=unmasked) for name, value in zip(table.names, row, strict=True)}
