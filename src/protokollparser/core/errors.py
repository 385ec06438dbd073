"""The error tree. Every message says what the user can do next.

ProtokollparserError
|- UsageError   exit 2   the call is wrong
|- InputError   exit 3   one file cannot be read; the others go on
|- RuleError    exit 4   a rule file is wrong
|- StoreError   exit 5   the database cannot be opened, read or written
`- LimitError   exit 6   a question takes more time or memory than it may
"""

from __future__ import annotations

from pathlib import Path


class ProtokollparserError(Exception):
    """The base of all errors that are told to the user in one sentence.

    `code` is stable (`docs/errors.md`); `details` are the names and numbers of the sentence, from
    which `cli` tells it in another language.
    """

    exit_code = 1

    def __init__(self, message: str, code: str = "", **details: object) -> None:
        super().__init__(message)
        self.code = code
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Return how an error is made again in another process, where it is told."""
        return _again, (type(self), self.args, self.__dict__)


class UsageError(ProtokollparserError):
    """The call asks for something that does not exist or does not fit."""

    exit_code = 2


class InputError(ProtokollparserError):
    """One source cannot be read. `code` is stable (`docs/errors.md`), the message is for people."""

    exit_code = 3

    def __init__(self, code: str, message: str, **details: object) -> None:
        super().__init__(message, code, **details)


class RuleError(ProtokollparserError):
    """A rule file is wrong. The message names the file and, where known, the line."""

    exit_code = 4

    def __init__(self, path: Path | str, message: str, line: int | None = None) -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {message}")


class StoreError(ProtokollparserError):
    """The database is locked, of another version, unwritable or not a database."""

    exit_code = 5


class LimitError(ProtokollparserError):
    """A question takes more time or memory than it may, or brought down the process that answers it."""

    exit_code = 6


def _again(
    kind: type[ProtokollparserError], words: tuple[object, ...], told: dict[str, object]
) -> ProtokollparserError:
    """Return an error as it was."""
    error = kind.__new__(kind, *words)
    error.__dict__.update(told)
    return error
