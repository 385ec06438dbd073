"""The audit report as a file: `write(report, form)` gives its bytes.

Forms: `sarif` and `junit` for other programs, `csv` and `xlsx` for tables, `html` for people.
"""

from __future__ import annotations

from collections.abc import Callable

from protokollparser.exports.audits import html, junit, sarif, tables
from protokollparser.exports.audits.pictures import Picture
from protokollparser.exports.report import Report

FORMS = ("sarif", "junit", "csv", "xlsx", "html")

_WRITERS: dict[str, Callable[[Report, str], bytes]] = {
    "sarif": sarif.write,
    "junit": junit.write,
    "csv": tables.write_csv,
    "xlsx": tables.write_xlsx,
}


def write(report: Report, form: str, language: str, picture: Picture | None = None) -> bytes:
    """Return the report in one of the forms, its words in `sv` or `en`; the same report gives the same bytes.

    `picture` draws the place of a finding for the form `html`.
    """
    if form == "html":
        return html.write(report, language, picture)
    return _WRITERS[form](report, language)
