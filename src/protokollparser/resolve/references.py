"""References led to the rows that they mean, where those are in the same source."""

from __future__ import annotations

from protokollparser.core.records.base import Printed
from protokollparser.core.records.decisions import Decision
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.items import AgendaItem, Attachment
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
    """Return the decision of that day and §, told elsewhere than in the reference itself."""
    items = {item.id: item for item in draft.of(AgendaItem)}
    found: list[Printed] = []
    for decision in draft.of(Decision):
        item = items.get(decision.item_id or "")
        same_day = reference.target_date is not None and decision.decision_date == reference.target_date
        number = (reference.target_paragraph or "").split("-")[0].strip()
        same_paragraph = item is not None and number.isdigit() and item.paragraph == int(number)
        if decision.stage == "taken" and same_day and (same_paragraph or not number):
            found.append(decision)
    inside = [one for one in found if not one.span.overlaps(reference.span)]
    if len(inside) == 1 and not _stands_in(inside[0], reference):
        return inside[0]
    meetings = [
        m for m in draft.of(Meeting) if reference.target_date and m.meeting_date == reference.target_date
    ]
    return meetings[0] if not found and len(meetings) == 1 else None


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
    return next((a for a in draft.of(Attachment) if number[0] and number[0] in fold(a.reference or "")), None)


def _section(draft: Draft, reference: Reference, lines: Lines) -> Printed | None:
    """Return the annex of that number, or the one document part whose headings hold that section number."""
    number = reference.target_number or ""
    if number.startswith("bilaga"):
        found = [
            a
            for a in draft.of(Attachment)
            if fold(a.label).startswith(number) and not _stands_in(a, reference)
        ]
        return found[0] if len(found) == 1 else None
    return None
