"""What a reader asks of a view, as conditions: values are constants, never part of the text of a question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import and_
from typing import Self

from duckdb import (
    ColumnExpression,
    ConstantExpression,
    DuckDBPyRelation,
    Expression,
    FunctionExpression,
)

# One value or several of which any will do.
Words = str | Sequence[str]
Numbers = int | Sequence[int]
# A date, or its text ("2023-05-08").
Day = date | str


class Conditions:
    """Conditions on the rows of one view, all of which must hold. A value of None asks for nothing."""

    def __init__(self) -> None:
        self._held: list[Expression] = []

    def applied(self, relation: DuckDBPyRelation) -> DuckDBPyRelation:
        """Return the rows of a relation for which all conditions hold."""
        return relation.filter(reduce(and_, self._held)) if self._held else relation

    def words(self, **wanted: Words | None) -> Self:
        """Ask that columns hold one of some texts, capitals or not."""
        for column, texts in wanted.items():
            if texts is not None:
                self._held.append(same_words(column, listed(texts)))
        return self

    def exactly(self, column: str, forms: Sequence[str] | None) -> Self:
        """Ask that a column holds one of some texts as they are."""
        if forms is not None:
            self._held.append(among(ColumnExpression(column), forms))
        return self

    def numbers(self, **wanted: Numbers | None) -> Self:
        """Ask that columns hold one of some whole numbers."""
        for column, numbers in wanted.items():
            if numbers is not None:
                self._held.append(among(ColumnExpression(column), whole(numbers)))
        return self

    def truth(self, **wanted: bool | None) -> Self:
        """Ask that columns are true, or false."""
        for column, value in wanted.items():
            if value is not None:
                self._held.append(ColumnExpression(column) == ConstantExpression(bool(value)))
        return self

    def days(
        self, column: str, year: Numbers | None = None, since: Day | None = None, until: Day | None = None
    ) -> Self:
        """Ask that the date of a column lies in one of some years, not before `since` nor after `until`."""
        day = ColumnExpression(column)
        if year is not None:
            years = [_between(day, date(one, 1, 1), date(one, 12, 31)) for one in whole(year)]
            self._held.append(_any(years))
        if since is not None:
            self._held.append(day >= ConstantExpression(_day(since)))
        if until is not None:
            self._held.append(day <= ConstantExpression(_day(until)))
        return self

    def periods(self, year: Numbers | None) -> Self:
        """Ask that the period of a row shares a day with one of some years."""
        first, last = ColumnExpression("period_start"), ColumnExpression("period_end")
        if year is not None:
            touching = [
                (first <= ConstantExpression(date(one, 12, 31)))
                & (last >= ConstantExpression(date(one, 1, 1)))
                for one in whole(year)
            ]
            self._held.append(_any(touching))
        return self

    def people(self, person: Words | None, ids: Sequence[str]) -> Self:
        """Ask for rows of people by their name as printed, or by whom the name may mean (`ids`)."""
        if person is not None:
            named = same_words("name", listed(person))
            self._held.append(named | among(ColumnExpression("person_id"), ids))
        return self


def same_words(column: str, texts: Sequence[str]) -> Expression:
    """Return the condition that a column holds one of some texts, capitals or not."""
    folded = FunctionExpression("lower", ColumnExpression(column))
    wanted = [FunctionExpression("lower", ConstantExpression(text)) for text in texts]
    return folded.isin(*wanted) if wanted else _nothing()


def among(value: Expression, wanted: Sequence[str] | Sequence[int]) -> Expression:
    """Return the condition that a value is one of some; never true where there are none."""
    return value.isin(*map(ConstantExpression, wanted)) if wanted else _nothing()


def _nothing() -> Expression:
    """Return the condition that never holds. Made when needed: DuckDB loads pandas for its first constant."""
    return ConstantExpression(False)


def listed(wanted: Words) -> Sequence[str]:
    """Return one text or several as a list. Raises TypeError for what is no text."""
    texts = [wanted] if isinstance(wanted, str) else list(wanted)
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"{text!r} is no text")
    return texts


def whole(wanted: Numbers) -> Sequence[int]:
    """Return one whole number or several as a list. Raises TypeError for what is none."""
    numbers = [wanted] if isinstance(wanted, int) else list(wanted)
    for number in numbers:
        if not isinstance(number, int) or isinstance(number, bool):
            raise TypeError(f"{number!r} is no whole number")
    return numbers


def _day(wanted: Day) -> date:
    return date.fromisoformat(wanted) if isinstance(wanted, str) else wanted


def _between(value: Expression, first: date, last: date) -> Expression:
    return (value >= ConstantExpression(first)) & (value <= ConstantExpression(last))


def _any(conditions: Sequence[Expression]) -> Expression:
    """Return the condition that one of some holds; never true where there are none."""
    met = _nothing()
    for condition in conditions:
        met = met | condition
    return met
