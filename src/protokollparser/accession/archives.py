"""Zip files: what is in them, within limits, and one member at a time as a file in the work folder.

Names of members are told, never used as places: nothing is written but below the work folder. A member that
cannot be had has a code, and its neighbours are read. Archives in archives are unpacked into files without
a name, which vanish with the process.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

from protokollparser.accession.hashing import Content, content_of
from protokollparser.accession.member_names import Names
from protokollparser.core.errors import InputError

_MAGIC = b"PK\x03\x04"
# Office documents, programs and books are zip files too.
_ONE_DOCUMENT = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"})
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_TAIL = (1 << 16) + 256
_ENCRYPTED = 1
_CHUNK = 1 << 20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What one archive, with those in it, may cost: members, bytes, archives in each other, and ratio.

    `ratio` is of unpacked bytes to packed ones; up to `small` bytes it may be any (a white page).
    """

    members: int = 200_000
    directory_bytes: int = 24 << 20
    bytes: int = 64 << 30
    member_bytes: int = 1 << 29
    inner_bytes: int = 1 << 30
    depth: int = 4
    ratio: int = 200
    small: int = 32 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """Where a member lies: its archive, and the turns of the entries that lead to it, outermost first."""

    archive: Path
    steps: tuple[int, ...]


class Found(NamedTuple):
    """A member as it was found: its name with those of inner archives, its content or why it has none.

    `is_archive` says that its own members follow.
    """

    name: str
    steps: tuple[int, ...]
    byte_count: int
    content: Content | None = None
    code: str | None = None
    message: str | None = None
    is_archive: bool = False


@dataclass
class _Left:
    """How much more an archive may cost."""

    members: int
    bytes: int
    names: set[str] = field(default_factory=set)


def is_archive(path: Path) -> bool:
    """True for a zip file that holds files of their own, unlike office documents. Nothing is raised."""
    try:
        with open(path, "rb", opener=without_waiting) as file:
            return stat.S_ISREG(os.fstat(file.fileno()).st_mode) and _holds_files(file, path.name)
    except (OSError, ValueError):
        return False


