"""protokollparser reads Swedish municipal records into DuckDB, every value with its printed place.

import protokollparser as pp

with pp.open("protokoll.duckdb") as db:
    table = db.decisions(body="Kommunstyrelsen", year=2023).df()

`docs/python.md` tells more. What `open` needs is loaded when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protokollparser.api import Database, Place, ProtokollparserError, StoreError, UsageError, open

__version__ = "0.1.0"
__all__ = ["Database", "Place", "ProtokollparserError", "StoreError", "UsageError", "__version__", "open"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return a public name, loaded when it is first asked for."""
        if name in __all__:
            return getattr(import_module("protokollparser.api"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
