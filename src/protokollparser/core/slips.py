"""The slips by which one figure turns into another: swapped digits, a wrong digit, a sign, a factor."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Slip = Literal["sign", "factor", "swap", "digit"]

_FACTORS = tuple(Decimal(10) ** power for power in (3, 6, -3, -6, 1, 2, -1, -2))


def slip(stated: Decimal, meant: Decimal) -> Slip | None:
    """Return the single slip that turns `meant` into `stated`, None when it takes more.

    `swap` is two neighbouring digits exchanged, `digit` one wrong digit among at least three,
    `factor` a power of ten: thousands first, since units are mistaken more often than zeros.
    """
    if stated == meant or stated == 0 or meant == 0:
        return None
    if stated == -meant:
        return "sign"
    if (stated > 0) != (meant > 0):
        return None
    if any(stated == meant * factor for factor in _FACTORS):
        return "factor"
    one, two = _digits(stated, meant)
    if len(one) != len(two):
        return None
    differing = [at for at, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    if len(differing) == 1 and len(one) >= 3:
        return "digit"
    if len(differing) == 2 and differing[1] == differing[0] + 1:
        first, second = differing
        if one[first] == two[second] and one[second] == two[first]:
            return "swap"
    return None


def factor(stated: Decimal, meant: Decimal) -> Decimal | None:
    """Return the power of ten by which `stated` is too large (or, below 1, too small)."""
    return next((power for power in _FACTORS if meant != 0 and stated == meant * power), None)


def _digits(one: Decimal, two: Decimal) -> tuple[str, str]:
    """Return both as digits with as many decimals, the shorter padded with leading zeros."""
    places = min(_exponent(one), _exponent(two), 0)
    first, second = (str(abs(int(value.scaleb(-places)))) for value in (one, two))
    width = max(len(first), len(second))
    return first.zfill(width), second.zfill(width)


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
