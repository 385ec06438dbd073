"""Rows of a list of those present: what each column holds, and the person of a row.

Ledamot          Parti   Närv   Ersättare          Anna Ek (S) | Kalix | X
Anna Ek          S       X
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from protokollparser.core.layout import GridRow, Layout
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.parse.excerpts import Excerpt, pieces
from protokollparser.parse.form_fields import Labels
from protokollparser.parse.people.attendance_columns import OTHER, names_in, role_of
from protokollparser.parse.people.attendance_entries import EntryReader
from protokollparser.parse.people.attendance_found import SUBSTITUTES, Context, Found

# Marks in the columns "närvarande" and "frånvarande".
_MARK = re.compile(r"^(?:x|ja|1|närv\w*|✓|√|•|●|■)$", re.IGNORECASE)
_NO_MARK = re.compile(r"^(?:[-–—−0]|nej|frånv\w*|ej närv\w*)$", re.IGNORECASE)


_BALLOT_MARKS = re.compile(r"(?:\s+(?:[XxJN]|Ja|Nej|Av))+$")


def _alone(cells: dict[str, Excerpt]) -> dict[str, Excerpt]:
    """Return the cells of a row without member, the substitute in the place of the name."""
    kept = {role: cell for role, cell in cells.items() if role not in ("name", "substitute")}
    return {**kept, "name": cells["substitute"]}


class RowReader:
    """Reads the rows of lists whose columns are known by their names or by what they hold."""

    def __init__(self, rules: Rules, entries: EntryReader, labels: Labels) -> None:
        self.entries = entries
        self.names = entries.names
        self.labels = labels
        columns = rules.vocabulary["attendance_columns"]
        self._columns = {fold(word): role for role, words in columns.items() for word in words}

    def column_names(self, excerpt: Excerpt) -> list[tuple[float, str]]:
        """Return the left edge and the role of each column when a line names columns, else nothing."""
        named = [
            (name.column, role_of(self._columns, name.text))
            for piece in pieces(excerpt)
            for name in names_in(self._columns, piece)
        ]
        if self.is_headed(excerpt):
            named[0] = (named[0][0], "name")
        roles = {role for _, role in named}
        if len(named) < 2 or "name" not in roles:
            return []
        # Columns of ballots may follow those of the roll: "Ledamot  Parti  Närv  Ersättare  § 142".
        unknown = sum(role is None for _, role in named)
        if unknown and (not {"party", "present"} <= roles or 2 * unknown > len(named)):
            return []
        return [(left, role or OTHER) for left, role in named]

    def is_headed(self, excerpt: Excerpt) -> str | None:
        """Return the list whose name stands first on a line of column names, else None.

        Tjänstgörande ersättare      Parti      Ersätter
        """
        row = pieces(excerpt)
        label = self.labels.name(row[0].text) if len(row) > 1 else None
        others = all(role_of(self._columns, piece.text) for piece in row[1:])
        return label if label and label.startswith("attendance") and others else None

    @staticmethod
    def open_list(label: str | None, context: Context) -> None:
        """Begin the list that the first of several columns names, if it names one."""
        if label is not None and (label != "attendance_serving" or context.general):
            context.section, context.party = label, None

    def head(self, rows: Sequence[GridRow], context: Context) -> dict[int, str]:
        """Return the role of each column by the words of the first row; empty when it heads nothing.

        Its first cell may name the list ("Tjänstgörande ersättare", "Övriga deltagare").
        """
        if not rows:
            return {}
        roles = {
            column: self._columns[fold(cell.text).strip(" .:")]
            for column, cell in enumerate(rows[0].cells)
            if fold(cell.text).strip(" .:") in self._columns
        }
        label = self.labels.name(rows[0].cells[0].text) if rows[0].cells else None
        if label is not None and label.startswith("attendance") and len(roles) > (0 in roles):
            self.open_list(label, context)
            roles[0] = "name"
        return roles if "name" in roles.values() else {}

    def guess(self, layout: Layout, rows: Sequence[GridRow]) -> dict[int, str]:
        """Return the role of each column by what most of its cells hold."""
        roles: dict[int, str] = {}
        width = max((len(row.cells) for row in rows), default=0)
        for column in range(width):
            texts = [
                row.cells[column].text for row in rows if column < len(row.cells) and row.cells[column].text
            ]
            if not texts:
                continue
            people = [text for text in texts if self.entries.entries(text)]
            places = [text for text in texts if self.names.municipality(text)]
            parties = [text for text in texts if (known := self.names.party(text)) and known[1]]
            marks = [text for text in texts if _MARK.match(text) or _NO_MARK.match(text)]
            if "name" in roles.values() and len(marks) == len(texts):
                roles[column] = "present"
            elif len(places) * 2 > len(texts):
                roles[column] = "municipality"
            elif len(parties) * 2 > len(texts) and "name" in roles.values():
                roles[column] = "party"
            elif len(people) * 2 > len(texts):
                if "name" in roles.values():
                    # Two columns of people: each cell is an entry of its own.
                    return {}
                roles[column] = "name"
        return roles

    def of_row(self, layout: Layout, row: GridRow, roles: dict[int, str], context: Context) -> Found | None:
        cells = {
            roles.get(column, "words"): Excerpt.of_cell(layout, cell, row.first)
            for column, cell in reversed(list(enumerate(row.cells)))
            if cell.text
        }
        return self.of_cells(cells, row.first, row.last, context)

    def of_cells(self, cells: dict[str, Excerpt], first: int, last: int, context: Context) -> Found | None:
        """Return the person of the cells of a row by their role; None where no name stands."""
        named = cells.get("name")
        if named is None:
            return None
        people = self.entries.entries(named.text) or self.entries.entries(named.text, surname_first=True)
        if not people and "substitute" in cells:
            # "frånvarande", "vakant" or a dash in the place of the member.
            return self.of_cells(
                _alone(cells), first, last, Context(section=SUBSTITUTES, lines=context.lines)
            )
        if not people or len(people) > 1:
            return None
        lines = [*context.lines, *range(first, last + 1)]
        context.lines = []
        found = Found.of(people[0], named, lines, context)
        if "municipality" in cells:
            printed = cells["municipality"].cleaned
            found.municipality = self.names.municipality(printed) or printed
        party = self.names.party(cells["party"].cleaned) if "party" in cells else None
        found.party = party[0] if party else found.party
        beside = [cells[role] for role in ("office", "organisation", "words", "paragraphs") if role in cells]
        told = cells.get("present")
        if told is not None and not (_MARK.match(told.cleaned) or _NO_MARK.match(told.cleaned)):
            # The § or the member who is replaced stands in the place of a mark.
            beside.append(told)
        for excerpt in beside:
            self._add_words(found, excerpt.text)
        if "paragraphs" in cells and re.match(r"\d", cells["paragraphs"].text):
            self._add_words(found, f"§ {cells['paragraphs'].text}")
        replaced = self.names.at_start(cells["replaces"].text) if "replaces" in cells else None
        if replaced:
            found.entry.replaces, found.entry.substitute, found.entry.serving = replaced.name, True, True
        # The marks of ballots stand behind the substitute: "Ali Alm X".
        stand_in = _BALLOT_MARKS.sub("", cells["substitute"].text) if "substitute" in cells else ""
        instead = self.entries.entries(stand_in) if stand_in else None
        if instead:
            found.replaced_by, found.beside = instead[0], cells["substitute"]
        unmarked = "present" in cells and _NO_MARK.match(cells["present"].cleaned)
        if unmarked or ("absent" in cells and _MARK.match(cells["absent"].cleaned)):
            found.present = False
        return found

    def _add_words(self, found: Found, text: str) -> None:
        """Read a further cell of a row as if it stood beside the name."""
        told = self.entries.entries(f"{found.entry.person.name}, {text}")
        if not told or len(told) > 1:
            return
        other = told[0]
        entry = found.entry
        entry.office, entry.office_name = entry.office or other.office, entry.office_name or other.office_name
        entry.intervals += other.intervals
        entry.replaces = entry.replaces or other.replaces
        entry.substitute, entry.serving = entry.substitute or other.substitute, entry.serving or other.serving
        found.municipality = found.municipality or other.municipality
        found.words = found.words or other.words
