"""What is brought together over all documents once they are stored."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Connection

from protokollparser.core.rules import Rules
from protokollparser.store import lines, writing
from protokollparser.store.bodies import gather_all
from protokollparser.store.linking import relink
from protokollparser.store.people import relink_people
from protokollparser.store.populations import tell_populations
from protokollparser.store.series.linking import relink_lines


class Step(Protocol):
    """Settles one thing, of all documents or of what is unsettled, and leaves a sound store."""

    def __call__(self, connection: Connection, rules: Rules, *, anew: bool) -> None:
        """Settle it."""


def bring_together(connection: Connection, rules: Rules, *, anew: bool) -> None:
    """Settle bodies, versions, people and lines of accounts, of all documents or of what is unsettled.

    Budget lines follow from one document, and are written with it: here only where all is done `anew`.
    """
    for step in steps():
        step(connection, rules, anew=anew)


def steps() -> tuple[Step, ...]:
    """Return what is to be done one after the other, each in a transaction of its own or all in one.

    Where it is broken off, all is done again: what is unsettled stays so until the last.
    """
    return (_bodies, _versions, _people, _figures, _lines, _forget)


def _bodies(connection: Connection, rules: Rules, *, anew: bool) -> None:
    gather_all(connection, writing.insert, anew=anew)


def _versions(connection: Connection, rules: Rules, *, anew: bool) -> None:
    relink(connection, anew=anew)


def _people(connection: Connection, rules: Rules, *, anew: bool) -> None:
    relink_people(connection, rules, writing.insert, anew=anew)


def _figures(connection: Connection, rules: Rules, *, anew: bool) -> None:
    if anew:
        lines.write_all(connection)
        tell_populations(connection, rules, writing.insert)


def _lines(connection: Connection, rules: Rules, *, anew: bool) -> None:
    relink_lines(connection, rules, writing.insert, anew=anew)


def _forget(connection: Connection, rules: Rules, *, anew: bool) -> None:
    connection.exec_driver_sql("DELETE FROM unsettled")


def bring_accounts_together(connection: Connection, rules: Rules, *, anew: bool) -> None:
    """Settle lines of accounts over the years, and `anew` also what they are put together from."""
    for step in (_figures, _lines):
        step(connection, rules, anew=anew)
