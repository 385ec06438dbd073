"""Blocks in which roles, names and empty lines to sign on stand together.

    Ordförande e-nämnden:          .....................        Leif Ek
    E-samordnare:                  Karin Ström                  ordförandeUlrika Berg
    .....                          Sekreterare                  nämndsekreterare
    Carina Sand

Roles stand before or after their names, or all roles before all names: what belongs together is told
by order, when there are as many of the one as of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from protokollparser.core.dates import find_dates
from protokollparser.core.layout import Grid, GridCell, GridRow, Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.parse.excerpts import Excerpt, pieces
from protokollparser.parse.form_fields import Labels
from protokollparser.parse.names import Names
from protokollparser.parse.paragraph_ranges import MARKED
from protokollparser.parse.signing.sign_columns import by_columns, in_columns
from protokollparser.parse.signing.sign_elements import Element, Signer

_RULE = re.compile(r"<hr\s*/?>|[._…‥]{4,}|(?:[._…‥]\s){4,}[._…‥]|…{2,}")
_ROLES = frozenset({"chair", "vice_chair", "secretary", "adjuster", "signature"})
# Labels that stand beside a role in the same line: "Sekreterare ........ Paragrafer 35-43".
_ASIDE = frozenset({"paragraphs"})
_AND = re.compile(r"(?:,|och\b|samt\b|&)\s*", re.IGNORECASE)
# A stroke before a name tells that another hand wrote the paper: "/ Inga Frid".
_STROKE = re.compile(r"/\s*(?=[A-ZÅÄÖ])")
_NUMBERS = re.compile(r"[§\s\d,–—-]+")
_GAP = 3
_LONGEST = 60


def _is_ruled(layout: Layout, cell: GridCell) -> bool:
    return _RULE.search(layout.document.pages[cell.page - 1].text, cell.start, cell.end) is not None


class SignBlocks:
    """Finds such blocks among lines and cells."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> SignBlocks:
        """Return the one for these rules."""
        return cls(rules)

    def __init__(self, rules: Rules) -> None:
        self.labels = Labels.of(rules)
        self.names = Names.of(rules)
        offices = rules.vocabulary["offices"]["offices"]
        spellings = sorted({word for words in offices.values() for word in words}, key=lambda w: (-len(w), w))
        self._glued = re.compile(
            rf"^(?P<office>[a-zåäö-]*(?:{'|'.join(map(re.escape, spellings))}))(?=[A-ZÅÄÖ])"
        )
        endings = sorted(rules.vocabulary["offices"]["title_endings"])
        self._title = re.compile(rf"^[\w/-]*(?:{'|'.join(map(re.escape, endings))})\b", re.IGNORECASE)

    def elements(self, excerpt: Excerpt) -> list[Element] | None:
        """Return what a line or cell is made of when it is nothing but rules, roles and names, else None."""
        found: list[Element] = []
        at = 0
        text = excerpt.text
        for match in [*_RULE.finditer(text), None]:
            aside = False
            for piece in pieces(excerpt.part(at, match.start() if match else len(text))):
                if aside and _NUMBERS.fullmatch(piece.text):
                    continue
                aside = self.labels.name(piece.text) in _ASIDE
                read = self._piece(piece) if piece.cleaned else []
                if read is None:
                    return None
                found.extend(read)
            if match:
                found.append(Element("rule", excerpt.part(*match.span())))
                at = match.end()
        return found

    def _piece(self, piece: Excerpt) -> list[Element] | None:
        stroke = _STROKE.match(piece.text)
        if stroke:
            return self._piece(piece.part(stroke.end()))
        glued = self._glued.match(piece.text)
        if glued:
            rest = self._piece(piece.part(glued.end()))
            role = Element("role", piece.part(0, glued.end()), self.labels.name(glued["office"]) or "other")
            return [role, *rest] if rest is not None else None
        label = self.labels.name(piece.text)
        if label in _ASIDE or any(
            hit[0] in _ASIDE and hit[1] == 0 for hit in self.labels.on_line(piece.text)
        ):
            return []
        if label in _ROLES:
            return [Element("role", piece, label)]
        if label == "adjustment_done" or any(
            hit[0] in ("adjustment_done", "adjuster")
            and hit[1] == 0
            and find_dates(piece.text)
            and len(piece.text) <= _LONGEST
            for hit in self.labels.on_line(piece.text)
        ):
            # "Justerat den 26 april 1978:" stands over those who adjusted, the chair among them.
            return [Element("role", piece, "other")]
        person = self.names.at_start(piece.text)
        if person is not None:
            after = piece.part(person.stop)
            told = MARKED.match(after.text)
            if told:
                # "Eva Ek §§ 41-52, 54-60" and "Bo Al § 53" sign for what each of them led.
                after = after.part(told.end())
            joined = _AND.match(after.text)
            if joined and self.names.at_start(after.text, joined.end()) is not None:
                after = after.part(joined.end())
            rest = self._piece(after) if after.cleaned.strip(" ,") else []
            return (
                [Element("name", piece.part(person.start, person.stop), None, person), *rest]
                if rest is not None
                else None
            )
        first = self.labels.on_line(piece.text)
        if (
            first
            and first[0][1] == 0
            and first[0][0] in _ROLES
            and self.names.at_start(piece.text, first[0][3])
        ):
            rest = self._piece(piece.part(first[0][3]))
            role = Element("role", piece.part(0, first[0][2]), first[0][0])
            return [role, *rest] if rest is not None else None
        short = len(piece.text) <= _LONGEST and not any(sign.isdigit() for sign in piece.text)
        if short and (piece.text.rstrip().endswith(":") or self._title.match(piece.text)):
            return [Element("role", piece, "other")]
        return None

    def of_grid(self, layout: Layout, grid: Grid) -> list[Signer]:
        """Return who signs on the lines drawn in a table: the role in the row, the name beside or below."""
        if not any(_is_ruled(layout, cell) for row in grid.rows if not row.rule_line for cell in row.cells):
            return []
        rows = [
            [
                element
                for cell in row.cells
                if cell.end > cell.start
                for element in self._cell(layout, cell, row)
            ]
            for row in grid.rows
            if not row.rule_line
        ]
        found = []
        for position, row in enumerate(rows):
            role: Element | None = None
            for at, element in enumerate(row):
                if element.kind == "role":
                    role = element
                elif element.kind == "rule":
                    below = rows[position + 1] if position + 1 < len(rows) else []
                    beside = [other for other in row[at + 1 :] if other.kind != "rule"][:1]
                    named = [other for other in beside if other.kind == "name"]
                    if not named and len(below) == 1 and below[0].kind == "name":
                        named = below
                    if role or named:
                        found.append(Signer(role, named[0] if named else None, True))
        return found

    def _cell(self, layout: Layout, cell: GridCell, row: GridRow) -> list[Element]:
        excerpt = Excerpt.of_cell(layout, cell, row.first)
        return [replace(element, cell=excerpt) for element in self.elements(excerpt) or []]

    def ruled_runs(self, layout: Layout, lines: Sequence[Line]) -> list[list[Element]]:
        """Return those of the runs in which a line to sign on is drawn."""
        near: set[int] = set()
        for position, line in enumerate(lines):
            if _RULE.search(line.text):
                near.update(self._around(layout, lines, position))
        chosen = [line for position, line in enumerate(lines) if position in near]
        return [run for run in self.runs(layout, chosen) if any(element.kind == "rule" for element in run)]

    def _around(self, layout: Layout, lines: Sequence[Line], position: int) -> Iterator[int]:
        """Yield the places of the lines that may be of one run with a line, and of one more on each side."""
        for step in (-1, 1):
            at = position
            while 0 <= at < len(lines):
                yield at
                line = lines[at]
                if line.index in layout.grid_at or self.elements(Excerpt.of_line(layout, line)) is None:
                    break
                at += step

    def runs(self, layout: Layout, lines: Sequence[Line]) -> list[list[Element]]:
        """Return the runs of lines that are such a block, with at most three blank lines between two."""
        found: list[list[Element]] = []
        last: int | None = None
        for line in lines:
            read = None if line.index in layout.grid_at else self.elements(Excerpt.of_line(layout, line))
            if read is None:
                last = None
                continue
            if last is None or line.index - last > _GAP + 1:
                found.append([])
            found[-1].extend(read)
            last = line.index
        return [run for run in found if run]

    def signs(self, signer: Signer) -> bool:
        """True when the role is one that people sign in: an office, a title, "Underskrift"."""
        role = signer.role
        return role is not None and (role.role in _ROLES or bool(self._title.match(role.excerpt.text)))

    def signers(self, run: Sequence[Element]) -> list[Signer]:
        """Return who signs in a run, in order; roles without any name come back as one signer."""
        if in_columns(run):
            return by_columns(run)
        roles = [element for element in run if element.kind == "role"]
        people = [element for element in run if element.kind == "name"]
        ruled = any(element.kind == "rule" for element in run)
        if len(roles) != len(people):
            # "Underskrifter" over the block is its heading.
            roles = [role for role in roles if role.role != "signature"] or roles
        if people and len(roles) > len(people) and roles[-1].excerpt.start < people[0].excerpt.start:
            # 002 line 931: "Verksamhetsplanen godkänd av:" leads in, the roles follow.
            roles = roles[-len(people) :]
        if not people:
            return [Signer(role, None, ruled) for role in roles]
        if len(roles) == len(people):
            return [Signer(role, name, ruled) for role, name in zip(roles, people, strict=True)]
        if not roles:
            return [Signer(None, name, ruled) for name in people]
        return by_columns(run) if ruled else self._in_turn(run)

    @staticmethod
    def _in_turn(run: Sequence[Element]) -> list[Signer]:
        """Pair each name with the role right before it; a block that begins with a name tells nothing."""
        if run[0].kind == "name":
            return []
        return [Signer(a, b, False) for a, b in pairwise(run) if a.kind == "role" and b.kind == "name"]
