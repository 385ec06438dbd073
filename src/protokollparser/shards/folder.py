"""Where shards lie: a folder on this machine, or any place that fsspec knows (`s3://bucket/shards`).

A shard is a folder named after its content, with a Parquet file for each table and `manifest.json`, which is
written last: without it there is no shard. The manifest tells versions, contents, and the files with SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec

from protokollparser.core.errors import StoreError, UsageError

FORMAT = 1
_MANIFEST = "manifest.json"
_UNFINISHED = ".part"


@dataclass(frozen=True)
class Shard:
    """One shard: `name` follows from its content, `manifest` is what `manifest.json` says."""

    name: str
    manifest: Mapping[str, Any]

    @property
    def documents(self) -> list[dict[str, Any]]:
        """The contents in it: source_id, status, code, message, seconds."""
        return list(self.manifest["documents"])


class ShardFolder:
    """The shards at one place, which is made when it is not there."""

    def __init__(self, place: str | Path) -> None:
        self.place = str(place)
        self._system, self._root = fsspec.core.url_to_fs(self.place)
        self._system.makedirs(self._root, exist_ok=True)

    def add(self, files: Mapping[str, bytes], told: Mapping[str, Any]) -> Shard:
        """Write a shard and return it; one that is there is left as it is.

        Raises StoreError `disk` when there is no room for it.
        """
        listed = {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        }
        manifest = {"format": FORMAT, **told, "files": listed}
        written = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode()
        shard = Shard(hashlib.sha256(written).hexdigest()[:16], manifest)
        folder = f"{self._root}/{shard.name}"
        if self._system.exists(f"{folder}/{_MANIFEST}"):
            return shard
        try:
            self._system.makedirs(folder, exist_ok=True)
            for name, content in files.items():
                self._system.pipe_file(f"{folder}/{name}", content)
            self._system.pipe_file(f"{folder}/{_MANIFEST}{_UNFINISHED}", written)
            self._system.mv(f"{folder}/{_MANIFEST}{_UNFINISHED}", f"{folder}/{_MANIFEST}")
        except OSError as error:
            message = f"{self.place}: {error.strerror or error}; make room and import again"
            raise StoreError(message, "disk", path=self.place) from error
        return shard

    def sweep(self) -> None:
        """Erase what is no whole shard, as a machine leaves it that stops: for a folder with one writer."""
        for folder in self._system.ls(self._root, detail=False):
            if not self._is_whole(folder):
                self._system.rm(folder, recursive=True)

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

    def shards(self) -> Iterator[Shard]:
        """Yield the complete shards, by name. Raises UsageError for one of a later version of the program."""
        for folder in sorted(self._system.ls(self._root, detail=False)):
            path = f"{folder}/{_MANIFEST}"
            if not self._system.exists(path):
                continue
            manifest = json.loads(self._system.cat_file(path))
            if manifest.get("format") != FORMAT:
                told = f"{path}: is not of format {FORMAT}, which this program reads; extract the files anew"
                raise UsageError(told, "shard_format", path=path)
            yield Shard(folder.rstrip("/").rpartition("/")[2], manifest)

    def fetch(self, shard: Shard, to: Path) -> dict[str, Path]:
        """Return the files of a shard by name of table, on this machine (copied to `to` from elsewhere).

        Raises StoreError `shard_damaged` for one that is not as it was written.
        """
        found = {}
        for name, told in shard.manifest["files"].items():
            path = f"{self._root}/{shard.name}/{name}"
            content = self._system.cat_file(path) if self._system.exists(path) else b""
            if hashlib.sha256(content).hexdigest() != told["sha256"]:
                raise StoreError(
                    f"{path}: is not as it was written; extract the files anew", "shard_damaged", path=path
                )
            here = Path(path)
            if "file" not in self._system.protocol:
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
