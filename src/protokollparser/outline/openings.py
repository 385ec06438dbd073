"""How strongly the text at a block looks like the beginning of another document, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protokollparser.core.rules.families import KindRule
from protokollparser.outline.blocks import Block
from protokollparser.outline.closings import Closing, close_before
from protokollparser.outline.draft import Draft
from protokollparser.outline.shapes import ends_sentence, is_date, key, stems

# Points of evidence; a document begins where the sum reaches `THRESHOLD`. Weighed on the corpus.
THRESHOLD = 3.5
_NEVER = 20.0
_HEAD_BLOCKS = 8
_HEAD_LINES = 24
_OFFICIAL = {"proposal", "proposal_administration", "proposal_presidium", "proposal_chair", "proposal_body"}
_SOFT = {"summary", "description", "background", "basis_documents"}
_SHEET = re.compile(
    r"(?<![\d/-])(\d{1,3})\s?\((\d{1,3})\)|\bsid(?:a|an)?\.?\s?(\d{1,3})\s?(?:av|/|\()\s?(\d{1,3})",
    re.IGNORECASE,
)
# "Sida 2" and "Blad 2" without the count of all.
_LATER = re.compile(r"\b(?:sid(?:a|an|nr|nummer)?|blad)\.?:?\s?(\d{1,3})\s*$", re.IGNORECASE)
_FRONT = 12
_COLUMNS = re.compile(r"\t|\s{3,}")


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of a possible document: its blocks, the block after them, its kind words and its score."""

    head: tuple[Block, ...]
    after: Block | None
    kind: KindRule | None
    score: float
    closing: Closing

    @property
    def first(self) -> int:
        """The line on which the document would begin."""
        return self.head[0].first

    @property
    def last(self) -> int:
        """The last line of the head."""
        return self.head[-1].last


def opening_at(draft: Draft, block: Block, start: int) -> Opening | None:
    """Return the opening that begins with a block; None where none can. `start` is where the document that is
    open at the block began."""
    if _barred(draft, block, start):
        return None
    head = head_from(draft, block)
    after = draft.blocks.following(head[-1])
    closing = close_before(draft, block, start)
    if closing.entry:
        return None
    own = [known for known in head if draft.role(known) == "titled"]
    kind = _kind(draft, head)
    begins = draft.role(block) == "contents"
    if not own and not begins:
        return None
    score = (
        _words(draft, head, kind)
        + _header(draft, head)
        + _what_follows(draft, head, after, kind, begins=begins)
    )
    score += 2.0 if any(is_announced(draft, known.text, start, block.first) for known in own) else 0.0
    alone = closing.listed and block.page_top and after is not None and draft.role(after) == "text"
    if (score < 1.5 and not alone) or (_running(draft, head, start) and not _new_item(draft, head, start)):
        return None
    score += closing.score + _against_body(draft, block, kind, start) + _sheet(draft, head)
    score -= _NEVER if _is_later_sheet(draft, head, kind, start) else 0.0
    return Opening(tuple(head), after, kind, score, closing)


def head_from(draft: Draft, block: Block) -> list[Block]:
    """Return the blocks of a title page or letterhead that begins with a block."""
    head = [block]
    after = draft.blocks.following(block)
    while after is not None and len(head) < _HEAD_BLOCKS and sum(len(b.lines) for b in head) < _HEAD_LINES:
        if draft.role(after) not in ("titled", "short") and not _is_letterhead(draft, after):
            break
        if draft.blocks.paged and after.page_top and not _is_cover(head):
            break
        head.append(after)
        after = draft.blocks.following(after)
    return head


def _is_cover(head: list[Block]) -> bool:
    return sum(len(block.lines) for block in head) <= 8


def _is_letterhead(draft: Draft, block: Block) -> bool:
    if block.grid is not None or len(block.lines) > 6:
        return False
    return (
        any(draft.shapes.is_contact(line.text) or is_date(line.text) for line in block.lines)
        and len(block.text) < 300
    )


def _barred(draft: Draft, block: Block, start: int) -> bool:
    """True where no document begins: inside lists and items, at headings, at what contents lists name."""
    role = draft.role(block)
    before = draft.blocks.preceding(block)
    if draft.is_sign_off(block) and any(draft.shapes.is_post(line.text) for line in block.lines):
        return True
    if draft.shapes.is_signed(block.text) or (
        before is not None and draft.shapes.is_signed(before.text) and before.text.endswith(":")
    ):
        return True
    if before is not None and _is_empty_heading(draft, before) and not block.page_top:
        return True
    if role == "contents":
        listing = draft.listing_at[block.first]
        return block.first != listing.first or block.grid is not None
    if role not in ("titled", "short"):
        return not _is_letterhead(draft, block)
    if draft.blocks.paged and not block.page_top:
        return True
    if _in_annex_list(draft, block, start):
        return True
    listed = [known for known in draft.listings if start <= known.first < block.first and not known.agenda]
    return any(key(block.text) in known.keys or key(block.lines[0].text) in known.keys for known in listed)


