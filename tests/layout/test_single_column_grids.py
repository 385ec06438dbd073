"""Lists of labels with one column of figures, set with blanks."""

from __future__ import annotations

import pytest

from tests.layout.build import cells_of, layout_of

LIST = """\
Personal                 1 842
Telefonitjänster           965
Licenser                   412
------------------------------
Summa                    3 219
"""


def test_labels_with_amounts_at_one_edge_make_a_table() -> None:
    (grid,) = layout_of("Kostnader 2021, tkr:\n\n" + LIST + "\nKostnaden ökar.\n").grids
    assert grid.form == "aligned"
    assert cells_of(grid)[0] == ["Personal", "1 842"]
    assert [row.rule_line for row in grid.rows] == [False, False, False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "Inledning                  3\nSammanfattning             4\nBakgrund                  12\n",
        "Telefon:          0240 866 21\nBankgiro:            123 4567\nPostadress:         111 22 By\n",
        "Personal                 1 842\nLokaler                    965\n",
        "Anna Berg (S)             ja\nBo Ek (M)                 nej\nCia Dal (C)               ja\n",
        "År                        2023\nBeslut                    2022\nVersion                   2021\n",
    ],
)
def test_other_lists_make_none(text: str) -> None:
    assert not layout_of(text).grids
