"""A date mention for every date and period in the text, tables and headings included."""

from __future__ import annotations

import re
from functools import lru_cache

from protokollparser.core.dates import FoundDate
from protokollparser.core.outline import Outline
from protokollparser.core.passages import Passage, cell_passages, passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.records.references import DateMention
from protokollparser.core.rules import Rules

_YEAR = re.compile(r"(?<![\d./:-])(?:19|20)\d\d(?![\d./:-])")


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the dates of the source in reading order."""
    years = Years(ledger)
    texts = [*passages(ledger.outline, rules), *cell_passages(ledger.outline, rules, numbers=True)]
    for passage in sorted(texts, key=lambda passage: (passage.first, passage.pieces[0].base)):
        for found in passage.dates(years.at(passage)):
            enter(ledger, passage, found)


def enter(ledger: Ledger, passage: Passage, found: FoundDate) -> DateMention:
    """Enter one date of a passage and return it."""
    spans = passage.places(found.start, found.end)
    return ledger.add(
        DateMention(
            span=spans[0],
            more=spans[1:],
            rule_id=f"dates:{found.form or 'form'}",
            date_start=found.date_start,
            date_end=found.date_end,
            precision=found.precision,
            inferred=found.inferred,
            confidence=0.8 if found.inferred else 1.0,
        )
    )


@lru_cache(maxsize=256)
def _years_in(text: str) -> frozenset[int]:
    return frozenset(map(int, _YEAR.findall(text)))


class Years:
    """The year that stands for an unprinted one: of the nearest heading, the meeting, or the document."""

    def __init__(self, ledger: Ledger) -> None:
        self.outline: Outline = ledger.outline
        self.documents = {record.id: record for record in ledger.of(LogicalDocument)}
        self.document_ids = ledger.document_ids
        self.meetings = {
            record.document_id: record.meeting_date.year
            for record in reversed(ledger.of(Meeting))
            if record.meeting_date
        }

    def at(self, passage: Passage) -> int | None:
        """Return the year that a day without one means in `passage`, None when nothing tells."""
        for heading in reversed(self.outline.trail_at[passage.first]):
            years = _years_in(heading.text)
            if len(years) == 1:
                return min(years)
        part: int | None = passage.part
        while part is not None and part >= 0:
            document_id = self.document_ids.get(part)
            document = self.documents.get(document_id or "")
            if document and document.period_start:
                return document.period_start.year
            if document_id in self.meetings:
                return self.meetings[document_id]
            if document and document.document_date:
                return document.document_date.year
            part = self.outline.parts[part].parent if document is None else None
        return None
