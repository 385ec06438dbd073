"""Ruled forms with labels and several lines in their cells."""

from __future__ import annotations

from tests.layout.build import printed_layout, printed_page
from tests.layout.test_item_boxes import Words, box, lines_of


def test_cells_with_labels_above_their_values() -> None:
    words: Words = []
    for number, row in enumerate((("Beslutande", "Ersättare"), ("Karin", "Olle"), ("Sven", "Anna"))):
        words += [(row[0], 60, 104.0 + 14 * number), (row[1], 260, 104.0 + 14 * number)]
    assert lines_of(words, box([50.0, 250.0, 400.0], [100, 160, 180])) == [
        "Beslutande", "Karin", "Sven", "Ersättare", "Olle", "Anna",
    ]  # fmt: skip


def test_a_label_broken_over_lines_is_one_line() -> None:
    words: Words = [("Tjänst-", 60, 104.0), ("Olle", 160, 104.0), ("görande", 60, 118.0), ("Per", 160, 118.0)]
    words += [("ersättare", 60, 132.0), ("Justerare", 60, 154.0), ("Sven", 160, 154.0)]
    words += [("Plats", 60, 174.0), ("Kansliet", 160, 174.0)]
    assert lines_of(words, box([50.0, 150.0, 400.0], [100, 150, 170, 190])) == [
        "Tjänst- görande ersättare", "Olle", "Per", "Justerare", "Sven", "Plats", "Kansliet",
    ]  # fmt: skip


def test_a_form_whose_rows_hold_one_cell_of_several_lines_stays_a_table() -> None:
    words: Words = [("Beslutande", 60, 104.0), ("Karin", 160, 104.0), ("Sven", 160, 118.0)]
    words += [("Justerare", 60, 134.0), ("Sven", 160, 134.0)]
    page = printed_page(words, box([50.0, 150.0, 400.0], [100, 130, 150]))
    assert [grid.form for grid in printed_layout(page).grids] == ["ruled"]
