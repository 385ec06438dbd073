"""What was recognised on a page, kept by the hash of its picture, so that no page is recognised twice.

Beside the pages stands, for each source, which of them it has, so that what one source alone has can be
erased with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from protokollparser.ingest.ocr import Seen
from protokollparser.ingest.scans_rulings import Stroke
from protokollparser.ingest.scans_sight import Sight

# Changed whenever the same picture would be read in another way.
_EDITION = "11"


_NAME = re.compile(r"[0-9a-f]{64}\.json")


class Cache:
    """Sights of pages in a folder; without a folder nothing is kept.

    A folder that cannot be read or written does not stop anything.
    """

    def __init__(self, folder: Path | None, version: str, source_id: str) -> None:
        self._folder = folder
        self._version = f"{_EDITION} {version}"
        self._listing = _listing(folder, source_id) if folder else None
        self._known: set[str] = set()

    def path(self, levels: npt.NDArray[np.uint8]) -> Path | None:
        """Return where the sight of a picture is kept."""
        if self._folder is None:
            return None
        told = f"{self._version} {levels.shape}".encode()
        return self._folder / f"{hashlib.sha256(told + levels.tobytes()).hexdigest()}.json"

    def find(self, path: Path | None) -> Sight | None:
        """Return the sight that is kept, None where there is none."""
        if path is None:
            return None
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            self._list(path)
            words = tuple(Seen(*word) for word in told["words"])
            return Sight(words, tuple(Stroke(*stroke) for stroke in told["strokes"]), told["turn"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def keep(self, path: Path | None, sight: Sight) -> None:
        """Keep a sight: whole or not at all, and only for this user, for it holds what the page says."""
        if path is None:
            return
        told = {"turn": sight.turn, "words": sight.words, "strokes": sight.strokes}
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._list(path)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(told, file, ensure_ascii=False)
            os.replace(name, path)

    def _list(self, path: Path) -> None:
        """Note that the source has a page. Raises OSError."""
        if self._listing is None or path.name in self._known:
            return
        if not self._known and self._listing.exists():
            self._known = _listed(self._listing)
        if path.name not in self._known:
            self._known.add(path.name)
            with open(self._listing, "a", encoding="utf-8") as file:
                file.write(f"{path.name}\n")


def forget(folder: Path, source_id: str) -> int:
    """Erase what is kept of the pages that this source alone has, and return how many pages that were."""
    own = _listing(folder, source_id)
    if not own.exists():
        return 0
    others = {name for path in folder.glob("*.pages") if path != own for name in _listed(path)}
    erased = 0
    for name in sorted(_listed(own) - others):
        path = folder / name
        erased += path.exists()
        path.unlink(missing_ok=True)
    own.unlink()
    return erased


def _listing(folder: Path, source_id: str) -> Path:
    return folder / f"{source_id}.pages"


def _listed(path: Path) -> set[str]:
    """Return the names of kept pages in a list; what is no such name is passed over."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return {line for line in lines if _NAME.fullmatch(line)}
