"""Words set close behind figures: two columns with little more than a space between them."""

from __future__ import annotations

from tests.layout.build import by_height, cells_of, columns_of, printed_layout, printed_page

FIGURES = [("Norrby", "10", "9"), ("Söderby", "11", "120"), ("Västby", "12", "1"), ("Österby", "13", "24")]
WORDS = ["Uppfyllt", "Delvis", "Uppfyllt", "Inte"]


def test_words_that_begin_behind_figures_that_end_at_one_place_are_a_column() -> None:
    words = [(word, 326.0, 100.0 + 14 * number) for number, word in enumerate(WORDS)]
    prose = columns_of([60.0], [("Orterna har under året arbetat med de mål som nämnden satte",)] * 6, 200)
    page = printed_page(by_height(columns_of([60.0, 250.0, 320.0], FIGURES), words, prose))
    (grid,) = printed_layout(page).grids
    assert cells_of(grid) == [[*row, word] for row, word in zip(FIGURES, WORDS, strict=True)]


def test_units_a_space_behind_figures_are_part_of_their_cells() -> None:
    rows = [(label, first, f"{second} platser") for label, first, second in FIGURES]
    (grid,) = printed_layout(printed_page(columns_of([60.0, 250.0, 360.0], rows))).grids
    assert cells_of(grid) == [list(row) for row in rows]