def _is_empty_heading(draft: Draft, block: Block) -> bool:
    """True for a block that ends with a known or numbered heading, so that the next is its content."""
    return block.last in draft.section_at or block.last in draft.numbered_at or block.last in draft.mark_at


def _in_annex_list(draft: Draft, block: Block, start: int) -> bool:
    """True for an entry of a list of annexes, "Bilaga 2 Avtal", that is not the annex itself."""
    section = draft.open_section(block.first)
    rule = draft.kind_rule(block.lines[0].text)
    if section is None or section.line < start or section.name not in ("attachments", "basis_documents"):
        return False
    if rule is None or rule.name != "attachment" or block.gap >= 3 or block.page_top:
        return False
    opened = draft.blocks.of_line[section.line].ordinal
    before = draft.blocks.all[opened + 1 : block.ordinal]
    named = any(line.text.casefold().startswith(block.text.casefold()) for b in before for line in b.lines)
    return not named and all(len(known.text) <= 160 and not draft.is_sign_off(known) for known in before)


def _kind(draft: Draft, head: list[Block]) -> KindRule | None:
    found: list[tuple[int, KindRule]] = []
    stamped = [rule for line in head[0].lines[:3] if (rule := _kind_beside_stamp(draft, line.text))]
    if stamped:
        return stamped[0]
    for block in head[:5]:
        if draft.role(block) == "titled":
            rule = draft.kind_rule(block.text)
            if rule is not None:
                found.append((rule.weight, rule))
        for line in block.lines[:6]:
            rule = draft.kind_rule(line.text)
            if rule is not None and not ends_sentence(line.text):
                found.append((rule.weight, rule))
    return max(found, key=lambda hit: hit[0])[1] if found else None


def _kind_beside_stamp(draft: Draft, text: str) -> KindRule | None:
    """Return the kind that a letterhead names before the number of the annex that it was made.

    Norrby kommun          PROTOKOLLSUTDRAG          Bilaga C
    """
    *before, last = _COLUMNS.split(text)
    stamp = draft.kind_rule(last) if before else None
    if stamp is None or stamp.name != "attachment":
        return None
    rules = [rule for column in before if (rule := draft.kind_rule(column)) is not None]
    return rules[0] if rules and rules[0].name != "attachment" else None


def _words(draft: Draft, head: list[Block], kind: KindRule | None) -> float:
    """Return the weight of the title's words; a title alone without known words weighs little."""
    weight = {None: 0.0, 1: 0.5, 2: 2.0, 3: 3.0}[kind.weight if kind else None]
    if kind is not None and kind.chapter and not any(_is_full(draft, kind, block) for block in head[:5]):
        weight = 0.5
    dated = any(is_date(line.text) for block in head[1:4] for line in block.lines)
    return weight + (1.0 if dated and kind else 0.0)


def _is_full(draft: Draft, kind: KindRule, block: Block) -> bool:
    """True for a title of a kind that says more than the kind: a number, or three words."""
    for text in (block.text, *(line.text for line in block.lines)):
        if kind.pattern().search(text) and (any(sign.isdigit() for sign in text) or len(text.split()) >= 3):
            return True
    return False


def _header(draft: Draft, head: list[Block]) -> float:
    """Return the weight of what stands above a title: contact lines, a unit, an addressee."""
    first = head[0]
    score = 0.0
    if any(draft.shapes.is_contact(line.text) for block in head[:4] for line in block.lines):
        score += 2.0
    lines = [line.text for line in first.lines]
    below = len(head) > 1 and any(draft.role(block) == "titled" for block in head[1:])
    if len(lines) == 1 and draft.shapes.is_body(lines[0]) and below:
        score += 1.0
    if 2 <= len(lines) <= 6 and below and _is_addressee(draft, lines):
        score += 2.0
    return score


def _is_addressee(draft: Draft, lines: list[str]) -> bool:
    body = draft.shapes.is_body(lines[0]) or lines[0].casefold().startswith("till ")
    if draft.shapes.is_name(lines[0]) and draft.shapes.is_post(lines[1]):
        return False
    others = [
        draft.shapes.is_name(text) or draft.shapes.is_body(text) or draft.shapes.is_post(text)
        for text in lines[1:]
    ]
    named = any(draft.shapes.is_name(text) for text in lines)
    return named and (body or draft.shapes.is_name(lines[0])) and all(others)


