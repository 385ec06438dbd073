"""The page furniture that layout set aside, as records."""

from __future__ import annotations

from protokollparser.core.reading import Ledger
from protokollparser.core.records.documents import FurnitureMark
from protokollparser.core.rules import Rules


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter every run of furniture lines; one that spans pages has a further piece for each page."""
    layout = ledger.layout
    for mark in layout.furniture:
        lines = [line for line in layout.lines[mark.first : mark.last + 1] if line.text]
        pages = sorted({line.page for line in lines})
        spans = []
        for page in pages:
            own = [line for line in lines if line.page == page]
            spans.append(layout.document.span(page, own[0].start, own[-1].end))
        if spans:
            ledger.add(
                FurnitureMark(span=spans[0], more=tuple(spans[1:]), rule_id=mark.rule_id, kind=mark.kind)
            )
