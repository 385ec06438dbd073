"""Faults in what minutes cite, and in numbers that go on from other minutes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from protokollparser.checks.paragraphs import series
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.references import Reference
from tests.mutations.formalities import written_like
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind


def minutes(place: str, body: str, day: date, items: list[tuple[int, str]]) -> str:
    """Return the minutes of one meeting."""
    head = [f"{place} kommun", body, f"Sammanträdesprotokoll {day}", ""]
    for number, title in items:
        head += [f"§ {number} {title}", "", "Beslut", "Förslaget godkänns.", ""]
    return "\n".join(head)


def _cited(original: Original) -> Iterator[tuple[Reference, int, str, str]]:
    """Yield the earlier decisions cited with body, day and §, each with its municipality."""
    for reference in original.dossier.of(Reference):
        document = original.dossier.documents.get(reference.document_id or "")
        number = reference.target_paragraph or ""
        if reference.kind != "decision" or reference.target_date is None or not number.isdigit():
            continue
        if document is not None and document.host_municipality and reference.target_body:
            yield reference, int(number), document.host_municipality, document.body or ""


def _named(body: str, own: str) -> str:
    """Return the full name of a body that a document calls by its kind."""
    if body.lower() == "arbetsutskottet" and not own.lower().endswith("utskott"):
        return f"{own}s arbetsutskott"
    return own if own.lower().endswith(body.lower()) else body


def _basis(reference: Reference, number: int, place: str, own: str) -> str | None:
    body, day = _named(reference.target_body or "", own), reference.target_date
    items = [(number - 1, "Val av justerare"), (number, "Redovisning"), (number + 1, "Rapport")]
    if day is None or number < 2:
        return None
    return minutes(place, body[:1].upper() + body[1:], day, items)


@kind("C06")
def cited_day_unlike_the_minutes(original: Original, chance: random.Random) -> Iterator[Change]:
    for reference, number, place, own in _cited(original):
        basis, day = _basis(reference, number, place, own), reference.target_date
        if basis is None or day is None:
            continue
        other = day + timedelta(days=chance.choice([-20, -9, -2, 1, 2, 7, 10]))
        written = written_like(reference.span, day, other) if other.year == day.year else None
        change = original.put(reference.span, written) if written else None
        if change is not None:
            yield replace(change, beside=(basis,))


@kind("C06")
def cited_paragraph_that_the_minutes_do_not_hold(
    original: Original, chance: random.Random
) -> Iterator[Change]:
    for reference, number, place, own in _cited(original):
        basis = _basis(reference, number, place, own)
        if basis is None or f"§ {number}" not in reference.span.printed:
            continue
        wrong = number + chance.choice([2, 9, 10, 30, 100])
        change = original.put(
            reference.span,
            reference.span.printed.replace(f"§ {number}", f"§ {wrong}"),
            reference.span.printed,
        )
        if change is not None:
            yield replace(change, beside=(basis,))


@kind("C06")
def one_decision_cited_with_two_days(original: Original, chance: random.Random) -> Iterator[Change]:
    held = list(_cited(original))
    for reference, number, *_ in held:
        day = reference.target_date
        twins = [
            other
            for other, its, *_ in held
            if other.id != reference.id and (other.target_date, its) == (day, number)
        ]
        if day is None or not any(other.target_key == reference.target_key for other in twins):
            continue
        wrong = day + timedelta(days=chance.choice([-2, -1, 1, 2]))
        written = written_like(reference.span, day, wrong) if wrong.year == day.year else None
        change = original.put(reference.span, written) if written else None
        if change is not None:
            yield change


@kind("C05")
def number_used_at_the_meeting_before(original: Original, chance: random.Random) -> Iterator[Change]:
    """The minutes of the meeting before end with § n - 1, and these begin with it in place of § n."""
    for run in series(original.dossier):
        document, first = run.document, run.items[0]
        day = run.meeting.meeting_date if run.meeting else None
        number = run.numbers[0]
        if day is None or number < 3 or day.timetuple().tm_yday < 40 or not document.host_municipality:
            continue
        before = minutes(*_owner(document), day - timedelta(days=chance.randint(14, 35)), _two(number))
        change = _renumbered(original, first, number)
        if change is not None:
            yield replace(change, beside=(before,))


def _owner(document: LogicalDocument) -> tuple[str, str]:
    return document.host_municipality or "", document.body or ""


def _two(number: int) -> list[tuple[int, str]]:
    return [(number - 2, "Val av justerare"), (number - 1, "Rapport")]


def _renumbered(original: Original, item: AgendaItem, number: int) -> Change | None:
    line = item.span.printed.split("\n")[0]
    wrong = re.sub(rf"\b{number}\b", str(number - 1), line, count=1)
    return original.put(item.span, wrong, line) if wrong != line else None
