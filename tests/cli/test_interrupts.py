"""Ctrl-C that went astray still ends a run."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest

from protokollparser.cli.interrupts import remembered, stop_if_asked


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """Let Ctrl-C be heard, also where the tests run in the background of a shell, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_swallowed_interrupt_ends_the_run_at_the_next_file() -> None:
    with remembered():
        stop_if_asked()
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            stop_if_asked()


def test_an_earlier_interrupt_does_not_end_a_later_run() -> None:
    with remembered(), suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    with remembered():
        stop_if_asked()
