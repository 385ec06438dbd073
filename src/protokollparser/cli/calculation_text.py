"""How a finding came about, as text: each value with its place, what rounding allows, and the days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from protokollparser.cli.speech import repair, tell, word

if TYPE_CHECKING:
    from protokollparser.exports.calculation import Calculation, DayTold, Term


def calculation_lines(told: Calculation) -> Iterator[str]:
    """Yield the values, the sum, what rounding allows, the days, the possible repair and the law."""
    for term in told.terms:
        yield from _term(term)
    yield from _sum(told)
    if told.usual is not None and told.most is not None:
        usual, most = _figure(told.usual), _figure(told.most)
        yield tell(f"calc.level.{told.outcome}", usual=usual, most=most, unit=word(told.unit or ""))
    elif told.terms:
        yield from _apart(told)
    for day in told.days:
        yield _day(day)
    for step in told.steps:
        yield tell(
            "calc.step", begin=step.begin, count=abs(step.count), unit=tell(f"calc.{step.unit}"),
            sign="-" if step.count < 0 else "+", limit=_weekday(step.limit),
        )  # fmt: skip
        if step.moved is not None:
            yield tell("calc.moved", limit=_weekday(step.limit), moved=_weekday(step.moved))
    if told.hypothesis:
        words = repair(told.hypothesis).split(" ")
        yield tell("calc.holds", value=" ".join(map(_value, words)) if told.unit else " ".join(words))
    if told.law:
        yield tell("step.legal_source", value=told.law)


def _term(term: Term) -> Iterator[str]:
    """Yield a value with its place, and below it what it is read as and could be."""
    sign = {1: "+ ", -1: "− "}.get(term.weight or 0, "")
    place = tell("explain.line", path=term.path, page=term.page, lines=term.line)
    yield f"{word(term.role)}: {sign}”{term.printed[:100]}”  ({place})"
    where = " · ".join(part for part in (term.label, term.column) if part)
    if where:
        yield f"    {where}"
    if term.value is not None:
        unit = word(term.unit or "")
        yield f"    {tell('calc.read', value=_figure(term.value), unit=unit)}"
        if term.low is not None and term.high is not None and term.low != term.high:
            low, high = _figure(term.low), _figure(term.high)
            yield f"    {tell('calc.interval', low=low, high=high, unit=unit)}"


def _sum(told: Calculation) -> Iterator[str]:
    """Yield what is stated, what it comes to, and the difference."""
    parts = [(term.weight, term.value) for term in told.terms if term.weight and term.value is not None]
    if len(parts) > 1:
        shown = " ".join(
            f"{'+' if weight > 0 else '−'} {_bracketed(value)}" for weight, value in parts if weight
        )
        total = sum((value * weight for weight, value in parts if weight), Decimal(0))
        yield tell("calc.sum", terms=shown.removeprefix("+ "), total=_figure(total))
    for name, value in (
        ("stated", told.stated),
        ("computed", told.computed),
        ("difference", told.difference),
    ):
        if value is not None:
            text = _figure(value) if isinstance(value, Decimal) else _value(value)
            unit = word(told.unit) if told.unit and (told.unit != "days" or name == "difference") else ""
            yield tell(f"step.{name}", value=text, unit=unit).rstrip()


def _apart(told: Calculation) -> Iterator[str]:
    """Yield that what two places state cannot be one figure, where both have an interval."""
    held = {term.role: term for term in told.terms if term.low is not None and term.high is not None}
    one, two = held.get("stated"), held.get("contradicts")
    if one is None or two is None or one.low is None or two.low is None:
        return
    if one.high is not None and two.high is not None and (one.high < two.low or two.high < one.low):
        yield tell(
            "calc.apart", low=_figure(one.low), high=_figure(one.high), other_low=_figure(two.low),
            other_high=_figure(two.high),
        )  # fmt: skip


def _day(day: DayTold) -> str:
    """Return a day with its weekday, and what makes it no working day."""
    text = f"{tell(f'calc.day.{day.role}')}: {_weekday(day.day)}"
    if day.holiday:
        text += f", {day.holiday.lower()}"
    if day.next_working_day != day.day:
        text += f" ({tell('calc.rests', day=_weekday(day.next_working_day))})"
    return text


def _weekday(day: date) -> str:
    return f"{tell('calc.weekdays').split()[day.weekday()]} {day.isoformat()}"


def _figure(value: Decimal) -> str:
    from protokollparser.exports.values import swedish

    text = format(value, "f")
    return swedish(text.rstrip("0").rstrip(".") if "." in text else text)


def _value(text: str) -> str:
    from protokollparser.exports.values import swedish

    return swedish(text)


def _bracketed(value: Decimal) -> str:
    return f"({_figure(value)})" if value < 0 else _figure(value)
