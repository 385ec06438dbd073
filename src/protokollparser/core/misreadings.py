"""How recognition turns one printed figure into another: one digit, a lost or added one, a sign, a comma."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = re.compile(r"\d")
# A digit among fewer than so many is too much of the figure to be a mere misreading of it.
_FEWEST = 2
# Pairs of digits that look alike.
_ALIKE = frozenset({"17", "38", "56", "68", "08", "69", "35", "89", "06", "14", "27", "47", "58", "09", "49"})


def misread(printed: str, value: Decimal, meant: Decimal) -> str | None:
    """Return how a figure that was read as `printed` would be written if `meant` were its value.

    None where more than one misreading parts the two. A single digit that was replaced keeps the form of what
    was read; the others are written with spaces between thousands and a comma.
    """
    if value == meant or meant == 0 or value == 0:
        return None
    places = max(_places(value), _places(meant))
    one, other = (str(abs(int(figure.scaleb(places)))) for figure in (value, meant))
    if value == -meant:
        return _written(meant, printed)
    if (value > 0) != (meant > 0):
        return None
    if len(one) == len(other):
        return _replaced(printed, one, other)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    lost = len(shorter) >= _FEWEST and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
    if lost or other == one + "0" or value in (meant * 10, meant * 100):
        return _written(meant, printed)
    return None


def are_alike(printed: str, other: str) -> bool:
    """True when the digits in which two writings differ look alike."""
    pairs = zip(_DIGITS.findall(printed), _DIGITS.findall(other), strict=False)
    return all(one == two or "".join(sorted((one, two))) in _ALIKE for one, two in pairs)


def _replaced(printed: str, one: str, other: str) -> str | None:
    """Return what was read with the one digit replaced in which the two differ."""
    differing = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    found = [match.start() for match in _DIGITS.finditer(printed)]
    if len(differing) != 1 or len(one) < _FEWEST or len(found) < len(one):
        return None
    # Figures may be printed with leading noughts, and values padded with noughts behind the comma.
    spare = "".join(printed[at] for at in found).find(one)
    if spare < 0:
        return None
    at = found[spare + differing[0]]
    return printed[:at] + other[differing[0]] + printed[at + 1 :]


def _written(value: Decimal, printed: str) -> str:
    """Return a value written the Swedish way, with as many decimals as what was read if it has any."""
    part = re.search(r",(\d{1,6})\D*$", printed)
    decimals = max(len(part[1]) if part else 0, _places(value))
    whole, _, rest = f"{abs(value):.{decimals}f}".partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    return ("-" if value < 0 else "") + " ".join(groups) + (f",{rest}" if rest else "")


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
