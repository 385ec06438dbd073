"""Indicators of a report without an outcome, in tables whose other indicators have one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.indicators import by_table
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.figures import Indicator

_SAID = re.compile(r"[^\W_]")
_BLANK = frozenset({"", "-", "\u2013", "\u2014"})


class Params(ShapeParams):
    """`reported`: so many indicators of the document must have an outcome, and more than half of those with
    a target: else it is a plan, or the year is not told yet."""

    reported: int = 2


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every indicator of a table that reports outcomes."""
    tables = list(by_table(dossier))
    held: dict[str | None, list[Indicator]] = {}
    for table, indicators in tables:
        if any(_told(one) for one in indicators):
            held.setdefault(table.document_id, []).extend(indicators)
    for table, indicators in tables:
        known = held.get(table.document_id, [])
        told = sum(map(_told, known))
        due = [one for one in known if one.target and not _excused(one)]
        if any(map(_told, indicators)) and told >= params.reported and 2 * told > len(due):
            yield from _verdicts(indicators)


def _told(one: Indicator) -> bool:
    return bool(_SAID.search(one.outcome or ""))


def _excused(one: Indicator) -> str | None:
    """Return why an indicator without an outcome may be right, None when nothing stands for it."""
    if _told(one):
        return None
    mark = (one.outcome or "").strip()
    return "an assessment or a mark stands for it" if one.assessment or mark not in _BLANK else None


def _verdicts(indicators: Sequence[Indicator]) -> Iterator[Verdict]:
    """Yield the verdicts of one table; those that lack a target too go with the first that has one."""
    aimless = [one for one in indicators if not (_told(one) or _excused(one) or one.target)]
    first = True
    for one in indicators:
        reason = _excused(one)
        if _told(one):
            yield Verdict("exact", one.document_id)
        elif reason is not None:
            yield Verdict("undecidable", one.document_id, reason=reason)
        elif one.target:
            yield _verdict(one, aimless if first else ())
            first = False
    if first:
        for one in aimless:
            yield Verdict("undecidable", one.document_id, reason="neither target nor outcome is stated")


def _verdict(one: Indicator, aimless: Sequence[Indicator]) -> Verdict:
    count = len(aimless)
    return Verdict(
        "violated",
        one.document_id,
        span=one.span,
        stated=(one.outcome or "").strip() or None,
        confidence=one.confidence,
        words={
            "indicator": one.indicator or "",
            "target": one.target or "",
            "more": f" I samma tabell saknas både målvärde och utfall för {count}." if count else "",
            "more_en": f" In the same table {count} have neither target nor outcome." if count else "",
        },
        proofs=(proof("stated", one), *(proof("context", other) for other in aimless)),
    )
