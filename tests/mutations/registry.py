"""The kinds of planted faults, by name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.mutations.originals import Change, Original

Changes = Callable[[Original, random.Random], Iterator[Change]]


@dataclass(frozen=True)
class Kind:
    """One kind of fault: its name, the checks of which one must report it, and the changes it can make."""

    name: str
    checks: tuple[str, ...]
    changes: Changes


KINDS: dict[str, Kind] = {}


def kind(*checks: str) -> Callable[[Changes], Changes]:
    """Return a decorator that enters a function as the kind of its name, which one of `checks` reports."""

    def enter(changes: Changes) -> Changes:
        name = changes.__name__.replace("_", " ")
        KINDS[name] = Kind(name, checks, changes)
        return changes

    return enter
