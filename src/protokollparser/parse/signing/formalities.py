"""Adjustment of the minutes and the notice of it on the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from protokollparser.core.dates import find_dates
from protokollparser.core.outline import Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.meetings import Adjustment, Meeting
from protokollparser.core.records.people import Signature
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.form_fields import FormField, Labels, fields_in
from protokollparser.parse.front_matter import formal_lines
from protokollparser.parse.paragraph_ranges import ParagraphRange, adjusted_ranges
from protokollparser.parse.signing import at_once
from protokollparser.parse.signing.form_days import first_value, stated_day
from protokollparser.parse.signing.notices import Notices

_KINDS = frozenset({"minutes", "minutes_extract", "notice"})
_NOTICE = ("notice_posted", "notice_removed", "notice_period", "storage")
# "den ", "tisdagen den " may stand between "Justeras" and its day.
_LEAD = 14
_CLAIMED = frozenset({*_NOTICE, "adjustment", "adjustment_done", "paragraphs_at_once", "signature"})


@dataclass(frozen=True, slots=True)
class Adjusted:
    """When and how minutes were adjusted: the day planned, the day it was done, and the method."""

    due: date | None
    done: date | None
    method: str | None


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
        self.digital = rules.phrase("adjustment_digital").pattern()
        self.physical = rules.phrase("adjustment_physical").pattern()
        self.immediate = rules.phrase("immediate_adjustment")
        self.sentence = rules.phrase("adjustment_sentence")
        self.notices = Notices(ledger, rules)

    def read(self, part: Part, meeting: Meeting) -> None:
        """Enter adjustment and notice of one sitting and complete its record."""
        fields = fields_in(self.ledger.layout, self.labels, formal_lines(self.ledger.outline, part))
        adjustment = self._adjustment(part, meeting, fields)
        notice = self.notices.read(part, meeting, fields)
        at_once.read(self.ledger, self.immediate, part, meeting)
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
        stated = first_value(fields, "adjustment_done") or dated[1]
        signed = [
            signature.signed_at.date()
            for signature in self.ledger.of(Signature)
            if signature.document_id == meeting.document_id and signature.signed_at is not None
        ]
        due = stated_day(planned) if planned else None
        told = stated_day(stated) if stated else None
        done = told[0] if told else max(signed, default=None)
        text = planned.text if planned else ""
        method = (
            "digital" if self.digital.search(text) else "physical" if self.physical.search(text) else None
        )
        known = Adjusted(
            due=due[0] if due else None, done=done, method=method or ("digital" if signed else None)
        )
        return self._enter(meeting, adjusted_ranges(fields, self.immediate), planned or stated, known)

    def _enter(
        self, meeting: Meeting, told: list[ParagraphRange], place: Excerpt | None, known: Adjusted
    ) -> Adjustment | None:
        """Enter an adjustment for each range `told`, and return the one of the minutes as a whole.

        Several ranges have the day and hour at `place` in common; what stands between them was adjusted at
        the sitting, or not at all. One range alone is told by the meeting, and without day or hour not
        entered anew.
        """
        whole = [one for one in told if not one.at_once]
        for one in told:
            if one.at_once:
                self._enter_range(meeting, one, known)
        if len(whole) > 1:
            pieces = (place.span(),) if place else ()
            first, *_ = [self._enter_range(meeting, one, known, *pieces) for one in whole]
            return first
        if place is None:
            return None
        return self.ledger.add(
            Adjustment(
                span=place.span(),
                rule_id="formalities:label",
                meeting_id=meeting.id,
                paragraph_first=meeting.paragraph_first,
                paragraph_last=meeting.paragraph_last,
                due=known.due,
                done=known.done,
                method=known.method,
            )
        )

    def _enter_range(self, meeting: Meeting, one: ParagraphRange, known: Adjusted, *more: Span) -> Adjustment:
        day = meeting.meeting_date
        return self.ledger.add(
            Adjustment(
                span=one.place.span(),
                more=more,
                rule_id="formalities:ranges",
                meeting_id=meeting.id,
                paragraph_first=one.first,
                paragraph_last=one.last,
                due=day if one.at_once else known.due,
                done=day if one.at_once else known.done,
                method=None if one.at_once else known.method,
                immediate=one.at_once,
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
            if stated_day(value) or self.digital.search(value.text) or self.physical.search(value.text):
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
            if match and stated_day(whole.part(*match.span("rest"))):
                return whole.part(*match.span("rest"))
        return None
