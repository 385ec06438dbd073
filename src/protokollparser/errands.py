"""One file to be read, and what comes of it: what it says, or why it cannot be read.

An errand is carried out by `carry_out`, in this process or in a worker, which keeps what the file says in the
spool and tells what became of it; all that it takes and tells can be sent from one to the other.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
import os
import shutil
import stat
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from protokollparser import __version__
from protokollparser.accession import Accessed, Member, concerning, unpacked
from protokollparser.columns import Columns, columns
from protokollparser.columns.arrow import as_arrow
from protokollparser.core.errors import InputError, ProtokollparserError, StoreError
from protokollparser.core.files import one_line, printable
from protokollparser.core.import_list import ImportList, with_given
from protokollparser.core.limits import Attempt, Limits, Recognition
from protokollparser.core.reading import Reading
from protokollparser.core.records import Record
from protokollparser.core.records.documents import LogicalDocument, Source
from protokollparser.core.rules import Rules
from protokollparser.isolation import Death
from protokollparser.shards.spool import keep

Read = Callable[[Path, Rules, Attempt], Reading]
# The folder in the spool in which members of archives lie while they are read.
UNPACKED = "unpacked"
# The readers that another one can stand in for when they bring the process down.
_READERS = frozenset({"pdfium", "pdfplumber", "pikepdf", "ocr"})
# What a reader that stands in may say of a file on which another one died, without knowing the reason.
_VAGUE = frozenset({"damaged", "no_pages", "no_text"})


@dataclass(frozen=True, slots=True)
class Errand:
    """A file to be read, its size, the readers it is read without, and how earlier attempts ended.

    `source_id` is the content that was found there; None where it could not be had. `member` tells where it
    lies in an archive, `fault` is the code and the sentence why it is not to be read.
    """

    path: Path
    byte_count: int = 0
    source_id: str | None = None
    without: frozenset[str] = frozenset()
    deaths: tuple[Death, ...] = ()
    member: Member | None = None
    fault: tuple[str, str] | None = None


def read_source(path: Path, rules: Rules, attempt: Attempt) -> Reading:
    """Return what a file says. The stages are loaded when the first file is read: often none is."""
    from protokollparser import stages

    return stages.read_source(path, rules, attempt)


def errand(one: Accessed) -> Errand:
    """Return the errand to read what accession found."""
    return Errand(one.path, one.row.byte_count, one.row.source_id, member=one.member, fault=one.fault)


def emptied(spool: Path) -> Path:
    """Return the folder in which members of archives are unpacked, without what a killed run left there."""
    folder = spool / UNPACKED
    shutil.rmtree(folder, ignore_errors=True)
    return folder


@dataclass(frozen=True, slots=True)
class Task:
    """How files are read in one run, and where what they say is kept until it is packed (`spool`).

    `stages` names for each stage the hash of the code and rules that make it.
    """

    read: Read
    rules: Rules
    metadata: ImportList | None
    limits: Limits
    recognition: Recognition
    spool: Path
    stages: Mapping[str, str]

    def made_by(self, path: Path) -> dict[str, str]:
        """Return what a reading of a file is made by: the stages, and what the user says of it."""
        given = self.metadata.given(path) if self.metadata else {}
        told = json.dumps(given, sort_keys=True, ensure_ascii=False)
        mode = self.recognition.mode
        more = {"list": told if given else "", "ocr": mode if mode != "auto" else ""}
        return {**self.stages, **{name: value for name, value in more.items() if value}}


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a file: `status` is parsed, partial, quarantined, or unread where it has no content.

    `kept_bytes` is what it takes in the spool, `seconds` the computing time. `trace` shows where in the
    program, when the program is to blame.
    """

    path: Path
    source_id: str | None
    status: str
    code: str | None = None
    message: str | None = None
    kept_bytes: int = 0
    seconds: float = 0.0
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file cannot be read. `trace` shows where in the program, when the program is to blame."""

    code: str
    message: str
    trace: str | None = None


Result = Done | ProtokollparserError


def carry_out(one: Errand, step: Callable[[str], None], *, task: Task) -> Result:
    """Read a file, keep what it says, and tell what became of it, or the error that concerns every file."""
    step("opening")
    if one.member is None:
        return _carry_out(one, one.path, step, task)
    folder = task.spool / UNPACKED
    try:
        with unpacked(one.member, one.path.name, folder) as file:
            return _carry_out(one, file, step, task)
    except InputError as error:
        return Done(one.path, None, "unread", error.code, f"{one.path.name}: {error}")


def _carry_out(one: Errand, path: Path, step: Callable[[str], None], task: Task) -> Result:
    """Read the file at `path`, in which the bytes lie."""
    begun = time.process_time()
    try:
        if one.fault:
            raise InputError(*one.fault)
        before = _state(path)
        if before and not path.is_file():
            raise InputError("unreadable", f"{path.name}: is no regular file; name the files to read")
        reading = task.read(path, task.rules, Attempt(task.limits, one.without, step, task.recognition))
        if _state(path) != before or one.source_id not in {None, _content(reading)}:
            raise InputError("changed", f"{path.name}: changed while it was read; import it again")
        step("storing")
        # Handed over, not held: what has become columns is free at once.
        readings = [_with_metadata(reading, task.metadata, one.path)]
        del reading
        # As they were told by the rules; an import list may give another kind.
        kinds = [part.kind for part in readings[0].outline.parts]
        kinds += [record.kind for record in readings[0].records if isinstance(record, LogicalDocument)]
        source = _source(readings[0], concerning(task.made_by(one.path), kinds))
        said = columns(readings.pop())
    except InputError as error:
        # What a file held for a moment is no content of its own: it waits for the next run.
        if error.code == "changed":
            return Done(one.path, None, "unread", error.code, str(error))
        return _fail(one, path, _told(one, Fault(error.code, str(error))), task)
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
        return _fail(one, path, Fault(fault.code, str(fault), traceback.format_exc()), task)
    return _keep(one.path, source, said, task, time.process_time() - begun)


def again(one: Errand, death: Death) -> Errand | None:
    """Return the errand to read a file without the reader that died on it; None when none can stand in."""
    without = one.without | {death.step}
    if death.step not in _READERS - one.without or not _READERS - without:
        return None
    return replace(one, without=without, deaths=(*one.deaths, death))


def bury(one: Errand, death: Death, task: Task) -> Result:
    """Keep that a file brought its worker down, and tell it."""
    error = _mortal(one, death, task.limits)
    fault = Fault(error.code, str(error))
    if one.member is None:
        return _fail(one, one.path, fault, task)
    source = _quarantined(one.source_id or "", one.byte_count, one.path, fault, task.made_by(one.path))
    return _keep(one.path, source, Columns(), task, 0.0)


def _fail(one: Errand, path: Path, fault: Fault, task: Task) -> Result:
    """Keep that the file at `path` cannot be read, where its bytes can, and tell it."""
    source = _unread(path, fault, task.made_by(one.path))
    if source is None:
        return Done(one.path, None, "unread", fault.code, fault.message, trace=fault.trace)
    done = _keep(one.path, source, Columns(), task, 0.0)
    return replace(done, trace=fault.trace) if isinstance(done, Done) else done


def _keep(path: Path, source: Source, said: Columns, task: Task, seconds: float) -> Result:
    """Keep what a file says, and tell what became of it; without room for it, that no file can be read."""
    # The content may lie under other names too: what is stored of it must not depend on which was read.
    told = (source.message or "").removeprefix(f"{one_line(path.name)}: ") or None
    source = source.model_copy(update={"reading_hash": said.hash, "message": told})
    tables: dict[type[Record], pa.Table] = {**said.tables, Source: as_arrow(Source, [source])}
    try:
        count = keep(task.spool, source.source_id, tables)
    except OSError as error:
        full = f"{task.spool}: {error.strerror}; make room and import again"
        return StoreError(full, "disk", path=task.spool)
    code, message = source.error_code, source.message
    return Done(path, source.source_id, source.status, code, message, count, seconds)


def _unread(path: Path, fault: Fault, made_by: Mapping[str, str]) -> Source | None:
    """Return the source of a file that cannot be read; None where none of its bytes can."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                return None
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
    return _quarantined(digest, state.st_size, path, fault, made_by)


def _quarantined(
    source_id: str, byte_count: int, path: Path, fault: Fault, made_by: Mapping[str, str]
) -> Source:
    """Return the source of a content that cannot be read."""
    return Source(
        source_id=source_id,
        file_name=printable(path.name),
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        byte_count=byte_count,
        page_count=0,
        text_origin=None,
        encoding=None,
        status="quarantined",
        error_code=fault.code,
        message=one_line(fault.message),
        parser_version=__version__,
        imported_at=datetime.now(),
        made_by=dict(made_by),
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


def _content(reading: Reading) -> str:
    """Return the content that was read."""
    return reading.outline.layout.document.source_id


def _source(reading: Reading, made_by: Mapping[str, str]) -> Source:
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
        made_by=dict(made_by),
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
