"""What is known of a sum beside others of the same parts, and sums added up many at once."""

from __future__ import annotations

import re

import numpy as np
import pytest

from protokollparser.aggregations import evidence
from protokollparser.aggregations.axes import Axis, make_axis
from protokollparser.aggregations.evidence import Sum, add_all, fresh_evidence
from protokollparser.aggregations.features import NAMES, describe
from protokollparser.aggregations.grids import read_grid

# The third column adds up the first two; the fifth states it again.
COPIED = [["54", "17", "71", "40", "71"], ["70", "16", "86", "38", "86"], ["60", "23", "83", "39", "83"]]


def axis() -> Axis:
    return make_axis(read_grid(COPIED), re.compile("summa"), True, set())


def test_the_farther_of_two_totals_of_the_same_parts_is_marked() -> None:
    near, copy = (Sum(total, (0, 1), "run", 0, 0, 3, 0, 0, 3, 9.0, 3) for total in (2, 4))
    rows = describe(axis(), [near, copy], 2)
    assert rows[:, NAMES.index("twins")].tolist() == [1, 1]
    assert rows[:, NAMES.index("nearer twin")].tolist() == [0, 1]


def test_a_rival_of_the_same_total_is_ahead() -> None:
    weak, strong = (
        Sum(2, parts, "run", 0, 0, 1, 0, 0, 1, news, 1) for parts, news in (((0, 1), 4.0), ((0, 3), 6.5))
    )
    rows = describe(axis(), [weak, strong], 2)
    assert rows[:, NAMES.index("ahead of rivals")].tolist() == [-2.5, 2.5]
    assert rows[:, NAMES.index("better rivals")].tolist() == [1, 0]


def test_sums_of_any_number_of_parts_are_added_up_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "_CELLS_AT_ONCE", 7)
    values, _, counts, _ = add_all(axis(), [(0, 1), (0, 1, 3), (1, 3)])
    assert values.tolist() == [[71, 86, 83], [111, 124, 122], [57, 54, 62]]
    assert np.array_equal(counts[:, 0], [2, 3, 2])


def test_positions_of_the_same_figures_are_one_agreement() -> None:
    repeated = make_axis(
        read_grid([["54", "17", "71"]] * 4 + [["70", "16", "86"]]), re.compile("x"), True, set()
    )
    found = Sum(2, (0, 1), "run", 0, 0, 5, 0, 0, 5, 0.0)
    distinct, news = fresh_evidence(repeated, found, np.ones(5, dtype=bool))
    assert distinct == 2
    assert news == pytest.approx(np.log(71) + np.log(86))
