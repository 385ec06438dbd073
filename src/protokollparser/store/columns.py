"""What a source says, as the columns of its tables: made where it is read, stored elsewhere."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from protokollparser.core.reading import Reading
from protokollparser.core.records import Record
from protokollparser.core.records.documents import PageText
from protokollparser.store.fingerprints import fingerprints
from protokollparser.store.identities import IDENTITIES, sightings
from protokollparser.store.rows import as_arrow, further_places


@dataclass(frozen=True)
class Columns:
    """A table for each type of record that a source gave, and the hash of all their rows."""

    tables: Mapping[type[Record], pa.Table] = field(default_factory=dict)
    hash: str = hashlib.sha256().hexdigest()


def columns(reading: Reading) -> Columns:
    """Return what a reading says as columns, pages and further places included."""
    tables = {kind: as_arrow(kind, found) for kind, found in _by_type(reading).items()}
    return Columns(tables, _hash(tables))


def _by_type(reading: Reading) -> dict[type[Record], list[Record]]:
    """Return what a reading says, by type of record, with its pages and further places."""
    found: dict[type[Record], list[Record]] = defaultdict(list)
    document = reading.outline.layout.document
    for sheet in document.pages:
        page = PageText(
            source_id=document.source_id,
            page=sheet.number,
            first_line=sheet.first_line,
            text=sheet.text,
            width=sheet.width,
            height=sheet.height,
            text_origin=sheet.text_origin,
            ocr_confidence=sheet.ocr_confidence,
        )
        found[PageText].append(page)
    identities = [record for record in reading.records if type(record) in IDENTITIES]
    others = [record for record in reading.records if type(record) not in IDENTITIES]
    derived = (
        *further_places(others),
        *sightings(identities, document.source_id),
        *fingerprints(others, document.pages, document.source_id),
    )
    for record in (*others, *derived):
        found[type(record)].append(record)
    return found


def _hash(tables: Mapping[type[Record], pa.Table]) -> str:
    """Return the hash of all rows that a source gives."""
    digest = hashlib.sha256()
    for kind in sorted(tables, key=lambda kind: kind.table):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, tables[kind].schema) as stream:
            stream.write_table(tables[kind])
        digest.update(kind.table.encode())
        digest.update(sink.getvalue())
    return digest.hexdigest()
