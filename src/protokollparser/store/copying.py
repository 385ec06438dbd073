"""A copy of a file made by a process of its own: `python copying.py FROM TO`.

A process that closes a file loses its locks on it, however often it has it open. The program that holds a
database would let a second writer in by copying the file itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_PIECE = 64 << 20


def copied(path: Path, to: Path) -> None:
    """Copy a file that this process holds open, down to the disk. Raises OSError without room for it."""
    command = [sys.executable, "-I", "-S", __file__, str(path.absolute()), str(to.absolute())]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        to.unlink(missing_ok=True)
        told = done.stderr.strip().splitlines()
        raise OSError(done.returncode, told[-1] if told else "the copying process ended early", str(to))


def copy(path: str, to: str) -> None:
    """Copy a file; where the file system can, the two share their blocks."""
    with open(path, "rb") as held, open(to, "wb") as made:
        left = os.fstat(held.fileno()).st_size
        while left:
            left -= _piece(held.fileno(), made.fileno(), min(left, _PIECE))
        os.fsync(made.fileno())


def _piece(held: int, made: int, count: int) -> int:
    """Copy the next bytes, and return how many. Raises OSError when there are none."""
    try:
        done = os.copy_file_range(held, made, count)
    except (AttributeError, OSError):
        done = os.write(made, os.read(held, 1 << 20))
    if not done:
        raise OSError("the file became shorter while it was copied")
    return done


if __name__ == "__main__":
    copy(*sys.argv[1:3])
