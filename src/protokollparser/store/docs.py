"""The page `docs/schema.md`, made from the record types and the view files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from protokollparser.columns.fields import LAST_COLUMNS, SPAN_COLUMNS, Field, fields
from protokollparser.core.records import REGISTRY, Printed
from protokollparser.store.database import Store, open_store
from protokollparser.store.schema import metadata, sql_type
from protokollparser.store.views import comment_of, views

_INTRO = """\
# Tables and views

Made by `make docs` from `src/protokollparser/core/records/` and `src/protokollparser/store/views/`.

One DuckDB file, schema `main`. Names are a public interface: tables and columns are added, never renamed or
dropped without a migration and an entry in the CHANGELOG. [sql.md](sql.md) shows them at work.

- Ids are the same for the same record in every import.
- Figures are DECIMAL(38,6), never binary floating point. A figure that is not printed is NULL, not zero.
- Dates are DATE. A date of lower precision stands in the period columns and in `date_mention`.

## Columns of records that stand somewhere

Tables marked (S) have these besides their own. A record that stands in several places has its first piece
here and a row in `record_span` for each further one.
"""
_SHARED = frozenset({*SPAN_COLUMNS, *LAST_COLUMNS})


def render() -> str:
    """Return the page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _INTRO
    yield from _rows(field for field in fields(REGISTRY["residue"]) if field.name in _SHARED)
    yield "\n## Tables\n"
    for name in sorted(REGISTRY):
        kind = REGISTRY[name]
        standing = issubclass(kind, Printed)
        own = [
            field
            for field in fields(kind)
            if not (standing and field.name in _SHARED and field.name != kind.key)
        ]
        yield f"### {name}{' (S)' if standing else ''}\n\n{metadata().tables[name].comment}\n"
        yield from _rows(own)
        yield ""
    yield "## Views\n"
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "empty.duckdb") as store:
        for view in sorted(views(), key=lambda view: view.name):
            yield f"### {view.name}\n\n{view.comment}\n"
            yield from _view_rows(store, view.name)
            yield ""


def _rows(columns: Iterable[Field]) -> Iterator[str]:
    """Yield a Markdown table of columns."""
    yield "| column | type | holds |"
    yield "|---|---|---|"
    for field in columns:
        type_ = (
            str(sql_type(field)).replace("NUMERIC(38, 6)", "DECIMAL(38,6)").replace("DATETIME", "TIMESTAMP")
        )
        yield f"| `{field.name}` | {type_}{'' if field.nullable else ', not null'} | {field.comment} |"


def _view_rows(store: Store, name: str) -> Iterator[str]:
    """Yield a Markdown table of a view's columns."""
    answer = store.query(f"SELECT * FROM {name}")
    yield "| column | type | holds |"
    yield "|---|---|---|"
    for column, type_ in zip(answer.names, answer.types, strict=True):
        yield f"| `{column}` | {type_.replace('VARCHAR', 'TEXT')} | {comment_of(name, column)} |"
