"""Names of files as people can read them, and where those of this user are kept."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def own_cache() -> Path:
    """Return the folder in which this user keeps what was recognised on pages."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path("~/.cache").expanduser()) / "protokollparser" / "ocr"


def index_places(database: Path) -> tuple[Path, Path]:
    """Return where the search index of a database may be: beside it, or among what this user keeps.

    A database and its snapshot (`name.snapshot.duckdb`) have one index.
    """
    stem = database.stem.removesuffix(".snapshot")
    whole = database.absolute().with_name(f"{stem}{database.suffix}")
    key = hashlib.sha256(str(whole).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return whole.with_name(f"{whole.name}.search"), own_cache().with_name("search") / key


def printable(name: str) -> str:
    """Return a name with the bytes that are no UTF-8 shown as `\\xNN`, as a database can hold it."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def one_line(name: str) -> str:
    """Return a name or sentence on one line, as a terminal can show it: control characters as `\\xNN`."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", printable(name))
