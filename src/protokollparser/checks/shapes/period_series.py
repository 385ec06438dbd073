"""Whether figures that grow over a year do: none falls, changes its basis, or stands still for no reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.entries import Entry, Key
from protokollparser.checks.facts import Facts, Statement
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.bodies import body_key
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.rounding import Interval
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.sheets import Sheet
from protokollparser.core.text import clean, fold

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n\s*\n")
_TWELVE = 12
_OPEN = {
    "falls": "no other report tells of the year",
    "base": "too few months to tell a basis",
    "still": "no other report tells of the year",
}


class Params(ShapeParams):
    """What to look for; `kinds` of rows are left out, since they rise and fall.

    Two columns tell of the same things when at least `agreeing` figures grow, and `times` as many as do not.
    `activity` words beside the name of a row tell that something was done there, unless `none` of it was.
    """

    find: Literal["falls", "base", "still"]
    kinds: tuple[str, ...] = ("net", "result")
    agreeing: int = 3
    times: int = 2
    activity: str = ""
    none: str = ""


@dataclass(frozen=True)
class Months:
    """The figures of one column from January to `end`, by label; of `active` rows the text tells work."""

    role: str
    end: date
    figures: dict[str, Statement]
    active: frozenset[str]


def gather(dossier: Dossier, params: Params) -> Iterator[Entry]:
    """Yield the columns that tell of a year up to a month's end, by body and year, else by file and year."""
    facts: Facts | None = None
    for sheet in dossier.sheets.values():
        if not any(column.scenario == "outturn" for column in sheet.columns.values()):
            continue
        facts = facts or dossier.once(Facts)
        if not facts.units.is_money(sheet.table.unit) or sheet.table.kind == "balance_sheet":
            continue
        document = dossier.documents.get(sheet.table.document_id or "")
        active = _active(dossier, sheet, params) if params.find == "still" else frozenset[str]()
        for index, column in sheet.columns.items():
            start = column.period_start or sheet.table.period_start
            end = column.period_end or sheet.table.period_end
            if column.scenario != "outturn" or column.role not in ("outturn", "income", "cost"):
                continue
            if start is None or end is None or start != date(end.year, 1, 1):
                continue
            others = [one for at, one in sheet.columns.items() if at != index and one.scenario == "outturn"]
            if column.period_end is None and any(one.period_end == end for one in others):
                # "Utfall" beside "Bokslut 2019": the year is that of the other column.
                continue
            told = Months(column.role, end, _figures(facts, sheet, index, params), active)
            key = (*_owner(dossier, document), str(end.year), column.role)
            yield Entry(key, dossier.source_id, sheet.table.document_id, end, told)


def _owner(dossier: Dossier, document: LogicalDocument | None) -> Key:
    if document is None or not document.host_municipality:
        return "file", dossier.source_id
    return fold(document.host_municipality), body_key(document.body or "")


def _figures(facts: Facts, sheet: Sheet, column: int, params: Params) -> dict[str, Statement]:
    words = facts.dossier.words
    rows = [row for row in sheet.body if row.label and words.kind(row.label) not in params.kinds]
    labels = Counter(fold(row.label or "") for row in rows)
    found = {}
    for row in rows:
        label = fold(row.label or "")
        stated = facts.cell(sheet, row.row_index, column)
        if stated is not None and stated.value and labels[label] == 1 and not words.deviation.search(label):
            found[label] = stated
    return found


def _active(dossier: Dossier, sheet: Sheet, params: Params) -> frozenset[str]:
    """Return the labels of rows of which the document says that something was done."""
    cue, none = compile_pattern(params.activity), compile_pattern(params.none)
    labels = {fold(row.label) for row in sheet.body if row.label}
    document = dossier.documents.get(sheet.table.document_id or "")
    found: set[str] = set()
    for span in (document.span, *document.more) if document is not None else ():
        text = dossier.pages[span.page - 1].text[span.start : span.end]
        for sentence in _SENTENCE.split(text):
            if len(sentence) < 600 and cue.search(sentence) and not none.search(sentence):
                told = fold(clean(sentence))
                found.update(label for label in labels if re.search(rf"(?<!\w){re.escape(label)}", told))
    return frozenset(found)


