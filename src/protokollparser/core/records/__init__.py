"""The record types, by family. `REGISTRY` maps table names to types; a table is derived from each."""

from __future__ import annotations

import importlib
import pkgutil

from protokollparser.core.records.base import REGISTRY, Derived, Printed, Record, make_id

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["REGISTRY", "Derived", "Printed", "Record", "make_id"]
