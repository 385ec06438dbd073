"""Files into shards at some place, to be stored by another process (`storing.load`).

`extract` opens no database and takes no lock, so that many machines can do it at once.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from protokollparser.accession import Known, Seen, Stored, access, plan
from protokollparser.core.files import own_cache, printable
from protokollparser.core.import_list import ImportList
from protokollparser.core.limits import Limits, Recognition
from protokollparser.core.records.documents import Accession
from protokollparser.core.rules import Rules
from protokollparser.engines import Engine, Workplace, repack
from protokollparser.errands import Task, emptied, errand, read_source
from protokollparser.making import stage_hashes
from protokollparser.outcomes import ImportReport, Progress, Telling
from protokollparser.shards import ShardFolder, held, pack

if sys.platform != "win32":
    import fcntl

# Nobody waits for a shard: that of a slow machine, or of scans, is closed after so many seconds.
_OPEN = 300.0
# So many paths whose contents are read already are told of in one shard.
_PATHS = 10_000


class Share(NamedTuple):
    """One part of many into which files are divided, from 1: always the same for the same path."""

    number: int
    of: int

    def holds(self, path: Path) -> bool:
        """True when a file belongs to this part."""
        digest = hashlib.sha256(printable(path.as_posix()).encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.number - 1


@dataclass
class Extraction:
    """What became of every file, where the shards lie, and how many were written."""

    report: ImportReport
    place: ShardFolder
    shards: int = 0


def extract(
    paths: Sequence[Path],
    place: str,
    rules: Rules,
    engine: Engine,
    metadata: ImportList | None = None,
    progress: Progress | None = None,
    *,
    share: Share | None = None,
    limits: Limits | None = None,
    recognition: Recognition | None = None,
    force: bool = False,
) -> Extraction:
    """Read files, or a share of them, into shards at a place, and return what became of each.

    Contents that lie there as this program reads them are not read again, unless `force`. Jobs that have a
    share write into folders of their own, and do not look into those of others that run beside them.
    """
    whole = ShardFolder(place)
    shards = whole.part(*share) if share else whole
    stages = stage_hashes(rules)
    with spool_of(shards) as spool:
        workplace = Workplace(spool, shards, stages, _OPEN)
        written = repack(workplace)
        task = Task(
            read_source, rules, metadata, limits or Limits(), recognition or Recognition(), spool, stages
        )
        found = held(_neighbours(whole, share))
        known = Known(Seen(*row) for row in found.paths.values())
        not_mine = partial(_not_mine, share=share, place=whole.local)
        accessed = list(access(paths, known, emptied(spool), not_mine))
        stored = {key: Stored(*told) for key, told in found.contents.items()}
        planned = plan(accessed, stored, task.made_by, force=force)
        telling = Telling(planned, stored, progress)
        rows = {one.path: one.row for one in planned.to_read if not one.registered}
        others = [*planned.aliases, *planned.unchanged, *planned.archives, *planned.refused]
        written += register([one.row for one in others if not one.registered], workplace)
        errands = [*map(errand, planned.to_read)]
        statuses: dict[str, str] = {}
        for shard in engine(errands, workplace, task, heard=telling.hear, rows=rows):
            written += 1
            statuses.update((one["source_id"], "read") for one in shard.documents if one["source_id"])
    files = [one.path for one in accessed]
    report = ImportReport(telling.outcomes(files, statuses))
    report.unknown_in_list = metadata.unknown(files) if metadata and not share else []
    return Extraction(report, shards, written)


def _neighbours(whole: ShardFolder, share: Share | None) -> Iterator[ShardFolder]:
    """Yield the folders whose contents are not read again: all but those of jobs beside this one."""
    others = {whole.part(number, share.of).place for number in range(1, share.of + 1)} if share else set()
    own = whole.part(*share).place if share else None
    for folder in (whole, *whole.parts()):
        if folder.place not in others or folder.place == own:
            yield folder


def _not_mine(path: Path, share: Share | None, place: Path | None) -> bool:
    """True for a file of another share, and for what is part of the shards themselves."""
    return (place is not None and is_below(path, place)) or (share is not None and not share.holds(path))


def is_below(path: Path, folder: Path) -> bool:
    """True for a file that lies in a folder or deeper."""
    return Path(os.path.abspath(folder)) in Path(os.path.abspath(path)).parents


def register(rows: Sequence[Accession], workplace: Workplace) -> int:
    """Write shards of where contents were found that are or will be in others, and return how many."""
    for first in range(0, len(rows), _PATHS):
        pack((), rows[first : first + _PATHS], (), workplace.versions, workplace.shards)
    return -(-len(rows) // _PATHS)


@contextmanager
def spool_of(shards: ShardFolder) -> Iterator[Path]:
    """Give a folder on this machine for what is read and not yet packed.

    It is the same for the same place, so that the next run packs what this one left; while one run has it,
    another gets one of its own.
    """
    name = hashlib.sha256(shards.place.encode()).hexdigest()[:16]
    folder = shards.local / ".spool" if shards.local else own_cache().with_name("spool") / name
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "wb") as lock:
        if _take(lock.fileno()):
            yield folder
        else:
            with tempfile.TemporaryDirectory() as own:
                yield Path(own)


def _take(lock: int) -> bool:
    """Take the lock of a folder, and return whether nobody else has it; it is free when the process ends."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
