"""What an archivist knows of files before they are read: a CSV file with a row per file."""

from __future__ import annotations

import csv
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from protokollparser.core.errors import UsageError
from protokollparser.core.records.documents import LogicalDocument

COLUMNS: dict[str, tuple[str, ...]] = {
    "file": ("file", "fil", "filnamn", "path", "sökväg"),
    "municipality": ("municipality", "kommun"),
    "body": ("body", "nämnd", "organ", "styrelse"),
    "date": ("date", "datum"),
    "kind": ("kind", "typ", "slag", "handlingstyp"),
}
_FIELDS = {"municipality": "host_municipality", "body": "body", "date": "document_date", "kind": "kind"}


@dataclass(frozen=True)
class ImportList:
    """The rows of an import list: by path, or bare file name, the values that are given."""

    path: Path
    rows: dict[str, dict[str, str]]

    def given(self, file: Path) -> dict[str, str]:
        """Return what the list says of a file, by field of `LogicalDocument`; empty when nothing."""
        return self.rows.get(self._key(file) or "", {})

    def at(self, places: Mapping[Path, Path]) -> ImportList:
        """Return what the list says of some files, by where they lie: for who works in another folder."""
        rows = {_composed(place.as_posix()): self.given(file) for file, place in places.items()}
        return ImportList(self.path, {name: given for name, given in rows.items() if given})

    def unknown(self, files: Iterable[Path]) -> list[str]:
        """Return the names in the list that belong to none of the files."""
        used = {self._key(file) for file in files}
        return [name for name in self.rows if name not in used]

    def _key(self, file: Path) -> str | None:
        """Return the name under which the list knows a file: its path from the list or its bare name."""
        tails = [file.name, file.as_posix()]
        # Path.resolve() fails on a link to itself.
        folder, place = Path(os.path.realpath(self.path.parent)), Path(os.path.realpath(file))
        if place.is_relative_to(folder):
            tails.append(place.relative_to(folder).as_posix())
        return next((tail for tail in reversed([*map(_composed, tails)]) if tail in self.rows), None)


def read_import_list(path: Path, kinds: frozenset[str]) -> ImportList:
    """Return the list in a CSV file (UTF-8; comma, semicolon or tab). `kinds` are the words for `kind`.

    Raises UsageError with the line that is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: the import list cannot be read as UTF-8 ({error})", "list_unreadable", path=path
        ) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    header = [_column(name) for name in next(reader, [])]
    if "file" not in header:
        raise UsageError(f"{path}: the import list needs a column named file", "list_no_file", path=path)
    rows: dict[str, dict[str, str]] = {}
    for cells in reader:
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name and cell.strip()}
        name = row.pop("file", "")
        if name:
            _check(path, reader.line_num, row, kinds)
            rows[_composed(name.replace("\\", "/"))] = {
                _FIELDS[column]: value for column, value in row.items()
            }
    return ImportList(path, rows)


def with_given(document: LogicalDocument, given: dict[str, str], origin: str) -> LogicalDocument:
    """Return a document with the values of an import list; what was read instead is kept as a candidate."""
    values: dict[str, object] = {
        name: date.fromisoformat(text) if name == "document_date" else text for name, text in given.items()
    }
    read = {name: getattr(document, name) for name in values}
    other = {name: value for name, value in read.items() if value is not None and value != values[name]}
    candidates = (*document.candidates, other) if other else document.candidates
    metadata = {**document.metadata, **dict.fromkeys(values, origin)}
    return document.model_copy(update={**values, "metadata": metadata, "candidates": candidates})


def _composed(name: str) -> str:
    """Return a name with its letters composed: file systems and spreadsheets write å and ä in two forms."""
    return unicodedata.normalize("NFC", name)


def _column(name: str) -> str:
    """Return the column that a heading of the list means, or an empty string."""
    word = name.strip().casefold()
    return next((column for column, words in COLUMNS.items() if word in words), "")


def _check(path: Path, line: int, row: dict[str, str], kinds: frozenset[str]) -> None:
    """Raise UsageError for a date or kind that is none."""
    if "kind" in row and row["kind"] not in kinds:
        told = ", ".join(sorted(kinds))
        raise UsageError(
            f"{path}:{line}: {row['kind']} is no kind of document; choose among {told}",
            "list_kind",
            path=path,
            line=line,
            kind=row["kind"],
            kinds=told,
        )
    try:
        date.fromisoformat(row.get("date", "2000-01-01"))
    except ValueError as error:
        raise UsageError(
            f"{path}:{line}: {row['date']} is no date; write it as 2023-05-08",
            "list_date",
            path=path,
            line=line,
            date=row["date"],
        ) from error
