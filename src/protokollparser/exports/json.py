"""An answer as JSON: an array with one object on each line, or the objects alone (NDJSON)."""

from __future__ import annotations

from collections.abc import Iterator

from protokollparser.core.answers import Answer
from protokollparser.exports.batches import columns, distinct
from protokollparser.exports.values import as_json


def pieces(answer: Answer, *, unmasked: bool) -> Iterator[str]:
    """Yield the text of the array piece by piece."""
    before = "[\n"
    for objects in _objects(answer, unmasked=unmasked):
        yield before + ",\n".join(objects)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def lines(answer: Answer, *, unmasked: bool) -> Iterator[str]:
    """Yield the objects, each on a line of its own, in pieces of whole lines."""
    for objects in _objects(answer, unmasked=unmasked):
        yield "\n".join(objects) + "\n"


def _objects(answer: Answer, *, unmasked: bool) -> Iterator[list[str]]:
    """Yield the rows of each batch as objects; a second column of one name is told by its number."""
    names = [as_json(name) + ": " for name in distinct(answer.names)]
    for batch in columns(answer, unmasked=unmasked):
        told = [
            [name + as_json(value, type_) for value in column]
            for name, column, type_ in zip(names, batch, answer.types, strict=True)
        ]
        yield ["{" + ", ".join(row) + "}" for row in zip(*told, strict=True)]
