"""Numbers read in the format that their table shows."""

from __future__ import annotations

import pytest

from protokollparser.core.number_formats import Number, NumberFormat, find_format, read_number


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["1,234.5", "12", "x"], NumberFormat(",", ".")),
        (["1 234,5", "0,7"], NumberFormat(" ", ",")),
        (["1.234.567", "12,5"], NumberFormat(".", ",")),
        (["0.12345", "1234.5"], NumberFormat(",", ".")),
        (["1\u00a0234", "12,50"], NumberFormat(" ", ",")),
        ([], NumberFormat(",", ".")),
    ],
)
def test_the_format_that_explains_the_marks_is_found(cells: list[str], form: NumberFormat) -> None:
    assert find_format(cells) == form


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1 234,50", Number(123450, 2)),
        ("(12)", Number(-12, 0)),
        ("–3", Number(-3, 0)),
        ("−3,5", Number(-35, 1)),
        ("12 %", Number(12, 0, percent=True)),
        ("*29141*", Number(29141, 0)),
        (",5", Number(5, 1)),
        ("", None),
        ("-", None),
        ("år 2020", None),
        ("1.234", None),
        ("12 34", None),
    ],
)
def test_a_cell_is_a_number_of_its_format_or_none(cell: str, number: Number | None) -> None:
    assert read_number(cell, NumberFormat(" ", ",")) == number
