"""Lists of items under named columns, set with blanks: "Nr   Ärende          Dnr          Föredragande"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from protokollparser.core.layout import Line
from protokollparser.core.outline import ContentsEntry
from protokollparser.core.text import clean
from protokollparser.outline.item_titles import CASE
from protokollparser.outline.shapes import Shapes

_PIECE = re.compile(r"\S+(?: {1,2}\S+)*")
_HEAD = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"(?P<number>(?:§{1,2}\s?)?\d{1,4}(?:\s?[a-z]\b)?)[.)]?(?:\s+(?=\S)|$)")
_SUB_ITEM = re.compile(r"(?:[a-zåäö]\)|[-–•])\s")
_SLACK = 3
# So many lines without number may open a list.
_UNNUMBERED = 3
_HOUR = re.compile(r"(?:ca\s|kl\.?\s?)?(?:[01]?\d|2[0-3])[.:][0-5]\d\b")


@dataclass(frozen=True, slots=True)
class Columns:
    """The left edge and the role (number, title, pages, case or beside) of each column, left to right."""

    heads: tuple[tuple[float, str], ...]

    def role(self, left: float) -> str:
        """Return the role of what begins at `left`: that of the last column begun, give or take a little."""
        begun = [role for edge, role in self.heads if edge <= left + _SLACK]
        return begun[-1] if begun else self.heads[0][1]

    @property
    def title(self) -> float:
        """The left edge of the titles."""
        return next(edge for edge, role in self.heads if role == "title")


def find_columns(shapes: Shapes, line: Line) -> Columns | None:
    """Return the columns that a line names: numbers, titles, and one column more at least."""
    roles = {word: role for role, words in shapes.groups("contents_roles").items() for word in words}
    pieces = [(line.indent + m.start(), m.group().casefold().rstrip(":.")) for m in _HEAD.finditer(line.text)]
    heads = [(left, roles.get(word)) for left, word in pieces]
    known = tuple((left, role) for left, role in heads if role)
    named = [role for _, role in known]
    if len(known) < max(3, len(heads)) or named.count("title") != 1 or named[0] != "number":
        return None
    return Columns(known)


def read_entries(shapes: Shapes, columns: Columns, lines: Sequence[Line]) -> list[ContentsEntry]:
    """Return the entries of the lines below the names of the columns, up to the first line that is none.

    A line without number is no entry of its own: it opens the list ("Mötets öppnande"), heads a group of
    entries, names a break with its hour, or tells more of the entry above it.
    """
    entries: list[ContentsEntry] = []
    unnumbered = 0
    for line in lines:
        cells: dict[str, str] = {}
        for match in _PIECE.finditer(line.text):
            role = columns.role(line.indent + match.start())
            cells[role] = f"{cells[role]} {match.group()}" if role in cells else match.group()
        number = _NUMBER.match(line.text)
        if number and line.indent + _SLACK < columns.title:
            title = cells.get("title") or cells.get("number", "")[number.end() :]
            if not re.search(r"[^\W\d_]{2}", title):
                break
            printed = re.sub(r"^§+\s*", "§ ", clean(number["number"]))
            pages = cells.get("case") or cells.get("pages")
            entries.append(ContentsEntry(line.index, line.index, clean(title), printed, pages))
        elif not entries:
            unnumbered += 1
            if unnumbered > _UNNUMBERED or line.indent + _SLACK < columns.title:
                break
        elif line.indent + _SLACK < columns.title:
            if not _HOUR.match(line.text) or "title" not in cells:
                break
        elif "title" in cells and (case := _case(cells["title"])):
            last = entries[-1]
            entries[-1] = ContentsEntry(last.first, line.index, last.title, last.number, last.pages or case)
        elif "title" in cells and shapes.is_contact(cells["title"]):
            continue
        elif "title" in cells and set(cells) <= {"title", "beside"} and not _SUB_ITEM.match(cells["title"]):
            last = entries[-1]
            if line.index - last.last == 1 and not _closed(last.title, cells["title"]):
                title = f"{last.title} {clean(cells['title'])}"
                entries[-1] = ContentsEntry(last.first, line.index, title, last.number, last.pages)
    return entries


def _case(text: str) -> str | None:
    """Return the case number that stands alone below a title, without its label."""
    found = CASE.fullmatch(text)
    return re.sub(r"^[^\W\d_]+\.?:\s*|^(?:dnr|diarienr)\.?\s", "", text, flags=re.I) if found else None


def _closed(title: str, below: str) -> bool:
    """True when the words below a title cannot go on it, since its sentence has ended."""
    return title.endswith((".", "!", "?")) and not below[:1].islower()
