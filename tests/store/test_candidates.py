"""Which documents are compared with which."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokollparser.store import candidates, open_store


@pytest.mark.parametrize(("documents", "pairs"), [(10, 45), (64, 2016), (70, 35)])
def test_of_a_form_those_are_compared_that_are_filled_in_alike(
    tmp_path: Path, documents: int, pairs: int
) -> None:
    with open_store(tmp_path / "x.duckdb") as store, store._writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO fingerprint (fingerprint_id, source_id, document_id, words, shingles, figures) "
            f"SELECT i, 'source', i, 50, '[1, 2, 3]', '[' || i // 2 || ']' FROM range({documents}) AS t(i)"
        )
        candidates.versions(connection)
        found = connection.exec_driver_sql("SELECT DISTINCT one, other FROM pair").fetchall()
    assert len(found) == pairs
    assert all(one != other for one, other in found)
