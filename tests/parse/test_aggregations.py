"""Sums, nets, results and deviations are found in tables that do not say where they are."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protokollparser.core.records.tables import Aggregation
from tests.parse.laid_out import relations, sheet_of, table

_FOLLOW_UP = """
            | Budget | Utfall | Avvikelse
Intäkter    | 200    | 260    | 60
Kostnader   | -500   | -470   | 30
Netto       | -300   | -210   | 90
"""


def down(found: list[Aggregation], row: int, column: int) -> Aggregation:
    """Return the relation of a cell with cells above or below it."""
    return next(r for r in found if r.axis == "column" and (r.target_row, r.target_column) == (row, column))


def across(found: list[Aggregation], row: int, column: int) -> Aggregation:
    """Return the relation of a cell with cells beside it."""
    return next(r for r in found if r.axis == "row" and (r.target_row, r.target_column) == (row, column))


def rows_of(relation: Aggregation) -> dict[int, int]:
    """Return the weight of each row that is a term."""
    return {row: weight for row, _, weight in relation.terms}


def columns_of(relation: Aggregation) -> dict[int, int]:
    """Return the weight of each column that is a term."""
    return {column: weight for _, column, weight in relation.terms}


def test_a_total_takes_the_rows_above_it() -> None:
    found = relations("By | Kostnad\nAlby | 1 200\nBerg | 2 300\nSumma | 3 500", "label amount")
    assert rows_of(down(found, 3, 1)) == {1: 1, 2: 1}
    assert down(found, 3, 1).outcome == "exact"


def test_a_total_takes_subtotals_not_their_parts_again() -> None:
    drawn = """
    Projekt         | Utfall
    Vägar           | 1 200
    Broar           | 800
    Summa gator     | 2 000
    Skolor          | 4 100
    Summa lokaler   | 4 100
    Summa totalt    | 6 100
    """
    assert rows_of(down(relations(drawn, "label outturn"), 6, 1)) == {3: 1, 5: 1}


def test_rows_that_show_a_part_again_are_no_parts() -> None:
    drawn = """
    Konto         | Utfall
    Personal      | 5 200
    varav pension | 700
    Lokaler       | 1 300
    Summa         | 6 500
    """
    assert rows_of(down(relations(drawn, "label outturn"), 4, 1)) == {1: 1, 3: 1}


def test_income_less_cost_is_the_result_of_a_table_without_signs() -> None:
    drawn = """
                    | Budget | Prognos
    Intäkter        | 5 400  | 5 610
    Kostnader       | 5 100  | 5 350
    Resultat        | 300    | 260
    """
    assert rows_of(down(relations(drawn, "label budget forecast"), 3, 1)) == {1: 1, 2: -1}


def test_a_result_may_turn_the_sign_of_the_net_cost_above_it() -> None:
    drawn = """
                       | Utfall  | Budget
    Intäkter           | -4 400  | -5 100
    Summa intäkter     | -4 400  | -5 100
    Personal           | 9 300   | 9 900
    Lokaler            | 1 250   | 1 300
    Summa kostnader    | 10 550  | 11 200
    Summa nettokostnad | 6 150   | 6 100
    Kommunbidrag       | 6 000   | 6 100
    Resultat           | -150    | 0
    """
    found = relations(drawn, "label outturn budget")
    assert rows_of(down(found, 6, 1)) == {2: 1, 5: 1}
    assert rows_of(down(found, 8, 1)) == {6: -1, 7: 1}


def test_the_structure_stands_although_one_figure_is_wrong() -> None:
    drawn = """
          | Budget | Utfall | Prognos
    Alby  | 1 200  | 1 100  | 1 250
    Berg  | 2 300  | 2 450  | 2 410
    Summa | 3 500  | 3 950  | 3 660
    """
    found = relations(drawn, "label budget outturn forecast")
    assert [down(found, 3, column).outcome for column in (1, 2, 3)] == ["exact", "violated", "exact"]
    assert down(found, 3, 2).computed == 3550


def test_a_wrong_total_of_a_single_column_is_found_by_label_and_position() -> None:
    found = relations("By | Kostnad\nAlby | 1 200\nBerg | 2 300\nSumma | 3 600", "label amount")
    assert down(found, 3, 1).outcome == "violated"


def test_a_figure_far_from_the_sum_is_no_sum() -> None:
    drawn = """
    Enhet | Antal | Medelålder
    Alby  | 12    | 41
    Berg  | 15    | 47
    Ceder | 9     | 44
    Summa | 36    | 44
    """
    found = relations(drawn, "label amount amount", unit="st")
    assert (down(found, 4, 1).outcome, down(found, 4, 2).outcome) == ("exact", "undecidable")


def test_an_unknown_part_leaves_the_total_undecidable() -> None:
    drawn = """
          | Alby  | Berg
    Drift | 1 200 | 450
    Arkiv | 2 300 | ?
    Summa | 3 500 |
    """
    found = relations(drawn, "label amount amount")
    assert (down(found, 3, 2).outcome, down(found, 3, 2).reason) == ("undecidable", "a part is unknown")
    assert down(found, 3, 2).computed == 450


def test_a_blank_part_cannot_make_a_total_wrong() -> None:
    drawn = """
          | Budget | Utfall
    Alby  | 1 200  | 1 100
    Berg  |        | 2 450
    Ceder | 1 000  | 1 050
    Summa | 3 500  | 4 600
    """
    found = relations(drawn, "label budget outturn")
    assert (down(found, 4, 1).outcome, down(found, 4, 1).reason) == ("undecidable", "a part is blank")


def test_a_row_without_figures_does_not_hide_a_wrong_total() -> None:
    drawn = """
                | Budget
    Personal    | 1 200
    Lokaler     |
    Material    | 1 000
    Summa       | 2 300
    """
    assert down(relations(drawn, "label budget"), 4, 1).outcome == "violated"


def test_rows_below_a_head_make_it_up() -> None:
    drawn = """
              | Budget | Utfall
    Gator     | 35 410 | 36 020
    Vägar     | 21 300 | 21 950
    Broar     | 14 110 | 14 070
    Parker    | 8 250  | 8 400
    Summa     | 43 660 | 44 420
    """
    found = relations(drawn, "label budget outturn")
    assert rows_of(down(found, 1, 1)) == {2: 1, 3: 1}
    assert rows_of(down(found, 5, 1)) == {1: 1, 4: 1}


@pytest.mark.parametrize(
    ("drawn", "profile"),
    [
        (
            """
                  | Budget | Utfall | Avvikelse
            Intäkter  | -200 | -260 | 60
            Kostnader | 500  | 470  | 30
            Netto     | 300  | 210  | 90
            """,
            "A",
        ),
        (_FOLLOW_UP, "B"),
        (
            """
                  | Budget | Utfall | Avvikelse
            Intäkter  | 200 | 260 | 60
            Kostnader | 500 | 470 | 30
            Resultat  | -300 | -210 | 90
            """,
            "C",
        ),
        (
            """
                  | Budget | Utfall | Avvikelse
            Intäkter  | 200 | 260 | -60
            Hyresintäkter | 100 | 130 | -30
            Kostnader | 500 | 470 | 30
            """,
            "D",
        ),
        ("| Budget | Utfall | Avvikelse\nKostnader | 5 012 | 4 689 | 323", "unknown"),
    ],
)
def test_the_rows_tell_the_sign_profile(drawn: str, profile: str) -> None:
    assert table(drawn, "label budget outturn deviation")[0].sign_profile == profile


def test_a_table_without_deviations_has_no_profile() -> None:
    assert table("By | Kostnad\nAlby | 12\nSumma | 12", "label amount")[0].sign_profile is None


def test_the_deviation_of_the_full_year_leaves_the_period_out() -> None:
    drawn = """
              | Utfall | Budget | Prognos | Avvikelse
    Personal  | 6 193  | 12 881 | 12 400  | 481
    Lokaler   | 900    | 1 530  | 1 730   | -200
    Summa     | 7 093  | 14 411 | 14 130  | 281
    """
    found = relations(drawn, "label outturn budget forecast deviation")
    assert columns_of(across(found, 1, 4)) == {2: 1, 3: -1}


def test_a_deviation_may_be_a_result() -> None:
    drawn = """
             | Intäkter | Kostnader | Avvikelse
    Drift    | 1 200    | 1 150     | 50
    Projekt  | 300      | 340       | -40
    Summa    | 1 500    | 1 490     | 10
    """
    found = relations(drawn, "label income cost deviation")
    assert columns_of(across(found, 3, 3)) == {1: 1, 2: -1}


def test_small_counts_that_nearly_add_up_below_a_row_make_no_head_of_it() -> None:
    drawn = """
    By       | 2021 | 2022 | 2023
    Alby     | 61   | 58   | 66
    Berg     | 22   | 31   | 27
    Cedby    | 40   | 37   | 40
    Dalby    | 55   | 49   | 60
    Totalt   | 178  | 175  | 193
    """
    found = relations(drawn, "label amount amount amount")
    assert {relation.target_row for relation in found if relation.axis == "column"} == {5}
    assert rows_of(down(found, 5, 3)) == {1: 1, 2: 1, 3: 1, 4: 1}


def test_a_total_row_is_judged_although_its_columns_add_up() -> None:
    drawn = """
             | Intäkter | Kostnader | Avvikelse
    Drift    | 1 200    | 1 150     | 50
    Projekt  | 310      | 340       | -30
    Stöd     | 800      | 790       | 10
    Tjänst   | 500      | 0         |
    Summa    | 2 810    | 2 280     | 30
    """
    found = relations(drawn, "label income cost deviation")
    assert down(found, 5, 3).outcome == "exact"
    assert (across(found, 5, 3).outcome, across(found, 5, 3).computed) == ("violated", 530)
    assert across(found, 4, 3).outcome == "undecidable"


def test_a_blank_where_nothing_is_due_is_exact() -> None:
    drawn = """
             | Intäkter | Kostnader | Avvikelse
    Drift    | 1 200    | 1 150     | 50
    Projekt  | 310      | 340       | -30
    Tjänst   | 500      | 500       |
    """
    found = across(relations(drawn, "label income cost deviation"), 3, 3)
    assert (found.outcome, found.reason) == ("exact", "blank where 0 is due")


def test_budget_and_carry_over_make_the_total_budget() -> None:
    drawn = """
            | Budget | Ombudgetering | S:a budget
    Vägar   | 500    | 0             | 500
    Skolor  | 700    | 250           | 950
    Summa   | 1 200  | 250           | 1 450
    """
    found = relations(drawn, "label budget transfer appropriation")
    assert columns_of(across(found, 2, 3)) == {1: 1, 2: 1}


def test_outturn_and_budget_are_not_added() -> None:
    drawn = """
            | Utfall | Budget | Prognos
    Vägar   | 200    | 300    | 500
    Skolor  | 300    | 400    | 700
    """
    assert not [r for r in relations(drawn, "label outturn budget forecast") if r.axis == "row"]


def test_percentages_do_not_add_up() -> None:
    drawn = "Grupp | Andel %\nKvinnor | 3\nMän | 5\nTotalt | 4"
    assert relations(drawn, "label percent", unit="percent") == []


def test_a_difference_within_the_interval_but_beyond_the_usual_is_told_apart() -> None:
    names = "\n".join(f"Ort {letter} | 100" for letter in "abcdefghijklmn")
    found = down(relations(f"Ort | Kostnad\n{names}\nSumma | 1 404", "label amount"), 15, 1)
    assert (found.outcome, found.reason) == ("rounding", "more than rounding usually leaves")


_CELLS = st.one_of(
    st.sampled_from(["", "?", "-", "0", "Underskott", "12,5"]), st.integers(-9_999, 9_999).map(str)
)
_LABELS = st.sampled_from(
    ["Intäkter", "Personalkostnader", "Summa", "varav hyror", "Resultat", "Kommunbidrag", "Alby", ""]
)


@given(st.lists(st.tuples(_LABELS, _CELLS, _CELLS, _CELLS), min_size=1, max_size=9))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_a_table_its_relations_compute_what_they_say(
    rows: list[tuple[str, str, str, str]],
) -> None:
    drawn = "Post | Budget | Utfall | Avvikelse\n" + "\n".join(" | ".join(row) for row in rows)
    sheet, found = sheet_of(drawn, "label budget outturn deviation")
    for relation in found:
        held = [(sheet.figure(row, column), weight) for row, column, weight in relation.terms]
        assert relation.computed == sum(f.value * weight for f, weight in held if f is not None)
        if relation.outcome == "exact" and relation.stated is not None:
            assert relation.stated == relation.computed


@given(st.lists(st.lists(st.integers(11, 99_999), min_size=2, max_size=2), min_size=2, max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_total_of_all_rows_is_found_whatever_they_are(amounts: list[list[int]]) -> None:
    rows = "\n".join(f"Ort {at} | {one} | {two}" for at, (one, two) in enumerate(amounts))
    total = f"Summa | {sum(one for one, _ in amounts)} | {sum(two for _, two in amounts)}"
    found = relations(f"Ort | Alfa | Beta\n{rows}\n{total}", "label amount amount")
    last = [r for r in found if r.axis == "column" and r.target_row == len(amounts) + 1]
    assert [r.outcome for r in last] == ["exact", "exact"]


def test_a_long_table_takes_no_time() -> None:
    rows = "\n".join(f"Konto {at} | {at * 37 % 1009} | {at * 61 % 997}" for at in range(1, 401))
    start = perf_counter()
    relations(f"Konto | Budget | Utfall\n{rows}\nSumma | 1 | 2", "label budget outturn")
    assert perf_counter() - start < 5


def test_changes_from_year_to_year_tell_no_sign_profile() -> None:
    drawn = "By | 2023 | 2022 | Förändring\nAlby | 12 | 10 | 2\nMoby | 30 | 34 | -4\nViby | 7 | 4 | 3"
    assert table(drawn, "label amount amount change")[0].sign_profile is None


def test_a_plan_and_its_changes_make_the_next_plan() -> None:
    found = relations(
        """
        Nämnd    | Ram 2010 | Volymer | Priser | Ram 2011
        Skola    | 2000     | 150     | 40     | 2190
        Omsorg   | 1500     | -30     | 30     | 1500
        Byggande | 300      | 0       | 6      | 306
        """,
        "label budget amount amount budget",
    )
    assert columns_of(across(found, 1, 4)) == {1: 1, 2: 1, 3: 1}
