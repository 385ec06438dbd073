"""The numbered items of each meeting, as its minutes print them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.listings import contents_lists
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.spans import Span

# Documents that hold the minutes of a whole meeting; an extract holds one item of many.
_WHOLE = frozenset({"minutes"})
ANNEXED = "the minutes of another meeting may begin here"


@dataclass(frozen=True)
class Series:
    """The items with a § in the body of one document's minutes, in reading order."""

    document: LogicalDocument
    meeting: Meeting | None
    items: tuple[AgendaItem, ...]

    @property
    def numbers(self) -> list[int]:
        """The § numbers, in reading order."""
        return [item.paragraph for item in self.items if item.paragraph is not None]

    @property
    def begins_anew(self) -> bool:
        """True when § 1 follows a later one: minutes of another body may be annexed, and were not parted."""
        return any(one > two == 1 for one, two in pairwise(self.numbers))


def series(dossier: Dossier) -> Iterator[Series]:
    """Yield the items of every meeting whose whole minutes are there."""
    yield from dossier.once(_series)


def _series(dossier: Dossier) -> list[Series]:
    found: list[Series] = []
    meetings = {meeting.id: meeting for meeting in dossier.of(Meeting)}
    groups: dict[tuple[str | None, str | None], list[AgendaItem]] = defaultdict(list)
    for item in dossier.of(AgendaItem):
        if item.paragraph is not None and item.listed_in != "contents":
            groups[item.document_id, item.meeting_id].append(item)
    for (document_id, meeting_id), items in groups.items():
        document = dossier.documents.get(document_id or "")
        if document is not None and document.kind in _WHOLE:
            items.sort(key=lambda item: (item.span.page, item.span.start))
            found.append(Series(document, meetings.get(meeting_id or ""), tuple(items)))
    return found


def printed_anyway(
    dossier: Dossier, document: LogicalDocument, number: int, but: Sequence[tuple[int, int]] = ()
) -> bool:
    """True when `§ number` begins a line of the document, so that it may have been read wrongly.

    It may also have been cut off, as a part of the source that tells of no meeting. The ranges in `but`
    are no headings, wherever they are printed, nor are the rows of a contents list.
    """
    heading = re.compile(
        rf"^[ \t|*#]{{0,6}}§{{1,2}}\s{{0,2}}(?:(\d{{1,4}})\s?[-–,]\s?)?{number}\b", re.MULTILINE
    )
    told = {meeting.document_id for meeting in dossier.of(Meeting)}
    parts = [
        document,
        *(other for key, other in dossier.documents.items() if key not in told | {document.id}),
    ]
    listed = [listing.span for listing in contents_lists(dossier, document)]
    for span in (span for part in parts for span in (part.span, *part.more)):
        rows = [(one.start, one.end) for one in listed if one.page == span.page]
        for match in heading.finditer(dossier.pages[span.page - 1].text, span.start, span.end):
            if any(low <= match.end() <= high for low, high in rows):
                continue
            if match[1] is None or (int(match[1]), number) not in but:
                return True
    return False


def printed_range(dossier: Dossier, document: LogicalDocument, first: int, last: int) -> Span | None:
    """Return where a range of paragraphs is first printed in a document: `41-60`, `§§ 41 – § 60`.

    What is called the paragraphs of the minutes comes before a line that begins with the range, and that
    before one that merely holds it, such as the paragraphs at which somebody served.
    """
    numbers = rf"(?<!\d){first}\b" if first == last else rf"(?<!\d){first}\s?[-–]\s?(?:§\s?)?{last}\b"
    label = r"(?:paragraf|omfatt|justera)\w{0,5}[^\w\n]{0,60}"
    wanted = [rf"{label}{numbers}", rf"^\W{{0,6}}{numbers}", rf"§\s?{numbers}", numbers]
    for pattern in wanted[: 4 if first != last else 1]:
        for span in (document.span, *document.more):
            text = dossier.pages[span.page - 1].text
            found = re.compile(pattern, re.IGNORECASE | re.MULTILINE).search(text, span.start, span.end)
            if found is not None:
                printed = re.search(numbers, found.group())
                at = found.start() + (printed.start() if printed else 0)
                return dossier.place(span.page, at, found.end())
    return None
