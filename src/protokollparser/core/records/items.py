"""Agenda items and what hangs on them, decisions and votes apart."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from protokollparser.core.records.base import Printed


class AgendaItem(Printed):
    """One § or agenda line, from its heading to its last line.

    `paragraph` is the number after the §, `number` the printed item number of a summons.
    `listed_in` is contents, body or both. `kind` is decision, information, election, interpellation,
    question, motion, citizen_proposal, delegated (decisions on delegation), correspondence or formality.
    """

    table: ClassVar[str] = "agenda_item"
    key: ClassVar[str] = "item_id"
    meeting_id: str | None = None
    paragraph: int | None = None
    paragraph_suffix: str | None = None
    number: str | None = None
    title: str | None = None
    case_number: str | None = None
    contents_page: str | None = None
    listed_in: str
    kind: str | None = None


class SectionText(Printed):
    """One headed part of an item or report: the place and the text are its content, without the heading."""

    table: ClassVar[str] = "section"
    key: ClassVar[str] = "section_id"
    item_id: str | None = None
    parent_id: str | None = None
    level: int
    name: str
    heading: str | None = None
    text: str


class Attachment(Printed):
    """A basis document or annex named by an item; `included_document_id` is the part that holds it."""

    table: ClassVar[str] = "attachment"
    key: ClassVar[str] = "attachment_id"
    item_id: str | None = None
    label: str
    reference: str | None = None
    attachment_date: date | None = None
    included_document_id: str | None = None


class Dispatch(Printed):
    """Someone a decision is sent to; `recipient` is None for an unfilled template."""

    table: ClassVar[str] = "dispatch"
    key: ClassVar[str] = "dispatch_id"
    item_id: str | None = None
    recipient: str | None = None
    purpose: str | None = None


class Disqualification(Printed):
    """A declared conflict of interest (jäv)."""

    table: ClassVar[str] = "disqualification"
    key: ClassVar[str] = "disqualification_id"
    item_id: str | None = None
    name: str
    replaced_by: str | None = None
