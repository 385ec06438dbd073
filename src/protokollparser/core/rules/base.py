"""What all rule files share: identity, reason, examples; and reading YAML with places for errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, ClassVar, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from protokollparser.core.errors import RuleError
from protokollparser.core.required import Sieve, sieve


class Examples(BaseModel):
    """Real lines that the rule's primary pattern must match, and lines that it must not."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Rule(BaseModel):
    """One rule file. `primary` names the pattern field that the examples test; None for rules without."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    folder: ClassVar[str] = ""
    primary: ClassVar[str | None] = None

    id: str
    name: str
    status: Literal["draft", "stable", "retired"]
    what: str
    why: str
    source: str
    examples: Examples = Examples()
    known_misses: tuple[str, ...] = ()

    @field_validator("*", mode="before")
    @classmethod
    def _lists_are_tuples(cls, value: Any) -> Any:
        return tuple(value) if isinstance(value, list) else value

    def broken(self) -> list[str]:
        """Return a sentence for each example that does not agree with what else the rule says."""
        return []

    @cached_property
    def _sieved(self) -> tuple[re.Pattern[str], Sieve]:
        """The primary pattern, and what a text is asked before it is tried."""
        pattern = self.pattern()
        return pattern, sieve(pattern.pattern, self.words_needed())

    def words_needed(self) -> tuple[str, ...]:
        """Return the words that the rule itself says it needs."""
        return ()

    def may_match(self, text: str) -> bool:
        """True unless a text lacks words that the primary pattern needs."""
        return self._sieved[1].passes(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match of the primary pattern in a text, None for none."""
        pattern, asked = self._sieved
        return pattern.search(text) if asked.passes(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match of the primary pattern at the beginning of a text, None for none."""
        pattern, asked = self._sieved
        return pattern.match(text) if asked.passes(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches of the primary pattern in a text."""
        pattern, asked = self._sieved
        return pattern.finditer(text) if asked.passes(text) else iter(())

    def pattern(self, field: str | None = None) -> re.Pattern[str]:
        """Return the compiled pattern of `field` (default: the primary one), ignoring case."""
        chosen = field or self.primary
        text = getattr(self, chosen) if chosen else None
        if not text:
            raise RuleError(self.id, f"has no pattern {chosen}")
        return compile_pattern(text)


@lru_cache(maxsize=4096)
def compile_pattern(text: str) -> re.Pattern[str]:
    """Compile a rule's pattern. Blanks count (no verbose mode), case does not; `(?-i:...)` is case-exact."""
    return re.compile(text.strip(), re.IGNORECASE)


# Written in C where libyaml came with PyYAML: a tenth of the time that reading all rules takes.
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file. Raises RuleError with file and line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _YAML)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise RuleError(path, f"{error.problem}; mend the YAML", mark.line + 1 if mark else None) from error
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(path, f"cannot be read: {error}") from error


def line_of(path: Path, key: str) -> int | None:
    """Return the number of the first line of `path` that sets `key` at the top level."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(f"{key}:"):
            return number
    return None


def read_rule(path: Path, kind: type[Rule]) -> Rule:
    """Return one rule file as its type. Raises RuleError with file and line for typos and bad patterns."""
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise RuleError(path, "holds no rule; a rule is a mapping with id, name, status, what, why, source")
    try:
        rule = kind.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0]) if first["loc"] else ""
        told = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise RuleError(path, told, line_of(path, key)) from error
    if kind.primary and getattr(rule, kind.primary):
        try:
            rule.pattern()
        except re.error as error:
            raise RuleError(path, f"{kind.primary}: {error}", line_of(path, kind.primary)) from error
    return rule


def examples_broken(rule: Rule) -> list[str]:
    """Return a sentence for each example that the rule's primary pattern gets wrong."""
    if rule.primary is None or not getattr(rule, rule.primary):
        return []
    pattern = rule.pattern()
    examples = rule.examples
    missed = [f"{rule.id} should match {text!r}" for text in examples.match if not pattern.search(text)]
    caught = [f"{rule.id} should not match {text!r}" for text in examples.no_match if pattern.search(text)]
    none = [] if rule.examples.match else [f"{rule.id} has no example that matches"]
    return missed + caught + none + rule.broken()
