"""What the figures of tables mean: as expected, and as the store holds it."""

from __future__ import annotations

from datetime import date

from protokollparser.core.records.figures import Amount, Indicator, Risk
from protokollparser.score.matching import Fact, number
from protokollparser.score.view import SourceView

CELL_FAMILIES = {
    "cell_units": ("unit",),
    "scenarios": ("scenario",),
    "periods": ("start", "end"),
    "organisations": ("organisation",),
}
INDICATOR = ("goal", "indicator", "target", "outcome", "assessment")
RISK = ("risk", "probability", "consequence", "risk_value", "decision", "owner")


def expected_cells(truth: dict[str, list[Fact]]) -> list[Fact]:
    return [fact for table in truth["tables"] for fact in table["facts"]]


def cells(view: SourceView) -> list[Fact]:
    return [
        {
            "line": row.span.line_start,
            "column": row.column_index,
            "unit": row.unit,
            "scenario": row.scenario,
            "start": _printed(row.period_start),
            "end": _printed(row.period_end),
            "organisation": row.organisation,
        }
        for row in view.of(Amount)
        if row.origin == "cell" and row.value is not None
    ]


def indicators(view: SourceView) -> list[Fact]:
    return [
        {"line": row.span.line_start, **{key: getattr(row, key) for key in INDICATOR}}
        for row in view.of(Indicator)
    ]


def expected_risks(truth: dict[str, list[Fact]]) -> list[Fact]:
    figures = ("probability", "consequence", "risk_value")
    return [{**row, **{key: number(row[key]) for key in figures}} for row in truth["risks"]]


def risks(view: SourceView) -> list[Fact]:
    return [
        {"line": row.span.line_start, **{key: getattr(row, key) for key in RISK}} for row in view.of(Risk)
    ]


def _printed(day: date | None) -> str | None:
    return day.isoformat() if day else None
