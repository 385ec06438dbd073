"""`python -m tests.printing FOLDER [--seeds N]`: every story in every layout, with the truth beside it."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.printing.prints import print_all


def main() -> None:
    """Print to the folder that is named."""
    parser = argparse.ArgumentParser(description="Print the corpus and made-up tables as PDF files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=1, help="how many variants of each layout")
    chosen = parser.parse_args()
    for path in print_all(chosen.folder, chosen.seeds):
        print(path)  # noqa: T201


if __name__ == "__main__":
    main()
