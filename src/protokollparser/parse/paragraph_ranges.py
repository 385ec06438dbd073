"""Which paragraphs a form says that it is about: "Paragrafer: §§ 21-24, 26-29"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from protokollparser.parse.form_fields import FormField

_RANGE = re.compile(
    r"(\d{1,4})\s?[a-z]?(?:\s*(?:[-‐–—]|till(?: och med)?|t\.?\s?o\.?\s?m\.?)\s*(?:§{1,2}\s*)?(\d{1,4}))?",
    re.I,
)


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
