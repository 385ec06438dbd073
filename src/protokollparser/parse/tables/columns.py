"""What every column of a table holds: label, text, or figures of a scenario, told by header and content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from protokollparser.core.dates import read_date
from protokollparser.parse.tables.draft import Draft
from protokollparser.parse.tables.headers import Headers
from protokollparser.parse.tables.rows import Row
from protokollparser.parse.tables.words import TableWords, is_year

# Roles of columns whose cells are names of things and not figures.
NAMES = frozenset({"date", "number", "year"})
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\d\d(?!\d)|(?!\d))")
_NET_OF_YEAR = re.compile(
    r"netto\w{0,10}(?:\s(?:(?:19|20)\d\d|år))?|(?:årets\s)?(?:(?:19|20)\d\d|år)", re.IGNORECASE
)
_WORDY = frozenset({"goals", "project_list", "action_plan", "references", "revision_history", "list"})
_FORMS = frozenset({"page_footer", "form_header"})
_STATEMENTS = frozenset({"income_statement", "operating_statement", "balance_sheet"})
_RATED = frozenset({"internal_control", "risk"})
_RATINGS = ("probability", "consequence", "risk_value")


@dataclass(frozen=True)
class Column:
    """One column: its header path, its role, and the scenario of its figures."""

    index: int
    header: str
    role: str
    scenario: str | None = None


def find_label_column(draft: Draft, headers: Headers) -> int:
    """Return the column of the row labels: the first one of words, row numbers and marks passed over."""
    body = [r for r in range(draft.height) if r not in headers.rows and draft.filled(r)]
    for column in range(draft.width):
        filled = [row for row in body if draft.text(row, column)]
        lettered = sum(1 for row in filled if draft.lettered(row, column))
        if filled and lettered * 2 > len(filled) and (column == 0 or len(filled) * 2 >= len(body)):
            return column
    return 0


def read_columns(
    draft: Draft, headers: Headers, rows: Sequence[Row], label_column: int, kind: str, words: TableWords
) -> list[Column]:
    """Return a column for every column of the grid, left to right."""
    columns = [
        _column(draft, headers.paths[index], index, label_column, kind, words) for index in range(draft.width)
    ]
    if kind in _RATED:
        columns = _rated(draft, rows, columns)
    columns = _overflowed(draft, rows, columns, words)
    return _difference(draft, rows, _prior(_followed_up(columns)))


def _column(draft: Draft, header: str, index: int, label_column: int, kind: str, words: TableWords) -> Column:
    if kind in _FORMS:
        return Column(index, header, "text")
    if index == label_column:
        return Column(index, header, "label")
    told = words.role_of(header) if header else None
    if kind == "table_of_contents":
        return Column(index, header, "page" if index in draft.figure_columns and index > 0 else "text")
    if holds_units(draft, index, words):
        return Column(index, header, "unit")
    if told is not None and told.role in NAMES:
        return Column(index, header, told.role)
    rating = told is not None and told.role in _RATINGS
    priced = kind == "action_plan" and words.names_money(header)
    if index not in draft.figure_columns or (kind in _WORDY and not priced) or index < label_column:
        return Column(index, header, "text")
    if kind in _RATED:
        return Column(index, header, told.role if told is not None and rating else "text")
    if _in_percent(draft, index):
        return Column(index, header, "percent", told.scenario if told else None)
    if told is None and kind in _STATEMENTS and _dated(header, words):
        return Column(index, header, "outturn", "outturn")
    if kind == "personnel" and (told is None or told.role == "amount") and _counts(draft, index):
        return Column(index, header, "count")
    if told is None:
        return Column(index, header, "allocation" if kind == "allocation" else "amount")
    scenario = told.scenario or words.scenario_within(header)
    role = "allocation" if told.role == "amount" and kind == "allocation" else told.role
    return Column(index, header, role, scenario)


def _counts(draft: Draft, column: int) -> bool:
    """True when three in four figures of a column are whole, as numbers of people are, units aside."""
    figures = [q for row in range(draft.height) if (q := draft.figure(row, column)) and q.unit is None]
    return sum(1 for q in figures if not q.digits) * 4 >= len(figures) * 3 > 0


def _dated(header: str, words: TableWords) -> bool:
    """True when a header, or one over or under it, is a year, a day or a period, behind a body or alone."""
    pieces = [words.header_party.sub("", piece).strip(" ,:(") for piece in header.split(" / ")]
    return any(is_year(piece) or read_date(piece) is not None for piece in pieces if piece)


def holds_units(draft: Draft, column: int, words: TableWords) -> bool:
    """True when a column tells the units of its rows: "%", "tkr", "st"."""
    filled = [draft.text(row, column) for row in range(draft.height) if draft.filled(row)]
    told = [text for text in filled if text]
    units = sum(1 for text in told if words.units.unit_of(text) is not None)
    return units >= 2 and units * 3 >= len(told) * 2


def _in_percent(draft: Draft, column: int) -> bool:
    """True when more than half of a column's figures bear a percent sign."""
    figures = [quantity for row in range(draft.height) if (quantity := draft.figure(row, column))]
    return sum(1 for q in figures if q.unit == "percent") * 2 > len(figures)


