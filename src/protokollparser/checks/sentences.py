"""The running text of a source in sentences, tables left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from protokollparser.checks.dossier import Dossier
from protokollparser.core.records.tables import DataTable

_MARK = r"(?:[-–—•●▪■*+]|\d{1,2}[.)]|[a-zåäö]\))\s"
# A line that ends short of the others is not broken to fit the page.
_SHORT = 50
_BREAK = re.compile(rf"\n[ \t]*(?=\n)|\n(?=[ \t]*{_MARK})|\f")
_LINE_END = re.compile(r"\n(?=[ \t]*[A-ZÅÄÖ])")
_STOP = re.compile(r"[.!?:](?=\s+[”\"(]?[A-ZÅÄÖ\d–-])")
_LAST_WORD = re.compile(r"[^\s(]*$")


@dataclass(frozen=True)
class Sentence:
    """One sentence: where it stands on its page, and its words with line ends as blanks."""

    page: int
    start: int
    end: int
    text: str


class Sentences:
    """The sentences of the pages of a source."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        words = dossier.rules.vocabulary["abbreviations"]
        self._abbreviations = frozenset(words["inside"])
        self._held: dict[int, list[Sentence]] = {}

    @cached_property
    def _tables(self) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = {}
        for table in self._dossier.of(DataTable):
            for span in (table.span, *table.more):
                found.setdefault(span.page, []).append((span.start, span.end))
        return found

    def on(self, page: int) -> list[Sentence]:
        """Return the sentences of a page, in order."""
        if page not in self._held:
            self._held[page] = list(self._split(page))
        return self._held[page]

    def at(self, page: int, offset: int) -> Sentence | None:
        """Return the sentence that holds a place, None for places in tables."""
        held = self.on(page)
        at = bisect_right(held, offset, key=lambda one: one.start) - 1
        return held[at] if at >= 0 and held[at].start <= offset < held[at].end else None

    def __iter__(self) -> Iterator[Sentence]:
        for page in self._dossier.pages:
            yield from self.on(page.page)

    def _split(self, page: int) -> Iterator[Sentence]:
        text = self._dossier.pages[page - 1].text
        edges = {0, len(text)}
        for low, high in self._tables.get(page, ()):
            edges |= {low, high}
        edges |= {match.end() for match in _BREAK.finditer(text)}
        for match in _LINE_END.finditer(text):
            begin = text.rfind("\n", 0, match.start()) + 1
            if match.start() - begin < _SHORT:
                edges.add(match.end())
        edges |= {match.end() for match in _STOP.finditer(text) if self._ends(text, match.start())}
        ordered = sorted(edges)
        tables = self._tables.get(page, ())
        for low, high in pairwise(ordered):
            body = text[low:high]
            if body.strip() and not any(start <= low < end for start, end in tables):
                start = low + len(body) - len(body.lstrip())
                end = low + len(body.rstrip())
                yield Sentence(page, start, end, re.sub(r"\s", " ", text[start:end]))

    def _ends(self, text: str, stop: int) -> bool:
        """True unless the full stop belongs to an abbreviation or to an ordinal number."""
        word = _LAST_WORD.search(text, max(0, stop - 20), stop)
        return word is None or word.group().lower() not in self._abbreviations
