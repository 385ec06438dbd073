"""People found in a list, with the cells and lines that stand beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from protokollparser.parse.attendance_entries import Entry
from protokollparser.parse.excerpts import Excerpt


@dataclass
class Found:
    """One person of a list: the entry, where it stands, and what other cells and lines add to it.

    `section` is the list named last inside the text, None while it is the one that was asked for.
    `partyless` is True in the list of a board without parties, such as that of a company.
    """

    entry: Entry
    excerpt: Excerpt
    municipality: str | None = None
    words: str | None = None
    party: str | None = None
    replaced_by: Entry | None = None
    section: str | None = None
    present: bool | None = None
    partyless: bool = False
    lines: list[int] = field(default_factory=list)


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


def join_tokens(tokens: Sequence[Token], municipality: Callable[[str], str | None]) -> list[Found]:
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
        named = [municipality(token.excerpt.cleaned) for token in words]
        if not people and named and named[-1]:
            over = named[-1]
            continue
        found += people
        for person in people:
            person.municipality = person.municipality or over
        if over and named and named[-1] and len(words) == 1:
            over = named[-1]
        elif people and len(words) == len(people) and all(token.last >= 0 for token in words):
            for person, token, place in zip(people, words, named, strict=True):
                person.municipality, person.words = (
                    (place or person.municipality),
                    None if place else token.excerpt.cleaned,
                )
                person.lines += [*range(token.excerpt.index, token.last + 1)]
    return found
