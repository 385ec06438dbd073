"""The best figures reached, kept in a file: they may rise, and fall only with a note that says why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from protokollparser.core.errors import UsageError
from protokollparser.score.matching import Tally

SLACK = 0.002


def read_best(path: Path) -> dict[str, float]:
    """Return the best F1 per family; empty when the file does not exist yet."""
    if not path.exists():
        return {}
    best: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["best"]
    return best


def fallen(tallies: Mapping[str, Tally], best: Mapping[str, float]) -> list[str]:
    """Return a sentence for each family whose F1 is more than .002 below its best."""
    return [
        f"{name}: F1 {tallies[name].f1:.4f}, was {figure:.4f}"
        for name, figure in sorted(best.items())
        if name in tallies and tallies[name].f1 < figure - SLACK
    ]


def update(path: Path, tallies: Mapping[str, Tally], note: str | None) -> None:
    """Write the figures of now as the best. Raises UsageError when one falls and no note says why."""
    best = read_best(path)
    falls = fallen(tallies, best)
    if falls and not note:
        raise UsageError(f"{falls[0]}; a figure may only be lowered with --note that says why")
    notes = json.loads(path.read_text(encoding="utf-8"))["notes"] if path.exists() else []
    if falls:
        notes.append({"fell": falls, "why": note})
    raised = {
        name: round(tally.f1 if falls else max(tally.f1, best.get(name, 0.0)), 4)
        for name, tally in sorted(tallies.items())
    }
    path.write_text(
        json.dumps({"best": raised, "notes": notes}, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
