"""Which paragraphs a form says that it is about: "Paragrafer: §§ 21-24, 26-29"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from protokollparser.parse.form_fields import FormField

# "§§ 21-24, 26-29", "(§ 53)", behind a name or a verb.
MARKED = re.compile(
    r",?\s*\(?(?:under |vid |för |i )?§{1,2}\s*"
    r"(?P<numbers>\d{1,4}(?:\s?(?:[-‐–—,]|och|samt|till)\s?(?:§{1,2}\s?)?\d{1,4}){0,12})\)?",
    re.I,
)

_RANGE = re.compile(
    r"(\d{1,4})\s?[a-z]?(?:\s*(?:[-‐–—]|till(?: och med)?|t\.?\s?o\.?\s?m\.?)\s*(?:§{1,2}\s*)?(\d{1,4}))?",
    re.I,
)


def ranges(text: str) -> list[tuple[int, int]]:
    """Return each range of paragraphs that numbers tell: "41-52, 54" is (41, 52) and (54, 54)."""
    return [(int(found[1]), int(found[2] or found[1])) for found in _RANGE.finditer(text)]


def paragraph_range(fields: Iterable[FormField]) -> tuple[int | None, int | None]:
    """Return the first and the last paragraph of the first printed range, (None, None) without any."""
    for field in fields:
        if field.name != "paragraphs" or not field.values:
            continue
        text = re.sub(r"^[\s§]+", "", field.values[0].cleaned)
        ranges = list(_RANGE.finditer(text))
        if ranges and ranges[0].start() == 0:
            return int(ranges[0][1]), int(ranges[-1][2] or ranges[-1][1])
    return None, None
