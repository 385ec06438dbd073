"""What every row of a table is: header, section, data, subtotal, total, continuation, separator, blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from protokollparser.core.text import fold
from protokollparser.parse.tables.draft import Draft
from protokollparser.parse.tables.headers import Headers, has_figures
from protokollparser.parse.tables.words import TableWords

# Which labels may add up others: totals, nets and results; totals only, as in a balance sheet, whose result
# is a part of the equity; or none but a bare "Summa", as among goals.
Sums = Literal["all", "totals", "none"]


@dataclass(frozen=True)
class Row:
    """One row: its role, its label, the label of the section it stands in, and its level (1 inside one)."""

    role: str
    label: str | None = None
    section: str | None = None
    level: int = 0
    confidence: float = 1.0


def read_rows(
    draft: Draft, headers: Headers, label_column: int, words: TableWords, sums: Sums = "all"
) -> list[Row]:
    """Return a row for every row of the grid, in order; `sums` says which labels may add up others."""
    roles = [_plain_role(draft, headers, row) for row in range(draft.height)]
    for row in range(draft.height):
        if roles[row] == "data" and _continues(draft, roles, row, words):
            roles[row] = "continuation"
    body = [row for row in range(draft.height) if roles[row] == "data"]
    labels = {row: draft.text(row, label_column) for row in body}
    for row in _sections(draft, body, labels, label_column, words):
        roles[row] = "section"
    for row, role in _totals(draft, roles, labels, words, sums).items():
        roles[row] = role
    corner = headers.paths[label_column] if headers.paths else ""
    opening = corner if "section" in roles and words.section.fullmatch(corner) else None
    return _assemble(draft, roles, label_column, opening)


def _plain_role(draft: Draft, headers: Headers, row: int) -> str:
    if draft.grid.rows[row].rule_line:
        return "separator"
    if not draft.filled(row):
        return "blank"
    return "header" if row in headers.rows else "data"


def _continues(draft: Draft, roles: Sequence[str], row: int, words: TableWords) -> bool:
    """True when a row holds but one cell, which goes on with the cell above it in the row before.

    001 line 157 holds the one figure that found no place in the row above; 002 line 1011 goes on with a
    cell of the page before in a small letter; 004 line 52 ends what stands open in line 47.
    """
    filled = draft.filled(row)
    earlier = [before for before in range(row) if roles[before] in ("data", "continuation")]
    if len(filled) != 1 or not earlier or filled[0] == 0:
        return False
    column = filled[0]
    text = draft.text(row, column)
    if draft.figure(row, column) is not None:
        beside = [c for c in draft.filled(earlier[-1]) if c >= column]
        return bool(beside) and row == earlier[-1] + 1 and not draft.text(row, 0)
    above = draft.text(earlier[-1], column)
    broken = any(role in ("header", "blank", "separator") for role in roles[earlier[-1] + 1 : row])
    return bool(words.open_word.search(above)) or (text[:1].islower() and (broken or bool(above)))


def _sections(
    draft: Draft, body: list[int], labels: dict[int, str], label_column: int, words: TableWords
) -> set[int]:
    """Return the rows that head the rows below them: a label and no figure, with a sign that it heads."""
    if not draft.figure_columns - {label_column}:
        return set()
    lone = [row for row in body if draft.filled(row) == [label_column] and labels[row]]
    capitals = [row for row in body if row not in lone and labels[row].isupper()]
    shouted = len(capitals) * 3 <= len([row for row in body if row not in lone])
    found = set()
    for row in lone:
        following = body[body.index(row) + 1 :]
        if not following or words.rest.search(labels[row]) or words.lines.part_of.search(labels[row]):
            continue
        if words.lines.adds_up(labels[following[0]]) and not _has_first_row(following, lone, draft):
            continue
        heads = (
            bool(words.section.fullmatch(labels[row]))
            or (shouted and labels[row].isupper())
            or (row == body[0] and label_column + 1 in draft.figure_columns)
            or _summed_below(labels[row], [labels[r] for r in following], words)
            or _recurs(row, lone, body, labels)
        )
        if heads:
            found.add(row)
    return found


def _has_first_row(following: list[int], lone: list[int], draft: Draft) -> bool:
    """True when two rows of figures follow a lone label: a "Total ..." right below may open a group."""
    return len(following) > 1 and following[0] not in lone and following[1] not in lone


def _summed_below(label: str, following: list[str], words: TableWords) -> bool:
    """True when a later row sums up what the label names: "Kostnader" ... "Summa kostnader"."""
    name = fold(label).rstrip(": ")
    return len(name) > 3 and any(
        words.lines.total.search(text) and fold(text).rstrip(": ").endswith(name) for text in following
    )


def _recurs(row: int, lone: list[int], body: list[int], labels: dict[int, str]) -> bool:
    """True when the labels below come back below another lone label: "för kvinnor", "för män"."""

    def group(head: int) -> set[str]:
        rows = body[body.index(head) + 1 :]
        stop = next((position for position, r in enumerate(rows) if r in lone), len(rows))
        return {fold(labels[r]) for r in rows[:stop]}

    own = group(row)
    others = [other for other in lone if other != row]
    if any(fold(labels[other]) == fold(labels[row]) for other in others):
        return False
    return any(len(own & group(other)) >= 2 for other in others)


def _adds_up(label: str, words: TableWords, sums: Sums) -> bool:
    if sums == "all":
        return words.lines.adds_up(label)
    return sums == "totals" and words.lines.adds_up(label) and bool(words.lines.total.search(label))


def _totals(
    draft: Draft, roles: list[str], labels: dict[int, str], words: TableWords, sums: Sums
) -> dict[int, str]:
    """Return the rows that add up others: the last one is the total, those before it subtotals.

    A "Total ..." that is the first figure of its section adds nothing up (003 line 122). Where income and
    cost are summed side by side and nothing else, both sums are subtotals. A label that heads a section
    elsewhere adds up the rows above it where its figures do.
    """
    adding: list[int] = []
    parts: list[int] = []
    since_section = 0
    between = False
    for row, role in enumerate(roles):
        if role in ("section", "header"):
            since_section, parts = 0, []
        if role != "data":
            continue
        between = _opened(labels[row], words, between)
        bare = bool(words.bare_total.search(labels[row]))
        if has_figures(draft, row) and (
            bare
            or (sums == "all" and words.section.fullmatch(labels[row]) and _sums_up(draft, parts, row))
            or (
                since_section
                and _adds_up(labels[row], words, "totals" if between and sums == "all" else sums)
            )
        ):
            adding.append(row)
            parts = []
        else:
            parts.append(row)
        since_section += 1
    if not adding:
        return {}
    found = dict.fromkeys(adding, "subtotal")
    kinds = [words.lines.kind(labels[row]) for row in adding]
    parallel = len(adding) > 1 and {"income", "cost"} == set(kinds)
    if not parallel:
        found[adding[-1]] = "total"
    return found


def _sums_up(draft: Draft, parts: Sequence[int], row: int) -> bool:
    """True when a row shows, in every column of figures, the sum of two rows or more right above it.

    "Intäkter" below fees and grants adds them up although its label says no more than what they are.
    """
    judged = 0
    for column in draft.figure_columns:
        stated = draft.figure(row, column)
        held = [figure for part in parts if (figure := draft.figure(part, column)) and figure.value]
        if stated is None or not stated.value or not held:
            continue
        values = [figure.value for figure in held if figure.value is not None]
        if len(values) < 2 or sum(values) != stated.value:
            return False
        judged += 1
    return judged > 0


def _opened(label: str, words: TableWords, before: bool) -> bool:
    """True from an opening value to its closing value: what lies between are changes, results among them."""
    if words.opening.match(label):
        return True
    return before and not words.closing.match(label)


def _assemble(draft: Draft, roles: list[str], label_column: int, opening: str | None) -> list[Row]:
    """Return the rows with labels and sections; a header may open the first section (002 line 1210)."""
    rows = []
    section = opening
    for position, role in enumerate(roles):
        label = draft.text(position, label_column) or None
        if role == "section":
            section = label
        inside = section is not None and role in ("data", "subtotal", "continuation")
        rows.append(Row(role, label, section if inside else None, int(inside)))
        if role in ("subtotal", "total"):
            section = section if role == "subtotal" and _goes_on(roles, position) else None
    return rows


def _goes_on(roles: list[str], position: int) -> bool:
    """True when more rows of the same section follow a subtotal, before the next section."""
    rest = [role for role in roles[position + 1 :] if role not in ("blank", "separator")]
    return "section" not in rest and "data" in rest
