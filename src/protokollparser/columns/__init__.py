"""Readings as columns, made where a file is read; no database is needed: `columns(reading)`."""

from protokollparser.columns.reading import Columns, columns

__all__ = ["Columns", "columns"]
