"""The command line: one module per command; `main` runs one and returns its exit code."""

from protokollparser.cli.running import main

__all__ = ["main"]
