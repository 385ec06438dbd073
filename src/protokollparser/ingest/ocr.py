"""Tesseract: whether it is there, and the words that it sees in a picture of a page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

LANGUAGE = "swe"
# The language whose signs and figures are looked at beside (`ocr_readings`); it comes with Tesseract.
OTHER = "eng"
DPI = 300
# A page takes some seconds; one that takes this many is given up.
_SECONDS = 120.0
_WORD_LEVEL = "5"
_PROGRAM = "tesseract"
_ROTATE = re.compile(r"^Rotate: (90|180|270)$", re.MULTILINE)
_SURE = re.compile(r"^Orientation confidence: (\d{1,6}\.?\d{0,6})$", re.MULTILINE)
_LEAST_SURE = 2.0
Levels = npt.NDArray[np.uint8]


class Seen(NamedTuple):
    """A word as Tesseract sees it: its box in pixels, how sure it is (0 to 1), and the line it stands on.

    `other` is how else it was read, empty where the readings agree.
    """

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float
    line: str
    other: str = ""


class OcrFault(Exception):  # noqa: N818
    """Tesseract failed on a page."""


@lru_cache(maxsize=1)
def version() -> str | None:
    """Return the version of Tesseract and its languages, None where it or its Swedish is not installed."""
    try:
        first = _told("--version").splitlines()[0].strip()
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError, IndexError):
        return None
    return f"{first} {' '.join(languages())}" if LANGUAGE in languages() else None


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return those of the wanted languages that are installed, Swedish first."""
    try:
        told = _told("--list-langs").split()
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ()
    return tuple(language for language in (LANGUAGE, OTHER) if language in told)


def _told(question: str) -> str:
    """Return what Tesseract tells about itself."""
    program = shutil.which(_PROGRAM)
    if program is None:
        raise FileNotFoundError(_PROGRAM)
    return subprocess.run(
        [program, question], capture_output=True, timeout=_SECONDS, check=True, text=True
    ).stdout


def see(levels: Levels, language: str = LANGUAGE, division: int = 3) -> list[Seen]:
    """Return the words in a picture in shades of grey, 300 dots an inch. Raises OcrFault.

    `division` is how the page is divided (`--psm`): 3 by Tesseract itself, 6 as one block of lines.
    """
    return _words(_run(levels, "-l", language, "--psm", str(division), "tsv"))


def orientation(levels: Levels) -> int:
    """Return by how many degrees a picture must be turned clockwise to be read, 0 if unsure."""
    try:
        told = _run(levels, "--psm", "0")
    except OcrFault:
        return 0
    turn, sure = _ROTATE.search(told), _SURE.search(told)
    return int(turn[1]) if turn and sure and float(sure[1]) >= _LEAST_SURE else 0


def _run(levels: Levels, *words: str) -> str:
    """Return what Tesseract tells about a picture. Raises OcrFault."""
    high, wide = levels.shape
    picture = b"P5 %d %d 255\n" % (wide, high) + levels.tobytes()
    try:
        done = subprocess.run(
            [_PROGRAM, "stdin", "stdout", "--dpi", str(DPI), *words],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrFault(str(error)) from error
    return done.stdout.decode("utf-8", "replace")


def _words(told: str) -> list[Seen]:
    """Return the words of a table that Tesseract writes."""
    found = []
    for row in told.splitlines():
        fields = row.split("\t")
        if len(fields) != 12 or fields[0] != _WORD_LEVEL or not fields[11].strip():
            continue
        left, top, width, height = map(int, fields[6:10])
        confidence = max(float(fields[10]), 0.0) / 100
        box = left, top, left + width, top + height
        found.append(Seen(fields[11].strip(), *box, round(confidence, 4), "-".join(fields[1:5])))
    return found
