"""The rule families: one folder under `rules/` each."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from protokollparser.core.rules.base import Rule


class KindRule(Rule):
    """How a kind of document is known: `title` matches its title line (or first words).

    `name` is a word of `document.kind`.
    """

    folder: ClassVar[str] = "kinds"
    primary: ClassVar[str | None] = "title"
    title: str = ""


class SectionRule(Rule):
    """How a headed part of an item or report is known: `heading` matches the whole heading line.

    `kinds` limits the rule to kinds of document; empty means all.
    """

    folder: ClassVar[str] = "sections"
    primary: ClassVar[str | None] = "heading"
    kinds: tuple[str, ...] = ()
    heading: str = ""


class PatternRule(Rule):
    """A phrase inside text, with named groups for what it tells."""

    folder: ClassVar[str] = "patterns"
    primary: ClassVar[str | None] = "phrase"
    kinds: tuple[str, ...] = ()
    phrase: str = ""


class TableRule(Rule):
    """How a kind of table is known: `title` matches its title, `header` its joined header cells.

    `name` is a word of `data_table.kind`.
    """

    folder: ClassVar[str] = "tables"
    primary: ClassVar[str | None] = None
    title: str = ""
    header: str = ""


class CheckRule(Rule):
    """A check: the `shape` that carries it out (`checks/shapes/`) and the parameters of that shape.

    `id` is the code (`A01`), `name` the Swedish name, `name_en` the English one. `message` and
    `message_en` are templates over the fields that the shape gives.
    """

    folder: ClassVar[str] = "checks"
    primary: ClassVar[str | None] = None
    shape: str
    name_en: str
    message: str
    message_en: str
    severity: Literal["error", "warning", "info"]
    tolerance: str = "none"
    law: str | None = None
    traps: tuple[str, ...] = ()
    params: dict[str, Any] = {}


FAMILIES: tuple[type[Rule], ...] = (KindRule, SectionRule, PatternRule, TableRule, CheckRule)
