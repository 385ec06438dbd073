"""Relations in which personal identity numbers are masked, as everywhere else in what the program shows."""

from __future__ import annotations

import duckdb
from duckdb import DuckDBPyConnection, DuckDBPyRelation

from protokollparser.core.privacy import mask

_FUNCTION = "mask_identity_numbers"
# What may be such a number. Texts without one, which are nearly all, are not handed to Python.
_LIKELY = r"[01]\d[0-9]\d[^\d]{0,3}\d{4}"


def prepare(connection: DuckDBPyConnection) -> None:
    """Make the function that masks texts known to a database, once for all connections to it."""
    known = f"SELECT count(*) FROM duckdb_functions() WHERE function_name = '{_FUNCTION}'"
    ((count,),) = connection.execute(known).fetchall()
    if not count:
        text = duckdb.sqltype("VARCHAR")
        connection.create_function(_FUNCTION, mask, [text], text)


def masked(relation: DuckDBPyRelation) -> DuckDBPyRelation:
    """Return a relation with the identity numbers of its texts, lists of texts and figures masked."""
    replaced = [
        f"{said} AS {_quoted(name)}"
        for name, type_ in zip(relation.columns, relation.types, strict=True)
        if not name.endswith("_id") and (said := _said(_quoted(name), str(type_)))
    ]
    return relation.project(f"* REPLACE ({', '.join(replaced)})") if replaced else relation


def _said(column: str, type_: str) -> str:
    """Return what is said instead of a column of a type, empty where it cannot hold an identity number."""
    if type_ in ("VARCHAR", "JSON"):
        return _where_likely(column, f"{_FUNCTION}({column}::VARCHAR)::{type_}")
    if type_ == "VARCHAR[]":
        return _where_likely(column, f"list_transform({column}, lambda text: {_FUNCTION}(text))")
    if type_.startswith("DECIMAL") or type_ in ("BIGINT", "HUGEINT"):
        # Twelve digits that begin with a century: such a figure is left out.
        likely = f"{column} BETWEEN 180000000000 AND 209999999999 AND {column} = trunc({column})"
        is_one = f"{_FUNCTION}({column}::HUGEINT::VARCHAR) LIKE '%*%'"
        return f"CASE WHEN {likely} AND {is_one} THEN NULL ELSE {column} END"
    return ""


def _where_likely(column: str, said: str) -> str:
    return f"CASE WHEN regexp_matches({column}::VARCHAR, '{_LIKELY}') THEN {said} ELSE {column} END"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
