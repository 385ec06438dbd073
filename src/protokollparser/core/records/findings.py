"""What checks find, what people answer, and the runs in which it happened."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field

from protokollparser.core.records.base import Printed, Record, make_id


class Finding(Printed):
    """One thing an auditor should see; its place is the stated value that is wrong, or the nearest heading.

    `rule_id` is the check's code. `stated` and `computed` are text in canonical form (`-402`,
    `2021-01-22`), `difference` is a figure in `unit`. `message` is Swedish.
    """

    table: ClassVar[str] = "finding"
    key: ClassVar[str] = "finding_id"
    check_id: str
    outcome: str
    severity: str
    message: str
    message_en: str
    stated: str | None = None
    computed: str | None = None
    difference: Decimal | None = None
    unit: str | None = None
    hypothesis: str | None = None
    legal_source: str | None = None
    status: str = "open"

    @property
    def id(self) -> str:
        """Hash of the check and the place: the same finding keeps its id from run to run."""
        place = self.span
        return make_id(
            self.table, self.check_id, place.source_id, place.page, place.start, place.end, self.ordinal
        )


class FindingEvidence(Printed):
    """One place that proves a finding; `role` is stated, computed_from, contradicts or context."""

    table: ClassVar[str] = "finding_evidence"
    key: ClassVar[str] = "finding_evidence_id"
    finding_id: str
    record_table: str | None = None
    record_id: str | None = None
    role: str

    @property
    def id(self) -> str:
        """Hash of the finding and the evidence's position in it."""
        return make_id(self.table, self.finding_id, self.ordinal)


class CheckRun(Record):
    """One check on one document: how many relations were examined and how each came out."""

    table: ClassVar[str] = "check_run"
    key: ClassVar[str] = "check_run_id"
    source_id: str
    document_id: str | None
    check_id: str
    examined: int
    exact: int
    rounding: int
    violated: int
    undecidable: int
    reason: str | None = None

    @property
    def id(self) -> str:
        """Hash of the check and the document."""
        return make_id(self.table, self.check_id, self.source_id, self.document_id or "")


class Review(Record):
    """One human correction or acceptance; it survives when the source is imported again.

    `source_id`, `page`, `char_start` and `char_end` are the place of the record at the time of the
    review, by which it finds the record again; the store fills them.
    """

    table: ClassVar[str] = "review"
    key: ClassVar[str] = "review_id"
    record_table: str
    record_id: str
    field: str | None = None
    old_value: str | None = None
    new_value: str | None = None
    verdict: str
    reviewer: str
    note: str | None = None
    reviewed_at: datetime
    source_id: str | None = None
    page: int | None = None
    char_start: int | None = None
    char_end: int | None = None

    @property
    def id(self) -> str:
        """Hash of the record, the field and the moment."""
        return make_id(self.table, self.record_table, self.record_id, self.field or "", self.reviewed_at)


class ImportRun(Record):
    """One batch; `counts` holds sources per outcome."""

    table: ClassVar[str] = "import_run"
    key: ClassVar[str] = "import_run_id"
    started_at: datetime
    ended_at: datetime | None = None
    parser_version: str
    rules_hash: str
    counts: dict[str, Any] = Field(default_factory=dict)

    @property
    def id(self) -> str:
        """Hash of the start."""
        return make_id(self.table, self.started_at.isoformat())


class Removal(Record):
    """One source thinned or erased on request: what was removed, when, and why. Holds none of its text."""

    table: ClassVar[str] = "removal"
    key: ClassVar[str] = "removal_id"
    source_id: str
    file_name: str
    reason: str | None = None
    removed_at: datetime
    counts: dict[str, Any] = Field(default_factory=dict)

    @property
    def id(self) -> str:
        """Hash of the source and the moment."""
        return make_id(self.table, self.source_id, self.removed_at.isoformat())
