"""Pages set in columns: their lines put in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from protokollparser.core.document import Document, Page
from protokollparser.layout.order.known_columns import (
    Double,
    doubles,
    find_known_bands,
    known_gutters,
    told_gutters,
)
from protokollparser.layout.order.page_columns import Gutter, find_bands
from protokollparser.layout.order.page_rows import GUTTER, Row
from protokollparser.layout.order.page_text import written
from protokollparser.layout.order.wrapped_columns import Sight, seen_gutters, sightings
from protokollparser.layout.ruled.flat_rules import flat_rules
from protokollparser.layout.ruled.rulings import Rule

# Fewer lines with wide white in them are no columns.
_FEWEST_LINES = 3
# Columns in columns: a page is parted so many times.
_DEPTH = 3


def in_reading_order(document: Document) -> Document:
    """Return the document with the text of pages set in columns one column after the other.

    Pages of one column, and sources without places, stay as they are.
    """
    told: list[Gutter] = []
    lines: list[Double] = []
    sights: list[Sight] = []
    banded = False
    # The rows of a page are made twice rather than kept for all pages: they are ten times its text.
    for page in document.pages:
        rows = _rows(page)
        if rows is not None:
            rules = flat_rules(page)
            bands = find_bands(rows, rules)
            banded = banded or bool(bands)
            told += told_gutters(bands, rules)
            lines += doubles(rows)
            sights += sightings(rows)
    known = known_gutters([*told, *seen_gutters(sights, len(document.pages))], lines)
    if not banded and not known:
        return document
    return replace(document, pages=tuple(_settled(page, known) for page in document.pages))


def _settled(page: Page, known: Sequence[Gutter]) -> Page:
    rows = _rows(page)
    if rows is None:
        return page
    ordered = _ordered(rows, flat_rules(page), known, 0)
    return page if ordered is rows else written(page, ordered)


def _rows(page: Page) -> list[Row] | None:
    bounds = _line_bounds(page)
    if bounds is None:
        return None
    words = list(page.words)
    return [Row(page, tuple(words[low:high])) for low, high in bounds]


def _line_bounds(page: Page) -> list[tuple[int, int]] | None:
    """Return the words of each line as a range; None where too few lines have wide white or stand aside."""
    words = page.printed_words
    if len(words) == 0:
        return None
    places = np.frombuffer(words.places, dtype=np.intc)
    lefts, rights = places[0::4], places[2::4]
    first = np.searchsorted(np.frombuffer(words.starts, dtype=np.intc), page.line_starts)
    first = first[np.append(first[1:] > first[:-1], first[-1] < len(words))]
    wide = lefts[1:] - rights[:-1] >= 100 * GUTTER
    wide[first[1:] - 1] = False
    aside = lefts[first[1:-1]] - rights[first[:-2]] >= 100 * GUTTER
    if np.count_nonzero(wide) + np.count_nonzero(aside) < _FEWEST_LINES:
        return None
    return list(pairwise([*first.tolist(), len(words)]))


def _ordered(rows: list[Row], rules: Sequence[Rule], known: Sequence[Gutter], depth: int) -> list[Row]:
    """Return the rows, those of a band column by column; the list itself where there is no band."""
    if depth == _DEPTH or len(rows) < _FEWEST_LINES:
        return rows
    bands = find_known_bands(rows, rules, known) if known else []
    bands = bands or find_bands(rows, rules)
    if not bands:
        return rows
    ordered: list[Row] = []
    at = 0
    for band in bands:
        ordered += _ordered(rows[at : band.first], rules, (), depth + 1)
        ordered += _ordered(list(band.left), rules, (), depth + 1)
        ordered += _ordered(list(band.right), rules, (), depth + 1)
        at = band.last + 1
    return ordered + _ordered(rows[at:], rules, (), depth + 1)
