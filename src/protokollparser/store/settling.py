"""What is brought together over all documents once they are stored."""

from __future__ import annotations

from sqlalchemy import Connection

from protokollparser.core.rules import Rules
from protokollparser.store import lines, writing
from protokollparser.store.bodies import gather_all
from protokollparser.store.linking import relink
from protokollparser.store.people import relink_people
from protokollparser.store.populations import tell_populations
from protokollparser.store.series.linking import relink_lines


def bring_together(connection: Connection, rules: Rules, *, anew: bool) -> None:
    """Settle bodies, versions, people and lines of accounts, of all documents or of what is unsettled.

    Budget lines follow from one document, and are written with it: here only where all is done `anew`.
    """
    gather_all(connection, writing.insert, anew=anew)
    relink(connection, anew=anew)
    relink_people(connection, rules, writing.insert, anew=anew)
    bring_accounts_together(connection, rules, anew=anew)
    connection.exec_driver_sql("DELETE FROM unsettled")


def bring_accounts_together(connection: Connection, rules: Rules, *, anew: bool) -> None:
    """Settle lines of accounts over the years, and `anew` also what they are put together from."""
    if anew:
        lines.write_all(connection)
        tell_populations(connection, rules, writing.insert)
    relink_lines(connection, rules, writing.insert, anew=anew)
