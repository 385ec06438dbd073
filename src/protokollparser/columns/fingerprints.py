"""Fingerprints of documents: small, and alike for what says the same, whatever the paper it is printed on."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from protokollparser.core.document import Page
from protokollparser.core.records import Record
from protokollparser.core.records.base import Printed
from protokollparser.core.records.documents import (
    Fingerprint,
    FurnitureMark,
    ItemFingerprint,
    LogicalDocument,
)
from protokollparser.core.records.items import AgendaItem

# So many of the least hashes stand for all: their overlap tells that of the texts to some .03.
KEPT = 200
# A paragraph of minutes is told by fewer: its number, body and day are known besides.
KEPT_OF_ITEM = 60
MINUTES = frozenset({"minutes", "minutes_extract"})
_IN_A_ROW = 3
_WORD = re.compile(r"[^\W\d_]{2,}")
# One digit alone is the mark of a list or a note, and stands elsewhere in another print.
_DIGITS = re.compile(r"\d{2,}")
# A word parted at the end of a line.
_PARTED = re.compile(r"(?<=\w)[-\u00ad]\s*\n\s*(?=[a-zåäöéü])")


class Mark(NamedTuple):
    """How many words a text has, the least hashes of three in a row, and the hashes of its figures."""

    words: int
    shingles: tuple[int, ...]
    figures: tuple[int, ...]


def fingerprints(
    records: Sequence[Record], pages: Iterable[Page], source_id: str
) -> Iterator[Fingerprint | ItemFingerprint]:
    """Yield a fingerprint for each document of a source, and for each paragraph of minutes.

    Page furniture counts for nothing.
    """
    text = {page.number: page.text for page in pages}
    aside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for record in records:
        if isinstance(record, FurnitureMark):
            for span in (record.span, *record.more):
                aside[span.page].append((span.start, span.end))
    kept = {number: _without(printed, sorted(aside[number])) for number, printed in text.items()}
    minutes = {one.id for one in records if isinstance(one, LogicalDocument) and one.kind in MINUTES}
    for record in records:
        if isinstance(record, LogicalDocument):
            words, shingles, figures = _mark(kept, record, KEPT)
            yield Fingerprint(
                source_id=source_id,
                document_id=record.id,
                words=words,
                shingles=shingles,
                figures=figures,
            )
        elif isinstance(record, AgendaItem) and record.document_id in minutes and record.paragraph:
            words, shingles, figures = _mark(kept, record, KEPT_OF_ITEM)
            yield ItemFingerprint(
                source_id=source_id,
                document_id=record.document_id,
                item_id=record.id,
                words=words,
                shingles=shingles,
                figures=figures,
            )


def _without(text: str, places: Sequence[tuple[int, int]]) -> str:
    """Return a page's text with spaces in some places, so that all others stay where they are."""
    pieces, at = [], 0
    for start, end in places:
        pieces += [text[at:start], " " * (end - max(start, at))]
        at = max(at, end)
    return "".join((*pieces, text[at:]))


def _mark(kept: Mapping[int, str], record: Printed, least: int) -> Mark:
    """Return the mark of all that a record covers; `least` is how many hashes of rows are kept."""
    said = "\n".join(kept[span.page][span.start : span.end] for span in (record.span, *record.more))
    plain = unicodedata.normalize("NFKC", _PARTED.sub("", said)).casefold()
    words = _WORD.findall(plain)
    rows = zip(*(words[first:] for first in range(_IN_A_ROW)), strict=False)
    hashes = sorted({_hash(" ".join(row)) for row in rows})
    figures = sorted(map(_hash, _DIGITS.findall(plain)))
    return Mark(len(words), tuple(hashes[:least]), tuple(figures))


def _hash(text: str) -> int:
    """Return 48 bits that stand for a text, the same everywhere."""
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big")
