"""Whether the paragraphs said to be adjusted are those that the minutes hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.paragraphs import ANNEXED, Series, printed_anyway, printed_range, series
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.records.base import Printed
from protokollparser.core.records.meetings import Adjustment

Range = tuple[int, int, Printed]
# What is said of a meeting whose ranges do not agree with each other: a fault before doubt before none.
_GRAVITY = ("violated", "undecidable", "exact")


class Params(ShapeParams):
    """Minutes that lack more than `widest` of the adjusted paragraphs at an end may be here in part only.

    `labels`: what stands before a range that is said to be adjusted, at the head of a line.
    """

    labels: str
    widest: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every meeting whose adjusted paragraphs are printed."""
    for run in series(dossier):
        claims = [*_claims(dossier, run), *_beyond(dossier, params, run)]
        if not claims:
            yield Verdict("undecidable", run.document.id, reason="no adjusted paragraphs are printed")
            continue
        verdicts = [_verdict(dossier, params, run, ranges) for ranges in claims]
        yield min(verdicts, key=lambda one: _GRAVITY.index(one.outcome))


def _claims(dossier: Dossier, run: Series) -> list[list[Range]]:
    """Return what is said of the adjusted paragraphs: the ranges of the adjustments, and that of the head.

    What was adjusted at once is a part of the meeting; without the rest it tells nothing of the whole.
    """
    if run.meeting is None:
        return []
    adjusted: list[Range] = [
        (a.paragraph_first, a.paragraph_last or a.paragraph_first, a)
        for a in dossier.of(Adjustment)
        if a.meeting_id == run.meeting.id and a.paragraph_first is not None
    ]
    first, last = run.meeting.paragraph_first, run.meeting.paragraph_last
    head: list[Range] = (
        [(first, last if last is not None else first, run.meeting)] if first is not None else []
    )
    later = [one for one in adjusted if not (isinstance(one[2], Adjustment) and one[2].immediate)]
    told = adjusted if later or _reach(adjusted) == (min(run.numbers), max(run.numbers)) else []
    outside = [one for one in adjusted if head and not (head[0][0] <= one[0] and one[1] <= head[0][1])]
    return [ranges for ranges in (told or outside, head) if ranges]


def _beyond(dossier: Dossier, params: Params, run: Series) -> Iterator[list[Range]]:
    """Yield the printed ranges that reach beyond that of the head: "Justeras §§ 208-215"."""
    meeting = run.meeting
    if meeting is None or meeting.paragraph_first is None or meeting.paragraph_last is None:
        return
    pattern = re.compile(
        rf"^[ \t|*]*(?:{params.labels})\W{{0,30}}(\d{{1,4}})\s?[-–]\s?(?:§\s?)?(\d{{1,4}})\b", re.M
    )
    for span in (run.document.span, *run.document.more):
        for found in pattern.finditer(dossier.pages[span.page - 1].text, span.start, span.end):
            first, last = int(found[1]), int(found[2])
            if first < last and not (meeting.paragraph_first <= first and last <= meeting.paragraph_last):
                yield [(first, last, meeting)]


def _reach(ranges: list[Range]) -> tuple[int, int] | None:
    """Return the first and the last paragraph of some ranges."""
    return (min(one[0] for one in ranges), max(one[1] for one in ranges)) if ranges else None


def _verdict(dossier: Dossier, params: Params, run: Series, ranges: list[Range]) -> Verdict:
    first, last = _reach(ranges) or (0, 0)
    held = run.numbers
    low, high = min(held), max(held)
    if (low, high) == (first, last):
        return _between(run, ranges)
    if run.begins_anew:
        return Verdict("undecidable", run.document.id, reason=ANNEXED)
    if low - first > params.widest or last - high > params.widest:
        reason = "so many of the adjusted paragraphs are missing that this may be an extract"
        return Verdict("undecidable", run.document.id, reason=reason)
    outside = [number for number in (first, last) if not low <= number <= high]
    stated = [one[:2] for one in ranges]
    if any(printed_anyway(dossier, run.document, number, stated) for number in outside):
        return Verdict("undecidable", run.document.id, reason="a paragraph is printed but not read")
    return _violated(dossier, run, ranges, next(one for one in ranges if _at_fault(one, ranges, low, high)))


def _at_fault(one: Range, ranges: list[Range], low: int, high: int) -> bool:
    """True for the range at an end of all, when they end elsewhere than the paragraphs there."""
    first, last = _reach(ranges) or (0, 0)
    return one[0] == first != low or one[1] == last != high


def _violated(dossier: Dossier, run: Series, ranges: list[Range], wrong: Range) -> Verdict:
    record = wrong[2]
    span = printed_range(dossier, run.document, wrong[0], wrong[1]) or dossier.first_line(record.span)
    stated = ", ".join(_shown(one, other) for one, other in sorted({one[:2] for one in ranges}))
    computed = _shown(min(run.numbers), max(run.numbers))
    first, last = _reach(ranges) or (0, 0)
    return Verdict(
        "violated",
        run.document.id,
        span=span,
        stated=stated,
        computed=computed,
        difference=Decimal((last - first) - (max(run.numbers) - min(run.numbers))),
        unit="paragraphs",
        confidence=min(record.confidence, *(item.confidence for item in run.items)),
        words={"stated": stated, "computed": computed},
        proofs=(
            Proof("stated", span, record, run.document.id),
            proof("contradicts", run.items[0]),
            proof("contradicts", run.items[-1]),
        ),
    )


def _between(run: Series, ranges: list[Range]) -> Verdict:
    """Return the verdict on ranges that begin and end as the minutes do: "21-24, 26-29" leaves out § 25."""
    left = [number for number in run.numbers if not any(low <= number <= high for low, high, _ in ranges)]
    if left:
        reason = "paragraphs between the adjusted ones may have been adjusted at the sitting"
        return Verdict("undecidable", run.document.id, reason=reason)
    return Verdict("exact", run.document.id)


def _shown(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
