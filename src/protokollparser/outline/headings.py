"""The tree of headings: every heading with its part, level and name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from protokollparser.core.outline import Heading, Outline, Part
from protokollparser.core.text import clean
from protokollparser.outline.after_decisions import after_decisions
from protokollparser.outline.division import alike
from protokollparser.outline.draft import Draft
from protokollparser.outline.item_ranges import find_ranges
from protokollparser.outline.parts import Division
from protokollparser.outline.runs import Item, is_agenda
from protokollparser.outline.shapes import key
from protokollparser.outline.titles import Title, TitleFinder

_SITTINGS = frozenset({"minutes", "minutes_extract"})
# Headings of minutes that stand beside the agenda items, not inside them.
_BESIDE = frozenset({"signing", "notice", "attendance", "contents", "appeal"})
# Headings that close a report whatever chapter they follow.
_LAST = frozenset({"signing", "attachments", "sent_to"})
# Headings that stand in items only.
_OF_ITEMS = frozenset({"decision", "motions", "vote", "reservations", "background", "description", "summary"})
_LISTS_OF_PRESENT = "attendance_"
# Words that stand alone on so many lines of one document are the cells of a list that lost its columns
# ("Ledamot", "Nej"), and head nothing; 002 returns to no heading of its own more than twice.
_TIMES = 4
_STEPS = 2


def build(draft: Draft, division: Division, bare: Outline) -> tuple[Heading, ...]:
    """Return all headings in reading order; `bare` is the outline without them."""
    found: list[Heading] = []
    for part in division.parts:
        if part.kind != "bundle":
            found += _of_part(draft, division, bare, part)
    found += _marker_headings(draft, division)
    return tuple(sorted(found, key=lambda heading: (heading.first, heading.level)))


def _of_part(draft: Draft, division: Division, bare: Outline, part: Part) -> list[Heading]:
    own = bare.own_lines(part.ordinal)
    lines = set(own)
    sure = _sure(draft, division, part, lines)
    title = _title(draft, bare, part)
    covered = {i for heading in sure for i in range(heading.first, heading.last + 1)}
    if title is not None and not covered & set(range(title.first, title.last + 1)):
        sure.append(title)
    head = range(part.first, division.heads[part.ordinal] + 1) if not _has_items(draft, part) else range(0)
    items = part.kind in _SITTINGS
    family = bare.parts[part.parent] if part.kind == "slide" and part.parent is not None else part
    finder = TitleFinder(draft, part, own, set(head) | covered, range(family.first, family.last + 1))
    printed = Counter(
        key(line.text) for line in draft.layout.body(part.first, part.last) if line.index in lines
    )
    titles = [found for found in finder.find() if printed[key(found.text)] < _TIMES]
    if items:
        marked = covered | {found.first for found in titles}
        titles += [found for found in after_decisions(draft, part, marked) if found.first in lines]
    known = {key(heading.text) for heading in sure} | {key(found.text) for found in titles}
    titles += [found for found in finder.find_run_ins(known) if found.first not in covered]
    listed = _listed(draft, part)
    loose = {found.first: found for found in titles}
    sure += [
        _plain(draft, part, found, listed) for found in titles if not items or not _beside(draft, part, found)
    ]
    return _levels(draft, part, sorted(sure, key=lambda heading: heading.first), loose, listed)


def _has_items(draft: Draft, part: Part) -> bool:
    return any(mark.first == part.first for mark in draft.marks)


def _beside(draft: Draft, part: Part, found: Title) -> bool:
    """True for a loose title of minutes that stands before the first item, among forms and lists."""
    mark = draft.last_mark(found.first)
    return mark is None or mark.first < part.first


def _sure(draft: Draft, division: Division, part: Part, lines: set[int]) -> list[Heading]:
    """Return the headings known by mark, words, number or as the head of a contents list."""
    found: list[Heading] = []
    items = [item for item in division.items if item.mark.first in lines]
    agenda = part.kind in _SITTINGS and (
        is_agenda(tuple(items)) or _lists_present(draft, part) or _counts(items)
    )
    entries = _entries(draft, part)
    for item in items:
        mark, level = item.mark, 1 if agenda else 2
        found.append(
            Heading(
                mark.first, mark.last, level, mark.title, part.ordinal, "other", mark.printed, agenda,
                mark.text_start is not None, mark.text_start or 0,
                rule_id="paragraphs:mark",
            )
        )  # fmt: skip
    if part.kind in _SITTINGS:
        found += find_ranges(draft, part, lines)
    for section in draft.sections:
        if section.line in lines and section.line not in draft.mark_at:
            found.append(
                Heading(
                    section.line, section.last, 2, section.text, part.ordinal, section.name,
                    run_in=section.run_in, text_start=section.text_start, rule_id=section.rule_id,
                )
            )  # fmt: skip
    for chapter in draft.numbered:
        if chapter.first in lines:
            known = draft.finder.name_of(chapter.text)
            name, rule = (known[0].name, known[0].id) if known else ("other", "numbered:sequence")
            item_of = part.kind == "summons" and any(alike(chapter.text, entry) for entry in entries)
            found.append(
                Heading(
                    chapter.first, chapter.last, len(chapter.parts) + 1, clean(chapter.text), part.ordinal,
                    name, chapter.number, item_of, rule_id=rule,
                )
            )  # fmt: skip
    for listing in draft.listings:
        if listing.heading in lines and draft.layout.grid_at.get(listing.heading) is None:
            text = clean(draft.layout.lines[listing.heading].text).rstrip(":")
            found.append(
                Heading(
                    listing.heading,
                    listing.heading,
                    2,
                    text,
                    part.ordinal,
                    "contents",
                    rule_id="contents:list",
                )
            )
    return _without_lead_ins(found)


def _without_lead_ins(found: list[Heading]) -> list[Heading]:
    """Leave out a clause right below the heading "Beslut": it leads in the words of the decision."""
    ordered = sorted(found, key=lambda heading: heading.first)
    kept: list[Heading] = []
    for heading in ordered:
        lead = (
            kept
            and kept[-1].name == "decision"
            and heading.first - kept[-1].last <= 2
            and not kept[-1].run_in
        )
        if lead and heading.name.startswith(("proposal", "decision")) and len(heading.text.split()) > 1:
            continue
        kept.append(heading)
    return kept


def _lists_present(draft: Draft, part: Part) -> bool:
    """True when a part tells who was present before its first §: all its § are items of that sitting."""
    first = next((mark.first for mark in draft.marks if mark.first >= part.first), part.last)
    before = [section for section in draft.sections if part.first <= section.line < first]
    return any(section.name.startswith("attendance") for section in before)


def _counts(items: Sequence[Item]) -> bool:
    """True where the § of minutes count up one by one: those of statutes in them begin anew."""
    steps = [below.mark.number - above.mark.number for above, below in pairwise(items)]
    return len(steps) >= _STEPS and all(step == 1 for step in steps)


def _title(draft: Draft, bare: Outline, part: Part) -> Heading | None:
    """Return the heading that a document's title is; None for sittings, which have items instead."""
    if part.title is None or part.kind in _SITTINGS or part.kind == "summons":
        return None
    first, last = part.title
    text = clean(" ".join(line.text for line in draft.layout.body(first, last)))
    item = _is_item(draft, bare, part, text)
    return Heading(first, last, 1, text, part.ordinal, paragraph=item, rule_id=part.rule_id)


