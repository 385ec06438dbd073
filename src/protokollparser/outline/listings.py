"""A list of contents before the document that it stands in is known."""

from __future__ import annotations

from dataclasses import dataclass

from protokollparser.core.outline import ContentsEntry
from protokollparser.outline.shapes import key


@dataclass(frozen=True, slots=True)
class Listing:
    """A contents list before its document is known: lines, entries, and the line of its heading.

    `agenda` is True for a list of the items of a sitting, whose titles open papers of their own.
    """

    first: int
    last: int
    entries: tuple[ContentsEntry, ...]
    heading: int | None
    agenda: bool

    @property
    def keys(self) -> frozenset[str]:
        """The titles of the entries, for comparing, with and without their numbers."""
        plain = {key(entry.title) for entry in self.entries}
        return frozenset(plain | {key(f"{entry.number or ''} {entry.title}") for entry in self.entries})
