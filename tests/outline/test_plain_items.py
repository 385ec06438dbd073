"""Minutes that count their items without §."""

from __future__ import annotations

import pytest

from tests.outline.build import outline_of

MINUTES = """Protokoll
Styrelsen för Norrby samordningsförbund

1. Mötets öppnande
Ordföranden öppnar mötet.

2. Val av justerare
Eva Ek väljs.

3. Delårsrapport
Styrelsen beslutar
1. att godkänna rapporten
2. att sända den till revisorerna

4. Avslutning
Ordföranden tackar.
"""


def items(text: str) -> list[tuple[str | None, str]]:
    return [(h.number, h.text) for h in outline_of(text).headings if h.paragraph]


def test_numbers_that_follow_each_other_are_items_and_points_of_decisions_are_not() -> None:
    assert items(MINUTES) == [
        ("1", "Mötets öppnande"),
        ("2", "Val av justerare"),
        ("3", "Delårsrapport"),
        ("4", "Avslutning"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Protokoll\n", "Verksamhetsplan\n"),
        ("4. Avslutning", "§ 4 Avslutning"),
        ("Protokoll\n", "Kallelse till sammanträde\n"),
    ],
)
def test_other_documents_and_minutes_with_signs_hold_none(old: str, new: str) -> None:
    assert not any(number and "§" not in number for number, _ in items(MINUTES.replace(old, new)))


def test_chapters_without_the_titles_of_a_sitting_are_no_items() -> None:
    text = MINUTES
    for formal in ("Mötets öppnande", "Val av justerare", "Avslutning"):
        text = text.replace(formal, "Mål och medel")
    assert items(text) == []
