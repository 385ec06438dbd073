"""The most memory that reading a file takes, in a fresh process: `python -m bench.memory FILE STEP`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from protokollparser.core.rules import load
from protokollparser.ingest import read
from protokollparser.layout import arrange

STEPS = ("ingest and layout", "whole pipeline")


def peak(path: Path, step: str) -> float:
    """Return the most megabytes that a fresh process held while it took a step with a file."""
    command = [sys.executable, "-m", "bench.memory", str(path), step]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    """Take one step with one file and print the most megabytes held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("step", choices=STEPS)
    given = parser.parse_args()
    if given.step == "whole pipeline":
        # Loaded for this step only: its libraries are a part of what it takes. The columns are what a process
        # that reads files makes last.
        from protokollparser.columns import columns
        from protokollparser.stages import read_source

        columns(read_source(given.file, load()))
    else:
        arrange(read(given.file), load())
    print(held())


def held() -> float:
    """Return the most megabytes that this process has held (Linux).

    `resource.getrusage` counts what the process that started it held, too.
    """
    told = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in told.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
