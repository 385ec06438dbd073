"""Running heads and feet of a text without pages: blocks of lines that come back, counted or titled alike.

A converter that drops form feeds leaves the heads of the pages between the sentences. They are known by a
line that counts the pages ("Norrby kommun  PROTOKOLL  Sida 2 (9)"), or by the title of the minutes printed
anew, and by the lines around it that come back with it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from protokollparser.core.layout import Furniture, Line
from protokollparser.core.rules import Rules

_RULE = "furniture:running-block"
# The head of the first page is the title of the document and stands among its first printed lines.
_TITLE_DEPTH = 12
_BARE_TITLE_DEPTH = 4
_DEPTH = 8
_SHARE = 0.6
_SURE_SHARE = 0.9
_COUNTER = re.compile(
    r"\b(?:sid(?:a|an)?|blad)\.?[ ]?(?:nr)?\.?:?[ ]?(?P<page>\d{1,4})"
    r"(?:[ ]?(?:\([ ]?|av[ ]|/[ ]?)\d{1,4}(?:[ ]?\))?)?(?!\d)|"
    r"(?<=(?:esdatum|otokoll)[ ])(?P<bare>\d{1,3})$|"
    r"(?<![\d.,/§:-])(?<!§ )(?P<of>\d{1,4})[ ]?(?:\([ ]?\d{1,4}[ ]?\)|av[ ]\d{1,4}(?!\d))$"
)
_SENTENCE = re.compile(r"(?:\S+ ){6,}\S+[.!?:;,]$")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Seed:
    """A line that comes back: its position among the printed lines, and the page it counts (None: none)."""

    at: int
    page: int | None


def find_blocks(lines: Sequence[Line], barred: Collection[int], rules: Rules) -> list[Furniture]:
    """Return the lines of running heads and feet, those of first pages left out; `barred` lines never are."""
    printed = [line for line in lines if line.text]
    keys = [_key(line.text) if line.index not in barred else "" for line in printed]
    title = rules.phrase("running_title").pattern()
    body = rules.phrase("running_body").pattern()
    titled = [bool(key) and bool(title.fullmatch(key)) for key in keys]
    named = [t or (bool(key) and bool(body.fullmatch(key))) for t, key in zip(titled, keys, strict=True)]
    marks: dict[int, Furniture] = {}
    for seeds in [*_counted(printed, keys), *_titled(keys, titled)]:
        for at in sorted(_block(printed, keys, named, seeds)):
            index = printed[at].index
            marks.setdefault(index, Furniture(index, index, "running_head", _RULE))
    return [marks[index] for index in sorted(marks)]


def head_counts(lines: Sequence[Line], numbers: Sequence[int]) -> bool:
    """True when the page numbers of a text, each on its own line, stand in the heads of its pages.

    Then all that stands above the number of the first page stands above that of the second, too; where
    nothing does, the same line stands below both.
    """
    printed = [line for line in lines if line.text]
    places = [at for at, line in enumerate(printed) if line.index in numbers]
    if len(places) < 2 or places[0] >= _TITLE_DEPTH or _page(printed[places[0]].text) != 1:
        return False
    first, second = places[:2]
    if first == 0:
        below = [_key(printed[at + 1].text) for at in places[:2] if at + 1 < len(printed)]
        return len(below) == 2 and below[0] == below[1] != ""
    above = [_key(line.text) for line in printed[:first]]
    return above == [_key(line.text) for line in printed[second - first : second]]


def _key(text: str) -> str:
    """Return what makes a line alike to others: its words with single blanks, the count of pages left out."""
    if len(text) > _LONGEST * 2:
        return ""
    folded = " ".join(text.casefold().split())
    if len(folded) > _LONGEST or _SENTENCE.match(folded):
        return ""
    return _COUNTER.sub("#", folded)


def _page(text: str) -> int | None:
    match = _COUNTER.search(" ".join(text.casefold().split()))
    return int(match["page"] or match["bare"] or match["of"]) if match else None


def _counted(printed: Sequence[Line], keys: Sequence[str]) -> list[list[Seed]]:
    """Return the groups of lines that are alike but for the number of the page, which rises.

    Where the number begins anew, another document does.
    """
    groups: dict[str, list[Seed]] = defaultdict(list)
    for at, key in enumerate(keys):
        if "#" in key and len(printed[at].text) <= _LONGEST * 2:
            groups[key].append(Seed(at, _page(printed[at].text)))
    found = []
    for seeds in groups.values():
        pages = [seed.page or 0 for seed in seeds]
        rises = sum(0 < high - low <= 3 or high == 1 for low, high in pairwise(pages))
        if len(seeds) >= 2 and rises == len(seeds) - 1 and pages[0] <= 3:
            found.append(seeds)
    return found


def _titled(keys: Sequence[str], titled: Sequence[bool]) -> list[list[Seed]]:
    """Return the groups of titles of minutes that are printed three times or more, word for word."""
    groups: dict[str, list[Seed]] = defaultdict(list)
    for at, key in enumerate(keys):
        if titled[at] and "#" not in key:
            groups[key].append(Seed(at, None))
    return [seeds for seeds in groups.values() if len(seeds) >= 3]


def _block(
    printed: Sequence[Line], keys: Sequence[str], named: Sequence[bool], seeds: Sequence[Seed]
) -> set[int]:
    """Return the printed positions of the lines that come back with the seeds, first pages left out."""
    is_head = seeds[0].at < (_BARE_TITLE_DEPTH if seeds[0].page is None else _TITLE_DEPTH)
    reached = {seed.at: [seed.at] for seed in seeds}
    for step in (1, -1):
        _grow(printed, keys, named, seeds, step, reached, is_head)
    _reach_displaced(keys, named, seeds, reached)
    found = set()
    for seed in seeds:
        opens = seed.page == 1 if seed.page is not None else seed is seeds[0]
        if not (opens and is_head):
            found.update(reached[seed.at])
    return found


def _grow(
    printed: Sequence[Line],
    keys: Sequence[str],
    named: Sequence[bool],
    seeds: Sequence[Seed],
    step: int,
    reached: dict[int, list[int]],
    is_head: bool,
) -> None:
    """Add to `reached` the next lines in one direction for as long as most of the seeds have them alike.

    Against the reading order lies the end of the page before: there a line belongs to a head only where the
    first page has it too, and to a foot where it stands on nearly every page or is a title.
    """
    going = [seed.at for seed in seeds]
    for distance in range(1, _DEPTH + 1):
        there = {}
        for at in going:
            near = at + step * distance
            if 0 <= near < len(keys) and keys[near] and _close(printed[near - step], printed[near]):
                there[at] = near
        counts = Counter(keys[near] for near in there.values())
        if not counts:
            return
        key, count = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
        least = max(2, len(seeds) * _SHARE)
        if step < 0:
            on_first = seeds[0].at in there and keys[there[seeds[0].at]] == key
            is_named = any(named[near] for near in there.values() if keys[near] == key)
            sure = count >= max(3, len(seeds) * _SURE_SHARE) and not is_head
            if not (is_head and on_first) and not is_named and not sure:
                return
        if count < least:
            return
        going = [at for at in going if at in there and keys[there[at]] == key]
        for at in going:
            reached[at].append(there[at])


def _close(first: Line, second: Line) -> bool:
    """True when at most one blank line stands between two lines."""
    return abs(first.index - second.index) <= 2


def _reach_displaced(
    keys: Sequence[str], named: Sequence[bool], seeds: Sequence[Seed], reached: dict[int, list[int]]
) -> None:
    """Add the name of the body that stands above a head with another line between.

    Göteborg, minutes of 2024-04-24, lines 143-148: of a head in two columns the first comes before the first
    heading of the page, the second after it.
    """
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for seed in seeds:
        top = min(reached[seed.at])
        near = top - 2
        if near >= 0 and named[near]:
            places[keys[near]].append((seed.at, near))
    for found in places.values():
        if len(found) >= max(3, len(seeds) * _SHARE):
            for at, near in found:
                reached[at].append(near)
