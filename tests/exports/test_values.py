from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from protokollparser.exports.values import as_json, plain, swedish


@pytest.mark.parametrize(
    ("canonical", "written"),
    [
        ("1457223", "1 457 223"),
        ("-402", "-402"),
        ("1457223.5", "1 457 223,5"),
        ("0", "0"),
        ("2021-01-22", "2021-01-22"),
        ("kkkr", "kkkr"),
    ],
)
def test_figures_are_written_in_swedish(canonical: str, written: str) -> None:
    assert swedish(canonical) == written


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (Decimal("1E+3"), "1000"),
        (datetime(2023, 5, 8, 10, 0), "2023-05-08 10:00:00"),
    ],
)
def test_values_as_text(value: Any, text: str) -> None:
    assert plain(value) == text


def test_values_as_json() -> None:
    value = {"a": Decimal("0.10"), "b": [date(2023, 5, 8), None, True], "c": "å"}
    assert as_json(value) == '{"a": 0.10, "b": ["2023-05-08", null, true], "c": "å"}'
    assert as_json('{"x": 1}', "JSON") == '{"x": 1}'
