"""The cells of a source by the figures that they hold, and by the part and words of their tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from protokollparser.core.records.figures import Amount
from protokollparser.resolve.cells import CellFact, Cells
from protokollparser.resolve.slips import THOUSANDS, half, states


class Held:
    """Finds cells without asking each: a thousand pages hold sixty thousand, and nine thousand figures in
    prose that may repeat one of them."""

    def __init__(self, cells: Cells) -> None:
        self._facts = cells.facts
        by_half: dict[Decimal, list[tuple[Decimal, int]]] = defaultdict(list)
        self._by_figure: dict[Decimal, list[int]] = defaultdict(list)
        self._groups: dict[int, dict[object, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, cell in enumerate(cells.facts):
            if cell.amount.kronor is not None:
                figure = abs(cell.amount.kronor)
                by_half[half(cell.amount)].append((figure, number))
                self._by_figure[figure].append(number)
            self._groups[cell.part][_words(cell, cells)].append(number)
        self._by_half = {width: sorted(figures) for width, figures in by_half.items()}

    def __getitem__(self, number: int) -> CellFact:
        return self._facts[number]

    def meeting(self, amount: Amount) -> list[CellFact]:
        """Return the cells that state the same figure, in reading order."""
        if amount.kronor is None:
            return []
        figure, own = abs(amount.kronor), half(amount)
        numbers: list[int] = []
        for width, figures in self._by_half.items():
            low = bisect_left(figures, (figure - own - width, -1))
            high = bisect_right(figures, (figure + own + width, len(self._facts)))
            numbers += [number for _, number in figures[low:high]]
        found = (self._facts[number] for number in sorted(numbers))
        return [cell for cell in found if states(amount, cell.amount)]

    def thousandfold(self, amount: Amount) -> list[int]:
        """Return the numbers of the cells whose figures differ from one by thousands."""
        if not amount.kronor:
            return []
        figure = abs(amount.kronor)
        return [number for times in THOUSANDS for number in self._by_figure.get(figure / times, ())]

    def groups(self, part: int) -> list[Sequence[int]]:
        """Return the cells of a part by their numbers; the words of a figure fit those of a group alike."""
        return list(self._groups[part].values()) if part in self._groups else []


def _words(cell: CellFact, cells: Cells) -> tuple[object, ...]:
    """Return all of a cell that words are fitted to."""
    table = cell.sheet.table
    return (
        cell.label,
        cell.header,
        cell.column.scenario,
        cell.column.role,
        table.kind,
        table.title,
        cells.kinds.get(table.id),
        cells.sections.get(table.id),
    )
