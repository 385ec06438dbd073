"""Text as people read it."""

from __future__ import annotations

import pytest

from protokollparser.core.text import clean, closed_up


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("kommun-\nstyrelsen beslutar", "kommunstyrelsen beslutar"),
        ("in-\noch utbetalningar", "in- och utbetalningar"),
        ("IT-\nchefen", "IT-chefen"),
        ("Anna-\nLisa Dahl", "Anna-Lisa Dahl"),
        ("e-\nnämnden", "e-nämnden"),
        ("2021-\n2022", "2021- 2022"),
        ("text -\nmera", "text - mera"),
    ],
)
def test_words_that_a_line_end_parts_are_whole(printed: str, read: str) -> None:
    assert clean(printed) == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("**Summa**", "Summa"),
        ("**1 234**", "1 234"),
        ("31,6**", "31,6**"),
        ("1 234***", "1 234***"),
        ("Summa<br>netto", "Summa netto"),
    ],
)
def test_markup_goes_and_notes_on_figures_stay(printed: str, read: str) -> None:
    assert clean(printed) == read


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("Beslut- ande", "Beslutande"),
        ("Tjänst-\ngörande ersättare", "Tjänstgörande ersättare"),
        ("Personal-/ företrädare", "Personalföreträdare"),
        ("Plats- och tid", "Plats- och tid"),
        ("in- och utgående", "in- och utgående"),
    ],
)
def test_words_that_a_narrow_column_broke_are_whole(printed: str, whole: str) -> None:
    assert closed_up(printed) == whole
