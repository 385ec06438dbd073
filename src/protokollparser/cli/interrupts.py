"""Ctrl-C during a long run, also where it falls into a destructor or a library that swallows it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_asked = threading.Event()


@contextmanager
def remembered() -> Iterator[None]:
    """Remember Ctrl-C while the block runs, so that `stop_if_asked` can act on one that went astray."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _asked.clear()
    before = signal.signal(signal.SIGINT, _remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def stop_if_asked() -> None:
    """Raise KeyboardInterrupt when Ctrl-C was pressed since the block began."""
    if _asked.is_set():
        raise KeyboardInterrupt


def _remember(_number: int, _frame: object) -> None:
    _asked.set()
    raise KeyboardInterrupt
