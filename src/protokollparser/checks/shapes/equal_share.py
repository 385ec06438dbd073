"""Whether a cost that is shared equally makes the stated amount for each of its parties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Cause, Verdict, canonical, proof, readable
from protokollparser.core.records.figures import Amount
from protokollparser.core.rounding import Level
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.text import clean
from protokollparser.core.units import Units

_PARAGRAPH = re.compile(r"\n[ \t]*\n|\r\n[ \t]*\r\n")
_FIGURE = re.compile(r"^\D{0,20}?\d[\d\s.,:]*")
_COARSEST = 100
_HALF = Decimal("0.5")


class Params(ShapeParams):
    """What tells of equal shares.

    `cue` says that they are equal, `each` stands right after or, as `each_before`, right before the amount of
    one party, `parties` names their number, `beside` an amount that comes on top. `far`: an amount so many
    times the whole, or the whole so many times it, is something else.
    """

    cue: str
    each: str
    each_before: str
    parties: str
    beside: str
    far: int = 10


@dataclass(frozen=True)
class _Told:
    """A paragraph that tells of equal shares, on a page, with the paragraph before it."""

    text: str
    page: int
    start: int
    before: int
    end: int


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every amount that each of some parties pays alike."""
    money = [one for one in dossier.of(Amount) if one.origin == "prose" and one.kronor]
    cue = compile_pattern(params.cue)
    for told in _paragraphs(dossier, cue):
        inside = [a for a in money if a.span.page == told.page and told.start <= a.span.start < told.end]
        above = [a for a in money if a.span.page == told.page and told.before <= a.span.start < told.start]
        page = dossier.pages[told.page - 1].text
        each = [one for one in inside if _is_share(one, page, params)]
        if each:
            rest = [one for one in inside if one not in each]
            yield _verdict(dossier, told, each[0], rest or above, rest, params)


def _paragraphs(dossier: Dossier, cue: re.Pattern[str]) -> Iterator[_Told]:
    for page in dossier.pages:
        if cue.search(page.text) is None:
            continue
        starts = [0, *(found.end() for found in _PARAGRAPH.finditer(page.text)), len(page.text)]
        for at, (start, end) in enumerate(pairwise(starts)):
            text = page.text[start:end]
            if cue.search(text) is not None:
                yield _Told(clean(text), page.page, start, starts[max(0, at - 1)], end)


def _is_share(amount: Amount, page: str, params: Params) -> bool:
    before = page[max(0, amount.span.start - 60) : amount.span.start]
    if compile_pattern(params.beside).search(before):
        return False
    after = _FIGURE.sub("", page[amount.span.start : amount.span.end + 40])
    return bool(
        compile_pattern(params.each).match(after) or compile_pattern(params.each_before).search(before)
    )


def _parties(dossier: Dossier, told: _Told, params: Params) -> int | None:
    """Return how many parties a paragraph names, or the whole file where all that it names are as many."""
    pattern = compile_pattern(params.parties)
    words = Units.of(dossier.rules).number_words
    for texts in ([told.text], [page.text for page in dossier.pages]):
        found = {one.group("count").lower() for text in texts for one in pattern.finditer(text)}
        counts = {int(one) if one.isdigit() else words.get(one, 0) for one in found} - {0, 1}
        if counts:
            return counts.pop() if len(counts) == 1 else None
    return None


def _verdict(
    dossier: Dossier, told: _Told, each: Amount, wholes: list[Amount], own: list[Amount], params: Params
) -> Verdict:
    count = _parties(dossier, told, params)
    if count is None:
        return Verdict("undecidable", each.document_id, reason="the number of parties is not told")
    share = each.kronor or Decimal(0)
    near = [one for one in wholes if _is_near(abs(one.kronor or share), share * count, params.far)]
    for whole in near:
        level = _level(abs(whole.kronor or share), share, count)
        if level in ("exact", "rounding"):
            return Verdict(level, each.document_id)
    kept = [one for one in near if one in own] or near
    if len(kept) != 1:
        return Verdict("undecidable", each.document_id, reason="no one amount is named as the whole")
    whole = kept[0]
    total = abs(whole.kronor or share)
    computed = total / count
    return Verdict(
        "violated" if _level(total, share, count) == "violated" else "suspicious",
        each.document_id,
        span=each.span,
        stated=canonical(share),
        computed=canonical(computed.quantize(Decimal("0.01"))),
        difference=(share - computed).quantize(Decimal("0.01")),
        unit="kr",
        confidence=min(each.confidence, whole.confidence),
        words={
            "each": each.span.printed,
            "count": str(count),
            "made": readable(share * count),
            "whole": whole.span.printed,
        },
        proofs=(proof("stated", each), proof("computed_from", whole)),
        causes=(Cause(each.id, computed),),
    )


def _is_near(whole: Decimal, made: Decimal, far: int) -> bool:
    return made > 0 and made / far <= whole <= made * far


def _level(total: Decimal, share: Decimal, count: int) -> Level:
    """Return how far a share is from its part of the whole: half of what it is rounded to is a rounding.

    Round thousands may be rounded, or happen to be round: between the two it is worth a note.
    """
    apart = abs(total / count - share)
    if apart == 0:
        return "exact"
    step = 1
    while share % (step * 10) == 0:
        step *= 10
    if apart <= min(step, _COARSEST) * _HALF:
        return "rounding"
    return "suspicious" if apart <= step * _HALF else "violated"
