"""Figures as printed: a whole cell, or figures with their unit in running text.

Values are exact decimals. A figure is digits in groups of three or in one run, with a decimal comma, or a
point where that is safe; its sign, unit, `per` and qualifier are read with it. What is no figure is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from protokollparser.core.quantity_patterns import (
    BLANK,
    BOUND,
    BROKEN,
    DASH,
    FIGURE_SIGN,
    NUMBER,
    OPENED,
    SIGN,
    ZERO_SIGN,
    cell_pattern,
    figure_pattern,
    unknown_pattern,
    word_pattern,
    zero_pattern,
)
from protokollparser.core.required import holds_one
from protokollparser.core.text import clean, fold
from protokollparser.core.units import Units, alternatives


@dataclass(frozen=True, slots=True)
class Quantity:
    """One printed figure, sign included. `value` and `high` are the ends of a range; `high` is None else.

    `unit` is the normalised unit, `unit_printed` its spelling (with `unit` None: an unknown unit). `per` is
    `year`, `municipality`, `GB/year`. `qualifier` is about, over, under, at_most or at_least. `digits` counts
    the printed decimals. `missing` is the mark printed instead of a figure, '' for a blank cell.
    """

    value: Decimal | None
    high: Decimal | None = None
    unit: str | None = None
    unit_printed: str | None = None
    per: str | None = None
    qualifier: str | None = None
    digits: int | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A figure in running text: `text[start:end]` is sign to unit, `text[lead:start]` its qualifier."""

    start: int
    end: int
    quantity: Quantity
    lead: int


class Precision(NamedTuple):
    """What a printed figure stands for: exact kronor (None: no money), XBRL decimals, and the interval.

    `low..high` is in kronor, or in the unit itself when that is no money; both ends belong to it.
    """

    kronor: Decimal | None
    decimals: int
    low: Decimal
    high: Decimal


def precision(
    value: Decimal, digits: int, unit: str | None, units: Units, qualifier: str | None = None
) -> Precision:
    """Return the interval that `value`, printed with `digits` decimals in `unit`, stands for.

    Method: XBRL Calculations 1.1, half a unit of the last printed digit to either side. `about` doubles it,
    `over` and `under` make it one unit to one side.
    """
    factor = units.factor(unit) or Decimal(1)
    step = factor.scaleb(-digits)
    exact = value * factor
    below, above = step / 2, step / 2
    if qualifier == "about":
        below, above = step, step
    elif qualifier in ("over", "under"):
        below, above = (Decimal(0), step) if qualifier == "over" else (step, Decimal(0))
    return Precision(
        kronor=exact if units.factor(unit) is not None else None,
        decimals=-step.adjusted(),
        low=exact - below,
        high=exact + above,
    )


_DIGIT = re.compile(r"\d")
_BARE = re.compile(rf"{BOUND}(?P<low>{NUMBER})(?![\w:/%§]|[.,]\d|{DASH}\w)")
_JOINED = re.compile(rf"\w{DASH}$")
_BLANK = re.compile(BLANK)
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(
    rf"(?P<sign>{DASH}\s?)?(?P<whole>[1-9]\d{{0,2}}(?:{BLANK}\d{{3}}){{1,5}}|[1-9]\d{{0,14}}|0)(?:,(?P<part>\d{{1,6}}))?",
    re.ASCII,
)
_MINUS = re.compile(rf"{DASH}\s?")


@lru_cache(maxsize=4096)
def read_cell(text: str, units: Units) -> Quantity | None:
    """Return the figure that a whole cell is, or the missing mark it holds; None for any other text."""
    cell = clean(text)
    if not cell:
        return Quantity(None, missing="")
    if fold(cell) in units.marks:
        return Quantity(None, missing=cell)
    plain = _PLAIN.fullmatch(cell)
    if plain is not None:
        # Nine figures in ten: no unit, no bracket, no mark.
        value = Decimal(f"{_BLANK.sub('', plain['whole'])}.{plain['part'] or '0'}")
        value = value if plain["part"] else Decimal(int(value))
        return Quantity(-value if plain["sign"] and value else value, digits=len(plain["part"] or ""))
    if not FIGURE_SIGN.search(cell):
        return None
    pattern = cell_pattern(units.pattern, units.per_pattern, units.counted_pattern, units.qualifier_pattern)
    match = pattern.fullmatch(cell)
    if match is None:
        return None
    if match["mark"]:
        return replace(_with_unit(match, units), missing=match["mark"])
    quantity = _quantity(match, units)
    if quantity is None or quantity.value is None:
        return None
    negative = bool(match["open"] and match["close"]) or bool(match["after"])
    if bool(match["open"]) != bool(match["close"]) or (negative and match["sign"]):
        return None
    return replace(quantity, value=-quantity.value) if negative else quantity


