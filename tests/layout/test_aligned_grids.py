"""Tables without separators: figures under each other."""

from __future__ import annotations

import pytest

from protokollparser.core.document import Ruling
from tests.layout.build import cells_of, layout_of, printed_layout, printed_page

TABLE = """\
Belopp i tkr                Budget      Utfall
                              2023        2023
Intäkter
Avgifter                     1 200       1 100
Bidrag                         500         650
Kostnader
Personal                    -9 000      -9 200
Summa                       -7 300      -7 450
"""


def test_columns_of_figures_make_a_table_with_its_header() -> None:
    (grid,) = layout_of("Uppföljning\n\n" + TABLE + "\nBeslut\n").grids
    assert grid.form == "aligned"
    assert cells_of(grid) == [
        ["Belopp i tkr", "Budget", "Utfall"],
        ["", "2023", "2023"],
        ["Intäkter"],
        ["Avgifter", "1 200", "1 100"],
        ["Bidrag", "500", "650"],
        ["Kostnader"],
        ["Personal", "-9 000", "-9 200"],
        ["Summa", "-7 300", "-7 450"],
    ]


def test_a_missing_figure_leaves_a_blank_cell() -> None:
    text = (
        "Norrby            100     200\n"
        "Söderby                   300\n"
        "Västby            500     600\n"
        "Östby             700     800\n"
    )
    assert cells_of(layout_of(text).grids[0])[1] == ["Söderby", "", "300"]


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen har 1 200 anställda och 300 vikarier.\nÅr 2023 var de 1 100 och 280.\n2022: 900.\n",
        "Ordföranden          Sekreteraren\nAnna Svensson        Bo Karlsson\nSign                 Sign\n",
        "18 000      90\n16 000      80\n14 000      70\n",
        "Ja      Nej\n12      10\n",
        "Norrby      100\nSöderby     200\nVästby      300\n",
    ],
)
def test_what_is_too_little_for_a_table(text: str) -> None:
    assert layout_of(text).grids == ()


def test_words_on_a_pdf_page_align_by_their_right_edge() -> None:
    words: list[tuple[str, float, float]] = []
    for top, (label, first, second) in zip(
        (100.0, 112.0, 124.0),
        (("Norrby", "100", "20"), ("Söderby", "5", "1234"), ("Summa", "105", "1254")),
        strict=True,
    ):
        words += [(label, 70, top), (first, 300 - 5 * len(first), top), (second, 400 - 5 * len(second), top)]
    (grid,) = printed_layout(printed_page(words)).grids
    assert cells_of(grid) == [["Norrby", "100", "20"], ["Söderby", "5", "1234"], ["Summa", "105", "1254"]]


def test_years_stand_for_labels() -> None:
    (grid,) = layout_of("2021      1 200      90\n2022      1 300      80\n2023      1 250      70\n").grids
    assert cells_of(grid)[0] == ["2021", "1 200", "90"]


def test_lines_of_hyphens_are_drawn_lines() -> None:
    text = (
        "                  Budget   Utfall\n"
        "-----------------------------------\n"
        "Personal           9 000    9 200\n"
        "Lokaler              700      650\n"
        "Övrigt               300      310\n"
        "-----------------------------------\n"
        "Summa             10 000   10 160\n"
        "===================================\n"
    )
    (grid,) = layout_of(text).grids
    assert [row.rule_line for row in grid.rows] == [False, True, False, False, False, True, False, True]
    assert cells_of(grid)[0] == ["", "Budget", "Utfall"]


def test_a_label_may_stand_between_the_header_and_the_figures() -> None:
    text = (
        "                  2022-12-31   2021-12-31\n"
        "Tillgångar\n"
        "Anläggningar      18 452 310   17 903 220\n"
        "Inventarier          642 118      711 405\n"
        "Summa             19 094 428   18 614 625\n"
    )
    (grid,) = layout_of(text).grids
    assert cells_of(grid)[:2] == [["", "2022-12-31", "2021-12-31"], ["Tillgångar"]]


def _rows_of_figures(rows: list[tuple[float, tuple[str, ...]]]) -> list[tuple[str, float, float]]:
    """Return words: a label at the left, figures that end at 300, 400, ..."""
    return [
        (text, 70 if column == 0 else 200 + 100 * column - 5 * len(text), top)
        for top, texts in rows
        for column, text in enumerate(texts)
        if text
    ]


def test_a_heading_in_white_does_not_end_a_table() -> None:
    words = _rows_of_figures(
        [
            (100, ("Norrby", "100", "20")),
            (112, ("Söderby", "5", "1234")),
            (124, ("Ekby", "105", "1254")),
            (148, ("Skolor",)),
            (160, ("Alby", "7", "88")),
            (172, ("Boda", "9", "99")),
        ]
    )
    (grid,) = printed_layout(printed_page(words)).grids
    assert [row[0] for row in cells_of(grid)] == ["Norrby", "Söderby", "Ekby", "Skolor", "Alby", "Boda"]