def _is_item(draft: Draft, bare: Outline, part: Part, text: str) -> bool:
    """True for the title of papers that the agenda of the summons around them names."""
    parent = part.parent
    if parent is None or part.kind != "official_report" or bare.parts[parent].kind != "summons":
        return False
    entries = _entries(draft, bare.parts[parent])
    return any(_names(text, entry) for entry in entries)


def _names(title: str, entry: str) -> bool:
    """True when a title says in full what an entry says in short, or the reverse."""
    one, two = sorted((key(title).split(), key(entry).split()), key=len)
    same = sum(1 for word in one if word in two)
    return alike(title, entry) or (len(one) >= 3 and same >= 0.75 * len(one))


def _entries(draft: Draft, part: Part) -> list[str]:
    """Return the titles on the agenda of a summons."""
    listings = [known for known in draft.listings if part.first <= known.first <= part.last and known.agenda]
    return [entry.title for listing in listings for entry in listing.entries]


def _listed(draft: Draft, part: Part) -> frozenset[str]:
    """Return the titles that the part's own contents lists name, for comparing."""
    listings = [known for known in draft.listings if part.first <= known.first <= part.last]
    return frozenset[str]().union(*(listing.keys for listing in listings))


def _plain(draft: Draft, part: Part, found: Title, listed: frozenset[str]) -> Heading:
    known = draft.finder.name_of(found.text) if found.run_in else None
    entries = _entries(draft, part) if part.kind == "summons" else []
    item = any(_names(found.text, entry) for entry in entries)
    rule = "titles:run-in" if found.run_in else "titles:form"
    return Heading(
        found.first, found.last, 3, found.text, part.ordinal, known[0].name if known else "other", None, item,
        found.run_in, found.text_start, rule, 0.9 if key(found.text) in listed else 0.7,
    )  # fmt: skip


