"""What is left out of reports, minutes and pages: parts, case numbers, legible text."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator

from protokollparser.core.records.items import AgendaItem
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
_DECIDED = ("decision", "motion", "citizen_proposal")
_ENOUGH = 3
_CUED = re.compile(r"(?:diarienummer|diarienr|ärendenummer|ärendenr|dnr)\.?:?\s*$|[(\[]\s*$", re.IGNORECASE)
_LETTERS = re.compile(r"^[A-ZÅÄÖ]{1,6}[ ./-]?(?=\d)")
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


def _numbered(original: Original) -> Iterator[list[AgendaItem]]:
    """Yield the items of each meeting about which something is decided, where all have a case number."""
    by_meeting: dict[str, list[AgendaItem]] = defaultdict(list)
    for item in original.dossier.of(AgendaItem):
        document = original.dossier.documents.get(item.document_id or "")
        if item.kind in _DECIDED and item.paragraph and document is not None and document.kind == "minutes":
            by_meeting[item.meeting_id or ""].append(item)
    for items in by_meeting.values():
        if len(items) > _ENOUGH and all(item.case_number for item in items):
            yield items


def _put_number(original: Original, item: AgendaItem, old: str, new: str) -> Change | None:
    """Return the text with another case number at an item's head; None where it is printed otherwise."""
    rows = original.text.split("\n")
    for at in range(item.span.line_start - 1, min(item.span.line_start + 5, len(rows))):
        if rows[at].count(old) == 1:
            before, _, after = rows[at].partition(old)
            row = (before + new if new else _CUED.sub("", before)) + after
            return Change("\n".join([*rows[:at], row, *rows[at + 1 :]]), item.span.line_start, old, new)
    return None


@kind("S05")
def item_without_its_case_number(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    for items in _numbered(original):
        for item in items:
            change = _put_number(original, item, item.case_number or "", "")
            if change is not None:
                yield change


@kind("S05", "D10")
def case_number_without_its_letters(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    for items in _numbered(original):
        for item in items:
            number = item.case_number or ""
            bare = _LETTERS.sub("", number)
            if bare != number:
                change = _put_number(original, item, number, bare)
                if change is not None:
                    yield change
