"""What one question may cost."""

from __future__ import annotations

from dataclasses import dataclass

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost: seconds of waiting for it, bytes of memory, rows of answer.

    Time that its reader takes over the rows does not count. 0 stands for no limit of time or rows.
    """

    seconds: float = 60.0
    memory: int = 1000 * _MEGABYTE
    rows: int = 0
