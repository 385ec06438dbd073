"""Which files are meant by the paths that a user gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR


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


def _walk(start: Path, folders: set[tuple[int, int]]) -> Iterator[Path]:
    """Yield the files under `start`; `folders` holds device and number of those already walked.

    What cannot be looked into (no permission, a name too long, a link to itself) is yielded, so that it
    gets an outcome; what vanishes from a folder while it is walked is not.
    """
    waiting = [start]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if not S_ISDIR(status.st_mode):
                yield path
                continue
            identity = (status.st_dev, status.st_ino)
            if identity not in folders:
                folders.add(identity)
                waiting.extend(sorted(path.iterdir(), reverse=True))
        except FileNotFoundError:
            if path == start or path.is_symlink():
                yield path
        except (OSError, ValueError):
            yield path
