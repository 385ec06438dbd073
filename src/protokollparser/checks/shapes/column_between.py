"""Whether a column of figures is told alike by two reports of one body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.entries import Entry
from protokollparser.checks.facts import Facts, Statement
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict
from protokollparser.core.bodies import body_key
from protokollparser.core.sheets import Sheet
from protokollparser.core.text import fold


class Params(ShapeParams):
    """The roles of the columns compared; `whole_year` takes those of a whole year alone.

    Two columns tell of the same things when at least `agreeing` figures agree, and `times` as many as do not.
    """

    roles: tuple[str, ...]
    whole_year: bool = False
    agreeing: int = 3
    times: int = 2


@dataclass(frozen=True)
class Told:
    """The figures of one column by label; rows named alike are left out."""

    role: str
    figures: dict[str, Statement]


def gather(dossier: Dossier, params: Params) -> Iterator[Entry]:
    """Yield the columns whose body, municipality and period are known, by these."""
    facts = dossier.once(Facts)
    for sheet in dossier.sheets.values():
        document = dossier.documents.get(sheet.table.document_id or "")
        if document is None or not document.body or not document.host_municipality:
            continue
        owner = (fold(document.host_municipality), body_key(document.body))
        for index, column in sheet.columns.items():
            start, end = column.period_start, column.period_end
            if column.role not in params.roles or start is None or end is None or not sheet.table.unit:
                continue
            if params.whole_year and (start, end) != (date(end.year, 1, 1), date(end.year, 12, 31)):
                continue
            told = Told(column.role, _figures(facts, sheet, index))
            day = document.period_end or document.document_date or end
            yield Entry((*owner, str(start), str(end)), dossier.source_id, document.id, day, told)


def _figures(facts: Facts, sheet: Sheet, column: int) -> dict[str, Statement]:
    rows = [row for row in sheet.body if row.label]
    labels = Counter(fold(row.label or "") for row in rows)
    found = {}
    for row in rows:
        stated = facts.cell(sheet, row.row_index, column)
        if stated is not None and stated.value and labels[fold(row.label or "")] == 1:
            found[fold(row.label or "")] = stated
    return found


def compare(entries: Sequence[Entry], params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every figure that columns of two files tell of one period."""
    pairs = [
        (one, two)
        for one, two in combinations(entries, 2)
        if one.source_id != two.source_id and (len(params.roles) == 1 or one.held.role != two.held.role)
    ]
    for one, two in pairs:
        yield from _pair(one, two, params)
    if not pairs:
        reason = "no other report tells of the period"
        for entry in entries:
            yield Verdict("undecidable", entry.document_id, source_id=entry.source_id, reason=reason)


def _pair(one: Entry, two: Entry, params: Params) -> Iterator[Verdict]:
    shared = sorted(set(one.held.figures) & set(two.held.figures))
    alike = [label for label in shared if one.held.figures[label].meets(two.held.figures[label])]
    unlike = [label for label in shared if label not in alike]
    if len(alike) < params.agreeing or len(alike) < params.times * len(unlike):
        reason = "the rows of the two reports are not the same"
        yield Verdict("undecidable", two.document_id, source_id=two.source_id, reason=reason)
        return
    for _ in alike:
        yield Verdict("exact", two.document_id, source_id=two.source_id)
    for label in unlike:
        first, second = one.held.figures[label], two.held.figures[label]
        yield second.contradicted(first, two.document_id, day=str(one.day))