def _what_follows(
    draft: Draft, head: list[Block], after: Block | None, kind: KindRule | None, *, begins: bool
) -> float:
    """Return the weight of what the head leads to: a contents list, a proposal, a first chapter, prose."""
    if begins:
        return 2.0
    if after is None:
        return 0.0
    role = draft.role(after)
    if role == "mark" and kind is not None and kind.name == "minutes_extract":
        return 1.5
    if role == "contents":
        return 3.0
    if role == "section":
        name = draft.section_at[after.first].name
        return 2.0 if name in _OFFICIAL else 1.0 if name in _SOFT and len(head) > 1 else 0.0
    if role == "numbered":
        return 1.5 if draft.numbered_at[after.first].parts[-1] == 1 else 0.0
    if role != "text":
        return 0.0
    opened = kind is not None and kind.opening and kind.pattern("opening").match(after.text)
    return 1.5 if opened else 0.5


def _against_body(draft: Draft, block: Block, kind: KindRule | None, start: int) -> float:
    """Return the weight of a title that does not fit the open document: an unnumbered title after numbered
    chapters, a title of a kind inside an item."""
    if kind is None or kind.weight < 2:
        return 0.0
    chapters = [found for found in draft.numbered if start <= found.first < block.first]
    mark = draft.last_mark(block.first)
    inside = mark is not None and mark.first >= start
    return (1.0 if len(chapters) >= 3 else 0.0) + (1.0 if inside else 0.0)


def is_announced(draft: Draft, title: str, start: int, stop: int) -> bool:
    """True for a title that the annexes or basis documents named between two lines announce: three
    quarters of the words of the shorter of title and entry stand in the other, endings apart."""
    own = stems(title)
    if len(own) < 2:
        return False
    for line, entry in draft.announced:
        fewer = min(len(own), len(entry))
        if start <= line < stop and fewer >= 2 and len(own & entry) >= max(2, 0.75 * fewer):
            return True
    return False


def _sheet(draft: Draft, head: list[Block]) -> float:
    """Return the weight of "1 (4)" on the page or in the head: a first sheet, or a later one.

    A count of all pages of the file was stamped on whatever is in it: later sheets of it tell nothing.
    """
    first, last = head[0].first, head[-1].last
    if head[0].page_top:
        first, last = draft.blocks.page_lines[head[0].lines[0].page]
    for line in draft.layout.lines[first : last + 1]:
        if len(line.text) < 120 and (match := _SHEET.search(line.text)):
            number, total = int(match[1] or match[3]), int(match[2] or match[4])
            if 1 <= number <= total:
                stamped = total == len(draft.layout.document.pages) and number == line.page
                return 2.0 if number == 1 else 0.0 if stamped else -_NEVER
    return 0.0


def _is_later_sheet(draft: Draft, head: list[Block], kind: KindRule | None, start: int) -> bool:
    """True for the head of minutes with "Sida 2", whose § go on those of the open document, or are its first.

    A stamped count of a whole bundle tells nothing of its documents: their § begin anew.
    """
    if kind is None or kind.name not in ("minutes", "minutes_extract"):
        return False
    lines = [line.text for block in head[:3] for line in block.lines]
    numbers = [int(match[1]) for text in lines if len(text) < 120 and (match := _LATER.search(text))]
    after = next((mark for mark in draft.marks if mark.first > head[0].first), None)
    if not numbers or numbers[0] < 2 or after is None or after.first - head[-1].last > 12:
        return False
    before = draft.last_mark(head[0].first)
    if before is None or before.first < start:
        front = draft.layout.body(start, head[0].first - 1)
        rules = [draft.kind_rule(line.text) for line in list(front)[:_FRONT]]
        return any(rule is not None and rule.name == kind.name for rule in rules)
    return after.number == before.number + 1


def _new_item(draft: Draft, head: list[Block], start: int) -> bool:
    """True when the first § below a repeated head does not go on the count: another extract."""
    after = next((mark for mark in draft.marks if mark.first > head[0].first), None)
    before = draft.last_mark(head[0].first)
    if after is None or before is None or before.first < start or after.first - head[-1].last > 6:
        return False
    return after.number not in (before.number, before.number + 1)


def _running(draft: Draft, head: list[Block], start: int) -> bool:
    """True for a head that the open document has carried before: its running head, page after page."""
    own = [line for block in head[:3] for line in block.lines]
    known = sum(1 for line in own if draft.stood_before(line, start, head[0].first))
    return len(own) >= 2 and 4 * known >= 3 * len(own)
