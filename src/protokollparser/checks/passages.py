"""The headed parts of a source, and which of them are about one matter."""

from __future__ import annotations

from protokollparser.checks.dossier import Dossier
from protokollparser.core.records.items import SectionText

# Documents about a single matter.
_ONE_MATTER = frozenset({"official_report", "letter", "agreement"})


class Passages:
    """The headed parts of the pages of a source."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._held: dict[int, list[SectionText]] = {}
        for section in dossier.of(SectionText):
            for span in (section.span, *section.more):
                self._held.setdefault(span.page, []).append(section)

    def at(self, page: int, offset: int) -> SectionText | None:
        """Return the innermost headed part that covers a place."""
        best: SectionText | None = None
        for section in self._held.get(page, ()):
            if any(
                span.page == page and span.start <= offset < span.end
                for span in (section.span, *section.more)
            ) and (best is None or section.level >= best.level):
                best = section
        return best

    def name(self, page: int, offset: int) -> str:
        """Return the name of the part at a place, "" where there is none."""
        held = self.at(page, offset)
        return held.name if held is not None else ""

    def matter(self, page: int, offset: int) -> str:
        """Return an id that two places share when they speak of one matter: an item, a paper or a part."""
        held = self.at(page, offset)
        if held is not None and held.item_id is not None:
            return held.item_id
        document_id = self._dossier.document_at(page, offset)
        if held is None or self._dossier.kind_of(document_id) in _ONE_MATTER:
            return document_id or ""
        return held.id
