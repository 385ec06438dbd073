"""Tables, figures and their relations: as expected, and as the store holds them."""

from __future__ import annotations

from decimal import Decimal

from protokollparser.core.records.figures import Allocation, Amount
from protokollparser.core.records.tables import Aggregation, TableCell, TableColumn, TableRow
from protokollparser.score.matching import Fact, number
from protokollparser.score.view import SourceView, lines

MONEY = {"kr": Decimal(1), "tkr": Decimal(1000), "mkr": Decimal(1_000_000), "mdkr": Decimal(1_000_000_000)}


def tables(view: SourceView) -> list[Fact]:
    return [{"kind": table.kind, **lines(table)} for table in view.tables.values()]


def expected_units(truth: dict[str, list[Fact]]) -> list[Fact]:
    return [t for t in truth["tables"] if t["unit"] and not t["mixed_unit"]]


def units(view: SourceView) -> list[Fact]:
    return [{"unit": table.unit, **lines(table)} for table in view.tables.values() if table.unit]


def expected_cells(truth: dict[str, list[Fact]]) -> list[Fact]:
    return [
        {"line": row["line"], "column": column, "value": number(value), "printed": printed}
        for table in truth["tables"]
        for row in table["rows"]
        for column, printed, value in row["cells"]
    ]


def cells(view: SourceView) -> list[Fact]:
    return [
        {
            "line": cell.span.line_start,
            "column": cell.column_index,
            "value": cell.value,
            "printed": cell.span.printed,
        }
        for cell in view.of(TableCell)
        if cell.value is not None
    ]


def expected_rows(truth: dict[str, list[Fact]]) -> list[Fact]:
    return [{"line": row["line"], "role": row["role"]} for table in truth["tables"] for row in table["rows"]]


def rows(view: SourceView) -> list[Fact]:
    return [{"line": row.span.line_start, "role": row.role} for row in view.of(TableRow)]


def expected_columns(truth: dict[str, list[Fact]]) -> list[Fact]:
    return [
        {"line": table["line_start"], "column": column, "role": role}
        for table in truth["tables"]
        for column, role in table["columns"]
    ]


def columns(view: SourceView) -> list[Fact]:
    return [
        {
            "line": view.tables[column.table_id].span.line_start,
            "column": column.column_index,
            "role": column.role,
        }
        for column in view.of(TableColumn)
    ]


OUTCOMES = {
    "ok": "exact",
    "ok_blank_zero": "exact",
    "mismatch": "violated",
    "rounding": "rounding",
    "stated_blank": "undecidable",
}


def expected_relations(truth: dict[str, list[Fact]]) -> list[Fact]:
    return [
        {
            "target": tuple(relation["target"]),
            "terms": sorted(tuple(term) for term in relation["terms"]),
            "axis": relation["axis"],
            "outcome": OUTCOMES.get(relation["status"], "undecidable"),
        }
        for table in truth["tables"]
        for relation in table["relations"]
    ]


def relations(view: SourceView) -> list[Fact]:
    facts = []
    for relation in view.of(Aggregation):
        line = view.row_lines[relation.table_id, relation.target_row]
        if relation.axis == "column":
            terms = [(view.row_lines[relation.table_id, row], weight) for row, _, weight in relation.terms]
        else:
            terms = [(column, weight) for _, column, weight in relation.terms]
        facts.append(
            {
                "target": (line, relation.target_column),
                "terms": sorted(terms),
                "axis": relation.axis,
                "outcome": relation.outcome,
            }
        )
    return facts


def expected_amounts(truth: dict[str, list[Fact]]) -> list[Fact]:
    return [
        {**amount, "value": number(amount["value"]), "value_high": number(amount["value_high"])}
        for amount in truth["amounts"]
    ]


def amounts(view: SourceView) -> list[Fact]:
    facts = []
    for row in view.of(Amount):
        if row.origin != "prose":
            continue
        fact = None
        if row.fact is not None:
            fact = [view.row_lines[row.fact.table_id, row.fact.row], row.fact.column]
        facts.append(
            {
                "value": row.value,
                "value_high": row.value_high,
                "unit": row.unit,
                "line": row.span.line_start,
                "printed": row.span.printed,
                "fact": fact,
            }
        )
    return facts


def expected_allocations(truth: dict[str, list[Fact]]) -> list[Fact]:
    facts = []
    for row in truth["allocations"]:
        value = number(row["value"])
        factor = MONEY.get(row["unit"])
        kronor = value * factor if value is not None and factor else None
        facts.append(
            {
                "municipality": row["municipality"],
                "line": row["line"],
                "kronor": kronor,
                "share": value / 100 if value is not None and factor is None else None,
            }
        )
    return facts


def allocations(view: SourceView) -> list[Fact]:
    return [
        {
            "municipality": row.municipality,
            "line": row.span.line_start,
            "kronor": row.kronor,
            "share": None
            if row.share is None or row.kronor is not None
            else round(Decimal(str(row.share)), 6),
        }
        for row in view.of(Allocation)
    ]
