"""What is left out of reports, minutes and pages: parts, case numbers, legible text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_STATUTORY = re.compile(r"kommunal bokföring|2018:597|lagstadgad", re.IGNORECASE)
# What a part is called when it is missed, and the words by which the texts tell of it.
_PARTS = {
    "resultaträkning": r"resultaträkning",
    "balansräkning": r"balansräkning",
    "förvaltningsberättelse": r"förvaltningsberättelse|händelser|vattenverk",
    "prognos": r"prognos|helårs|förväntad utveckling|slutar året",
    "balanskravet": r"balanskrav",
    "målen": r"mål",
}
# What is left out is on no line.
_NOWHERE = -9


def _blocks(text: str) -> list[str]:
    """Return a text in pieces of one heading and what stands below it; the title is the first."""
    blocks: list[str] = []
    for piece in re.split(r"\n\n+", text.rstrip("\n")):
        is_heading = "\n" not in piece and not piece.endswith(".") and not re.match(r"[\t| ]|\w+\t", piece)
        if is_heading or not blocks:
            blocks.append(piece)
        else:
            blocks[-1] += f"\n\n{piece}"
    return blocks


@kind("S09")
def part_left_out_of_an_interim_report(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    documents = list(original.dossier.documents.values())
    if [one.kind for one in documents] != ["interim_report"] or documents[0].body is not None:
        return
    head, *blocks = _blocks(original.text)
    if not _STATUTORY.search(original.text):
        return
    for name, words in _PARTS.items():
        kept = [one for one in blocks if _STATUTORY.search(one) or not re.search(words, one, re.IGNORECASE)]
        if 0 < len(blocks) - len(kept) <= 3:
            yield Change("\n\n".join([head, *kept]) + "\n", _NOWHERE, name, "")
