"""One file to be read, and what comes of it: what it says, or why it cannot be read.

An errand is carried out by `carry_out`, in this process or in a worker; all that it takes and gives can be
sent from one to the other.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import stat
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from protokollparser import __version__
from protokollparser.columns import Columns, columns
from protokollparser.core.errors import InputError, ProtokollparserError
from protokollparser.core.files import one_line, printable
from protokollparser.core.import_list import ImportList, with_given
from protokollparser.core.limits import Attempt, Limits, Recognition
from protokollparser.core.reading import Reading
from protokollparser.core.records.documents import LogicalDocument, Source
from protokollparser.core.rules import Rules
from protokollparser.isolation import Death

Read = Callable[[Path, Rules, Attempt], Reading]
_BY_DEFAULT = Recognition()
# The readers that another one can stand in for when they bring the process down.
_READERS = frozenset({"pdfium", "pdfplumber", "pikepdf", "ocr"})
# What a reader that stands in may say of a file on which another one died, without knowing the reason.
_VAGUE = frozenset({"damaged", "no_pages", "no_text"})


@dataclass(frozen=True, slots=True)
class Errand:
    """A file to be read, its size, the readers it is read without, and how earlier attempts ended."""

    path: Path
    byte_count: int = 0
    without: frozenset[str] = frozenset()
    deaths: tuple[Death, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says, ready to be stored."""

    source: Source
    columns: Columns


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file cannot be read. `trace` shows where in the program, when the program is to blame."""

    code: str
    message: str
    trace: str | None = None


Result = Said | Fault | ProtokollparserError


def errand(path: Path) -> Errand:
    """Return the errand to read a file."""
    state = _state(path)
    return Errand(path, state[0] if state else 0)


def carry_out(
    one: Errand,
    step: Callable[[str], None],
    *,
    read: Read,
    rules: Rules,
    metadata: ImportList | None,
    limits: Limits,
    recognition: Recognition = _BY_DEFAULT,
) -> Result:
    """Read a file and return what it says, or the fault. Errors that concern every file are returned too."""
    step("opening")
    path = one.path
    try:
        before = _state(path)
        if before and not path.is_file():
            raise InputError("unreadable", f"{path.name}: is no regular file; name the files to read")
        reading = read(path, rules, Attempt(limits, one.without, step, recognition))
        if _state(path) != before:
            raise InputError("changed", f"{path.name}: changed while it was read; import it again")
    except InputError as error:
        return _told(one, Fault(error.code, str(error)))
    except ProtokollparserError as error:
        return error
    except MemoryError:
        raise
    except SystemError as error:
        # What Python says when its own code gets no memory (a page of 8 million lines in pdfplumber).
        raise MemoryError from error
    # The one place where any fault is caught: a batch of thousands of files must survive a fault in the
    # program, which gets a code of its own, so that it does not look like a broken document.
    except Exception as error:  # noqa: BLE001
        fault = InputError(
            "internal", f"{path.name}: fault in the program ({error!r}); report it with the file"
        )
        return Fault(fault.code, str(fault), traceback.format_exc())
    step("storing")
    # Handed over, not held: what has become columns is free at once.
    readings = [_with_metadata(reading, metadata, path)]
    del reading
    return Said(_source(readings[0]), columns(readings.pop()))


def again(one: Errand, death: Death) -> Errand | None:
    """Return the errand to read a file without the reader that died on it; None when none can stand in."""
    without = one.without | {death.step}
    if death.step not in _READERS - one.without or not _READERS - without:
        return None
    return replace(one, without=without, deaths=(*one.deaths, death))


def died(one: Errand, death: Death, limits: Limits) -> Fault:
    """Return the fault of a file that brought its worker down."""
    error = _mortal(one, death, limits)
    return Fault(error.code, str(error))


def unread(path: Path, fault: Fault) -> Source | None:
    """Return the source of a file that cannot be read; None where none of its bytes can."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                return None
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
    return Source(
        source_id=digest,
        file_name=printable(path.name),
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        byte_count=state.st_size,
        page_count=0,
        text_origin=None,
        encoding=None,
        status="quarantined",
        error_code=fault.code,
        message=one_line(fault.message),
        parser_version=__version__,
        imported_at=datetime.now(),
    )


def _mortal(one: Errand, death: Death, limits: Limits) -> InputError:
    """Return what a death means for the user."""
    name = one.path.name
    if death.code == "time_limit":
        seconds = round(limits.time(one.byte_count))
        return InputError("time_limit", f"{name}: takes more than {seconds} seconds to read; split the file")
    if death.code == "memory_limit":
        size = limits.memory >> 20
        return InputError("memory_limit", f"{name}: takes more than {size} MB of memory; split the file")
    return InputError("crashed", f"{name}: brings down what reads it ({death.step}); save it anew")


def _told(one: Errand, fault: Fault) -> Fault:
    """Return the fault of a file; what ended earlier attempts tells more than a vague one."""
    if one.deaths and fault.code in _VAGUE:
        error = _mortal(one, one.deaths[0], Limits())
        return Fault(error.code, str(error))
    return fault


def _state(path: Path) -> tuple[int, int] | None:
    """Return size and time of change of a file, None when it is not there."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes to is not waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _source(reading: Reading) -> Source:
    """Return the source of a reading."""
    document = reading.outline.layout.document
    return Source(
        source_id=document.source_id,
        file_name=printable(document.file_name),
        media_type=document.media_type,
        byte_count=document.byte_count,
        page_count=len(document.pages),
        text_origin=document.text_origin,
        encoding=document.encoding,
        status=document.status,
        error_code=document.error_code,
        message=document.message,
        parser_version=__version__,
        imported_at=datetime.now(),
    )


def _with_metadata(reading: Reading, metadata: ImportList | None, path: Path) -> Reading:
    """Return a reading whose outermost documents carry what the import list says of the file."""
    given = metadata.given(path) if metadata else {}
    if metadata is None or not given:
        return reading
    records = tuple(
        with_given(record, given, f"list {metadata.path.name}")
        if isinstance(record, LogicalDocument) and record.parent_id is None
        else record
        for record in reading.records
    )
    return replace(reading, records=records)
