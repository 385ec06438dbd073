"""What may be asked: one SELECT, which names no function that tells of anything but the database.

The gate reads DuckDB's own syntax tree of the question, so that case, comments, quotes and nesting hide
nothing. It is the first of three walls: behind it stand the closed configuration of the database and the
limits of the process, which can open no file and no connection (decision 0029).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Protocol

# Tables made of arguments or of the question's own values, and the catalogue of what is in the database.
TABLE_FUNCTIONS = frozenset(
    {
        *("range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree", "summary"),
        *("duckdb_columns", "duckdb_constraints", "duckdb_functions", "duckdb_indexes", "duckdb_keywords"),
        *("duckdb_schemas", "duckdb_tables", "duckdb_types", "duckdb_views"),
        *("pragma_table_info", "pragma_show", "icu_calendar_names", "pg_timezone_names"),
    }
)
# Views of the system that tell of settings and files; others whose names begin so tell of the catalogue.
_CLOSED_VIEWS = re.compile(r"(?:duckdb|pragma|pg)_", re.IGNORECASE)
_OPEN_VIEWS = frozenset(
    {
        *("duckdb_columns", "duckdb_constraints", "duckdb_indexes", "duckdb_schemas", "duckdb_tables"),
        *("duckdb_types", "duckdb_views"),
        *(
            "pg_attrdef",
            "pg_attribute",
            "pg_class",
            "pg_constraint",
            "pg_depend",
            "pg_description",
            "pg_enum",
        ),
        *("pg_index", "pg_indexes", "pg_namespace", "pg_prepared_statements", "pg_proc", "pg_sequence"),
        *("pg_sequences", "pg_tables", "pg_tablespace", "pg_type", "pg_views"),
    }
)
_CLOSED_FUNCTIONS = frozenset({"current_setting", "getenv", "write_log", "sleep_ms", "nextval", "setseed"})
_EXPLAIN = re.compile(r"\s*explain(?:\s+analyze)?\s+", re.IGNORECASE)


class ForbiddenError(Exception):
    """The question asks for what a reader may not do; `code` says what, `told` names it."""

    def __init__(self, code: str, told: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.told = told


class _Connection(Protocol):
    def execute(self, query: str, parameters: object = None) -> Any: ...


def checked(connection: _Connection, sql: str) -> str:
    """Return the question, without EXPLAIN, as DuckDB writes it: without comments and semicolons.

    Raises ForbiddenError, and the errors of DuckDB where the question is no SQL.
    """
    explained = _EXPLAIN.match(sql)
    asked = sql[explained.end() :] if explained else sql
    (told,) = connection.execute("SELECT json_serialize_sql(?::VARCHAR)::VARCHAR", [asked]).fetchone()
    tree = json.loads(told)
    if tree["error"]:
        if tree["error_type"] == "parser":
            # Asked as it is, so that DuckDB says what is wrong and where.
            connection.execute(f"PREPARE wrong AS {asked}")
        raise ForbiddenError("pivot" if _is_pivot(asked) else "statement")
    if len(tree["statements"]) != 1:
        raise ForbiddenError("several" if tree["statements"] else "none")
    for node in _nodes(tree):
        _look_at(node)
    (plain,) = connection.execute("SELECT json_deserialize_sql(?::JSON)", [told]).fetchone()
    return str(plain)


def _is_pivot(sql: str) -> bool:
    """True where a PIVOT lacks its list of columns, which DuckDB would find out with a table of its own."""
    return re.search(r"\bpivot", sql, re.IGNORECASE) is not None


def _nodes(tree: object) -> Iterator[dict[str, Any]]:
    """Yield all nodes of a syntax tree, however deep."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _look_at(node: dict[str, Any]) -> None:
    """Raise ForbiddenError where a node names what is closed."""
    if node.get("type") == "TABLE_FUNCTION":
        name = str(node["function"].get("function_name", ""))
        if name.lower() not in TABLE_FUNCTIONS:
            raise ForbiddenError("function", name)
    elif node.get("type") == "BASE_TABLE":
        name = str(node.get("table_name", ""))
        if _CLOSED_VIEWS.match(name) and name.lower() not in _OPEN_VIEWS:
            raise ForbiddenError("function", name)
    elif node.get("class") == "FUNCTION":
        name = str(node.get("function_name", ""))
        if name.lower() in _CLOSED_FUNCTIONS:
            raise ForbiddenError("function", name)
