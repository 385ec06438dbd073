"""Readings into DuckDB rows and back: `open_store(path)` gives the `Store` that saves and reads them."""

from protokollparser.store.database import Store, Table, open_for_reading, open_store

__all__ = ["Store", "Table", "open_for_reading", "open_store"]
