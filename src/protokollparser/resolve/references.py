"""References led to the rows that they mean, where those are in the same source."""

from __future__ import annotations

from protokollparser.core.records.base import Printed
from protokollparser.core.records.decisions import Decision
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.items import AgendaItem, Attachment, SectionText
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.records.references import Reference
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.resolve.draft import Draft
from protokollparser.resolve.lines import Lines


def settle(draft: Draft, rules: Rules) -> None:
    """Fill `resolved_table` and `resolved_id` of the references that lead to one row."""
    lines = Lines(draft.outline, rules)
    for reference in draft.of(Reference):
        target = {
            "decision": _decision,
            "case_number": _item,
            "document": _document,
            "section": _section,
        }.get(reference.kind, _nothing)(draft, reference, lines)
        if target is not None:
            draft.replace(reference, resolved_table=target.table, resolved_id=target.id)


def _nothing(draft: Draft, reference: Reference, lines: Lines) -> Printed | None:
    return None


def _decision(draft: Draft, reference: Reference, lines: Lines) -> Printed | None:
    """Return the decision of that day and §, without a § the sitting of that day."""
    day, number = reference.target_date, (reference.target_paragraph or "").split("-")[0].strip()
    if day is None:
        return _of_year(draft, reference, number)
    if not number.isdigit():
        meetings = [
            m for m in draft.of(Meeting) if m.meeting_date == day and not m.span.overlaps(reference.span)
        ]
        return meetings[0] if len(meetings) == 1 else None
    items = {item.id for item in draft.of(AgendaItem) if item.paragraph == int(number)}
    found = [
        decision
        for decision in draft.of(Decision)
        if decision.stage == "taken" and decision.decision_date == day and decision.item_id in items
    ]
    return found[0] if len(found) == 1 and not _stands_in(found[0], reference) else None


def _of_year(draft: Draft, reference: Reference, number: str) -> Printed | None:
    """Return the § of that number, body and year."""
    keys = (reference.target_key or "").split("|")
    if reference.target_year is None or not number.isdigit():
        return None
    sittings = {
        meeting.id
        for meeting in draft.of(Meeting)
        if meeting.meeting_date
        and meeting.meeting_date.year == reference.target_year
        and meeting.body_key in keys
    }
    found = [
        item
        for item in draft.of(AgendaItem)
        if item.meeting_id in sittings and item.paragraph == int(number) and item.listed_in != "contents"
    ]
    return found[0] if len(found) == 1 and not _stands_in(found[0], reference) else None


def _stands_in(target: Printed, reference: Reference) -> bool:
    return any(piece.overlaps(reference.span) for piece in (target.span, *target.more))


def _item(draft: Draft, reference: Reference, lines: Lines) -> Printed | None:
    """Return the one item with that case number, unless the reference is the item's own."""
    number = fold(reference.target_number or "")
    found = [
        i for i in draft.of(AgendaItem) if i.listed_in != "contents" and fold(i.case_number or "") == number
    ]
    return found[0] if number and len(found) == 1 and not _stands_in(found[0], reference) else None


def _document(draft: Draft, reference: Reference, lines: Lines) -> Printed | None:
    """Return the attachment or document that bears a register number."""
    number = fold(reference.target_number or "").split()[-1:] or [""]
    documents = [d for d in draft.of(LogicalDocument) if number[0] and fold(d.case_number or "") == number[0]]
    if len(documents) == 1:
        return documents[0]
    attachments = [
        a for a in draft.of(Attachment) if number[0] and number[0] in fold(a.reference or "").split()
    ]
    included = [d for d in draft.of(LogicalDocument) for a in attachments if d.id == a.included_document_id]
    return next(iter([*included, *attachments]), None)


def _section(draft: Draft, reference: Reference, lines: Lines) -> Printed | None:
    """Return the annex of that number, or the section of the same part whose heading bears it."""
    number = reference.target_number or ""
    if number.startswith("bilaga"):
        annexes = [
            a
            for a in draft.of(Attachment)
            if fold(a.label).startswith(number) and not _stands_in(a, reference)
        ]
        return annexes[0] if len(annexes) == 1 else None
    part = lines.part_of(reference)
    if lines.passage(reference.span) is None:
        # A table of revisions speaks of earlier editions: 002 line 921.
        return None
    headings = [h for h in draft.outline.headings if h.part == part and h.number == number]
    if len(headings) != 1:
        return None
    titles = {fold(headings[0].text), fold(f"{number} {headings[0].text}")}
    found = [
        section
        for section in draft.of(SectionText)
        if fold(section.heading or "") in titles and lines.index(section.span) >= headings[0].first
    ]
    return found[0] if found and lines.part_of(found[0]) == part else None
