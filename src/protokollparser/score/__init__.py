"""How well the store agrees with hand-made truth, as a tally per document and family.

A corpus folder holds `source.*` and `expected.json`; the source is found in the store by the hash of
its bytes. Figures come from matching places and values, never from names of files.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from protokollparser.core.errors import UsageError
from protokollparser.score.families import FAMILIES
from protokollparser.score.matching import Tally, match
from protokollparser.score.view import SourceView
from protokollparser.store import Store

__all__ = ["Tally", "corpus_sources", "score", "totals"]


def corpus_sources(corpus: Path) -> list[tuple[Path, Path]]:
    """Return (source, expected.json) of every corpus folder that has both, in order of name."""
    found = []
    for expected in sorted(corpus.glob("*/expected.json")):
        sources = [path for path in sorted(expected.parent.glob("source.*")) if path.is_file()]
        if sources:
            found.append((sources[0], expected))
    if not found:
        raise UsageError(f"{corpus} holds no folder with source.* and expected.json")
    return found


def score(store: Store, corpus: Path) -> dict[str, dict[str, Tally]]:
    """Return `tallies[folder][family]` per corpus folder. Raises UsageError for an unknown source."""
    tallies = {}
    for source, expected in corpus_sources(corpus):
        source_id = hashlib.sha256(source.read_bytes()).hexdigest()
        view = SourceView.load(store, source_id)
        if view is None:
            raise UsageError(f"{source} is not in the database, or could not be read; import it first")
        truth: dict[str, list[dict[str, Any]]] = json.loads(expected.read_text(encoding="utf-8"))
        tallies[expected.parent.name] = {
            family.name: match(family.expected(truth), family.found(view), family.same)
            for family in FAMILIES
            if family.is_told(truth)
        }
    return tallies


def totals(tallies: dict[str, dict[str, Tally]]) -> dict[str, Tally]:
    """Return one tally per family, added up over the documents."""
    summed: dict[str, Tally] = {}
    for families in tallies.values():
        for name, tally in families.items():
            summed[name] = summed[name] + tally if name in summed else tally
    return summed
