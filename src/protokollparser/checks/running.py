"""Running the checks: verdicts become findings with evidence, and a count for each check and document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from protokollparser.checks.causes import told_once
from protokollparser.checks.dossier import AnyRecord, Dossier, Reads, open_dossiers
from protokollparser.checks.entries import Entry, by_key
from protokollparser.checks.shapes import ShapeParams, params_of, shape_of
from protokollparser.checks.verdicts import Verdict
from protokollparser.checks.versions import Standing, counted_once, standing, told_again
from protokollparser.core.collecting import seldom_collecting
from protokollparser.core.errors import ProtokollparserError, RuleError
from protokollparser.core.records.base import Record
from protokollparser.core.records.documents import LogicalDocument, Source
from protokollparser.core.records.findings import CheckRun, Finding, FindingEvidence
from protokollparser.core.rules import CheckRule, Rules
from protokollparser.core.spans import Span

_OCR_CONFIDENCE = 0.7
# What was read less surely than this is lowered by one level, as is what rests on a picture.
_SURE = 0.6
_LOWER = {"error": "warning", "warning": "info"}
Said = TypeVar("Said", Verdict, Entry)


class Sources(Reads, Protocol):
    """What checking needs of a store: its sources, their documents, and their records source by source."""

    def sources(self) -> list[Source]:
        """Return all sources."""

    def read(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the records of one type."""


@dataclass
class CheckResult:
    """What the checks found: findings, the places that prove them, and what each check looked at."""

    findings: list[Finding] = field(default_factory=list)
    evidence: list[FindingEvidence] = field(default_factory=list)
    runs: list[CheckRun] = field(default_factory=list)

    def __iter__(self) -> Iterator[Record]:
        yield from (*self.findings, *self.evidence, *self.runs)

    def extend(self, other: CheckResult) -> None:
        """Take over what another result holds."""
        self.findings += other.findings
        self.evidence += other.evidence
        self.runs += other.runs


@dataclass
class Looked:
    """What looking through some sources gives: what is found in each, and what is to compare, by check."""

    result: CheckResult = field(default_factory=CheckResult)
    gathered: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def extend(self, other: Looked) -> None:
        """Take over what another one holds."""
        self.result.extend(other.result)
        for check_id, entries in other.gathered.items():
            self.gathered[check_id] += entries


# A check of one source: its rule, what examines a source, and the parameters for it.
_Alone = tuple[CheckRule, Callable[[Dossier, Any], Iterator[Verdict]], ShapeParams]
# Looks through sources, in this process or in others.
Looks = Callable[[Sequence[str]], Iterable[Looked]]


def check(store: Sources, rules: Rules, looks: Looks | None = None) -> CheckResult:
    """Return what every check finds in every stored source, and between them.

    `looks` looks through the sources; without one this process does. Raises RuleError when a check is wrong.
    """
    sources = store.sources()
    source_ids = sorted(source.source_id for source in sources)
    found = Looked()
    for one in looks(source_ids) if looks else [look_through(store, source_ids, rules)]:
        found.extend(one)
    recognised = frozenset(one.source_id for one in sources if one.text_origin in ("ocr", "mixed"))
    told = standing(store.read(LogicalDocument), recognised)
    for rule in rules.checks:
        if shape_of(rule).gather:
            found.result.extend(compare_all(rule, found.gathered[rule.id], told))
    return _told_once(found.result, told)


@seldom_collecting()
def look_through(store: Reads, source_ids: Sequence[str], rules: Rules) -> Looked:
    """Return what checks find in some sources, and what they take from them to compare."""
    found = Looked()
    between = [
        (rule, shape.gather, params_of(rule)) for rule in rules.checks if (shape := shape_of(rule)).gather
    ]
    alone = _alone(rules.checks)
    for dossier in open_dossiers(store, source_ids, rules):
        found.result.extend(_checked(dossier, alone))
        for rule, gather, params in between:
            found.gathered[rule.id] += _guarded(rule, dossier.source_id, gather(dossier, params))
    return found


