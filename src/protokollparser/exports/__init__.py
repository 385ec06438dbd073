"""The store as files and as reports: `export(store, form, out)` writes one file per table."""

from protokollparser.exports.publishing import FORMS, export

__all__ = ["FORMS", "export"]
