"""Layouts of made-up text for the tests of this folder."""

from __future__ import annotations

import hashlib

from protokollparser.core.document import Document, Page, Ruling, Word
from protokollparser.core.layout import Grid, Layout
from protokollparser.core.rules import load
from protokollparser.layout import arrange


def document_of(*texts: str) -> Document:
    """Return a text document with one page for each text."""
    pages = []
    first_line = 1
    for number, text in enumerate(texts, 1):
        pages.append(Page(number=number, text=text, first_line=first_line))
        first_line += text.count("\n")
    content = "\f".join(texts).encode("utf-8", errors="surrogatepass")
    return Document(
        source_id=hashlib.sha256(content).hexdigest(),
        file_name="prov.txt",
        media_type="text/plain",
        byte_count=len(content),
        pages=tuple(pages),
    )


def layout_of(*texts: str) -> Layout:
    """Return the layout of a text document with one page for each text."""
    return arrange(document_of(*texts), load())


def cells_of(grid: Grid) -> list[list[str]]:
    """Return the cleaned texts of a grid, row by row."""
    return [[cell.text for cell in row.cells] for row in grid.rows]


def printed_page(
    words: list[tuple[str, float, float]], rulings: tuple[Ruling, ...] = (), number: int = 1
) -> Page:
    """Return a PDF page: words as (text, x0, top) in reading order, five points a character, ten high."""
    text = ""
    placed = []
    top_before: float | None = None
    for word, x0, top in words:
        if top_before is not None:
            text += " " if top == top_before else "\n"
        placed.append(
            Word(len(text), len(text) + len(word), x0, top, x0 + 5 * len(word), top + 10, 10.0, False)
        )
        text += word
        top_before = top
    return Page(
        number, text + "\n", width=595, height=842, text_origin="pdf", words=tuple(placed), rulings=rulings
    )


def printed_layout(*pages: Page) -> Layout:
    """Return the layout of a PDF document."""
    document = Document("0" * 64, "prov.pdf", "application/pdf", 1, pages, text_origin="pdf")
    return arrange(document, load())


def columns_of(
    edges: list[float], rows: list[tuple[str, ...]], top: float = 100.0, step: float = 14.0
) -> list[tuple[str, float, float]]:
    """Return the words of rows of cells: labels begin at the first edge, others end at theirs."""
    words = []
    for number, row in enumerate(rows):
        for column, (edge, text) in enumerate(zip(edges, row, strict=False)):
            x = edge if column == 0 else edge - 5 * len(text)
            for word in text.split(" "):
                if word:
                    words.append((word, x, top + number * step))
                x += 5 * (len(word) + 1)
    return words


def by_height(*pieces: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """Return words in the order of lines: from the top down, from left to right."""
    return sorted((word for piece in pieces for word in piece), key=lambda word: (word[2], word[1]))
