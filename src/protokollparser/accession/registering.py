"""Paths with what is known of them: content, size, and a stamp by which an unchanged file is known again."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from protokollparser.accession.walking import find_files
from protokollparser.core.files import printable
from protokollparser.core.records.documents import Accession

# A file changed within so many nanoseconds before it was looked at may change again without another stamp.
_UNSETTLED = 2_000_000_000

# What is known of a path from an earlier run: stamp and content.
Known = Mapping[tuple[str | None, str], tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Accessed:
    """One path as the user knows it, the file in which its bytes lie, and the row that registers it.

    `known` says that the same content was found there before; `registered` that the row is stored as it is.
    """

    path: Path
    file: Path
    row: Accession
    known: bool
    registered: bool


def access(
    paths: Iterable[Path], known: Known, not_mine: Callable[[Path], bool] = lambda _: False
) -> Iterator[Accessed]:
    """Yield all files that are meant by some paths, in order, with their contents' SHA-256.

    A file whose stamp is known is not read. One that cannot be read has no content; reading it tells why.
    What is `not_mine`, the program's own or another job's, is not opened: who closes a database file loses
    his locks on it.
    """
    for path in find_files(paths):
        if not_mine(path):
            continue
        name = printable(path.as_posix())
        byte_count, stamp = _stamp(path)
        before = known.get((None, name))
        if before and stamp and before[0] == stamp and before[1]:
            source_id: str | None = before[1]
        else:
            source_id = content_id(path)
        row = Accession(
            path=name, source_id=source_id, byte_count=byte_count, stamp=stamp, seen_at=datetime.now()
        )
        yield Accessed(
            path,
            path,
            row,
            known=bool(before and before[1] == source_id),
            registered=before == (stamp, source_id),
        )


def content_id(path: Path) -> str | None:
    """Return the SHA-256 of a file in hex; None where it is no regular file or cannot be read."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _stamp(path: Path) -> tuple[int, str]:
    """Return the size of a file and its stamp; no stamp where it may still be changing."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return 0, ""
    now = datetime.now().timestamp() * 1e9
    if abs(now - max(state.st_mtime_ns, state.st_ctime_ns)) < _UNSETTLED:
        return state.st_size, ""
    parts = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
    return state.st_size, ":".join(map(str, parts))


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes to is not waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
