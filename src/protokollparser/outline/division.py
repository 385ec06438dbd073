"""Where one logical document ends and the next begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protokollparser.outline.blocks import Block
from protokollparser.outline.closings import close_before, is_signed_off
from protokollparser.outline.draft import Draft
from protokollparser.outline.openings import THRESHOLD, Opening, head_from, opening_at
from protokollparser.outline.runs import Item, goes_on, is_agenda
from protokollparser.outline.shapes import key

# An opening between § 12 and § 13 of one sitting must be this strong to be believed.
_INSIDE_RUN = 7.0
_FRONT = frozenset(
    {"attendance", "attendance_serving", "attendance_absent", "attendance_substitutes_present", "adjustment"}
    | {"attendance_substitutes_absent", "attendance_substitutes_serving", "attendance_others", "notice"}
)
_ALIKE = 0.72
_ANNEX = re.compile(r"bilaga(?: nr\.?)? ?(?P<number>\d{1,3}|[A-Z])[.:]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of one logical document before its kind is known: its head and its agenda items, if any.

    `head_last` is the last line of the title block or letterhead; `score` tells how the beginning was
    found (0 for the beginning of the file). `annex` marks "Bilaga 2" behind the items of minutes.
    """

    first: int
    last: int
    head_last: int
    items: tuple[Item, ...]
    score: float
    annex: bool = False


@dataclass
class _Start:
    line: int
    head_last: int
    score: float
    item: bool = False
    annex: bool = False


def divide(draft: Draft, items: tuple[Item, ...]) -> tuple[list[Stretch], list[int]]:
    """Return the logical documents of a layout, in order without overlap, and the lines of marker sheets
    that stand between them."""
    if not draft.blocks.all:
        return [], []
    starts = _starts(draft, items)
    stretches = [_stretch(draft, start, starts[at + 1 :], items) for at, start in enumerate(starts)]
    markers: list[int] = []
    for at, stretch in enumerate(stretches):
        trailing = _markers(draft, stretch)
        if trailing:
            markers += trailing
            stretches[at] = _shorten(draft, stretch, trailing[0])
    return stretches, markers


def _starts(draft: Draft, items: tuple[Item, ...]) -> list[_Start]:
    """Walk over the blocks and return where documents begin."""
    first = draft.blocks.all[0]
    by_line = {item.mark.first: item for item in items}
    run = [by_line[line.index] for line in first.lines if line.index in by_line]
    head = [first] if run else head_from(draft, first)
    starts = [_Start(first.first, head[-1].last, 0.0)]
    skip = head[-1].last
    annexes = _annexes(draft, items)
    for block in draft.blocks.all[1:]:
        if block.first in annexes:
            starts.append(_Start(block.first, block.first, _INSIDE_RUN, annex=True))
            skip, run = block.first, []
            continue
        item = next((by_line[line.index] for line in block.lines if line.index in by_line), None)
        if item is not None:
            if _begins_run(draft, starts, run, item, items):
                starts.append(_Start(item.mark.first, item.mark.last, THRESHOLD, item=True))
                run = []
            run.append(item)
            continue
        if block.first <= skip or draft.mark_at.get(block.first):
            continue
        found = opening_at(draft, block, starts[-1].line)
        if found is None or found.score < THRESHOLD or _is_agenda_title(draft, block, starts[-1].line):
            continue
        found = _stronger(draft, found, starts[-1].line)
        if _interrupts(run, items, found):
            continue
        starts.append(_Start(found.first, found.last, found.score))
        skip, run = found.last, []
    return starts


def _annexes(draft: Draft, items: tuple[Item, ...]) -> set[int]:
    """Return the lines "Bilaga 1", "Bilaga 2", ... that head the sheets behind the last § of minutes.

    They follow a page break, furniture or a wide gap, and their numbers rise.
    """
    if not items or not is_agenda(items):
        return set()
    found: set[int] = set()
    before = ""
    for block in draft.blocks.all:
        if block.first <= items[-1].mark.last or block.grid is not None:
            continue
        match = _ANNEX.fullmatch(block.lines[0].text)
        if match is None or not (block.page_top or block.gap >= 2):
            continue
        number = match["number"].upper().rjust(3)
        if number > before:
            found.add(block.first)
            before = number
    return found


def _stronger(draft: Draft, found: Opening, start: int) -> Opening:
    """Return the best opening in a head below a list, whose last lines may seem to open it."""
    chosen = found
    for block in found.head[1:6] if found.closing.listed else ():
        other = opening_at(draft, block, start)
        if other is not None and other.score > chosen.score:
            chosen = other
    return chosen


def _interrupts(run: list[Item], items: tuple[Item, ...], found: Opening) -> bool:
    """True for an opening between two § that follow each other in one sitting."""
    if not run or found.score >= _INSIDE_RUN:
        return False
    later = next((item for item in items if item.mark.first > found.first), None)
    if later is None or later.mark.number != run[-1].mark.number + 1:
        return False
    return goes_on(tuple(run), later) and is_agenda((*run, later))


