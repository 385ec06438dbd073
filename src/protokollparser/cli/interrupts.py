"""Ctrl-C, and being asked to end by the system, also where it falls into a library that swallows it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Ctrl-C, and what a scheduler of jobs, a service manager or `kill` sends.
_ASKING = (signal.SIGINT, signal.SIGTERM)
INTERRUPTED, ENDED = 130, 143
_asked = threading.Event()
_last = [signal.SIGINT]


@contextmanager
def remembered() -> Iterator[None]:
    """Remember who asked the run to end while the block runs, so that `stop_if_asked` can act on it.

    Who is ignored (as a shell ignores Ctrl-C for what runs in the background) stays so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _asked.clear()
    _last[0] = signal.SIGINT
    heard = [one for one in _ASKING if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, _remember) for one in heard}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def stop_if_asked() -> None:
    """Raise KeyboardInterrupt when the run was asked to end since the block began."""
    if _asked.is_set():
        raise KeyboardInterrupt


def exit_code() -> int:
    """Return the exit code of a run that was asked to end."""
    return ENDED if _last[0] == signal.SIGTERM else INTERRUPTED


def _remember(number: int, _frame: object) -> None:
    _last[0] = signal.Signals(number)
    _asked.set()
    raise KeyboardInterrupt
