"""Names of members of zip files as they were meant, whatever character set the packing program used."""

from __future__ import annotations

import unicodedata
import zipfile
from collections import Counter

_UTF8 = 0x800


class Names:
    """The names in one archive: one that stands there twice is told apart."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, entry: zipfile.ZipInfo) -> str:
        """Return the name of a member, with slashes between folders, unique in its archive."""
        name = decoded(entry).replace("\\", "/")
        self._seen[name] += 1
        count = self._seen[name]
        return name if count == 1 else f"{name} ({count})"


def decoded(entry: zipfile.ZipInfo) -> str:
    """Return the name of a member: UTF-8 where it says so or fits, else that of DOS (437) or Windows (1252).

    Zip files tell UTF-8 or say nothing. A Swedish name is in the character set in which all its signs
    beyond ASCII are Latin letters.
    """
    name = entry.filename
    if entry.flag_bits & _UTF8 or name.isascii():
        return name
    raw = name.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    windows = raw.decode("cp1252", "replace")
    return windows if not _is_latin(name) and _is_latin(windows) else name


def _is_latin(text: str) -> bool:
    """True when all letters and signs beyond ASCII are Latin letters."""
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in text if not sign.isascii())
