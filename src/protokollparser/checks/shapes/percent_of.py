"""Percentages in running text against the two amounts that they relate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.records.figures import Amount
from protokollparser.core.rounding import Interval
from protokollparser.core.rules import compile_pattern

_HUNDRED = Decimal(100)
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")
_OF = re.compile(r"\bav\s((?:[^\W\d_]{2,30}\s?){1,4})")
_SUFFIX = re.compile(r"(?:arna|erna|orna|ens|ets|en|et|ar|er|or|na|n|t|s)$")
_SHORTEST_STEM = 5


class Params(ShapeParams):
    """`links`: what may stand between an amount and its percentage, tried on the text up to the percentage.

    `back`: how many paragraphs before its own may name the whole (only to confirm, never to contradict).
    """

    links: tuple[str, ...]
    back: int = 3


@dataclass(frozen=True)
class _Share:
    """A percentage, the part it belongs to, the text between them, and the amounts that may be the whole."""

    percent: Amount
    part: Amount
    between: str
    near: tuple[Amount, ...]
    far: tuple[Amount, ...]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every percentage that stands beside the amount it describes."""
    prose = [amount for amount in dossier.of(Amount) if amount.origin == "prose" and amount.value is not None]
    for percent in prose:
        if percent.unit == "percent":
            share = _share(dossier, params, percent, prose)
            if share is not None:
                yield _verdict(share)


def _share(dossier: Dossier, params: Params, percent: Amount, prose: list[Amount]) -> _Share | None:
    """Return a percentage with what it relates, None when it describes no amount."""
    page, at = percent.span.page, percent.span.start
    text = dossier.pages[page - 1].text
    breaks = [found.end() for found in _PARAGRAPH.finditer(text, 0, at)]
    begin = breaks[-1] if breaks else 0
    earlier = breaks[-1 - params.back] if len(breaks) > params.back else 0
    closing = _PARAGRAPH.search(text, percent.span.end)
    end = closing.start() if closing else len(text)
    money = [a for a in prose if a.kronor is not None and a.span.page == page and a.value_high is None]
    before = [a for a in money if begin <= a.span.start and a.span.end <= at]
    if not before:
        return None
    part = before[-1]
    between = text[part.span.end : at]
    if _SENTENCE_END.search(between) or not any(compile_pattern(p).search(between) for p in params.links):
        return None
    stems = _stems(between)
    previous = before[-2] if len(before) > 1 else None
    if not stems and previous is not None and _partitive(text[previous.span.end : part.span.start]):
        return _Share(percent, previous, between, (part,), ())
    others = [a for a in money if a is not part and a.document_id == percent.document_id]
    wholes = [a for a in others if _names(text, money, a, stems)]
    near = tuple(a for a in wholes if begin <= a.span.start < end)
    far = tuple(a for a in wholes if earlier <= a.span.start < begin)
    return _Share(percent, part, between, near, far)


def _partitive(between: str) -> bool:
    """True for the words between part and whole: `7,8 av totalt 13,0 miljoner kronor (60 procent)`."""
    return bool(re.fullmatch(r"[^.;]{0,30}\bav\s(?:[^\W\d_]{2,20}\s){0,4}", between))


def _stems(between: str) -> set[str]:
    """Return the stems of the words that name the whole: `av anslaget` gives anslag."""
    found = _OF.search(between)
    words = found.group(1).split() if found else []
    stems = {_SUFFIX.sub("", word.casefold()) for word in words}
    return {stem for stem in stems if len(stem) >= _SHORTEST_STEM}


def _names(text: str, money: list[Amount], amount: Amount, stems: set[str]) -> bool:
    """True when the words before an amount, up to the amount before it, hold one of the stems."""
    low = max((a.span.end for a in money if a.span.end <= amount.span.start), default=0)
    low = max(low, amount.span.start - 120, text.rfind("\n", 0, amount.span.start) + 1)
    ahead = text[low : amount.span.start].casefold()
    return any(stem in ahead for stem in stems)


def _verdict(share: _Share) -> Verdict:
    document_id = share.percent.document_id
    for whole in (*share.near, *share.far):
        if _fits(share, whole):
            return Verdict("exact", document_id)
    if len({whole.kronor for whole in share.near}) != 1:
        return Verdict("undecidable", document_id, reason="no one amount near by is named as the whole")
    whole, part, percent = share.near[0], share.part, share.percent
    if not whole.kronor or part.kronor is None or percent.value is None:
        return Verdict("undecidable", document_id, reason="the whole is zero")
    ratio = part.kronor / whole.kronor * _HUNDRED
    computed = ratio.quantize(Decimal("0.1"))
    return Verdict(
        "violated",
        document_id,
        span=percent.span,
        stated=canonical(percent.value),
        computed=canonical(computed),
        difference=percent.value - computed,
        unit="percent",
        hypothesis=f"value: {canonical(computed)}",
        confidence=min(percent.confidence, part.confidence, whole.confidence),
        words={
            "printed": percent.span.printed,
            "part": part.span.printed,
            "whole": whole.span.printed,
            "computed": readable(computed),
        },
        proofs=(proof("stated", percent), proof("computed_from", part), proof("computed_from", whole)),
    )


def _fits(share: _Share, whole: Amount) -> bool:
    """True when the percentage is, within all roundings, the part of the whole."""
    part, percent = share.part, share.percent
    ends = (part.low, part.high, whole.low, whole.high, percent.low, percent.high)
    if any(end is None for end in ends) or not whole.low or not whole.high or whole.low <= 0:
        return False
    low, high = (part.low or Decimal(0)) / whole.high, (part.high or Decimal(0)) / whole.low
    told = Interval(percent.low or Decimal(0), percent.high or Decimal(0))
    return Interval(low * _HUNDRED, high * _HUNDRED).meets(told)
