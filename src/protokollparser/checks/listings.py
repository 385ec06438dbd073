"""The rows of a contents list of minutes: the § numbers, headings and pages that are printed there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from protokollparser.checks.dossier import Dossier
from protokollparser.core.records.documents import Claim, LogicalDocument
from protokollparser.core.spans import Span

# The rule by which reading claims the lines of an agenda or contents list.
_LISTED = "items:agenda"
_ROW = re.compile(
    r"^[ \t|*]*(?:[A-ZÅÄÖ]{2,5}[ ])?(?:§{1,2}\s?(?P<number>\d{1,4})|(?P<before>\d{1,4})\s?§)"
    r"(?:[/:]\d{2,4})?(?:\s?[-–]\s?(?:§\s?)?(?P<last>\d{1,4})\b)?(?P<rest>.*)$"
)
_PAGE = re.compile(r"(?:[ \t.…_]{2,}|[|]\s?|\s)(?P<page>\d{1,4})(?:\s?[-–]\s?\d{1,4})?[ \t|]*$")
_IDLE = " \t|.…_*-–"


@dataclass(frozen=True)
class Row:
    """One row of a contents list: the § numbers `first..last`, the heading and the page, where printed."""

    first: int
    last: int
    title: str
    page: int | None
    span: Span
    document_id: str | None


def contents_lists(dossier: Dossier, document: LogicalDocument) -> Iterator[Claim]:
    """Yield the contents lists of a document."""
    for claim in dossier.of(Claim):
        if claim.rule_id == _LISTED and claim.document_id == document.id and claim.line_count > 1:
            yield claim


def contents_rows(dossier: Dossier, document: LogicalDocument) -> list[Row]:
    """Return the rows with a § of the contents lists of a document, in order; wrapped headings are whole."""
    found: list[Row] = []
    for listing in contents_lists(dossier, document):
        for piece in (listing.span, *listing.more):
            found += _rows(dossier, piece, document.id)
    return found


def _rows(dossier: Dossier, piece: Span, document_id: str) -> Iterator[Row]:
    held: Row | None = None
    at = piece.start
    for line in piece.printed.split("\n"):
        match = _ROW.match(line)
        if match is not None:
            if held is not None:
                yield held
            first = int(match["number"] or match["before"])
            last = int(match["last"] or first)
            title, page = _told(match["rest"])
            span = dossier.place(piece.page, at, at + len(line.rstrip()))
            held = Row(first, max(first, last), title, page, span, document_id)
        elif held is not None and held.page is None and line.strip(_IDLE):
            title, page = _told(line)
            held = replace(held, title=f"{held.title} {title}".strip(), page=page)
        at += len(line) + 1
    if held is not None:
        yield held


def _told(rest: str) -> tuple[str, int | None]:
    """Return the heading in what stands after a number, and the page at its end."""
    match = _PAGE.search(rest)
    # A year or amount at the end of a heading ("Budget 2023") is no page.
    if match is not None and (int(match["page"]) < 1000) and match.start() >= 0:
        leader = match.group()[: match.start("page") - match.start()]
        if leader != " " or not rest[: match.start()].strip(_IDLE):
            return rest[: match.start()].strip(_IDLE), int(match["page"])
    return rest.strip(_IDLE), None
