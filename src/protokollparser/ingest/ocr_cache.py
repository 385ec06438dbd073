"""What was recognised on a page, kept by the hash of its picture, so that no page is recognised twice."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from protokollparser.ingest.ocr import Seen
from protokollparser.ingest.scans_rulings import Stroke
from protokollparser.ingest.scans_sight import Sight

# Changed whenever the same picture would be read in another way.
_EDITION = "8"


class Cache:
    """Sights of pages in a folder; without a folder nothing is kept.

    A folder that cannot be read or written does not stop anything.
    """

    def __init__(self, folder: Path | None, version: str) -> None:
        self._folder = folder
        self._version = f"{_EDITION} {version}"

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
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(told, file, ensure_ascii=False)
            os.replace(name, path)
