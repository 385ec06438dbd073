"""Which checks and findings a call is about: `--only`, `--ignore` and `--baseline`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from protokollparser.core.errors import UsageError

if TYPE_CHECKING:
    from protokollparser.core.rules import Rules


def only_those(rules: Rules, only: str, ignore: str) -> frozenset[str]:
    """Return the ids of the checks that a call is about; a letter stands for its whole group.

    Raises UsageError for a name that no check and no group has.
    """
    known = [rule.id for rule in rules.checks]
    wanted = _named(known, only) if only.strip() else set(known)
    return frozenset(wanted - _named(known, ignore))


def _named(known: list[str], names: str) -> set[str]:
    found: set[str] = set()
    for name in filter(None, (part.strip().upper() for part in names.split(","))):
        own = {check for check in known if name in (check, check[:1])}
        if not own:
            message = f"{name}: no check is named so; docs/checks.md lists them"
            raise UsageError(message, "no_check", name=name)
        found |= own
    return found


def known_in(baseline: Path | None) -> frozenset[str]:
    """Return the ids of the findings that a baseline file holds. Raises UsageError for another file."""
    if baseline is None:
        return frozenset()
    try:
        held = json.loads(baseline.read_text(encoding="utf-8"))
        return frozenset(one["finding_id"] for one in held["findings"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        message = f"{baseline}: is no baseline; write one with `protokollparser findings baseline --out`"
        raise UsageError(message, "bad_baseline", path=baseline) from error
