"""Items of minutes that count them without §: "1. Mötets öppnande", "Punkt 2 Val av justerare".

Associations, coordination boards, companies and councils of elders print their minutes so. A run of such
lines is taken only in minutes that print no § heading at all, where the numbers follow each other and some of
the titles are those with which every sitting begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from protokollparser.core.layout import Line
from protokollparser.outline.blocks import Blocks
from protokollparser.outline.item_titles import ItemTitles
from protokollparser.outline.paragraphs import Mark
from protokollparser.outline.shapes import any_of

_MARK = re.compile(
    r"(?:(?i:punkt|ärende|p\.?|nr\.?)\s)?(?P<number>\d{1,3})(?:[.):]|\s[-–])?\s+(?P<rest>[A-ZÅÄÖ”\"].{2,})$"
)
_FEWEST = 3
_FORMAL = 2
_LONGEST = 160

Start = tuple[Line, re.Match[str]]


def find_plain_marks(
    blocks: Blocks, barred: Collection[int], section_name: Callable[[Line], str | None]
) -> list[Mark]:
    """Return the headings of items numbered without § outside the `barred` lines, in order."""
    found = [
        (line, match)
        for block in blocks.all
        if block.grid is None
        for line in block.lines
        if line.index not in barred and len(line.text) <= _LONGEST and (match := _MARK.match(line.text))
    ]
    formal = re.compile(any_of(blocks.shapes.words("formal_titles")), re.IGNORECASE)
    # Where the items stand apart, numbers inside a block are points of a decision.
    chains = [_chain([start for start in found if blocks.begins(start[0])], formal), _chain(found, formal)]
    starts = next((chain for chain in chains if _is_sitting(chain, formal)), [])
    titles = ItemTitles(blocks, [(line, match["rest"]) for line, match in starts], section_name)
    marks = []
    for line, match in starts:
        last, title, text_start = titles.read(line, match["rest"])
        marks.append(Mark(line.index, last, int(match["number"]), None, None, title, text_start, sign=False))
    return marks


def _chain(found: Sequence[Start], formal: re.Pattern[str]) -> list[Start]:
    """Return the lines whose numbers count up one by one from the first with a title of the opening."""
    chain: list[Start] = []
    for start in found:
        number = int(start[1]["number"])
        first = number == 1 or formal.search(start[1]["rest"])
        if number == int(chain[-1][1]["number"]) + 1 if chain else first:
            chain.append(start)
    return chain


def _is_sitting(chain: Sequence[Start], formal: re.Pattern[str]) -> bool:
    told = sum(1 for _, match in chain if formal.search(match["rest"]))
    return len(chain) >= _FEWEST and told >= _FORMAL
