"""What one content says, in a file of its own: whole, or not there at all.

The file holds one Arrow stream after another, each with the name of its table, and the SHA-256 of them all at
its end. It gets its name when it is complete: a crash leaves nothing that could be taken for a reading.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from protokollparser.core.records import REGISTRY, Record

Tables = Mapping[type[Record], pa.Table]

_ENDING = ".said"
_UNFINISHED = ".part"
_NAME = b"table"
_DIGEST = hashlib.sha256().digest_size


def place(folder: Path, source_id: str) -> Path:
    """Return where what a content says is kept."""
    return folder / f"{source_id}{_ENDING}"


def keep(folder: Path, source_id: str, tables: Tables) -> int:
    """Write what a content says, and return how many bytes that is. Raises OSError when the disk is full."""
    target = place(folder, source_id)
    unfinished = target.with_suffix(f".{os.getpid()}{_UNFINISHED}")
    try:
        with open(unfinished, "wb") as file:
            sink = _Hashing(file)
            for kind, table in tables.items():
                schema = table.schema.with_metadata({_NAME: kind.table.encode()})
                with pa.ipc.new_stream(pa.PythonFile(sink, mode="w"), schema) as stream:
                    stream.write_table(table.cast(schema))
            file.write(sink.digest.digest())
            count = file.tell()
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def kept(path: Path) -> dict[type[Record], pa.Table] | None:
    """Return what a content says, None where the file is torn (the machine stopped while it was written)."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    told, digest = content[:-_DIGEST], content[-_DIGEST:]
    if hashlib.sha256(told).digest() != digest:
        return None
    return dict(_tables(told))


def remains(folder: Path) -> list[Path]:
    """Return the contents that an earlier run read and did not pack, in order, and erase what is torn."""
    for torn in folder.glob(f"*{_UNFINISHED}"):
        torn.unlink(missing_ok=True)
    return sorted(folder.glob(f"*{_ENDING}"))


def drop(paths: Iterable[Path]) -> None:
    """Erase files that are packed."""
    for path in paths:
        path.unlink(missing_ok=True)


def _tables(told: bytes) -> Iterator[tuple[type[Record], pa.Table]]:
    """Yield the tables of a file."""
    source = pa.BufferReader(told)
    while source.tell() < len(told):
        table = pa.ipc.open_stream(source).read_all()
        yield REGISTRY[table.schema.metadata[_NAME].decode()], table.replace_schema_metadata(None)


class _Hashing(io.RawIOBase):
    """A file that hashes what it passes on."""

    def __init__(self, file: io.BufferedWriter) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        """True: nothing else can be done with it."""
        return True

    def write(self, written: object) -> int:
        """Hash some bytes, pass them on, and return how many they are."""
        self.digest.update(written)  # type: ignore[arg-type]
        return self._file.write(written)  # type: ignore[arg-type]
