"""Lists of those present, however they are laid out: lines, columns, cells, one paragraph, blocks of lines.

Anna Ek (S), ordförande            | Anna Ek (S) | Kalix |          Anna Ek
Bo Ström (M) ersättare för         | Bo Ström (M) | Boden |         Bo Ström
Cia Berg (M)                       Anna Ek (S), Bo Ström (M)        Kalix kommun
                                                                    Bodens kommun
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from protokollparser.core.layout import Grid, GridRow, Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.parse.excerpts import Excerpt, pieces
from protokollparser.parse.form_fields import Labels
from protokollparser.parse.people.attendance_columns import names_in, role_of, wrapped_cells
from protokollparser.parse.people.attendance_entries import Entry, EntryReader
from protokollparser.parse.people.attendance_found import (
    SUBSTITUTES,
    Context,
    Found,
    Token,
    join_tokens,
    part_columns,
    party_apart,
)
from protokollparser.parse.people.attendance_hints import (
    heads_group,
    heads_signing,
    heads_staff,
    is_other_form,
    leading_party,
    led_by_parties,
    parted_at_lists,
)

_LONGEST_WORDS = 70
_GOES_ON = re.compile(
    r"^(?:för|tj|tjg|tjänst\w*|ersätt\w*|ers|i stället|istället|från|till|kl)\b|^[,§]|"
    r"^\((?![^()]{1,12}\)\s+[A-ZÅÄÖ])",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"^(?:ja|nej|avstår|avstod)$", re.IGNORECASE)
# Marks in the columns "närvarande" and "frånvarande".
_MARK = re.compile(r"^(?:x|ja|1|närv\w*|✓|√|•|●|■)$", re.IGNORECASE)
_NO_MARK = re.compile(r"^(?:[-–—−0]|nej|frånv\w*|ej närv\w*)$", re.IGNORECASE)


def _alone(cells: dict[str, Excerpt]) -> dict[str, Excerpt]:
    """Return the cells of a row without member, the substitute in the place of the name."""
    kept = {role: cell for role, cell in cells.items() if role not in ("name", "substitute")}
    return {**kept, "name": cells["substitute"]}


class ListReader:
    """Reads the lines and grids of a list."""

    def __init__(self, rules: Rules) -> None:
        self.entries = EntryReader.of(rules)
        self.names = self.entries.names
        self.labels = Labels.of(rules)
        self.elsewhere = rules.phrase("attendance_elsewhere").pattern()
        columns = rules.vocabulary["attendance_columns"]
        self._columns = {fold(word): role for role, words in columns.items() for word in words}
        # A list of several people proves it, the shorter ones of the same source follow.
        self.parties_first = False

    def read(
        self, layout: Layout, first: int, last: int, start: int = 0, *, general: bool = False
    ) -> list[Found]:
        """Return the people of the lines `first..last`, from character `start` of the first, in order.

        In a `general` list of those present "Ledamöter" over a column names the members who serve.
        Lines with votes are a roll call, whose cells ("Ersättare", "Frånvarande") only look like headings.
        """
        if sum(bool(_CHOICE.match(line.text)) for line in layout.body(first, last)) > 1:
            return []
        context = Context(general=general)
        found: list[Found] = []
        run: list[Line] = []
        done: set[int] = set()
        in_lines: set[int] = set()
        for line in layout.body(first, last):
            grid = layout.grid_at.get(line.index)
            if grid is None or grid.first in in_lines or self._goes_below(layout, grid, run):
                in_lines.update({grid.first} if grid is not None else ())
                run.append(line)
            elif grid.first not in done:
                done.add(grid.first)
                found += self._of_lines(layout, run, first, start, context)
                run = []
                found += self._of_grid(layout, grid, first, last, context)
        return found + self._of_lines(layout, run, first, start, context)

    def values(self, values: Sequence[Excerpt]) -> list[Found]:
        """Return the people of the value cells of a label, in order."""
        return self._joined(self._join_broken(values), Context())

    def _of_lines(
        self, layout: Layout, lines: Sequence[Line], first: int, start: int, context: Context
    ) -> list[Found]:
        """Return the people of lines, those below a line of column names column by column."""
        excerpts = [Excerpt.of_line(layout, line, start if line.index == first else 0) for line in lines]
        found: list[Found] = []
        rows: list[Found] = []
        plain: list[Excerpt] = []
        head: list[tuple[float, str]] = []
        printed = [item for item in excerpts if item.text]
        after = -1
        for at, excerpt in enumerate(printed):
            if excerpt.index <= after:
                continue
            columns = self._column_names(excerpt)
            if columns:
                found += [*part_columns(rows), *self._joined(self._join_broken(plain), context)]
                rows, plain, head = [], [], columns
                self._open(self.is_headed(excerpt), context)
                context.lines.append(excerpt.index)
                continue
            if head and self._heads_rows(excerpt, context):
                continue
            cells, after = wrapped_cells(head, printed[at:]) if head else ({}, -1)
            person = self._of_cells(cells, excerpt.index, after, context)
            if person is None:
                head, after = [], -1
                plain.append(excerpt)
            else:
                rows.append(person)
        return [*found, *part_columns(rows), *self._joined(self._join_broken(plain), context)]

    def _heads_rows(self, excerpt: Excerpt, context: Context) -> bool:
        """Take a line between the rows of a roll that names a party or another list: "Ersättare"."""
        party, label = self.names.party_called(excerpt.text), self.labels.name(excerpt.text)
        if label is not None and label.startswith("attendance"):
            context.section = label
        elif party is None:
            return False
        context.party = party
        context.lines.append(excerpt.index)
        return True

    @staticmethod
    def _open(label: str | None, context: Context) -> None:
        """Begin the list that the first of several columns names, if it names one."""
        if label is not None and (label != "attendance_serving" or context.general):
            context.section, context.party = label, None

    def _goes_below(self, layout: Layout, grid: Grid, run: Sequence[Line]) -> bool:
        """True for some rows of a roll that were taken for a table, below the line of its column names."""
        above = next((line for line in reversed(run) if line.text), None)
        if above is None or grid.form == "ruled" or above.page != layout.lines[grid.first].page:
            return False
        return above.index >= grid.first - 2 and bool(self._column_names(Excerpt.of_line(layout, above)))

    def _column_names(self, excerpt: Excerpt) -> list[tuple[float, str]]:
        """Return the left edge and the role of each column when a line names columns, else nothing."""
        named = [
            (name.column, role_of(self._columns, name.text))
            for piece in pieces(excerpt)
            for name in names_in(self._columns, piece)
        ]
        if self.is_headed(excerpt):
            named[0] = (named[0][0], "name")
        if len(named) < 2 or not any(role == "name" for _, role in named):
            return []
        return [(left, role) for left, role in named if role] if all(role for _, role in named) else []

    def is_headed(self, excerpt: Excerpt) -> str | None:
        """Return the list whose name stands first on a line of column names, else None.

        Tjänstgörande ersättare      Parti      Ersätter
        """
        row = pieces(excerpt)
        label = self.labels.name(row[0].text) if len(row) > 1 else None
        others = all(role_of(self._columns, piece.text) for piece in row[1:])
        return label if label and label.startswith("attendance") and others else None

    def _join_broken(self, excerpts: Sequence[Excerpt]) -> list[Excerpt]:
        """Join lines that one entry or one enumeration runs over."""
        joined: list[Excerpt] = []
        for excerpt in excerpts:
            before = joined[-1] if joined else None
            near = before is not None and excerpt.page == before.page
            if before and near and excerpt.index - before.index - before.text.count("\n") == 1:
                # An entry that ends in "§§ 107-108" or an hour is whole.
                unfinished = not re.search(r"[.)\d]$", before.text.rstrip())
                enumerated = self.entries.goes_on(before.text) or (before.text.count(",") > 1 and unfinished)
                headed = self.labels.name(excerpt.text) is not None or self._list_named(excerpt) is not None
                if not headed and (_GOES_ON.match(excerpt.text) or enumerated):
                    joined[-1] = Excerpt(before.layout, before.index, before.page, before.start, excerpt.end)
                    continue
            joined.append(excerpt)
        return joined

    def _joined(self, excerpts: Sequence[Excerpt], context: Context) -> list[Found]:
        """Return the people of lines or cells, list by list."""
        found: list[Found] = []
        tokens: list[Token] = []
        section = context.section
        excerpts = [part for excerpt in excerpts for part in parted_at_lists(self.labels, excerpt)]
        for token in self._tokens(excerpts, context):
            if context.section != section:
                found += join_tokens(tokens, self.names)
                tokens, section = [], context.section
            tokens.append(token)
        return found + join_tokens(tokens, self.names)

    def _tokens(self, excerpts: Sequence[Excerpt], context: Context) -> Iterator[Token]:
        """Yield what each line or cell is, up to the first two in a row that are neither people nor words."""
        heads = [re.split(r"[(\[]", excerpt.text)[0].strip() for excerpt in excerpts]
        reversed_ = [head for head in heads if self.names.surname_first(head)]
        surname_first = len(reversed_) > 2 and len(reversed_) * 2 > len(excerpts)
        self.parties_first = self.parties_first or led_by_parties(self.names, excerpts)
        strange = 0
        with_party = False
        for position, excerpt in enumerate(excerpts):
            if self.elsewhere.search(excerpt.cleaned):
                continue
            label = self.labels.name(excerpt.text)
            named = self._list_named(excerpt) if label is None else None
            if named is not None:
                context.section, context.party = named[0], None
                excerpt = excerpt.part(named[1])
            if (label is not None and not label.startswith("attendance")) or is_other_form(
                self.labels, excerpt
            ):
                return
            if heads_signing(self.labels, excerpt):
                return
            headed = self.names.party_called(excerpt.text)
            unknown = label is None and headed is None
            if unknown and context.party and heads_group(self.entries, excerpts, position):
                headed = excerpt.cleaned
            elif unknown and heads_staff(self.entries, excerpts, position, among_members=with_party):
                label = "attendance_others"
            if label is not None or headed is not None:
                context.section, context.party = label or context.section, headed
                context.lines.append(excerpt.index)
                continue
            led = leading_party(self.names, excerpt) if self.parties_first else None
            party, excerpt = (led["party"], excerpt.part(led.end())) if led else (None, excerpt)
            people = self.entries.entries(excerpt.text, surname_first)
            last = excerpt.index + excerpt.text.count("\n")
            if people:
                strange = 0
                lines = [*context.lines, *range(excerpt.index, last + 1)]
                context.lines = []
                found = tuple(self._found(entry, excerpt, lines, context) for entry in people)
                for person in found[:1]:
                    person.party = party or person.party
                if len(found) == 1 and not (found[0].party or people[0].person.party):
                    found[0].party = party_apart(self.names, excerpt)
                with_party = with_party or any(person.party or person.entry.person.party for person in found)
                yield Token(excerpt, found, last)
            elif len(excerpt.text) <= _LONGEST_WORDS and not re.search(r"\d|[.!?]$", excerpt.text):
                yield Token(excerpt, (), last)
            else:
                strange += 1
                if strange > 1:
                    return
                yield Token(excerpt, (), -1)

    def _list_named(self, excerpt: Excerpt) -> tuple[str, int] | None:
        """Return the list that a line names before a person ("Övriga: Eva Ek"), and where that one begins."""
        first = next(iter(self.labels.on_line(excerpt.text)), None)
        if first is None or not first[0].startswith("attendance") or first[1] != 0:
            return None
        return (first[0], first[3]) if excerpt.text[first[3] :].strip() else None

    @staticmethod
    def _found(entry: Entry, excerpt: Excerpt, lines: list[int], context: Context) -> Found:
        return Found(entry, excerpt, party=context.party, section=context.section, lines=list(lines))

    def _of_grid(self, layout: Layout, grid: Grid, first: int, last: int, context: Context) -> list[Found]:
        rows = [row for row in grid.rows if not row.rule_line and first <= row.first <= last]
        head = self._head(rows, context)
        body = rows[1:] if head else rows
        roles = head or self._guess(layout, body)
        found = []
        for row in body:
            cells = [Excerpt.of_cell(layout, cell, row.first) for cell in row.cells if cell.text]
            label = self.labels.name(cells[0].text) if len(cells) == 1 else None
            person = self._of_row(layout, row, roles, context)
            if label is not None and label.startswith("attendance"):
                context.section, context.party = label, None
                context.lines.append(row.first)
            elif person is not None:
                found.append(person)
            elif "name" not in roles.values():
                found += self._joined(cells, context)
        return part_columns(found)

    def _head(self, rows: Sequence[GridRow], context: Context) -> dict[int, str]:
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
            self._open(label, context)
            roles[0] = "name"
        return roles if "name" in roles.values() else {}

    def _guess(self, layout: Layout, rows: Sequence[GridRow]) -> dict[int, str]:
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

    def _of_row(self, layout: Layout, row: GridRow, roles: dict[int, str], context: Context) -> Found | None:
        cells = {
            roles.get(column, "words"): Excerpt.of_cell(layout, cell, row.first)
            for column, cell in reversed(list(enumerate(row.cells)))
            if cell.text
        }
        return self._of_cells(cells, row.first, row.last, context)

    def _of_cells(self, cells: dict[str, Excerpt], first: int, last: int, context: Context) -> Found | None:
        """Return the person of the cells of a row by their role; None where no name stands."""
        named = cells.get("name")
        if named is None:
            return None
        people = self.entries.entries(named.text) or self.entries.entries(named.text, surname_first=True)
        if not people and "substitute" in cells:
            # "frånvarande", "vakant" or a dash in the place of the member.
            return self._of_cells(
                _alone(cells), first, last, Context(section=SUBSTITUTES, lines=context.lines)
            )
        if not people or len(people) > 1:
            return None
        lines = [*context.lines, *range(first, last + 1)]
        context.lines = []
        found = self._found(people[0], named, lines, context)
        if "municipality" in cells:
            printed = cells["municipality"].cleaned
            found.municipality = self.names.municipality(printed) or printed
        party = self.names.party(cells["party"].cleaned) if "party" in cells else None
        found.party = party[0] if party else found.party
        beside = [cells[role] for role in ("office", "organisation", "words", "paragraphs") if role in cells]
        beside += [cells["present"]] if "present" in cells and "§" in cells["present"].text else []
        for excerpt in beside:
            self._add_words(found, excerpt.text)
        if "paragraphs" in cells and re.match(r"\d", cells["paragraphs"].text):
            self._add_words(found, f"§ {cells['paragraphs'].text}")
        replaced = self.names.at_start(cells["replaces"].text) if "replaces" in cells else None
        if replaced:
            found.entry.replaces, found.entry.substitute, found.entry.serving = replaced.name, True, True
        instead = self.entries.entries(cells["substitute"].text) if "substitute" in cells else None
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
