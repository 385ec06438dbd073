"""What shards hold together: the contents that are in them, and the paths under which those were found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from protokollparser.core.errors import StoreError
from protokollparser.core.records.documents import Accession
from protokollparser.shards.folder import Shard, ShardFolder

# What is kept of an accession, as `store` tells it too.
SEEN = ("container", "path", "source_id", "signed", "byte_count", "stamp", "error_code", "message")


@dataclass
class Held:
    """Status, reason, message and makers of each content, and each path as it was registered (`SEEN`)."""

    contents: dict[str, tuple[str, str | None, str | None, Mapping[str, str]]] = field(default_factory=dict)
    paths: dict[tuple[str | None, str], tuple[Any, ...]] = field(default_factory=dict)


def held(folders: Iterable[ShardFolder]) -> Held:
    """Return what the sound shards of some folders hold; of what several hold, what the latest says."""
    found = Held()
    for folder in folders:
        for shard in folder.sound():
            try:
                _take(found, folder, shard)
            except StoreError:
                continue
    return found


def _take(found: Held, folder: ShardFolder, shard: Shard) -> None:
    """Add what one shard holds. Raises StoreError when its paths are damaged."""
    table = folder.table(shard, Accession.table)
    columns = [table[name].to_pylist() for name in SEEN] if table is not None else []
    for row in zip(*columns, strict=True):
        found.paths[row[:2]] = row
    for one in shard.documents:
        if one["source_id"]:
            made_by = shard.manifest["made_by"][one["made_by"]]
            found.contents[one["source_id"]] = (one["status"], one["code"], one["message"], made_by)
