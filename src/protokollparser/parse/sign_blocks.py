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
from collections.abc import Sequence
from dataclasses import dataclass

from protokollparser.core.layout import Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.form_fields import Labels
from protokollparser.parse.names import Names, Person

_RULE = re.compile(r"<hr\s*/?>|[._…‥]{4,}|(?:[._…‥]\s){4,}[._…‥]|…{2,}")
_ROLES = frozenset({"chair", "vice_chair", "secretary", "adjuster", "signature"})
_GAP = 3
_LONGEST = 60


@dataclass(frozen=True)
class Element:
    """One piece of a block: `rule` (a line to sign on), `role` (with its name) or `name`."""

    kind: str
    excerpt: Excerpt
    role: str | None = None
    person: Person | None = None


@dataclass(frozen=True)
class Signer:
    """A role, a name, or both that belong together; `ruled` when a line to sign on is drawn for them."""

    role: Element | None
    name: Element | None
    ruled: bool

    @property
    def indexes(self) -> list[int]:
        """The lines on which role and name stand."""
        return [element.excerpt.index for element in (self.role, self.name) if element is not None]


class SignBlocks:
    """Finds such blocks among lines and cells."""

    def __init__(self, rules: Rules) -> None:
        self.labels = Labels(rules)
        self.names = Names(rules)
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
            piece = excerpt.part(at, match.start() if match else len(text))
            read = self._piece(piece) if piece.cleaned else []
            if read is None:
                return None
            found.extend(read)
            if match:
                found.append(Element("rule", excerpt.part(*match.span())))
                at = match.end()
        return found

    def _piece(self, piece: Excerpt) -> list[Element] | None:
        glued = self._glued.match(piece.text)
        if glued:
            rest = self._piece(piece.part(glued.end()))
            role = Element("role", piece.part(0, glued.end()), self.labels.name(glued["office"]) or "other")
            return [role, *rest] if rest is not None else None
        label = self.labels.name(piece.text)
        if label in _ROLES:
            return [Element("role", piece, label)]
        person = self.names.at_start(piece.text)
        if person is not None:
            after = piece.part(person.stop)
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

    def signers(self, run: Sequence[Element]) -> list[Signer]:
        """Return who signs in a run, in order; roles without any name come back as one signer."""
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
        return self._nearest(run, ruled)

    @staticmethod
    def _nearest(run: Sequence[Element], ruled: bool) -> list[Signer]:
        """Pair each name with the role before it; where names come first, with the role after it."""
        words = [element for element in run if element.kind != "rule"]
        if words[0].kind == "name":
            words = list(reversed(words))
        found, role = list[Signer](), None
        for element in words:
            if element.kind == "role":
                role = element
            else:
                found.append(Signer(role, element, ruled))
        return sorted(found, key=lambda signer: signer.name.excerpt.start if signer.name else 0)
