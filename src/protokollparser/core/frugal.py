"""Memory that a process holds and nothing here needs: libraries that others load, and what was let go of."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.abc import MetaPathFinder

_DATA_FRAMES = "pandas"


class _Absent(MetaPathFinder):
    """Finds that there is no pandas."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        """Raise ModuleNotFoundError for pandas; leave all else to others."""
        if fullname == _DATA_FRAMES:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


@contextmanager
def without_data_frames() -> Iterator[None]:
    """Let pandas count as not installed in a process of our own, unless it is loaded already.

    Arrow imports it at the first column and DuckDB at the first parameter, to see whether either is of its
    kinds: half a second of each process, and 45 MB.
    """
    absent = _Absent()
    sys.meta_path.insert(0, absent)
    try:
        yield
    finally:
        sys.meta_path.remove(absent)


def share_one_heap() -> None:
    """Let Arrow share the heap of all else, in this process and those that it starts; said before its import.

    Its own pool gives nothing back: 70 MB when 20 000 documents were settled.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")


def give_back() -> None:
    """Hand memory that was let go of back to the system, where its library can (that of Linux).

    A thread keeps what it once held, and the one that stores shards would hold it beside the others.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