def members(archive: Path, folder: Path, limits: ArchiveLimits) -> Iterator[Found]:
    """Yield the members of a zip file and of those in it, in the order in which the archive lists them.

    Inner archives are unpacked below `folder`. Raises InputError where the archive cannot be opened.
    """
    with open(archive, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        most = min(limits.bytes, max(limits.ratio * size, 2 * limits.small))
        left = _Left(limits.members, most)
        yield from _members(file, "", (), folder, limits, left)


def _members(
    file: IO[bytes], prefix: str, steps: tuple[int, ...], folder: Path, limits: ArchiveLimits, left: _Left
) -> Iterator[Found]:
    """Yield the members of an open zip file, whose names begin with `prefix`."""
    with _opened(file, limits) as opened:
        names = Names()
        for turn, entry in enumerate(opened.infolist()):
            if entry.is_dir():
                continue
            name, own = prefix + names.of(entry), (*steps, turn)
            try:
                _weigh(entry, limits, left)
                with opened.open(entry) as stream:
                    content = content_of(stream)
                if not entry.file_size or not _may_be_archive(opened, entry):
                    yield Found(name, own, entry.file_size, content)
                    continue
                yield from _inner(
                    opened, entry, Found(name, own, entry.file_size, content), folder, limits, left
                )
            except InputError as error:
                yield Found(name, own, entry.file_size, None, error.code, str(error))
            except (RuntimeError, *_BROKEN) as error:
                found = _told(error)
                yield Found(name, own, entry.file_size, None, found.code, str(found))


def _inner(
    opened: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    found: Found,
    folder: Path,
    limits: ArchiveLimits,
    left: _Left,
) -> Iterator[Found]:
    """Yield a member that may be an archive, and what is in it; one that cannot be opened has its reason."""
    with _unpacked_nameless(opened, entry, folder) as file:
        try:
            if not _holds_files(file, entry.filename):
                yield found
                return
            if len(found.steps) >= limits.depth:
                raise InputError(
                    "archive_limit", "archives lie too deep in each other; unpack the inner ones"
                )
            inside = list(_members(file, f"{found.name}/", found.steps, folder, limits, left))
        except InputError as error:
            yield found._replace(code=error.code, message=str(error))
            return
        yield found._replace(is_archive=True)
        yield from inside


def _weigh(entry: zipfile.ZipInfo, limits: ArchiveLimits, left: _Left) -> None:
    """Take what a member costs off what is left. Raises InputError where it may not be unpacked."""
    if entry.flag_bits & _ENCRYPTED:
        raise InputError("encrypted", "is protected by a password; unpack it and import its files")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise InputError("unreadable", "is a link inside an archive; import the file itself")
    bomb = entry.file_size > limits.small and entry.file_size > limits.ratio * max(entry.compress_size, 1)
    if left.members < 1 or bomb or entry.file_size > left.bytes:
        told = "its archive holds more than may be unpacked; unpack it and import its files"
        raise InputError("archive_limit", told)
    inner = entry.filename.lower().endswith(".zip")
    if entry.file_size > (limits.inner_bytes if inner else limits.member_bytes):
        raise InputError("size_limit", "is larger than can be read; split the file")
    left.members -= 1
    left.bytes -= entry.file_size


@contextmanager
def _opened(file: IO[bytes], limits: ArchiveLimits) -> Iterator[zipfile.ZipFile]:
    """Open a zip file whose list of members is not too long. Raises InputError where it cannot be."""
    try:
        if _directory_bytes(file) > limits.directory_bytes:
            raise InputError("archive_limit", "lists more members than may be unpacked; divide the archive")
        opened = zipfile.ZipFile(file)
    except (RuntimeError, *_BROKEN) as error:
        raise _told(error) from error
    with opened:
        yield opened


def _directory_bytes(file: IO[bytes]) -> int:
    """Return how long the list of members is, 0 where its end is not found."""
    file.seek(0, os.SEEK_END)
    file.seek(max(0, file.tell() - _TAIL))
    tail = file.read()
    file.seek(0)
    at, large = tail.rfind(_END), tail.rfind(_END_64)
    if large >= 0 and len(tail) >= large + 48:
        return int.from_bytes(tail[large + 40 : large + 48], "little")
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _holds_files(file: IO[bytes], name: str) -> bool:
    """True for an open file that begins as a zip file and is none of the documents packed in such.

    Of a broken one its name tells.
    """
    start = file.read(1 << 12)
    file.seek(0)
    if not start.startswith(_MAGIC):
        return False
    first = start[30 : 30 + int.from_bytes(start[26:28], "little")].decode("utf-8", "replace")
    if first in _ONE_DOCUMENT:
        return False
    try:
        if _directory_bytes(file) > ArchiveLimits().directory_bytes:
            return True
        with zipfile.ZipFile(file) as opened:
            return not _ONE_DOCUMENT & set(opened.namelist())
    except (RuntimeError, *_BROKEN):
        return name.lower().endswith(".zip")
    finally:
        file.seek(0)


def _may_be_archive(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """True for a member that begins as a zip file."""
    with opened.open(entry) as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


@contextmanager
def _unpacked_nameless(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> Iterator[IO[bytes]]:
    """Hold a member as a file that can be read at any place and vanishes with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        with opened.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                file.write(chunk)
        file.seek(0)
        yield file


class _Shelf:
    """The archive that members were last taken from, held open: its next member is found at once."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._held = ExitStack()
        self._archive: zipfile.ZipFile | None = None

    def archive(self, member: Member, folder: Path) -> zipfile.ZipFile:
        """Return the innermost archive of a member, opened. Raises InputError."""
        state = os.stat(member.archive)
        key = (member.archive, state.st_size, state.st_mtime_ns, state.st_ino, member.steps[:-1], os.getpid())
        if key != self._key or self._archive is None:
            self._held.close()
            self._key, self._archive = (), None
            file = self._held.enter_context(member.archive.open("rb"))
            opened = self._held.enter_context(_opened(file, _ALL))
            for turn in member.steps[:-1]:
                inner = _unpacked_nameless(opened, opened.infolist()[turn], folder)
                opened = self._held.enter_context(_opened(self._held.enter_context(inner), _ALL))
            self._key, self._archive = key, opened
        return self._archive


_ALL = ArchiveLimits()
_shelf = _Shelf()


@contextmanager
def unpacked(member: Member, name: str, folder: Path) -> Iterator[Path]:
    """Hold a member as a file called `name` below `folder`, erased after the block.

    Raises InputError where it cannot be unpacked, `changed` where the archive is another one by now.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as own:
        path = Path(own) / _file_name(name)
        try:
            archive = _shelf.archive(member, folder)
            entry = archive.infolist()[member.steps[-1]]
            with archive.open(entry) as stream, open(path, "xb") as file:
                while chunk := stream.read(_CHUNK):
                    file.write(chunk)
        except IndexError as error:
            raise InputError("changed", "its archive changed while it was read; import it again") from error
        except (RuntimeError, *_BROKEN) as error:
            raise _told(error) from error
        yield path


def _file_name(name: str) -> str:
    """Return the last part of a member's name, as a file of the work folder can be called."""
    last = name.rpartition("/")[2].replace("\x00", "")
    stem, dot, ending = last.rpartition(".")
    if len(last.encode("utf-8", "surrogatepass")) > 240:
        last = f"{hashlib.sha256(stem.encode('utf-8', 'surrogatepass')).hexdigest()}{dot}{ending[:8]}"
    return last if last not in {"", ".", ".."} else "_"


def _told(error: Exception) -> InputError:
    """Return what a fault of an archive or member means."""
    if isinstance(error, NotImplementedError):
        told = "is packed in a way that is not read; unpack it and import its files"
        return InputError("unsupported_type", told)
    if isinstance(error, FileNotFoundError):
        return InputError("missing", "does not exist; check the path")
    if isinstance(error, PermissionError):
        return InputError("unreadable", "may not be read; ask for permission to read it")
    if isinstance(error, RuntimeError):
        return InputError("encrypted", "is protected by a password; unpack it and import its files")
    return InputError("damaged", "is broken inside its archive; fetch the archive anew")


def without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes to is not waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
