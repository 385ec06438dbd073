"""Which rows of a table are made of other rows: subtotals, totals, nets and results.

Rows are read downwards on a stack of what is not yet part of a sum. A row that adds up takes the
rows at the end of the stack (each part once, `därav` rows never); how many, and with which signs, is
put to the vote of the columns, so that the structure is also found where one figure is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from protokollparser.core.line_items import LineKind, LineWords
from protokollparser.core.records.tables import TableRow
from protokollparser.core.rounding import Comparison, Figure, compare
from protokollparser.core.sheets import Sheet
from protokollparser.parse.arithmetic.shifted_rows import holds_moved

Parts = tuple[tuple[int, int], ...]

_SMALL = Decimal(10)
_TELLING_DIGITS = 6
# So few rows are tried with every sign, wherever they lead.
_FEW = 6


@dataclass(frozen=True)
class RowSum:
    """A row that follows from others: its (row, weight) parts, and how many columns agree.

    `assumed` marks a structure taken from labels and position, which no column confirms; `moved` one that
    the columns confirm once a row is moved back by one column.
    """

    target: int
    parts: Parts
    agreed: int
    assumed: bool = False
    moved: bool = False

    @property
    def kind(self) -> str:
        """`sum` when every part is added, else `difference`."""
        return "sum" if all(weight == 1 for _, weight in self.parts) else "difference"


@dataclass(frozen=True)
class _Item:
    """One row on the stack; `boundary` marks a row that is a sum itself."""

    row: int
    kind: LineKind
    boundary: bool


@dataclass(frozen=True)
class _Tally:
    """How the columns vote on one structure: agreeing, agreeing with nothing but zeros, disagreeing."""

    agreed: int
    empty: int
    missed: int
    figures: int

    @property
    def rank(self) -> tuple[int, int]:
        return (2 * self.agreed - 3 * self.missed, self.empty)


class SumStructure:
    """The sums among the rows of one table.

    `zeros` are blank cells that are known to stand for 0, `deviations` the columns that show plan
    against actual, in which effects on the result add up even where income and cost do not.
    """

    def __init__(
        self,
        sheet: Sheet,
        words: LineWords,
        kinds: dict[int, LineKind],
        zeros: frozenset[tuple[int, int]],
        deviations: frozenset[int],
    ) -> None:
        self.sheet = sheet
        self.words = words
        self.kinds = kinds
        self.zeros = zeros
        self.deviations = deviations
        self.heads = self._heads()

    def sums(self) -> list[RowSum]:
        """Return the sums, by target row."""
        found = list(self.heads.values())
        under = {row for head in found for row, _ in head.parts}
        stack: list[_Item] = []
        section = 0
        for row in self.sheet.rows:
            if row.role == "section":
                section = len(stack)
            if not self._countable(row):
                continue
            index = row.row_index
            sums_up = self._target(row) and index not in self.heads
            made = self._best(row, stack, section) if sums_up and stack else None
            if made is not None:
                found.append(made)
                taken = {part for part, _ in made.parts}
                stack = [item for item in stack if item.row not in taken]
                section = min(section, len(stack))
            if index not in under:
                stack.append(_Item(index, self.kinds[index], made is not None or index in self.heads))
        return sorted(found, key=lambda made: made.target)

    def _countable(self, row: TableRow) -> bool:
        """True for a body row that is no part of the row above, told twice."""
        return row.row_index in self.kinds and not self.words.part_of.search(row.label or "")

    def _target(self, row: TableRow) -> bool:
        return row.role in ("subtotal", "total") or self.words.adds_up(row.label)

    # Sums above

    def _best(self, row: TableRow, stack: Sequence[_Item], section: int) -> RowSum | None:
        """Return the structure most columns agree on, None when nothing speaks for any."""
        best: tuple[tuple[int, int, int], Parts, _Tally] | None = None
        usual = self._usual(stack, section)
        sides = (
            usual,
            self._carried(row, stack, usual),
            stack[section:] if len(stack) - section > 1 else usual,
        )
        expected = [{item.row for item in items} for items in sides]
        for order, parts in enumerate(self._candidates(row, stack, usual)):
            tally = self._tally(row.row_index, parts)
            if not self._believable(tally, parts, {part for part, _ in parts} in expected):
                continue
            rank = (*tally.rank, -order)
            if best is None or rank > best[0]:
                best = (rank, parts, tally)
        if best is not None:
            return RowSum(row.row_index, best[1], best[2].agreed)
        return self._moved(row, sides) or self._assumed(row, usual)

    def _moved(self, row: TableRow, sides: Sequence[Sequence[_Item]]) -> RowSum | None:
        """Return the structure that holds once one row is moved by a column, None when there is none."""
        for items in sides:
            for weights in self._weights(row, items):
                parts = tuple((item.row, weight) for item, weight in zip(items, weights, strict=True))
                agreed = holds_moved(self.sheet, row.row_index, parts)
                if agreed:
                    return RowSum(row.row_index, parts, agreed, moved=True)
        return None

    def _assumed(self, row: TableRow, usual: Sequence[_Item]) -> RowSum | None:
        """Return the structure that label and position alone suggest, None when they leave a doubt."""
        if len(usual) < 2 or row.role not in ("subtotal", "total") or self._told(row, usual) > 1:
            return None
        if self.words.total.search(row.label or ""):
            return RowSum(row.row_index, tuple((item.row, 1) for item in usual), 0, assumed=True)
        if sorted(item.kind for item in usual) == ["cost", "income"] and self._unsigned(usual):
            parts = tuple((item.row, -1 if item.kind == "cost" else 1) for item in usual)
            return RowSum(row.row_index, parts, 0, assumed=True)
        return None

    def _told(self, row: TableRow, items: Sequence[_Item]) -> int:
        """Return in how many columns the rows could be added; several that all disagree are no sum."""
        parts = tuple((item.row, 1) for item in items)
        judged = [self.judge(row.row_index, parts, column) for column in self.sheet.amount_columns]
        return sum(1 for one in judged if one is not None)

    def _unsigned(self, items: Sequence[_Item]) -> bool:
        """True when no figure of the rows is negative."""
        held = [self.sheet.figure(item.row, c) for item in items for c in self.sheet.amount_columns]
        return all(figure is None or figure.value >= 0 for figure in held)

    def _usual(self, stack: Sequence[_Item], section: int) -> list[_Item]:
        """Return the rows a sum at the end of the stack most often adds up.

        The plain rows since the last sum or section; where there are none, all sums that are open.
        """
        recent: list[_Item] = []
        for position in range(len(stack) - 1, -1, -1):
            if stack[position].boundary or position < section:
                break
            recent.insert(0, stack[position])
        return recent or (list(stack) if any(item.boundary for item in stack) else [])

    def _carried(self, row: TableRow, stack: Sequence[_Item], usual: Sequence[_Item]) -> Sequence[_Item]:
        """Return the last sum and the plain rows since, which make up a result that goes on from another."""
        goes_on = 0 < len(usual) < len(stack) and not usual[-1].boundary and stack[-len(usual) - 1].boundary
        if not goes_on or self.words.kind(row.label) != "result" or self.words.total.search(row.label or ""):
            return usual
        return stack[-len(usual) - 1 :]

    def _candidates(self, row: TableRow, stack: Sequence[_Item], usual: Sequence[_Item]) -> Iterator[Parts]:
        """Yield structures, the most usual first, each once.

        A long stretch of rows is only tried where some column comes near.
        """
        seen: set[Parts] = {()}
        running = _Running(self.sheet, row.row_index)
        stretches = [(usual, True)]
        for length in range(1, len(stack) + 1):
            running.take(stack[-length].row)
            stretches.append((stack[-length:], length <= _FEW or running.near()))
        for items, tried in stretches:
            for weights in self._weights(row, items) if tried else ():
                parts = tuple((item.row, weight) for item, weight in zip(items, weights, strict=True))
                if parts not in seen:
                    seen.add(parts)
                    yield parts

    def _weights(self, row: TableRow, items: Sequence[_Item]) -> Iterator[tuple[int, ...]]:
        """Yield the signs that the items may take in a sum of this kind."""
        yield (1,) * len(items)
        kinds = [item.kind for item in items]
        kind = self.words.kind(row.label)
        if len(items) < 2:
            return
        if {"cost", "net"} & set(kinds) and {"income", "contribution", "result"} & set(kinds):
            yield tuple(-1 if held in ("cost", "net") else 1 for held in kinds)
            yield tuple(1 if held in ("cost", "net") else -1 for held in kinds)
        if len(items) == 2 and (kind in ("net", "result") or self.words.deviation.search(row.label or "")):
            yield (1, -1)
            yield (-1, 1)

    def _tally(self, target: int, parts: Parts) -> _Tally:
        """Count the votes; a deviation that misses where an amount misses too only repeats it."""
        agreed = empty = missed = repeated = figures = 0
        for column in self.sheet.amount_columns:
            judged = self.judge(target, parts, column)
            if judged is None:
                continue
            if not judged.holds and column in self.deviations:
                judged = self.judge(target, plain(parts), column) or judged
            held = [self.sheet.figure(row, column) for row, _ in parts]
            nonzero = sum(1 for figure in held if figure is not None and figure.value != 0)
            if not judged.holds and column in self.deviations:
                repeated += 1
            elif not judged.holds:
                missed += 1
            elif nonzero:
                agreed += 1
                figures += nonzero
            else:
                empty += 1
        return _Tally(agreed, empty, missed or repeated, figures)

    def _believable(self, tally: _Tally, parts: Parts, usual: bool) -> bool:
        """True when enough columns agree; the further from the usual, the more must agree."""
        if not tally.agreed:
            return usual and tally.empty > 0 and not tally.missed and len(parts) > 0
        if usual:
            return tally.agreed >= tally.missed
        if len(parts) == 1:
            return tally.missed == 0 and tally.agreed >= 2
        return tally.agreed > 2 * tally.missed

    def judge(self, target: int, parts: Parts, column: int) -> Comparison | None:
        """Return how a column's target agrees with its parts, None when that cannot be said.

        A blank part that is not known to be 0 may be left out of a sum that holds, but it cannot make
        a sum wrong.
        """
        stated = self.sheet.figure(target, column)
        if stated is None or any(self.sheet.unknown(row, column) for row, _ in parts):
            return None
        held = [(self.sheet.figure(row, column), weight) for row, weight in parts]
        known = [(figure, weight) for figure, weight in held if figure is not None]
        compared = compare(stated, known) if known else None
        if compared is None or compared.holds:
            return compared
        open_blank = any(
            self.sheet.blank(row, column) and (row, column) not in self.zeros for row, _ in parts
        )
        return None if open_blank else compared

    # Sums below

    def _heads(self) -> dict[int, RowSum]:
        """Return the rows that add up the rows below them, by row."""
        rows = [row for row in self.sheet.rows if self._countable(row)]
        heads: dict[int, RowSum] = {}
        covered: set[int] = set()
        for at, row in enumerate(rows):
            if row.row_index in covered or (at and self._target(row)):
                continue
            parts = self._below(row.row_index, rows[at + 1 :])
            if parts:
                heads[row.row_index] = RowSum(row.row_index, parts, self._tally(row.row_index, parts).agreed)
                covered |= {part for part, _ in parts}
        return heads

    def _below(self, target: int, rows: Sequence[TableRow]) -> Parts:
        """Return the first rows below a head that add up to it in all columns but one at most."""
        running = _Running(self.sheet, target)
        for at, row in enumerate(rows):
            if self._target(row):
                break
            running.take(row.row_index)
            if at and running.near():
                parts = tuple((held.row_index, 1) for held in rows[: at + 1])
                tally = self._tally(target, parts)
                if tally.agreed > tally.missed <= 1 and self._telling(target, parts):
                    return parts
        return ()

    def _telling(self, target: int, parts: Parts) -> bool:
        """True when the columns that agree have too many digits to come about by chance.

        Round ends tell nothing, and of a sum that holds but for roundings those digits that these leave.
        """
        digits = 0
        for column in self.sheet.amount_columns:
            stated, judged = self.sheet.figure(target, column), self.judge(target, parts, column)
            held = weighted(self.sheet, parts, column)
            large = [figure for figure, _ in held if abs(figure.value) > _SMALL]
            if stated is None or judged is None or not judged.holds or len(large) < 2:
                continue
            told = stated.value.normalize()
            if judged.difference:
                step = max(stated.step, *(figure.step for figure, _ in held))
                told = (abs(stated.value) / (step * (len(held) + 2))).to_integral_value()
            digits += len(told.as_tuple().digits)
        return digits >= _TELLING_DIGITS


class _Running:
    """What rows taken one by one leave of a target, to see soon whether any column comes near it."""

    def __init__(self, sheet: Sheet, target: int) -> None:
        self.sheet = sheet
        self.count = 0
        stated = {column: sheet.figure(target, column) for column in sheet.amount_columns}
        self.stated = {column: figure for column, figure in stated.items() if figure is not None}
        self.left = {column: figure.value for column, figure in self.stated.items()}

    def take(self, row: int) -> None:
        """Take off the figures of a row."""
        self.count += 1
        for column in self.left:
            figure = self.sheet.figure(row, column)
            if figure is not None:
                self.left[column] -= figure.value

    def near(self) -> bool:
        """True when a column's sum is the target's figure, give or take one unit for each row.

        A figure that is no larger than that (a column of noughts) would be near to anything.
        """
        for column, figure in self.stated.items():
            if abs(self.left[column]) <= figure.step * (self.count + 1) < abs(figure.value):
                return True
        return False


def plain(parts: Parts) -> Parts:
    """Return the parts, all added."""
    return tuple((row, 1) for row, _ in parts)


def weighted(sheet: Sheet, parts: Parts, column: int) -> list[tuple[Figure, int]]:
    """Return the figures of the parts in a column with their weights, blanks left out."""
    held = [(sheet.figure(row, column), weight) for row, weight in parts]
    return [(figure, weight) for figure, weight in held if figure is not None]
