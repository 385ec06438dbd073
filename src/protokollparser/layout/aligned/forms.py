"""Which columns without rules are a form: labels and what is filled in beside them, not a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from protokollparser.core.layout import Grid, GridRow, Line
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.layout.figures import is_figure

_LABEL = re.compile(r"[A-ZÅÄÖ][^:\d]{1,50}:")
_ITEM = re.compile(r"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,12}\s)?§\s?\d{1,4}\b")
_SENTENCE = re.compile(r"[A-ZÅÄÖ][^\t]{1,80} [^\t]*\.")
_ENDS = " :*."
# So many of the lines at the left edge are labels; lines this much further in, in points, are not at it.
_SHARE = 0.6
_EDGE = 4.0
# A label of two lines: so much of it stands on the first one.
_LONG = 8
_LONGEST = 60


class FormLabels:
    """Knows the labels of forms: those of the vocabulary, and the headings of lists of those present."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> FormLabels:
        """Return the one for these rules."""
        return cls(rules)

    def __init__(self, rules: Rules) -> None:
        listed = rules.vocabulary["form_labels"]["labels"]
        self._spellings = tuple(sorted({fold(word) for spellings in listed.values() for word in spellings}))
        self._known = frozenset(self._spellings)
        self._lists = [rule.pattern() for rule in rules.sections if rule.name.startswith("attendance")]

    def knows(self, text: str) -> bool:
        """True for the words of a label, a colon behind them or not."""
        if not 2 < len(text) <= _LONGEST or not text[0].isupper():
            return False
        return fold(text.strip(_ENDS)) in self._known or self.is_list(text)

    def is_label(self, text: str) -> bool:
        """True for a known label, and for short words with a colon behind them."""
        bare = text.strip(_ENDS)
        return _LABEL.fullmatch(text) is not None or fold(bare) in self._known or self.is_list(text)

    def is_list(self, text: str) -> bool:
        """True for the heading of a list of those present."""
        return any(pattern.fullmatch(text.strip(_ENDS)) for pattern in self._lists)

    def opens_list(self, text: str) -> bool:
        """True for such a heading, alone or with the first office behind it: "Närvarande: ordföranden"."""
        heading, colon, _ = text.partition(":")
        return self.is_list(text) or (bool(colon) and self.is_list(heading))

    def opens_label(self, text: str) -> bool:
        """True for the first words of a known label."""
        folded = fold(text)
        return len(folded) >= _LONG and any(known.startswith(f"{folded} ") for known in self._spellings)


def without_forms(lines: Sequence[Line], grids: Sequence[Grid], rules: Rules) -> list[Grid]:
    """Return the grids without those in columns of white that are forms: their lines stay lines.

    An agenda item that begins under a form or table ends it. A lone row may go on with the page before.
    """
    labels = FormLabels.of(rules)
    kept: list[Grid] = []
    for grid in grids:
        if grid.form == "aligned":
            rows = _before_item(lines, grid)
            if len(rows) < min(2, len(grid.rows)) or _is_form(lines, rows, labels):
                continue
            if len(rows) < len(grid.rows):
                grid = Grid(grid.first, rows[-1].last, grid.form, rows)
        kept.append(grid)
    return kept


def _before_item(lines: Sequence[Line], grid: Grid) -> tuple[GridRow, ...]:
    """Return the rows before one that begins with a §; all where several do, as in a list of contents.

    Items in bold type over text that is not are no list of contents, nor are such with sentences under most
    of them: what was recognised in a picture is never bold.
    """
    opening = [at for at, row in enumerate(grid.rows) if _ITEM.match(lines[row.first].text)]
    body = [line.bold for line in lines[grid.first : grid.last + 1] if line.text]
    headed = all(lines[grid.rows[at].first].bold for at in opening) and not all(body)
    ends = opening and (headed or _have_sentences(lines, grid, opening) or (len(opening) == 1 and opening[0]))
    return grid.rows[: opening[0]] if ends else grid.rows


def _have_sentences(lines: Sequence[Line], grid: Grid, opening: Sequence[int]) -> bool:
    """True when sentences stand under most of the rows that begin with a §, as under no title in a list."""
    ends = [*(grid.rows[at].first for at in opening[1:]), grid.last + 1]
    told = 0
    for at, end in zip(opening, ends, strict=True):
        under = [line.text for line in lines[grid.rows[at].first + 1 : end] if line.text]
        told += bool(under) and _SENTENCE.fullmatch(" ".join(under)) is not None
    return 2 * told > len(opening)


def _is_form(lines: Sequence[Line], rows: Sequence[GridRow], labels: FormLabels) -> bool:
    body = [line for line in lines[rows[0].first : rows[-1].last + 1] if line.text]
    if any(_has_figures(row) for row in rows):
        return False
    edge = min(line.indent for line in body)
    heads = [line.text.split("\t")[0] for line in body if line.indent <= edge + _EDGE]
    if any(map(labels.opens_list, heads)):
        return True
    known = [labels.is_label(head) for head in heads]
    for at, (above, below) in enumerate(pairwise(heads)):
        if labels.opens_label(above) and labels.is_label(f"{above} {below}"):
            known[at] = known[at + 1] = True
    return sum(known) >= _SHARE * len(heads)


def _has_figures(row: GridRow) -> bool:
    """True for a row with a figure in each column but the first, as a table has."""
    texts = [cell.text for cell in row.cells[1:]]
    return bool(texts) and all(is_figure(text) for text in texts)
