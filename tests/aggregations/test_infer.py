"""Relations found in small made-up tables, from their cells alone."""

from __future__ import annotations

import pytest

from protokollparser.aggregations import AggregationWords, Relation, aggregation_words, infer
from protokollparser.aggregations.options import OPERATORS
from protokollparser.aggregations.trees import learned
from protokollparser.core.rules import load

Cell = tuple[int, int]

BUDGET = [
    ["Verksamhet", "Budget", "Utfall", "Avvikelse"],
    ["Skola", "12 345", "11 876", "469"],
    ["Vård", "8 210", "8 794", "-584"],
    ["Teknik", "3 127", "2 951", "176"],
    ["Fritid", "1 498", "1 530", "-32"],
    ["Summa", "25 180", "25 151", "29"],
]


@pytest.fixture(scope="module")
def words() -> AggregationWords:
    return aggregation_words(load())


def cells(relations: list[Relation], operator: str) -> set[tuple[Cell, tuple[Cell, ...]]]:
    return {(one.total, one.parts) for one in relations if one.operator == operator}


def test_a_total_row_is_the_sum_of_the_rows_above_it(words: AggregationWords) -> None:
    found = cells(infer(BUDGET, words), "Sum")
    for column in (1, 2, 3):
        assert ((5, column), ((1, column), (2, column), (3, column), (4, column))) in found


def test_a_difference_is_told_as_the_sum_of_what_remains_and_what_is_taken(words: AggregationWords) -> None:
    found = cells(infer(BUDGET, words), "Sum")
    assert {((row, 1), ((row, 2), (row, 3))) for row in range(1, 6)} <= found


def test_a_wrong_total_is_no_relation_and_hides_no_other(words: AggregationWords) -> None:
    table = [list(row) for row in BUDGET]
    table[5][2] = "25 951"
    totals = {total for total, parts in cells(infer(table, words), "Sum") if len(parts) == 4}
    assert (5, 2) not in totals
    assert {(5, 1), (5, 3)} <= totals


def test_a_grand_total_adds_up_subtotals(words: AggregationWords) -> None:
    rows = [(1204, 3377), (2951, 4418), (4155, 7795), (718, 5093), (6620, 1482), (7338, 6575), (11493, 14370)]
    labels = ["Norr", "Syd", "Summa land", "Öst", "Väst", "Summa stad", "Totalt"]
    table = [["", "2021", "2022"]] + [
        [label, str(a), str(b)] for label, (a, b) in zip(labels, rows, strict=True)
    ]
    totals = cells(infer(table, words), "Sum")
    assert ((7, 1), ((3, 1), (6, 1))) in totals
    assert ((3, 2), ((1, 2), (2, 2))) in totals


def test_percentages_are_a_part_divided_by_the_whole(words: AggregationWords) -> None:
    counts = [(1873, 412), (2459, 733), (981, 127), (5120, 2004), (3377, 845), (764, 333)]
    table = [["Kommun", "Antal", "Varav kvinnor", "Andel %"]] + [
        [f"Ort {i}", str(a), str(b), f"{100 * b / a:.1f}".replace(".", ",")]
        for i, (a, b) in enumerate(counts)
    ]
    found = cells(infer(table, words), "Division")
    assert {((row, 3), ((row, 2), (row, 1))) for row in range(1, 7)} <= found


def test_a_change_goes_from_the_old_figure_to_the_new(words: AggregationWords) -> None:
    figures = [(1873, 2012), (2459, 2233), (981, 1127), (5120, 5504), (3377, 3845), (764, 733), (1210, 1304)]
    table = [["Kommun", "2020", "2021", "Förändring %"]] + [
        [f"Ort {i}", str(a), str(b), f"{100 * (b - a) / a:.1f}".replace(".", ",")]
        for i, (a, b) in enumerate(figures)
    ]
    found = cells(infer(table, words), "RelativeChange")
    assert {((row, 3), ((row, 1), (row, 2))) for row in range(1, 8)} <= found


