"""What reading one file may cost, and how a file is to be read this time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Time is computing time, so that a busy computer refuses no file.

    Time grows with the bytes of a file: dense minutes take some 35 seconds a megabyte on an old computer.
    Six million letters of minutes are read within the memory, eight are not.
    `waiting` is how many times as long a file may take by the clock, for disks and for other programs.
    """

    seconds: float = 20.0
    seconds_per_megabyte: float = 100.0
    most_seconds: float = 900.0
    waiting: float = 5.0
    memory: int = 1000 << 20
    file_bytes: int = 1 << 29
    text_letters: int = 5_000_000
    pages: int = 10_000
    page_letters: int = 200_000

    def time(self, byte_count: int) -> float:
        """Return how many seconds of computing a file of some size may take."""
        return min(self.most_seconds, self.seconds + self.seconds_per_megabyte * byte_count / _MEGABYTE)


OcrMode = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Recognition:
    """Which pages are read as pictures: those without usable text (auto), all, or none (never).

    What was recognised is kept in `folder`, if one is given, as of the source `source_id`.
    """

    mode: OcrMode = "auto"
    folder: Path | None = None
    source_id: str = ""


def _unheard(step: str) -> None:
    """Hear what step is taken, where nobody asks."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """How a file is to be read: within which limits, and without the readers that failed on it before.

    `step` hears the name of a reader or stage before it runs, so that one that brings the process down is
    known by name.
    """

    limits: Limits = field(default_factory=Limits)
    without: frozenset[str] = frozenset()
    step: Callable[[str], None] = _unheard
    recognition: Recognition = Recognition()
