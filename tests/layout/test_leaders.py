"""Dots between a label and its figures are white, those of a contents list are not."""

from __future__ import annotations

import pytest

from protokollparser.layout.leaders import without_leaders
from protokollparser.layout.tokens import Token
from tests.layout.build import cells_of, columns_of, layout_of, printed_layout, printed_page

LABELS = ("Lokaler", "Arvoden", "Summa")
FIGURES = (("4", "68 455", "63 120"), ("", "1 842", "2 310"), ("", "70 297", "65 430"))
ROWS = [[label, *figures] for label, figures in zip(LABELS, FIGURES, strict=True)]


def printed(leader: str, glue: str) -> list[list[str]]:
    """Return the table of rows whose labels dots lead on from, apart from these or glued to them."""
    rows = [(f"{label}{glue}{leader}", *figures) for label, *figures in ROWS]
    words = columns_of([60.0, 300.0, 370.0, 440.0], [("Belopp", "Not", "2023", "2022"), *rows])
    (grid,) = printed_layout(printed_page(words)).grids
    return cells_of(grid)[1:]


@pytest.mark.parametrize(("leader", "glue"), [("." * 20, " "), ("." * 20, ""), (". " * 15 + ".", " ")])
def test_dots_lead_from_a_label_to_the_columns_behind(leader: str, glue: str) -> None:
    assert printed(leader, glue) == ROWS


def test_dots_glued_to_the_figure_are_no_part_of_it() -> None:
    words = [
        word
        for number, (label, _, *figures) in enumerate(ROWS)
        for word in (
            (label, 60.0, 100.0 + 14 * number),
            ("." * 20 + figures[0].replace(" ", "."), 100.0, 100.0 + 14 * number),
            (figures[1].replace(" ", "."), 280.0, 100.0 + 14 * number),
        )
    ]
    (grid,) = printed_layout(printed_page(words)).grids
    assert cells_of(grid)[0] == ["Lokaler", "68.455", "63.120"]


def test_a_row_whose_dots_lead_to_nothing_is_a_label() -> None:
    rows = [("Kostnader .........", "", ""), *((f"{a} ..........", c, d) for a, _, c, d in ROWS)]
    words = columns_of([60.0, 300.0, 370.0], [("Belopp", "2023", "2022"), *rows])
    (grid,) = printed_layout(printed_page(words)).grids
    assert cells_of(grid)[1] == ["Kostnader"]


def test_dots_to_page_numbers_that_never_fall_stay_in_a_contents_list() -> None:
    words = columns_of(
        [60.0, 400.0], [("Mål ..........", "3"), ("Medel ........", "4"), ("Bilagor ......", "12")]
    )
    layout = printed_layout(printed_page(words))
    assert all("..." in row.cells[0].text for grid in layout.grids for row in grid.rows)


def test_dots_of_a_lone_line_lead_nowhere() -> None:
    text = "Därefter .... 3 av 4"
    words = [Token(0, 8, 0, 40), Token(9, 13, 45, 65), Token(14, 15, 70, 75), Token(16, 20, 80, 100)]
    assert without_leaders(text, [(words, [5.0] * 3)]) == [(words, [5.0] * 3)]


def test_dots_of_a_typed_page_part_label_and_figures() -> None:
    text = "".join(f"{label:.<30}{a:>8}{b:>12}\n" for label, _, a, b in ROWS)
    (grid,) = layout_of("Belopp i kronor\n\n" + text).grids
    assert cells_of(grid)[0] == ["Lokaler", "68 455", "63 120"]


def test_dots_lead_to_words_too() -> None:
    rows = [
        ("Torg ..........", "dag", "250"),
        ("Flytt .........", "bil", "900"),
        ("Plats .........", "år", "85"),
    ]
    words = columns_of([60.0, 200.0, 300.0], [("Tjänst", "Enhet", "Avgift"), *rows])
    (grid,) = printed_layout(printed_page(words)).grids
    assert [row[0] for row in cells_of(grid)] == ["Tjänst", "Torg", "Flytt", "Plats"]


def test_dots_of_signatures_make_no_table() -> None:
    rows = [
        ("Sekreterare .........", "Moa Ek"),
        ("Ordförande ..........", "Bo Alm"),
        ("Justerare ...........", "Eva Lo"),
    ]
    assert printed_layout(printed_page(columns_of([60.0, 250.0], rows))).grids == ()
