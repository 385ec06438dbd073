"""Personal identity numbers, known by their date and check digit, and texts with them masked.

Form and check digit: Folkbokföringslag (1991:481) 18 §; co-ordination numbers (day + 60): lag
(2022:1697). Organisation numbers have a third digit of 2 or more, so no month, and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_GAP = r"[ \u00a0]?[-+\u2010-\u2015\u2212]?[ \u00a0]?"
_NUMBER = re.compile(rf"(?<!\w)(?:18|19|20)?\d\d(?P<month>[01]\d)(?P<day>[0-9]\d){_GAP}\d{{4}}(?!\w)")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DIGIT = re.compile(r"\d")


def identity_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places (start, end) of personal identity numbers and co-ordination numbers in `text`."""
    for match in _NUMBER.finditer(text):
        month, day = int(match["month"]), int(match["day"])
        if (
            1 <= month <= 12
            and 1 <= (day - 60 if day > 60 else day) <= _DAYS[month - 1]
            and _adds_up(match[0])
        ):
            yield match.span()


def mask(text: str) -> str:
    """Return `text` with the digits of personal identity numbers starred; length and places stay."""
    pieces, last = [], 0
    for start, end in identity_numbers(text):
        pieces += [text[last:start], _DIGIT.sub("*", text[start:end])]
        last = end
    return "".join([*pieces, text[last:]]) if last else text


def mask_value(value: object) -> object:
    """Return a value fit to be shown: texts and lists masked, a figure that is such a number left out."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return (
            None
            if value == int(value) and len(digits := str(int(value))) == 12 and mask(digits) != digits
            else value
        )
    if isinstance(value, list):
        return [mask_value(one) for one in value]
    if isinstance(value, dict):
        return {name: mask_value(one) for name, one in value.items()}
    return value


def _adds_up(number: str) -> bool:
    """True when the check digit fits (Luhn, over the last ten digits)."""
    digits = [int(digit) for digit in _DIGIT.findall(number)][-10:]
    doubled = [digit * (2 - position % 2) for position, digit in enumerate(digits)]
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0
