"""Adjustment of the minutes and the notice of it on the board."""

from __future__ import annotations

import re
from datetime import date

from protokollparser.core.dates import FoundDate, find_dates
from protokollparser.core.outline import Heading, Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.meetings import Adjustment, Meeting, Notice
from protokollparser.core.records.people import Signature
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.form_fields import FormField, Labels, fields_in
from protokollparser.parse.front_matter import formal_lines
from protokollparser.parse.names import Names
from protokollparser.parse.paragraph_ranges import paragraph_range

_KINDS = frozenset({"minutes", "minutes_extract", "notice"})
_PARAGRAPH = re.compile(r"§{0,2}\s*(\d{1,4})")
_NOTICE = ("notice_posted", "notice_removed", "notice_period", "storage")
# "den ", "tisdagen den " may stand between "Justeras" and its day.
_LEAD = 14
_CLAIMED = frozenset({*_NOTICE, "adjustment", "adjustment_done", "signature"})


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter adjustments and notices of every sitting, and what they say of the sitting itself."""
    reader = _Formalities(ledger, rules)
    sittings = [meeting for meeting in ledger.of(Meeting) if not meeting.rule_id.startswith("PA")]
    for part in ledger.outline.parts:
        own = [m for m in sittings if m.document_id == ledger.document_ids.get(part.ordinal)]
        if part.kind in _KINDS and own:
            reader.read(part, own[0])


class _Formalities:
    """The formalities of one sitting after the other."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger = ledger
        self.labels = Labels.of(rules)
        self.names = Names.of(rules)
        self.digital = rules.phrase("adjustment_digital").pattern()
        self.physical = rules.phrase("adjustment_physical").pattern()
        self.immediate = rules.phrase("immediate_adjustment")
        self.sentence = rules.phrase("adjustment_sentence")
        self.made_known = rules.phrase("notice_sentence")

    def read(self, part: Part, meeting: Meeting) -> None:
        """Enter adjustment and notice of one sitting and complete its record."""
        fields = fields_in(self.ledger.layout, self.labels, formal_lines(self.ledger.outline, part))
        adjustment = self._adjustment(part, meeting, fields)
        notice = self._notices(meeting, fields) or self._told_notice(part, meeting)
        self._immediate(part, meeting)
        for field in fields:
            if field.name in _CLAIMED and (field.values or field.form == "cell"):
                last = field.values[0].index if field.form == "below" else field.last
                self.ledger.claim(field.first, last, "formalities:label")
        changes: dict[str, object] = {}
        if adjustment is not None:
            changes = {
                "adjustment_due": adjustment.due,
                "adjustment_date": adjustment.done,
                "adjustment_method": adjustment.method,
            }
        if notice is not None:
            changes |= {
                "notice_posted": notice.posted,
                "notice_removed": notice.removed,
                "notice_storage": notice.storage,
            }
        if changes:
            self.ledger.replace(meeting, **changes)

    def _adjustment(self, part: Part, meeting: Meeting, fields: list[FormField]) -> Adjustment | None:
        """Enter when and how the minutes were to be adjusted, and when the last of the officers signed."""
        dated = self._dated_adjusters(part, fields)
        planned = self._planned(fields) or dated[0] or self._from_sentence(part)
        stated = _first(fields, "adjustment_done") or dated[1]
        signed = [
            signature.signed_at.date()
            for signature in self.ledger.of(Signature)
            if signature.document_id == meeting.document_id and signature.signed_at is not None
        ]
        due = _day(planned) if planned else None
        told = _day(stated) if stated else None
        done = told[0] if told else max(signed, default=None)
        text = planned.text if planned else ""
        if planned is None and stated is None:
            return None
        method = (
            "digital" if self.digital.search(text) else "physical" if self.physical.search(text) else None
        )
        place = planned or stated
        assert place is not None
        return self.ledger.add(
            Adjustment(
                span=place.span(),
                rule_id="formalities:label",
                meeting_id=meeting.id,
                paragraph_first=meeting.paragraph_first,
                paragraph_last=meeting.paragraph_last,
                due=due[0] if due else None,
                done=done,
                method=method or ("digital" if signed else None),
            )
        )

    def _planned(self, fields: list[FormField]) -> Excerpt | None:
        """Return the value that says when or how the minutes are to be adjusted.

        "Justering" also heads the sentence that adjusts one item at once: that is no plan for the whole.
        """
        for field in fields:
            value = field.values[0] if field.name == "adjustment" and field.values else None
            if value is None or self.immediate.search(value.text):
                continue
            if _day(value) or self.digital.search(value.text) or self.physical.search(value.text):
                return value
        return None

    def _dated_adjusters(self, part: Part, fields: list[FormField]) -> tuple[Excerpt | None, Excerpt | None]:
        """Return the day behind "Justeras" on the front page (planned) and that behind the items (done)."""
        items = [h.first for h in self.ledger.outline.headings if h.part == part.ordinal and h.paragraph]
        front = back = None
        for field in fields:
            value = field.values[0] if field.name == "adjuster" and field.values else None
            days = [found for found in find_dates(value.text) if found.day] if value else []
            if value is None or not days or days[0].start > _LEAD:
                continue
            self.ledger.claim(field.first, value.index, "formalities:label")
            if items and field.first > items[0]:
                back = back or value
            else:
                front = front or value
        return front, back

    def _from_sentence(self, part: Part) -> Excerpt | None:
        """Return what follows "justerar dagens protokoll": place, day and hour."""
        layout = self.ledger.layout
        lines = [line for line in layout.body(part.first, part.last) if line.index not in layout.grid_at]
        for position, line in enumerate(lines):
            if "juster" not in line.text.lower():
                continue
            near = lines[max(0, position - 3) : position + 4]
            if any(item.page != line.page for item in near):
                near = [item for item in near if item.page == line.page]
            whole = Excerpt(layout, near[0].index, line.page, near[0].start, near[-1].end)
            match = self.sentence.search(whole.text.replace("\n", " "))
            if match and _day(whole.part(*match.span("rest"))):
                return whole.part(*match.span("rest"))
        return None

    def _notices(self, meeting: Meeting, fields: list[FormField]) -> Notice | None:
        """Enter the notices of a sitting, and return the one for most of it.

        Items that are adjusted at once have a notice of their own, which names its paragraphs.
        """
        found: list[Notice] = []
        for group in _groups(fields):
            range_ = paragraph_range(group) if found or _posted(fields) > 1 else (None, None)
            first, last = range_ if range_[0] else (meeting.paragraph_first, meeting.paragraph_last)
            about = meeting.model_copy(update={"paragraph_first": first, "paragraph_last": last})
            notice = self._notice(about, group)
            if notice is not None:
                found.append(notice)
        return max(found, key=_extent, default=None)

    def _notice(self, meeting: Meeting, fields: list[FormField]) -> Notice | None:
        """Enter a notice: when it was put up and taken down, where the minutes are kept, who signs."""
        posted, removed = _first(fields, "notice_posted"), _first(fields, "notice_removed")
        period, storage = _first(fields, "notice_period"), _first(fields, "storage")
        days = [found for found in find_dates(period.text) if found.day] if period else []
        up, down = (_day(value, first=True) if value else None for value in (posted, removed))
        if period and len(days) == 2 and up is None and down is None:
            up = (days[0].day or date.min, period.span(days[0].start, days[0].end))
            down = (days[1].day or date.min, period.span(days[1].start, days[1].end))
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
        first, *more = pieces
        return self.ledger.add(
            Notice(
                span=first,
                more=tuple(more),
                rule_id="formalities:label",
                meeting_id=meeting.id,
                paragraph_first=meeting.paragraph_first,
                paragraph_last=meeting.paragraph_last,
                posted=up[0] if up else None,
                removed=down[0] if down else None,
                storage=storage.cleaned if storage else None,
                signed_by=signers[0].name if signers else None,
            )
        )

    def _told_notice(self, part: Part, meeting: Meeting) -> Notice | None:
        """Enter the notice that a sentence outside the items tells, as in old minutes."""
        layout = self.ledger.layout
        for index in formal_lines(self.ledger.outline, part):
            excerpt = Excerpt.of_line(layout, layout.lines[index])
            match = self.made_known.search(excerpt.text)
            day = _day(excerpt.part(*match.span("rest"))) if match else None
            if day is not None:
                self.ledger.claim(index, index, self.made_known.id)
                return self.ledger.add(
                    Notice(
                        span=excerpt.span(),
                        rule_id=self.made_known.id,
                        meeting_id=meeting.id,
                        paragraph_first=meeting.paragraph_first,
                        paragraph_last=meeting.paragraph_last,
                        posted=day[0],
                    )
                )
        return None

    def _immediate(self, part: Part, meeting: Meeting) -> None:
        """Enter each item that is adjusted at once."""
        layout, outline = self.ledger.layout, self.ledger.outline
        items = [h for h in outline.headings if h.part == part.ordinal and h.paragraph]
        for line in layout.body(part.first, part.last):
            match = self.immediate.search(line.text)
            if match is None or outline.part_at[line.index] != part.ordinal:
                continue
            over = [heading for heading in items if heading.first <= line.index]
            number = _number(over[-1]) if over else None
            if number is None:
                continue
            self.ledger.add(
                Adjustment(
                    span=layout.span(line),
                    rule_id=self.immediate.id,
                    meeting_id=meeting.id,
                    paragraph_first=number,
                    paragraph_last=number,
                    due=meeting.meeting_date,
                    done=meeting.meeting_date,
                    immediate=True,
                )
            )
            self.ledger.claim(line.index, line.index, self.immediate.id)


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


def _extent(notice: Notice) -> int:
    """Return how many paragraphs a notice covers; many where it does not tell."""
    if notice.paragraph_first is None or notice.paragraph_last is None:
        return 10_000
    return notice.paragraph_last - notice.paragraph_first


def _number(heading: Heading) -> int | None:
    match = _PARAGRAPH.match(heading.number or "")
    return int(match[1]) if match else None


def _first(fields: list[FormField], name: str) -> Excerpt | None:
    """Return the first printed value of a label."""
    return next((field.values[0] for field in fields if field.name == name and field.values), None)


def _day(excerpt: Excerpt, first: bool = False) -> tuple[date, Span] | None:
    """Return the day printed in a value, with its place: the last of several, or the first."""
    found: list[FoundDate] = [item for item in find_dates(excerpt.text) if item.day]
    chosen = found[0 if first else -1] if found else None
    if chosen is None or chosen.day is None:
        return None
    return chosen.day, excerpt.span(chosen.start, chosen.end)
