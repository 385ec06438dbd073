"""Columns of short lines, told by the lines that are full and by lines at heights of their own."""

from __future__ import annotations

from protokollparser.layout.order.page_rows import Row
from protokollparser.layout.order.page_text import rows_of
from protokollparser.layout.order.wrapped_columns import seen_gutters, sightings
from tests.layout.build import by_height, columns_of, printed_page
from tests.layout.test_reading_order import prose, text_of

LEFT = [
    "§ 4 Taxa för torghandel",
    "Nämnden godkänner förslaget till taxa för den",
    "torghandel som sker på Stortorget.",
    "Beslutet skickas till",
    "Gatukontoret",
    "§ 5 Skyltar vid badplatsen",
    "Ordföranden redogör för de synpunkter som har",
    "kommit in.",
]
RIGHT = [
    "Beslut",
    "Nämnden ger kontoret i uppdrag att se över de",
    "skyltar som finns.",
    "§ 6 Övriga frågor",
    "Inga övriga frågor finns.",
    "Vid protokollet",
    "Eva Lund",
    "Sekreterare",
]


def gutters(rows: list[Row]) -> list[float]:
    return [gutter.high for gutter in seen_gutters(sightings(rows), 1)]


def test_short_lines_at_heights_of_their_own_are_columns() -> None:
    page = printed_page(by_height(prose(50, LEFT), prose(310, RIGHT, 105.0)))
    assert gutters(rows_of(page)) == [310.0]
    assert [line for line in text_of(page).splitlines() if line] == [*LEFT, *RIGHT]


def test_a_list_of_names_in_two_columns_tells_no_gutter() -> None:
    names = [(f"Anna Alm{letter} (S), ordförande", f"Bo Ek{letter} (M)") for letter in "abcdefghij"]
    assert gutters(rows_of(printed_page(columns_of([50.0, 310.0], names)))) == []


def test_labels_and_values_tell_no_gutter() -> None:
    rows = [("Plats och tid", "Kommunhuset"), *((f"Fråga {n}", f"Svar på frågan {n}") for n in "abcdefghij")]
    assert gutters(rows_of(printed_page(columns_of([50.0, 310.0], rows)))) == []


def test_rows_of_a_form_over_both_columns_are_read_row_by_row() -> None:
    columns = by_height(prose(50, LEFT), prose(310, RIGHT, 105.0))
    form = [("Eva Lund", "närvarande", "Tjänstgör hela mötet"), ("Bo Ek", "frånvarande", "")]
    over = columns_of([50.0, 180.0, 300.0], [tuple(cell for cell in row) for row in form], 230)
    page = printed_page(columns + [word for word in over if word[0]])
    lines = [" ".join(line.split()) for line in text_of(page).splitlines() if line]
    assert lines[-2:] == ["Eva Lund närvarande Tjänstgör hela mötet", "Bo Ek frånvarande"]


def test_the_first_line_of_a_column_is_of_it_though_a_blank_follows() -> None:
    columns = by_height(prose(50, LEFT), prose(310, RIGHT, 105.0))
    page = printed_page([*prose(310, ["till ordförande."], 81.0), *columns])
    lines = [line for line in text_of(page).splitlines() if line]
    assert lines == [*LEFT, "till ordförande.", *RIGHT]
