"""Tables as annual reports print them: numbers before names, heads over years, lines of underscores."""

from __future__ import annotations

from tests.layout.build import by_height, cells_of, columns_of, printed_layout, printed_page

EDGES = [60.0, 300.0, 360.0, 420.0, 480.0]
YEARS = ("2023", "2022", "2023", "2022")
ROWS = [
    ("Skatteintäkter", "120,5", "110,0", "130,0", "121,0"),
    ("Statsbidrag", "30,0", "28,5", "31,0", "29,0"),
    ("Finansiella kostnader", "-1,5", "-2,0", "-4,0", "-3,0"),
]


def grids_of(*pieces: list[tuple[str, float, float]]) -> list[list[list[str]]]:
    return [cells_of(grid) for grid in printed_layout(printed_page(by_height(*pieces))).grids]


def test_heads_that_come_again_stand_under_what_is_over_them() -> None:
    over = [("Kommunen", 300.0, 100.0), ("Koncernen", 420.0, 100.0)]
    (grid,) = grids_of(over, columns_of(EDGES, [("Mkr", *YEARS), *ROWS], 112))
    assert grid[:3] == [["Mkr", "Kommunen", "", "Koncernen"], ["", *YEARS], list(ROWS[0])]


def test_heads_that_go_on_in_small_letters_are_one_row() -> None:
    heads = [("Mkr", "Drift", "Gator", "Drift", "Gator"), ("", "totalt", "netto", "totalt", "netto")]
    (grid,) = grids_of(columns_of(EDGES, heads, 88, 12), columns_of(EDGES, ROWS, 114))
    assert grid[0] == ["Mkr", "Drift totalt", "Gator netto", "Drift totalt", "Gator netto"]


def _projects(gap: float, names: list[str]) -> list[tuple[str, float, float]]:
    words = []
    for number, name in enumerate(names):
        words += [(str(1865 + number), 60.0, 100 + 14.0 * number)]
        words += columns_of(
            [80.0 + gap, 300.0, 360.0], [(name, f"{number + 1},5", "20,0")], 100 + 14.0 * number
        )
    return words


NAMES = ["Ny förskola", "Gång- och cykelväg", "Nytt vattenverk", "Inventarier"]


def test_numbers_with_more_than_a_space_behind_them_are_a_column() -> None:
    (grid,) = grids_of(_projects(6.5, NAMES))
    assert grid[0] == ["1865", "Ny förskola", "1,5", "20,0"]
    (grid,) = grids_of(_projects(5.0, NAMES))
    assert grid[0] == ["1865 Ny förskola", "1,5", "20,0"]


def test_a_name_without_number_goes_on_with_the_name_above() -> None:
    words = [(word, x, y + 14 * (y > 150)) for word, x, y in _projects(12.0, [*NAMES, "Lekplatser"])]
    (grid,) = grids_of(words, [("Söderby", 92.0, 156.0)])
    assert [row[:2] for row in grid][3:] == [["1868", "Inventarier Söderby"], ["1869", "Lekplatser"]]


def test_a_group_between_numbered_rows_is_a_row() -> None:
    words = [(word, x, y + 14 * (y > 120)) for word, x, y in _projects(12.0, NAMES)]
    (grid,) = grids_of(words, [("Avgifter", 60.0, 128.0)])
    assert [row[0] for row in grid] == ["1865", "1866", "Avgifter", "1867", "1868"]


def test_a_word_of_whose_the_next_line_tells_ends_no_label() -> None:
    labels = [("VERKSAMHETENS", "12,5", "11,0"), ("NETTOKOSTNADER", "", ""), ("Skatter", "20,0", "19,0")]
    words = columns_of([60.0, 200.0, 260.0], [("Intäkter", "1,0", "2,0"), *labels, ("Bidrag", "3,0", "4,0")])
    (grid,) = grids_of(words)
    assert [row[0] for row in grid] == ["Intäkter", "VERKSAMHETENS NETTOKOSTNADER", "Skatter", "Bidrag"]


def test_underscores_under_each_column_are_a_drawn_line() -> None:
    drawn = [("_" * 20, 60.0, 112.0), *[("_" * 8, x, 112.0) for x in (265.0, 325.0, 385.0, 445.0)]]
    heads = columns_of(EDGES, [("Mkr", *YEARS)])
    (grid,) = grids_of(heads, drawn, columns_of(EDGES, ROWS, 130))
    assert [row for row in grid if "_" not in row[0]] == [["Mkr", *YEARS], *map(list, ROWS)]


def _double_spaced(rows: list[tuple[str, ...]]) -> list[tuple[str, float, float]]:
    return columns_of([60.0, 250.0, 330.0], rows, 100, 24)


def test_labels_of_two_lines_in_double_spacing_are_one_cell() -> None:
    rows = [("Mkr", "2023", "2022"), ("Årets resultat", "9,0", "18,7")]
    for label in ("Förändring av korta", "Förändring av förråd", "Investering i mark"):
        rows += [(label, "44,2", "17,6"), ("och långa poster i år", "", "")]
    (grid,) = grids_of(_double_spaced([*rows, ("Årets kassaflöde", "7,1", "-9,2")]))
    assert [row[0] for row in grid if row[0].startswith("Förändring")] == [
        "Förändring av korta och långa poster i år",
        "Förändring av förråd och långa poster i år",
    ]


def test_rows_that_begin_with_figures_are_not_one() -> None:
    words = [
        "Tydligare organisation för hela regionen",
        "bättre samarbete mellan alla kommuner",
        "enklare ärenden",
    ]
    rows = [(str(number), word, f"2022-0{number}-01") for number, word in enumerate(words, 1)]
    pieces = []
    for number, (nr, word, day) in enumerate(rows):
        top = 100.0 + 12 * number
        pieces += [(nr, 60.0, top), *columns_of([90.0], [(word,)], top), (day, 400.0, top)]
    (grid,) = grids_of([("Nr", 60.0, 88.0), ("Vad", 90.0, 88.0), ("Datum", 400.0, 88.0)], pieces)
    assert [row[0] for row in grid] == ["Nr", "1", "2", "3"]


def test_lines_to_be_signed_on_are_no_rules_of_a_table() -> None:
    heads = [("Vid", 60.0, 80.0), ("protokollet:", 80.0, 80.0)]
    lines = [("_" * 20, x, 112.0) for x in (60.0, 200.0, 340.0)]
    names = [(name, x, 124.0) for name, x in (("Jenny", 60.0), ("Ragnhild", 200.0), ("Katarina", 340.0))]
    assert grids_of(heads, lines, names) == []
