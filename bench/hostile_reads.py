"""Reading a file as workers do it, but those whose names ask for it end, hang or grow instead."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from protokollparser.core.limits import Attempt
from protokollparser.core.reading import Reading
from protokollparser.core.rules import Rules
from protokollparser.stages import read_source


def _compute() -> None:
    while True:
        pass


def _grow() -> None:
    held = []
    while True:
        held.append(bytearray(os.urandom(1 << 20)))


def _fail() -> None:
    raise ZeroDivisionError("a fault of the program")


# What a file does to its worker, by the beginning of its name, and the code that it gets.
HARM: dict[str, tuple[Callable[[], object], str]] = {
    "abort": (os.abort, "crashed"),
    "leave": (lambda: os._exit(0), "crashed"),
    "compute": (_compute, "time_limit"),
    "sleep": (lambda: time.sleep(3600), "time_limit"),
    "grow": (_grow, "memory_limit"),
    "bomb": (lambda: bytes(1 << 32), "memory_limit"),
    "fail": (_fail, "internal"),
}


def read(path: Path, rules: Rules, attempt: Attempt) -> Reading:
    """Return what a file says, unless its name asks for something else."""
    word, harm, _ = path.name.partition(".harm")
    if harm:
        attempt.step("reading")
        HARM[word.rpartition("-")[2]][0]()
    return read_source(path, rules, attempt)
