"""Fingerprints of documents: small, and alike for what says the same, whatever the paper it is printed on."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from protokollparser.core.document import Page
from protokollparser.core.records import Record
from protokollparser.core.records.documents import Fingerprint, FurnitureMark, LogicalDocument

# So many of the least hashes stand for all: their overlap tells that of the texts to some .03.
KEPT = 200
_IN_A_ROW = 3
_WORD = re.compile(r"[^\W\d_]{2,}")
# One digit alone is the mark of a list or a note, and stands elsewhere in another print.
_DIGITS = re.compile(r"\d{2,}")
# A word parted at the end of a line.
_PARTED = re.compile(r"(?<=\w)[-\u00ad]\s*\n\s*(?=[a-zåäöéü])")


def fingerprints(records: Sequence[Record], pages: Iterable[Page], source_id: str) -> Iterator[Fingerprint]:
    """Yield a fingerprint for each document of a source; page furniture counts for nothing."""
    text = {page.number: page.text for page in pages}
    aside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for record in records:
        if isinstance(record, FurnitureMark):
            for span in (record.span, *record.more):
                aside[span.page].append((span.start, span.end))
    kept = {number: _without(printed, sorted(aside[number])) for number, printed in text.items()}
    for record in records:
        if isinstance(record, LogicalDocument):
            spans = (record.span, *record.more)
            said = "\n".join(kept[span.page][span.start : span.end] for span in spans)
            yield _of_text(said, record.id, source_id)


def _without(text: str, places: Sequence[tuple[int, int]]) -> str:
    """Return a page's text with spaces in some places, so that all others stay where they are."""
    pieces, at = [], 0
    for start, end in places:
        pieces += [text[at:start], " " * (end - max(start, at))]
        at = max(at, end)
    return "".join((*pieces, text[at:]))


def _of_text(said: str, document_id: str, source_id: str) -> Fingerprint:
    plain = unicodedata.normalize("NFKC", _PARTED.sub("", said)).casefold()
    words = _WORD.findall(plain)
    rows = zip(*(words[first:] for first in range(_IN_A_ROW)), strict=False)
    hashes = sorted({_hash(" ".join(row)) for row in rows})
    figures = sorted(map(_hash, _DIGITS.findall(plain)))
    return Fingerprint(
        source_id=source_id,
        document_id=document_id,
        words=len(words),
        shingles=tuple(hashes[:KEPT]),
        figures=tuple(figures),
    )


def _hash(text: str) -> int:
    """Return 48 bits that stand for a text, the same everywhere."""
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big")
