"""What a source says, as the columns of its tables: made where it is read, stored elsewhere."""

from __future__ import annotations

import hashlib
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from protokollparser.columns.arrow import as_arrow, further_places
from protokollparser.columns.fingerprints import fingerprints
from protokollparser.core.reading import Reading
from protokollparser.core.records import Record
from protokollparser.core.records.documents import PageText
from protokollparser.core.records.people import Municipality, Organisation, Person, Sighting

IDENTITIES: tuple[type[Record], ...] = (Person, Organisation, Municipality)


@dataclass(frozen=True)
class Columns:
    """A table for each type of record that a source gave, and the hash of all their rows."""

    tables: Mapping[type[Record], pa.Table] = field(default_factory=dict)
    hash: str = hashlib.sha256().hexdigest()


def columns(reading: Reading) -> Columns:
    """Return what a reading says as columns, pages and further places included.

    Records are let go family by family, layout and outline before them: both at once would be the most that
    reading a file takes. For that, who calls must not hold the reading any more.
    """
    families = _by_type(reading)
    del reading
    tables = {kind: as_arrow(kind, families.pop(kind)) for kind in [*families]}
    for kind, table in tables.items():
        if pc.count_distinct(table[kind.key]).as_py() != table.num_rows:
            raise ValueError(f"two records of {kind.table} have one key")
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
        *_sightings(identities, document.source_id),
        *fingerprints(others, document.pages, document.source_id),
    )
    for record in (*others, *derived):
        found[type(record)].append(record)
    return found


def _sightings(identities: Iterable[Record], source_id: str) -> list[Sighting]:
    """Return what a source says of each identity."""
    return [
        Sighting(
            source_id=source_id,
            entity_table=identity.table,
            entity_id=identity.id,
            named_id=identity.id,
            identity=identity.model_dump(mode="json"),
        )
        for identity in identities
    ]


def _hash(tables: Mapping[type[Record], pa.Table]) -> str:
    """Return the hash of all rows that a source gives."""
    digest = hashlib.sha256()
    for kind in sorted(tables, key=lambda kind: kind.table):
        digest.update(kind.table.encode())
        sink = pa.PythonFile(_Hashing(digest.update), mode="w")
        with pa.ipc.new_stream(sink, tables[kind].schema) as stream:
            stream.write_table(tables[kind])
    return digest.hexdigest()


class _Hashing(io.RawIOBase):
    """A file that hashes what is written to it, and keeps nothing."""

    def __init__(self, update: Callable[[Any], object]) -> None:
        self._update = update

    def writable(self) -> bool:
        """True: nothing else can be done with it."""
        return True

    def write(self, written: Any) -> int:
        """Hash some bytes and return how many they are."""
        self._update(written)
        return len(written)
