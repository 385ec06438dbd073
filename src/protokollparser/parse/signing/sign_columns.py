"""Signature blocks whose roles, lines to sign on and names stand in columns.

    Justerare   ____________   ____________          Vid protokollet        Justeras
                Doris Ask      Mikael Rask            ____________           ____________
                                                      Petra Lans             Roland Mark
                                                      Sekreterare            Ordförande

A name belongs to the role before it on its line, else to the one right below it, else to the role that
begins the line drawn above it, else to the head of its column.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from protokollparser.parse.signing.sign_elements import Element, Signer

# Characters, or points in a PDF, by which what stands in a column may be out of line.
_SLACK = 3
_SLACK_POINTS = 14
# A name stands at most so many lines below the line that it signs on, or the head of its column.
_NEAR = 3
_JOINED = 6
# One person holds such a role; "Justeras" stands over several.
_SINGLE = frozenset({"chair", "vice_chair", "secretary"})

Row = list[Element]


def in_columns(run: Sequence[Element]) -> bool:
    """True when a row of the run holds several names, or the post of a name above it beside the next name."""
    rows = _rows(run)
    return bool(posts_below(run)) or any(sum(element.kind == "name" for element in row) > 1 for row in rows)


def posts_below(run: Sequence[Element]) -> list[Element]:
    """Return the posts that stand below their names, each with another name beside it."""
    rows = _rows(run)
    return [
        row[0]
        for at, row in enumerate(rows)
        if row[1:] and row[1].kind == "name" and _is_apart(row[0], row[1]) and _is_post_of(rows, at, row[0])
    ]


def by_columns(run: Sequence[Element]) -> list[Signer]:
    """Return a signer for each name of the run, in order."""
    rows, posts = _rows(run), posts_below(run)
    found = []
    for at, row in enumerate(rows):
        for element in row:
            if element.kind == "name":
                found.append(Signer(_role(rows, posts, at, element), element, _is_ruled(rows, at, element)))
    return found


def _rows(run: Sequence[Element]) -> list[Row]:
    return [list(row) for _, row in groupby(run, key=lambda element: element.excerpt.index)]


def _aligned(first: Element, second: Element) -> bool:
    slack = _SLACK_POINTS if first.excerpt.span(0, 1).box else _SLACK
    return abs(first.excerpt.column - second.excerpt.column) <= slack


def _is_apart(first: Element, second: Element) -> bool:
    """True for what stands beside each other with a gap of columns between."""
    place = first.excerpt
    between = place.layout.document.pages[place.page - 1].text[place.end : second.excerpt.start]
    return "\t" in between or len(between) > _JOINED


def _is_post_of(rows: Sequence[Row], at: int, role: Element) -> bool:
    """True for a role right below a name in its column.

    Britta Sjö
    ordförande                    Einar Rask
                                  sekreterare
    """
    above = rows[at - 1] if at and role.kind == "role" and _line(rows[at]) - _line(rows[at - 1]) == 1 else []
    return any(element.kind == "name" and _aligned(element, role) for element in above)


def _line(row: Row) -> int:
    return row[0].excerpt.index


def _role(rows: Sequence[Row], posts: Sequence[Element], at: int, name: Element) -> Element | None:
    row = rows[at]
    place = row.index(name)
    if place and row[place - 1].kind == "name" and not _is_apart(row[place - 1], name):
        # One label for two names in one enumeration.
        return _role(rows, posts, at, row[place - 1])
    before = row[: row.index(name)]
    beside = [element for element in before if element.kind != "rule"]
    if beside and beside[-1].kind == "role" and beside[-1] not in posts:
        return beside[-1]
    if at + 1 < len(rows) and _line(rows[at + 1]) - _line(row) == 1:
        aligned = [e for e in rows[at + 1] if e.kind == "role" and _aligned(e, name)]
        alone = all(element.kind == "role" for element in rows[at + 1])
        if aligned and (aligned[0] in posts or (alone and not _is_between_heads(rows, at, name))):
            return aligned[0]
    for above in reversed(rows[:at]):
        if _line(row) - _line(above) > _NEAR + 1:
            break
        if any(element.kind == "name" for element in above):
            break
        rules = [position for position, element in enumerate(above) if element.kind == "rule"]
        led = above[: rules[0]] if rules else []
        if led and led[-1].kind == "role" and not any(e.kind == "role" for e in above[rules[0] :]):
            return led[-1]
        roles = [element for element in above if element.kind == "role"]
        aligned = [element for element in roles if _aligned(element, name)]
        if aligned:
            return aligned[0]
        lone = [element for element in roles if element.role != "signature"]
        if len(lone) == 1 and not rules and lone[0].excerpt.column < name.excerpt.column:
            # The only role of its line, with the names further right on the next one: where the block is
            # cut, those beside the first have lost the head of their own column.
            second = any(element.kind == "name" for element in before)
            return None if second and lone[0].role in _SINGLE else lone[0]
    return None


def _is_between_heads(rows: Sequence[Row], at: int, name: Element) -> bool:
    """True for a name with a role above it in its column, and with a role and that one's name below it."""
    if at == 0 or at + 2 >= len(rows) or _line(rows[at]) - _line(rows[at - 1]) > _NEAR + 1:
        return False
    above = any(element.kind == "role" and _aligned(element, name) for element in rows[at - 1])
    after = rows[at + 2]
    return above and _line(after) - _line(rows[at]) == 2 and after[0].kind == "name"


def _is_ruled(rows: Sequence[Row], at: int, name: Element) -> bool:
    """True when a line to sign on stands beside the name or above it, or right below it."""
    if any(element.kind == "rule" for element in rows[at]):
        return True
    for above in reversed(rows[:at]):
        if _line(rows[at]) - _line(above) > _NEAR or any(element.kind == "name" for element in above):
            break
        if any(element.kind == "rule" for element in above):
            return True
    return False
