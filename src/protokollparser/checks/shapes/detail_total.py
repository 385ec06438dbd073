"""Whether the total of a table is what another table states as a row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.facts import Facts, Statement
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Cause, Verdict, canonical, proof, readable
from protokollparser.core.line_items import LineWords
from protokollparser.core.records.tables import TableColumn, TableRow
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.sheets import Sheet
from protokollparser.core.slips import slip
from protokollparser.core.text import fold

_WORD = re.compile(r"[a-zåäöé][a-zåäöé-]{2,}")
# "nettokostnad" and "nettokostnader", "avsättning" and "avsättningarna" are one word.
_ENDING, _STEM = 4, 5


class Params(ShapeParams):
    """What links the two tables.

    `by` words: all words of the row, `generic` ones left out, are in the title, the head or the label of the
    total; one `weak` word alone is not enough. `by` net: the row is a net of a table of one of the kinds
    `mains`, and the total that of a table of `details` that tells its parts by unit, not as income and
    costs. Nets are left to the check by net.
    `groups` are the words in heads or titles for whom figures are: the municipality alone, its group.
    """

    by: Literal["words", "net"]
    generic: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    mains: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A total and the row that should state it, with what each says in one column.

    `sure` when the row's column names its period.
    """

    total: Statement
    row: Statement
    sure: bool
    alike: bool


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every total that a row of another table tells of."""
    facts = dossier.once(Facts)
    sheets = [sheet for sheet in dossier.sheets.values() if facts.units.is_money(sheet.table.unit)]
    rows = _rows_by_word(sheets)
    for sheet in sheets:
        totals = [row for row in sheet.body if row.role == "total"]
        if not totals:
            continue
        linked: dict[str, list[Link]] = defaultdict(list)
        for main, row, column in _linked(sheet, totals[-1], sheets, rows, dossier.words, params):
            link = _link(facts, (sheet, totals[-1], column), main, row, params)
            if link is not None:
                linked[main.table.id].append(link)
        for links in linked.values():
            yield from _verdicts(sheet, links)


def _rows_by_word(sheets: list[Sheet]) -> dict[str, list[tuple[Sheet, TableRow]]]:
    """Return the rows of all tables by the stem of the longest word of their label."""
    found: dict[str, list[tuple[Sheet, TableRow]]] = defaultdict(list)
    for sheet in sheets:
        for row in sheet.body:
            for word in _WORD.findall(fold(row.label or "")):
                found[word[:_STEM]].append((sheet, row))
    return found


def _linked(
    sheet: Sheet,
    total: TableRow,
    sheets: list[Sheet],
    rows: dict[str, list[tuple[Sheet, TableRow]]],
    words: LineWords,
    params: Params,
) -> Iterator[tuple[Sheet, TableRow, int]]:
    """Yield the rows of other tables that should state a total, each with the column of the total."""
    if params.by == "net":
        if sheet.table.kind in params.details and _by_unit(sheet, words):
            for main in sheets:
                if main.table.kind in params.mains and main is not sheet and not _by_unit(main, words):
                    nets = [row for row in main.body if words.kind(row.label) == "net"]
                    yield from ((main, nets[0], column) for column in sheet.amount_columns if nets)
        return
    for column in sheet.amount_columns:
        told = f"{sheet.table.title or ''} {total.label or ''} {sheet.columns[column].header}"
        named = _WORD.findall(fold(told))
        seen: set[str] = set()
        for main, row in (place for word in named for place in rows.get(word[:_STEM], ())):
            if main is sheet or row.id in seen or row.role == "total" or words.kind(row.label) == "net":
                continue
            seen.add(row.id)
            label = [word for word in _WORD.findall(fold(row.label or "")) if word not in params.generic]
            telling = len(label) > 1 or not set(label) <= set(params.weak)
            if label and telling and all(any(_same(word, other) for other in named) for word in label):
                yield main, row, column


def _by_unit(sheet: Sheet, words: LineWords) -> bool:
    """True for a table whose rows are units, boards or activities and not income and costs.

    An activity may sound like one of them ("Föreningsbidrag").
    """
    rows = [row for row in sheet.body if row.role == "data"]
    return sum(words.kind(row.label) in ("income", "cost") for row in rows) * 3 < len(rows)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _STEM and long.startswith(short) and len(long) - len(short) <= _ENDING


def _period(sheet: Sheet, column: int) -> tuple[date | None, bool]:
    """Return the end of a period; True where a column tells its kind alone, and no other is of that kind."""
    held = sheet.columns[column]
    if held.period_end is not None:
        return held.period_end, False
    alike = [one for one in sheet.columns.values() if one.scenario == held.scenario]
    return sheet.table.period_end, held.scenario is not None and len(alike) == 1


def _link(
    facts: Facts, total: tuple[Sheet, TableRow, int], main: Sheet, row: TableRow, params: Params
) -> Link | None:
    """Return what a total and a row say for one period; of several columns the one that agrees."""
    sheet, summed, column = total
    stated = facts.cell(sheet, summed.row_index, column)
    (own, loose), role = _period(sheet, column), sheet.columns[column]
    if stated is None or not stated.value or own is None:
        return None
    group = _group(sheet, column, params)
    candidates = []
    for index in main.amount_columns:
        other, (end, vague) = main.columns[index], _period(main, index)
        same_kind = role.scenario == other.scenario or _one_plain(role, other)
        same_day = end == own or ((loose or vague) and role.scenario == other.scenario)
        if not same_day or not same_kind or _deviates(other) != _deviates(role):
            continue
        theirs = _group(main, index, params)
        if group is not None and theirs is not None and theirs != group:
            continue
        told = facts.cell(main, row.row_index, index)
        if told is not None and told.value:
            candidates.append((told, other.period_end is not None))
    if not candidates:
        return None
    agreeing = [one for one in candidates if one[0].meets(stated)]
    told, sure = (agreeing or candidates)[0]
    return Link(stated, told, sure, bool(agreeing))


def _group(sheet: Sheet, column: int, params: Params) -> int | None:
    """Return for whom the figures of a column are, as its head says or else the title; None untold."""
    for text in (sheet.columns[column].header, sheet.table.title or ""):
        for at, words in enumerate(params.groups):
            if compile_pattern(words).search(text):
                return at
    return None


def _one_plain(one: TableColumn, other: TableColumn) -> bool:
    """True when one of two columns tells no kind: bare years are outturn, shares may be of anything."""
    told = {one.scenario, other.scenario}
    if None not in told:
        return False
    return "allocation" in (one.role, other.role) or told <= {None, "outturn", "prior_outturn"}


def _deviates(column: TableColumn) -> bool:
    return column.role == "deviation"


def _verdicts(sheet: Sheet, links: list[Link]) -> Iterator[Verdict]:
    """Yield a verdict for each link of two tables: others of theirs tell whether both cut the whole alike."""
    alike = sum(1 for link in links if link.alike)
    told = {link.row.record.id for link in links if link.alike}
    for link in links:
        document_id = sheet.table.document_id
        if link.alike:
            yield Verdict("exact", document_id)
        elif link.row.record.id in told:
            # Another column of the total is what the row states: the group's, and this one the company's.
            yield Verdict("undecidable", document_id, reason="another column states the row")
        elif 2 * alike >= len(links) or (link.sure and _is_slip(link)):
            yield _violated(sheet, link)
        else:
            reason = "the two tables may not cut the whole alike"
            yield Verdict("undecidable", document_id, reason=reason)


def _is_slip(link: Link) -> bool:
    return slip(link.total.value, link.row.value) in ("digit", "swap")


def _violated(sheet: Sheet, link: Link) -> Verdict:
    total, row = link.total, link.row
    return Verdict(
        "violated",
        sheet.table.document_id,
        span=total.record.span,
        stated=canonical(total.value),
        computed=canonical(row.value),
        difference=total.value - row.value,
        unit="kr",
        confidence=min(total.record.confidence, row.record.confidence, sheet.sureness),
        words={
            "title": sheet.table.title or "",
            "total": readable(total.value),
            "label": row.label,
            "row": readable(row.value),
            "line": str(row.record.span.line_start),
        },
        proofs=(proof("stated", total.record), proof("contradicts", row.record)),
        causes=(Cause(row.record.id, total.value),) if total.value else (),
    )
