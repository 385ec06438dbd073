"""Running heads and feet: lines that stand at the same edge of many pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from protokollparser.core.document import Document
from protokollparser.core.layout import Furniture, Line

# Lines from the edge inwards among which a head or foot is looked for; pages that must agree.
_DEPTH = 8
_FEWEST = 3
_COUNTER = re.compile(
    r"\b(?:(?:sid(?:a|an)?|blad)\.?\s?)?\d{1,4}\s?(?:\(\s?\d{1,4}\s?\)|av\s\d{1,4}\b)|\b(?:sid(?:a|an)?|blad)\.?\s?(?:nr\s)?\d{1,4}\b"
)
_LAST_NUMBER = re.compile(r"(?:^|.*\D)(\d{1,4})$")
_FIRST_NUMBER = re.compile(r"(\d{1,4})(?:$|\s.*)")
_NEVER = re.compile(r"\d{0,4}\s?§|[-–—•●▪■*·]|\(?[a-zåäö0-9]{1,2}[.)]\s")
_STOPS = tuple(".!?:;,")
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S+[.!?:;,]$")

Key = tuple[str, int]
Edge = list[tuple[int, tuple[Key, ...]]]


def find_running(
    document: Document,
    lines: Sequence[Line],
    set_aside: Collection[int],
    barred: Collection[int],
    numbers: Sequence[int],
) -> list[Furniture]:
    """Return the running heads, feet and bare page numbers, one entry a line.

    `set_aside` are lines that are furniture already and may stand between; `barred` lines never are.
    `numbers` are lines known to be page numbers: where the source has no pages, they part it.
    """
    sheets = _sheets(document, lines, numbers)
    marks = []
    for kind, backwards in (("running_head", False), ("running_foot", True)):
        edges = [
            _edge_keys(sheet, number, backwards, set_aside, barred) for number, sheet in enumerate(sheets)
        ]
        repeated = _repeated(document, lines, edges, backwards)
        inmost = [_walk(edge, repeated, set_aside) for edge in edges]
        established = _established(edges, inmost)
        for number, (edge, found) in enumerate(zip(edges, inmost, strict=True)):
            if number == 0 and not backwards:
                continue
            for index in sorted(found | _displaced(edge, found, established)):
                is_number = not any(character.isalpha() for character in lines[index].text)
                name = "page_number" if is_number else kind
                marks.append(Furniture(index, index, name, "furniture:page-edge"))
    return marks


def _sheets(document: Document, lines: Sequence[Line], numbers: Sequence[int]) -> list[list[Line]]:
    """Return the printed lines of each page; a source of one page is parted after its page numbers."""
    breaks = set(numbers) if len(document.pages) == 1 else set()
    sheets: list[list[Line]] = [[]]
    page = 1
    for line in lines:
        if line.page != page:
            sheets.append([])
            page = line.page
        if line.text:
            sheets[-1].append(line)
        if line.index in breaks:
            sheets.append([])
    return sheets


def _edge_keys(
    sheet: list[Line], number: int, backwards: bool, set_aside: Collection[int], barred: Collection[int]
) -> Edge:
    """Return the lines nearest an edge, from the edge inwards, with what would make each alike to others."""
    found: Edge = []
    for line in reversed(sheet) if backwards else sheet:
        if line.index in barred or len(found) == _DEPTH:
            break
        found.append((line.index, () if line.index in set_aside else tuple(_keys(line.text, number))))
    return found


def _keys(text: str, number: int) -> Iterator[Key]:
    """Yield a line's text as it is, and without a number that counts with the pages."""
    folded = " ".join(text.casefold().split())
    if len(folded) > 160 or _NEVER.match(folded):
        return
    if folded.endswith(_STOPS) and _SENTENCE.match(folded):
        return
    counted = _COUNTER.sub("#", folded)
    if counted not in (folded, "#") or any(map(str.isalpha, text)):
        yield counted, 0
    if folded[-1].isdecimal() and (match := _LAST_NUMBER.match(folded)):
        yield folded[: match.start(1)] + "<", int(match[1]) - number
    if folded[0].isdecimal() and (match := _FIRST_NUMBER.match(folded)):
        yield ">" + folded[match.end(1) :], int(match[1]) - number


def _repeated(document: Document, lines: Sequence[Line], edges: Sequence[Edge], backwards: bool) -> set[Key]:
    """Return the keys found on half of the pages, or at one height in the margin of three.

    Of a source of two pages, what heads both is a running head; what ends both may be signatures.
    """
    where: dict[Key, list[int]] = defaultdict(list)
    count = 0
    for found in edges:
        count += bool(found)
        seen: set[Key] = set()
        for index, keys in found:
            for key in keys:
                if key not in seen:
                    seen.add(key)
                    where[key].append(index)
    fewest = 2 if count == 2 else _FEWEST
    least = max(_FEWEST if backwards else fewest, (count + 1) // 2)
    return {
        key
        for key, places in where.items()
        if len(places) >= least or (len(places) >= fewest and _in_margin(document, lines, places))
    }


def _in_margin(document: Document, lines: Sequence[Line], places: list[int]) -> bool:
    """True when the lines stand at one height in the outer eighth of their pages."""
    tops = [lines[index].top for index in places]
    height = document.pages[lines[places[0]].page - 1].height
    if height is None or any(top is None for top in tops):
        return False
    low, high = min(top for top in tops if top is not None), max(top for top in tops if top is not None)
    return high - low <= 3 and (high < height / 8 or low > height * 7 / 8)


def _walk(edge: Edge, repeated: set[Key], set_aside: Collection[int]) -> set[int]:
    """Return the lines from the edge inwards for as long as all are repeated or furniture already."""
    found = set()
    for index, keys in edge:
        if index in set_aside:
            continue
        if not any(key in repeated for key in keys):
            break
        found.add(index)
    return found


def _established(edges: Sequence[Edge], found: Sequence[set[int]]) -> set[Key]:
    """Return the keys that stand at the very edge of half of the pages."""
    pages = Counter(
        key
        for edge, indexes in zip(edges, found, strict=True)
        for key in {key for index, keys in edge if index in indexes for key in keys}
    )
    least = max(_FEWEST, sum(1 for edge in edges if edge) / 2)
    return {key for key, count in pages.items() if count >= least}


def _displaced(edge: Edge, found: set[int], established: set[Key]) -> set[int]:
    """Return lines of an established head or foot that other lines came to stand before.

    Göteborg, minutes of 2023-11-09, page 5: the bullets of the page's lists come before its head.
    """
    there = {key for index, keys in edge if index in found for key in keys}
    displaced = set()
    for index, keys in edge:
        fresh = [key for key in keys if key in established and key not in there]
        if index not in found and fresh:
            displaced.add(index)
            there.update(keys)
    return displaced
