"""Which files are meant by the paths that a user gives, and where those of this user are kept."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def own_cache() -> Path:
    """Return the folder in which this user keeps what was recognised on pages."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path("~/.cache").expanduser()) / "protokollparser" / "ocr"


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


def printable(name: str) -> str:
    """Return a name with the bytes that are no UTF-8 shown as `\\xNN`, as a database can hold it."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def one_line(name: str) -> str:
    """Return a name or sentence on one line, as a terminal can show it: control characters as `\\xNN`."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", printable(name))
