import hashlib
from pathlib import Path

import pytest
import yaml

from protokollparser.columns.fields import LAST_COLUMNS, SPAN_COLUMNS, fields
from protokollparser.core.contract import SCHEMA_VERSION
from protokollparser.core.records import REGISTRY
from protokollparser.store import Store, open_store
from protokollparser.store.schema import metadata
from protokollparser.store.views import views

CONTRACT: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("contract.yml").read_text("utf-8"))
STANDING = {*SPAN_COLUMNS, *LAST_COLUMNS} - {"ordinal"}
TYPES = {"DECIMAL(38,6)", "VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "DATE", "TIMESTAMP", "BOOLEAN", "JSON"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(tmp_path_factory.mktemp("schema") / "x.duckdb")


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_the_contract_holds(store: Store, name: str) -> None:
    wanted = set(CONTRACT[name]) - {"S"} | (STANDING if "S" in CONTRACT[name] else set())
    assert wanted <= set(store.query(f"SELECT * FROM {name}").names)


def test_every_view_is_in_the_contract() -> None:
    assert {view.name for view in views()} == {name for name in CONTRACT if name.startswith("v_")}


def test_other_tables_have_another_version(store: Store) -> None:
    """Raise SCHEMA_VERSION when a table changes, then add its number and digest to versions.yml."""
    rows = store.query(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal AND NOT starts_with(table_name, 'v_') ORDER BY ALL"
    ).rows
    digest = hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:16]
    versions: dict[int, str] = yaml.safe_load(Path(__file__).with_name("versions.yml").read_text("utf-8"))
    assert (SCHEMA_VERSION, digest) == (max(versions), versions[max(versions)])


def test_columns_have_the_types_of_the_contract(store: Store) -> None:
    rows = store.query(
        "SELECT DISTINCT data_type FROM duckdb_columns() "
        "WHERE NOT internal AND NOT starts_with(table_name, 'v_')"
    ).rows
    assert {name for (name,) in rows} == TYPES


def test_figures_are_never_binary(store: Store) -> None:
    rows = store.query("SELECT DISTINCT column_name FROM duckdb_columns() WHERE data_type = 'DOUBLE'").rows
    binary = {name for (name,) in rows}
    pages = {"x0", "top", "x1", "bottom", "width", "height", "ocr_confidence"}
    assert {name for name in binary - pages if name != "confidence" and "share" not in name} == set()


def test_keys_are_named_after_the_table() -> None:
    odd = {name: kind.key for name, kind in REGISTRY.items() if kind.key != f"{name}_id"}
    assert odd == {"agenda_item": "item_id", "data_table": "table_id", "municipality": "municipality_code"}


def test_every_table_and_view_says_what_a_row_is(store: Store) -> None:
    assert [table.name for table in metadata().sorted_tables if not table.comment] == []
    assert [view.name for view in views() if not view.comment] == []
    assert list(store.query("SELECT comment FROM duckdb_tables() WHERE table_name = 'vote_event'").rows) == [
        ("One division with its printed tally.",)
    ]


def test_a_column_is_told_by_the_sentence_of_the_docstring_that_names_it() -> None:
    told = {field.name: field.comment for field in fields(REGISTRY["table_cell"])}
    assert told["missing"] == (
        "`value` is the printed figure, `missing` the mark printed instead of one, else None."
    )
