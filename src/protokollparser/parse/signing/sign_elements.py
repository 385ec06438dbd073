"""What signature blocks are made of: lines to sign on, roles and names, and who belongs to what."""

from __future__ import annotations

from dataclasses import dataclass

from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.names import Person


@dataclass(frozen=True)
class Element:
    """One piece of a block: `rule` (a line to sign on), `role` (with its name) or `name`, and its cell."""

    kind: str
    excerpt: Excerpt
    role: str | None = None
    person: Person | None = None
    cell: Excerpt | None = None


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
