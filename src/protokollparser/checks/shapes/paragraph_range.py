"""Whether the paragraphs said to be adjusted are those that the minutes hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.paragraphs import Series, printed_anyway, series
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.base import Printed
from protokollparser.core.records.meetings import Adjustment

Range = tuple[int, int, Printed]


class Params(ShapeParams):
    """Nothing to set."""


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every meeting whose adjusted paragraphs are printed."""
    for run in series(dossier):
        ranges = _ranges(dossier, run)
        if not ranges:
            yield Verdict("undecidable", run.document.id, reason="no adjusted paragraphs are printed")
            continue
        yield _verdict(dossier, run, ranges)


def _ranges(dossier: Dossier, run: Series) -> list[Range]:
    """Return the printed ranges of adjusted paragraphs, each with its record.

    What was adjusted at once is a part of the meeting; without the rest it tells nothing of the whole.
    """
    if run.meeting is None:
        return []
    adjustments = [a for a in dossier.of(Adjustment) if a.meeting_id == run.meeting.id]
    whole = [a for a in adjustments if not a.immediate and a.paragraph_first is not None]
    if any(adjustment.immediate for adjustment in adjustments) and not whole:
        return []
    ranges: list[Range] = [
        (a.paragraph_first, a.paragraph_last or a.paragraph_first, a)
        for a in adjustments
        if a.paragraph_first is not None
    ]
    if not ranges and run.meeting.paragraph_first is not None:
        first, last = run.meeting.paragraph_first, run.meeting.paragraph_last
        ranges.append((first, last if last is not None else first, run.meeting))
    return ranges


def _verdict(dossier: Dossier, run: Series, ranges: list[Range]) -> Verdict:
    first, last = min(low for low, _, _ in ranges), max(high for _, high, _ in ranges)
    held = run.numbers
    low, high = min(held), max(held)
    if (low, high) == (first, last):
        return _between(run, ranges)
    outside = [number for number in (first, last) if not low <= number <= high]
    if any(printed_anyway(dossier, run.document, number) for number in outside):
        return Verdict("undecidable", run.document.id, reason="a paragraph is printed but not read")
    record = max(ranges, key=lambda one: one[1])[2]
    stated = ", ".join(
        _shown(one, other) for one, other in sorted({(one, other) for one, other, _ in ranges})
    )
    return Verdict(
        "violated",
        run.document.id,
        span=dossier.first_line(record.span),
        stated=stated,
        computed=_shown(low, high),
        difference=Decimal((last - first) - (high - low)),
        unit="paragraphs",
        confidence=min(record.confidence, *(item.confidence for item in run.items)),
        words={"stated": stated, "computed": _shown(low, high)},
        proofs=(
            proof("stated", record),
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
