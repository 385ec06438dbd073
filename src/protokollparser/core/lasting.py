"""What is written, made to last: on the disk itself, where a power cut does not reach it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path


def make_last(paths: Iterable[Path], *folders: Path) -> None:
    """Wait until the files at some paths are on the disk, and then their names in their folders.

    A file that is no longer there needs none of it. Raises OSError where the disk does not take them.
    """
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            _sync(path)
    if os.name == "posix":
        for folder in folders:
            _sync(folder)


def _sync(path: Path) -> None:
    """Wait until what lies at a path is on the disk."""
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
