"""Contents lists with page numbers behind dots."""

from __future__ import annotations

import pytest

from tests.layout.build import cells_of, layout_of


@pytest.mark.parametrize("leader", [" ........ ", ".....", " . . . . . ", "…… "])
def test_titles_and_pages_are_cells(leader: str) -> None:
    text = "".join(
        f"{title}{leader}{page}\n" for title, page in (("Mål", 3), ("1.2 Ekonomi", 4), ("Bilagor", 12))
    )
    (grid,) = layout_of("Innehåll\n\n" + text + "\nMål\n").grids
    assert [row[1] for row in cells_of(grid)] == ["3", "4", "12"]


@pytest.mark.parametrize("text", ["Mål ...... 3\n", "Namn ..........\nDatum .........\nOrt ...........\n"])
def test_other_dots_are_no_contents_list(text: str) -> None:
    assert layout_of(text).grids == ()


def test_amounts_behind_dots_make_a_list() -> None:
    text = "Ålderdomshemmet ........ 186.412:75\nHemhjälp ....... 28.940:-\nSumma ........... 215.352:75\n"
    (grid,) = layout_of(text).grids
    assert [row.cells[1].text for row in grid.rows] == ["186.412:75", "28.940:-", "215.352:75"]
