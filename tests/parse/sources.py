"""Made-up sources for tests of readers: text with its headings marked by hand.

    [item] § 12 Taxa för vatten
    [decision] Nämndens beslut
    Nämnden beslutar att anta taxan.
    [sent_to:] Expedieras till: Akten

A mark in brackets names the heading on its line and is not part of the text; a colon inside the
brackets makes it run in. Lines marked [row] are the rows of an agenda: number, title, tab, pages.
"""

from __future__ import annotations

import re
from functools import lru_cache
from textwrap import dedent

from protokollparser.core.document import Document, Page
from protokollparser.core.layout import Layout, Line
from protokollparser.core.outline import Contents, ContentsEntry, Heading, Outline, Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.rules import Rules, load
from protokollparser.parse.matters import items

_MARK = re.compile(r"\[(?P<name>\w+)(?P<run_in>:?)\] (?P<text>.*)")
_ITEM = re.compile(r"§ (?P<number>\d+(?: [a-z]\b)?) ?(?P<title>.*)")


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the project's rules."""
    return load()


def ledger(marked: str, kind: str = "minutes", **kinds: str) -> Ledger:
    """Return a ledger over marked text, one part of `kind`, with its items entered.

    A line `[part] name` begins another part, whose kind is `kinds[name]`; the line itself is blank.
    """
    texts: list[str] = []
    headings: list[Heading] = []
    parts: list[tuple[int, str]] = [(0, kind)]
    rows: list[ContentsEntry] = []
    for index, raw in enumerate(dedent(marked).strip("\n").split("\n")):
        match = _MARK.fullmatch(raw)
        if match and match["name"] == "part":
            parts.append((index, kinds[match["text"]]))
            texts.append("")
            continue
        texts.append(match["text"] if match else raw.strip())
        if match and match["name"] == "row":
            rows.append(_row(index, match["text"]))
        elif match:
            headings.append(_heading(index, match, len(parts) - 1))
    text = "\n".join(texts)
    document = Document("0" * 64, "made-up.txt", "text/plain", len(text), (Page(1, text),))
    ends = [start - 1 for start, _ in parts[1:]] + [len(texts) - 1]
    outline = Outline(
        layout=Layout(document, tuple(_lines(texts))),
        parts=tuple(
            Part(n, 0 if n and kind == "summons" else None, name, start, end)
            for n, ((start, name), end) in enumerate(zip(parts, ends, strict=True))
        ),
        headings=tuple(headings),
        contents=(Contents(rows[0].first, rows[-1].last, 0, tuple(rows)),) if rows else (),
    )
    book = Ledger(outline)
    items.read(book, rules())
    return book


def _row(index: int, text: str) -> ContentsEntry:
    words, _, pages = text.partition("\t")
    number, _, title = words.partition(" ")
    return ContentsEntry(index, index, title, number, pages or None)


def name_body(book: Ledger, body: str | None) -> None:
    """Enter the first part's document as one of `body`."""
    part = book.outline.parts[0]
    document = book.add(
        LogicalDocument(
            span=book.layout.cover(part.first, part.last)[0],
            rule_id="test",
            kind=part.kind,
            body=body,
            page_first=1,
            page_last=1,
        )
    )
    book.document_ids[0] = document.id


def _lines(texts: list[str]) -> list[Line]:
    lines, start = [], 0
    for index, text in enumerate(texts):
        lines.append(Line(index, 1, start, start + len(text), index + 1, text))
        start += len(text) + 1
    return lines


def _heading(index: int, match: re.Match[str], part: int) -> Heading:
    text = match["text"]
    if match["name"] == "item":
        item = _ITEM.match(text)
        number, title = (f"§ {item['number']}", item["title"]) if item else (None, text)
        return Heading(index, index, 1, title, part, number=number, paragraph=True)
    if match["run_in"]:
        label = text.split(":")[0]
        start = len(label) + 2
        return Heading(index, index, 2, label, part, name=match["name"], run_in=True, text_start=start)
    return Heading(index, index, 2, text, part, name=match["name"])
