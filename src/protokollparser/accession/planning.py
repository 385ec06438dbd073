"""What is to be read of what was found: contents that are not stored, or not as this program reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from protokollparser.accession.registering import Accessed
from protokollparser.core.records.documents import ARCHIVE

# Reasons that may pass without the file being changed.
_PASSING = frozenset({"unreadable", "changed", "ocr_missing"})


class Stored(NamedTuple):
    """What is stored of a content: its status and reason, and the hashes of what made it, by stage."""

    status: str
    code: str | None
    message: str | None
    made_by: Mapping[str, str]


@dataclass
class Plan:
    """By path: those to be read, those whose content is read or stored from another path, and the others.

    Of archives the members are read; refused are members of which no byte may be had.
    """

    to_read: list[Accessed] = field(default_factory=list)
    aliases: list[Accessed] = field(default_factory=list)
    unchanged: list[Accessed] = field(default_factory=list)
    archives: list[Accessed] = field(default_factory=list)
    refused: list[Accessed] = field(default_factory=list)


def plan(
    accessed: Sequence[Accessed],
    stored: Mapping[str, Stored],
    made_by: Callable[[Path], Mapping[str, str]],
    *,
    force: bool = False,
) -> Plan:
    """Return what is to be done with each path. `made_by` tells what a file would be made by now."""
    found = Plan()
    seen: set[str] = set()
    for one in accessed:
        source_id = one.row.source_id
        if one.row.error_code == ARCHIVE:
            found.archives.append(one)
        elif one.row.error_code:
            found.refused.append(one)
        elif source_id is None:
            found.to_read.append(one)
        elif source_id in seen:
            (found.unchanged if one.known else found.aliases).append(one)
        elif force or not _is_current(stored.get(source_id), made_by(one.path)):
            found.to_read.append(one)
        else:
            (found.unchanged if one.known else found.aliases).append(one)
        if source_id and not one.row.error_code:
            seen.add(source_id)
    return found


def _is_current(stored: Stored | None, made_by: Mapping[str, str]) -> bool:
    """True when a content is stored as it would be read now."""
    return stored is not None and stored.made_by == made_by and stored.code not in _PASSING
