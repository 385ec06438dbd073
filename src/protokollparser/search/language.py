"""What people write to ask: words, "phrases", -without, OR, begin*, field:value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from protokollparser.core.errors import UsageError
from protokollparser.search.tokens import words

_OR = frozenset({"OR", "ELLER", "|"})
_NOT = frozenset({"NOT", "INTE"})
_AND = frozenset({"AND", "OCH", "&"})
_TERM = re.compile(
    r'(?P<minus>-(?=\S))?(?:(?P<field>[^\W\d_]+):(?=\S))?(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))'
)
_TYPOGRAPHIC = str.maketrans("”“„»«\u2212\u2010", '"""""--')
# "640 000 kronor" and "§ 144" are one thing each.
_FIGURE = re.compile(r"(?<![\w,.])[1-9]\d{0,2}(?: \d{3})+(?![\w])")
_PARAGRAPH = re.compile(r"§ +(?=\d)")
_YEARS = re.compile(r"(\d{4})(?:(?:-|–|\.\.)(\d{4}))?")
_SHORTEST_BEGINNING = 2
_MOST_TERMS = 40


@dataclass(frozen=True)
class Atom:
    """A word, or words that stand side by side; `is_phrase` as they are written, `is_beginning` of a word."""

    words: tuple[str, ...]
    is_beginning: bool = False
    is_phrase: bool = False


@dataclass(frozen=True)
class Clause:
    """Atoms of which one must be found, or none."""

    atoms: tuple[Atom, ...]
    is_excluded: bool = False


@dataclass(frozen=True)
class Filters:
    """What passages are looked through; None takes all. `year` is a year or a range of them."""

    body: str | None = None
    year: str | None = None
    kind: str | None = None
    party: str | None = None
    case: str | None = None
    file: str | None = None

    def but(self, given: Mapping[str, str | None]) -> Filters:
        """Return the filters with those that are given in place of the own ones."""
        return replace(self, **{name: value for name, value in given.items() if value is not None})

    def years(self) -> tuple[str, ...]:
        """Return the years that are asked for. Raises UsageError."""
        if self.year is None:
            return ()
        found = _YEARS.fullmatch(self.year.strip())
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if not found or not 0 <= last - first <= 1000:
            raise UsageError(f"{self.year}: no year; write 2021 or 2019-2023", "search_year", year=self.year)
        return tuple(map(str, range(first, last + 1)))


@dataclass(frozen=True)
class Question:
    """What is asked for: clauses of which all must hold, and filters."""

    clauses: tuple[Clause, ...]
    filters: Filters = field(default_factory=Filters)


def read(asked: str, said: Mapping[str, Any], filters: Mapping[str, str | None]) -> Question:
    """Return what a question asks for, `filters` by name besides those in its words.

    Raises UsageError in one sentence when it asks for nothing that can be found.
    """
    text = _PARAGRAPH.sub("§", asked.translate(_TYPOGRAPHIC))
    text = _FIGURE.sub(lambda found: found[0].replace(" ", ""), text)
    if text.count('"') % 2:
        raise UsageError(
            f"{asked}: a quotation mark is missing; a phrase stands between two", "search_quote", query=asked
        )
    names = {alias: name for name, aliases in said["fields"].items() for alias in aliases}
    clauses: list[Clause] = []
    given = {name: value for name, value in filters.items() if value is not None}
    joins = excludes = False
    for found in _TERM.finditer(text):
        bare = found["bare"] or ""
        name = names.get((found["field"] or "").lower())
        if found["field"] is None and not found["minus"] and bare in _OR | _AND | _NOT:
            joins = joins or bare in _OR
            excludes = excludes or bare in _NOT
            if bare in _OR and not clauses:
                raise _unjoined(asked)
            continue
        if name:
            given[name] = found["quoted"] if found["quoted"] is not None else bare
            continue
        if found["field"]:
            bare = f"{found['field']}:{bare}" if found["quoted"] is None else bare
        atom = _atom(found["quoted"], bare, asked)
        if atom is None:
            continue
        if joins and not clauses[-1].is_excluded:
            clauses[-1] = Clause((*clauses[-1].atoms, atom))
        else:
            clauses.append(Clause((atom,), bool(found["minus"]) or excludes))
        joins = excludes = False
    if joins or excludes:
        raise _unjoined(asked)
    if len(clauses) > _MOST_TERMS:
        raise UsageError(
            f"{len(clauses)} words are too many to search for; give at most {_MOST_TERMS}",
            "search_long",
            found=len(clauses),
            most=_MOST_TERMS,
        )
    if not given and all(clause.is_excluded for clause in clauses):
        raise UsageError(
            f"{asked or chr(34) * 2}: there is no word to search for; write at least one",
            "search_empty",
            query=asked,
        )
    return Question(tuple(clauses), Filters().but(given))


def _atom(quoted: str | None, bare: str, asked: str) -> Atom | None:
    """Return what a term asks for, None for one without letters and figures. Raises UsageError."""
    if quoted is not None:
        found = words(quoted)
        return Atom(tuple(found), is_phrase=True) if found else None
    if "*" in bare:
        start = words(bare.rstrip("*"))
        if "*" in bare.rstrip("*") or len(start) != 1 or len(start[0]) < _SHORTEST_BEGINNING:
            raise UsageError(
                f"{asked}: a * stands at the end of a word of two letters or more", "search_star", query=asked
            )
        return Atom((start[0],), is_beginning=True)
    found = words(bare)
    return Atom(tuple(found)) if found else None


def _unjoined(asked: str) -> UsageError:
    return UsageError(f"{asked}: OR stands between two words, NOT before one", "search_joined", query=asked)