def compare_all(rule: CheckRule, entries: Iterable[Entry], told: Standing) -> CheckResult:
    """Return what one check finds between the documents whose entries are given."""
    result = CheckResult()
    shape, params = shape_of(rule), params_of(rule)
    if shape.compare is None:
        return result
    taken: Counter[tuple[str, Span | None]] = Counter()
    by_source: dict[str, list[Verdict]] = defaultdict(list)
    for group in by_key(entries, told):
        for told_one in _guarded(rule, group[0].source_id, shape.compare(group, params)):
            verdict = _under_its_law(rule, told_one)
            source_id = verdict.span.source_id if verdict.span else verdict.source_id or group[0].source_id
            by_source[source_id].append(verdict)
            if verdict.outcome in ("violated", "suspicious"):
                finding = _finding(rule, verdict, taken, scanned=verdict.document_id in told.recognised)
                result.findings.append(finding)
                result.evidence += _evidence(rule, finding, verdict)
    for source_id, verdicts in by_source.items():
        result.runs += _runs(source_id, rule, verdicts)
    return result


def _told_once(result: CheckResult, told: Standing) -> CheckResult:
    """Return a result in which a finding of several versions of a document stands once."""
    if not told.counted_by:
        return result
    again = told_again(result.findings, told)
    findings = [finding for finding in result.findings if finding.id not in again]
    kept = Counter((finding.check_id, finding.document_id) for finding in findings)
    return CheckResult(
        findings,
        [one for one in result.evidence if one.finding_id not in again],
        [counted_once(run, told, kept[run.check_id, run.document_id]) for run in result.runs],
    )


def check_dossier(dossier: Dossier, checks: Iterable[CheckRule]) -> CheckResult:
    """Return what the given checks find in one source."""
    return _checked(dossier, _alone(checks))


def _alone(checks: Iterable[CheckRule]) -> list[_Alone]:
    """Return the checks that examine one source, with what they examine it with and their parameters."""
    return [(rule, shape.examine, params_of(rule)) for rule in checks if (shape := shape_of(rule)).examine]


def _checked(dossier: Dossier, checks: Iterable[_Alone]) -> CheckResult:
    result = CheckResult()
    found: list[tuple[CheckRule, Verdict]] = []
    for rule, examine, params in checks:
        said = _guarded(rule, dossier.source_id, examine(dossier, params))
        if not said:
            continue
        verdicts = [_under_its_law(rule, _dated(dossier, verdict)) for verdict in said]
        result.runs += _runs(dossier.source_id, rule, verdicts)
        found += [(rule, verdict) for verdict in verdicts if verdict.outcome in ("violated", "suspicious")]
    taken: Counter[tuple[str, Span | None]] = Counter()
    for rule, verdict in told_once(found):
        finding = _finding(rule, verdict, taken, scanned=_is_scanned(dossier, verdict))
        result.findings.append(finding)
        result.evidence += _evidence(rule, finding, verdict)
    return result


def _dated(dossier: Dossier, verdict: Verdict) -> Verdict:
    """Return a verdict that may be told with its day, that of its document where it gives none."""
    if verdict.day or verdict.outcome not in ("violated", "suspicious"):
        return verdict
    own = dossier.documents.get(verdict.document_id or "")
    return verdict if own is None else replace(verdict, day=own.document_date)


def _under_its_law(rule: CheckRule, verdict: Verdict) -> Verdict:
    """Return a verdict as far as the law of its day was read: undecidable, or a warning, where it was not."""
    if verdict.outcome not in ("violated", "suspicious") or verdict.day is None:
        return verdict
    if rule.law_since is not None and verdict.day < rule.law_since:
        return Verdict("undecidable", verdict.document_id, reason="the law of that day was not read")
    if rule.is_unread(verdict.day) and (verdict.severity or rule.severity) == "error":
        return replace(verdict, severity="warning")
    return verdict


def _guarded(rule: CheckRule, source_id: str, said: Iterator[Said]) -> list[Said]:
    """Return all that a check says of a source. Raises RuleError for whatever goes wrong inside it."""
    try:
        return list(said)
    except ProtokollparserError:
        raise
    # Whatever a check raises is a fault of the check: it stops the run and is never a clean document.
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        message = f"the check failed on source {source_id[:12]} ({told}); mend shape {rule.shape}"
        raise RuleError(f"{rule.id}.yml", message) from error


