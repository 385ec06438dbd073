"""What kind of document a stretch is, by its title, its headings and its form."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from protokollparser.outline.blocks import Block
from protokollparser.outline.closings import is_signed_off
from protokollparser.outline.division import Stretch
from protokollparser.outline.draft import Draft
from protokollparser.outline.listings import Listing
from protokollparser.outline.runs import is_agenda
from protokollparser.outline.shapes import any_of, ends_sentence

Points = defaultdict[str, float]

_PROPOSALS = frozenset(
    {"proposal", "proposal_administration", "proposal_presidium", "proposal_chair", "proposal_body"}
)
_PRESENT = frozenset(
    {"attendance", "attendance_serving", "attendance_absent", "attendance_substitutes_present"}
    | {"attendance_substitutes_absent", "attendance_substitutes_serving", "attendance_others"}
)
# Kinds whose form word is their title, where other forms have a title below it.
_NAMED_BY_FORM = frozenset({"minutes", "minutes_extract", "summons", "notice"})
_LEAST = 1.5


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document, the rule that named it, how sure that is, and the lines of the title."""

    name: str
    rule_id: str
    confidence: float
    title: tuple[int, int] | None


def tell_kind(draft: Draft, stretch: Stretch) -> Kind:
    """Return the kind of a stretch; `other` where the evidence is thin."""
    named, title = _titled(draft, stretch)
    points: Points = defaultdict(float)
    rules: dict[str, str] = {}
    for name, weight, rule_id in named:
        if weight > points[name]:
            points[name], rules[name] = weight, rule_id
    for name, weight in _form(draft, stretch).items():
        points[name] += weight
        rules.setdefault(name, "kinds:form")
    # Of kinds that weigh the same, the title names the document and the headings below it its chapters.
    order = list(rules)
    ranked = sorted(points.items(), key=lambda hit: (-hit[1], order.index(hit[0])))
    if not ranked or ranked[0][1] < _LEAST:
        return Kind("other", "kinds:none", 0.2, title)
    best, weight = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return Kind(best, rules[best], round(weight / (weight + second), 2), title)


def _titled(draft: Draft, stretch: Stretch) -> tuple[list[tuple[str, float, str]], tuple[int, int] | None]:
    """Return the kinds that the title's words name, with weight and rule, and the lines of the title."""
    found: list[tuple[str, float, str]] = []
    title: tuple[int, int] | None = None
    form: tuple[int, int] | None = None
    best = 0.0
    blocks = [block for block in draft.blocks.all if stretch.first <= block.first <= stretch.head_last]
    for position, block in enumerate(blocks[:6]):
        if draft.role(block) not in ("titled", "short", "text"):
            continue
        for line in block.lines[:8]:
            rule = draft.kind_rule(line.text)
            if rule is None or ends_sentence(line.text) or draft.shapes.is_contact(line.text):
                continue
            weight = {1: 1.0, 2: 3.0, 3: 3.5}[rule.weight]
            found.append((rule.name, weight, rule.id))
            if rule.weight == 3:
                form = form or ((line.index, line.index) if rule.name in _NAMED_BY_FORM else None)
            elif weight > best:
                best, title = weight, _title_lines(draft, block.first, block.last, line.index)
        if title is None and _may_name(draft, block, len(blocks) - position):
            title = (block.first, block.last)
    return found, form or title or _plain_title(draft, stretch)


def _may_name(draft: Draft, block: Block, left: int) -> bool:
    """True for a block that may be the title of its document: no form word, addressee, unit or name."""
    rule = draft.kind_rule(block.text)
    if draft.role(block) != "titled" or (rule is not None and rule.weight == 3):
        return False
    return not block.text.casefold().startswith("till ") and not _above_title(draft, block, left)


def _plain_title(draft: Draft, stretch: Stretch) -> tuple[int, int] | None:
    """Return the lines of the first item's title, the title below the contents
    list, or the first line when it may be a title."""
    if stretch.items and stretch.items[0].mark.first == stretch.first:
        mark = stretch.items[0].mark
        below = [line.index for line in draft.layout.body(mark.first + 1, mark.last)]
        return (below[0], below[-1]) if below else (mark.first, mark.last)
    listing = draft.listing_at.get(stretch.first)
    if listing is not None:
        after = [block for block in draft.blocks.all if listing.last < block.first <= stretch.last]
        return (after[0].first, after[0].last) if after and draft.is_title_block(after[0]) else None
    text = draft.layout.lines[stretch.first].text
    return (stretch.first, stretch.first) if draft.shapes.is_titled(text) and len(text) <= 120 else None


