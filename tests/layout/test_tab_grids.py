"""Tables whose cells are separated by tabs."""

from __future__ import annotations

import pytest

from tests.layout.build import cells_of, layout_of


def test_rows_may_be_ragged() -> None:
    (grid,) = layout_of(
        "Rubrik\n\nSamarbete\tNorrby\tSöderby\nE-arkiv\t17 000\t?\nSumma:\t40 000\n\nText"
    ).grids
    assert (grid.form, grid.first, grid.last) == ("tab", 2, 4)
    assert cells_of(grid) == [
        ["Samarbete", "Norrby", "Söderby"],
        ["E-arkiv", "17 000", "?"],
        ["Summa:", "40 000"],
    ]


def test_leading_and_trailing_tabs_are_blank_cells_at_their_place() -> None:
    layout = layout_of("\tBudget\t\nIntäkter\t20,4\t\n")
    grid = layout.grids[0]
    assert cells_of(grid) == [["", "Budget", ""], ["Intäkter", "20,4", ""]]
    assert [(cell.start, cell.end) for cell in grid.rows[0].cells] == [(0, 0), (1, 7), (8, 8)]


def test_cells_are_trimmed_and_keep_their_markup() -> None:
    layout = layout_of("Mål\t <p>En bra skola</p> <p>God vård</p> \nPersonal\tFrisk\n")
    cell = layout.grids[0].rows[0].cells[1]
    assert layout.cell_span(cell).printed == "<p>En bra skola</p> <p>God vård</p>"
    assert cell.text == "En bra skola God vård"


def test_a_blank_line_parts_two_tables() -> None:
    layout = layout_of("Intäkter\t1\nKostnader\t2\n\nNorrby\t3\t4\nSöderby\t5\t6\n")
    assert [(grid.first, grid.last) for grid in layout.grids] == [(0, 1), (3, 4)]


def test_contents_lists_are_tables() -> None:
    (grid,) = layout_of("Sammanfattning\t3\nAnsvar och uppdrag.....\t3\nMål\t4\n").grids
    assert cells_of(grid)[1] == ["Ansvar och uppdrag.....", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "En rad\tmed en tabb\nEn rad utan\n",
        "1.\tGodkänna protokollet\n2.\tNotera informationen\n3.\tAvsluta\n",
        "-\tFörse projektet med direktiv\n-\tGodkänna projektplanen\n",
        "\tIndragen första rad.\n\tIndragen andra rad.\n",
        "Text som slutar med tabb\t\nEn till\t\n",
    ],
)
def test_tabs_that_part_no_columns(text: str) -> None:
    assert layout_of(text).grids == ()


def test_a_label_without_tabs_between_rows_of_figures_is_a_row() -> None:
    text = "RESULTAT\tBudget\tUtfall\nINTÄKTER\nAvgifter\t100\t90\nKOSTNADER\nLön\t50\t60\n"
    (grid,) = layout_of(text).grids
    assert cells_of(grid)[1::2] == [["INTÄKTER"], ["KOSTNADER"]]


def test_a_title_between_two_tables_is_no_row() -> None:
    layout = layout_of("Post\tKr\nLön\t5\nTabell 2 Antal\nOrt\tAntal\nBy\t1\n")
    assert [(grid.first, grid.last) for grid in layout.grids] == [(0, 1), (3, 4)]
