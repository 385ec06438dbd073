"""The snapshot: a copy of the database for those who read while it is written.

DuckDB lets nobody read a file that another process writes. The writer puts a consistent copy beside it, whole
or not at all, at the end of a run and now and then during a long one.
"""

from __future__ import annotations

import logging
import shutil
import time
from pathlib import Path

import duckdb

from protokollparser.core.files import index_places
from protokollparser.store.copying import copied

_log = logging.getLogger(__name__)

_ENDING = ".snapshot"
_UNFINISHED = ".part"
# During a run a new one is made so often, and never so often that it takes more than a twentieth of the time.
_SECONDS = 60.0
_SHARE = 20
# What a slow disk copies in a second. At the end of a run a copy of no more seconds than this is always made.
_BYTES_A_SECOND = 200 << 20
_AT_ONCE = 5.0


def snapshot_of(database: Path) -> Path:
    """Return where the snapshot of a database lies: `protokoll.snapshot.duckdb` of `protokoll.duckdb`."""
    return database.with_name(f"{database.stem}{_ENDING}{database.suffix}")


def is_due(database: Path, since: float, *, at_end: bool) -> bool:
    """True when the snapshot is missing, or older than what a new one costs is worth.

    During a run, which began `since`, it is as old as the run at most: a short one makes it once, at its end.
    """
    try:
        made = snapshot_of(database).stat().st_mtime
    except FileNotFoundError:
        made = 0.0
    age = time.time() - (made if at_end else max(made, since))
    seconds = database.stat().st_size / _BYTES_A_SECOND
    wait = 0.0 if at_end and seconds < _AT_ONCE else max(_SECONDS, _SHARE * seconds)
    # A clock that was set back makes it due.
    return not 0 <= age < wait


def publish(driver: duckdb.DuckDBPyConnection, database: Path) -> bool:
    """Make the snapshot anew, and return whether that went well: without room for it, the old one stays.

    No transaction may be open: what is copied is what is committed. Raises FatalException where the database
    itself could not be written.
    """
    target = snapshot_of(database)
    unfinished = target.with_name(target.name + _UNFINISHED)
    try:
        driver.execute("CHECKPOINT")
        copied(database, unfinished)
        unfinished.replace(target)
    except duckdb.FatalException:
        # The disk was full in the middle of the database itself, which cannot be asked any more.
        raise
    except (OSError, duckdb.Error) as error:
        _log.warning("no snapshot of %s: %s", database, error)
        return False
    finally:
        # Also where Ctrl-C falls into the copying.
        unfinished.unlink(missing_ok=True)
    return True


def withdraw(database: Path) -> None:
    """Erase the snapshot and the search index: they may hold what was erased from the database."""
    for index in index_places(database):
        shutil.rmtree(index, ignore_errors=True)
    target = snapshot_of(database)
    target.unlink(missing_ok=True)
    target.with_name(target.name + _UNFINISHED).unlink(missing_ok=True)
