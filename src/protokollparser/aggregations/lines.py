"""Files of tables, one JSON object a line, and the answers to them, line by line in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from protokollparser.aggregations.choosing import infer
from protokollparser.aggregations.words import AggregationWords
from protokollparser.core.errors import InputError

_ADVICE = 'mend the line: {"cells": [["label", "12"], ...]}'


def answers(path: Path, words: AggregationWords) -> Iterator[str]:
    """Yield for every line of a file the line that tells its relations.

    Raises InputError for a file that cannot be read, and for the first line that holds no table.
    """
    for number, line in enumerate(_lines(path), start=1):
        relations = infer(_cells(path, number, line), words)
        told = [{"op": one.operator, "total": one.total, "parts": one.parts} for one in relations]
        yield json.dumps({"aggregations": told}, separators=(", ", ": "))


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file."""
    try:
        with path.open("rb") as file:
            yield from file
    except FileNotFoundError as error:
        raise InputError("missing", f"{path}: does not exist; check the path", file=path) from error
    except OSError as error:
        raise InputError("unreadable", f"{path}: cannot be read; check what it is", file=path) from error


def _cells(path: Path, number: int, line: bytes) -> list[list[str]]:
    """Return the cells of a line's table: words as they are, numbers as printed, null as nothing."""
    try:
        # Figures keep the digits that they are written with.
        told = json.loads(line.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _bad_line(path, number, "is no JSON") from error
    rows = told.get("cells") if isinstance(told, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise _bad_line(path, number, "holds no `cells`, a list of rows of cells")
    return [[_text(path, number, cell) for cell in row] for row in rows]


def _text(path: Path, number: int, cell: Any) -> str:
    """Return what a cell holds."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    raise _bad_line(path, number, "has a cell that is neither words nor a number")


def _bad_line(path: Path, number: int, why: str) -> InputError:
    """Return the error of a line that holds no table."""
    return InputError("bad_line", f"{path}: line {number} {why}; {_ADVICE}", file=path, line=number)
