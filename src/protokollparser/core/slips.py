"""The slips by which one figure turns into another: swapped digits, a wrong digit, a sign, a factor."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

Slip = Literal["sign", "factor", "swap", "digit"]

_FACTORS = tuple(Decimal(10) ** power for power in (3, 6, -3, -6, 1, 2, -1, -2))

# A figure is told by a sum when it is so many times larger than what roundings may leave.
_FAR = 50


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


def slip_near(stated: Decimal, meant: Decimal, slack: Decimal) -> tuple[Slip, Decimal] | None:
    """Return the slip by which `stated` came of a figure within `slack` of `meant`, and that figure.

    A sum of rounded parts tells its figure only so far; of several the one nearest to `meant` is taken, and
    the likelier slip where they are as near. A slack that is large beside the figure tells nothing.
    """
    exact = slip(stated, meant)
    if exact is not None:
        return exact, meant
    if slack * _FAR > abs(meant):
        return None
    if _cut_off(stated, meant):
        return "factor", meant
    found = [
        (abs(value - meant), order, kind, value)
        for order, (kind, value) in enumerate(_sources(stated))
        if abs(value - meant) <= slack
    ]
    if not found:
        return None
    _, _, kind, value = min(found)
    return kind, value


def _cut_off(stated: Decimal, meant: Decimal) -> bool:
    """True when `stated` is `meant` in thousands, rounded to the last place that it shows."""
    last = Decimal(1).scaleb(_exponent(stated)) if stated % 1 else Decimal(1)
    return abs(stated) >= _FAR * last / 5 and abs(stated - meant / 1000) <= last / 2


def _sources(stated: Decimal) -> Iterator[tuple[Slip, Decimal]]:
    """Yield the figures that one slip, wrong digits apart, turns into `stated`, the likelier slips first."""
    if stated == 0:
        return
    yield "sign", -stated
    for power in _FACTORS:
        yield "factor", stated * power
    places = _exponent(stated)
    digits = str(abs(int(stated.scaleb(-min(places, 0)))))
    for at in range(len(digits) - 1):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        value = Decimal(swapped).scaleb(min(places, 0))
        if swapped != digits:
            yield "swap", value if stated > 0 else -value


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
