"""Outlines of made-up text for the tests of this folder."""

from __future__ import annotations

import hashlib

from protokollparser.core.document import Document, Page
from protokollparser.core.outline import Outline
from protokollparser.core.rules import load
from protokollparser.layout import arrange
from protokollparser.outline import segment
from protokollparser.outline.draft import Draft, draw


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


def outline_of(*texts: str) -> Outline:
    """Return the outline of a text document with one page for each text."""
    rules = load()
    return segment(arrange(document_of(*texts), rules), rules)


def draft_of(*texts: str) -> Draft:
    """Return the sure facts about a text document with one page for each text."""
    rules = load()
    return draw(arrange(document_of(*texts), rules), rules)


def parts_of(outline: Outline) -> list[list[object]]:
    """Return the parts as kind, first line, last line (numbers as in the file) and parent."""
    lines = outline.layout.lines
    return [[p.kind, lines[p.first].number, lines[p.last].number, p.parent] for p in outline.parts]


def headings_of(outline: Outline) -> list[list[object]]:
    """Return the headings as line number, level, name and text with its number before it."""
    lines = outline.layout.lines
    return [
        [lines[h.first].number, h.level, h.name, " ".join(filter(None, [h.number, h.text]))]
        for h in outline.headings
    ]
