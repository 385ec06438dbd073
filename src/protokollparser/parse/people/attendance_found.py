"""People found in a list, with the cells and lines that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from protokollparser.core.text import clean
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.names import Names
from protokollparser.parse.people.attendance_entries import Entry

_LISTED = 3
# The list to which a column of substitutes belongs.
SUBSTITUTES = "attendance_substitutes_present"


@dataclass
class Found:
    """One person of a list: the entry, where it stands, and what other cells and lines add to it.

    `section` is the list named last inside the text, None while it is the one that was asked for.
    `replaced_by` is the substitute in the column `beside` the name. `partyless` is True in the list of a
    board without parties, such as that of a company, `among_parties` where members of the source have some.
    """

    entry: Entry
    excerpt: Excerpt
    municipality: str | None = None
    words: str | None = None
    party: str | None = None
    replaced_by: Entry | None = None
    beside: Excerpt | None = None
    section: str | None = None
    present: bool | None = None
    partyless: bool = False
    among_parties: bool = False
    lines: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, entry: Entry, excerpt: Excerpt, lines: list[int], context: Context) -> Found:
        """Return a person with what the headings above say."""
        return cls(entry, excerpt, party=context.party, section=context.section, lines=list(lines))


@dataclass
class Context:
    """What headings inside a list say of the people that follow, and the lines of those headings."""

    section: str | None = None
    party: str | None = None
    lines: list[int] = field(default_factory=list)
    general: bool = False


@dataclass(frozen=True)
class Token:
    """A line or cell: people, or words that belong to people beside or above them."""

    excerpt: Excerpt
    people: tuple[Found, ...] = ()
    last: int = 0


def party_apart(names: Names, excerpt: Excerpt) -> str | None:
    """Return the party that stands in a column of its own on the line: "Eva Ek, ordförande ..... s"."""
    for piece in re.split(r"\t|\s{2,}|\s?\.{4,}\s?", excerpt.text)[1:]:
        printed = clean(piece)
        known = names.party(printed) if printed[:1].isalpha() else None
        if known and known[1]:
            return known[0]
    return None


def part_columns(found: Sequence[Found]) -> list[Found]:
    """Return the people of rows in which a column of substitutes stands beside that of the members.

    Where the substitutes' cells say themselves who serves and for whom, or fill the first rows one after the
    other, the columns are two lists that only share their lines.

    Ledamöter                  Ersättare
    Anna Ek (S), ordf.         Bo Ström (S), tjg för Cia Berg (S)
    """
    told = [person.replaced_by for person in found if person.replaced_by]
    alone = [person.entry for person in found if person.section == SUBSTITUTES]
    filled = [person.replaced_by is not None for person in found]
    first = filled.index(False) if False in filled else len(filled)
    listed = first >= _LISTED and not any(filled[first:])
    if not listed and not any(entry.substitute or entry.serving for entry in told + alone):
        return list(found)
    others = []
    for person in found:
        if person.replaced_by is not None and person.beside is not None:
            other = Found(person.replaced_by, person.beside, person.municipality, section=SUBSTITUTES)
            other.lines = person.lines
            others.append(other)
        person.replaced_by = person.beside = None
    return [*found, *others]


def join_tokens(tokens: Sequence[Token], names: Names) -> list[Found]:
    """Return the people of the tokens; words after people are paired with them by order, where they can be.

    As many lines of words as of people before them belong to them one to one (002 lines 103-113). Words
    before the first people are a municipality whose members follow.
    """
    found: list[Found] = []
    over: str | None = None
    position = 0
    while position < len(tokens):
        run = 0
        while position + run < len(tokens) and tokens[position + run].people:
            run += 1
        people = [person for token in tokens[position : position + run] for person in token.people]
        position += run
        words = []
        while position < len(tokens) and not tokens[position].people:
            words.append(tokens[position])
            position += 1
        named = [names.municipality(token.excerpt.cleaned) for token in words]
        group = names.member_municipality(words[-1].excerpt.cleaned) if words else None
        if not people and group:
            over = group
            continue
        found += people
        for person in people:
            person.municipality = person.municipality or over
        if over and group and len(words) == 1:
            over = group
        elif people and len(words) == len(people) and all(token.last >= 0 for token in words):
            for person, token, place in zip(people, words, named, strict=True):
                person.municipality, person.words = (
                    (place or person.municipality),
                    None if place else token.excerpt.cleaned,
                )
                person.lines += [*range(token.excerpt.index, token.last + 1)]
    return found