def test_an_average_leaves_blanks_out(words: AggregationWords) -> None:
    columns = [
        ["87,50", "64,25", "91,00", "78,75", "55,50", "69,00"],
        ["43,50", "", "77,25", "61,00", "58,75", "92,50"],
        ["31,00", "45,50", "62,25", "71,50", "80,00", "12,75"],
    ]
    table = [["", "Prov 1", "Prov 2", "Prov 3"]]
    table += [[f"Elev {row}", *(column[row] for column in columns)] for row in range(6)]
    table.append(["Medelvärde", "74,33", "66,60", "50,50"])
    found = dict(cells(infer(table, words), "Average"))
    assert {(7, 1), (7, 2), (7, 3)} <= set(found)
    assert found[7, 1] == tuple((row, 1) for row in range(1, 7))


def test_accidental_sums_of_single_digits_are_left_alone(words: AggregationWords) -> None:
    table = [["", "A", "B"], ["x", "1", "2"], ["y", "3", "1"], ["z", "2", "2"], ["w", "4", "7"]]
    assert infer(table, words) == []


@pytest.mark.parametrize("table", [[], [[]], [["a"], [], ["1", "2"]], [["", ""], ["", ""]], [["7"] * 3] * 3])
def test_odd_tables_are_answered(table: list[list[str]], words: AggregationWords) -> None:
    assert isinstance(infer(table, words), list)


@pytest.mark.parametrize("operator", OPERATORS)
def test_the_trees_were_learned_from_the_features_that_there_are(operator: str) -> None:
    assert learned(operator).features == OPERATORS[operator]


def test_an_agreement_of_constants_is_no_sum_however_often_it_is_printed(words: AggregationWords) -> None:
    stock = [876, 480, 1572, 1548, 576, 1212, 732, 2184, 348, 660] * 3
    table = [["Vara", "Lager", "Lådor", "Askar", "Hyllor"]]
    table += [[f"Vara {i}", str(held + i), "4", "3", "1"] for i, held in enumerate(stock)]
    assert not cells(infer(table, words), "Sum")


def test_a_total_stated_again_far_off_is_told_where_its_parts_stand(words: AggregationWords) -> None:
    parts = [(5412, 1771), (7016, 2468), (6033, 2309), (8847, 1154), (4921, 3360), (7754, 2086)]
    heads = ["Elev", "Prov", "Muntligt", "Summa", "Frånvaro", "Timmar", "Summa termin"]
    table = [heads] + [
        [f"Elev {i}", str(a), str(b), str(a + b), str(17 * i % 83 + 1), str(29 * i % 97 + 2), str(a + b)]
        for i, (a, b) in enumerate(parts)
    ]
    sums = {(total, made) for total, made in cells(infer(table, words), "Sum") if len(made) == 2}
    assert {((row, 3), ((row, 1), (row, 2))) for row in range(1, 7)} <= sums
    assert not any(total[1] == 6 for total, _ in sums)


def test_columns_of_which_one_at_a_time_is_filled_add_up(words: AggregationWords) -> None:
    counts = [431, 277, 1408, 862, 509, 1733, 940, 618, 1216, 385, 754, 1129]
    table = [["Kort", "Antal", "Vanlig", "Sällsynt", "Skadad"]]
    for i, count in enumerate(counts):
        row = [f"Kort {i}", str(count), "", "", ""]
        row[2 + i % 3] = str(count)
        table.append(row)
    table += [["Kort 12", "1187", "702", "485", ""], ["Kort 13", "934", "", "611", "323"]]
    found = cells(infer(table, words), "Sum")
    assert {((row, 1), ((row, 2), (row, 3), (row, 4))) for row in range(1, 15)} <= found


def test_a_line_of_zeros_between_parts_is_a_part(words: AggregationWords) -> None:
    rows = [(5036, 4672, 4118), (1393, 2346, 2417), (0, 0, 0), (1162, 1300, 2133)]
    table = [["mnkr", "2021", "2022", "2023"]]
    table += [[f"Post {i}", *map(str, row)] for i, row in enumerate(rows)]
    table.append(["Summa", *(str(sum(column)) for column in zip(*rows, strict=True))])
    found = cells(infer(table, words), "Sum")
    assert ((5, 1), ((1, 1), (2, 1), (3, 1), (4, 1))) in found
