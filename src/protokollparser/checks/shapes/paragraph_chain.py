"""Whether the paragraphs of a body go on from meeting to meeting over the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.entries import Entry, owner
from protokollparser.checks.paragraphs import series
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.items import AgendaItem


class Params(ShapeParams):
    """A gap is told as `gap`; one wider than `widest` is taken for minutes that were not imported."""

    gap: str = "info"
    widest: int = 5


@dataclass(frozen=True)
class Numbers:
    """The first and last item of one meeting."""

    first: AgendaItem
    last: AgendaItem


def gather(dossier: Dossier, params: Params) -> Iterator[Entry]:
    """Yield the first and last item of every meeting, by body and year."""
    del params
    for run in series(dossier):
        body = owner(run.document)
        if body is None or run.meeting is None or run.meeting.meeting_date is None or len(run.items) < 2:
            continue
        day = run.meeting.meeting_date
        held = Numbers(run.items[0], run.items[-1])
        yield Entry((*body, str(day.year)), dossier.source_id, run.document.id, day, held)


def compare(entries: Sequence[Entry], params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every step from one meeting of a body to its next in the same year."""
    if len(entries) < 2:
        yield Verdict("undecidable", entries[0].document_id, reason="no other meeting of the year is here")
        return
    if all(entry.held.first.paragraph == 1 for entry in entries):
        yield from _each(entries, "the body numbers every meeting from 1")
        return
    if len({entry.day for entry in entries}) < len(entries):
        yield from _each(entries, "two minutes of one day: which comes first is not known")
        return
    for before, after in pairwise(entries):
        yield _step(before, after, params)


def _each(entries: Sequence[Entry], reason: str) -> Iterator[Verdict]:
    for entry in entries:
        yield Verdict("undecidable", entry.document_id, source_id=entry.source_id, reason=reason)


def _step(before: Entry, after: Entry, params: Params) -> Verdict:
    last, first = before.held.last.paragraph, after.held.first.paragraph
    document, item = after.document_id, after.held.first
    if first == last + 1:
        return Verdict("exact", document, span=item.span)
    missing = first - last - 1
    if missing > params.widest:
        reason = "so many paragraphs are missing that minutes between these may not be here"
        return Verdict("undecidable", document, source_id=after.source_id, reason=reason)
    sv = f"§§ {last + 1}-{first - 1} finns i inget protokoll här" if missing > 0 else "numren överlappar"
    en = f"§§ {last + 1}-{first - 1} are in no minutes here" if missing > 0 else "the numbers overlap"
    line = item.span.printed.splitlines()[0]
    span = item.span._replace(end=item.span.start + len(line), line_end=item.span.line_start, printed=line)
    return Verdict(
        "violated",
        document,
        span=span,
        stated=str(first),
        computed=str(last + 1),
        severity=params.gap if missing > 0 else None,
        day=after.day,
        words={"day": str(before.day), "last": str(last), "first": str(first), "fault": sv, "fault_en": en},
        proofs=(proof("stated", item), proof("contradicts", before.held.last)),
    )
