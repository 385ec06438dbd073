"""How surely a table was read."""

import pytest

from protokollparser.core.records.tables import DataTable
from protokollparser.core.sheets import Sheet
from protokollparser.core.spans import Span


@pytest.mark.parametrize(
    ("kind", "unit_origin", "sureness"),
    [("other", "header", 1.0), ("other", "inferred", 0.8), ("budget", "header", 0.5)],
)
def test_figures_of_a_table_of_no_known_kind_are_sure(kind: str, unit_origin: str, sureness: float) -> None:
    place = Span(source_id="a" * 64, page=1, start=0, end=4, line_start=1, line_end=1, printed="1 2")
    table = DataTable(
        span=place,
        rule_id="tables:x",
        confidence=0.5,
        kind=kind,
        unit_origin=unit_origin,
        row_count=1,
        column_count=2,
    )
    assert Sheet(table, {}, (), {}).sureness == sureness
