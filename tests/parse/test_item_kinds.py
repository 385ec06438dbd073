"""What sort of matter an item is."""

from __future__ import annotations

import pytest

from protokollparser.core.records.items import AgendaItem
from protokollparser.parse.matters import decisions, item_kinds
from tests.parse.sources import ledger, rules


def kind_of(marked: str) -> str | None:
    book = ledger(marked)
    decisions.read(book, rules())
    item_kinds.read(book, rules())
    (item,) = book.of(AgendaItem)
    return item.kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Svar på motion om cykelvägar", "motion"),
        ("Redovisning av obesvarade motioner", None),
        ("Val av ersättare i valnämnden", "election"),
        ("Val av justerare", "formality"),
        ("Anmälan av delegationsbeslut", "delegated"),
        ("Information om strandskydd", "information"),
        ("Taxa för hamnen", None),
    ],
)
def test_the_title_tells_the_kind(title: str, kind: str | None) -> None:
    assert kind_of(f"[item] § 1 {title}\nText.") == kind


def test_an_item_with_a_decision_is_one_to_decide() -> None:
    assert kind_of("[item] § 1 Taxa för hamnen\n[decision] Beslut\nNämnden godkänner taxan.") == "decision"
