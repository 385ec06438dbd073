"""Made-up tables hold what they are said to hold, and what is planted in them is found."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from protokollparser.core.rounding import Figure, compare
from protokollparser.core.slips import slip_near
from tests.checks.read import checked
from tests.planted.changes import CHANGES, plant
from tests.planted.made_tables import KINDS, make_table
from tests.planted.writing import written


@pytest.mark.parametrize("seed", range(len(KINDS)))
def test_every_relation_of_an_untouched_table_holds(seed: int) -> None:
    table = make_table(seed)
    for relation in table.relations:
        stated = table.figures[relation.target]
        assert stated is not None
        held = [(table.figures[cell] or Decimal(0), weight) for cell, weight in relation.terms]
        parts = [(Figure(value, table.step), weight) for value, weight in held]
        assert compare(Figure(stated, table.step), parts).holds


def test_the_same_seed_makes_the_same_text() -> None:
    texts = {written(make_table(5), random.Random(5)) for _ in range(2)}
    assert len(texts) == 1


def test_the_first_row_stands_on_the_line_told() -> None:
    table = make_table(1)
    for seed in range(6):
        text, first = written(table, random.Random(seed))
        assert text.split("\n")[first - 1].lstrip("| ").startswith(table.labels[0])


@pytest.mark.parametrize("kind", sorted(CHANGES))
def test_a_change_changes_the_figure_it_names(kind: str) -> None:
    table = make_table(1)
    planted = plant(table, kind, random.Random(1))
    assert planted is not None
    assert planted.true == table.figures[planted.cell] != planted.table.figures[planted.cell]
    assert bool(planted.outside) == (kind not in ("+-1", "missing part"))


def test_a_row_shifted_by_one_column_breaks_its_sums() -> None:
    text = "Utfall, tkr\n\nNämnd\tBudget\tUtfall\tAvvikelse\nAlby\t1 478\t2 291\t-813\nBerga\t\t1 336\t806\n"
    text += "Cedby\t2 773\t2 736\t37\nDalby\t4 120\t4 301\t-181\nSumma\t9 707\t10 134\t-427\n"
    found = checked(text)[1].findings
    assert ("A01", "10134") in {(one.check_id, one.stated) for one in found}


def test_a_slip_is_known_although_roundings_blur_the_sum() -> None:
    assert slip_near(Decimal(1509731), Decimal(-1509733), Decimal(3)) == ("sign", Decimal(-1509731))
    assert slip_near(Decimal(38), Decimal(38473), Decimal(2)) == ("factor", Decimal(38473))
    assert slip_near(Decimal(1509731), Decimal(-1509743), Decimal(3)) is None
