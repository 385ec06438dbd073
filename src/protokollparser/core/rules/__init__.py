"""Known cases as data: reading, validating and looking up the rule files.

rules = load()                     # the rules that came with the package
rules.sections, rules.kinds        # tuples of rules, by file name
rules.vocabulary["units"]          # the content of rules/vocabulary/units.yml
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from protokollparser.core.errors import RuleError
from protokollparser.core.rules.base import (
    Examples,
    Rule,
    compile_pattern,
    examples_broken,
    read_rule,
    read_yaml,
)
from protokollparser.core.rules.families import (
    FAMILIES,
    CheckRule,
    KindRule,
    PatternRule,
    SectionRule,
    TableRule,
)
from protokollparser.core.trained import TrainedModel

# The kinds of document of which some may be of any kind.
OPEN_KINDS = frozenset({"other", "bundle"})
_PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, eq=False)
class Rules:
    """All rules, each family in the order of its file names; retired rules are left out.

    What is compiled from them is kept by the rules themselves (`Labels.of(rules)`), not for each document.
    """

    root: Path
    hash: str
    kinds: tuple[KindRule, ...] = ()
    sections: tuple[SectionRule, ...] = ()
    patterns: tuple[PatternRule, ...] = ()
    tables: tuple[TableRule, ...] = ()
    checks: tuple[CheckRule, ...] = ()
    vocabulary: dict[str, Any] = field(default_factory=dict)
    trained: TrainedModel | None = None

    def with_model(self, trained: TrainedModel) -> Rules:
        """Return the rules with a trained pipeline that finds names which they leave; their hash tells it."""
        digest = hashlib.sha256(f"{self.hash} {trained.version}".encode())
        return replace(self, hash=digest.hexdigest(), trained=trained)

    def of_kinds(self, kinds: Collection[str]) -> Rules:
        """Return the rules that apply to a file with documents of some kinds: all for `other` and `bundle`.

        Sections that are limited to other kinds are left out, and such phrases match nothing. Before kinds
        are known (none given) that holds for all limited rules, so that none decides what kind a document is.
        """
        held = frozenset(kinds)
        limited = frozenset(rule.id for rule in (*self.sections, *self.patterns) if rule.kinds)
        if not limited or held & OPEN_KINDS:
            return self
        if held not in self._of_kinds:
            self._of_kinds[held] = replace(
                self,
                sections=tuple(rule for rule in self.sections if rule.concerns(held)),
                patterns=tuple(rule if rule.concerns(held) else rule.silent() for rule in self.patterns),
            )
        return self._of_kinds[held]

    @cached_property
    def _of_kinds(self) -> dict[frozenset[str], Rules]:
        return {}

    def phrase(self, name: str) -> PatternRule:
        """Return the pattern rule called `name`. Raises RuleError when there is none."""
        try:
            return self._phrases[name]
        except KeyError:
            raise RuleError(self.root / "patterns", f"no rule is named {name}") from None

    @cached_property
    def _phrases(self) -> dict[str, PatternRule]:
        return {rule.name: rule for rule in reversed(self.patterns)}


def default_root() -> Path:
    """Return the folder of the rules: inside an installed package, else beside `src/`."""
    shipped = _PACKAGE / "_rules"
    return shipped if shipped.is_dir() else _PACKAGE.parents[1] / "rules"


@lru_cache(maxsize=4)
def load(root: Path | None = None) -> Rules:
    """Return the rules under `root`. Raises RuleError for the first file that is wrong."""
    folder = root or default_root()
    if not folder.is_dir():
        raise RuleError(folder, "the folder of rules is missing; install the package anew")
    digest = hashlib.sha256()
    found: dict[str, Any] = {}
    ids: dict[str, Path] = {}
    for family in FAMILIES:
        rules = []
        for path in sorted((folder / family.folder).glob("*.yml")):
            digest.update(path.name.encode() + path.read_bytes())
            rule = read_rule(path, family)
            if rule.id in ids:
                raise RuleError(path, f"id {rule.id} is taken by {ids[rule.id].name}; give it a new one")
            ids[rule.id] = path
            if rule.status != "retired":
                rules.append(rule)
        found[family.folder] = tuple(rules)
    vocabulary = {}
    for path in sorted((folder / "vocabulary").glob("*.yml")):
        digest.update(path.name.encode() + path.read_bytes())
        vocabulary[path.stem] = read_yaml(path)
    return Rules(root=folder, hash=digest.hexdigest(), vocabulary=vocabulary, **found)


__all__ = [
    "FAMILIES",
    "OPEN_KINDS",
    "CheckRule",
    "Examples",
    "KindRule",
    "PatternRule",
    "Rule",
    "Rules",
    "SectionRule",
    "TableRule",
    "compile_pattern",
    "default_root",
    "examples_broken",
    "load",
    "read_yaml",
]
