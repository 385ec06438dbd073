"""Tables drawn with pipes."""

from __future__ import annotations

import pytest

from tests.layout.build import cells_of, layout_of


def test_a_blank_header_and_a_drawn_line_are_rows() -> None:
    (grid,) = layout_of("| | |\n|------|----|\n| Norrby | 38 300 |\n").grids
    assert cells_of(grid) == [["", ""], ["------", "----"], ["Norrby", "38 300"]]
    assert [row.rule_line for row in grid.rows] == [False, True, False]


def test_drawn_lines_may_stand_anywhere() -> None:
    (grid,) = layout_of("| A | B |\n|---|---|\n|---|---|\n| 1 | 2 |\n|--|--|\n").grids
    assert [row.rule_line for row in grid.rows] == [False, True, True, False, True]


def test_a_table_needs_no_drawn_line() -> None:
    (grid,) = layout_of("| Ordförande | Eva Ek |\n| Sekreterare | <hr/> Ola By |\n").grids
    assert cells_of(grid)[1] == ["Sekreterare", "Ola By"]


def test_cells_of_dashes_are_no_drawn_line() -> None:
    grid = layout_of("| Post | Utfall |\n|---|---|\n| - | -80 224 |\n").grids[0]
    assert [row.rule_line for row in grid.rows] == [False, True, False]


def test_a_blank_cell_has_no_length_at_its_place() -> None:
    cell = layout_of("| A | |\n|--|--|\n").grids[0].rows[0].cells[1]
    assert (cell.start, cell.end) == (5, 5)


def test_an_escaped_pipe_is_text() -> None:
    assert cells_of(layout_of("| a \\| b | c |\n| 1 | 2 |\n").grids[0])[0] == ["a \\| b", "c"]


@pytest.mark.parametrize(
    "text", ["| ensam rad |\n", "text | med | streck\noch mer\n", "|---|---|\n|---|---|\n"]
)
def test_pipes_that_draw_no_table(text: str) -> None:
    assert layout_of(text).grids == ()


def test_a_row_of_lone_hyphens_is_a_row() -> None:
    grid = layout_of("| Post | Utfall |\n|---|---|\n| - | - |\n").grids[0]
    assert [row.rule_line for row in grid.rows] == [False, True, False]


def test_outer_bars_may_be_missing_over_a_line_of_dashes() -> None:
    (grid,) = layout_of("Text\n\nPost | Utfall\n-----|------\nLön | 90\n\nMer | text\n").grids
    assert (grid.first, grid.last) == (2, 4)
    assert cells_of(grid)[::2] == [["Post", "Utfall"], ["Lön", "90"]]


@pytest.mark.parametrize(
    "text",
    [
        "+------+----+\n| Ort  | Kr |\n+======+====+\n| By   | 10 |\n+------+----+\n",
        "┌──────┬────┐\n│ Ort  │ Kr │\n├──────┼────┤\n│ By   │ 10 │\n└──────┴────┘\n",
    ],
)
def test_boxes_are_tables(text: str) -> None:
    (grid,) = layout_of(text).grids
    assert cells_of(grid)[1::2] == [["Ort", "Kr"], ["By", "10"]]
    assert [row.rule_line for row in grid.rows] == [True, False, True, False, True]
