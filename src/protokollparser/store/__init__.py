"""Readings into DuckDB rows and back: `open_store(path)` gives the `Store` that saves and reads them."""

from protokollparser.core.answers import Table
from protokollparser.store.database import Store, open_for_reading, open_store
from protokollparser.store.opening import is_own
from protokollparser.store.tallies import Status, Tally
from protokollparser.store.upkeep import Upgrade, backup, upgrade
from protokollparser.store.verifying import Verdict

__all__ = [
    "Status",
    "Store",
    "Table",
    "Tally",
    "Upgrade",
    "Verdict",
    "backup",
    "is_own",
    "open_for_reading",
    "open_store",
    "upgrade",
]
