"""Rows of cells out of the placed words of an unruled table."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from protokollparser.core.document import Page
from protokollparser.core.layout import GridCell, GridRow, Line
from protokollparser.core.text import clean
from protokollparser.layout.aligned.rows import Printed
from protokollparser.layout.aligned.tables import AlignedTable
from protokollparser.layout.tokens import Token
from protokollparser.layout.typed.cells import cut_cells


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
    held: dict[int, tuple[Token, ...]] = {}
    spans: dict[int, int] = {}
    for printed in row:
        for piece in printed.pieces:
            column = piece.column
            held[column] = (*held[column], *piece.tokens) if column in held else tuple(piece.tokens)
            if piece.columns > spans.get(column, 0):
                spans[column] = piece.columns
    number = row[0].line.line.page
    cells: list[GridCell] = []
    at = 0
    for column in range(width - 1, -1, -1):
        if column in held:
            at, end, text = _printed(page, held[column])
            cells.append(GridCell(number, at, end, text, 1, spans[column]))
        elif cells:
            cells.append(GridCell(number, at, at, ""))
    cells.reverse()
    return tuple(cells)


def _printed(page: Page, tokens: Sequence[Token]) -> tuple[int, int, str]:
    """Return the offsets of the words that follow each other without others or a line end between, and the
    cleaned text of all words."""
    text = page.text
    first = tokens[0]
    pieces = []
    for before, token in itertools.pairwise(tokens):
        between = text[before.end : token.start]
        if between != " " and (between.strip() or "\n" in between or token.start < before.end):
            pieces.append((first.start, before.end))
            first = token
    pieces.append((first.start, tokens[-1].end))
    whole = text[slice(*pieces[0])] if len(pieces) == 1 else " ".join([text[slice(*of)] for of in pieces])
    return *pieces[0], clean(whole)