def _above_title(draft: Draft, block: Block, left: int) -> bool:
    """True for the name of a body or unit above the title proper."""
    shapes = draft.shapes
    if left < 2:
        return False
    if len(block.lines) > 1:
        return any(shapes.is_name(line.text) for line in block.lines)
    return shapes.is_body(block.text) or shapes.is_board(block.text) or shapes.is_name(block.text)


def _title_lines(draft: Draft, first: int, last: int, line: int) -> tuple[int, int]:
    return (first, last) if last - first <= 3 else (line, line)


def _form(draft: Draft, stretch: Stretch) -> Points:
    """Return what headings and form speak for, as points per kind."""
    points: Points = defaultdict(float)
    names = Counter(s.name for s in draft.sections if stretch.first <= s.line <= stretch.last)
    listings = [known for known in draft.listings if stretch.first <= known.first <= stretch.last]
    head = [
        line.text
        for line in draft.layout.lines[stretch.first : stretch.head_last + 40]
        if line.index <= stretch.last
    ]
    agenda = is_agenda(stretch.items)
    present = sum(1 for name in _PRESENT if names[name])
    form = _labels(draft, head)
    if agenda:
        alone = stretch.score == 0 and len(stretch.items) > 1
        kept = present or form or names["adjustment"] or names["notice"] or alone or len(stretch.items) > 3
        points["minutes" if kept else "minutes_extract"] += 4.0
    elif present >= 2 or (form >= 2 and present):
        points["minutes"] += 2.0
    if not agenda:
        _summoned(draft, points, names, listings, head)
        _reported(draft, stretch, points, names, head)
    return points


def _labels(draft: Draft, head: list[str]) -> int:
    """Return how many lines begin with a label of the first page of minutes, in a form or table."""
    labels = any_of(draft.shapes.words("meeting_form"))
    pattern = re.compile(rf"^[|\s]{{0,4}}(?:{labels})\s{{0,3}}(?:[:|\t]|$)", re.IGNORECASE)
    return sum(1 for text in head if pattern.search(text))


def _count(draft: Draft, head: list[str], name: str) -> int:
    """Return how many lines hold one of the words of a list."""
    pattern = re.compile(any_of(draft.shapes.words(name)), re.IGNORECASE)
    return sum(1 for text in head if pattern.search(text))


def _summoned(
    draft: Draft, points: Points, names: Counter[str], listings: Sequence[Listing], head: list[str]
) -> None:
    """Add what speaks for a summons: an agenda, time and place, and nothing decided."""
    if names["decision"] or names["vote"]:
        return
    if any(listing.agenda for listing in listings):
        points["summons"] += 2.0
        points["summons"] += 1.0 if _count(draft, head, "calling") else 0.0


def _reported(draft: Draft, stretch: Stretch, points: Points, names: Counter[str], head: list[str]) -> None:
    """Add what speaks for an official report, a letter or a report."""
    proposals = sum(names[name] for name in _PROPOSALS)
    listings = [known for known in draft.listings if stretch.first <= known.first <= stretch.last]
    contact = any(draft.shapes.is_contact(text) for text in head[: stretch.head_last - stretch.first + 1])
    chapters = sum(1 for found in draft.numbered if stretch.first <= found.first <= stretch.last)
    blocks = [block for block in draft.blocks.all if stretch.first <= block.first <= stretch.last]
    signed = any(
        draft.is_sign_off(block) or is_signed_off(draft, blocks[at - 1 : at + 1])
        for at, block in enumerate(blocks)
        if at
    )
    if proposals and not listings:
        points["official_report"] += 2.0
        points["official_report"] += 1.0 if names["basis_documents"] or names["attachments"] else 0.0
        points["official_report"] += 1.0 if names["sent_to"] else 0.0
        points["official_report"] += (1.0 if contact else 0.0) + (0.5 if signed else 0.0)
    elif names["description"] and names["sent_to"] and not listings:
        points["official_report"] += 2.0
    if any(not listing.agenda for listing in listings) or chapters >= 5:
        points["report"] += 1.5
    lines = [line.text for line in blocks[0].lines]
    addressed = (
        2 <= len(lines) <= 6
        and any(draft.shapes.is_name(t) for t in lines)
        and draft.shapes.is_body(lines[0])
    )
    if addressed and not proposals and not listings and not chapters:
        points["letter"] += 2.0 + (1.0 if signed else 0.0)
