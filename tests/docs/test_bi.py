"""What docs/bi.md says was tried: SQLAlchemy over the snapshot, and files that others read."""

import shutil
from pathlib import Path

import pandas
import polars
import pyarrow.parquet
import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from protokollparser.exports.publishing import export
from protokollparser.store import open_store
from protokollparser.store.publishing import snapshot_of
from tests.api.conftest import path  # noqa: F401
from tests.store.test_publishing import held


def test_a_tool_asks_the_snapshot_while_the_database_is_written(path: Path, tmp_path: Path) -> None:  # noqa: F811
    live = tmp_path / "live.duckdb"
    shutil.copy(path, live)
    shutil.copy(path, snapshot_of(live))
    address = "duckdb:///{}?access_mode=read_only"
    with held(live):
        with pytest.raises(DBAPIError, match="lock"):
            create_engine(address.format(live), poolclass=NullPool).connect()
        engine = create_engine(address.format(snapshot_of(live)), poolclass=NullPool)
        with engine.connect() as connection:
            seen = inspect(connection)
            assert {"decision", "meeting"} <= set(seen.get_table_names())
            assert {"v_decisions", "v_attendance"} <= set(seen.get_view_names())
            assert seen.get_table_comment("v_decisions")["text"]
            counted = text("SELECT count(*) FROM v_decisions WHERE kind = :kind")
            assert connection.scalar(counted, {"kind": "reject"}) == 1
            with pytest.raises(DBAPIError):
                connection.execute(text("DELETE FROM decision"))


def test_exported_files_are_read_alike_by_others(path: Path, tmp_path: Path) -> None:  # noqa: F811
    with open_store(path, read_only=True) as store:
        export(store, "parquet", tmp_path / "tables")
    file = tmp_path / "tables" / "amount.parquet"
    arrow = pyarrow.parquet.read_table(file)
    assert arrow.num_rows == len(pandas.read_parquet(file)) == len(polars.read_parquet(file)) > 0
    assert str(arrow.schema.field("kronor").type) == "decimal128(38, 6)"
    assert str(arrow.schema.field("period_start").type) == "date32[day]"
