"""Whether the outcome of an indicator is in the unit of its target, and in one that can measure it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.indicators import by_table
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.figures import Indicator
from protokollparser.core.rules import compile_pattern

_FIGURE = re.compile(r"\d")
_BARE = "number"


class Params(ShapeParams):
    """`units`: what a figure's words tell that it counts, tried in order; a figure without any is a number.

    `labels`: what an indicator's name says it is; `never`: the units that cannot measure that.
    `habit`: so many other indicators of the table must print one unit on both sides, and none two,
    before a bare number beside a unit is a fault.
    """

    units: Mapping[str, str]
    labels: Mapping[str, str]
    never: Mapping[str, tuple[str, ...]]
    habit: int = 2


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every indicator whose outcome is a figure."""
    for _, indicators in by_table(dossier):
        for one in indicators:
            outcome = _unit(one.outcome, params)
            if outcome is not None:
                yield _verdict(one, outcome, indicators, params)


def _unit(printed: str | None, params: Params) -> str | None:
    """Return what a printed figure counts, None when there is no figure."""
    if not printed or not _FIGURE.search(printed):
        return None
    return next(
        (name for name, words in params.units.items() if compile_pattern(words).search(printed)), _BARE
    )


def _verdict(one: Indicator, outcome: str, indicators: Sequence[Indicator], params: Params) -> Verdict:
    target = _unit(one.target, params)
    label = next(
        (name for name, words in params.labels.items() if compile_pattern(words).search(one.indicator or "")),
        None,
    )
    if label is not None and outcome in params.never.get(label, ()):
        return _told(one, "det mäts inte i den enheten", "that is not its unit", None)
    if target is None or target == outcome:
        return Verdict("exact", one.document_id)
    if _BARE in (target, outcome) and not _by_habit(one, indicators, params):
        return Verdict("undecidable", one.document_id, reason="the table leaves units out")
    sv, en = f"målet är {one.target}", f"the target is {one.target}"
    return _told(one, sv, en, one.target)


def _by_habit(one: Indicator, indicators: Sequence[Indicator], params: Params) -> bool:
    """True when the other indicators of the table print their units on both sides."""
    pairs = [(_unit(o.outcome, params), _unit(o.target, params)) for o in indicators if o is not one]
    both = [(outcome, target) for outcome, target in pairs if outcome is not None and target is not None]
    united = [pair for pair in both if pair[0] == pair[1] != _BARE]
    return len(united) >= params.habit and all(outcome == target for outcome, target in both)


def _told(one: Indicator, why: str, why_en: str, wanted: str | None) -> Verdict:
    return Verdict(
        "violated",
        one.document_id,
        span=one.span,
        stated=one.outcome,
        computed=wanted,
        confidence=one.confidence,
        words={
            "indicator": one.indicator or "",
            "outcome": one.outcome or "",
            "why": why,
            "why_en": why_en,
        },
        proofs=(proof("stated", one),),
    )