def _begins_run(
    draft: Draft, starts: list[_Start], run: list[Item], item: Item, items: tuple[Item, ...]
) -> bool:
    """True when a § is the first of another sitting's items than those of the open document."""
    start = starts[-1]
    if not run:
        following = tuple(other for other in items if other.mark.first >= item.mark.first)
        own = following[: _length(following)]
        return is_agenda(own) and not _is_front(draft, start, item) and _ended(draft, item, start)
    if goes_on(tuple(run), item) and item.mark.number >= run[-1].mark.number:
        block = draft.blocks.of_line[item.mark.first]
        signed = close_before(draft, block, start.line).score >= 3
        return signed and item.mark.number != run[-1].mark.number + 1
    if not item.agenda or not is_agenda(tuple(run)):
        return False
    return not goes_on(tuple(run), item) or _has_own_head(draft, item) or _counts_anew(item, items)


def _length(items: tuple[Item, ...]) -> int:
    """Return how many of the items follow each other from the first on."""
    count = 1
    while count < len(items) and items[count].mark.number > items[count - 1].mark.number:
        count += 1
    return count


def _is_front(draft: Draft, start: _Start, item: Item) -> bool:
    """True when what stands before the first § is the front of minutes or the head of an extract."""
    low, high = start.line, item.mark.first
    if any(section.name in _FRONT and low <= section.line < high for section in draft.sections):
        return True
    for line in draft.layout.body(low, min(start.head_last, high)):
        rule = draft.kind_rule(line.text)
        if rule is not None and rule.name in ("minutes", "minutes_extract"):
            return True
    blocks = [block for block in draft.blocks.all if low <= block.first < high]
    if any(_is_meeting_form(draft, block) for block in blocks):
        return True
    if start.line == draft.blocks.all[0].first and len(blocks) <= 12:
        return not any(len(block.text) > 400 and block.grid is None for block in blocks)
    return False


def _is_meeting_form(draft: Draft, block: Block) -> bool:
    """True for the table or lines of a first page: place and time, those deciding, the adjuster."""
    text = block.text.casefold()
    return sum(1 for word in draft.shapes.words("meeting_form") if word in text) >= 3


def _ended(draft: Draft, item: Item, start: _Start) -> bool:
    """True unless the open document is itself made of § (an agreement with a preamble)."""
    return item.agenda or item.mark.first > start.head_last


def _has_own_head(draft: Draft, item: Item) -> bool:
    """True when a § that begins the count anew stands below a head of its own or after an end."""
    block = draft.blocks.of_line[item.mark.first]
    before = draft.blocks.preceding(block)
    return block.page_top or (
        before is not None and draft.role(before) in ("titled", "short") and item.body is not None
    )


def _counts_anew(item: Item, items: tuple[Item, ...]) -> bool:
    """True when the item with the next number follows: the count begins anew, it is no slip."""
    at = items.index(item)
    after = items[at + 1] if at + 1 < len(items) else None
    return after is not None and after.agenda and after.mark.number == item.mark.number + 1


def _is_agenda_title(draft: Draft, block: Block, start: int) -> bool:
    """True for a title that the agenda of the open summons names: an item without papers of its own."""
    after = draft.blocks.following(block)
    if after is not None and draft.role(after) in ("section", "contents"):
        return False
    for listing in draft.listings:
        if start <= listing.first < block.first and any(
            alike(block.text, entry.title) for entry in listing.entries
        ):
            return True
    return False


def alike(first: str, second: str) -> bool:
    """True for two titles that share most of their words, word endings apart."""
    one, two = key(first).split(), key(second).split()
    if not one or not two:
        return False
    same = sum(1 for word in one if any(word[:5] == other[:5] for other in two))
    return same >= _ALIKE * max(len(one), len(two))


def _stretch(draft: Draft, start: _Start, later: list[_Start], items: tuple[Item, ...]) -> Stretch:
    end = later[0].line - 1 if later else len(draft.layout.lines) - 1
    last = start.line
    for line in draft.layout.lines[start.line : end + 1]:
        if line.text and not _is_head_of_next(draft, line.index, later):
            last = line.index
    own = tuple(item for item in items if start.line <= item.mark.first <= last)
    return Stretch(start.line, last, min(start.head_last, last), own, start.score, start.annex)


def _is_head_of_next(draft: Draft, index: int, later: list[_Start]) -> bool:
    """True for furniture on the page on which the next document begins."""
    if not later or not draft.blocks.paged or index not in draft.layout.furniture_at:
        return False
    return draft.layout.lines[index].page == draft.layout.lines[later[0].line].page


def _markers(draft: Draft, stretch: Stretch) -> list[int]:
    """Return the lines of lone titles that follow a sign-off at the very end of a document: the sheets by
    which a bundle announces an item without papers."""
    blocks = [block for block in draft.blocks.all if stretch.head_last < block.first <= stretch.last]
    if len(blocks) < 3 or len(blocks[-1].lines) != 1 or blocks[-1].grid is not None:
        return []
    lone = blocks[-1]
    role = draft.role(lone)
    if (
        role not in ("titled", "section")
        or draft.shapes.is_post(lone.text)
        or draft.shapes.is_name(lone.text)
    ):
        return []
    closing = close_before(draft, lone, stretch.first)
    before = list(draft.blocks.all[max(0, lone.ordinal - 2) : lone.ordinal])
    return [lone.first] if closing.score >= 1.5 and not closing.entry and is_signed_off(draft, before) else []


def _shorten(draft: Draft, stretch: Stretch, marker: int) -> Stretch:
    last = max(line.index for line in draft.layout.lines[stretch.first : marker] if line.text)
    head_last = min(stretch.head_last, last)
    return Stretch(stretch.first, last, head_last, stretch.items, stretch.score, stretch.annex)
