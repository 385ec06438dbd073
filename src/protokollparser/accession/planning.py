"""What is to be read of what was found: contents that are not stored, or not as this program reads them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from protokollparser.accession.registering import Accessed
from protokollparser.core.records.documents import ARCHIVE
from protokollparser.core.rules import OPEN_KINDS

# Reasons that may pass without the file being changed.
_PASSING = frozenset({"unreadable", "changed", "ocr_missing"})
# Where what made a reading tells the kinds of its documents.
KINDS = "kinds"


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
    anew: Collection[str] = (),
) -> Plan:
    """Return what is to be done with each path. `made_by` tells what a file would be made by now.

    Of the paths of one content that of the least name is read, whatever came first. All is
    read again with `force`, and what is stored with a status of `anew`.
    """
    found = Plan()
    first: dict[str, tuple[str, str]] = {}
    for one in accessed:
        if one.row.source_id and not one.row.error_code:
            own = _name(one)
            first[one.row.source_id] = min(first.get(one.row.source_id, own), own)
    for one in accessed:
        source_id = one.row.source_id
        if one.row.error_code == ARCHIVE:
            found.archives.append(one)
        elif one.row.error_code:
            found.refused.append(one)
        elif source_id is None:
            found.to_read.append(one)
        elif first[source_id] != _name(one):
            (found.unchanged if one.known else found.aliases).append(one)
        elif force or _is_due(stored.get(source_id), anew, made_by(one.path)):
            found.to_read.append(one)
        else:
            (found.unchanged if one.known else found.aliases).append(one)
    return found


def concerning(made_by: Mapping[str, str], kinds: Iterable[str]) -> dict[str, str]:
    """Return the hashes that concern a content whose documents are of some kinds, and those kinds.

    `<stage>:<kind>` is the hash of rules for one kind of document. A document of an open kind may be of that
    kind by another rule.
    """
    held = sorted(set(kinds))
    everything = bool(OPEN_KINDS & set(held))
    found = {
        name: digest
        for name, digest in made_by.items()
        if everything or not (kind := name.partition(":")[2]) or kind in held
    }
    return {**found, KINDS: " ".join(held)} if held else found


def _name(one: Accessed) -> tuple[str, str]:
    """Return where a content lies: the archive file, if any, and the path."""
    return one.row.container or "", one.row.path


def _is_due(stored: Stored | None, anew: Collection[str], made_by: Mapping[str, str]) -> bool:
    """True unless a content is stored as it would be read now."""
    if stored is None or stored.code in _PASSING or stored.status in anew:
        return True
    return stored.made_by != concerning(made_by, stored.made_by.get(KINDS, "").split())
