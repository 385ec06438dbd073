"""The whole store as a Frictionless Data Package: its tables as CSV, and what is known of them in one file.

`datapackage.json` (a `tabular-data-package` of version 1, which version 2 reads too) names for each table its
columns, types, keys and what they refer to, with the size and hash of its file.
https://specs.frictionlessdata.io/tabular-data-package/
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Protocol

from protokollparser import __version__
from protokollparser.columns.fields import Field
from protokollparser.core.contract import SCHEMA_VERSION
from protokollparser.core.errors import StoreError
from protokollparser.core.records import REGISTRY, Record
from protokollparser.exports import csv
from protokollparser.exports.contents import columns_of, contents, described, is_exported
from protokollparser.store import Store

_DESCRIPTOR = "datapackage.json"
_TYPES: dict[type, dict[str, str]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    bool: {"type": "boolean"},
    tuple: {"type": "array"},
    dict: {"type": "object"},
}
# The time of every member of a zip file: the same store gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# Columns that refer to a table by another name than its key.
_REFERRED = {"body_id": "organisation"}
_TOLD = (
    "What municipal minutes and reports say, each value with the document, page and line at which it is "
    'printed. An empty cell is a value that is not there; an empty text is written as "" in quotes, which '
    "readers that look at quotes (DuckDB, PostgreSQL) tell apart. {masked} The tables are described in "
    "docs/schema.md of the program."
)
_MASKED = {
    False: "The digits of personal identity numbers are replaced by asterisks.",
    True: "Personal identity numbers are written in full.",
}


class _Place(Protocol):
    """Where the files of a package go."""

    def file(self, name: str) -> Any: ...


def export(store: Store, out: Path, *, unmasked: bool = False, licence: str | None = None) -> int:
    """Write the store as a package to the folder or the `.zip` file `out`, and return how many tables it has.

    `licence` is a name of opendefinition.org or SPDX, for instance `CC0-1.0`. The same store gives the same
    bytes. What is there appears when all of it is whole. Raises StoreError.
    """
    part = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.suffix.lower() == ".zip":
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                count = _fill(store, _Archive(archive), unmasked=unmasked, licence=licence)
            part.replace(out)
        else:
            part.mkdir(exist_ok=True)
            count = _fill(store, _Folder(part), unmasked=unmasked, licence=licence)
            out.mkdir(exist_ok=True)
            for file in sorted(part.iterdir()):
                file.replace(out / file.name)
    except OSError as error:
        told = error.strerror or str(error)
        message = f"{out}: cannot be written ({told}); choose another folder"
        raise StoreError(message, "no_export", path=out) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
        part.unlink(missing_ok=True)
    return count


def _fill(store: Store, place: _Place, *, unmasked: bool, licence: str | None) -> int:
    """Write the tables and then what describes them."""
    resources = []
    for name, sql in contents():
        with place.file(f"{name}.csv") as file:
            held = _Counted(file)
            for piece in csv.pieces(store.answer(sql), unmasked=unmasked):
                held.write(piece.encode("utf-8", "surrogatepass"))
        resources.append(_resource(name, held))
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "protokollparser",
        "title": f"Municipal records, read by protokollparser {__version__}",
        "description": _TOLD.format(masked=_MASKED[unmasked]),
        "version": f"{SCHEMA_VERSION}.0.0",
        "sources": [{"title": "The documents that were read, one row each", "path": "source.csv"}],
        "contributors": [{"title": f"protokollparser {__version__}", "role": "wrangler"}],
        "resources": resources,
    }
    if licence:
        package["licenses"] = [{"name": licence}]
    with place.file(_DESCRIPTOR) as file:
        file.write((json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode())
    return len(resources)


def _resource(name: str, held: _Counted) -> dict[str, Any]:
    """Return what is told of one table."""
    kind = REGISTRY[name]
    return {
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "title": name,
        "description": described(kind),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        "bytes": held.count,
        "hash": "sha256:" + held.digest.hexdigest(),
        "schema": _schema(kind),
    }


def _schema(kind: type[Record]) -> dict[str, Any]:
    """Return the columns of a table, its key and what it refers to."""
    columns = columns_of(kind)
    found: dict[str, Any] = {
        "fields": [_field(field) for field in columns],
        "primaryKey": kind.key,
        "missingValues": [""],
    }
    references = [
        {"fields": field.name, "reference": {"resource": _resource_of(target, kind), "fields": target.key}}
        for field in columns
        if field.name != kind.key and (target := _referred(field.name, kind)) is not None
    ]
    return found | ({"foreignKeys": references} if references else {})


def _field(field: Field) -> dict[str, Any]:
    """Return what is told of a column; a text that is there may be empty, which readers take for missing."""
    type_ = _TYPES.get(field.type, {"type": field.type.__name__})
    if field.type.__name__ == "datetime":
        type_ = {"type": "datetime", "format": "%Y-%m-%d %H:%M:%S"}
    elif field.name == "candidates":
        type_ = {"type": "array"}
    told: dict[str, Any] = {"name": field.name, **type_}
    if field.comment:
        told["description"] = field.comment
    if not field.nullable and field.type is not str:
        told["constraints"] = {"required": True}
    return told


def _referred(name: str, kind: type[Record]) -> type[Record] | None:
    """Return the type of the records that a column refers to, None where it is no such column or of many."""
    if name == "parent_id":
        return kind
    if name in _REFERRED:
        return REGISTRY[_REFERRED[name]]
    for target in REGISTRY.values():
        if name == target.key or name.endswith(f"_{target.key}"):
            return target if is_exported(target) else None
    return None


def _resource_of(target: type[Record], kind: type[Record]) -> str:
    """Return the name of a table in a reference; a table that refers to itself has none."""
    return "" if target is kind else target.table.replace("_", "-")


class _Counted:
    """A file whose bytes are counted and hashed as they are written."""

    def __init__(self, file: IO[bytes]) -> None:
        self.count = 0
        self.digest = hashlib.sha256()
        self._file = file

    def write(self, piece: bytes) -> None:
        """Write a piece."""
        self.count += len(piece)
        self.digest.update(piece)
        self._file.write(piece)


class _Folder:
    """A package as a folder of files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, name: str) -> Any:
        """Return a new file, open for bytes."""
        return (self._folder / name).open("wb")


class _Archive:
    """A package as one zip file, whose members have no time of their own."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        """Hold a new member, open for bytes."""
        member = zipfile.ZipInfo(name, _NO_TIME)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = 0o644 << 16
        with self._archive.open(member, "w", force_zip64=True) as file:
            yield file
