"""An answer as a table in Markdown (GitHub's kind): figures to the right, one line for each row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from protokollparser.core.answers import Answer
from protokollparser.exports.batches import columns
from protokollparser.exports.values import plain

_FIGURE = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)")
# Signs that Markdown, or the HTML in it, would carry out.
_LIVE = re.compile(r"([\\`*_{}\[\]<>|~])")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def pieces(answer: Answer, *, unmasked: bool) -> Iterator[str]:
    """Yield the heading and the rows, in pieces of whole lines."""
    yield _line([cell(name) for name in answer.names])
    yield _line(["---:" if is_figure_type(type_) else "---" for type_ in answer.types])
    for batch in columns(answer, unmasked=unmasked):
        yield "".join(_line([cell(value) for value in row]) for row in zip(*batch, strict=True))


def cell(value: Any) -> str:
    """Return a value as a cell that shows just its letters; lines of a text stand below each other."""
    return _LINE_END.sub("<br>", _LIVE.sub(r"\\\1", plain(value)).strip())


def is_figure_type(type_: str) -> bool:
    """True for DuckDB's types of figures."""
    return _FIGURE.fullmatch(type_) is not None


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"
