"""What earlier runs registered, by archive and name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Seen(NamedTuple):
    """One row of `accession`, without its time."""

    container: str | None
    path: str
    source_id: str | None
    signed: bool
    byte_count: int
    stamp: str
    error_code: str | None
    message: str | None


class Known:
    """The rows of earlier runs."""

    def __init__(self, rows: Iterable[Seen] = ()) -> None:
        self._rows = {(row.container, row.path): row for row in rows}
        self._inside: dict[str, list[Seen]] = defaultdict(list)
        for row in self._rows.values():
            if row.container is not None:
                self._inside[row.container].append(row)

    def seen(self, container: str | None, path: str) -> Seen | None:
        """Return the row of a path, None for a new one."""
        return self._rows.get((container, path))

    def inside(self, archive: Seen, prefix: str) -> list[Seen]:
        """Return the members of an archive whose stamps begin so, in the order in which it lists them."""
        found = [row for row in self._inside.get(archive.path, ()) if row.stamp.startswith(prefix)]
        return sorted(found, key=lambda row: [int(turn) for turn in row.stamp[len(prefix) :].split(".")])
