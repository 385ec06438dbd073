"""Meetings and the formalities around them."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from protokollparser.core.records.base import Printed


class Meeting(Printed):
    """One sitting; its place is the printed date. `status` is held, planned or cancelled.

    `adjustment_due` is the day planned for the adjustment, `adjustment_date` the day of the last
    signature or the stated day. `body_key` is the body as it is compared ("kommunstyrelse arbetsutskott"),
    `body_id` its organisation. Times are local, as printed.
    """

    table: ClassVar[str] = "meeting"
    key: ClassVar[str] = "meeting_id"
    status: str
    body: str | None = None
    body_key: str | None = None
    body_id: str | None = None
    meeting_date: date | None = None
    start_time: datetime | None = None
    end_time: datetime | None = None
    place: str | None = None
    paragraph_first: int | None = None
    paragraph_last: int | None = None
    adjustment_due: date | None = None
    adjustment_date: date | None = None
    adjustment_method: str | None = None
    notice_posted: date | None = None
    notice_removed: date | None = None
    notice_storage: str | None = None


class Adjustment(Printed):
    """One adjustment (justering) of a range of paragraphs; `method` is digital, physical or None."""

    table: ClassVar[str] = "adjustment"
    key: ClassVar[str] = "adjustment_id"
    meeting_id: str
    paragraph_first: int | None = None
    paragraph_last: int | None = None
    due: date | None = None
    done: date | None = None
    method: str | None = None
    immediate: bool = False


class Notice(Printed):
    """One notice on the board that the minutes have been adjusted (Kommunallagen 8 kap. 12 §)."""

    table: ClassVar[str] = "notice"
    key: ClassVar[str] = "notice_id"
    meeting_id: str
    paragraph_first: int | None = None
    paragraph_last: int | None = None
    posted: date | None = None
    removed: date | None = None
    storage: str | None = None
    signed_by: str | None = None


class Adjournment(Printed):
    """One break in a sitting (ajournering): its hours, or how many `minutes` it lasted, as far as printed.

    `item_id` is the item during which it was called; NULL where the front page tells of it.
    """

    table: ClassVar[str] = "adjournment"
    key: ClassVar[str] = "adjournment_id"
    meeting_id: str
    item_id: str | None = None
    time_from: datetime | None = None
    time_to: datetime | None = None
    minutes: int | None = None


class Officer(Printed):
    """Someone who leads, writes or adjusts: `role` is chair, vice_chair, secretary or adjuster.

    Who does so for some of the items only has a row for each range of `paragraph_first` to `paragraph_last`.
    """

    table: ClassVar[str] = "officer"
    key: ClassVar[str] = "officer_id"
    meeting_id: str
    role: str
    name: str
    party: str | None = None
    paragraph_first: int | None = None
    paragraph_last: int | None = None
    person_id: str | None = None
    sighting_id: str | None = None


class Attendance(Printed):
    """One person's presence, a row for each interval of it.

    `role` is member, substitute, official or other; `status` serving, present or absent; `office`
    the printed function (ordförande, sekreterare, ...); `replaces` the member stood in for.
    """

    table: ClassVar[str] = "attendance"
    key: ClassVar[str] = "attendance_id"
    meeting_id: str
    name: str
    party: str | None = None
    municipality: str | None = None
    organisation: str | None = None
    role: str
    status: str
    office: str | None = None
    replaces: str | None = None
    paragraph_first: int | None = None
    paragraph_last: int | None = None
    time_from: datetime | None = None
    time_to: datetime | None = None
    person_id: str | None = None
    sighting_id: str | None = None
