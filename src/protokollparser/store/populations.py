"""The inhabitants of municipalities: those of the rules, and those that people give themselves."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from sqlalchemy import Connection

from protokollparser.core.errors import UsageError
from protokollparser.core.records.people import Population
from protokollparser.core.rules import Rules
from protokollparser.store.identities import Insert

RULES, FILE = "rules", "file"


def tell_populations(connection: Connection, rules: Rules, insert: Insert) -> None:
    """Write the figures of the rules in place of the earlier ones; what people gave stands before them."""
    told = rules.vocabulary["populations"]
    found = [
        Population(municipality=name, year=int(year), inhabitants=count, source=told["source"], given=RULES)
        for year, counts in sorted(told["years"].items())
        for name, count in sorted(counts.items())
    ]
    run, table = connection.exec_driver_sql, Population.table
    run(f"DELETE FROM {table} WHERE given = '{RULES}'")
    held = {key for (key,) in run(f"SELECT {Population.key} FROM {table}")}
    insert(connection, Population, [one for one in found if one.id not in held])


def read(path: Path) -> list[Population]:
    """Return the figures of a table with kommun, år, invånare and källa, the last by default its name.

    Separated by `;` or `,`, UTF-8. `år` is the year whose last day was counted. Raises UsageError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path) from error
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    if not {"kommun", "år", "invånare"} <= set(names):
        raise _unreadable(path)
    reader.fieldnames = names
    return [_row(path, reader.line_num, row) for row in reader if (row.get("kommun") or "").strip()]


def _row(path: Path, line: int, row: dict[str, str | None]) -> Population:
    """Return one figure."""
    told = {name: "".join((row.get(name) or "").split()) for name in ("år", "invånare")}
    if not (
        told["år"].isascii()
        and told["år"].isdigit()
        and told["invånare"].isascii()
        and told["invånare"].isdigit()
    ):
        message = f"{path}, line {line}: the year and the inhabitants must be whole figures"
        raise UsageError(message, "population_row", path=path, line=line)
    return Population(
        municipality=" ".join((row["kommun"] or "").split()),
        year=int(told["år"]),
        inhabitants=int(told["invånare"]),
        source=(row.get("källa") or "").strip() or path.name,
        given=FILE,
    )


def _unreadable(path: Path) -> UsageError:
    message = f"{path}: is no table in UTF-8 with the columns kommun, år and invånare"
    return UsageError(message, "population_file", path=path)
