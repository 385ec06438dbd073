"""Rows of cells out of the placed words of an unruled table."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from protokollparser.core.document import Page
from protokollparser.core.layout import GridCell, GridRow, Line
from protokollparser.core.text import clean
from protokollparser.layout.aligned_rows import Printed
from protokollparser.layout.aligned_tables import AlignedTable
from protokollparser.layout.cells import cut_cells
from protokollparser.layout.tokens import Token


def make_rows(page: Page, table: AlignedTable, drawn: Sequence[Line]) -> tuple[GridRow, ...]:
    """Return the rows of a table from the top down, blank cells at their ends left out, with drawn lines."""
    rows = [
        GridRow(row[0].line.line.index, row[-1].line.line.index, _cells(page, row, len(table.columns)))
        for row in table.rows
    ]
    rows[: table.headers] = _raised(rows[: table.headers])
    first, last = rows[0].first, rows[-1].last
    held = {index for row in rows for index in range(row.first, row.last + 1)}
    rows += [
        GridRow(
            line.index, line.index, cut_cells(line.page, page.text, [(line.start, line.end)]), rule_line=True
        )
        for line in drawn
        if first <= line.index <= last + 1 and line.index not in held and line.page == page.number
    ]
    return tuple(sorted(rows, key=lambda row: row.first))


def _raised(header: Sequence[GridRow]) -> list[GridRow]:
    """Return header rows, cells beside those over several columns reaching up to the top of these."""
    cells = [list(row.cells) for row in header]
    for number in range(len(header)):
        over = {
            at
            for column, cell in enumerate(cells[number])
            if cell.text
            for at in range(column, column + cell.column_span)
        }
        if all(cell.column_span == 1 for cell in cells[number] if cell.text):
            continue
        for below in range(number + 1, len(header)):
            for column, cell in enumerate(cells[below]):
                if column in over or not cell.text or cell.column_span > 1 or cell.row_span > 1:
                    continue
                over.add(column)
                blank = cell._replace(end=cell.start, text="")
                cells[below][column] = blank
                while len(cells[number]) <= column:
                    end = cells[number][-1].end
                    cells[number].append(GridCell(cell.page, end, end, ""))
                cells[number][column] = cell._replace(row_span=below - number + 1)
    return [replace(row, cells=tuple(of)) for row, of in zip(header, cells, strict=True)]


def _cells(page: Page, row: Sequence[Printed], width: int) -> tuple[GridCell, ...]:
    """Return the cells of a row; blank ones stand where the next printed one begins.

    A cell over several lines has its first line as its place; its text is whole.
    """
    held: dict[int, list[Token]] = {}
    spans: dict[int, int] = {}
    for printed in row:
        for piece in printed.pieces:
            held.setdefault(piece.column, []).extend(piece.tokens)
            spans[piece.column] = max(spans.get(piece.column, 1), piece.columns)
    number = row[0].line.line.page
    cells: list[GridCell] = []
    at = max(tokens[-1].end for tokens in held.values())
    for column in range(width - 1, -1, -1):
        tokens = held.get(column)
        if tokens is None:
            if cells:
                cells.append(GridCell(number, at, at, ""))
            continue
        start, end = _first_piece(page, tokens)
        at = start
        cells.append(GridCell(number, start, end, _whole(page, tokens), column_span=spans[column]))
    return tuple(reversed(cells))


def _whole(page: Page, tokens: Sequence[Token]) -> str:
    """Return the cleaned text of words that other cells' words may stand between."""
    text = page.text[tokens[0].start : tokens[0].end]
    for before, token in itertools.pairwise(tokens):
        glue = "" if before.end == token.start else " "
        text += glue + page.text[token.start : token.end]
    return clean(text)


def _first_piece(page: Page, tokens: Sequence[Token]) -> tuple[int, int]:
    """Return the offsets of the words that follow each other without others or a line end between."""
    start, end = tokens[0].start, tokens[0].end
    for token in tokens[1:]:
        between = page.text[end : token.start]
        if between.strip() or "\n" in between:
            break
        end = token.end
    return start, end
