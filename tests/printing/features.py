"""What engines print beyond a story's own text: notes at the foot of the page, and columns as table cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tests.printing.stories import Block, Spaced, Story, Text

_NOTES = (
    "Uppgiften avser läget vid sammanträdet.",
    "Se kommunens webbplats för den fullständiga handlingen.",
    "Benämningen ändrades vid årsskiftet.",
)
# Every so many paragraphs of so many letters have a note.
_EVERY = 5
_LONG = 140


def with_notes(story: Story) -> Story:
    """Return the story with a note behind the first sentence of every fifth long paragraph."""
    blocks: list[Block] = []
    count = 0
    for block in story.blocks:
        if isinstance(block, Text) and block.kind == "prose" and len(block.text) >= _LONG:
            count += 1
            stop = block.text.find(". ") if count % _EVERY == 1 else -1
            if stop > 0:
                note = (block.text[: stop + 1], _NOTES[count // _EVERY % len(_NOTES)])
                block = replace(block, notes=(note,))
        blocks.append(block)
    return replace(story, blocks=tuple(blocks))


def spaced_cells(block: Spaced) -> tuple[list[int], list[list[tuple[str, int]]]]:
    """Return the columns of lines in columns, as wide as their places in letters and longest text ask for (0:
    the last one, to the edge), and each line as texts with the columns they span."""
    places = sorted({place for row in block.rows for place, _ in row})
    lines: list[list[tuple[str, int]]] = []
    for row in block.rows:
        starts = [places.index(place) for place, _ in row]
        line = [("", starts[0])] if starts[0] else []
        for at, (_, text) in enumerate(row):
            stop = starts[at + 1] if at + 1 < len(row) else len(places)
            line.append((text, stop - starts[at]))
        lines.append(line)
    longest = [
        max((len(text) for line in lines for text, _ in [_cell_at(line, at)]), default=0)
        for at in range(len(places))
    ]
    steps = [right - left for left, right in pairwise(places)]
    return [max(step, size + 2) for step, size in zip(steps, longest, strict=False)] + [0], lines


def _cell_at(line: list[tuple[str, int]], column: int) -> tuple[str, int]:
    """Return the cell of one column that begins at a column, a blank one where there is none."""
    at = 0
    for text, span in line:
        if at == column and span == 1:
            return text, span
        at += span
    return "", 1


def parted_by_notes(text: Text) -> Sequence[tuple[str, str | None]]:
    """Return the text in pieces, each with the note whose mark follows it."""
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for words, note in text.notes:
        stop = text.text.index(words, at) + len(words)
        pieces.append((text.text[at:stop], note))
        at = stop
    return [*pieces, (text.text[at:], None)]
