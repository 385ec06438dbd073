"""Shares of municipalities in a cost or surplus, from tables of shares and from lists in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from protokollparser.core.passages import Passage, passages, words_of
from protokollparser.core.quantities import Quantity, find_numbers
from protokollparser.core.reading import Ledger
from protokollparser.core.records import make_id
from protokollparser.core.records.figures import Allocation, Amount
from protokollparser.core.records.tables import DataTable, TableColumn
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean
from protokollparser.core.units import Units, alternatives
from protokollparser.parse.names import Names

_SHARE_COLUMNS = frozenset({"allocation", "amount", "percent", "appropriation"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINS = re.compile(r"[\s,;.&)]|\boch\b|\bsamt\b|\bkronor\b", re.IGNORECASE)
_LONGEST_REST = 60
_LEAST_COVERED = 0.6


@dataclass(frozen=True)
class Share:
    """One share in running text: `start:end` of its passage, the municipality and the figure."""

    passage: Passage
    start: int
    end: int
    municipality: str
    quantity: Quantity


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the shares of all tables of shares, then those listed in running text."""
    _read_tables(ledger)
    reader = _Prose(rules)
    for group in reader.groups(passages(ledger.outline, rules)):
        _enter_group(ledger, group, reader)


def _read_tables(ledger: Ledger) -> None:
    """Enter a share for every amount of a municipality in a table of shares."""
    tables = {table.id: table for table in ledger.of(DataTable) if table.kind == "allocation"}
    columns = {(c.table_id, c.column_index): c for c in ledger.of(TableColumn) if c.table_id in tables}
    several = {key for key in columns if any(other != key and other[0] == key[0] for other in columns)}
    for amount in ledger.of(Amount):
        column = columns.get((amount.table_id or "", amount.column_index or 0))
        if column is None or column.role not in _SHARE_COLUMNS or amount.organisation is None:
            continue
        if amount.kronor is None and amount.unit != "percent":
            continue
        table = tables[column.table_id]
        header = column.header if (table.id, column.column_index) in several else ""
        ledger.add(
            Allocation(
                span=amount.span,
                rule_id="allocations:table",
                confidence=amount.confidence,
                allocation_group=make_id("allocation", table.id, column.column_index),
                purpose=": ".join(text for text in (table.title, header) if text) or None,
                municipality=amount.organisation,
                kronor=amount.kronor,
                share=float(amount.value / 100)
                if amount.unit == "percent" and amount.value is not None
                else None,
                origin="cell",
            )
        )


def _enter_group(ledger: Ledger, group: list[Share], reader: _Prose) -> None:
    first = group[0].passage
    told = [share.quantity for share in group if share.quantity.unit is not None]
    unit = told[0].unit if told else None
    factor = reader.units.factor(unit)
    purpose = reader.purpose(ledger, first)
    key = make_id("allocation", first.pieces[0].page, first.at(group[0].start))
    for share in group:
        spans = share.passage.places(share.start, share.end)
        value = share.quantity.value
        ledger.add(
            Allocation(
                span=spans[0],
                more=spans[1:],
                rule_id="PA601",
                confidence=0.9 if share.quantity.unit else 0.75,
                allocation_group=key,
                purpose=purpose,
                municipality=share.municipality,
                kronor=value * factor if value is not None and factor is not None else None,
                share=float(value / Decimal(100)) if value is not None and unit == "percent" else None,
                origin="prose",
            )
        )
        for piece in share.passage.pieces:
            ledger.claim(piece.index, piece.index, "PA601")


