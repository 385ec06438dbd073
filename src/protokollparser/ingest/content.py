"""The bytes of a file, as many as are wanted, and the hash of all of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from protokollparser.core.errors import InputError
from protokollparser.core.limits import Limits

# No character set needs more bytes for a character.
_WIDEST = 4
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Content:
    """A file: its first bytes (all, unless it is huge), how many it has, and the SHA-256 of all."""

    path: Path
    start: bytes
    byte_count: int
    source_id: str

    def whole(self, limits: Limits) -> bytes:
        """Return all bytes. Raises InputError `size_limit` for a file that is too large to be opened."""
        if len(self.start) == self.byte_count:
            return self.start
        if self.byte_count > limits.file_bytes:
            size = limits.file_bytes >> 20
            raise InputError("size_limit", f"{self.path.name}: is larger than {size} MB; split the file")
        return self.path.read_bytes()


def load(path: Path, limits: Limits) -> Content:
    """Return the content of a file, no more of it than a text may hold.

    Raises InputError `missing`, `unreadable` or `empty`.
    """
    try:
        if path.is_dir():
            raise InputError("unreadable", f"{path.name}: is a folder; name the files in it")
        if path.exists() and not path.is_file():
            raise InputError("unreadable", f"{path.name}: is no ordinary file; name a file")
        content = _load(path, _WIDEST * limits.text_letters)
    except FileNotFoundError as error:
        raise InputError("missing", f"{path}: does not exist; check the path") from error
    except PermissionError as error:
        raise InputError("unreadable", f"{path}: may not be read; ask for permission to read it") from error
    except (OSError, ValueError) as error:
        raise InputError("unreadable", f"{path}: cannot be read ({error}); check the disk") from error
    if not content.byte_count:
        raise InputError("empty", f"{path.name}: is empty (0 bytes); fetch the file anew")
    return content


def _load(path: Path, most: int) -> Content:
    with path.open("rb") as file:
        start = file.read(most)
        digest = hashlib.sha256(start)
        count = len(start)
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            count += len(chunk)
    return Content(path, start, count, digest.hexdigest())