def _levels(
    draft: Draft, part: Part, found: Sequence[Heading], loose: dict[int, Title], listed: frozenset[str]
) -> list[Heading]:
    """Return the headings with their levels inside the part."""
    if part.kind in _SITTINGS:
        return _levels_of_sitting(found)
    named = any(heading.level == 2 and heading.name not in ("other", "contents") for heading in found)
    chapters = any(heading.number for heading in found)
    ranks = _type_ranks(draft, found)
    leveled: list[Heading] = []
    chapter = 1
    deeper = False
    for heading in found:
        level = heading.level
        if heading.paragraph and part.kind == "summons":
            level = 1
        elif heading.number:
            chapter = level
        elif heading.first in loose:
            if heading.first in ranks:
                level = ranks[heading.first]
            elif key(heading.text) in listed:
                level = chapter = 2
            elif chapters and chapter > 1:
                level = chapter + 1
            else:
                level = (
                    3 if (named or listed or deeper) and not heading.run_in else 3 if heading.run_in else 2
                )
            deeper = loose[heading.first].leads
        elif level == 2 and heading.name not in _LAST:
            level = chapter + 1 if chapters and chapter > 1 and key(heading.text) not in listed else 2
        leveled.append(replace(heading, level=level))
    return leveled


def _type_ranks(draft: Draft, found: Sequence[Heading]) -> dict[int, int]:
    """Return levels by size of type, larger first, where headings differ in it."""
    sizes = {
        heading.first: size
        for heading in found
        if heading.level != 1 and (size := draft.layout.lines[heading.first].size) is not None
    }
    order = sorted(set(sizes.values()), reverse=True)
    return {first: min(2 + order.index(size), 5) for first, size in sizes.items()}


def _levels_of_sitting(found: Sequence[Heading]) -> list[Heading]:
    leveled: list[Heading] = []
    inside = present = False
    for position, heading in enumerate(found):
        level = heading.level
        if _heads_item(heading):
            level, inside = 1, True
        elif inside and heading.name.startswith("attendance") and _goes_on(found[position + 1 :]):
            level = 2
        elif heading.name in _BESIDE:
            level, inside, present = 1, False, heading.name == "attendance"
        elif heading.name.startswith(_LISTS_OF_PRESENT):
            level, inside = (2 if present else 1), False
        elif not inside:
            level = 2 if present and heading.name == "other" else 1
        elif heading.name == "other" or heading.run_in:
            level = 3 if heading.name == "other" else 2
        else:
            level = 2
        leveled.append(replace(heading, level=level))
    return leveled


def _heads_item(heading: Heading) -> bool:
    return bool(heading.number and (heading.paragraph or heading.number.startswith("§")))


def _goes_on(following: Sequence[Heading]) -> bool:
    """True where an item goes on below a list of those present: another § follows, or what it decides."""
    for heading in following:
        if heading.name in ("signing", "notice"):
            return False
        if _heads_item(heading) or heading.name in _OF_ITEMS or heading.name.startswith("proposal"):
            return True
    return False


def _marker_headings(draft: Draft, division: Division) -> list[Heading]:
    """Return the titles of items without papers that stand between the papers of a summons."""
    summons = next((part for part in division.parts if part.kind == "summons"), None)
    if summons is None:
        return []
    lines = draft.layout.lines
    return [
        Heading(i, i, 1, clean(lines[i].text), summons.ordinal, paragraph=True, rule_id="division:marker")
        for i in division.markers
    ]
