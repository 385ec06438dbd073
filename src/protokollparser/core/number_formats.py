"""Numbers in a table whose number format nobody told: the marks of thousands and decimals, found by vote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A cell that holds one number: "(1 234,5)", "$ -12", "*29141*", "2,242E", "12 %", "–3". Letters after it mark
# a note or an estimate.
_NUMBER = re.compile(
    r"^[*(\[]?\s*(?P<sign>[-–−+])?\s*(?:[$€£¥]|kr\.?|SEK|EUR|USD)?\s*(?P<inner>[-–−])?\s*"
    r"(?P<body>\d[\d\s.,'’]*\d|\d|[.,]\d+)\s*"
    r"(?P<percent>%)?\s*(?P<close>\))?\s*(?P<after>-)?(?:\*+|[a-zA-Z]\)?|\d\)|kr\.?|tkr|mkr|€|\$)?$"
)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f\u2007\t", " "))


@dataclass(frozen=True)
class NumberFormat:
    """The marks of a table: `thousands` is "", ",", ".", "'" or " "; `decimal` is "." or ","."""

    thousands: str
    decimal: str


@dataclass(frozen=True)
class Number:
    """A printed number: `digits` x 10^-`decimals`; `percent` where a percent sign follows it."""

    digits: int
    decimals: int
    percent: bool = False


FORMATS = (
    NumberFormat(",", "."),
    NumberFormat(" ", ","),
    NumberFormat("", "."),
    NumberFormat("", ","),
    NumberFormat(" ", "."),
    NumberFormat(".", ","),
    NumberFormat("'", "."),
)


def _whole(form: NumberFormat) -> re.Pattern[str]:
    """Return the pattern of a number written in a format."""
    decimal = re.escape(form.decimal)
    grouped = rf"\d{{1,3}}(?:{re.escape(form.thousands)}\d{{3}})+(?:{decimal}\d+)?|" if form.thousands else ""
    return re.compile(rf"(?:{grouped}\d+(?:{decimal}\d+)?|{decimal}\d+)")


_WHOLE = {form: _whole(form) for form in FORMATS}
# So many cells tell the format of a table.
_ENOUGH = 3000


def find_format(cells: Sequence[str]) -> NumberFormat:
    """Return the number format that reads most of the cells, and of equals the one that explains most marks.

    A mark before a group of three digits could stand for thousands or decimals; it decides little alone.
    """
    bodies = [body for body in map(_body, cells[:: len(cells) // _ENOUGH + 1]) if body is not None]
    # Numbers without a mark are read by every format.
    marked = [body for body in bodies if not body.isdigit()]

    def votes(form: NumberFormat) -> int:
        read = [body for body in marked if _WHOLE[form].fullmatch(body)]
        return sum(8 + _evidence(body, form) for body in read)

    return max(FORMATS, key=lambda form: (votes(form), -FORMATS.index(form)))


def _evidence(text: str, form: NumberFormat) -> int:
    """Return how much the marks of a number that the format reads speak for it."""
    told = 0
    if form.thousands and form.thousands in text:
        told += 3 if text.count(form.thousands) > 1 or form.decimal in text else 1
    if form.decimal in text:
        whole, _, fraction = text.partition(form.decimal)
        if len(fraction) != 3 or whole in ("", "0") or len(whole) > 3:
            told += 2
    return told


def _body(cell: str) -> str | None:
    """Return the digits and marks of a cell that holds a number; None of any other."""
    if not any(map(str.isdigit, cell)):
        return None
    found = _NUMBER.match(cell.translate(_SPACES).strip())
    return found["body"].replace("’", "'") if found else None


def read_number(cell: str, form: NumberFormat) -> Number | None:
    """Return the number that a cell holds in a format; None where it holds none that is written so."""
    if cell.isdigit() and cell.isascii():
        return Number(int(cell), 0)
    found = _NUMBER.match(cell.translate(_SPACES).strip())
    if not found:
        return None
    body = found["body"].replace("’", "'")
    if not _WHOLE[form].fullmatch(body):
        return None
    if form.thousands:
        body = body.replace(form.thousands, "")
    whole, _, fraction = body.partition(form.decimal)
    digits = int(whole + fraction)
    below = found["sign"] in ("-", "–", "−") or found["inner"] or found["after"]
    bracketed = found["close"] and cell.strip()[0] == "("
    return Number(-digits if below or bracketed else digits, len(fraction), bool(found["percent"]))
