"""The printed forms of Swedish dates and periods: a pattern and a reading for each form.

`core.dates` chooses among what the forms find. A form's group `date` is the place of the date; what
stands around it in the pattern is the context that makes the numbers a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from protokollparser.core.date_readings import (
    Match,
    Period,
    read_day,
    read_last_day,
    read_months,
    read_part_of_year,
    read_six_digits,
    read_turn_of_year,
    read_until_month,
    read_week,
    read_years,
    vocabulary,
)


class Opening(Enum):
    """Where a form may begin, so that it need be tried there only."""

    NUMBER = "a free number"
    DAY_OF_MONTH = "a free number, in a text that names a month"
    MONTH = "the name of a month"
    ANYWHERE = "anywhere near its anchor"


@dataclass(frozen=True)
class Form:
    """One printed form.

    Patterns are for text in small letters, which is searched five times as fast as either case. `opening`
    says where a match may begin. Behind words that make a number a date, the pattern begins at the number and
    `lead` is what must stand right before it. A form that begins anywhere is sought around its `anchor`, of
    which every match holds one, at most `REACH` characters from either end.

    `alone` forms are too weak to be a date in running text: `line` ones (16/3) count where nothing but
    dates stands in the text, `text` ones (202308, 2023) only where the text as a whole is to be a date.
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[[Match, int | None], Period | None]
    opening: Opening
    anchor: re.Pattern[str]
    lead: re.Pattern[str] | None = None
    alone: str = ""


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first; a blank in a word is any white space."""
    ordered = sorted({word.lower() for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


def after(name: str) -> str:
    """Return a pattern for one of the words of list `name` in `date_words.yml`, before a number.

    Words of four letters or more may close a compound: "Uppstartsmöte 15/12" (002 line 387).
    """
    listed = vocabulary("date_words")[name]
    closing = any_of(word for word in listed if len(word) > 3)
    whole = any_of(word for word in listed if len(word) <= 3)
    return rf"(?:(?<!\w){whole}|\b\w{{0,25}}{closing})\s*:?\s+"


MONTH = any_of(vocabulary("months"))
WEEKDAY = any_of(vocabulary("weekdays"))
ORDINAL = any_of(vocabulary("ordinals"))
DASH = r"[-‐‑–—−]"
TO = rf"(?:\s*{DASH}\s*|\s+(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|till|och)\s+)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
NTH = r"(?::?(?:a|e|de|te))?"
YEAR = r"(?:1[89]\d\d|20\d\d)"
# Not inside a word, a longer number, a case number (2021/25-2.2.0.1) or the number of a paragraph.
FREE = r"(?<![^\W_])(?<!\d[-./:,])(?<!§)(?<!§\s)"
SHUT = r"(?![^\W_])(?![-./:]\d)"
# The year after a day and month: "december 2021", "juni, 2020", "december år 2018", "dec -21".
YEAR_AFTER = rf"(?:[.,]?\s*(?:år\s+)?(?P<year>{YEAR})(?!\d)|\s+[-'’](?P<short>\d\d)(?!\d))"


# No date is longer than this, with the words before and behind it that make it one, in text without gaps.
REACH = 80
NUMBERS = re.compile(r"\d+")
FREELY = re.compile(FREE)
MONTHS = re.compile(rf"\b{MONTH}")
_MONTH = re.compile(MONTH)
_PART = re.compile(r"kvartal|kv\.?\s?\d|tertial|halvår")
_NOTHING = re.compile("(?!)")


def _form(
    name: str,
    read: Callable[[Match, int | None], Period | None],
    opening: Opening | str | re.Pattern[str],
    pattern: str,
    alone: str = "",
    lead: str = "",
) -> Form:
    anchor = _NOTHING if isinstance(opening, Opening) else re.compile(opening)
    return Form(
        name,
        re.compile(pattern, re.VERBOSE),
        read,
        opening if isinstance(opening, Opening) else Opening.ANYWHERE,
        anchor,
        re.compile(rf"(?:{lead})$", re.VERBOSE) if lead else None,
        alone,
    )


def _day_forms() -> list[Form]:
    year_tail = rf"(?:\s*{DASH}\s?|/|\s+{DASH}?)(?:(?P<year>{YEAR})|(?P<short>\d\d))(?!\d)"
    # 24/7 is no day but a service that never closes.
    number = rf"{FREE}(?P<date>(?!24/7(?!\d))(?P<day>{DAY})/(?P<month>0?[1-9]|1[0-2])"
    return [
        # 2021-12-16   2021.12.16   2021-06-09T11:31   x_2021-06-16   2021-01-01-2021-12-31
        _form(
            "iso",
            read_day,
            Opening.NUMBER,
            rf"""{FREE}(?P<date>(?P<year>{YEAR})(?P<sep>[-‐‑–./])(?P<month>\d\d)(?P=sep)
            (?P<day>\d\d))(?![^\Wt_])(?!\d)(?![-./:]\d(?!\d\d\d-\d\d-\d\d))""",
        ),
        # 16.12.2021, never 2.12.2021.1
        _form(
            "dotted",
            read_day,
            Opening.NUMBER,
            rf"""{FREE}(?P<date>(?P<day>{DAY})\.(?P<month>0?[1-9]|1[0-2])\.
            (?P<year>{YEAR})){SHUT}""",
        ),
        # 20211203, never the first half of 19850412-1234
        _form(
            "compact",
            read_day,
            Opening.NUMBER,
            rf"""{FREE}(?P<date>(?P<year>{YEAR})(?P<month>0[1-9]|1[0-2])
            (?P<day>[0-3]\d))(?![^\W_])(?!{DASH}?\d)(?![./:,]\d)""",
        ),
        # 18-05-23, never 40-12 34 56 or 18-05-23-1
        _form(
            "short_iso",
            read_day,
            Opening.NUMBER,
            rf"""{FREE}(?<!\d\s)(?P<date>(?P<short>\d\d)-(?P<month>0[1-9]|1[0-2])
            -(?P<day>[0-3]\d)){SHUT}(?!\s\d\d\b)""",
        ),
        # per 201231, Utfall 202308
        _form(
            "six_digits",
            read_six_digits,
            Opening.NUMBER,
            rf"""(?P<date>\d{{6}}){SHUT}(?!{DASH}\d)""",
            lead=after("before_digits"),
        ),
        _form(
            "six_digits_alone",
            read_six_digits,
            Opening.NUMBER,
            rf"""{FREE}(?P<date>\d{{6}}){SHUT}(?!{DASH}\d)""",
            "text",
        ),
        # den 04 maj 2023   24 juni, 2020   den 24:e december 2021   16 dec -21   16 nov. 2020
        _form(
            "day_month_year",
            read_day,
            Opening.DAY_OF_MONTH,
            rf"""{FREE}(?P<date>(?P<day>{DAY}){NTH}\.?\s+(?P<month>{MONTH})\b
            {YEAR_AFTER})""",
        ),
        # den 1 november   8 maj
        _form(
            "day_month",
            read_day,
            Opening.DAY_OF_MONTH,
            rf"""{FREE}(?P<date>(?P<day>{DAY}){NTH}\.?\s+(?P<month>{MONTH}))\b""",
        ),
        # 16-17 december 2021   den 16 och 17 december
        _form(
            "days_month",
            read_day,
            Opening.DAY_OF_MONTH,
            rf"""{FREE}(?P<date>(?P<day>{DAY}){NTH}{TO}(?:den\s+)?(?P<until>{DAY})
            {NTH}\s+(?P<month>{MONTH})\b{YEAR_AFTER}?)""",
        ),
        # 28 april – 5 maj 2023
        _form(
            "days_months",
            read_day,
            Opening.DAY_OF_MONTH,
            rf"""{FREE}(?P<date>(?P<day>{DAY}){NTH}\s+(?P<month>{MONTH}){TO}
            (?:den\s+)?(?P<until>{DAY}){NTH}\s+(?P<end_month>{MONTH})\b{YEAR_AFTER}?)""",
        ),
        # 15/12 2021   15/12-21   15/12-2021   15/12/2021
        _form("slash_year", read_day, Opening.NUMBER, rf"""{number}{year_tail}){SHUT}"""),
        # torsdagen den 16/3   senast 16/3
        _form(
            "slash",
            read_day,
            Opening.NUMBER,
            rf"""{number})
            {SHUT}(?![,]\d)""",
            lead=rf"""{after("before_short_day")}|\b{WEEKDAY}\.?\s+(?:den\s+)?""",
        ),
        _form(
            "slash_alone",
            read_day,
            Opening.NUMBER,
            rf"""{number}){SHUT}(?![,]\d)
            (?!\s*{any_of(vocabulary("date_words")["after_fraction"])}\b)""",
            "line",
        ),
        # sista november 2021   sista 2021 februari   den sista september   sista dagen i mars
        _form(
            "last_day",
            read_last_day,
            _MONTH,
            rf"""\b(?P<date>sista\s+(?:dagen\s+(?:i|av)\s+|dag\s+i\s+)?
            (?:(?P<year_first>{YEAR})\s+)?(?P<month>{MONTH})\b(?:{YEAR_AFTER})?)""",
        ),
        # årsskiftet 2021/2022   årsskiftet 2021/22
        _form(
            "turn_of_year",
            read_turn_of_year,
            r"årsskifte|nyåret",
            rf"""\b(?:årsskiftet|årsskifte|nyåret)\s+
            (?P<date>(?P<year>{YEAR})\s?[-‐–/]\s?(?P<until>(?:\d\d)?\d\d)){SHUT}""",
        ),
    ]


def _month_forms() -> list[Form]:
    return [
        # september 2023   dec -21   december år 2018
        _form(
            "month_year",
            read_months,
            Opening.MONTH,
            rf"""\b(?<!\d\s)(?P<date>(?P<month>{MONTH})\b{YEAR_AFTER}){SHUT}""",
        ),
        # januari–april 2023   jan-sept 2023   april och maj 2023   januari till september
        _form(
            "months",
            read_months,
            Opening.MONTH,
            rf"""\b(?P<date>(?P<from_month>{MONTH})\.?{TO}(?P<month>{MONTH})\b
            (?:{YEAR_AFTER})?)""",
        ),
        # december 2022 – mars 2023
        _form(
            "months_years",
            read_months,
            Opening.MONTH,
            rf"""\b(?P<date>(?P<from_month>{MONTH})\.?\s+(?P<from_year>{YEAR}){TO}
            (?P<month>{MONTH})\b{YEAR_AFTER})""",
        ),
        # tom aug   t.o.m. augusti 2023   till och med mars
        _form(
            "until_month",
            read_until_month,
            _MONTH,
            rf"""\b(?P<date>(?:t\.?\s?o\.?\s?m\.?|till\s+och\s+med)\s+
            (?P<month>{MONTH})\b(?:{YEAR_AFTER})?)""",
        ),
        # 2023-08, only where a date is expected: 2011-12 may as well be two years
        _form(
            "iso_month",
            read_months,
            Opening.NUMBER,
            rf"""(?P<date>(?P<year>{YEAR})-
            (?P<month>0[1-9]|1[0-2])){SHUT}""",
            lead=after("before_digits"),
        ),
        # vecka 10 2023   v. 10   v.10-12, 2023   2023 v 10
        _form(
            "week",
            read_week,
            r"v[a-z.]{0,8}\s?\d",
            rf"""(?<!\w)(?P<date>(?:(?P<year_first>{YEAR})[\s,-]+)?(?:veckorna|veckan|vecka|v\.?)
            \s?(?P<week>[1-9]|[0-4]\d|5[0-3])(?:{TO}(?P<until>[1-9]|[0-4]\d|5[0-3]))?(?!\d)
            (?:[\s,]+(?:år\s+)?(?P<year>{YEAR})(?!\d))?)(?![^\W_])(?![./:,]\d)""",
        ),
        # 2023-W10
        _form(
            "iso_week",
            read_week,
            Opening.NUMBER,
            rf"""{FREE}(?P<date>(?P<year>{YEAR})-?w(?P<week>[0-5]\d)){SHUT}""",
        ),
    ]


def _year_forms() -> list[Form]:
    counted = rf"(?!\s*(?:{any_of(vocabulary('date_words')['after_count'])}\b|%))"
    between = rf"(?:\s?{DASH}\s?|\s+(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|till)\s+)"
    kinds = r"kvartal(?:et)?|tertial(?:et)?|halvår(?:et)?"
    tail = rf"(?:[\s,]+(?:år\s+)?(?P<year>{YEAR})(?!\d))?"
    return [
        # första kvartalet 2021   tredje tertialet   andra halvåret 2023
        _form(
            "ordinal_part",
            read_part_of_year,
            _PART,
            rf"""\b(?P<date>(?:(?P<year_first>{YEAR})\s+)?
            (?P<ordinal>{ORDINAL})\s+(?P<kind>{kinds}){tail}){SHUT}""",
        ),
        # kvartal 1 2023   tertial 2, 2023   kvartal 1-3 2023   halvår 1
        _form(
            "numbered_part",
            read_part_of_year,
            _PART,
            rf"""\b(?P<date>(?:(?P<year_first>{YEAR})\s+)?
            (?P<kind>kvartal|kv\.?|tertial|halvår)(?:s?rapport|bokslut|s?uppföljning)?\s?(?P<number>[1-4])(?:\s?{DASH}\s?(?P<until>[1-4]))?(?!\d)
            {tail}){SHUT}""",
        ),
        # Q1 2023   2023-Q1   T2 2023   H1 2021
        _form(
            "lettered_part",
            read_part_of_year,
            r"[qth][1-4]",
            rf"""{FREE}(?P<date>(?P<kind>[qth])(?P<number>[1-4])
            (?:\s?{DASH}\s?[qth]?(?P<until>[1-4]))?[\s,-]+(?P<year>{YEAR})){SHUT}""",
        ),
        _form(
            "year_lettered_part",
            read_part_of_year,
            Opening.NUMBER,
            rf"""{FREE}(?P<date>(?P<year_first>{YEAR})[\s-]?(?P<kind>[qth])
            (?P<number>[1-4])){SHUT}""",
        ),
        # 2021–2022   2017 - 2022   2020 till 2023
        _form(
            "years",
            read_years,
            Opening.NUMBER,
            rf"""{FREE}(?<!\d\s)(?P<date>(?P<year>{YEAR}){between}(?P<until>{YEAR})){SHUT}
            (?!\s\d{{3}}\b){counted}""",
        ),
        # budgetåret 2022/2023
        _form(
            "split_year",
            read_years,
            Opening.NUMBER,
            rf"""(?P<date>(?P<year>{YEAR})/(?P<until>{YEAR})){SHUT}""",
            lead=after("before_year"),
        ),
        # helår 2023   sedan 2015   våren 2021   under 2020
        _form(
            "year",
            read_years,
            Opening.NUMBER,
            rf"""(?P<date>(?P<year>{YEAR})){SHUT}
            (?!\s\d{{3}}\b){counted}""",
            lead=after("before_year"),
        ),
        # 2023 års budget
        _form(
            "years_own", read_years, Opening.NUMBER, rf"""{FREE}(?<!\d\s)(?P<date>(?P<year>{YEAR}))\s+års\b"""
        ),
        _form(
            "year_alone", read_years, Opening.NUMBER, rf"""{FREE}(?P<date>(?P<year>{YEAR})){SHUT}""", "text"
        ),
    ]


@lru_cache(maxsize=1)
def forms() -> tuple[Form, ...]:
    """Return all forms; on places of equal length the first form wins."""
    return (*_day_forms(), *_month_forms(), *_year_forms())
