"""The one repair that makes a broken relation hold."""

from __future__ import annotations

from dataclasses import replace

from protokollparser.checks.repairs import Repair, repair_of
from protokollparser.core.records.tables import Aggregation
from protokollparser.core.sheets import Sheet
from tests.parse.laid_out import sheet_of


def broken(drawn: str, roles: str) -> tuple[Sheet, list[Aggregation], Aggregation]:
    """Return a drawn table, its relations, and the first that is violated."""
    sheet, relations = sheet_of(drawn, roles)
    return sheet, relations, next(r for r in relations if r.outcome == "violated")


def repaired(drawn: str, roles: str = "label budget outturn deviation") -> Repair | None:
    sheet, relations, relation = broken(drawn, roles)
    return repair_of(sheet, relations, relation)


def test_one_wrong_cell_explains_the_row_and_the_column() -> None:
    drawn = """
          | Budget | Utfall | Avvikelse
    Alby  | 1 478  | 2 191  | -813
    Berga | 1 336  | 806    | 530
    Cedby | 2 773  | 2 736  | 37
    Summa | 5 587  | 5 833  | -246
    """
    found = repaired(drawn)
    assert found is not None
    assert (found.cell, found.value, found.mends) == ((1, 2), 2291, 2)


def test_swapped_digits_of_a_total() -> None:
    found = repaired("By | Kostnad\nAlby | 1 250\nBerg | 2 310\nSumma | 3 650", "label amount")
    assert found is not None
    assert found.told == "swap: 3560" or found.told.startswith("digit")


def test_rows_that_state_nothing_explain_the_total() -> None:
    drawn = """
             | Intäkter | Kostnader | Avvikelse
    Drift    | 1 200    | 1 150     | 50
    Projekt  | 310      | 340       | -30
    Stöd     | 800      | 790       | 10
    Tjänst   | 500      | 0         |
    Summa    | 2 810    | 2 280     | 30
    """
    found = repaired(drawn, "label income cost deviation")
    assert found is not None
    assert (found.told, found.missing) == ("missing: 500", ((4, 3),))


def test_no_single_repair() -> None:
    drawn = """
          | Budget | Utfall | Avvikelse
    Alby  | 1 478  | 2 291  | -813
    Berga | 1 336  | 806    | 530
    Cedby | 2 773  | 2 736  | 37
    Dalby | 5 000  | 4 000  | 1 377
    Summa | 10 587 | 9 833  | 861
    """
    assert repaired(drawn) is None


def test_a_figure_that_may_be_misread_is_the_one() -> None:
    sheet, relations, relation = broken(
        "By | Kostnad\nAlby | 1 250\nBerg | 2 310\nSumma | 3 630", "label amount"
    )
    meant = {"origin": "arithmetic", "text": "2 380", "value": "2380", "mends": 1}
    cell = sheet.cells[2, 1].model_copy(update={"candidates": (meant,)})
    scanned = replace(sheet, cells={**sheet.cells, (2, 1): cell})
    found = repair_of(scanned, relations, relation)
    assert found is not None
    assert (found.told, found.cell) == ("misread: 2380", (2, 1))
