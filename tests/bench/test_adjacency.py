"""Cell adjacency as the ICDAR 2013 competition counts it."""

from __future__ import annotations

from pathlib import Path

from bench.adjacency import Cell, Table, Tally, compare, plain_table, relations
from bench.icdar import read_truth, score, tables_of

from tests.layout.build import printed_layout, printed_page


def test_each_cell_is_related_to_its_right_and_lower_neighbour() -> None:
    table = plain_table(1, [["a", "b"], ["c", "d"]])
    assert set(relations(table.cells)) == {
        ("A", "B", "right"),
        ("C", "D", "right"),
        ("A", "C", "below"),
        ("B", "D", "below"),
    }


def test_blank_cells_are_passed_over() -> None:
    table = plain_table(1, [["a", "", "b"], ["", None, " "], ["c", "", ""]])
    assert set(relations(table.cells)) == {("A", "B", "right"), ("A", "C", "below")}


def test_a_cell_over_two_columns_stands_over_both_and_is_met_once() -> None:
    cells = [
        Cell("head", 0, 0, 0, 1),
        Cell("a", 1, 0, 1, 0),
        Cell("b", 1, 1, 1, 1),
        Cell("foot", 2, 0, 2, 1),
        Cell("end", 3, 0, 3, 1),
    ]
    assert relations(cells) == {
        ("HEAD", "A", "below"): 1,
        ("HEAD", "B", "below"): 1,
        ("A", "B", "right"): 1,
        ("A", "FOOT", "below"): 1,
        ("B", "FOOT", "below"): 1,
        ("FOOT", "END", "below"): 1,
    }


def test_equal_relations_of_other_cells_count_each() -> None:
    table = plain_table(1, [["0", "0"], ["0", "0"]])
    assert relations(table.cells) == {("0", "0", "right"): 2, ("0", "0", "below"): 2}


def test_white_space_case_and_signs_count_for_nothing() -> None:
    one = relations(plain_table(1, [["Net income", "-1\u00a0000"]]).cells)
    assert one == relations(plain_table(1, [["net\nIncome", "\u22121 000"]]).cells)


def test_where_a_table_begins_counts_for_nothing() -> None:
    shifted = plain_table(1, [["", ""], ["", "a", "b"]])
    assert relations(shifted.cells) == relations(plain_table(1, [["a", "b"]]).cells)


def test_a_table_is_compared_with_the_best_of_its_page_and_the_others_are_wrong() -> None:
    truth = [plain_table(1, [["a", "b"], ["c", "d"]]), plain_table(2, [["x", "y"]])]
    given = [plain_table(1, [["p", "q"]]), plain_table(1, [["a", "b"]]), plain_table(3, [["x", "y"]])]
    assert compare(truth, given) == [
        Tally(true=4, given=1, right=1),
        Tally(true=1),
        Tally(given=1),
        Tally(given=1),
    ]


def test_the_better_of_two_readings_counts() -> None:
    one, other = [plain_table(1, [["a b", "c"]])], [plain_table(1, [["a", "b", "c"]])]
    assert score([one, other], [plain_table(1, [["a", "b", "c"]])]) == Tally(true=2, given=2, right=2)


def test_regions_side_by_side_are_one_table(tmp_path: Path) -> None:
    path = tmp_path / "x-str.xml"
    path.write_text(
        "<document><table id='1'>"
        "<region page='2' col-increment='0' row-increment='0'>"
        "<cell start-row='0' start-col='0' end-row='1'><content>a</content></cell></region>"
        "<region page='2' col-increment='1' row-increment='-1'>"
        "<cell start-row='1' start-col='0' end-col='1'><content>b</content></cell></region>"
        "<region page='3' col-increment='0' row-increment='2'>"
        "<cell start-row='0' start-col='0'><content>c</content></cell></region>"
        "</table></document>",
        encoding="utf-8",
    )
    assert read_truth(path) == [
        Table(2, (Cell("a", 0, 0, 1, 0), Cell("b", 0, 1, 0, 2))),
        Table(3, (Cell("c", 2, 0, 2, 0),)),
    ]


def test_the_tables_of_a_layout_keep_rows_and_columns() -> None:
    rows = ((100.0, ("Norrby", "100", "20")), (112.0, ("Ekby", "", "30")), (124.0, ("Alla", "9", "8")))
    words = [(text, x, top) for top, row in rows for text, x in zip(row, (70, 300, 400), strict=True) if text]
    (table,) = tables_of(printed_layout(printed_page(words)))
    assert table.page == 1
    assert table.cells[3:5] == (Cell("Ekby", 1, 0, 1, 0), Cell("30", 1, 2, 1, 2))
