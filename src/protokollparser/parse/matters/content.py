"""The words under a heading as one text, its list entries, and the way back to printed places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from protokollparser.core.layout import Layout, Line
from protokollparser.core.outline import Heading, Outline
from protokollparser.core.spans import Span

# "Mom 1." numbers the points of decisions in minutes of the 1970s.
LIST_MARK = re.compile(
    r"(?:[-–—•●▪■◦*·]|\d{1,2}[.)]|[a-zåäö]\)|\(\d{1,2}\)|o(?= [A-ZÅÄÖ])|[Mm]om\.? \d{1,2}[.:]?)(?=\s|$)\s*"
)
_CLAUSE = re.compile(r"att\s", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?:;][”\"')]*$")
_OPEN = re.compile(
    r"(?:[,/&(–-]|\b(?:och|samt|eller|i|av|för|till|med|om|på|den|det|de|vid|från|enligt|under|mot|en|ett|att|som|"
    r"inom|angående|gällande|avseende|utan|efter))$"
)
# Lines drawn between items, as text.
DRAWN = re.compile(r"[\s_–—=*-]{3,}$")
_GOES_ON = re.compile(r"(?:och|samt|eller|för kännedom)\b|[)”]")
# Shorter lines were not broken to fit the page; before a capital it takes a longer line to tell.
_WRAPPED_FROM = 40
_FULL_FROM = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One list entry or paragraph at `start:end` of a content's text, its list mark left out.

    `mark` is the printed mark ("1.", "-"), the word `att` for a clause, None for a paragraph.
    """

    start: int
    end: int
    mark: str | None


@dataclass(frozen=True)
class Content:
    """Lines of one section: `text` has a newline between lines and an empty line between paragraphs.

    `starts` are (offset in text, line index, offset in the line) of every line.
    """

    layout: Layout
    text: str
    starts: tuple[tuple[int, int, int], ...]

    @cached_property
    def flat(self) -> str:
        """The text on one line; offsets stay the same."""
        return self.text.replace("\n", " ")

    @property
    def first(self) -> int:
        """The index of the first line."""
        return self.starts[0][1]

    @property
    def last(self) -> int:
        """The index of the last line."""
        return self.starts[-1][1]

    def line_at(self, offset: int) -> tuple[int, int]:
        """Return (line index, offset in the line) of the character at `offset`."""
        start, index, base = self.starts[bisect_right(self.starts, (offset, len(self.layout.lines), 0)) - 1]
        return index, base + offset - start

    def places(self, start: int, end: int) -> tuple[Span, ...]:
        """Return where `start:end` stands, one span for each page; blanks at the edges are left out."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        low, first = self.line_at(start)
        high, last = self.line_at(end - 1)
        return self.layout.cover(low, high, first, last + 1)

    def until(self, end: int) -> Content | None:
        """Return the words before `end`, None when nothing is printed there."""
        text = self.text[:end].rstrip()
        starts = tuple(start for start in self.starts if start[0] < len(text))
        return Content(self.layout, text, starts) if text else None

    def entries(self, start: int = 0, end: int | None = None, clauses: bool = False) -> list[Entry]:
        """Return the list entries and paragraphs in `start:end`, in order.

        With `clauses` every line that begins with "att" opens an entry. A mark that stands alone on its
        line makes no entry.
        """
        stop = len(self.text) if end is None else end
        found: list[Entry] = []
        before, gap = "", False
        for low, line in self._lines(start, stop):
            if not line:
                gap = True
                continue
            mark = LIST_MARK.match(line)
            clause = clauses and not mark and _CLAUSE.match(line)
            inside = bool(found) and found[-1].mark not in (None, "att")
            if found and not mark and not clause and self._continues(before, line, gap, inside):
                found[-1] = Entry(found[-1].start, low + len(line), found[-1].mark)
            elif not mark or mark.end() < len(line):
                word = mark.group().strip() if mark else ("att" if clause else None)
                found.append(Entry(low + (mark.end() if mark else 0), low + len(line), word))
            before, gap = line, False
        return found

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield (offset, text) of the lines in `start:end`."""
        at = start
        for line in self.text[start:end].split("\n"):
            yield at, line
            at += len(line) + 1

    def _continues(self, before: str, after: str, gap: bool, inside: bool) -> bool:
        """True when line `after` goes on with the entry that line `before` ended.

        `gap`: a blank line or a page break stands between; `inside`: the entry has a list mark. Before
        a capital only a list whose entries end on full stops tells a broken line from a whole one.
        """
        unfinished = not _CLOSED.search(before) and len(before) >= _WRAPPED_FROM
        if gap:
            return unfinished and (after[0].islower() or bool(_OPEN.search(before)))
        if inside:
            return True
        if _OPEN.search(before) or _GOES_ON.match(after):
            return True
        stopped = self.text.endswith(".")
        return unfinished and (after[0].islower() or (stopped and len(before) >= _FULL_FROM))


def content(layout: Layout, lines: Iterable[Line], skip: int = 0) -> Content | None:
    """Return `lines` as a content, None when nothing is printed; the first loses `skip` characters."""
    text, starts, previous = "", list[tuple[int, int, int]](), -1
    for line in lines:
        words = line.text[skip:] if not starts else line.text
        lead = len(words) - len(words.lstrip()) + (skip if not starts else 0)
        if not words.strip():
            continue
        if starts:
            text += "\n" if line.index == previous + 1 else "\n\n"
        starts.append((len(text), line.index, lead))
        text += words.strip()
        previous = line.index
    return Content(layout, text, tuple(starts)) if starts else None


def under(outline: Outline, heading: Heading) -> Content | None:
    """Return the words between a heading and the next one, tables and contents lists left out."""
    first, last = outline.extent(heading)
    for index in range(heading.last + 1, last + 1):
        if index in outline.heading_at:
            last = index - 1
            break
    skip = heading.text_start if heading.run_in else 0
    own = [
        line
        for line in outline.layout.body(first, last)
        if line.index not in outline.layout.grid_at and line.index not in outline.contents_at
        if not DRAWN.match(line.text)
    ]
    return content(outline.layout, own, skip if own and own[0].index == heading.last else 0)
