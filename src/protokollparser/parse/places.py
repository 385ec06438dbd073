"""Which item, meeting, body and kind of document a line belongs to."""

from __future__ import annotations

from bisect import bisect_right

from protokollparser.core.reading import Ledger
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.spans import Span

MINUTES = ("minutes", "minutes_extract")


def last_line(ledger: Ledger, span: Span) -> int | None:
    """Return the index of the line on which `span` ends."""
    return ledger.line_index(span._replace(start=max(span.start, span.end - 1)))


class Places:
    """The items of a source by the lines that they cover, and what is known of the parts around them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.outline = ledger.outline
        found = []
        for item in ledger.of(AgendaItem):
            first = ledger.line_index(item.span)
            last = last_line(ledger, (item.span, *item.more)[-1])
            if item.listed_in != "contents" and first is not None and last is not None:
                found.append((first, last, item))
        self.ranges: list[tuple[int, int, AgendaItem]] = sorted(found, key=lambda place: place[:2])
        self._starts = [first for first, _, _ in self.ranges]

    def item(self, index: int) -> AgendaItem | None:
        """Return the item that holds line `index`."""
        at = bisect_right(self._starts, index) - 1
        if at < 0 or self.ranges[at][1] < index:
            return None
        return self.ranges[at][2]

    def item_id(self, index: int) -> str | None:
        """Return the id of the item that holds line `index`."""
        item = self.item(index)
        return item.id if item else None

    def numbered(self, paragraph: int, part: int) -> AgendaItem | None:
        """Return the only item with § `paragraph` in part `part`."""
        same = [
            item
            for first, _, item in self.ranges
            if item.paragraph == paragraph and self.outline.part_at[first] == part
        ]
        return same[0] if len(same) == 1 else None

    def kind(self, index: int) -> str:
        """Return the kind of the document that holds line `index`."""
        part = self.outline.part_at[index]
        return self.outline.parts[part].kind if part >= 0 else "other"

    def body(self, index: int) -> str | None:
        """Return the body of the document that holds line `index`."""
        document_id = self.ledger.document_ids.get(self.outline.part_at[index])
        for document in self.ledger.of(LogicalDocument):
            if document.id == document_id:
                return document.body
        return None

    def meeting(self, index: int) -> Meeting | None:
        """Return the meeting of the part that holds line `index`, or of the summons or minutes around it.

        An extract from other minutes does not belong to the meeting of what surrounds it.
        """
        meetings: dict[int, Meeting] = {}
        for meeting in self.ledger.of(Meeting):
            meetings.setdefault(self.ledger.part_of(meeting.span), meeting)
        part: int | None = self.outline.part_at[index]
        while part is not None and part >= 0:
            if part in meetings:
                return meetings[part]
            if self.outline.parts[part].kind in MINUTES:
                return None
            part = self.outline.parts[part].parent
        return None
