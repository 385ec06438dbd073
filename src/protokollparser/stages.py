"""The text stages, in order: a file is read, arranged, outlined, parsed and resolved.

Apart from what is done with a reading: the processes that read files need neither database nor checks.
"""

from __future__ import annotations

from pathlib import Path

from protokollparser.core.collecting import seldom_collecting
from protokollparser.core.limits import Attempt
from protokollparser.core.outline import Outline
from protokollparser.core.reading import Reading
from protokollparser.core.rules import Rules
from protokollparser.ingest import read
from protokollparser.layout import arrange
from protokollparser.outline import segment
from protokollparser.parse import extract
from protokollparser.resolve import link


def kinds_of(outline: Outline) -> frozenset[str]:
    """Return the kinds of the documents of a file."""
    return frozenset(part.kind for part in outline.parts)


def read_source(path: Path, rules: Rules, attempt: Attempt | None = None) -> Reading:
    """Return what one file says. Raises InputError when it cannot be read."""
    attempt = attempt or Attempt()
    with seldom_collecting():
        document = read(path, attempt)
        attempt.step("layout")
        plain = rules.of_kinds(())
        layout = arrange(document, plain)
        attempt.step("outline")
        outline = segment(layout, plain)
        attempt.step("parse")
        rules = rules.of_kinds(kinds := kinds_of(outline))
        if rules is not plain:
            # Headings that only documents of these kinds have: they do not change the kinds.
            again = segment(layout, rules)
            outline = again if kinds_of(again) == kinds else outline
        # Handed over, not held: a record that linking replaces is free at once.
        readings = [extract(outline, rules)]
        attempt.step("resolve")
        return link(readings.pop(), rules)
