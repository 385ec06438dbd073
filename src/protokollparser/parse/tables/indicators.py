"""Goals and indicators with target, outcome and assessment, from tables of goals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from protokollparser.core.layout import Layout
from protokollparser.core.quantities import find_quantities
from protokollparser.core.reading import Ledger
from protokollparser.core.records.figures import Indicator
from protokollparser.core.records.tables import DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rules import Rules, compile_pattern
from protokollparser.core.sheets import Sheet, sheets
from protokollparser.core.spans import Span
from protokollparser.core.text import clean
from protokollparser.core.units import Units

_LATEX = {r"\geq": "≥", r"\leq": "≤", r"\ge": "≥", r"\le": "≤", r"\%": "%", "$": ""}
_PARAGRAPH = re.compile(r"<p>(?P<text>[^<]{1,500})</p>", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]{3}")
_CARRIED = 0.6


@dataclass
class _Reading:
    """An indicator while its rows are read."""

    span: Span
    goal: str | None
    carried: bool
    parts: dict[str, str] = field(default_factory=dict)
    more: list[Span] = field(default_factory=list)


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter an indicator for every row of the tables of goals, and one for every goal listed in a cell."""
    units = Units.of(rules)
    patterns = {
        name: compile_pattern(text) for name, text in rules.vocabulary["scenarios"]["goal_columns"].items()
    }
    judges = compile_pattern(rules.vocabulary["scenarios"]["assessments"])
    laid_out = sheets(ledger.of(DataTable), ledger.of(TableColumn), ledger.of(TableRow), ledger.of(TableCell))
    for sheet in laid_out:
        if sheet.table.kind != "goals":
            continue
        places = _judged(sheet, _places(sheet, patterns), judges)
        found = (
            _by_columns(sheet, places)
            if "indicator" in places or "goal" in places
            else _listed(ledger.layout, sheet, units)
        )
        for indicator in found:
            ledger.add(indicator)


def plain(text: str) -> str:
    """Return a text without the remnants of LaTeX: "$\\geq 2\\%$" is "≥ 2%"."""
    for mark, sign in _LATEX.items():
        text = text.replace(mark, sign)
    return clean(text)


def _places(sheet: Sheet, patterns: dict[str, re.Pattern[str]]) -> dict[str, int]:
    """Return which column holds what.

    Among several outcomes the one of the latest year, a forecast of a later year before it; the target of
    that year or the next; of goals at two levels the one that stands nearest before the indicator.
    """
    named: dict[str, list[tuple[int, int]]] = {}
    for index, column in sorted(sheet.columns.items()):
        name = next(
            (n for n, pattern in patterns.items() if column.header and pattern.search(column.header)), None
        )
        if name is not None:
            named.setdefault(name, []).append((max(map(int, _YEAR.findall(column.header)), default=0), index))
    held = {name: max(found, key=lambda one: (one[0], -one[1])) for name, found in named.items()}
    if "forecast" in held and held["forecast"][0] > held.get("outcome", (0, 0))[0]:
        held["outcome"] = held["forecast"]
    if "target" in held and "outcome" in held:
        held["target"] = _target_for(held["outcome"][0], named["target"])
    if "goal" in held and "indicator" in held:
        before = [one for one in named["goal"] if one[1] < held["indicator"][1]]
        held["goal"] = before[-1] if before else held["goal"]
    return {name: index for name, (_, index) in held.items() if name != "forecast"}


def _target_for(year: int, targets: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the target, as (year, column), that an outcome of a year is held against, else the next one."""
    later = [one for one in targets if one[0] >= year]
    return min(later) if later else max(targets, key=lambda one: (one[0], -one[1]))


def _judged(sheet: Sheet, places: dict[str, int], judges: re.Pattern[str]) -> dict[str, int]:
    """Return the places, with the last column of judgements as assessment where no header names one.

    "Prognos helår" over "Grön", "Gul" and "Röd": what is printed there judges the goal and is no figure.
    """
    if "assessment" in places:
        return places
    for index in sorted(sheet.columns, reverse=True):
        texts = [text for row in sheet.body if (text := _text(sheet, row, index))]
        fit = [text for text in texts if judges.fullmatch(text)]
        if len(fit) >= 2 and len(fit) == len(texts) and index not in places.values():
            return {**places, "assessment": index}
    return places


def _by_columns(sheet: Sheet, places: dict[str, int]) -> Iterator[Indicator]:
    """Yield the rows of a table with headers; a blank goal is that of the row above.

    Where the goal above stood alone in its row it may head the rows below, or its own indicator was lost
    (004 lines 56-60): both are kept.
    """
    readings: list[_Reading] = []
    goal: str | None = None
    alone = False
    for row in sheet.rows:
        parts = {name: plain(_text(sheet, row, index)) for name, index in places.items()}
        if row.role == "continuation" and readings:
            readings[-1].more.append(row.span)
            for name, text in parts.items():
                if text:
                    readings[-1].parts[name] = f"{readings[-1].parts.get(name, '')} {text}".strip()
        if row.role not in ("data", "section"):
            continue
        own = parts.pop("goal", "")
        if own:
            goal, alone = own, not any(parts.values())
        readings.append(_Reading(row.span, goal, not own and alone, parts))
    for reading in readings:
        yield Indicator(
            span=reading.span,
            more=tuple(reading.more),
            rule_id=sheet.table.rule_id,
            confidence=_CARRIED if reading.carried else sheet.table.confidence,
            candidates=({"goal": None},) if reading.carried else (),
            goal=reading.goal,
            indicator=reading.parts.get("indicator") or None,
            target=reading.parts.get("target") or None,
            outcome=reading.parts.get("outcome") or None,
            assessment=reading.parts.get("assessment") or None,
        )


def _listed(layout: Layout, sheet: Sheet, units: Units) -> Iterator[Indicator]:
    """Yield the goals listed in the cells of a table without headers (001 lines 64-66)."""
    for row in sheet.body:
        for index in sorted(sheet.columns):
            cell = sheet.cells.get((row.row_index, index))
            if index == 0 or cell is None or not _WORD.search(cell.text):
                continue
            for span, text in _pieces(layout, cell):
                yield Indicator(
                    span=span,
                    rule_id=sheet.table.rule_id,
                    confidence=sheet.table.confidence,
                    goal=text,
                    target=_target(text, units),
                )


def _pieces(layout: Layout, cell: TableCell) -> Iterator[tuple[Span, str]]:
    """Yield the paragraphs of a cell with their places, the whole cell when it has none."""
    found = list(_PARAGRAPH.finditer(cell.span.printed))
    for match in found:
        start, end = match.span("text")
        place = cell.span
        yield layout.document.span(place.page, place.start + start, place.start + end), plain(match["text"])
    if not found:
        yield cell.span, plain(cell.text)


def _target(text: str, units: Units) -> str | None:
    """Return the bound that a goal names: "≥ 2%"."""
    for found in find_quantities(text, units):
        if found.quantity.qualifier in ("at_least", "at_most", "over", "under"):
            return text[found.lead : found.end]
    return None


def _text(sheet: Sheet, row: TableRow, column: int) -> str:
    cell = sheet.cells.get((row.row_index, column))
    return cell.text if cell else ""
