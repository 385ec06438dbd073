"""Whether a paragraph was taken over from an earlier report with the day of that report still in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rapidfuzz import fuzz, process

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.entries import Entry
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict
from protokollparser.core.bodies import body_key
from protokollparser.core.records.references import DateMention
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.spans import Span
from protokollparser.core.text import clean, fold

_PARAGRAPH = re.compile(r"\n[ \t]*\r?\n")


class Params(ShapeParams):
    """`kinds` of documents, `state` what stands before the day to which a paragraph tells how things are.

    Two paragraphs are one when they are alike to `alike` of 100; shorter ones than `shortest` letters are
    said of many things.
    """

    kinds: tuple[str, ...]
    state: str
    alike: float = 95.0
    shortest: int = 80


@dataclass(frozen=True)
class Told:
    """A paragraph, where it stands, and the day to which it says how things are."""

    text: str
    span: Span
    day: date
    printed: str


def gather(dossier: Dossier, params: Params) -> Iterator[Entry]:
    """Yield the reports of bodies whose municipality is known, each with its paragraphs that name a day."""
    for document in dossier.documents.values():
        day = document.period_end or document.document_date
        if document.kind not in params.kinds or not document.host_municipality or day is None:
            continue
        key = (fold(document.host_municipality), body_key(document.body or ""))
        mentions = [one for one in dossier.of(DateMention) if one.document_id == document.id]
        told = tuple(_told(dossier, (document.span, *document.more), mentions, params))
        yield Entry(key, dossier.source_id, document.id, day, told)


def _told(
    dossier: Dossier, spans: Sequence[Span], mentions: list[DateMention], params: Params
) -> Iterator[Told]:
    state = compile_pattern(params.state)
    for span in spans:
        page = dossier.pages[span.page - 1].text
        ends = [
            span.start,
            *(found.end() for found in _PARAGRAPH.finditer(page, span.start, span.end)),
            span.end,
        ]
        for start, end in pairwise(ends):
            text = clean(page[start:end])
            if len(text) < params.shortest:
                continue
            inside = [one for one in mentions if one.span.page == span.page and start <= one.span.start < end]
            days = [
                one
                for one in inside
                if one.date_end and state.search(page[max(start, one.span.start - 40) : one.span.start])
            ]
            if days and days[0].date_end is not None:
                body = page[start:end].strip()
                at = start + page[start:end].index(body[:1]) if body else start
                place = dossier.place(span.page, at, at + len(body))
                yield Told(text, place, days[0].date_end, days[0].span.printed)


def compare(entries: Sequence[Entry], params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every paragraph that stands in the report before, too."""
    if len(entries) < 2:
        for entry in entries:
            reason = "no other report of the body is here"
            yield Verdict("undecidable", entry.document_id, source_id=entry.source_id, reason=reason)
    for earlier, later in pairwise(entries):
        if earlier.day == later.day or earlier.source_id == later.source_id:
            continue
        texts = [one.text for one in earlier.held]
        for one in later.held:
            found = process.extractOne(one.text, texts, scorer=fuzz.ratio, score_cutoff=params.alike)
            if found is not None:
                yield _verdict(earlier, later, earlier.held[found[2]], one)


def _verdict(earlier: Entry, later: Entry, before: Told, now: Told) -> Verdict:
    if before.day != now.day:
        return Verdict("exact", later.document_id, source_id=later.source_id)
    if earlier.day is None or later.day is None or not before.day <= earlier.day < later.day:
        reason = "the day is no state of the earlier report"
        return Verdict("undecidable", later.document_id, source_id=later.source_id, reason=reason)
    if abs((earlier.day - before.day).days) > 92:
        reason = "the day is no state of the earlier report"
        return Verdict("undecidable", later.document_id, source_id=later.source_id, reason=reason)
    return Verdict(
        "violated",
        later.document_id,
        span=now.span,
        source_id=later.source_id,
        stated=str(now.day),
        computed=str(later.day),
        words={"day": now.printed, "earlier": str(earlier.day), "later": str(later.day)},
        proofs=(
            Proof("stated", now.span, None, later.document_id),
            Proof("contradicts", before.span, None, earlier.document_id),
        ),
    )
