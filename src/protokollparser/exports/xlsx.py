"""An answer as a workbook: figures exact or as texts, nothing in it that Excel would carry out."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from protokollparser.core.answers import Answer
from protokollparser.exports.batches import rows
from protokollparser.exports.values import plain

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# The limits of the format: rows of a sheet, columns, letters of a cell, digits of a figure.
_ROWS = 1_048_576
COLUMNS = 16_384
_LETTERS = 32_767
_DIGITS = 15
# The calendar of the format begins here; what is earlier is told as text.
_FIRST_YEAR = 1900
# XML has no place for these.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# No time of making: the same answer gives the same bytes.
_MADE = datetime(2000, 1, 1)


def write(answer: Answer, path: Path, *, unmasked: bool) -> int:
    """Write an answer as a workbook, and return how many texts were too long for a cell and are cut.

    Rows beyond what a sheet holds go on in another one, below the same heading.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": _MADE})
        writing = _Writing(book, answer.names)
        for row in rows(answer, unmasked=unmasked):
            writing.add(row)
    return writing.cut


class _Writing:
    """A workbook as it is filled, row by row."""

    def __init__(self, book: Workbook, names: tuple[str, ...]) -> None:
        self.cut = 0
        self._book = book
        self._names = names
        self._sheets = 0
        self._heading: Format = book.add_format({"bold": True})
        forms = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss"}
        self._formats: dict[type, Format] = {
            type_: book.add_format({"num_format": form}) for type_, form in forms.items()
        }
        self._begin()

    def add(self, row: tuple[Any, ...]) -> None:
        """Write one row, in a new sheet where this one is full."""
        if self._row == _ROWS:
            self._begin()
        for column, value in enumerate(row):
            self._put(column, value)
        self._row += 1

    def _begin(self) -> None:
        """Begin a sheet with its heading."""
        self._sheets += 1
        name = "Svar" if self._sheets == 1 else f"Svar {self._sheets}"
        self._sheet: Worksheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, max(len(self._names) - 1, 0), 16)
        for column, told in enumerate(self._names):
            self._sheet.write_string(0, column, self._text(told), self._heading)
        self._row = 1

    def _put(self, column: int, value: Any) -> None:
        """Write one value; NULL leaves the cell empty."""
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, column, value)
        elif isinstance(value, int | Decimal | float) and _is_exact(value):
            self._sheet.write_number(self._row, column, value)
        elif isinstance(value, date) and value.year >= _FIRST_YEAR and not getattr(value, "tzinfo", None):
            self._sheet.write_datetime(self._row, column, value, self._formats[type(value)])
        elif isinstance(value, time):
            self._sheet.write_datetime(self._row, column, value, self._formats[time])
        else:
            self._sheet.write_string(self._row, column, self._text(plain(value)))

    def _text(self, text: str) -> str:
        """Return a text as a cell can hold it."""
        if len(text) > _LETTERS:
            self.cut += 1
            text = text[: _LETTERS - 1] + "…"
        return _UNWRITABLE.sub("\ufffd", text)


def _is_exact(value: int | float | Decimal) -> bool:
    """True for a figure that Excel, which keeps 15 digits, keeps whole."""
    if isinstance(value, float):
        # What is no number, or endless, has no cell of its own.
        return math.isfinite(value)
    if isinstance(value, int):
        return len(str(abs(value))) <= _DIGITS
    digits = len(value.as_tuple().digits)
    return bool(value.is_finite()) and digits <= _DIGITS and value.adjusted() < _DIGITS