class _Prose:
    """Finds lists of shares in running text."""

    def __init__(self, rules: Rules) -> None:
        self.units = Units.of(rules)
        self.names = Names.of(rules)
        self.between = rules.phrase("share_of_party").pattern()
        names = [*self.names.municipality_names.values(), *_also(rules)]
        known = alternatives(names)
        self._words = frozenset(word for name in names for word in (*words_of(name), *words_of(f"{name}s")))
        self.mention = re.compile(rf"(?<![\w-])(?P<name>{known})(?:s)?(?:\s(?:kommuns?|stads?))?(?![\w-])")
        self._openers: dict[int, Passage | None] = {}

    def groups(self, texts: list[Passage]) -> Iterator[list[Share]]:
        """Yield the lists of shares: two or more municipalities, each once, one kind of unit."""
        group: list[Share] = []
        before: Passage | None = None
        for passage in texts:
            shares = self._shares(passage) if passage.kind != "heading" else []
            for share in shares:
                if group and not self._belongs(group, share):
                    yield from self._complete(group)
                    group = []
                if not group:
                    self._openers[share.passage.first] = before
                group.append(share)
            if not shares and group:
                yield from self._complete(group)
                group = []
            if not shares:
                before = passage
        yield from self._complete(group)

    def _complete(self, group: list[Share]) -> Iterator[list[Share]]:
        if len(group) >= 2 and any(share.quantity.unit for share in group):
            yield group

    def _belongs(self, group: list[Share], share: Share) -> bool:
        """True when a share goes on with a list: a new municipality, the same part, the same kind of unit."""
        named = {one.municipality for one in group}
        kinds = {self.units.kind(one.quantity.unit) for one in group if one.quantity.unit}
        kind = self.units.kind(share.quantity.unit)
        return (
            share.municipality not in named
            and share.passage.part == group[-1].passage.part
            and (kind is None or not kinds or kind in kinds)
        )

    def _shares(self, passage: Passage) -> list[Share]:
        """Return the shares of a passage that lists them: one at the head of a line, or a row of them."""
        found: list[Share] = []
        if self._words.isdisjoint(passage.printed_words):
            return found
        mentions = list(self.mention.finditer(passage.text))
        numbers = find_numbers(passage.text, self.units) if mentions else []
        for position, mention in enumerate(mentions):
            stop = mentions[position + 1].start() if position + 1 < len(mentions) else len(passage.text)
            figure = next((one for one in numbers if mention.end() <= one.start < stop), None)
            start, end, quantity = (figure.lead, figure.end, figure.quantity) if figure else (0, 0, None)
            if figure is None or quantity is None or not self._is_share(quantity, passage.text[start:end]):
                continue
            if not self.between.search(passage.text[mention.end() : start]):
                continue
            name = self.names.municipality(mention["name"])
            if name is not None:
                found.append(Share(passage, mention.start(), end, name, quantity))
        return found if self._lists(passage, found, len(mentions)) else []

    def _is_share(self, quantity: Quantity, printed: str) -> bool:
        if quantity.high is not None:
            return False
        if quantity.unit is None:
            return quantity.unit_printed is None and not _YEAR.fullmatch(printed.strip())
        return self.units.kind(quantity.unit) in ("money", "share")

    def _lists(self, passage: Passage, shares: list[Share], mentions: int) -> bool:
        """True when a passage is made of shares and little else."""
        if not shares or len(shares) < mentions:
            return False
        if len(shares) == 1:
            share = shares[0]
            rest = passage.text[share.end :].strip(" .,;)")
            return share.start == passage.mark and len(rest) <= _LONGEST_REST
        rest = passage.text[passage.mark :]
        for share in shares:
            rest = rest.replace(passage.text[share.start : share.end], "", 1)
        return len(_JOINS.sub("", rest)) <= len(passage.text) * (1 - _LEAST_COVERED)

    def purpose(self, ledger: Ledger, first: Passage) -> str | None:
        """Return what is shared: the sentence before the list, else the heading it stands under."""
        before = self._openers.get(first.first)
        if before is not None and before.part == first.part and before.kind != "heading" and before.sentences:
            start, end = before.sentences[-1]
            return clean(before.text[start:end]).rstrip(":;.")
        trail = ledger.outline.trail_at[first.first]
        return clean(trail[-1].text) if trail else None


def _also(rules: Rules) -> list[str]:
    """Return the further forms of names in the register of municipalities."""
    listed: dict[str, list[str]] = rules.vocabulary["municipalities"]["also"]
    return [form for forms in listed.values() for form in forms]
