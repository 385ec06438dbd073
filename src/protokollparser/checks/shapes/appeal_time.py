"""Whether the notice of adjusted minutes hung until the time for appeal had run out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from protokollparser.checks.calendar import next_working_day
from protokollparser.checks.dossier import Dossier
from protokollparser.checks.formalities import Chain, Day, chains
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof


class Params(ShapeParams):
    """`weeks` from the day of the notice, the last day of which moves to the next working day.

    `why`: the Swedish and English words for a notice taken down on the last day (`on`, `on_en`),
    between the bare term and the moved last day (`moved`), and before (`before`); for a notice of a joint
    board that hung its own weeks, but not those of the last one (`joint`).
    `joint` is found in the names of bodies that several municipalities share.
    """

    weeks: int
    joint: str
    why: dict[str, str]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every notice of a meeting held.

    Of the notices of a joint board, one in each municipality, the last one begins the time for all.
    """
    held = list(chains(dossier))
    joint = re.compile(params.joint, re.IGNORECASE)
    for chain in held:
        own = posted = chain.days.get("posted")
        if posted is not None and joint.search(chain.meeting.body or ""):
            fellows = [one for one in held if one.meeting.id == chain.meeting.id]
            days = [one.days["posted"] for one in fellows if "posted" in one.days]
            posted = max(days, key=lambda day: day.day)
        yield _verdict(chain, params, posted, own)


def _verdict(chain: Chain, params: Params, posted: Day | None, own: Day | None) -> Verdict:
    document_id = chain.meeting.document_id
    removed = chain.days.get("removed")
    if posted is None or removed is None:
        reason = chain.why.get("posted") or chain.why.get("removed")
        return Verdict("undecidable", document_id, reason=reason)
    if removed.day <= posted.day:
        reason = "the notice was taken down before it was put up"
        return Verdict("undecidable", document_id, reason=reason)
    term = posted.day + timedelta(weeks=params.weeks)
    last = next_working_day(term)
    if removed.day > last:
        return Verdict("exact", document_id)
    if own is not None and removed.day > next_working_day(own.day + timedelta(weeks=params.weeks)):
        return _early(chain, params, own, removed, last, "joint")
    case = "before" if removed.day < term else "moved" if removed.day < last else "on"
    return _early(chain, params, posted, removed, last, case)


def _early(chain: Chain, params: Params, posted: Day, removed: Day, last: date, case: str) -> Verdict:
    lawful = last + timedelta(days=1)
    return Verdict(
        "violated",
        chain.meeting.document_id,
        span=removed.span,
        stated=removed.day.isoformat(),
        computed=lawful.isoformat(),
        difference=Decimal((removed.day - lawful).days),
        unit="days",
        severity=None if case == "before" else "warning",
        day=chain.meeting.meeting_date,
        words={
            "posted": posted.day.isoformat(),
            "removed": removed.day.isoformat(),
            "last": last.isoformat(),
            "why": params.why[case],
            "why_en": params.why[f"{case}_en"],
        },
        proofs=(
            proof("stated", removed.record),
            proof("computed_from", posted.record),
            proof("context", chain.meeting),
        ),
    )
