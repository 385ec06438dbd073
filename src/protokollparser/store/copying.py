"""A copy of a file made by a process of its own.

A process that closes a file loses its locks on it, however often it has it open. The program that holds a
database would let a second writer in by copying the file itself.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_PROGRAM = str(Path(__file__).with_name("copy_file.py"))


def copied(path: Path, to: Path) -> None:
    """Copy a file that this process holds open, down to the disk. Raises OSError without room for it."""
    command = [sys.executable, "-I", "-S", _PROGRAM, str(path.absolute()), str(to.absolute())]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        to.unlink(missing_ok=True)
        told = done.stderr.strip().splitlines()
        raise OSError(done.returncode, told[-1] if told else "the copying process ended early", str(to))
