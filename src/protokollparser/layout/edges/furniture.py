"""Lines that belong to the page and not to the text: heads, feet, page numbers, strips, crumbs.

Told by wording (`rules in `rules/patterns` with `furniture:``) or by standing at the same edge of many pages.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from protokollparser.core.document import Document
from protokollparser.core.layout import Furniture, Grid, Line
from protokollparser.core.rules import PatternRule, Rules
from protokollparser.layout.edges import footnotes, page_edges, running_blocks

PAGE_NUMBER = "page_number"
_SEQUENCE = "page_number_in_sequence"
_DIGITS = re.compile(r"\d+")
_FOOT_ROWS = 6
_COUNTS = re.compile(
    r"(?:(?:sid(?:a|an)?|blad)\.?(?: ?nr)?:? ?\d{1,4}(?: ?(?:\( ?|av |/ ?)\d{1,4}(?: ?\))?)?"
    r"|\d{1,4} ?(?:\( ?\d{1,4} ?\)|av \d{1,4}))",
    re.IGNORECASE,
)


def find_furniture(
    document: Document, lines: Sequence[Line], grids: Sequence[Grid], rules: Rules
) -> list[Furniture]:
    """Return the furniture in order: one entry for each line, one for each table that is furniture.

    A running head on page 1 is left in the text: there it is the title.
    """
    in_grid = {index for grid in grids for index in range(grid.first, grid.last + 1)}
    marks = {mark.first: mark for mark in [*_repeated_tables(grids), *_head_tables(lines, grids)]}
    marks |= {mark.first: mark for mark in _worded(document, lines, in_grid, rules)}
    set_aside = {index for mark in marks.values() for index in range(mark.first, mark.last + 1)}
    numbers = [mark.first for mark in marks.values() if mark.kind == PAGE_NUMBER]
    paged = len(document.pages) > 1 or not running_blocks.head_counts(lines, numbers)
    if paged:
        for mark in page_edges.find_running(document, lines, set_aside, in_grid - set_aside, numbers):
            marks.setdefault(mark.first, mark)
    if len(document.pages) == 1:
        known = {index for mark in marks.values() for index in range(mark.first, mark.last + 1)}
        barred = known if paged else known - set(numbers)
        for mark in running_blocks.find_blocks(lines, in_grid | barred, rules):
            marks.setdefault(mark.first, mark)
    known = {index for mark in marks.values() for index in range(mark.first, mark.last + 1)}
    marks |= {mark.first: mark for mark in footnotes.find_notes(lines, known, in_grid)}
    return [marks[first] for first in sorted(marks)]


def _worded(document: Document, lines: Sequence[Line], in_grid: set[int], rules: Rules) -> list[Furniture]:
    wordings = [rule for rule in rules.patterns if rule.furniture]
    sure = [(rule, rule.pattern()) for rule in wordings if rule.name != _SEQUENCE]
    marks = []
    for line in lines:
        if not line.text or line.index in in_grid or len(line.text) > 320:
            continue
        for rule, pattern in sure:
            match = pattern.fullmatch(line.text)
            if match and (rule.furniture != PAGE_NUMBER or _plausible(match)):
                marks.append(Furniture(line.index, line.index, rule.furniture, rule.id))
                break
    for rule in wordings:
        if rule.name == _SEQUENCE:
            marks += _sequence(document, lines, in_grid, rule)
    return marks


def _plausible(match: re.Match[str]) -> bool:
    """True unless the page's number is higher than the count of pages."""
    groups = match.groupdict()
    page = groups.get("page") or groups.get("page_of")
    total = groups.get("total") or groups.get("total_of")
    return page is None or total is None or 1 <= int(page) <= int(total)


def _sequence(
    document: Document, lines: Sequence[Line], in_grid: set[int], rule: PatternRule
) -> list[Furniture]:
    """Return lines of one form that name the same total and count upwards, three of them at least.

    Of a source of fewer pages, those in the margins that count all of its pages.
    """
    by_total: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        if len(line.text) <= 12 and line.index not in in_grid:
            match = rule.pattern().fullmatch(line.text)
            if match and _plausible(match):
                by_total.setdefault(match["total"], []).append((int(match["page"]), line.index))
    marks = []
    for found in by_total.values():
        numbers = [number for number, _ in found]
        rising = all(low < high for low, high in itertools.pairwise(numbers))
        if rising and (len(found) >= 3 or _count_all(document, [lines[index] for _, index in found])):
            marks += [Furniture(index, index, rule.furniture, rule.id) for _, index in found]
    return marks


def _count_all(document: Document, found: Sequence[Line]) -> bool:
    """True for one line in the outer eighth of each page that names its page and the count of pages."""
    count = len(document.pages)
    if [line.page for line in found] != list(range(1, count + 1)):
        return False
    for line in found:
        height = document.pages[line.page - 1].height
        numbers = [int(number) for number in _DIGITS.findall(line.text)]
        if height is None or line.top is None or height / 8 <= line.top <= height * 7 / 8:
            return False
        if numbers != [line.page, count]:
            return False
    return True


def _head_tables(lines: Sequence[Line], grids: Sequence[Grid]) -> list[Furniture]:
    """Return the small drawn tables at the top of pages with a cell that counts them: `Sida 5 (16)`."""
    tops: dict[int, int] = {}
    for line in lines:
        if line.text and line.top is not None:
            tops.setdefault(line.page, line.index)
    return [
        Furniture(grid.first, grid.last, "table", "furniture:head-table")
        for grid in grids
        if grid.form == "ruled"
        and len(grid.rows) <= _FOOT_ROWS
        and tops.get(lines[grid.first].page) == grid.first
        and lines[grid.first].page == lines[grid.last].page
        and any(_COUNTS.fullmatch(cell.text) for row in grid.rows for cell in row.cells)
    ]


def _repeated_tables(grids: Sequence[Grid]) -> list[Furniture]:
    """Return the small tables of words that stand in the document three times or more, alike but for numbers.

    002 line 1249: the foot of each sheet of a form is a table of two rows.
    """
    alike: dict[tuple[str, ...], list[Grid]] = {}
    for grid in grids:
        if len(grid.rows) > _FOOT_ROWS:
            continue
        texts = [cell.text for row in grid.rows if not row.rule_line for cell in row.cells if cell.text]
        worded = sum(1 for text in texts if sum(c.isalpha() for c in text) >= 3)
        if len(texts) >= 2 and 2 * worded > len(texts):
            alike.setdefault(tuple(_DIGITS.sub("#", text.casefold()) for text in texts), []).append(grid)
    return [
        Furniture(grid.first, grid.last, "table", "furniture:repeated-table")
        for found in alike.values()
        if len(found) >= 3
        for grid in found
    ]
