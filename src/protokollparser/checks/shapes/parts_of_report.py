"""Whether the interim report that the law asks of a municipality holds all its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.bodies import body_key
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.rules import compile_pattern
from protokollparser.core.spans import Span

_VOCABULARY = "interim_parts"
# A heading may have a number, and a word or two for whose the part is ("Kommunens resultaträkning").
_HEADING = (
    r"(?im)^[ \t|*#]{{0,8}}(?:(?:\d{{1,2}}\.?){{1,4}}[ \t]+)?(?:[^\W\d]+[ \t]){{0,2}}?(?:{0})[^\n.]{{0,90}}$"
)
_YEAR = re.compile(r"\b(20\d\d)\b")


class Params(ShapeParams):
    """What shows that a report is the one of the law, and whole.

    Reports of other bodies than those that `bodies` matches whole are not examined, nor those whose title
    holds `unlike`. `own` in the title says that it is a municipality's, `statutory` in the text that it is
    the one of the law, unless `denied`; `elsewhere` are words of parts that are kept in other papers. Where
    fewer than `least` parts are there it is not the whole report. One of fewer months than `shortest`, or of
    more than `longest`, is another report than the one of the law.
    """

    bodies: str
    title: str
    unlike: str
    own: str
    statutory: str
    denied: str
    elsewhere: str
    least: int = 3
    shortest: int = 6
    longest: int = 8


@dataclass(frozen=True)
class _Report:
    """One report: its text, the kinds of its tables, its last day, where it is known."""

    document: LogicalDocument
    text: str
    tables: frozenset[str]
    day: date | None


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every part of every interim report that is not a board's."""
    for document in dossier.documents.values():
        title = document.title or ""
        own = document.body is None or re.fullmatch(params.bodies, body_key(document.body))
        if document.kind != "interim_report" or not own or not _has(params.title, title):
            continue
        if not _has(params.unlike, title):
            yield from _verdicts(dossier, params, _report(dossier, document))


def _has(pattern: str, text: str) -> bool:
    return compile_pattern(f"(?i){pattern}").search(text) is not None


def _report(dossier: Dossier, document: LogicalDocument) -> _Report:
    spans = (document.span, *document.more)
    text = "\n".join(dossier.pages[span.page - 1].text[span.start : span.end] for span in spans)
    tables = frozenset(
        sheet.table.kind for sheet in dossier.sheets.values() if sheet.table.document_id == document.id
    )
    years = [int(year) for year in _YEAR.findall(document.title or "")]
    day = document.period_end or (date(max(years), 12, 31) if years else document.document_date)
    return _Report(document, text, tables, day)


def _verdicts(dossier: Dossier, params: Params, report: _Report) -> Iterator[Verdict]:
    document = report.document
    parts = dossier.rules.vocabulary[_VOCABULARY]
    held = [part for part in parts if _is_held(part, report)]
    reason = _doubt(params, report, len(held))
    if reason is not None:
        yield Verdict("undecidable", document.id, reason=reason)
        return
    span = dossier.first_line(document.span)
    for part in parts:
        if part in held:
            yield Verdict("exact", document.id)
        elif _has(part["mentioned"], report.text):
            yield Verdict("undecidable", document.id, reason="the part is mentioned and has no heading")
        else:
            yield Verdict(
                "violated",
                document.id,
                span=span,
                stated=part["name"],
                words={"part": part["name"], "part_en": part["name_en"]},
                proofs=(proof("stated", document), *_cue(dossier, params, document)),
                day=report.day,
            )


def _doubt(params: Params, report: _Report, held: int) -> str | None:
    """Return why nothing is said of the parts of a report, None where it is the whole one of the law."""
    document = report.document
    whose = " ".join(filter(None, (document.title, document.host_municipality and "kommun", document.body)))
    if not _has(params.own, whose) and document.body is None:
        return "not said whether it is the municipality's"
    if not _has(params.statutory, report.text) or _has(params.denied, report.text):
        return "the report may not be the one that the law asks for"
    start, end = document.period_start, document.period_end
    if start and end and not params.shortest <= end.month - start.month + 1 <= params.longest:
        return "the report may not be the one that the law asks for"
    if report.day is None:
        return "the title names no year or period"
    if _has(params.elsewhere, report.text):
        return "parts of the report may be in other papers"
    return "most parts are missing: it may be an extract" if held < params.least else None


def _is_held(part: dict[str, Any], report: _Report) -> bool:
    """True when a part has a heading, a table of its kind, or words that tell it."""
    return (
        bool(report.tables & set(part.get("tables", ())))
        or compile_pattern(_HEADING.format(part["headings"])).search(report.text) is not None
        or ("told" in part and _has(part["told"], report.text))
    )


def _cue(dossier: Dossier, params: Params, document: LogicalDocument) -> Iterator[Proof]:
    """Yield the words that say that a report is the one of the law."""
    pattern = compile_pattern(f"(?i){params.statutory}")
    for span in (document.span, *document.more):
        match = pattern.search(dossier.pages[span.page - 1].text, span.start, span.end)
        if match is not None:
            found: Span = dossier.place(span.page, match.start(), match.end())
            yield Proof("context", found, None, document.id)
            return
