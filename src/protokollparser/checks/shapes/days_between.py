"""Days between two events of a meeting: adjustment, notice, and what the law gives for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from protokollparser.checks.calendar import next_working_day
from protokollparser.checks.dossier import Dossier
from protokollparser.checks.formalities import Chain, Day, chains, signature_days
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof

Event = Literal["meeting", "adjusted", "posted", "removed"]

_WAYS = (1, -1)
# Nothing around a meeting takes longer, so a repaired year must land within it.
_SEASON = 90


class Params(ShapeParams):
    """How many days may lie from `first` to `last`.

    `rest`: a limit that falls on a Saturday, Sunday or holiday and is kept on the next working day
    makes a note, not an error. `years`: a slip of one year is offered as repair.
    `every`: where the last day is right, the first dated signature must be, too.
    """

    first: Event
    last: Event
    least: int | None = None
    most: int | None = None
    rest: bool = False
    years: bool = True
    every: bool = False


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every meeting held, once for each of its notices."""
    seen: set[tuple[str, date | None, date | None]] = set()
    for chain in chains(dossier):
        first, last = chain.days.get(params.first), chain.days.get(params.last)
        key = (chain.meeting.id, first.day if first else None, last.day if last else None)
        if key in seen:
            continue
        seen.add(key)
        if first is None or last is None:
            reason = chain.why.get(params.first) or chain.why.get(params.last)
            yield Verdict("undecidable", chain.meeting.document_id, reason=reason)
        else:
            verdict = _verdict(chain, params, first, last)
            if params.every and verdict.outcome == "exact":
                signed = signature_days(dossier, chain.meeting)
                verdict = _verdict(chain, params, first, min([last, *signed], key=lambda one: one.day))
            yield verdict


def _verdict(chain: Chain, params: Params, first: Day, last: Day) -> Verdict:
    document_id = chain.meeting.document_id
    days = (last.day - first.day).days
    early = params.least is not None and days < params.least
    late = params.most is not None and days > params.most
    if not early and not late:
        return Verdict("exact", document_id)
    limit = first.day + timedelta(days=(params.least if early else params.most) or 0)
    resting = late and params.rest and last.day <= next_working_day(limit)
    repaired = _other_year(params, first.day, last.day) if params.years else None
    return Verdict(
        "violated",
        document_id,
        span=last.span,
        stated=last.day.isoformat(),
        computed=(repaired or limit).isoformat(),
        difference=Decimal(days),
        unit="days",
        hypothesis=f"year: {repaired.isoformat()}" if repaired else None,
        severity="info" if resting else None,
        day=chain.meeting.meeting_date,
        words={
            "first": first.day.isoformat(),
            "last": last.day.isoformat(),
            "limit": limit.isoformat(),
            "days": str(abs(days)),
            "repair": f" Avses {repaired.isoformat()}?" if repaired else "",
            "repair_en": f" Is {repaired.isoformat()} meant?" if repaired else "",
        },
        proofs=(
            proof("stated", last.record),
            proof("computed_from", first.record),
            proof("context", chain.meeting),
        ),
    )


def _other_year(params: Params, first: date, last: date) -> date | None:
    """Return the later day with another year, when that alone makes the order right.

    002 lines 23-24: put up 2022-01-01, taken down 2021-01-22.
    """
    for way in _WAYS:
        try:
            moved = last.replace(year=last.year + way)
        except ValueError:
            continue
        days = (moved - first).days
        upper = params.most if params.most is not None else _SEASON
        if (params.least or 0) <= days <= upper:
            return moved
    return None
