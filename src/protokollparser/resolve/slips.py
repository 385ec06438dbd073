"""When two printed figures state the same, and when they differ only as slips of the pen do."""

from __future__ import annotations

from decimal import Decimal

from protokollparser.core.records.figures import Amount
from protokollparser.core.slips import slip as core_slip

# Figures this close to each other may be two versions of one (002 lines 1464 and 1438: 2.4 percent).
_CLOSE = Decimal("0.05")
# Smaller figures are near each other by chance.
_LEAST = 1000
THOUSANDS = (Decimal(1000), Decimal(1_000_000), Decimal("0.001"), Decimal("0.000001"))


def significant(amount: Amount) -> int:
    """Return how many digits of a figure say something: leading and closing zeros do not."""
    if not amount.value:
        return 0
    return len(amount.value.normalize().as_tuple().digits)


def states(first: Amount, second: Amount, closely: bool = False) -> bool:
    """True when the intervals of two figures meet. Signs may stand in words ("underskott på 80 tkr").

    With `closely`, intervals that only touch do not meet: 1,1 is not 1,2. Method: XBRL Calculations 1.1, as
    in `core.quantities.precision`.
    """
    if first.kronor is None or second.kronor is None:
        return False
    apart, allowed = abs(abs(first.kronor) - abs(second.kronor)), half(first) + half(second)
    return apart < allowed or apart == 0 or (apart == allowed and not closely)


def slip(first: Amount, second: Amount) -> str | None:
    """Return how two figures differ: `factor` (thousands), `swap`, one `digit`, `close`; or None."""
    one, other = first.kronor, second.kronor
    if not one or not other or states(first, second):
        return None
    one, other = abs(one), abs(other)
    if one / other in THOUSANDS and significant(first) >= 3:
        return "factor"
    left, right = abs(first.value or Decimal(0)), abs(second.value or Decimal(0))
    if first.unit != second.unit or min(left, right) < _LEAST or left.adjusted() != right.adjusted():
        return None
    kind = core_slip(one, other)
    if kind in ("swap", "digit"):
        return kind
    return "close" if abs(one - other) <= _CLOSE * max(one, other) else None


def half(amount: Amount) -> Decimal:
    """Return half the width of the interval that a figure stands for."""
    if amount.low is None or amount.high is None:
        return Decimal(0)
    return (amount.high - amount.low) / 2
