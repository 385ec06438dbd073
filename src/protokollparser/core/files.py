"""Names of files as people can read them, and where those of this user are kept."""

from __future__ import annotations

import os
import re
from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def own_cache() -> Path:
    """Return the folder in which this user keeps what was recognised on pages."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path("~/.cache").expanduser()) / "protokollparser" / "ocr"


def printable(name: str) -> str:
    """Return a name with the bytes that are no UTF-8 shown as `\\xNN`, as a database can hold it."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def one_line(name: str) -> str:
    """Return a name or sentence on one line, as a terminal can show it: control characters as `\\xNN`."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", printable(name))