def compare(entries: Sequence[Entry], params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every figure that columns of one year tell up to two months or more."""
    by_end: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_end[entry.held.end].append(entry)
    told = [max(by_end[end], key=lambda one: len(one.held.figures)) for end in sorted(by_end)]
    unlike = {end: _unlike(by_end[end]) for end in by_end}
    if params.find == "base":
        yield from _bases(told)
        return
    for earlier, later in pairwise(told):
        for entry in by_end[later.held.end]:
            yield from _pair(earlier, entry, unlike[earlier.held.end] | unlike[later.held.end], params)
    if len(told) < 2:
        for entry in told:
            yield _open(entry, _OPEN[params.find])


def _open(entry: Entry, reason: str) -> Verdict:
    return Verdict("undecidable", entry.document_id, source_id=entry.source_id, reason=reason)


def _unlike(entries: Sequence[Entry]) -> set[str]:
    """Return the labels for which the columns of one day tell several figures: those of several units."""
    told: dict[str, Statement] = {}
    found: set[str] = set()
    for entry in entries:
        for label, stated in entry.held.figures.items():
            if not told.setdefault(label, stated).meets(stated):
                found.add(label)
    return found


def _pair(earlier: Entry, later: Entry, unlike: set[str], params: Params) -> Iterator[Verdict]:
    one, two = earlier.held.figures, later.held.figures
    shared = sorted((set(one) & set(two)) - unlike)
    fallen = [label for label in shared if two[label].high < one[label].low]
    still = [label for label in shared if two[label].value == one[label].value]
    risen = [label for label in shared if two[label].value > one[label].value]
    wrong = fallen if params.find == "falls" else still
    if len(risen) < params.agreeing or len(risen) < params.times * len(wrong):
        yield _open(later, "the rows of the two reports are not the same")
        return
    for label in shared:
        if label not in wrong:
            yield Verdict("exact", later.document_id, source_id=later.source_id)
        elif params.find == "still" and label not in later.held.active:
            yield _open(later, "no text tells of activity")
        else:
            yield _told(one[label], two[label], earlier, later)


def _told(first: Statement, second: Statement, earlier: Entry, later: Entry) -> Verdict:
    days = {"end": str(later.held.end), "day": str(earlier.held.end)}
    return second.contradicted(first, later.document_id, **days)


def _bases(series: list[Entry]) -> Iterator[Verdict]:
    """Yield a verdict for each row that goes by a twelfth a month, and by another from a month on.

    A basis is one that two months in a row go by.
    """
    points: dict[str, list[tuple[Entry, Statement]]] = defaultdict(list)
    for entry in series:
        for label, stated in entry.held.figures.items():
            points[label].append((entry, stated))
    for label in sorted(points):
        runs = _runs(points[label])
        if len(points[label]) < 4:
            yield _open(points[label][-1][0], _OPEN["base"])
            continue
        based = [run for run in runs if len(run) >= 2]
        if len(based) == 1 and len(based[0]) == len(points[label]):
            last = based[0][-1][0]
            yield Verdict("exact", last.document_id, source_id=last.source_id)
        elif len(based) < 2 or len(based) != len(runs):
            yield _open(points[label][-1][0], "the row does not go by a twelfth a month")
        else:
            for before, after in pairwise(based):
                yield _changed(before[-1], after[0])


def _runs(points: list[tuple[Entry, Statement]]) -> list[list[tuple[Entry, Statement]]]:
    """Return the months in groups that go by one basis of the year."""
    runs: list[list[tuple[Entry, Statement]]] = []
    shared: Interval | None = None
    for entry, stated in points:
        own = _base(entry, stated)
        meet = shared.intersect(own) if shared is not None else None
        if meet is None:
            runs.append([])
        shared = meet or own
        runs[-1].append((entry, stated))
    return runs


def _base(entry: Entry, stated: Statement) -> Interval:
    """Return what a year comes to when each month is as those up to the end: one unit to either side."""
    month = entry.held.end.month
    unit = stated.high - stated.low
    return Interval((stated.value - unit) * _TWELVE / month, (stated.value + unit) * _TWELVE / month)


def _changed(before: tuple[Entry, Statement], after: tuple[Entry, Statement]) -> Verdict:
    (earlier, first), (later, second) = before, after
    due = first.value * later.held.end.month / earlier.held.end.month
    bases = [
        (stated.value * _TWELVE / entry.held.end.month).quantize(Decimal(1))
        for entry, stated in (before, after)
    ]
    return Verdict(
        "violated",
        later.document_id,
        span=second.record.span,
        source_id=later.source_id,
        stated=canonical(second.value),
        computed=canonical(due.quantize(Decimal(1))),
        difference=(second.value - due).quantize(Decimal(1)),
        unit="kr",
        confidence=min(first.record.confidence, second.record.confidence),
        words={
            "label": second.label,
            "there": readable(bases[0]),
            "here": readable(bases[1]),
            "end": str(later.held.end),
            "day": str(earlier.held.end),
        },
        proofs=(proof("stated", second.record), proof("contradicts", first.record)),
    )
