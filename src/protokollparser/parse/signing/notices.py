"""The notices on the board that say that minutes have been adjusted: forms, tables and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from protokollparser.core.dates import find_dates
from protokollparser.core.layout import Line
from protokollparser.core.outline import Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.meetings import Meeting, Notice
from protokollparser.core.rules import Rules
from protokollparser.core.rules.families import PatternRule
from protokollparser.core.spans import Span
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.form_fields import FormField
from protokollparser.parse.front_matter import formal_lines
from protokollparser.parse.names import Names
from protokollparser.parse.paragraph_ranges import paragraph_range
from protokollparser.parse.signing.form_days import Day, first_value, stated_day

_SENTENCE_LINES = 4
_WORD = re.compile(r"[^\W\d_]{2}")
_UNTIL = re.compile(r"\s*(?:[-–—]|till|tom)\s*(?:den\s)?")
_STOP = re.compile(r"[a-zåäö)]{3,}[.;]\s+(?=[A-ZÅÄÖ])")
# A sentence behind that of the notice which tells when it is taken down.
_GOES_ON = re.compile(r"(?:anslaget|anslag|det|detta|notisen)\b", re.IGNORECASE)


class Notices:
    """The notices of one sitting after the other."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger = ledger
        self.names = Names.of(rules)
        self.made_known = rules.phrase("notice_sentence")
        self.stated = rules.phrase("notice_statement")
        self.taken_down = rules.phrase("notice_taken_down")
        self.immediate = rules.phrase("immediate_adjustment")

    def read(self, part: Part, meeting: Meeting, fields: list[FormField]) -> Notice | None:
        """Enter the notices of a sitting, and return the one for most of it."""
        for line in self.ledger.layout.body(part.first, part.last):
            heading = self.ledger.outline.trail_at[line.index][-1:]
            if heading and heading[0].name == "notice" and self.stated.search(line.text):
                self.ledger.claim(line.index, line.index, self.stated.id)
        return self._in_form(meeting, fields) or self._told(part, meeting)

    def _in_form(self, meeting: Meeting, fields: list[FormField]) -> Notice | None:
        """Enter the notices that forms tell.

        Items that are adjusted at once have a notice of their own, which names its paragraphs.
        """
        found: list[Notice] = []
        several = _posted(fields) > 1
        for group in _groups(fields):
            range_ = paragraph_range(_own(group), self.immediate) if several else (None, None)
            first, last = range_ if range_[0] else (meeting.paragraph_first, meeting.paragraph_last)
            about = meeting.model_copy(update={"paragraph_first": first, "paragraph_last": last})
            notice = self._notice(about, group)
            if notice is not None:
                found.append(notice)
        return max(found, key=_extent, default=None)

    def _notice(self, meeting: Meeting, fields: list[FormField]) -> Notice | None:
        """Enter a notice: when it was put up and taken down, where the minutes are kept, who signs."""
        posted, removed = first_value(fields, "notice_posted"), first_value(fields, "notice_removed")
        period, storage = first_value(fields, "notice_period"), first_value(fields, "storage")
        if storage is not None and self._is_empty(storage):
            storage = None
        up, down = (stated_day(value, first=True) if value else None for value in (posted, removed))
        if period and up is None and down is None:
            up, down = _ends(period)
        if up is None and down is None and (storage is None or not (posted or removed or period)):
            return None
        pieces = [item[1] for item in (up, down) if item]
        pieces += [storage.span()] if storage else []
        signed = [field for field in fields if field.name == "signature" and field.values]
        signers = (
            [person for value in signed[-1].values for person in self.names.find(value.text)]
            if signed
            else []
        )
        return self._enter(
            meeting,
            pieces,
            "formalities:label",
            posted=up[0] if up else None,
            removed=down[0] if down else None,
            storage=storage.cleaned if storage else None,
            signed_by=signers[0].name if signers else None,
        )

    def _is_empty(self, storage: Excerpt) -> bool:
        """True for dots to write on, and for the heading of the next notice below an empty field."""
        return storage.index in self.ledger.outline.heading_at or not _WORD.search(storage.text)

    def _enter(self, meeting: Meeting, pieces: list[Span], rule: str, **told: date | str | None) -> Notice:
        first, *more = pieces
        return self.ledger.add(
            Notice(
                span=first,
                more=tuple(more),
                rule_id=rule,
                meeting_id=meeting.id,
                paragraph_first=meeting.paragraph_first,
                paragraph_last=meeting.paragraph_last,
                **told,
            )
        )

    def _told(self, part: Part, meeting: Meeting) -> Notice | None:
        """Enter the notice that a sentence outside the items tells, on one line or several."""
        for lines in _runs(self.ledger, formal_lines(self.ledger.outline, part)):
            excerpt = Excerpt(
                self.ledger.layout, lines[0].index, lines[0].page, lines[0].start, lines[-1].end
            )
            text = excerpt.text.replace("\n", " ")
            match = self.made_known.search(text)
            if match is None or match.start() > len(lines[0].text):
                continue
            stop = _end_of(text, match.end())
            year = meeting.meeting_date.year if meeting.meeting_date else None
            up, down = _days(self.taken_down, excerpt.part(match.start("rest"), stop), year)
            if up is None:
                continue
            last = lines[0].index + excerpt.text.count("\n", 0, stop)
            self.ledger.claim(lines[0].index, last, self.made_known.id)
            removed = down[0] if down else None
            places = list(dict.fromkeys(day[1] for day in (up, down) if day))
            return self._enter(meeting, places, self.made_known.id, posted=up[0], removed=removed)
        return None


