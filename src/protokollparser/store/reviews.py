"""What people accepted or corrected, tied to its record again after each import and each check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from protokollparser.core.records import REGISTRY
from protokollparser.core.records.findings import Finding, Review
from protokollparser.core.spans import Span
from protokollparser.store.rows import answer, as_record
from protokollparser.store.schema import tables


def placed(connection: Connection, review: Review) -> Review:
    """Return a review with the place of its record, by which it finds the record again."""
    kind = REGISTRY.get(review.record_table)
    if kind is None or review.source_id is not None:
        return review
    table = tables()[kind.table]
    rows = answer(connection, select(table).where(table.c[kind.key] == review.record_id))
    if not rows or "char_start" not in rows[0]:
        return review
    names = ("source_id", "page", "char_start", "char_end")
    return review.model_copy(update={name: rows[0][name] for name in names})


def restore(connection: Connection, source_id: str) -> None:
    """Tie the reviews of a source whose record now has another key to the record that stands there now.

    A review goes to the record of the same table that shares the most characters with its old place.
    """
    table = tables()[Review.table]
    rows = answer(connection, select(table).where(table.c.source_id == source_id))
    for row in rows:
        if row["record_table"] == Finding.table or _exists(connection, row):
            continue
        record_id = _nearest(connection, row)
        if record_id is not None:
            moved = as_record(Review, row).model_copy(update={"record_id": record_id})
            values = {"record_id": record_id, "review_id": moved.id}
            connection.execute(update(table).where(table.c.review_id == row["review_id"]).values(values))


def unmatched(connection: Connection) -> list[Review]:
    """Return the reviews whose record is not there; those of names (`store.series`) are of no record."""
    rows = answer(connection, select(tables()[Review.table]).order_by("reviewed_at", "review_id"))
    return [
        as_record(Review, row)
        for row in rows
        if row["record_table"] in REGISTRY and not _exists(connection, row)
    ]


def settle(
    connection: Connection, finding_ids: Sequence[str], status: str, reviewer: str, note: str | None
) -> list[Review]:
    """Give findings a status and return the reviews that say so."""
    table = tables()[Finding.table]
    connection.execute(update(table).where(table.c.finding_id.in_(finding_ids)).values(status=status))
    now = datetime.now()
    made = [
        Review(
            record_table=Finding.table, record_id=finding_id, field="status", new_value=status,
            verdict=status, reviewer=reviewer, note=note, reviewed_at=now,
        )
        for finding_id in finding_ids
    ]  # fmt: skip
    return [placed(connection, review) for review in made]


def accepted(connection: Connection, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, marked where a person accepted them before: by their status or by a review.

    An accepted finding is known by its check and an overlapping place. One that no longer arises is
    returned too, with the status `fixed`.
    """
    table, review = tables()[Finding.table], tables()[Review.table]
    kept = [
        as_record(Finding, row)
        for row in answer(connection, select(table).where(table.c.status.in_(["accepted", "fixed"])))
    ]
    said = select(review).where(review.c.record_table == Finding.table).order_by(review.c.reviewed_at)
    last = {row["record_id"]: row["verdict"] for row in answer(connection, said)}
    by_review = {record_id for record_id, verdict in last.items() if verdict == "accepted"}
    before, now = _by_place(kept), _by_place(findings)
    marked = []
    for finding in findings:
        known = finding.id in by_review or _is_among(finding, before)
        marked.append(finding.model_copy(update={"status": "accepted"}) if known else finding)
    gone = [old for old in kept if not _is_among(old, now)]
    return [*marked, *(old.model_copy(update={"status": "fixed"}) for old in gone)]


def _by_place(findings: Sequence[Finding]) -> dict[tuple[str, str, int], list[Finding]]:
    """Return findings by check, source and page."""
    found: dict[tuple[str, str, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.check_id, finding.span.source_id, finding.span.page].append(finding)
    return found


def _is_among(finding: Finding, others: Mapping[tuple[str, str, int], Sequence[Finding]]) -> bool:
    """True when another run of the checks found the same thing: its check and a place that overlaps."""
    near = others.get((finding.check_id, finding.span.source_id, finding.span.page), ())
    return any(_touches(finding.span, other.span) for other in near)


def _touches(one: Span, other: Span) -> bool:
    """True when two places overlap, or are the same place of no length."""
    same = (one.source_id, one.page, one.start, one.end) == (
        other.source_id,
        other.page,
        other.start,
        other.end,
    )
    return same or one.overlaps(other)


def _exists(connection: Connection, review: Mapping[str, Any]) -> bool:
    """True when the record of a review is in its table."""
    kind = REGISTRY.get(review["record_table"])
    if kind is None:
        return False
    table = tables()[kind.table]
    return (
        connection.scalar(select(table.c[kind.key]).where(table.c[kind.key] == review["record_id"]))
        is not None
    )


def _nearest(connection: Connection, review: Mapping[str, Any]) -> Any:
    """Return the key of the record that now stands where the reviewed one stood, or None."""
    kind = REGISTRY.get(review["record_table"])
    if kind is None or review["char_start"] is None or "char_start" not in tables()[kind.table].c:
        return None
    table = tables()[kind.table]
    start, end = review["char_start"], review["char_end"]
    rows = connection.execute(
        select(table.c[kind.key], table.c.char_start, table.c.char_end)
        .where(table.c.source_id == review["source_id"], table.c.page == review["page"])
        .where(table.c.char_start < end, table.c.char_end > start)
    ).all()
    shared = [(min(end, row[2]) - max(start, row[1]), -(row[2] - row[1]), row[0]) for row in rows]
    return max(shared)[2] if shared else None
