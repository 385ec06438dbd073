"""What tables on PDF pages look like: headers, labels, sections, pages, tables beside each other, signs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from protokollparser.core.document import Page, Ruling
from tests.layout.build import by_height, cells_of, columns_of, printed_layout, printed_page

EDGES = [60.0, 250.0, 330.0, 410.0]
BODY = [("Norrby", "10", "20", "30"), ("Söderby", "11", "21", "31"), ("Västby", "12", "22", "32")]


def test_two_tables_side_by_side_are_two() -> None:
    left = [("Tillgångar", "2023"), ("Kassan", "10"), ("Lokaler", "11"), ("Mark", "12"), ("Fordon", "13")]
    right = [("Skulder", "2023"), ("Banklån", "20"), ("Moms", "21"), ("Skatter", "22"), ("Checken", "23")]
    words = by_height(columns_of([60.0, 250.0], left), columns_of([320.0, 500.0], right))
    grids = printed_layout(printed_page(words)).grids
    assert [cells_of(grid) for grid in grids] == [[list(row) for row in left], [list(row) for row in right]]


def test_ruled_tables_side_by_side_are_two() -> None:
    left = [("Tillgångar", "2023"), ("Kassan", "10"), ("Lokaler", "11"), ("Mark", "12")]
    right = [("Skulder", "2023"), ("Banklån", "20"), ("Moms", "21"), ("Skatter", "22")]
    words = by_height(columns_of([60.0, 250.0], left), columns_of([320.0, 500.0], right))
    ys = [97.0 + 14 * number for number in range(5)]
    rulings = [Ruling(a, y, b, y) for a, b in ((55, 255), (315, 505)) for y in ys]
    rulings += [Ruling(x, ys[0], x, ys[-1]) for x in (55, 150, 255, 315, 420, 505)]
    grids = printed_layout(printed_page(words, tuple(rulings))).grids
    assert [cells_of(grid) for grid in grids] == [[list(row) for row in left], [list(row) for row in right]]


def test_a_header_over_several_columns_spans_them() -> None:
    header = [("Januari-april", 240.0, 72.0), *columns_of(EDGES, [("Nämnd", "Budget", "Utfall", "Rest")], 86)]
    words = [*header, *columns_of(EDGES, BODY)]
    (grid,) = printed_layout(printed_page(words, (Ruling(215, 84, 412, 84),))).grids
    assert [cell.column_span for cell in grid.rows[0].cells] == [1, 3]
    assert cells_of(grid)[0][:2] == ["Nämnd", "Januari-april"]
    assert cells_of(grid)[1][1:] == ["Budget", "Utfall", "Rest"]


def test_a_header_of_several_lines_is_one_row() -> None:
    words = by_height(
        columns_of(EDGES, [("", "", "Andel", ""), ("Ort", "Antal", "av alla", "Summa")], 72, 11),
        columns_of(EDGES, BODY),
    )
    (grid,) = printed_layout(printed_page(words)).grids
    assert cells_of(grid)[0] == ["Ort", "Antal", "Andel av alla", "Summa"]


def test_headers_at_the_left_of_their_columns_go_by_their_order() -> None:
    header = [("Ort", 60.0, 86.0), ("2021", 160.0, 86.0), ("2022", 260.0, 86.0), ("2023", 340.0, 86.0)]
    (grid,) = printed_layout(printed_page([*header, *columns_of(EDGES, BODY)])).grids
    assert cells_of(grid)[0] == ["Ort", "2021", "2022", "2023"]


def test_a_label_over_two_lines_is_one_cell() -> None:
    rows = columns_of(EDGES, [("Ort", "Antal", "Andel", "Summa"), *BODY], 100, 18)
    more = columns_of(EDGES, [("och Östby",)], 147)
    below = columns_of(EDGES, [("Västby", "12", "22", "32")], 165)
    (grid,) = printed_layout(printed_page(by_height(rows[:-4], more, below))).grids
    assert cells_of(grid)[2] == ["Söderby och Östby", "11", "21", "31"]


def test_a_blank_cell_keeps_its_column() -> None:
    rows = [("Norrby", "10", "", "30"), ("Söderby", "11", "21", ""), ("Västby", "", "22", "32")]
    (grid,) = printed_layout(printed_page(columns_of(EDGES, rows))).grids
    assert cells_of(grid) == [["Norrby", "10", "", "30"], ["Söderby", "11", "21"], ["Västby", "", "22", "32"]]


def test_a_section_between_rows_is_a_row() -> None:
    rows = [*BODY, ("Kransorter",), ("Ekby", "1", "2", "3"), ("Granby", "4", "5", "6")]
    (grid,) = printed_layout(printed_page(columns_of(EDGES, rows))).grids
    assert cells_of(grid)[3] == ["Kransorter"]
    assert len(grid.rows) == 6


def test_lone_labels_over_the_first_figures_stand_as_far_apart_as_rows() -> None:
    text = [("Ingress", 60.0, 60.0)]
    rows = [("Hela kommunen",), *BODY, ("Ekby", "13", "23", "33")]
    (grid,) = printed_layout(printed_page([*text, *columns_of(EDGES, rows)])).grids
    assert [row[0] for row in cells_of(grid)] == ["Hela kommunen", "Norrby", "Söderby", "Västby", "Ekby"]


def test_a_table_over_two_pages_is_one_and_its_header_stands_once() -> None:
    header = ("Ort", "Antal", "Andel", "Summa")
    first = printed_page(columns_of(EDGES, [header, *BODY], 700))
    second = printed_page(columns_of(EDGES, [header, *reversed(BODY)], 60), number=2)
    (grid,) = printed_layout(first, second).grids
    assert [row[0] for row in cells_of(grid)] == ["Ort", "Norrby", "Söderby", "Västby"] + [
        row[0] for row in reversed(BODY)
    ]


def test_one_row_on_the_next_page_goes_on_with_the_table() -> None:
    first = printed_page(columns_of(EDGES, [("Ort", "Antal", "Andel", "Summa"), *BODY], 700))
    rest = columns_of(EDGES, [("Ekby", "7", "8", "9")], 60)
    text = [("Avsnittet", 60.0, 110.0), ("slutar", 110.0, 110.0), ("här", 145.0, 110.0)]
    (grid,) = printed_layout(first, printed_page([*rest, *text], number=2)).grids
    assert cells_of(grid)[-1] == ["Ekby", "7", "8", "9"]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u2009", "\u202f"])
def test_thousands_are_one_cell(blank: str) -> None:
    rows = [
        tuple(text.replace(" ", blank) for text in row) for row in (("Ekby", "1 234", "567", "12 345 678"),)
    ]
    (grid,) = printed_layout(printed_page(columns_of(EDGES, [*BODY, *rows]))).grids
    assert [text.replace("\u00a0", " ") for text in cells_of(grid)[-1]] == [
        "Ekby",
        "1 234",
        "567",
        "12 345 678",
    ]


@pytest.mark.parametrize("minus", ["-", "\u2212", "\u2013"])
def test_signs_of_less_than_nothing_belong_to_their_figures(minus: str) -> None:
    rows = [*BODY, ("Ekby", f"{minus}5", "6", f"{minus}1 234")]
    (grid,) = printed_layout(printed_page(columns_of(EDGES, rows))).grids
    assert cells_of(grid)[-1] == ["Ekby", f"{minus}5", "6", f"{minus}1 234"]


def test_a_range_of_pages_over_two_lines_is_no_two_rows() -> None:
    rows = [("Ort", "Sidor"), ("Norrby", "3"), ("Söderby", "11 -"), ("", "12"), ("Västby", "14")]
    ys = [97.0, 111.0, 125.0, 153.0, 167.0]
    rulings = [*(Ruling(55, y, 260, y) for y in ys), *(Ruling(x, 97, x, 167) for x in (55, 200, 260))]
    (grid,) = printed_layout(printed_page(columns_of([60.0, 250.0], rows), tuple(rulings))).grids
    assert cells_of(grid) == [["Ort", "Sidor"], ["Norrby", "3"], ["Söderby", "11 - 12"], ["Västby", "14"]]


def test_rules_of_one_length_frame_a_table_of_words() -> None:
    rows = [("Mål", "Bedömning"), ("God vård", "Uppnått mål"), ("Ny skola", "Delvis nått mål")]
    words = columns_of([60.0, 350.0], rows, 100, 20)
    rulings = tuple(Ruling(55, 95.0 + 20 * number, 360, 95.0 + 20 * number) for number in range(4))
    (grid,) = printed_layout(printed_page(words, rulings)).grids
    assert cells_of(grid) == [list(row) for row in rows]


def test_a_heading_between_the_rules_of_two_tables_parts_them() -> None:
    first = columns_of(EDGES, [("Ort", "Antal", "Andel", "Summa"), *BODY], 100, 14)
    heading = [("Kransorter", 60.0, 180.0)]
    second = columns_of(EDGES, [("Ort", "Antal", "Andel", "Summa"), *BODY], 210, 14)
    heights = (98, 112, 154, 208, 222, 264)
    rulings = tuple(Ruling(55, y, 415, y) for y in heights)
    grids = printed_layout(printed_page([*first, *heading, *second], rulings)).grids
    assert [len(grid.rows) for grid in grids] == [4, 4]


def test_the_last_row_of_a_striped_table_needs_no_rule_under_it() -> None:
    rows = [("Ort", "Antal", "Andel", "Summa"), *BODY, ("Ekby", "7", "8", "9")]
    rulings = tuple(Ruling(55, y, 415, y) for y in (112, 126, 140, 154))
    (grid,) = printed_layout(printed_page(columns_of(EDGES, rows, 100, 14), rulings)).grids
    assert cells_of(grid) == [list(row) for row in rows]


def test_a_header_over_the_first_stripe_belongs_to_the_table() -> None:
    rows = [("Ort", "Antal", "Andel", "Summa"), *BODY, ("Ekby", "7", "8", "9"), ("Alby", "4", "2", "6")]
    rulings = tuple(Ruling(55, y, 415, y) for y in (126, 140, 154, 168))
    (grid,) = printed_layout(printed_page(columns_of(EDGES, rows, 100, 14), rulings)).grids
    assert cells_of(grid) == [list(row) for row in rows]


def test_a_header_in_larger_type_stands_between_the_rules_over_its_columns() -> None:
    rows = [("Ort", "Antal", "Andel", "Summa"), *BODY]
    page = printed_page(columns_of(EDGES, rows, step=16.0))
    rules = tuple(Ruling(55, at, 415, at) for at in (97.0, 113.0, 129.0, 145.0, 161.0))
    sizes = [12.0 if word.top == 100.0 else 10.0 for word in page.words]
    (grid,) = printed_layout(replace(_sized(page, sizes), rulings=rules)).grids
    assert cells_of(grid)[0] == ["Ort", "Antal", "Andel", "Summa"]


def test_words_in_other_type_further_off_are_no_header() -> None:
    rows = [("", "Antal", "Andel", "Summa"), *BODY]
    words = [("Kostnader", 160.0, 78.0), *columns_of(EDGES, rows, step=13.0)]
    page = printed_page(words)
    sizes = [11.0 if word.top == 78.0 else 10.0 for word in page.words]
    (grid,) = printed_layout(_sized(page, sizes)).grids
    assert cells_of(grid)[0] == ["", "Antal", "Andel", "Summa"]


def _sized(page: Page, sizes: list[float]) -> Page:
    """Return a page with its words in these type sizes."""
    words = tuple(word._replace(size=size) for word, size in zip(page.words, sizes, strict=True))
    return replace(page, words=words)


def test_figures_set_by_their_decimal_sign_are_one_table() -> None:
    rows = [
        ("Invånare", "9 812", "9 774"),
        ("Utdebitering", "21,65", "21,70"),
        ("Resultat", "388,2", "401,7"),
    ]
    shifts = [0, 15, 10]
    words = [
        (word, x + shift * bool(column), 100.0 + 14 * at)
        for at, (row, shift) in enumerate(zip(rows, shifts, strict=True))
        for column, text in enumerate(row)
        for word, x, _ in columns_of([60.0, 250.0, 330.0], [("",) * column + (text,)])
    ]
    (grid,) = printed_layout(printed_page(words)).grids
    assert cells_of(grid) == [list(row) for row in rows]


def test_lines_that_begin_with_a_number_are_rows_between_rules() -> None:
    rows = [("Nr", "Handling", "Datum"), ("1", "Reglemente", "2013-03-25"), ("2", "Avtal", "2016-02-10")]
    words = columns_of([60.0, 180.0, 330.0], rows, 100, 14)
    rules = tuple(Ruling(58, y, 332, y) for y in (98, 112, 142))
    (grid,) = printed_layout(printed_page(words, rules)).grids
    assert cells_of(grid) == [list(row) for row in rows]


def test_a_section_in_capitals_does_not_go_on_with_a_label_in_small_letters() -> None:
    rows = [
        ("Kassaflöde från den löpande verksamheten", "10", "20"),
        ("INVESTERINGSVERKSAMHETEN",),
        ("Inköp", "11", "21"),
        ("Försäljning", "12", "22"),
        ("Nya lån vid årets",),
    ]
    (grid,) = printed_layout(printed_page(columns_of([60.0, 350.0, 430.0], rows[:-1], 100, 12))).grids
    assert [row[0] for row in cells_of(grid)[:2]] == [rows[0][0], rows[1][0]]


def test_tables_with_shaded_rows_end_where_a_header_begins() -> None:
    upper = [("Not 1", "2023", "2022"), *(row[:3] for row in BODY)]
    lower = [("Not 2", "2023", "2022"), *(row[:3] for row in BODY)]
    words = columns_of(EDGES[:3], upper, 100, 14) + columns_of(EDGES[:3], lower, 180, 14)
    stripes = [y for top in (112.0, 140.0, 192.0, 220.0) for y in (top, top + 14)]
    rulings = tuple(Ruling(58, y, 335, y) for y in stripes)
    grids = printed_layout(printed_page(words, rulings)).grids
    assert [cells_of(grid) for grid in grids] == [[list(row) for row in table] for table in (upper, lower)]


def test_a_section_between_rules_under_the_header_is_a_row_of_its_own() -> None:
    over = [("Kommunen", 225.0, 100.0), ("Koncernen", 385.0, 100.0)]
    rows = [("", "2023", "2022", "2023", "2022"), ("Tillgångar",), *((*row, "40") for row in BODY)]
    words = [*over, *columns_of([60.0, 230.0, 310.0, 390.0, 470.0], rows, 112, 16)]
    rulings = tuple(Ruling(58, 110 + 16 * at, 475, 110 + 16 * at) for at in range(1, 7))
    (grid,) = printed_layout(printed_page(words, rulings)).grids
    assert ["Tillgångar"] in cells_of(grid)


def test_a_sparse_column_that_has_a_head_of_its_own_is_a_column() -> None:
    rows = [("", "Not", "2023", "2022"), ("Lån", "14", "10", "11")]
    rows += [(f"Post {number}", "", f"1{number}", f"2{number}") for number in range(10, 28)]
    (grid,) = printed_layout(printed_page(columns_of([60.0, 200.0, 300.0, 400.0], rows))).grids
    assert cells_of(grid)[:3] == [list(row) for row in rows[:3]]


def test_a_second_table_whose_head_begins_with_a_lone_word_is_a_table() -> None:
    first = [("Ort", "Antal", "Andel", "Summa"), *BODY]
    second = [("Nämnd", "Budget", "Utfall", "i %"), *BODY]
    title = columns_of(EDGES, [("Resultat (mnkr)",), ("", "", "", "Avvikelse")], 166, 14)
    words = by_height(columns_of(EDGES, first), title, columns_of(EDGES, second, 194))
    first_grid, second_grid = printed_layout(printed_page(words)).grids
    assert cells_of(first_grid) == [list(row) for row in first]
    assert cells_of(second_grid)[-3:] == [list(row) for row in BODY]
