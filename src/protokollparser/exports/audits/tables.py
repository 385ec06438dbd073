"""The findings as a table: CSV for programs, XLSX for auditors with a sheet for each group of checks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from protokollparser.exports.audits.words import GROUPS, HEADS, SEVERITIES, STATUS, group_of
from protokollparser.exports.report import FindingLine, Report
from protokollparser.exports.values import plain

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# What a spreadsheet takes for a formula when a cell begins with it (OWASP, CSV injection).
_LIVE = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = (10, 9, 10, 70, 40, 6, 6, 30, 18, 18, 12, 8, 24, 40, 11, 26)
_LINK = 4
# Sheets are the same bytes whenever they are written.
_MADE = datetime(2000, 1, 1)


def rows(report: Report, language: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for each finding, under `HEADS`."""
    for finding in report.findings:
        yield row(finding, language)


def row(finding: FindingLine, language: str) -> tuple[str, ...]:
    """Return a finding as the cells of a row."""
    told = (
        finding.check_id,
        SEVERITIES[finding.severity][language],
        STATUS.get(finding.status, {}).get(language, finding.status),
        finding.message if language == "sv" else finding.message_en,
        finding.path,
        plain(finding.page),
        plain(finding.line_start),
        finding.printed,
        plain(finding.stated),
        plain(finding.computed),
        plain(finding.difference),
        plain(finding.unit),
        plain(finding.hypothesis),
        plain(finding.legal_source),
        f"{finding.confidence:.2f}",
        finding.finding_id,
    )
    return tuple(" ".join(cell.split()) for cell in told)


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; figures stay figures."""
    if not cell.startswith(_LIVE):
        return cell
    figure = cell[1:].replace(" ", "").replace(",", "").replace(".", "")
    return cell if cell[0] in "+-" and figure.isdigit() else "'" + cell


def write_csv(report: Report, language: str) -> bytes:
    """Return the findings as CSV in UTF-8 with a byte order mark, by which spreadsheets know it."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(HEADS[language])
    for cells in rows(report, language):
        writer.writerow([neutral(cell) for cell in cells])
    return held.getvalue().encode("utf-8-sig")


def write_xlsx(report: Report, language: str) -> bytes:
    """Return the findings as a workbook: what was checked, then a sheet for each group of checks."""
    import xlsxwriter

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": "protokollparser", "created": _MADE})
    _overview(book, report, language)
    for group, names in GROUPS.items():
        found = [one for one in report.findings if group_of(one.check_id) == group]
        if found:
            sheet = book.add_worksheet(names[language][:31])
            _fill(book, sheet, found, language)
    book.close()
    return held.getvalue()


def _fill(book: Workbook, sheet: Worksheet, found: list[FindingLine], language: str) -> None:
    head = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(zip(HEADS[language], _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for at, finding in enumerate(found, 1):
        for column, cell in enumerate(row(finding, language)):
            if column == _LINK:
                sheet.write_url(at, column, "external:" + cell, wrapped, cell)
            else:
                sheet.write_string(at, column, cell, wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(found), len(_WIDTHS) - 1)


def _overview(book: Workbook, report: Report, language: str) -> None:
    """Write what was checked and how it came out."""
    sheet = book.add_worksheet("Granskat" if language == "sv" else "Checked")
    head = book.add_format({"bold": True, "bottom": 1})
    counts = ("examined", "exact", "rounding", "violated", "undecidable")
    names = {
        "sv": ("Kontroll", "Namn", "Prövade", "Exakt", "Avrundning", "Brott", "Oavgjort", "Varför oavgjort"),
        "en": ("Check", "Name", "Examined", "Exact", "Rounding", "Violated", "Undecided", "Why undecided"),
    }[language]
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, head)
    sheet.set_column(1, 1, 40)
    sheet.set_column(7, 7, 80)
    for at, check in enumerate(report.checks, 1):
        sheet.write_string(at, 0, check.check_id)
        sheet.write_string(at, 1, check.name if language == "sv" else check.name_en)
        for column, name in enumerate(counts, 2):
            sheet.write_number(at, column, getattr(check, name))
        sheet.write_string(at, 7, "; ".join(check.reasons))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(report.checks)), len(names) - 1)
