"""The forms in which an answer is written: texts piece by piece, or files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from protokollparser.core.answers import Answer
from protokollparser.exports import csv, json, markdown, parquet, xlsx

TEXTS = ("csv", "json", "ndjson", "markdown")
FILES = ("parquet", "xlsx")


def pieces(answer: Answer, form: str, *, unmasked: bool, excel: bool = False) -> Iterator[str]:
    """Yield an answer as a text of one of the `TEXTS`; CSV as Excel reads it where `excel`."""
    if form == "csv":
        return csv.pieces(answer, unmasked=unmasked, excel=excel)
    writers = {"json": json.pieces, "ndjson": json.lines, "markdown": markdown.pieces}
    return writers[form](answer, unmasked=unmasked)


def write(answer: Answer, form: str, path: Path, *, unmasked: bool, excel: bool = False) -> int:
    """Write an answer to a file in any form, and return how many texts had to be cut (in workbooks)."""
    if form == "xlsx":
        return xlsx.write(answer, path, unmasked=unmasked)
    if form == "parquet":
        parquet.write(answer, path, unmasked=unmasked)
        return 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for piece in pieces(answer, form, unmasked=unmasked, excel=excel):
            file.write(piece)
    return 0
