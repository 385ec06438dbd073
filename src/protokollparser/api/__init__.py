"""The store in Python: `open(path)` gives a `Database`, whose methods give DuckDB relations."""

from protokollparser.api.database import Database, open
from protokollparser.api.places import Place
from protokollparser.core.errors import ProtokollparserError, StoreError, UsageError

__all__ = ["Database", "Place", "ProtokollparserError", "StoreError", "UsageError", "open"]