def find_quantities(text: str, units: Units) -> list[FoundQuantity]:
    """Return the figures with a unit in running text, from left to right, without overlap.

    A dash belongs to the figure when it is glued to it, or when nothing but a list mark stands before it:
    "- - 186 327 kr" is minus, "- 44 982 kr" and "Ludvika - 120 000 kr" are not. Counted things have the unit
    `st` ("22 kommuner"). Zeros in signs or words ("+-0", "noll (0)") and unknown figures ("? kr") count too.
    """
    return list(_quantities(text, units))


@lru_cache(maxsize=4096)
def _quantities(text: str, units: Units) -> tuple[FoundQuantity, ...]:
    found = [one for read in (_figures, _counts_in_words, _zeros, _unknowns) for one in read(text, units)]
    kept: list[FoundQuantity] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def find_numbers(text: str, units: Units) -> list[FoundQuantity]:
    """Return every figure in running text, with its unit or without; ranges and signs as above.

    Numbers that are parts of dates, case numbers, times, versions or words are left out.
    """
    return list(_numbers(text, units))


@lru_cache(maxsize=4096)
def _numbers(text: str, units: Units) -> tuple[FoundQuantity, ...]:
    told = _quantities(text, units)
    taken = [(one.start, one.end) for one in told]
    bare = []
    for match in _BARE.finditer(text) if _DIGIT.search(text) else ():
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if _JOINED.search(text[max(0, match.start() - 2) : match.start()]):
            continue
        number = parse_number(match["low"])
        if number is not None:
            start, quantity = _signed(text, match.start(), Quantity(number[0], digits=number[1]))
            bare.append(FoundQuantity(start, match.end(), quantity, start))
    return tuple(sorted([*told, *bare], key=lambda one: one.start))


def parse_number(printed: str) -> tuple[Decimal, int] | None:
    """Return the unsigned figure and how many decimals are printed; None when the separators do not agree."""
    compact = printed if printed.isdigit() else _BLANK.sub("", printed)
    if "." in compact and _DOTTED.fullmatch(compact) and not compact.startswith("0"):
        compact = compact.replace(".", "")
    whole, _, fraction = compact.replace(",", ".").partition(".")
    if "." in fraction or not (whole or fraction):
        return None
    return Decimal(f"{whole or '0'}.{fraction}" if fraction else whole), len(fraction)


def _quantity(match: re.Match[str], units: Units) -> Quantity | None:
    """Return the figure of a match with groups sign, low, high, unit, per and qualifier."""
    low = parse_number(match["low"])
    if low is None:
        return None
    high = parse_number(match["high"]) if match["high"] else None
    sign = match.groupdict().get("sign") or ""
    negative = bool(sign and _MINUS.fullmatch(sign))
    if match["high"] and (high is None or high[0] <= low[0] or sign):
        return None
    unit = _with_unit(match, units)
    if match["ore"]:
        if low[1] or match["high"]:
            return None
        low = (low[0] + Decimal(match["ore"][1:]) / 100, 2)
        unit = replace(unit, unit=unit.unit or "kr")
    return replace(
        unit,
        value=-low[0] if negative and low[0] else low[0],
        high=high[0] if high else None,
        digits=max(low[1], high[1] if high else 0),
    )


def _with_unit(match: re.Match[str], units: Units) -> Quantity:
    """Return a quantity without value that carries the unit, per and qualifier of a match."""
    groups = match.groupdict()
    printed, thing = groups.get("unit"), groups.get("thing")
    word = fold(groups.get("qualifier") or "")
    known = [q.qualifier for q in units.qualifiers if word and q.word == word]
    return Quantity(
        None,
        unit=units.unit_of(printed) if printed else "st" if thing else None,
        unit_printed=printed or thing or None,
        per=_per(groups.get("per") or "", units),
        qualifier=known[0] if known else None,
    )


def _per(printed: str, units: Units) -> str | None:
    """Return what `/GB/år` or ` per kommun och år` says: `GB/year`, `municipality/year`."""
    if not printed:
        return None
    words = [word for word in re.split(r"\s*/\s*|\s+per\s+|\s+och\s+|^per\s+|\s+", printed) if word]
    named = [
        units.per_words.get(fold(word), fold(word)) for word in words if fold(word) not in ("per", "och")
    ]
    return "/".join(named) or None


