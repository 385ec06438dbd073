"""Lists of those present, however they are laid out: lines, columns, cells, one paragraph, blocks of lines.

Anna Ek (S), ordförande            | Anna Ek (S) | Kalix |          Anna Ek
Bo Ström (M) ersättare för         | Bo Ström (M) | Boden |         Bo Ström
Cia Berg (M)                       Anna Ek (S), Bo Ström (M)        Kalix kommun
                                                                    Bodens kommun
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from protokollparser.core.layout import Grid, Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.parse.excerpts import Excerpt, pieces
from protokollparser.parse.form_fields import Labels
from protokollparser.parse.people.attendance_columns import wrapped_cells
from protokollparser.parse.people.attendance_entries import EntryReader
from protokollparser.parse.people.attendance_found import (
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
from protokollparser.parse.people.attendance_rows import RowReader

_LONGEST_WORDS = 70
_GOES_ON = re.compile(
    r"^(?:samt|och|ävensom|jämte|för|tj|tjg|tjänst\w*|ersätt\w*|ers|i stället|istället|från|till|kl)\b|^[,§]|"
    r"^\((?![^()]{1,12}\)\s+[A-ZÅÄÖ])",
    re.IGNORECASE,
)
# "För Norrby kommun: Eva Ek (S), Bo Alm (M)": those whom a member of an association sends.
_SENT_BY = re.compile(r"(?:(?:För|Från)\s)?(?P<place>[A-ZÅÄÖ][\wåäö -]{2,30}?):\s+(?=[A-ZÅÄÖ])")
_CHOICE = re.compile(r"^(?:ja|nej|avstår|avstod)$", re.IGNORECASE)


class ListReader:
    """Reads the lines and grids of a list."""

    def __init__(self, rules: Rules) -> None:
        self.entries = EntryReader.of(rules)
        self.names = self.entries.names
        self.labels = Labels.of(rules)
        self.elsewhere = rules.phrase("attendance_elsewhere").pattern()
        self.rows = RowReader(rules, self.entries, self.labels)
        # A list of several people proves it, the shorter ones of the same source follow.
        self.parties_first = False
        # The columns of the roll read last, and its last line: its groups have headings of their own.
        self._roll: tuple[int, list[tuple[float, str]]] = (-1, [])

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
        printed = [item for item in excerpts if item.text]
        head = self._columns_above(layout, first) if printed and len(pieces(printed[0])) > 1 else []
        after = -1
        for at, excerpt in enumerate(printed):
            if excerpt.index <= after:
                continue
            columns = self.rows.column_names(excerpt)
            if columns:
                found += [*part_columns(rows), *self._joined(self._join_broken(plain), context)]
                rows, plain, head = [], [], columns
                self.rows.open_list(self.rows.is_headed(excerpt), context)
                context.lines.append(excerpt.index)
                continue
            if head and self._heads_rows(excerpt, context):
                continue
            cells, after = wrapped_cells(head, printed[at:]) if head else ({}, -1)
            person = self.rows.of_cells(cells, excerpt.index, after, context)
            if person is None and head and not rows and self._goes_on_head(excerpt):
                after = -1
            elif person is None:
                head, after = [], -1
                plain.append(excerpt)
            else:
                rows.append(person)
        if head and rows:
            self._roll = printed[-1].index, head
        return [*found, *part_columns(rows), *self._joined(self._join_broken(plain), context)]

    def _columns_above(self, layout: Layout, first: int) -> list[tuple[float, str]]:
        """Return the columns of the roll that a list of a heading of its own goes on with, if any.

        Ledamot         Parti   Närvaro
        Anna Ek         S       Ja
        Ersättare
        Bo Alm          S       Nej
        """
        last, head = self._roll
        between = sum(bool(line.text) for line in layout.body(last + 1, first - 1))
        return head if 0 <= last < first and between <= 1 else []

    def _goes_on_head(self, excerpt: Excerpt) -> bool:
        """True for a line of words below the names of columns: "varo          votering   proposition"."""
        text = excerpt.text
        several = re.search(r"\t|\s{2}", text) is not None
        return several and self.entries.entries(text) is None and self.labels.name(text) is None

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

    def _goes_below(self, layout: Layout, grid: Grid, run: Sequence[Line]) -> bool:
        """True for some rows of a roll that were taken for a table, below the line of its column names."""
        above = next((line for line in reversed(run) if line.text), None)
        if above is None or grid.form == "ruled" or above.page != layout.lines[grid.first].page:
            return False
        return above.index >= grid.first - 2 and bool(self.rows.column_names(Excerpt.of_line(layout, above)))

    def _join_broken(self, excerpts: Sequence[Excerpt]) -> list[Excerpt]:
        """Join lines that one entry or one enumeration runs over."""
        joined: list[Excerpt] = []
        for excerpt in excerpts:
            before = joined[-1] if joined else None
            near = before is not None and excerpt.page == before.page
            if before and near and excerpt.index - before.index - before.text.count("\n") == 1:
                # An entry that ends in "§§ 107-108" or an hour is whole.
                unfinished = not re.search(r"[.)\d]$", before.text.rstrip())
                enumerated = self.entries.goes_on(before.text) or (
                    unfinished and before.text.count(",") > 1 and self._names_several(before.text)
                )
                headed = self.labels.name(excerpt.text) is not None or self._list_named(excerpt) is not None
                headed = headed or self._sent_by(excerpt)[0] is not None
                goes_on = _GOES_ON.match(excerpt.text) or self.entries.addresses(excerpt.text)
                if not headed and (goes_on or enumerated):
                    joined[-1] = Excerpt(before.layout, before.index, before.page, before.start, excerpt.end)
                    continue
            joined.append(excerpt)
        return joined

    def _names_several(self, text: str) -> bool:
        """True for a line of an enumeration, whose last name or title the next line may go on with."""
        return len(self.entries.entries(text) or ()) > 1

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
            home, excerpt = self._sent_by(excerpt)
            people = self.entries.entries(excerpt.text, surname_first)
            last = excerpt.index + excerpt.text.count("\n")
            if people:
                strange = 0
                lines = [*context.lines, *range(excerpt.index, last + 1)]
                context.lines = []
                found = tuple(Found.of(entry, excerpt, lines, context) for entry in people)
                for person in found[:1]:
                    person.party = party or person.party
                for person in found if home else ():
                    person.municipality = home
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

    def _sent_by(self, excerpt: Excerpt) -> tuple[str | None, Excerpt]:
        """Return the municipality that a line names before the people whom it sends, and what follows it."""
        match = _SENT_BY.match(excerpt.text)
        home = self.names.member_municipality(match["place"]) if match else None
        return (home, excerpt.part(match.end())) if match and home else (None, excerpt)

    def _list_named(self, excerpt: Excerpt) -> tuple[str, int] | None:
        """Return the list that a line names before a person ("Övriga: Eva Ek"), and where that one begins."""
        first = next(iter(self.labels.on_line(excerpt.text)), None)
        if first is None or not first[0].startswith("attendance") or first[1] != 0:
            return None
        return (first[0], first[3]) if excerpt.text[first[3] :].strip() else None

    def _of_grid(self, layout: Layout, grid: Grid, first: int, last: int, context: Context) -> list[Found]:
        rows = [row for row in grid.rows if not row.rule_line and first <= row.first <= last]
        head = self.rows.head(rows, context)
        body = rows[1:] if head else rows
        roles = head or self.rows.guess(layout, body)
        found = []
        for row in body:
            cells = [Excerpt.of_cell(layout, cell, row.first) for cell in row.cells if cell.text]
            label = self.labels.name(cells[0].text) if len(cells) == 1 else None
            person = self.rows.of_row(layout, row, roles, context)
            if label is not None and label.startswith("attendance"):
                context.section, context.party = label, None
                context.lines.append(row.first)
            elif person is not None:
                found.append(person)
            elif "name" not in roles.values():
                found += self._joined(cells, context)
        return part_columns(found)
