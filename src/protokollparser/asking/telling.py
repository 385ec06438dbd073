"""Why a question has no answer, in one sentence that names no path of this computer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from protokollparser.asking.limits import Limits
from protokollparser.core.errors import LimitError, ProtokollparserError, StoreError, UsageError

_PATH = re.compile(r"(?<![\w.:/])(?:[A-Za-z]:\\|/)[^\s\"'`,;)\]]*[^\s\"'`,;)\].]")
# What DuckDB adds below its sentence: the line of the question, and a mark under the place.
_PLACE = re.compile(r"\n+LINE \d+:.*", re.DOTALL)
_KIND = re.compile(r"^(?:[A-Z][\w-]*(?: [A-Za-z]+)? )?Error: ")


def failure(ending: dict[str, Any], path: Path, sql: str, limits: Limits) -> ProtokollparserError:
    """Return the error that tells how a question ended."""
    code, told = ending["code"], str(ending.get("told", ""))
    closed = _closed(code, told)
    if closed is not None:
        return closed
    if code == "open":
        return _of_store(path, told)
    if code == "time":
        told = f"{limits.seconds:g}"
        return LimitError(
            f"the question takes more than {told} seconds; narrow it, or give more with --timeout",
            "query_time",
            seconds=told,
        )
    if code == "memory":
        allowed = limits.memory >> 20
        return LimitError(
            f"the question takes more than {allowed} MB of memory; narrow it, or give more with --memory",
            "query_memory",
            memory=allowed,
        )
    if code == "wrong":
        words = without_paths(_KIND.sub("", _PLACE.sub("", told).strip()), sql)
        words = " ".join(words.split())
        return UsageError(f"the query is wrong: {words}", "bad_query", told=words)
    return LimitError(
        "the question brought down the process that answers it; ask it in another way", "query_died"
    )


def _closed(code: str, told: str) -> UsageError | None:
    """Return the error that tells what is closed to questions, None where it is something else."""
    match code:
        case "none":
            return UsageError("there is no question; write one SELECT", "query_none")
        case "several":
            return UsageError("this is more than one question; ask one SELECT at a time", "query_several")
        case "statement":
            return UsageError(
                "only SELECT can be asked: the database is read, never changed, and its settings are fixed",
                "query_statement",
            )
        case "pivot":
            return UsageError(
                "PIVOT needs the list of its columns here: PIVOT ... ON column IN (value, value)",
                "query_pivot",
            )
        case "function":
            words = f"{told} is closed to questions, which read the tables of the database and nothing else"
            return UsageError(words, "query_function", told=told)
        case "closed":
            return UsageError(
                "a question reads the tables of the database, no files and nothing on the network",
                "query_closed",
            )
    return None


def without_paths(words: str, sql: str) -> str:
    """Return a sentence with the paths left out that the question itself does not name."""

    def hidden(found: re.Match[str]) -> str:
        return found[0] if len(found[0]) < 2 or found[0] in sql else "…"

    return _PATH.sub(hidden, words)


def _of_store(path: Path, told: str) -> ProtokollparserError:
    """Return why a database cannot be opened, as all commands tell it."""
    from protokollparser.store import open_store
    from protokollparser.store.opening import reported

    error = reported(path, told)
    if error.code == "locked":
        # Maybe by this program itself, which could not open it twice.
        return error
    try:
        open_store(path, read_only=True).close()
    except StoreError as found:
        return found
    return error
