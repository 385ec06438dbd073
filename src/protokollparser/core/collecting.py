"""How often unused cycles among objects are looked for."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects before unused cycles among them are looked for.
_COLLECT_EVERY = 100_000


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for unused cycles seldom: nearly all that is made of a file lives until the file is done.

    Looking as often as usual takes an eighth of the time (docs/decisions/0008-speed.md).
    """
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _COLLECT_EVERY), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
