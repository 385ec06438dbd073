"""The periods of tables and columns, read from headers and titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from protokollparser.core.date_forms import MONTH
from protokollparser.core.dates import FoundDate, find_dates, read_date

_WHOLE_YEAR = re.compile(
    r"helår(?!s?(?:effekt|besparing|kostnad))|årsbudget|årsprognos|\bför året\b|\bunder året\b"
    r"|\bår(?:et)?s? budget\b",
    re.IGNORECASE,
)
_PERIOD_ONLY = re.compile(r"\bperiod(?:en|ens)?\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:(?=\d\d(?!\d))|(?!\d))")
_SPAN = re.compile(r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?!\d)")
# "2017-08" is a month, "2007-08" may be two years.
_YEAR_MONTH = re.compile(r"(?<![\d-])(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])(?![\d-])")
# Outturns are told from the beginning of the year to the day or month that is printed.
_CUMULATIVE = frozenset({"outturn", "prior_outturn", "deviation"})
_OF_BUDGET = ("transfer", "appropriation")
# "Utfall t.o.m. 2012", "Ack. utfall 2023": from the beginning of what is told, whatever year that was.
_UNTIL = re.compile(r"\bt\.?\s?o\.?\s?m\b|till och med|\back(?:\.|umuler\w*|\b)|upparbetat", re.IGNORECASE)
# Columns that tell of a project as a whole, where others tell of it up to a year.
_WHOLE = re.compile(
    r"\btotal\w{0,3}|projekt(?:budget|kalkyl)|\bkalkyl|slut(?:prognos|kostnad|redovis)|\back(?:\.|umuler)",
    re.IGNORECASE,
)
# "Antagen av kommunfullmäktige 2010-11-29": the day of a decision is no period.
_ADOPTED = re.compile(
    r"\b(?:antag\w+|fastställ\w+|beslut\w*|godkän\w+|revider\w+|upprätta\w+)\b", re.IGNORECASE
)
_LONE_MONTH = re.compile(rf"(?:\w+\s)?(?P<month>{MONTH})\.?(?:,?\s\(?[tmk]?n?kr\)?)?", re.IGNORECASE)
_MOST_MONTHS = 2
_FINENESS = ("day", "week", "month", "quarter", "tertial", "half_year", "year")

Period = tuple[date | None, date | None]
UNKNOWN: Period = (None, None)


def period_in(text: str, year: int | None = None, cumulative: bool = False) -> Period:
    """Return the finest period named in a header or title, whole years of "helår" and "Årsbudget" first.

    `cumulative`: a day or month is the end of a period that began with its year.
    """
    years = [int(found) for found in _YEAR.findall(text)]
    known = years[0] if years else year
    if known is not None and _WHOLE_YEAR.search(text):
        last = years[-1] if years else known
        return date(last, 1, 1), date(last, 12, 31)
    found = [one for one in _dates(text, known) if one.date_end is not None]
    if not found:
        return UNKNOWN if not years else (date(min(years), 1, 1), date(max(years), 12, 31))
    finest = min(found, key=lambda one: (_FINENESS.index(one.precision), one.start))
    start, end = finest.date_start, finest.date_end
    single = finest.precision in ("day", "month") and (start is None or end is None or _one(start, end))
    if cumulative and single and end is not None:
        start = date(end.year, 1, 1)
    return start, end


def _one(start: date, end: date) -> bool:
    """True for one day or one month."""
    return start == end or (start.year, start.month) == (end.year, end.month)


def _dates(text: str, year: int | None) -> list[FoundDate]:
    text = _YEAR_MONTH.sub(_run_together, text)
    found = [one for one in find_dates(text, year) if one.precision in _FINENESS]
    for match in _SPAN.finditer(text):
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            month = read_date(match.group(), year)
            if month is not None:
                found.append(replace(month, start=match.start(), end=match.end()))
    return found


def is_of_whole_project(header: str, headers: Sequence[str]) -> bool:
    """True for a column that tells of a project from its beginning to its end, and so of no year.

    "Total budget" does where another column tells of it up to a year ("Utfall t.o.m. 2012").
    """
    years = bool(_YEAR.search(header))
    reach = any(_UNTIL.search(other) and _YEAR.search(other) for other in headers)
    return reach and not years and bool(_WHOLE.search(header))


def _run_together(match: re.Match[str]) -> str:
    """Return a year and a month without the hyphen between them, two years on end as they are."""
    follows = (int(match["year"]) + 1) % 100 == int(match["month"])
    return match.group() if follows else f"{match['year']}{match['month']}"


def column_period(header: str, scenario: str | None, year: int | None, by_month: bool = False) -> Period:
    """Return the period of a column, (None, None) when its header names none.

    A year of its own in the header path is the year of the months over or under it ("Utfall jan-aug / 2022").
    `by_month`: a month is told by itself, and not as the end of what began with the year.
    """
    cumulative = scenario in _CUMULATIVE
    pieces = header.split(" / ")
    for piece in reversed(pieces):
        if _WHOLE_YEAR.search(piece) and not _PERIOD_ONLY.search(piece):
            known = [int(found) for found in _YEAR.findall(header)]
            own = known[-1] if known else year
            return (date(own, 1, 1), date(own, 12, 31)) if own is not None else UNKNOWN
    bare = [piece for piece in pieces if _YEAR.fullmatch(piece)]
    own = int(bare[-1]) if bare else year
    for piece in (*(p for p in reversed(pieces) if p not in bare), *bare[-1:]):
        month = _LONE_MONTH.fullmatch(piece) if own is not None else None
        if month is not None:
            return period_in(f"{month['month']} {own}", own, cumulative and not by_month)
        found = period_in(piece, own, cumulative)
        if found != UNKNOWN:
            return _until(found) if _UNTIL.search(header) else found
    return UNKNOWN


def _until(period: Period) -> Period:
    """Return a period that ends with a year without its beginning, any other as it is."""
    start, end = period
    whole = start is not None and end is not None and (start.month, start.day) == (1, 1) and end.month == 12
    return (None, end) if whole else period


def _tells_by_month(headers: Sequence[str]) -> bool:
    """True when months stand beside each other, or beside what is told from the beginning of the year."""
    pieces = [piece for header in headers for piece in header.split(" / ")]
    months = {found["month"].casefold() for piece in pieces if (found := _LONE_MONTH.fullmatch(piece))}
    return len(months) > _MOST_MONTHS or (bool(months) and any(_UNTIL.search(piece) for piece in pieces))


def table_period(texts: Sequence[str], columns: Sequence[tuple[str | None, Period]]) -> Period:
    """Return the period of a table: of its outturn column, its title, else of its other columns.

    `columns` holds scenario and period of every column; `texts` are the titles, nearest first.
    """
    told = [period for scenario, period in columns if scenario == "outturn" and period != UNKNOWN]
    if told:
        return told[0]
    for text in texts:
        if _ADOPTED.search(text):
            continue
        found = period_in(
            text, None, cumulative=bool(re.search(r"utfall|per den|per sista", text, re.IGNORECASE))
        )
        if found != UNKNOWN:
            return found
    others = [period for _, period in columns if period[1] is not None]
    return max(others, key=lambda period: period[1] or date.min, default=UNKNOWN)


def column_periods(
    headers: Sequence[tuple[str, str | None]],
    texts: Sequence[str],
    instant: bool = False,
    document: Period = UNKNOWN,
) -> list[Period]:
    """Return the period of every column; `headers` are pairs of header path and scenario.

    A year that is not printed is the latest one of the headers, else the first one of the titles, else that
    of the period of the `document`, which is meant where a header says but "Utfall perioden". A deviation
    without a period has that of the other columns when they all have the same, else that of the column before
    it when a budget has the same; a transfer has that of the budget.
    `instant`: the figures are those of a day, as in a balance sheet, and not of a year up to it.
    """
    years = [int(found) for header, _ in headers for found in _YEAR.findall(header)]
    titled = [int(found) for text in texts for found in _YEAR.findall(text)]
    reported = [document[1].year] if document[1] is not None else []
    year = max(years) if years else next(iter((*titled, *reported)), None)
    texts_over = [header for header, _ in headers]
    by_month = _tells_by_month(texts_over)
    periods = [
        column_period(header, None if instant else scenario, year, by_month) for header, scenario in headers
    ]
    periods = [
        document if p == UNKNOWN and _PERIOD_ONLY.search(header) else p
        for (header, _), p in zip(headers, periods, strict=True)
    ]
    day = next(
        (one for text in texts for one in find_dates(text, year) if one.precision == "day" and one.inferred),
        None,
    )
    if day is not None:
        periods = [_on_day(header, day, p) for (header, _), p in zip(headers, periods, strict=True)]
    known = list(zip((scenario for _, scenario in headers), periods, strict=True))
    told = [(scenario, p) for scenario, p in known if scenario != "prior_outturn" and p != UNKNOWN]
    derived: dict[str | None, Period] = dict.fromkeys(
        _OF_BUDGET, next((p for scenario, p in told if scenario == "budget"), UNKNOWN)
    )
    derived["deviation"] = told[0][1] if len({p for _, p in told}) == 1 else UNKNOWN
    planned = {p for scenario, p in told if scenario in ("budget", "appropriation")}
    found: list[Period] = []
    for at, (scenario, period) in enumerate(known):
        header = texts_over[at]
        after = known[at - 1][0] if at else None
        beside = found[-1] if after == "forecast" or (found and found[-1] in planned) else UNKNOWN
        options = [period]
        if scenario == "forecast" and year is not None and not _WHOLE.search(header):
            # What is expected is told of the whole year, whatever the outturn beside it is of.
            options.append((date(year, 1, 1), date(year, 12, 31)))
        elif scenario == "deviation" and after == "forecast":
            options.append(beside)
        elif not is_of_whole_project(header, texts_over):
            late = beside if scenario == "deviation" else UNKNOWN
            options += [_between_plans(known, at), derived.get(scenario, UNKNOWN), late]
        found.append(next((p for p in options if p != UNKNOWN), UNKNOWN))
    return found


def _between_plans(known: Sequence[tuple[str | None, Period]], at: int) -> Period:
    """Return the later of two plans between which a column stands that makes the one of the other."""
    left = next(((s, p) for s, p in reversed(known[:at]) if p != UNKNOWN), (None, UNKNOWN))
    right = next(((s, p) for s, p in known[at + 1 :] if p != UNKNOWN), (None, UNKNOWN))
    opening, closing = left[1][1], right[1][1]
    if not left[0] == right[0] == "budget" or opening is None or closing is None:
        return UNKNOWN
    return right[1] if opening < closing else UNKNOWN


def _on_day(header: str, day: FoundDate, period: Period) -> Period:
    """Return the period of a column under a title that names a day without a year ("den 31 december").

    A header that ends with a year tells of that day in it.
    """
    years = _YEAR.findall(header)
    bare = any(_YEAR.fullmatch(piece) for piece in header.split(" / "))
    if not bare or day.date_end is None:
        return period
    on = day.date_end.replace(year=int(years[-1]))
    return on, on
