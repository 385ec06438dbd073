"""Headings told by how they stand: a short line alone, or a line in larger or bolder type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from protokollparser.core.outline import Part
from protokollparser.core.text import clean
from protokollparser.outline.blocks import Block, masked
from protokollparser.outline.draft import POINTS, Draft
from protokollparser.outline.shapes import ends_sentence, key

# Sections that hold lists of short lines; only a heading over real prose can end them.
_LISTS = POINTS | frozenset(
    {
        "sent_to",
        "basis_documents",
        "attachments",
        "signing",
        "notice",
        "adjustment",
        "contents",
        "vote",
        "note",
    }
    | {"attendance", "attendance_serving", "attendance_absent", "attendance_others", "motions"}
    | {"attendance_substitutes_present", "attendance_substitutes_absent", "attendance_substitutes_serving"}
    | {"disqualification"}
)
_UNITS = re.compile(r"\b(?:tkr|kkr|mkr|mnkr|kronor|kr|procent|sek)\b|%", re.IGNORECASE)
_RUN_IN = re.compile(r"(?P<title>[A-ZÅÄÖ][\w-]{2,30}(?: [\w-]{2,30}){0,4})\. (?=[A-ZÅÄÖ])")
_LABELED = re.compile(r"\S{2,30}:\s")
_LONGEST = 110
_PROSE = 120
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A heading without number or known words: its lines, and whether another heading follows at once."""

    first: int
    last: int
    text: str
    leads: bool = False
    run_in: bool = False
    text_start: int = 0


class TitleFinder:
    """Finds the headings of one part that only their form tells.

    `taken` are the lines of its title block and of headings known already. `items` says that agenda
    items fill the part: there a line right above a table is the table's title, and the name of a body
    stands in lists. `family` are the lines of the part and its sisters: what returns on most sheets of a
    slide deck, or in the cells of a ballot, heads nothing.
    """

    def __init__(
        self, draft: Draft, part: Part, own: Sequence[int], taken: Collection[int], family: Collection[int]
    ) -> None:
        self.draft = draft
        self.part = part
        self.taken = taken
        self.items = part.kind in ("minutes", "minutes_extract")
        lines = set(own)
        self.blocks = [block for block in draft.blocks.all if block.first in lines]
        self.typed = sum(1 for block in self.blocks if self._in_type(block)) >= _OFTEN
        kin = [block for block in draft.blocks.all if block.first in family and len(block.text) <= _LONGEST]
        self.seen = Counter(masked(block.text) for block in kin)

    def find(self) -> list[Title]:
        """Return the headings in order."""
        found = []
        for chain, after in self._chains():
            kept = self._kept(chain, after)
            for position, block in enumerate(kept):
                last = self._last_line(block)
                text = clean(" ".join(line.text for line in block.lines if line.index <= last))
                found.append(Title(block.first, last, text, leads=position < len(kept) - 1))
        return found

    def find_run_ins(self, known: Collection[str]) -> list[Title]:
        """Return the headings that open a paragraph and end with a full stop ("Driftkostnader. Under ...").

        They are believed only where the same words are a heading of their own elsewhere in the part.
        """
        found = []
        for block in self.blocks:
            if block.first in self.taken or block.grid is not None or self.draft.role(block) != "text":
                continue
            match = _RUN_IN.match(block.lines[0].text)
            if match is not None and key(match["title"]) in known:
                found.append(
                    Title(block.first, block.first, match["title"], run_in=True, text_start=match.end())
                )
        return found

    def _in_type(self, block: Block) -> bool:
        distinct = block.grid is None and self.draft.blocks.distinct(block.lines[0])
        return distinct and self.draft.role(block) == "titled"

    def _last_line(self, block: Block) -> int:
        last = block.first
        for line in block.lines[1:]:
            if self.typed and not self.draft.blocks.distinct(line):
                break
            last = line.index
        return last

    def _chains(self) -> list[tuple[list[Block], Block | None]]:
        """Return the runs of possible headings without text between, each with the block that follows it."""
        chains: list[tuple[list[Block], Block | None]] = []
        chain: list[Block] = []
        for position, block in enumerate(self.blocks):
            after = self.blocks[position + 1] if position + 1 < len(self.blocks) else None
            below = bool(chain) or self.draft.numbered_at.get(block.first - 1) is not None
            if block.first not in self.taken and self._may_head(block, after, below=below):
                chain.append(block)
                continue
            if chain:
                chains.append((chain, block))
            chain = []
        return [*chains, (chain, None)] if chain else chains

    def _may_head(self, block: Block, after: Block | None, *, below: bool) -> bool:
        """True for a block that may be a heading; `below` another one the name of a body is its content."""
        draft, text = self.draft, block.text
        if draft.role(block) != "titled" or len(text) > _LONGEST:
            return False
        if (self.items or self.part.kind == "slide") and self.seen[masked(text)] >= _OFTEN:
            return False
        if draft.blocks.is_running(block.lines[0]):
            return False
        if not draft.blocks.distinct(block.lines[0]) if self.typed else len(block.lines) > 1:
            return False
        if text.count(",") >= 2 or "§" in text or _UNITS.search(text) or _LABELED.match(text):
            return False
        shapes = draft.shapes
        if shapes.is_name(text.partition(",")[0]) or shapes.is_post(text) or shapes.is_clause(text):
            return False
        if shapes.is_body(text) and not self.typed and (self.items or below):
            return False
        if after is not None and after.grid is not None and self.items:
            return False
        return not self._in_list(block, after)

    def _in_list(self, block: Block, after: Block | None) -> bool:
        """True inside a section of short lines, unless prose follows and something stood before."""
        section = self.draft.open_section(block.first)
        if section is None or section.line < self.part.first or section.name not in _LISTS:
            return False
        first = block.ordinal == self.draft.blocks.of_line[section.line].ordinal + 1
        prose = after is not None and after.grid is None and len(after.text) > _PROSE
        return first or not prose or after is None or not after.text.rstrip().endswith(".")

    def _kept(self, chain: list[Block], after: Block | None) -> list[Block]:
        """Return the blocks of a run that are headings: those that something hangs on.

        In text without type, three and more short lines are a list; the last of them may head what follows.
        """
        if after is None or after.last > self.part.last:
            return []
        role = self.draft.role(after)
        if role in ("mark", "contents"):
            return []
        if role in ("numbered", "section"):
            chapter = self.draft.numbered_at.get(after.first)
            divided = chapter is not None and len(chapter.parts) > 1 and chapter.parts[-1] == 1
            leads = role == "section" or divided
            return chain[-1:] if leads and (self.typed or len(chain) == 1) else []
        if role == "short" and not self.typed and not self._is_text(after):
            return chain if len(chain) == 1 and len(after.lines) > 1 else []
        return chain if self.typed or len(chain) <= 2 else chain[-1:]

    def _is_text(self, block: Block) -> bool:
        text, shapes = block.text, self.draft.shapes
        named = shapes.is_name(text) or shapes.is_post(text) or shapes.is_body(text)
        return not named and (len(text) > 25 or ends_sentence(text) or "," in text)
