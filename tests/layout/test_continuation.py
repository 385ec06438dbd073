"""Tables that go on after a page break are one grid."""

from __future__ import annotations

from tests.layout.build import cells_of, layout_of

HEADED = "| Moment | Metod | Risk |\n|---|---|---|\n| Kontroll av avtal | Möten och | 9 |\n"


def test_a_repeated_header_continues_the_table() -> None:
    layout = layout_of("Mål\tUtfall\nTrygghet\t5\n\n\nMål\tUtfall\nHälsa\t7\n")
    (grid,) = layout.grids
    assert (grid.first, grid.last) == (0, 5)
    assert [row.first for row in grid.rows] == [0, 1, 4, 5]


def test_a_header_alone_is_joined_to_its_body_over_footnotes() -> None:
    head = "| Namn | Status |\n|--|--|\n\n¹ Tidpunkt anges.\n\n² Uppskattas.\n\n"
    (grid,) = layout_of(head + "| | |\n|--|--|\n| Samverkan | Löpande |\n").grids
    assert (grid.first, grid.last, len(grid.rows)) == (0, 9, 5)


def test_a_row_that_goes_on_without_header_continues_the_table() -> None:
    layout = layout_of(HEADED + "\n| | |\n|--|--|\n| | gruppens träffar |\n")
    assert len(layout.grids) == 2
    layout = layout_of(HEADED + "\n| | | |\n|--|--|--|\n| | gruppens träffar | |\n")
    assert len(layout.grids) == 1


def test_figures_in_the_same_columns_continue_a_table_without_header() -> None:
    layout = layout_of("| Ort | Kr |\n|--|--|\n| Norrby | 100 |\n\n| | |\n|--|--|\n| Söderby | 200 |\n")
    assert len(layout.grids) == 1


def test_a_table_of_words_after_one_of_figures_is_another() -> None:
    layout = layout_of(
        "| Ort | Kr |\n|--|--|\n| Norrby | 100 |\n\n| | |\n|--|--|\n| Rutin | Tills vidare |\n"
    )
    assert len(layout.grids) == 2


def test_text_between_parts_two_tables_with_one_header() -> None:
    layout = layout_of("Mål\tUtfall\nTrygghet\t5\n\nVård\n\nMål\tUtfall\nHälsa\t7\n")
    assert len(layout.grids) == 2


def test_headers_that_differ_part_two_tables() -> None:
    layout = layout_of("DRIFT\tUtfall\tBudget\nNorrby\t5\t6\n\nNETTO\tUtfall\tBudget\nNorrby\t7\t8\n")
    assert len(layout.grids) == 2


def test_rows_run_on_over_a_page_and_its_furniture() -> None:
    first = "Ort\tKr\nNorrby\t100\n\n1 (2)\n"
    (grid,) = layout_of(first, "Söderby\t200\nVästby\t300\n").grids
    assert cells_of(grid)[-1] == ["Västby", "300"]


def test_a_new_table_on_the_next_page_is_another() -> None:
    assert len(layout_of("Ort\tKr\nNorrby\t100\n", "År\tAntal\n2023\t200\n").grids) == 2