def _runs(ledger: Ledger, indexes: list[int]) -> Iterator[list[Line]]:
    """Yield each printed line of prose with those right below it, as far as a sentence goes."""
    layout = ledger.layout
    chosen = set(indexes)
    for index in indexes:
        lines: list[Line] = []
        for line in layout.lines[index : index + _SENTENCE_LINES]:
            aside = line.index not in chosen or line.index in layout.furniture_at
            if not line.text or aside or (lines and line.page != lines[0].page):
                break
            lines.append(line)
        if lines:
            yield lines


def _end_of(text: str, start: int) -> int:
    """Return where the sentence that holds `start` ends, with a next one that goes on about its notice."""
    stop = _STOP.search(text, start)
    if stop is None:
        return len(text)
    if _GOES_ON.match(text, stop.end()):
        later = _STOP.search(text, stop.end())
        return later.end() if later else len(text)
    return stop.end()


def _ends(period: Excerpt) -> tuple[Day | None, Day | None]:
    """Return the two days of a period: "2022-05-24 – 2022-06-15", "24 maj – 15 juni 2022"."""
    found = [item for item in find_dates(period.text) if item.precision == "day" and item.date_start]
    days = [
        (day, period.span(item.start, item.end))
        for item in found
        for day in dict.fromkeys((item.date_start, item.date_end))
        if day is not None
    ]
    return (days[0], days[1]) if len(days) == 2 else (None, None)


def _days(taken_down: PatternRule, told: Excerpt, year: int | None) -> tuple[Day | None, Day | None]:
    """Return the days on which a notice was put up and is taken down, as a sentence tells them.

    A day without year is of the same year as the other of the two, else of that of the sitting.
    """
    text = told.text.replace("\n", " ")
    printed = [item.date_start.year for item in find_dates(text) if item.date_start]
    found = [item for item in find_dates(text, printed[0] if printed else year) if item.precision == "day"]
    cue = taken_down.search(text)
    down = next((item for item in found if cue and item.start >= cue.end()), None)
    if down is None and len(found) > 1 and _UNTIL.fullmatch(text[found[0].end : found[1].start]):
        down = found[1]
    up = next((item for item in found if item is not down), None)
    if up is None or up.date_start is None:
        return None, None
    place, ended = told.span(up.start, up.end), up.date_end
    if down is not None and down.date_start is not None and down.date_start >= up.date_start:
        return (up.date_start, place), (down.date_start, told.span(down.start, down.end))
    return (up.date_start, place), ((ended, place) if ended and ended > up.date_start else None)


def _posted(fields: list[FormField]) -> int:
    """Return how many days of putting up are printed."""
    return sum(1 for field in fields if field.name == "notice_posted" and field.values)


def _groups(fields: list[FormField]) -> list[list[FormField]]:
    """Return the fields notice by notice: another one begins below the last word on the one before."""
    groups: list[list[FormField]] = [[]]
    ended = False
    for field in fields:
        begins = field.name == "notice_posted" and any(f.name == "notice_posted" for f in groups[-1])
        if begins or (ended and field.name == "paragraphs"):
            groups.append([])
            ended = False
        groups[-1].append(field)
        ended = ended or field.name == "notice_removed"
    return groups


def _own(group: list[FormField]) -> list[FormField]:
    """Return the fields of a notice from the last one above it that names paragraphs, front page left out."""
    first = next((at for at, field in enumerate(group) if field.name == "notice_posted"), len(group))
    named = [at for at, field in enumerate(group[:first]) if field.name == "paragraphs" and field.values]
    return group[named[-1] :] if named else group


def _extent(notice: Notice) -> int:
    """Return how many paragraphs a notice covers; many where it does not tell."""
    if notice.paragraph_first is None or notice.paragraph_last is None:
        return 10_000
    return notice.paragraph_last - notice.paragraph_first
