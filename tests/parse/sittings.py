"""Made-up minutes for tests of readers: real lines and grids, headings marked by hand.

    | Plats och tid | Stadshuset, kl. 13:00 |
    [attendance_serving] Beslutande
    Anna Ek (S)
    [item] § 12 Taxa för vatten

A mark in brackets at the start of a line names the heading on it and is not part of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from textwrap import dedent

from protokollparser.core.document import Document, Page
from protokollparser.core.outline import Heading, Outline, Part
from protokollparser.core.reading import Ledger
from protokollparser.core.rules import Rules, load
from protokollparser.layout import arrange
from protokollparser.parse import documents, meetings
from protokollparser.parse.people import attendance, officers
from protokollparser.parse.signing import formalities, signatures

_MARK = re.compile(r"^\[(?P<name>[a-z_]+)\] (?P<text>.*)$")
_ITEM = re.compile(r"(?P<number>§ \d+) (?P<title>.*)")


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the project's rules."""
    return load()


def sitting(marked: str, kind: str = "minutes") -> Ledger:
    """Return what the readers of sittings enter for one part of `kind` with the marked text."""
    texts, marks = [], dict[int, str]()
    for index, raw in enumerate(dedent(marked).strip("\n").split("\n")):
        match = _MARK.match(raw)
        texts.append(match["text"] if match else raw)
        if match:
            marks[index] = match["name"]
    text = "\n".join(texts)
    document = Document("0" * 64, "made-up.txt", "text/plain", len(text), (Page(1, text),))
    layout = arrange(document, rules())
    headings = tuple(_heading(index, name, texts[index]) for index, name in marks.items())
    part = Part(0, None, kind, 0, len(layout.lines) - 1)
    ledger = Ledger(Outline(layout, (part,), headings))
    for reader in (documents, meetings, officers, attendance, signatures, formalities):
        reader.read(ledger, rules())
    return ledger


def _heading(index: int, name: str, text: str) -> Heading:
    if name == "item":
        item = _ITEM.fullmatch(text)
        number, title = (item["number"], item["title"]) if item else (None, text)
        return Heading(index, index, 1, title, 0, number=number, paragraph=True)
    return Heading(index, index, 2, text, 0, name=name)
