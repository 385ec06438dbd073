"""Sources, pages, logical documents, and the text that became no other record."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from pydantic import Field

from protokollparser.core.records.base import Derived, Printed, Record, make_id

DOCUMENT_KINDS = (
    "minutes",
    "minutes_extract",
    "summons",
    "official_report",
    "interim_report",
    "annual_report",
    "business_plan",
    "budget",
    "internal_control_plan",
    "risk_assessment",
    "agreement",
    "directive",
    "letter",
    "economy_report",
    "report",
    "slide",
    "notice",
    "audit_report",
    "attachment",
    "bundle",
    "other",
)


# What `error_code` of an accession says of an archive whose members are registered.
ARCHIVE = "archive"


class Source(Record):
    """One imported content, known by the SHA-256 of its bytes.

    `reading_hash` is the hash of all that was read from it, by which the store knows that nothing changed;
    `made_by` names for each stage the hash of the code and rules that made it.
    """

    table: ClassVar[str] = "source"
    key: ClassVar[str] = "source_id"
    source_id: str
    file_name: str
    media_type: str
    byte_count: int
    page_count: int
    text_origin: str | None
    encoding: str | None
    status: str
    error_code: str | None = None
    message: str | None = None
    parser_version: str
    imported_at: datetime
    reading_hash: str | None = None
    made_by: dict[str, str] = Field(default_factory=dict)

    @property
    def id(self) -> str:
        """The SHA-256 of the bytes, in hex."""
        return self.source_id


class SourceFile(Record):
    """One path, or member of an archive file, under which a content was found."""

    table: ClassVar[str] = "source_file"
    key: ClassVar[str] = "source_file_id"
    source_id: str
    path: str
    container: str | None = None
    seen_at: datetime

    @property
    def id(self) -> str:
        """Hash of the content and the path."""
        return make_id(self.table, self.source_id, self.container or "", self.path)


class Accession(Record):
    """One path, or member of an archive file, as it was last seen: registered before anything is parsed.

    `source_id` is the content found there, None where no byte of it could be had; `error_code` and `message`
    say why. An archive has the code `archive`; its members are rows of their own, and name it in `container`.
    `signed` tells a PDF with a digital signature, which is never rewritten. `stamp` tells size, times and
    number of the file: one that did not change is not read again to know its content. What became of the
    content is in `source`; as long as there is no such row it waits.
    """

    table: ClassVar[str] = "accession"
    key: ClassVar[str] = "accession_id"
    path: str
    container: str | None = None
    source_id: str | None = None
    signed: bool = False
    byte_count: int
    stamp: str
    error_code: str | None = None
    message: str | None = None
    seen_at: datetime

    @property
    def id(self) -> str:
        """Hash of the path."""
        return make_id(self.table, self.container or "", self.path)

    @property
    def found(self) -> SourceFile | None:
        """The content under this path, None where there was none or it is an archive."""
        if self.source_id is None or self.error_code == ARCHIVE:
            return None
        return SourceFile(
            source_id=self.source_id, path=self.path, container=self.container, seen_at=self.seen_at
        )


class LoadedShard(Record):
    """One shard that was loaded: the same one is not loaded again."""

    table: ClassVar[str] = "loaded_shard"
    key: ClassVar[str] = "loaded_shard_id"
    name: str
    documents: int
    loaded_at: datetime

    @property
    def id(self) -> str:
        """Hash of the name, which follows from the content."""
        return make_id(self.table, self.name)


class PageText(Record):
    """One page and its decoded text."""

    table: ClassVar[str] = "page"
    key: ClassVar[str] = "page_id"
    source_id: str
    page: int
    first_line: int
    text: str
    width: float | None = None
    height: float | None = None
    text_origin: str
    ocr_confidence: float | None = None

    @property
    def id(self) -> str:
        """Hash of the source and the page number."""
        return make_id(self.table, self.source_id, self.page)


class LogicalDocument(Printed):
    """One logical document; a bundle holds many, in the order of `ordinal`.

    `body` is the committee, board or council, `host_municipality` the municipality or region whose it is;
    `unit` the unit in which its figures are told;
    `metadata` says for each value given by an import list that it came from there.
    `same_as` is the document of which this one is another reading (text version, scan, copy).
    `supersedes` is the earlier version that this one replaces.
    `extract_of` is the minutes of which this one repeats some paragraphs.
    `version` is draft where the document says that it is one.
    """

    table: ClassVar[str] = "document"
    key: ClassVar[str] = "document_id"
    parent_id: str | None = None
    kind: str
    title: str | None = None
    body: str | None = None
    host_municipality: str | None = None
    same_as: str | None = None
    supersedes: str | None = None
    extract_of: str | None = None
    document_date: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    unit: str | None = None
    case_number: str | None = None
    page_first: int
    page_last: int
    version: str | None = None
    metadata: dict[str, str] = Field(default_factory=dict)


class Fingerprint(Derived):
    """What tells a document from others and knows it again in another version, without its text.

    `words` counts its words; `shingles` are the least hashes of three words in a row, ascending;
    `figures` are the hashes of all its runs of two digits and more, ascending.
    """

    table: ClassVar[str] = "fingerprint"
    key: ClassVar[str] = "fingerprint_id"
    document_id: str
    words: int
    shingles: tuple[int, ...]
    figures: tuple[int, ...]

    @property
    def id(self) -> str:
        """Hash of the document's id."""
        return make_id(self.table, self.document_id)


class ItemFingerprint(Derived):
    """What tells a paragraph of minutes from others and knows it again in an extract, without its text.

    `words`, `shingles` and `figures` are as those of a `Fingerprint`.
    """

    table: ClassVar[str] = "item_fingerprint"
    key: ClassVar[str] = "item_fingerprint_id"
    document_id: str
    item_id: str
    words: int
    shingles: tuple[int, ...]
    figures: tuple[int, ...]

    @property
    def id(self) -> str:
        """Hash of the paragraph's id."""
        return make_id(self.table, self.item_id)


class FurnitureMark(Printed):
    """Running heads, feet, page numbers and signature strips that were set aside."""

    table: ClassVar[str] = "furniture"
    key: ClassVar[str] = "furniture_id"
    kind: str


class Residue(Printed):
    """Text in scope that no rule understood."""

    table: ClassVar[str] = "residue"
    key: ClassVar[str] = "residue_id"
    reason: str
    text: str


class Claim(Printed):
    """Lines that a rule understood: what is neither furniture nor residue."""

    table: ClassVar[str] = "claim"
    key: ClassVar[str] = "claim_id"
    line_count: int
