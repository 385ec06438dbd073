"""Made-up tables as text: with bars, with tabs, or in columns of spaces, between lines of prose."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from tests.planted.drafts import MadeTable

_BEFORE = (
    "Nämnden har följt upp verksamheten och redovisar den i tabellen nedan.",
    "Uppföljningen visar hur medlen har använts under perioden.",
    "Redovisningen bygger på de underlag som förvaltningen har lämnat.",
)


def written(table: MadeTable, chance: random.Random) -> tuple[str, int]:
    """Return a report that holds the table, and the number of the line of its first row."""
    form = chance.choice(("bars", "bars", "tabs", "columns"))
    minus = chance.choice(("-", "-", "−", "–"))
    lines = ["Ekonomisk uppföljning", "", chance.choice(_BEFORE), "", table.title, ""]
    rows = [list(table.heads)]
    for index, label in enumerate(table.labels):
        columns = range(1, len(table.heads))
        rows.append([label, *(_figure(table, table.figures.get((index, c)), minus) for c in columns)])
    before = len(lines)
    lines += _FORMS[form](rows)
    first = before + (3 if form == "bars" else 2)
    return "\n".join([*lines, "", chance.choice(_BEFORE), ""]), first


def _figure(table: MadeTable, value: Decimal | None, minus: str) -> str:
    if value is None:
        return ""
    whole, _, part = f"{abs(value):,.{max(0, -_exponent(table.step))}f}".partition(".")
    text = whole.replace(",", " ") + ("," + part if part else "")
    return (minus if value < 0 else "") + text


def _exponent(step: Decimal) -> int:
    exponent = step.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _bars(rows: Sequence[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]


def _tabs(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["\t".join(row).rstrip("\t") for row in rows]


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "   ".join(
            text.rjust(width) if column else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


_FORMS = {"bars": _bars, "tabs": _tabs, "columns": _columns}
