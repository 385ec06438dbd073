"""Lines of a header: parts of one cell broken over lines, or rows of their own."""

from __future__ import annotations

from tests.layout.build import by_height, cells_of, columns_of, printed_layout, printed_page

EDGES = [60.0, 250.0, 330.0, 410.0]
UPPER, LOWER = ("", "Utfall", "Budget", "Prognos"), ("Ort", "jan-aug", "jan-aug", "helår")
BODY = [("Norrby", "10", "20", "30"), ("Söderby", "11", "21", "31"), ("Västby", "12", "22", "32")]


def test_lines_as_far_apart_as_rows_with_white_between_them_are_rows() -> None:
    words = columns_of(EDGES, [UPPER, LOWER, *BODY], 100, 15)
    (grid,) = printed_layout(printed_page(words)).grids
    assert cells_of(grid)[:2] == [list(UPPER), list(LOWER)]


def test_lines_nearer_to_each_other_than_rows_are_one_row() -> None:
    words = by_height(columns_of(EDGES, [UPPER, LOWER], 89, 11), columns_of(EDGES, BODY, 115, 15))
    (grid,) = printed_layout(printed_page(words)).grids
    assert cells_of(grid)[0] == ["Ort", "Utfall jan-aug", "Budget jan-aug", "Prognos helår"]


def test_lines_as_tight_as_rows_that_go_on_in_small_letters_are_one_row() -> None:
    words = columns_of(EDGES, [UPPER, LOWER, *BODY], 100, 12)
    (grid,) = printed_layout(printed_page(words)).grids
    assert cells_of(grid)[0] == ["Ort", "Utfall jan-aug", "Budget jan-aug", "Prognos helår"]
