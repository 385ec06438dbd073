"""The audit report as text for a terminal of 100 columns."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from protokollparser.cli.speech import language, reason, repair, tell, tell_fault, word

if TYPE_CHECKING:
    from protokollparser.exports.report import DocumentLine, FindingLine, Report

WIDTH = 100
# More documents than this are told by their kinds instead of one by one.
_LISTED = 150
_QUOTED = 3
# A space inside a figure, or between a figure and its unit.
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b|kr\b|tkr\b|mkr\b|procent\b)")
_SEVERITIES = ("error", "warning", "info")
_INDENT = " " * 6


def report_lines(report: Report, *, verbose: bool = False) -> Iterator[str]:
    """Yield the lines of the report: findings by severity, and how much was checked.

    With `verbose` also the documents, the records, and each check with what it could not decide.
    """
    if verbose:
        yield from _documents(report.documents)
        yield ""
    if report.not_whole:
        yield tell("report.not_whole", count=len(report.not_whole))
        for source in report.not_whole:
            yield "  " + tell_fault(
                source.path, source.code, source.message, partial=source.status == "partial"
            )
        yield ""
    if verbose:
        yield tell("report.records")
        yield from _columns([f"{count:>6} {word(name)}" for name, count in report.records.items()])
        yield ""
    yield from _findings(report)
    yield ""
    if verbose:
        yield from _checks(report)
    else:
        sums = {
            name: sum(getattr(one, name) for one in report.checks) for name in ("examined", "undecidable")
        }
        yield from _wrapped(tell("report.quiet", checks=len(report.checks), **sums), "", "  ")


def _documents(documents: tuple[DocumentLine, ...]) -> Iterator[str]:
    """Yield the documents under their files, or their number by kind when they are many."""
    yield tell("report.documents", count=len(documents))
    if len(documents) > _LISTED:
        counts = Counter(document.kind for document in documents)
        yield from _columns([f"{count:>6} {word(kind)}" for kind, count in counts.most_common()])
        return
    path = None
    for document in documents:
        if document.path != path:
            path = document.path
            yield f"  {path}"
        place = f"{document.line_start}-{document.line_end}"
        kind = "  " * document.depth + word(document.kind)
        title = " ".join((document.title or document.body or "").split())
        yield _cut(f"    {place:<10} {kind:<24} {title}")


def severity_heading(report: Report, severity: str) -> str:
    """Return the line above the findings of a severity."""
    return tell(f"report.{severity}", count=report.count(severity))


def counted_findings(report: Report) -> str:
    """Return the line that says how many open findings of each severity there are."""
    return tell("report.findings", **{severity: report.count(severity) for severity in _SEVERITIES})


def _findings(report: Report) -> Iterator[str]:
    """Yield the open findings, the gravest first."""
    yield counted_findings(report)
    for severity in _SEVERITIES:
        count = report.count(severity)
        if count:
            yield ""
            yield severity_heading(report, severity)
            for finding in report.findings:
                if finding.severity == severity and finding.status == "open":
                    yield from finding_lines(finding)
    settled = sum(finding.status != "open" for finding in report.findings)
    if settled:
        yield tell("report.settled", count=settled)
    if report.known:
        yield tell("report.known", count=report.known)


def finding_lines(finding: FindingLine) -> Iterator[str]:
    """Yield one finding: what, where, the line it quotes, stated and computed value, possible repair."""
    message = finding.message if language() == "sv" else finding.message_en
    yield from _wrapped(f"{finding.check_id}  {message}", "  ", _INDENT)
    page = tell("report.page", page=finding.page) if finding.page > 1 else ""
    place = tell("report.place", path=finding.path, line=finding.line_start, page=page)
    yield f"{_INDENT}{place}  [{finding.finding_id[:12]}]"
    for line in (finding.quoted or finding.printed).splitlines()[:_QUOTED]:
        yield f"{_INDENT}> {_around(' '.join(line.split()), ' '.join(finding.printed.split()))}"
    difference = None if finding.difference is None else format(finding.difference, "f")
    told = (("stated", finding.stated), ("computed", finding.computed), ("difference", difference))
    values = [tell(f"report.{name}", value=_value(value, finding.unit)) for name, value in told if value]
    if values:
        yield from _wrapped(" · ".join(values), _INDENT, _INDENT)
    if finding.hypothesis:
        yield from _wrapped(
            tell("report.hypothesis", value=_figures(repair(finding.hypothesis), finding.unit)),
            _INDENT,
            _INDENT,
        )
    if finding.legal_source:
        yield from _wrapped(tell("report.law", value=finding.legal_source), _INDENT, _INDENT)


def _value(canonical: str, unit: str | None) -> str:
    """Return a figure with its unit as it is written in Swedish, another value as it is."""
    from protokollparser.exports.values import is_figure, swedish

    # A figure without a unit is a year or a § (004 line 122) and is not grouped.
    return f"{swedish(canonical)} {word(unit)}" if unit and is_figure(canonical) else canonical


def _figures(text: str, unit: str | None) -> str:
    """Return a text with its figures as they are written in Swedish, those without a unit as they are."""
    from protokollparser.exports.values import swedish

    return " ".join(swedish(part) for part in text.split(" ")) if unit else text


def _around(line: str, words: str) -> str:
    """Return as much of a quoted line as fits, with the words that it is quoted for."""
    width = WIDTH - len(_INDENT) - 2
    at = line.find(words)
    middle = at - (width - len(words)) // 2
    start = max(0, min(middle, len(line) - width)) if at + len(words) > width else 0
    text = ("…" + line[start + 1 :]) if start else line
    return text if len(text) <= width else text[: width - 1] + "…"


def _checks(report: Report) -> Iterator[str]:
    """Yield what was checked and how it came out, and what could not be decided."""
    names = ("examined", "exact", "rounding", "violated", "undecidable")
    sums = {name: sum(getattr(check, name) for check in report.checks) for name in names}
    active = [check for check in report.checks if check.examined]
    yield from _wrapped(tell("report.checks", checks=len(report.checks), **sums), "", "  ")
    heads = [tell(f"report.head.{name}") for name in names[1:]]
    yield f"  {tell('report.head.check'):<44}" + "".join(f"{head:>12}" for head in heads)
    for check in active:
        name = check.name if language() == "sv" else check.name_en
        counts = "".join(f"{getattr(check, field):>12}" for field in names[1:])
        yield f"  {check.check_id} {name[:39]:<40}{counts}".rstrip()
    for check in active:
        if check.undecidable:
            for why in check.reasons:
                yield from _wrapped(
                    tell("report.undecided", check=check.check_id, reason=reason(why)), "  ", "      "
                )
    idle = [check.check_id for check in report.checks if not check.examined]
    if idle:
        yield from _wrapped(tell("report.unchecked", checks=", ".join(idle)), "  ", "      ")


def _columns(entries: list[str], columns: int = 3) -> Iterator[str]:
    """Yield entries side by side, read downwards."""
    height = -(-len(entries) // columns)
    width = (WIDTH - 2) // columns
    for row in range(height):
        yield ("  " + "".join(f"{entry:<{width}}" for entry in entries[row::height])).rstrip()


def _wrapped(text: str, first: str, rest: str) -> Iterator[str]:
    """Yield a text in lines of the report's width; figures with spaces in them stay whole."""
    whole = _THOUSANDS.sub("\u00a0", text)
    wrap = textwrap.TextWrapper(WIDTH, initial_indent=first, subsequent_indent=rest)
    wrap.break_long_words = wrap.break_on_hyphens = False
    yield from (line.replace("\u00a0", " ") for line in wrap.wrap(whole))


def _cut(line: str) -> str:
    """Return a line that fits the report's width."""
    return line.rstrip() if len(line) <= WIDTH else line[: WIDTH - 1] + "…"