def _prior(columns: list[Column]) -> list[Column]:
    """Return the columns, outturns of an earlier year than the latest one marked as such (003 line 137)."""
    years = {c.index: max(map(int, _YEAR.findall(c.header)), default=0) for c in columns}
    latest = max((years[c.index] for c in columns if c.role in ("outturn", "budget", "forecast")), default=0)
    return [
        replace(c, role="outturn_prior", scenario="prior_outturn")
        if c.role == "outturn" and 0 < years[c.index] < latest
        else c
        for c in columns
    ]


def _followed_up(columns: list[Column]) -> list[Column]:
    """Return the columns, those of a year as outturn where plan and deviation stand beside them.

    "Netto 2022, Budget netto, Avvikelse, Netto 2021": what the plan is compared with has but its year, or is
    the net of gross income and cost.
    """
    roles = {c.role for c in columns}
    if not {"budget", "deviation"} <= roles or roles & {"outturn", "forecast"}:
        return columns
    return [
        replace(c, role="outturn", scenario="outturn")
        if c.role == "amount" and _NET_OF_YEAR.fullmatch(c.header)
        else c
        for c in columns
    ]


def _rated(draft: Draft, rows: Sequence[Row], columns: list[Column]) -> list[Column]:
    """Return the columns of a risk table; where cells are shifted against the headers, content decides.

    Sought are two columns whose leading figures make the third in every row (002 lines 546-548).
    """
    body = [position for position, row in enumerate(rows) if row.role == "data"]
    told = {c.role: c.index for c in columns if c.role in _RATINGS}
    if len(told) == 3 and _multiplies(draft, body, *(told[role] for role in _RATINGS)):
        return columns
    for first in range(draft.width - 2):
        if _multiplies(draft, body, first, first + 1, first + 2):
            found = {first + step: role for step, role in enumerate(_RATINGS)}
            return [
                replace(
                    c, role=found[c.index] if c.index in found and c.index in draft.figure_columns else "text"
                )
                if c.role != "label"
                else c
                for c in columns
            ]
    return columns


def _multiplies(draft: Draft, body: Sequence[int], first: int, second: int, product: int) -> bool:
    """True when in every row that has a figure in the product column the other two make it."""
    judged = [row for row in body if draft.figure(row, product) is not None]
    return len(judged) >= 2 and all(
        (left := leading(draft, row, first)) is not None
        and (right := leading(draft, row, second)) is not None
        and left * right == leading(draft, row, product)
        for row in judged
    )


def leading(draft: Draft, row: int, column: int) -> Decimal | None:
    """Return the figure of a cell or the one digit that opens it ("1. väldigt liten sannolikhet")."""
    quantity = draft.figure(row, column)
    if quantity is not None:
        return quantity.value
    match = re.match(r"(\d)(?:[.)]|\s*[-–=]|\s)\s*[^\W\d]", draft.text(row, column))
    return Decimal(match[1]) if match else None


def _overflowed(draft: Draft, rows: Sequence[Row], columns: list[Column], words: TableWords) -> list[Column]:
    """Return the columns, the last one a forecast where its deviation wrapped to a line of its own.

    001 lines 155-157: seven headers for eight figures; the last header names the forecast's deviation, the
    figure beside it is the forecast, and the deviation stands alone on the next line.
    """
    last = columns[-1] if columns else None
    if last is None or last.role != "deviation" or any(c.role == "forecast" for c in columns):
        return columns
    forecast = next(entry for entry in words.roles if entry.role == "forecast")
    wrapped = any(
        row.role == "continuation" and draft.filled(position) == [last.index]
        for position, row in enumerate(rows)
    )
    if wrapped and forecast.pattern.search(last.header):
        return [*columns[:-1], replace(last, role="forecast", scenario="forecast")]
    return columns


def _difference(draft: Draft, rows: Sequence[Row], columns: list[Column]) -> list[Column]:
    """Return the columns, a bare one marked as deviation where it is income less cost (002 line 1689)."""
    by_role = {c.role: c.index for c in columns}
    bare = [c for c in columns if c.role == "amount" and not c.header]
    if len(bare) != 1 or not {"income", "cost"} <= by_role.keys():
        return columns
    held = judged = 0
    for position, row in enumerate(rows):
        if row.role not in ("data", "subtotal", "total"):
            continue
        figures = [draft.figure(position, c) for c in (by_role["income"], by_role["cost"], bare[0].index)]
        values = [figure.value for figure in figures if figure is not None and figure.value is not None]
        if len(values) == 3:
            judged += 1
            held += abs(values[0] - abs(values[1]) - values[2]) <= 1
    if judged >= 2 and held * 3 >= judged * 2:
        return [replace(c, role="deviation", scenario="deviation") if c is bare[0] else c for c in columns]
    return columns