def _figures(text: str, units: Units) -> Iterator[FoundQuantity]:
    """Yield the figures in digits that a unit or a counted thing follows."""
    if not _DIGIT.search(text):
        return
    for match in figure_pattern(units.pattern, units.per_pattern, units.counted_pattern).finditer(text):
        if match["unit"] and fold(match["unit"]) in units.bare and _counts_on(text[match.end() :], units):
            continue
        if match["thing"] and text[: match.start()].endswith(("per ", "på ")) and _is_base(match["low"]):
            continue
        quantity = _quantity(match, units)
        start = match.start("low")
        if match["high"] and not _is_range(match):
            last = parse_number(match["high"])
            if last is None:
                continue
            quantity = replace(_with_unit(match, units), value=last[0], digits=last[1])
            start = match.start("high")
        if quantity is None:
            continue
        if BROKEN.search(text[max(0, start - 2) : start]) and re.match(r"\d{3}(?!\d)", text[start:]):
            continue
        start, quantity = _signed(text, start, quantity)
        yield _qualified(text, start, match.end(), quantity, units)


def _counts_in_words(text: str, units: Units) -> Iterator[FoundQuantity]:
    """Yield the figures in words that a unit or a counted thing follows: "fyra tjänster"."""
    if not holds_one(text, units.number_parts):
        return
    words = alternatives(units.number_words)
    for match in word_pattern(words, units.pattern, units.per_pattern, units.counted_pattern).finditer(text):
        value = Decimal(units.number_words[fold(match["word"])])
        quantity = replace(_with_unit(match, units), value=value, digits=0)
        yield _qualified(text, match.start(), match.end(), quantity, units)


def _zeros(text: str, units: Units) -> Iterator[FoundQuantity]:
    """Yield zeros in signs or words, with or without a unit: "+-0", "± 0 kr", "noll (0)"."""
    if "0" not in text:
        return
    for match in zero_pattern(units.pattern).finditer(text):
        quantity = replace(
            _with_unit(match, units), value=Decimal(0), digits=len(match["decimals"] or ",") - 1
        )
        yield FoundQuantity(match.start(), match.end(), quantity, match.start())


def _unknowns(text: str, units: Units) -> Iterator[FoundQuantity]:
    """Yield question marks that stand for a figure: "? kr"."""
    if "?" not in text:
        return
    for match in unknown_pattern(units.pattern).finditer(text):
        quantity = replace(_with_unit(match, units), missing="?")
        yield FoundQuantity(match.start(), match.end(), quantity, match.start())


def _is_range(match: re.Match[str]) -> bool:
    """True when two figures with a dash between them are the ends of a range and not two things."""
    low, high = parse_number(match["low"]), parse_number(match["high"])
    if low is None or high is None or high[0] <= low[0]:
        return False
    return high[0] <= max(low[0], Decimal(1)) * (20 if match["gap"].isspace() else 200)


def _counts_on(rest: str, units: Units) -> bool:
    """True when a bare "miljoner" counts what follows it ("2 miljoner besök") and is no money."""
    return bool(re.match(rf"\s(?:{units.counted_pattern}|{units.pattern})(?!\w)", rest, re.IGNORECASE))


def _is_base(printed: str) -> bool:
    """True for the round number that a rate is told by: "35 per 100 000 invånare"."""
    return re.sub(BLANK, "", printed) in ("100", "1000", "10000", "100000")


def _signed(text: str, start: int, quantity: Quantity) -> tuple[int, Quantity]:
    """Return where the figure begins with its sign, and the figure with it.

    A dash with a blank after it is a sign behind a list mark, a bracket, a colon or a preposition ("ett
    resultat på - 402 tkr"); the word "minus" is one everywhere.
    """
    begin = max(text.rfind("\n", 0, start) + 1, start - 200)
    before = text[begin:start]
    zero = re.search(rf"(?<!\w){ZERO_SIGN}$", before)
    if zero and not quantity.value:
        return begin + zero.start(), quantity
    sign = SIGN.search(before)
    if sign is None or quantity.value is None or quantity.high is not None:
        return start, quantity
    lead = before[: sign.start()]
    glued = not sign["gap"] and (not lead or lead[-1] in " \t\u00a0([:")
    opened = bool(OPENED.search(lead))
    loose_plus = sign["sign"] == "+" and not lead.strip()
    if not (glued or opened or loose_plus or sign["sign"].isalpha()):
        return start, quantity
    negative = sign["sign"].lower() not in ("+", "plus")
    return begin + sign.start(), replace(quantity, value=-quantity.value if negative else quantity.value)


def _qualified(text: str, start: int, end: int, quantity: Quantity, units: Units) -> FoundQuantity:
    """Return the figure with the qualifier that stands before it."""
    match = re.search(
        rf"(?<!\w)(?P<word>{units.qualifier_pattern})\s*$", text[max(0, start - 40) : start], re.I
    )
    if match:
        kind = units.kind(quantity.unit)
        for entry in units.qualifiers:
            if entry.word == fold(match["word"]) and (not entry.kinds or kind in entry.kinds):
                lead = start - (len(text[max(0, start - 40) : start]) - match.start())
                return FoundQuantity(start, end, replace(quantity, qualifier=entry.qualifier), lead)
    return FoundQuantity(start, end, quantity, start)
