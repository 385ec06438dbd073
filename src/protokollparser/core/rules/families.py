"""The rule families: one folder under `rules/` each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, field_validator, model_validator

from protokollparser.core.required import holds_one
from protokollparser.core.rules.base import Examples, Rule

# Words that may stand before the name of a body or office in a heading, unlike those of a sentence.
_WORD = (
    r"(?!(?:att|om|på|för|med|av|till|enligt|bifall|avslag|bifalla|avslå|beslut|beslutar|beslutade|godkänner|"
    r"föreslår|punkt|punkterna|förslag|yrkar)\b)[\w&/.,-]{1,40} "
)
_BEFORE = rf"(?:{_WORD}){{0,6}}[\w&/-]{{0,40}}"
_BODY = (
    rf"{_BEFORE}(?:nämnd|nämnden|styrelse|styrelsen|fullmäktige|utskott|utskottet|beredning|beredningen|"
    r"delegation|delegationen|direktion|direktionen|råd|rådet|kommitté|kommittén|presidium|presidiet|stämma|"
    r"stämman|förbundet|mötet|gruppen|revisorerna)(?: för [\w ,&-]{2,60})?"
)
_OFFICE = (
    rf"{_BEFORE}(?:förvaltning|förvaltningen|kontor|kontoret|kansli|kansliet|avdelning|avdelningen|enhet|"
    r"enheten|stab|staben|center|direktör|direktören|chef|chefen|strateg|strategen|samordnare|samordnaren|"
    r"handläggare|handläggaren|sekreterare|sekreteraren|tjänsteman|tjänstemannen)s"
)

# The name of a deciding body inside a sentence: capitalised words before its last part, its field after it.
# It begins where a word begins: to try it at each letter of each word takes ten times as long.
_DECIDING = (
    r"(?<![\w&/-])(?:(?!(?:att|om|när|vid|den|det|som|i|på|av|till|för|enligt|därefter|sedan|under|efter|då)\b)"
    r"(?-i:[A-ZÅÄÖ][\w&/.-]{0,30}) (?:(?:och|i|av|&) )?){0,4}[\w&/-]{0,30}(?:nämnd|nämnden|styrelse|"
    r"styrelsen|fullmäktige|utskott|utskottet|beredning|beredningen|delegation|delegationen|direktion|"
    r"direktionen|rådet|revisorerna|revisionen|kommittén|presidiet|stämma|stämman|kollegiet|kammaren|mötet|regeringen|riksdagen)"
)
_FIELD = r"\b(?: för [a-zåäö-]{4,40}(?: och [a-zåäö-]{4,40})?)?"


def _fill(pattern: str) -> str:
    """Return a heading pattern with its stand-ins for bodies and offices spelled out."""
    parts = {"{body}": _BODY, "{body_s}": rf"(?:{_BODY})s(?<!ss)", "{office}": _OFFICE}
    for name, text in parts.items():
        pattern = pattern.replace(name, text)
    return pattern


class KindRule(Rule):
    """How a kind of document is known: `title` matches the beginning of its title line.

    `name` is a word of `document.kind`. Most files give `titles` instead: patterns of which one begins
    the line and ends with a word. `weight` says how surely such a line opens a document: 3 where it
    heads nothing else ("Tjänsteskrivelse"), 2 where it may also be a chapter, 1 where it is just as well
    the title of an agenda item ("Redovisning av uppdrag"). `opening` matches the first words below it.
    `chapter` titles open a document only with a year or three words: bare, they are chapters of reports.
    """

    folder: ClassVar[str] = "kinds"
    primary: ClassVar[str | None] = "title"
    title: str = ""
    titles: tuple[str, ...] = ()
    weight: Literal[1, 2, 3] = 2
    opening: str = ""
    chapter: bool = False

    @model_validator(mode="before")
    @classmethod
    def _join_titles(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values.get("titles") and not values.get("title"):
            branches = "|".join(f"(?:{_fill(text)})" for text in values["titles"])
            return {**values, "title": rf"^(?:{branches})(?!\w)"}
        return values


class LimitedRule(Rule):
    """A rule that `kinds` limits to kinds of document (`Rules.of_kinds`); empty means all."""

    kinds: tuple[str, ...] = ()

    def concerns(self, kinds: Collection[str]) -> bool:
        """True for a rule that applies to documents of one of some kinds."""
        return not self.kinds or bool(set(self.kinds) & set(kinds))


class SectionRule(LimitedRule):
    """How a headed part of an item or report is known: `heading` matches the whole heading line.

    Most files give `headings` instead: patterns of which one covers the line up to an optional colon.
    `{body}` in them stands for the name of a municipal body, `{body_s}` for its genitive, `{office}` for
    the genitive of an administration or official. `run_in` rules also head the text that follows a colon
    on their own line. `alone` rules are words with other uses, which head only after a blank line or
    another heading.
    """

    folder: ClassVar[str] = "sections"
    primary: ClassVar[str | None] = "heading"
    heading: str = ""
    headings: tuple[str, ...] = ()
    run_in: bool = False
    alone: bool = False

    @model_validator(mode="before")
    @classmethod
    def _join_headings(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values.get("headings") and not values.get("heading"):
            branches = "|".join(f"(?:{_fill(text)})" for text in values["headings"])
            return {**values, "heading": rf"^(?P<words>{branches})\s{{0,3}}(?P<colon>:)?$"}
        return values


class PatternRule(LimitedRule):
    """A phrase inside text, with named groups for what it tells.

    `{deciding}` in a phrase stands for the name of a body that takes decisions, as it stands in a sentence,
    `{deciding_s}` for its genitive.
    `furniture` names the kind of furniture as which a line is set aside that the phrase fills. `needs` are
    words in small letters of which every match holds one: other texts, which are most, are passed over.
    """

    folder: ClassVar[str] = "patterns"
    primary: ClassVar[str | None] = "phrase"
    phrase: str = ""
    furniture: str = ""
    needs: tuple[str, ...] = ()

    @field_validator("phrase", mode="before")
    @classmethod
    def _name_bodies(cls, phrase: str) -> str:
        return phrase.replace("{deciding_s}", rf"{_DECIDING}s\b").replace("{deciding}", _DECIDING + _FIELD)

    def silent(self) -> Self:
        """Return a rule of this name whose phrase matches nothing."""
        told = self.model_dump(exclude={"needs", "examples"}) | {"phrase": "(?!)"}
        return type(self).model_validate(told)

    def words_needed(self) -> tuple[str, ...]:
        """Return the words that the rule itself says it needs."""
        return self.needs

    def broken(self) -> list[str]:
        """Return a sentence for each example that matches without one of the words needed."""
        found = self.examples.match
        return [f"{self.id} needs more for {text!r}" for text in found if not holds_one(text, self.needs)]


class TableRule(Rule):
    """How a kind of table is known: by its title, its headers, its row labels, its cells or its columns.

    `name` is a word of `data_table.kind`. `title` is searched in the title and the headings over the table,
    `header` in its header cells joined by " | "; `labels` and `cells` are searched in every row label and
    printed cell, and tell when the share `share` of them, and `least` of them, match; labels also need one
    for each pattern of `each`. `columns` are roles that must be there, `without` roles that must not; a
    title that matches `unless` rules the kind out. `facts` are structural facts (`parse.table_kinds`). Each
    hit weighs what `weights` says; `figures` says whether the table must (True) or may not (False) hold
    columns of figures. `examples` are titles; those of headers and labels stand beside them.
    """

    folder: ClassVar[str] = "tables"
    primary: ClassVar[str | None] = "title"
    title: str = ""
    header: str = ""
    labels: str = ""
    cells: str = ""
    each: tuple[str, ...] = ()
    share: float = 0.5
    least: int = 2
    columns: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    unless: str = ""
    facts: tuple[str, ...] = ()
    figures: bool | None = None
    weights: dict[str, int] = Field(default_factory=dict)
    header_examples: Examples = Examples()
    label_examples: Examples = Examples()


class CheckRule(Rule):
    """A check: the `shape` that carries it out (`checks/shapes/`) and the parameters of that shape.

    `id` is the code (`A01`), `name` the Swedish name, `name_en` the English one. `message` and
    `message_en` are templates over the fields that the shape gives. `law` is the law in force,
    `earlier_law` the one for meetings before each of its days. Before `law_since` nothing is decided, since
    the law of that time was not read; from `unread_from` until `unread_until` it was not read either, but
    those before and after it say the same, so that an error is a warning.
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
    earlier_law: dict[date, str] = Field(default_factory=dict)
    law_since: date | None = None
    unread_from: date | None = None
    unread_until: date | None = None
    traps: tuple[str, ...] = ()
    params: dict[str, Any] = Field(default_factory=dict)

    def is_unread(self, day: date | None) -> bool:
        """True for a day whose law was not read, while those before and after it were."""
        if day is None or self.unread_from is None or self.unread_until is None:
            return False
        return self.unread_from <= day < self.unread_until

    def law_on(self, day: date | None) -> str | None:
        """Return the law that holds for a meeting of a day, the one in force where the day is not known."""
        later = [until for until in self.earlier_law if day is not None and day < until]
        return self.earlier_law[min(later)] if later else self.law


FAMILIES: tuple[type[Rule], ...] = (KindRule, SectionRule, PatternRule, TableRule, CheckRule)
