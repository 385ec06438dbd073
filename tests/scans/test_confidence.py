"""Records are no surer than the recognition of the words they stand on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from protokollparser.core.reading import Ledger
from protokollparser.core.records.items import AgendaItem
from tests.parse.sources import ledger


@pytest.mark.parametrize(("recognised", "confidence"), [(None, 0.9), (0.7, 0.7), (0.95, 0.9)])
def test_a_record_is_no_surer_than_its_page(recognised: float | None, confidence: float) -> None:
    outline = ledger("[item] § 12 Taxa för vatten\n").outline
    document = outline.layout.document
    pages = tuple(replace(page, ocr_confidence=recognised) for page in document.pages)
    layout = replace(outline.layout, document=replace(document, pages=pages))
    scanned = Ledger(replace(outline, layout=layout))
    span = layout.document.span(1, 0, 4)
    item = AgendaItem(span=span, rule_id="items:made", confidence=0.9, listed_in="body")
    assert scanned.add(item).confidence == confidence
