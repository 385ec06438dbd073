"""Paths with what is known of them: content, size, and a stamp by which an unchanged file is known again."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from protokollparser.accession.archives import (
    ArchiveLimits,
    Found,
    Member,
    is_archive,
    members,
    without_waiting,
)
from protokollparser.accession.hashing import Content, content_of
from protokollparser.accession.known import Known, Seen
from protokollparser.accession.walking import find_files
from protokollparser.core.errors import InputError
from protokollparser.core.files import one_line, printable
from protokollparser.core.records.documents import ARCHIVE, Accession

# A file changed within so many nanoseconds before it was looked at may change again without another stamp.
_UNSETTLED = 2_000_000_000
# What stands in the stamp of a member between that of its archive and the turns that lead to it.
_WITHIN = "/"


@dataclass(frozen=True, slots=True)
class Accessed:
    """One path as the user knows it, and the row that registers it.

    `member` tells where a member of an archive lies, whose `path` is that of the archive and its own. `fault`
    is why a content that is there is not read. `known` says that the same content was found there before,
    `registered` that the row is stored as it is.
    """

    path: Path
    row: Accession
    known: bool
    registered: bool
    member: Member | None = None
    fault: tuple[str, str] | None = None

    @property
    def file(self) -> Path:
        """The file in which the bytes lie."""
        return self.member.archive if self.member else self.path


def access(
    paths: Iterable[Path],
    known: Known,
    folder: Path,
    not_mine: Callable[[Path], bool] = lambda _: False,
    limits: ArchiveLimits | None = None,
) -> Iterator[Accessed]:
    """Yield all files that are meant by some paths, in order, with their contents' SHA-256.

    The members of zip files follow their archive; inner archives are unpacked below `folder`. A file whose
    stamp is known is not read. One that cannot be read has no content; reading it tells why. What is
    `not_mine`, the program's own or another job's, is not opened: who closes a database file loses his locks
    on it.
    """
    for path in find_files(paths):
        if not not_mine(path):
            yield from _file(path, known, folder, limits or ArchiveLimits())


def _file(path: Path, known: Known, folder: Path, limits: ArchiveLimits) -> Iterator[Accessed]:
    """Yield a file, and what is in it if it is an archive."""
    before = known.seen(None, printable(path.as_posix()))
    byte_count, stamp = _stamp(path)
    if before and stamp and before.stamp == stamp and before.source_id:
        yield _again(path, before)
        for inner in known.inside(before, before.stamp + _WITHIN):
            steps = tuple(map(int, inner.stamp.rpartition(_WITHIN)[2].split(".")))
            yield _again(_shown(path, inner.path, steps), inner, Member(path, steps))
        return
    content, fault = _content(path), None
    row = Accession(
        path=printable(path.as_posix()),
        source_id=content.source_id if content else None,
        signed=bool(content and content.signed),
        byte_count=byte_count,
        stamp=stamp,
        seen_at=datetime.now(),
    )
    if not content or not is_archive(path):
        yield _accessed(path, row, before)
        return
    found: list[Found] = []
    try:
        found.extend(members(path, folder, limits))
        # Why an inner archive is not read is known by looking into it only.
        known_again = not any(one.content and one.code for one in found)
        row = row.model_copy(update={"error_code": ARCHIVE, "stamp": stamp if known_again else ""})
    except (InputError, OSError) as error:
        fault = (getattr(error, "code", "unreadable"), f"{path.name}: {error}")
        row = row.model_copy(update={"stamp": ""})
    yield _accessed(path, row, before, fault=fault)
    yield from (_member(path, row, one, known) for one in found)


def _member(archive: Path, row: Accession, found: Found, known: Known) -> Accessed:
    """Return a member of an archive whose row is given."""
    path = _shown(archive, found.name, found.steps)
    message = one_line(f"{path.name}: {found.message}") if found.message else None
    refused = found.code if found.content is None else ARCHIVE if found.is_archive else None
    steps = _WITHIN + ".".join(map(str, found.steps))
    own = Accession(
        path=printable(found.name),
        container=row.path,
        source_id=found.content.source_id if found.content else None,
        signed=bool(found.content and found.content.signed),
        byte_count=found.byte_count,
        stamp=row.stamp and row.stamp + steps,
        error_code=refused,
        message=message if refused else None,
        seen_at=row.seen_at,
    )
    fault = (found.code, message or "") if found.content and found.code else None
    before = known.seen(own.container, own.path)
    return _accessed(path, own, before, Member(archive, found.steps), fault)


def _accessed(
    path: Path,
    row: Accession,
    before: Seen | None,
    member: Member | None = None,
    fault: tuple[str, str] | None = None,
) -> Accessed:
    """Return a path, compared with how it was seen before."""
    known = bool(before and before.source_id == row.source_id)
    registered = bool(before and (before.stamp, before.source_id) == (row.stamp, row.source_id))
    return Accessed(path, row, known, registered, member, fault)


def _again(path: Path, before: Seen, member: Member | None = None) -> Accessed:
    """Return a path that is as it was seen before."""
    row = Accession(**before._asdict(), seen_at=datetime.now())
    return Accessed(path, row, known=before.source_id is not None, registered=True, member=member)


def _shown(archive: Path, name: str, steps: tuple[int, ...]) -> Path:
    """Return the path under which a member is told: never one outside its archive, and its own."""
    parts = [part for part in name.split("/") if part not in {"", ".", ".."}]
    if "/".join(parts) != name:
        parts.insert(0, f"({'.'.join(map(str, steps))})")
    return archive.joinpath(*parts)


def content_id(path: Path) -> str | None:
    """Return the SHA-256 of a file in hex; None where it is no regular file or cannot be read."""
    content = _content(path)
    return content.source_id if content else None


def _content(path: Path) -> Content | None:
    """Return the content of a file; None where it is no regular file or cannot be read."""
    try:
        with open(path, "rb", opener=without_waiting) as file:
            return content_of(file) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
    except (OSError, ValueError):
        return None


def _stamp(path: Path) -> tuple[int, str]:
    """Return the size of a file and its stamp; no stamp where it may still be changing.

    A file that was changed later than now was changed before the clock was set back: it may be changed
    again at that same time.
    """
    try:
        state = path.stat()
    except (OSError, ValueError):
        return 0, ""
    now = datetime.now().timestamp() * 1e9
    if now - state.st_ctime_ns < _UNSETTLED or abs(now - state.st_mtime_ns) < _UNSETTLED:
        return state.st_size, ""
    parts = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
    return state.st_size, ":".join(map(str, parts))
