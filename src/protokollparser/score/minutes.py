"""What the store holds of minutes: documents, items, people, decisions, papers."""

from __future__ import annotations

from rapidfuzz import fuzz

from protokollparser.core.records.decisions import Decision, Dissent, Proposal, Vote, VoteEvent
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.items import (
    AgendaItem,
    Attachment,
    Dispatch,
    Disqualification,
    SectionText,
)
from protokollparser.core.records.meetings import Attendance, Meeting, Officer
from protokollparser.core.records.people import Signature
from protokollparser.core.records.references import Reference
from protokollparser.core.text import clean, fold
from protokollparser.score.matching import Fact, alike, equal, share
from protokollparser.score.view import SourceView, lines


def documents(view: SourceView) -> list[Fact]:
    return [{"kind": record.kind, **lines(record)} for record in view.of(LogicalDocument)]


DOCUMENT_FIELDS = (
    "body",
    "host_municipality",
    "document_date",
    "period_start",
    "period_end",
    "case_number",
)


def document_facts(view: SourceView) -> list[Fact]:
    """Return what is known of each document beside its kind, a fact for each field that is filled."""
    return [
        {"line": lines(record)["line_start"], "kind": record.kind, "field": name, "value": str(value)}
        for record in view.of(LogicalDocument)
        for name in DOCUMENT_FIELDS
        if (value := getattr(record, name)) is not None
    ]


def paragraphs(view: SourceView) -> list[Fact]:
    items = [
        item for item in view.of(AgendaItem) if item.paragraph is not None and item.listed_in != "contents"
    ]
    return [{"paragraph": item.paragraph, "title": item.title, **lines(item)} for item in items]


def agenda(view: SourceView) -> list[Fact]:
    items = [item for item in view.of(AgendaItem) if item.paragraph is None]
    return [{"number": item.number, "title": item.title, "pages": item.contents_page} for item in items]


def case_numbers(view: SourceView) -> list[Fact]:
    items = [item for item in view.of(AgendaItem) if item.case_number]
    facts = [{"value": item.case_number, **lines(item)} for item in items]
    for reference in view.of(Reference):
        if reference.kind != "case_number":
            continue
        place = {"value": reference.target_number, **lines(reference)}
        if not any(f["value"] == place["value"] and share(f, place) > 0 for f in facts):
            facts.append(place)
    return facts


def attendance(view: SourceView) -> list[Fact]:
    keys = ("name", "party", "municipality", "role", "status")
    rows = view.of(Attendance)
    return [{**{key: getattr(row, key) for key in keys}, "line": row.span.line_start} for row in rows]


def decisions(view: SourceView) -> list[Fact]:
    rows = view.of(Decision)
    return [{"stage": row.stage, "kind": row.kind, "text": clean(row.text), **lines(row)} for row in rows]


def same_decision(truth: Fact, fact: Fact) -> bool:
    if truth["stage"] != fact["stage"] or share(truth, fact) == 0:
        return False
    if truth["stage"] == "reported":
        return fuzz.partial_ratio(fold(truth["text"]), fold(fact["text"])) >= 90
    return truth["line_start"] == fact["line_start"] and alike(truth["text"], fact["text"])


def proposals(view: SourceView) -> list[Fact]:
    return [{"stage": row.stage, "text": clean(row.text), **lines(row)} for row in view.of(Proposal)]


def same_proposal(truth: Fact, fact: Fact) -> bool:
    same = truth["stage"] == fact["stage"] and truth["line_start"] == fact["line_start"]
    return same and alike(truth["text"], fact["text"])


def attachments(view: SourceView) -> list[Fact]:
    documents = {record.id: record.span.line_start for record in view.of(LogicalDocument)}
    return [
        {"label": clean(row.label), "included": documents.get(row.included_document_id or ""), **lines(row)}
        for row in view.of(Attachment)
    ]


def same_attachment(truth: Fact, fact: Fact) -> bool:
    return truth["line_start"] == fact["line_start"] and alike(truth["label"], fact["label"])


def dispatch(view: SourceView) -> list[Fact]:
    rows = view.of(Dispatch)
    return [{"recipient": r.recipient, "purpose": r.purpose, "line": r.span.line_start} for r in rows]


def signatures(view: SourceView) -> list[Fact]:
    return [
        {
            "name": row.name,
            "signed": row.signed,
            "signed_at": row.signed_at.isoformat(timespec="minutes") if row.signed_at else None,
            "hash": row.hash,
            **lines(row),
        }
        for row in view.of(Signature)
    ]


def same_signature(truth: Fact, fact: Fact) -> bool:
    return equal("name", "signed", "signed_at", "hash")(truth, fact) and share(truth, fact) > 0


def sections(view: SourceView) -> list[Fact]:
    """Return the known sections under a §; the truth tells no others."""
    paragraphs = {item.id for item in view.of(AgendaItem) if item.paragraph is not None}
    rows = [row for row in view.of(SectionText) if row.item_id in paragraphs and row.name != "other"]
    return [{"name": row.name, **lines(row)} for row in rows]


def officers(view: SourceView) -> list[Fact]:
    return [{"role": row.role, "name": row.name, "line": row.span.line_start} for row in view.of(Officer)]


def meetings(view: SourceView) -> list[Fact]:
    return [
        {"status": row.status, "date": row.meeting_date.isoformat() if row.meeting_date else None}
        for row in view.of(Meeting)
    ]


def document_numbers(view: SourceView) -> list[Fact]:
    return [
        {"value": clean(row.span.printed), "line": row.span.line_start}
        for row in view.of(Reference)
        if row.kind == "document"
    ]


def references(view: SourceView) -> list[Fact]:
    """Return the laws, earlier decisions and numbered sections that are cited."""
    return [
        {
            "kind": row.kind,
            "date": row.target_date.isoformat() if row.target_date else None,
            "paragraph": row.target_paragraph,
            "number": row.target_number,
            "line": row.span.line_start,
        }
        for row in view.of(Reference)
        if row.kind in ("law", "decision", "section")
    ]


def vote_events(view: SourceView) -> list[Fact]:
    rows = view.of(VoteEvent)
    return [{"yes": row.yes_count, "no": row.no_count, "abstain": row.abstain_count} for row in rows]


def votes(view: SourceView) -> list[Fact]:
    keys = ("name", "party", "choice")
    return [
        {**{key: getattr(row, key) for key in keys}, "line": row.span.line_start} for row in view.of(Vote)
    ]


def dissents(view: SourceView) -> list[Fact]:
    keys = ("kind", "name", "party")
    rows = view.of(Dissent)
    return [{**{key: getattr(row, key) for key in keys}, "line": row.span.line_start} for row in rows]


def disqualifications(view: SourceView) -> list[Fact]:
    return [{"name": row.name, "line": row.span.line_start} for row in view.of(Disqualification)]