def _is_scanned(dossier: Dossier, verdict: Verdict) -> bool:
    """True for a verdict that rests on what was recognised from a picture."""
    pictures = {page.page for page in dossier.pages if page.text_origin == "ocr"}
    spans = [verdict.span, *(proof.span for proof in verdict.proofs)] if pictures else []
    return any(span is not None and span.page in pictures for span in spans)


def _finding(
    rule: CheckRule, verdict: Verdict, taken: Counter[tuple[str, Span | None]], *, scanned: bool
) -> Finding:
    """Return a verdict as a finding. Raises RuleError when its messages ask for words it does not give."""
    if verdict.span is None:
        raise RuleError(f"{rule.id}.yml", f"shape {rule.shape} gave a violation without a place")
    words = {"stated": verdict.stated or "", "computed": verdict.computed or "", **verdict.words}
    try:
        message, message_en = rule.message.format(**words), rule.message_en.format(**words)
    except KeyError as error:
        raise RuleError(f"{rule.id}.yml", f"shape {rule.shape} gives no word {error} for messages") from error
    if scanned or verdict.confidence < _SURE:
        sv, en = _doubt(verdict.span, scanned=scanned)
        message, message_en = message + sv, message_en + en
    if rule.is_unread(verdict.day):
        message += " Den dagens lag är inte läst; lagarna före och efter den har samma regel."
        message_en += " The law of that day was not read; those before and after it have the same rule."
    suspicious = verdict.outcome == "suspicious"
    severity = "info" if suspicious else verdict.severity or rule.severity
    if scanned or verdict.confidence < _SURE:
        severity = _LOWER.get(severity, severity)
    ordinal = taken[rule.id, verdict.span]
    taken[rule.id, verdict.span] += 1
    return Finding(
        span=verdict.span,
        rule_id=rule.id,
        ordinal=ordinal,
        confidence=verdict.confidence * (_OCR_CONFIDENCE if scanned else 1.0),
        document_id=verdict.document_id,
        check_id=rule.id,
        outcome="rounding" if suspicious else verdict.outcome,
        severity=severity,
        message=message,
        message_en=message_en,
        stated=verdict.stated,
        computed=verdict.computed,
        difference=verdict.difference,
        unit=verdict.unit,
        hypothesis=verdict.hypothesis,
        legal_source=rule.law_on(verdict.day),
    )


def _doubt(span: Span, *, scanned: bool) -> tuple[str, str]:
    """Return the Swedish and English sentence that says where reading, not the document, may be at fault."""
    place, place_en = f"sida {span.page}, rad {span.line_start}", f"page {span.page}, line {span.line_start}"
    if scanned:
        return (
            f" Texten är tolkad från en bild och kan vara fel läst: jämför med originalet, {place}.",
            f" The text was recognised from an image and may be misread: compare the original, {place_en}.",
        )
    return (
        f" Utläsningen är osäker och kan vara fel: jämför med originalet, {place}.",
        f" The reading is unsure and may be at fault: compare with the original, {place_en}.",
    )


def _evidence(rule: CheckRule, finding: Finding, verdict: Verdict) -> Iterator[FindingEvidence]:
    """Yield the places that prove a finding, in the order given."""
    for ordinal, proof in enumerate(verdict.proofs):
        yield FindingEvidence(
            span=proof.span,
            rule_id=rule.id,
            ordinal=ordinal,
            document_id=proof.document_id,
            finding_id=finding.id,
            record_table=proof.record.table if proof.record is not None else None,
            record_id=proof.record.id if proof.record is not None else None,
            role=proof.role,
        )


def _runs(source_id: str, rule: CheckRule, verdicts: list[Verdict]) -> Iterator[CheckRun]:
    """Yield what the check looked at in each document; nothing where there was nothing to look at."""
    by_document: dict[str | None, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        by_document[verdict.document_id].append(verdict)
    for document_id, found in by_document.items():
        counts = Counter(verdict.outcome for verdict in found)
        reasons = sorted({verdict.reason for verdict in found if verdict.reason})
        yield CheckRun(
            source_id=source_id,
            document_id=document_id,
            check_id=rule.id,
            examined=len(found),
            exact=counts["exact"],
            rounding=counts["rounding"] + counts["suspicious"],
            violated=counts["violated"],
            undecidable=counts["undecidable"],
            reason="; ".join(reasons) or None,
        )
