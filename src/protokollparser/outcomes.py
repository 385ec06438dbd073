"""What became of the files of a run: of each as soon as it is known, and of all at the end."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from protokollparser.accession import Plan, Stored
from protokollparser.core.records.documents import ARCHIVE
from protokollparser.core.records.findings import Review
from protokollparser.errands import Done
from protokollparser.shards import Shard

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `status` is new, replaced, unchanged, alias, archive, quarantined or missing.

    An alias has the content of another file; of an archive the members have outcomes of their own.
    `source_id` is None where no byte of it could be read. `code` and `message` tell why it was not, or not
    wholly, imported. `seconds` is the computing time of reading it.
    """

    path: Path
    status: str
    source_id: str | None = None
    code: str | None = None
    message: str | None = None
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """True when nothing of the file was imported."""
        return self.status in {"quarantined", "missing"}


@dataclass
class ImportReport:
    """What became of every file, the names in the import list that fit none, and reviews without record."""

    outcomes: list[Outcome] = field(default_factory=list)
    unknown_in_list: list[str] = field(default_factory=list)
    unmatched_reviews: list[Review] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Files per outcome; those not imported also per reason."""
        words = Counter(word for one in self.outcomes for word in (one.status, one.code) if word)
        return dict(sorted(words.items()))


Progress = Callable[[Outcome, int, int], None]


class Telling:
    """Tells what becomes of files as it happens, and knows it at the end."""

    def __init__(self, plan: Plan, stored: Mapping[str, Stored], progress: Progress | None) -> None:
        self._stored = stored
        self._progress = progress
        told = {"alias": plan.aliases, "unchanged": plan.unchanged, "archive": plan.archives}
        told["quarantined"] = plan.refused
        self._count = len(plan.to_read) + sum(map(len, told.values()))
        self._found: dict[Path, Outcome] = {}
        # By content, what became of the path from which it was read.
        self._read: dict[str, Outcome] = {}
        for status, some in told.items():
            for one in some:
                code = one.row.error_code if status == "quarantined" else None
                self._tell(Outcome(one.path, status, one.row.source_id, code, one.row.message))

    def hear(self, done: Done) -> None:
        """Take in what became of a file that was read."""
        if done.trace:
            _log.warning("fault in the program at %s\n%s", done.path, done.trace)
        unread = "missing" if done.code == "missing" else "quarantined"
        status = "read" if done.status in {"parsed", "partial"} else unread
        outcome = Outcome(done.path, status, done.source_id, done.code, done.message, done.seconds)
        if done.source_id:
            self._read[done.source_id] = outcome
        self._tell(outcome)

    def outcomes(self, paths: Iterable[Path], statuses: Mapping[str, str]) -> list[Outcome]:
        """Return what became of each path, now that all is stored; `statuses` are those of the contents."""
        return [self._at_last(self._found[path], statuses) for path in paths]

    def _at_last(self, outcome: Outcome, statuses: Mapping[str, str]) -> Outcome:
        """Return an outcome with what is known when all is stored."""
        source_id = outcome.source_id or ""
        if outcome.status == "read":
            return replace(outcome, status=statuses.get(source_id, "unchanged"))
        read, before = self._read.get(source_id), self._stored.get(source_id)
        if outcome.status in {"alias", "unchanged"}:
            status, code, message = (
                (read.status, read.code, read.message) if read else before[:3] if before else ("", None, None)
            )
            failed = status == "quarantined"
            return replace(outcome, status=status if failed else outcome.status, code=code, message=message)
        return outcome

    def _tell(self, outcome: Outcome) -> None:
        """Keep an outcome, and tell it on."""
        self._found[outcome.path] = outcome
        if self._progress:
            self._progress(outcome, len(self._found), self._count)


class Arrivals:
    """What became of the files that shards tell of, some shards after the other, when they were loaded."""

    def __init__(self) -> None:
        self._paths: dict[tuple[str, str], tuple[str | None, str | None, str | None]] = {}
        self._read: dict[str, Mapping[str, Any]] = {}

    def take(self, shard: Shard, paths: pa.Table | None) -> None:
        """Take in one shard: its manifest, and where contents were found (columns of `accession`)."""
        for one in shard.documents:
            if one["source_id"] is None:
                self._paths["", one["path"]] = (None, one["code"], one["message"])
            else:
                self._read[one["source_id"]] = one
        names = ("container", "path", "source_id", "error_code", "message")
        rows = zip(*(paths[name].to_pylist() for name in names), strict=True) if paths else ()
        for container, path, source_id, code, message in rows:
            self._paths[container or "", path] = (source_id, code, message)

    def outcomes(self, statuses: Mapping[str, str]) -> list[Outcome]:
        """Return what became of each path, in their order; `statuses` are those of the contents."""
        seen: set[str] = set()
        found = []
        for (_, path), (source_id, code, message) in sorted(self._paths.items()):
            read = self._read.get(source_id or "", {})
            if source_id is None or code == ARCHIVE:
                status, code = ("archive", None) if code == ARCHIVE else ("missing", code)
            elif read.get("status") == "quarantined":
                status, code, message = "quarantined", read["code"], read["message"]
            else:
                status = "alias" if source_id in seen else statuses.get(source_id, "unchanged")
                code, message = read.get("code"), read.get("message")
            seconds = 0.0 if source_id in seen else float(read.get("seconds") or 0)
            found.append(Outcome(Path(path), status, source_id, code, message, seconds))
            seen.add(source_id or "")
        return found
