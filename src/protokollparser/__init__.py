"""protokollparser reads Swedish municipal records into DuckDB, every value with its printed place."""

__version__ = "0.1.0"
