"""Figures of recognised tables get the figure that the arithmetic or another look at the picture has."""

from __future__ import annotations

import pytest

from protokollparser.core.reading import Ledger
from protokollparser.core.records.tables import TableCell
from protokollparser.parse.tables import misread_figures
from tests.parse.laid_out import printed, rules, scanned

ROW_AND_COLUMN = """
      | Budget | Utfall | Avvikelse
Alby  | 1 478  | 2 191  | -813
Berga | 1 336  | 806    | 530
Cedby | 2 773  | 2 736  | 37
Summa | 5 587  | 5 833  | -246
"""
COLUMN = """
By    | Kostnad
Alby  | 1 250
Berga | 2 317
Cedby | 3 418
Dalby | 4 106
Summa | 11 141
"""


def candidates(ledger: Ledger) -> dict[str, list[tuple[str, str]]]:
    """Return origin and text of the candidates of each cell that has some, after all were sought."""
    misread_figures.read(ledger, rules())
    return {
        cell.text: [(one["origin"], one["text"]) for one in cell.candidates]
        for cell in ledger.of(TableCell)
        if cell.candidates
    }


def test_a_digit_that_repairs_row_and_column_is_proposed() -> None:
    ledger = scanned(ROW_AND_COLUMN, "label budget outturn deviation")
    assert candidates(ledger) == {"2 191": [("arithmetic", "2 291")]}


def test_what_was_read_stays() -> None:
    ledger = scanned(ROW_AND_COLUMN, "label budget outturn deviation")
    candidates(ledger)
    assert [str(cell.value) for cell in ledger.of(TableCell) if cell.text == "2 191"] == ["2191"]


def test_one_sum_alone_tells_no_digit() -> None:
    assert candidates(scanned(COLUMN, "label amount")) == {}


def test_one_sum_and_a_word_that_is_unsure_tell_one() -> None:
    drawn = COLUMN.replace("11 141", "11 151")
    assert candidates(scanned(drawn, "label amount")) == {}
    assert candidates(scanned(drawn, "label amount", unsure={"418": 0.6})) == {
        "3 418": [("arithmetic", "3 478")]
    }


def test_one_sum_and_another_reading_tell_one() -> None:
    ledger = scanned(
        COLUMN.replace("2 317", "2 377").replace("11 141", "11 091"), "label amount", others={"377": "317"}
    )
    assert candidates(ledger) == {"2 377": [("arithmetic", "2 317"), ("reading", "2 317")]}


def test_another_reading_alone_is_kept() -> None:
    ledger = scanned(COLUMN.replace("11 141", "11 091"), "label amount", others={"106": "166"})
    assert candidates(ledger) == {"4 106": [("reading", "4 166")]}


@pytest.mark.parametrize("wrong", ["106", "4 106"])
def test_sums_that_hold_need_nothing(wrong: str) -> None:
    assert candidates(scanned(COLUMN.replace("11 141", "11 091"), "label amount", {wrong: 0.3})) == {}


def test_a_printed_table_has_none() -> None:
    assert candidates(printed(ROW_AND_COLUMN, "label budget outturn deviation")) == {}
