"""Which files are meant by the paths that a user gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named, and all files in the folders named, sorted, each path once.

    A path that does not exist is yielded too, so that it gets an outcome. A folder reached twice, as
    by a link that leads back, is walked once.
    """
    folders: set[tuple[int, int]] = set()
    seen: set[Path] = set()
    for path in paths:
        for found in _walk(path, folders):
            if found.absolute() not in seen:
                seen.add(found.absolute())
                yield found


def _walk(path: Path, folders: set[tuple[int, int]]) -> Iterator[Path]:
    """Yield the files under `path`; `folders` holds device and number of those already walked."""
    if not path.is_dir():
        yield path
        return
    status = path.stat()
    identity = (status.st_dev, status.st_ino)
    if identity in folders:
        return
    folders.add(identity)
    try:
        inner = sorted(path.iterdir())
    except OSError:
        yield path
        return
    for one in inner:
        yield from _walk(one, folders)


def printable(name: str) -> str:
    """Return a name with the bytes that are no UTF-8 shown as `\\xNN`, as a database can hold it."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
