"""The patterns by which figures are known in cells and in running text."""

from __future__ import annotations

import re
from functools import lru_cache

BLANK = r"[ \t\u00a0\u2007\u2009\u202f]"
DASH = r"[-\u2010\u2011\u2012\u2013\u2014\u2212]"
NUMBER = (
    rf"(?:[1-9]\d{{0,2}}(?:{BLANK}\d{{3}}){{1,5}}|[1-9]\d{{0,2}}(?:\.\d{{3}}){{1,5}}|[1-9]\d{{0,14}}|0)"
    r"(?:[.,]\d{1,6})?|,\d{1,4}"
)
ZERO_SIGN = r"(?:\+\s?/?\s?[-\u2013\u2212]|±)\s?"
SIGN = re.compile(rf"(?P<sign>[+]|{DASH}|(?<!\w)(?:minus|plus)(?=\s))(?P<gap>{BLANK}?)$", re.IGNORECASE)
OPENED = re.compile(
    rf"^\s*(?:{DASH}|[•●*+])\s+$|[(:=]\s?$|\b(?:på|med|om|till|från|är|blev|blir|var)\s$", re.IGNORECASE
)
# Öre behind a colon, as accounts were typed: "1.250:50". Behind one or two digits it may be a time.
ORE = r"(?P<ore>(?<=\d\d\d):\d\d(?![\d:]))?"
# A number whose thousands may stand at the end of the line before.
BROKEN = re.compile(r"\d\n$")
FIGURE_SIGN = re.compile(r"[\d?\-\u2013\u2014\u2212]")
BOUND = r"(?<!\w)(?<!\d[.,:/])(?<!§)(?<!§\s)"


@lru_cache(maxsize=8)
def cell_pattern(unit: str, per: str, counted: str, qualifier: str) -> re.Pattern[str]:
    """A whole cell: bracket, qualifier, sign, number or range, bracket, unit, per, footnote mark."""
    return re.compile(
        rf"(?P<open>\()?\s?(?:(?P<qualifier>{qualifier})\s?)?"
        rf"(?:(?P<sign>{ZERO_SIGN}|\+\s?|{DASH}\s?)?(?P<low>{NUMBER}){ORE}"
        rf"(?:\s?{DASH}\s?(?P<high>{NUMBER}))?(?P<after>{DASH})?|(?P<mark>\?|{DASH}))\s?(?P<close>\))?"
        rf"(?:{_unit_part(unit)}|\s{_thing_part(counted)})?{_per_part(per)}"
        r"(?:\s?(?:\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\d\)))?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def figure_pattern(unit: str, per: str, counted: str) -> re.Pattern[str]:
    """A figure in running text: number or range, then unit or what is counted, then per."""
    return re.compile(
        rf"{BOUND}(?P<low>{NUMBER}){ORE}(?:(?P<gap>\s?){DASH}\s?(?P<high>{NUMBER}))?"
        rf"(?:{_unit_part(unit)}|\s{_thing_part(counted)}){_per_part(per)}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def word_pattern(words: str, unit: str, per: str, counted: str) -> re.Pattern[str]:
    """A number in words, then unit or what is counted, then per."""
    return re.compile(
        rf"(?<![\w-])(?P<word>{words})(?:(?=\s){_unit_part(unit)}|\s{_thing_part(counted)}){_per_part(per)}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def zero_pattern(unit: str) -> re.Pattern[str]:
    """A zero in signs or words, with or without a unit."""
    zero = rf"(?:noll\s\(0\)|{ZERO_SIGN}0(?P<decimals>,0{{1,3}})?(?![\w,]|\.\d))"
    return re.compile(rf"(?<!\w){zero}(?:{_unit_part(unit)})?", re.IGNORECASE)


@lru_cache(maxsize=8)
def unknown_pattern(unit: str) -> re.Pattern[str]:
    """A question mark in the place of a figure."""
    return re.compile(rf"(?<!\S)\?{_unit_part(unit)}", re.IGNORECASE)


def _unit_part(unit: str) -> str:
    return rf"\s?(?P<unit>{unit})(?:\s?procent)?(?:(?<=[^\w\s])|(?!\w))"


def _thing_part(counted: str) -> str:
    return rf"(?P<thing>(?-i:{counted}))(?!\w)"


def _per_part(per: str) -> str:
    # "per kommun och år", but "11,4 mnkr och barn- och utbildningsnämnden 10,7" names another board.
    return rf"(?P<per>(?:\s?/\s?|\sper\s)(?:{per})(?!\w)(?:(?:\s?/\s?|\s(?:per|och)\s)(?:{per})(?![\w-]))?)?"