def test_a_table_with_a_header_of_its_own_begins_anew() -> None:
    words = _rows_of_figures(
        [
            (100, ("Norrby", "100", "20")),
            (112, ("Söderby", "5", "1234")),
            (124, ("Ekby", "105", "1254")),
            (148, ("Skolor", "Plan", "Sum")),
            (160, ("Alby", "7", "88")),
            (172, ("Boda", "9", "99")),
        ]
    )
    assert len(printed_layout(printed_page(words)).grids) == 2


def test_a_header_over_a_rule_stands_over_the_columns_of_the_rule() -> None:
    rows: list[tuple[float, tuple[str, ...]]] = [
        (100, ("Ort", "Antal", "Delar", "Summa")),
        (112, ("Norrby", "100", "20", "7")),
        (124, ("Söderby", "5", "1234", "8")),
        (136, ("Ekby", "105", "1254", "9")),
    ]
    words = [("Plan", 280.0, 88.0), *_rows_of_figures(rows)]
    rule = Ruling(270, 99, 405, 99)
    (grid,) = printed_layout(printed_page(words, (rule,))).grids
    assert cells_of(grid)[0] == ["Ort", "Plan", "", "Summa"]
    assert [(cell.column_span, cell.row_span) for cell in grid.rows[0].cells] == [
        (1, 2),
        (2, 1),
        (1, 1),
        (1, 2),
    ]
    assert cells_of(grid)[1] == ["", "Antal", "Delar", ""]


def test_figures_under_a_header_need_no_labels_where_there_are_many() -> None:
    words = [
        ("Andel", 70.0, 100.0),
        ("tio", 185.0, 100.0),
        ("tjugo", 275.0, 100.0),
        ("trettio", 365.0, 100.0),
    ]
    words += [
        (text, x - 5 * len(text), top)
        for top, row in ((112.0, "1 2 3 4"), (124.0, "5 6 7 8"), (136.0, "9 10 11 12"))
        for text, x in zip(row.split(), (95, 200, 300, 400), strict=True)
    ]
    (grid,) = printed_layout(printed_page(words)).grids
    assert cells_of(grid)[1:] == [["1", "2", "3", "4"], ["5", "6", "7", "8"], ["9", "10", "11", "12"]]


def test_figures_that_cannot_be_one_stand_in_two_columns() -> None:
    words = [("Ort", 70.0, 100.0), ("Plan", 180.0, 100.0), ("Utfall", 226.0, 100.0)]
    for top, label, one, other in (
        (112.0, "Norrby", "960", "1,040"),
        (124.0, "Ekby", "1,120", "1,200"),
        (136.0, "Alby", "80", "90"),
    ):
        words += [(label, 70.0, top), (one, 225 - 5 * len(one), top), (other, 253 - 5 * len(other), top)]
    (grid,) = printed_layout(printed_page(words)).grids
    assert cells_of(grid)[1:3] == [["Norrby", "960", "1,040"], ["Ekby", "1,120", "1,200"]]


def test_the_scale_of_a_chart_is_no_table() -> None:
    words: list[tuple[str, float, float]] = []
    for top, (left, label, right) in zip(
        (100.0, 120.0, 140.0, 160.0, 180.0),
        (
            ("500", "Antal", "50"),
            ("400", "Inkomna", "40"),
            ("300", "Avgjorda", "30"),
            ("200", "", "20"),
            ("100", "", "10"),
        ),
        strict=True,
    ):
        words += [(left, 70, top), *([(label, 150, top)] if label else []), (right, 300, top)]
    assert printed_layout(printed_page(words)).grids == ()


def test_labels_of_two_lines_around_their_figures_are_one_row() -> None:
    words: list[tuple[str, float, float]] = []
    for top, (first, second, figure) in zip(
        (102.0, 126.0),
        (("Vård", "omsorg", "120"), ("Skola", "fritid", "340")),
        strict=True,
    ):
        words += [(first, 70, top), (figure, 250, top + 5), (figure, 350, top + 5), (second, 70, top + 10)]
    head = [("Gator", 70.0, 87.0), ("560", 250.0, 87.0), ("560", 350.0, 87.0)]
    words = [*head, *words, *((text, x, 150.0) for text, x, _ in head)]
    (grid,) = printed_layout(printed_page(words)).grids
    assert cells_of(grid) == [
        ["Gator", "560", "560"],
        ["Vård omsorg", "120", "120"],
        ["Skola fritid", "340", "340"],
        ["Gator", "560", "560"],
    ]


def test_a_line_of_words_in_the_middle_stands_over_all_columns_of_figures() -> None:
    rows: list[tuple[float, tuple[str, ...]]] = [
        (100, ("Ort", "Antal", "Delar", "Summa")),
        (124, ("Norrby", "100", "20", "7")),
        (136, ("Söderby", "5", "1234", "8")),
        (160, ("Ekby", "105", "1254", "9")),
        (172, ("Alby", "17", "12", "3")),
    ]
    words = _rows_of_figures(rows)
    words = [
        *words[:12],
        ("Varavanställda", 292.0, 148.0),
        ("inomomsorgenochskolanhelt", 366.0, 148.0),
        *words[12:],
    ]
    (grid,) = printed_layout(printed_page(words)).grids
    (cell,) = [cell for row in grid.rows for cell in row.cells if cell.text.startswith("Varav")]
    assert cell.column_span == 3
