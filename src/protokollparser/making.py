"""What a reading is made by: for each stage one hash of its code, its libraries and the rules that it reads.

A rule that is limited to kinds of document is hashed by itself for each of them: only documents of those
kinds, and those whose kind may be another one by the rule, are read anew when it changes.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from protokollparser.core.code import code_of
from protokollparser.core.rules import FAMILIES, Rules
from protokollparser.core.rules.readers import meaning, reader_of, reader_of_words

# The stages in order, and the libraries that each uses; all use those of `core`.
STAGES: Mapping[str, tuple[str, ...]] = {
    "ingest": ("pypdfium2", "pdfplumber", "pdfminer.six", "pikepdf", "pillow", "numpy"),
    "layout": ("numpy",),
    "outline": ("rapidfuzz",),
    "parse": ("rapidfuzz", "spacy"),
    "resolve": ("rapidfuzz",),
    "columns": ("pyarrow",),
}
_CORE = ("pydantic", "PyYAML", "rapidfuzz", "dateparser", "numpy")


def stage_hashes(rules: Rules) -> dict[str, str]:
    """Return the hash of each stage by its name, and those of rules for a kind as `<stage>:<kind>`."""
    said: dict[str, list[object]] = defaultdict(list)
    for family in FAMILIES:
        for rule in getattr(rules, family.folder):
            stage = reader_of(rule)
            if stage is None:
                continue
            kinds = getattr(rule, "kinds", ())
            for name in [f"{stage}:{kind}" for kind in kinds] or [stage]:
                said[name].append([family.folder, meaning(rule)])
    for name, words in sorted(rules.vocabulary.items()):
        stage = reader_of_words(name)
        if stage is not None:
            said[stage].append([name, repr(words)])
    if rules.trained:
        said["parse"].append(rules.trained.version)
    code = {stage: code_hash(stage) for stage in STAGES}
    return {
        name: _hash([code.get(name), said.get(name)]) for name in (*STAGES, *sorted(set(said) - set(STAGES)))
    }


@cache
def code_hash(stage: str) -> str:
    """Return the hash of the code of a stage: its package and `core`, and the versions of their libraries."""
    return code_of(("core", stage), (*_CORE, *STAGES[stage]))


def _hash(told: object) -> str:
    """Return a short hash of something that JSON can tell."""
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]
