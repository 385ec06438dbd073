"""Where shards lie: a folder on this machine, or any place that fsspec knows (`s3://bucket/shards`).

A shard is a folder named after the time it was made and its content, with a Parquet file for each table and
`manifest.json`, which is written last: without it there is no shard. The manifest tells what made it, its
contents, and the files with SHA-256. Sorted by name, later shards come after earlier ones.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from protokollparser.core.errors import ProtokollparserError, StoreError, UsageError
from protokollparser.core.lasting import make_last

FORMAT = 1
_MANIFEST = "manifest.json"
_UNFINISHED = ".part"
_TIME = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True)
class Shard:
    """One shard: `name` follows from its content, `manifest` is what `manifest.json` says."""

    name: str
    manifest: Mapping[str, Any]

    @property
    def documents(self) -> list[dict[str, Any]]:
        """What became of the files in it: path, source_id, status, code, message, seconds."""
        return list(self.manifest["documents"])


class ShardFolder:
    """The shards at one place, which is made when the first one is written."""

    def __init__(self, place: str | Path) -> None:
        self.place = str(place).rstrip("/")
        self._last: str | None = None
        try:
            self._system, self._root = fsspec.core.url_to_fs(self.place)
        except (ImportError, ValueError, OSError) as error:
            told = f"{self.place}: cannot be opened ({error}); name a folder, or a url that fsspec knows"
            raise UsageError(told, "no_place", path=self.place, told=str(error)) from error

    @property
    def local(self) -> Path | None:
        """The folder, where it lies on this machine."""
        return Path(self._root) if "file" in self._system.protocol else None

    def part(self, number: int, count: int) -> ShardFolder:
        """Return the folder in this one for the shards of one job of many."""
        width = len(str(count))
        return ShardFolder(f"{self.place}/{number:0{width}}-of-{count}")

    def parts(self) -> Iterator[ShardFolder]:
        """Yield the folders of the jobs that wrote here, by name."""
        for name in self._listed():
            number, of, count = name.partition("-of-")
            if of and number.isdecimal() and count.isdecimal():
                yield ShardFolder(f"{self.place}/{name}")

    def add(self, files: Mapping[str, bytes], told: Mapping[str, Any]) -> Shard:
        """Write a shard and return it. Raises StoreError `disk` when there is no room for it."""
        listed = {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        }
        now = self._after_the_last()
        manifest = {"format": FORMAT, "made_at": now.isoformat(), **told, "files": listed}
        written = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode()
        shard = Shard(f"{now:{_TIME}}-{hashlib.sha256(written).hexdigest()[:16]}", manifest)
        folder = f"{self._root}/{shard.name}"
        try:
            self._system.makedirs(folder, exist_ok=True)
            for name, content in files.items():
                self._system.pipe_file(f"{folder}/{name}", content)
            self._system.pipe_file(f"{folder}/{_MANIFEST}{_UNFINISHED}", written)
            self._make_last(folder, files)
            self._system.mv(f"{folder}/{_MANIFEST}{_UNFINISHED}", f"{folder}/{_MANIFEST}")
            self._make_last(folder, ())
        except OSError as error:
            message = f"{self.place}: {error.strerror or error}; make room and try again"
            raise StoreError(message, "disk", path=self.place) from error
        return shard

    def keep(self, file: Path, name: str) -> None:
        """Lay a copy of a file beside the shards, under a name. Raises OSError."""
        self._system.makedirs(f"{self._root}/{name}".rpartition("/")[0], exist_ok=True)
        self._system.put_file(str(file), f"{self._root}/{name}")

    def _after_the_last(self) -> datetime:
        """Return the time for a new shard: now, or later than the last one here if the clock was set back."""
        now = datetime.now(UTC)
        if self._last is None:
            times = (name.partition("-")[0] for name in self._listed())
            self._last = max((one for one in times if len(one) == len(f"{now:{_TIME}}")), default="")
        if f"{now:{_TIME}}" <= self._last:
            now = datetime.strptime(self._last, _TIME).replace(tzinfo=UTC) + timedelta(microseconds=1)
        self._last = f"{now:{_TIME}}"
        return now

    def sweep(self) -> None:
        """Erase what is no whole shard, as a machine leaves it that stops: for a folder with one writer."""
        for name in self._listed():
            if not self._is_whole(f"{self._root}/{name}"):
                self._system.rm(f"{self._root}/{name}", recursive=True)

    def names(self) -> Iterator[str]:
        """Yield the names of the shards that are complete, the earliest first."""
        for name in self._listed():
            if name[0] != "." and self._system.exists(f"{self._root}/{name}/{_MANIFEST}"):
                yield name

    def open(self, name: str) -> Shard:
        """Return a shard. Raises StoreError `shard_damaged`, and UsageError for another version's."""
        path = f"{self._root}/{name}/{_MANIFEST}"
        try:
            written = self._system.cat_file(path)
            manifest = json.loads(written)
        except (OSError, ValueError) as error:
            raise self._damaged(name) from error
        if manifest.get("format") != FORMAT:
            told = f"{path}: is not of format {FORMAT}, which this program reads; extract the files anew"
            raise UsageError(told, "shard_format", path=path)
        if hashlib.sha256(written).hexdigest()[:16] != name.rpartition("-")[2]:
            raise self._damaged(name)
        return Shard(name, manifest)

    def shards(self) -> Iterator[Shard]:
        """Yield the complete shards, by name. Raises UsageError for one of a later version of the program."""
        for name in self.names():
            yield self.open(name)

    def sound(self) -> Iterator[Shard]:
        """Yield the shards whose files are all there and as long as they were."""
        for name in self.names():
            try:
                shard = self.open(name)
            except ProtokollparserError:
                continue
            folder = f"{self._root}/{name}"
            there = {
                one["name"].rpartition("/")[2]: one["size"] for one in self._system.ls(folder, detail=True)
            }
            if all(there.get(file) == told["bytes"] for file, told in shard.manifest["files"].items()):
                yield shard

    def table(self, shard: Shard, table: str) -> pa.Table | None:
        """Return one table of a shard, None where it holds no such rows. Raises StoreError when damaged."""
        name = f"{table}.parquet"
        if name not in shard.manifest["files"]:
            return None
        return pq.read_table(io.BytesIO(self._content(shard, name)))

    def fetch(self, shard: Shard, to: Path) -> dict[str, Path]:
        """Return the files of a shard by name of table, on this machine (copied to `to` from elsewhere).

        Raises StoreError `shard_damaged` for one that is not as it was written.
        """
        found = {}
        for name in shard.manifest["files"]:
            content = self._content(shard, name)
            here = Path(f"{self._root}/{shard.name}/{name}")
            if self.local is None:
                here = to / name
                here.write_bytes(content)
            found[name.partition(".")[0]] = here
        return found

    def drop(self, shard: Shard) -> None:
        """Erase a shard, its manifest first."""
        folder = f"{self._root}/{shard.name}"
        if self._system.exists(f"{folder}/{_MANIFEST}"):
            self._system.rm_file(f"{folder}/{_MANIFEST}")
        self._system.rm(folder, recursive=True)

    def _make_last(self, folder: str, names: Iterable[str]) -> None:
        """Wait until files of a shard are on the disk, where it lies on this machine. Raises OSError."""
        if self.local is not None:
            here = Path(folder)
            manifest = [here / f"{_MANIFEST}{_UNFINISHED}", here / _MANIFEST]
            make_last([*(here / name for name in names), *manifest], here, self.local)

    def _is_whole(self, folder: str) -> bool:
        """True when the manifest is there and all files are as it says."""
        try:
            manifest = json.loads(self._system.cat_file(f"{folder}/{_MANIFEST}"))
            return all(
                hashlib.sha256(self._system.cat_file(f"{folder}/{name}")).hexdigest() == told["sha256"]
                for name, told in manifest["files"].items()
            )
        except (FileNotFoundError, ValueError):
            return False

    def _listed(self) -> list[str]:
        """Return the names of what lies here, in order."""
        try:
            found = self._system.ls(self._root, detail=False)
        except FileNotFoundError:
            return []
        except OSError as error:
            told = f"{self.place}: cannot be read ({error}); check the place and that you may read it"
            raise UsageError(told, "no_place", path=self.place, told=str(error)) from error
        return sorted(path.rstrip("/").rpartition("/")[2] for path in found)

    def _content(self, shard: Shard, name: str) -> bytes:
        """Return one file of a shard. Raises StoreError when it is not as it was written."""
        path = f"{self._root}/{shard.name}/{name}"
        try:
            content = bytes(self._system.cat_file(path))
        except FileNotFoundError:
            content = b""
        if hashlib.sha256(content).hexdigest() != shard.manifest["files"][name]["sha256"]:
            raise self._damaged(shard.name)
        return content

    def _damaged(self, name: str) -> StoreError:
        """Return the error for a shard that is not as it was written."""
        path = f"{self.place}/{name}"
        told = f"{path}: is not as it was written; erase it and extract its files anew"
        return StoreError(told, "shard_damaged", path=path)
