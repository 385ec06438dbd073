"""Project numbers that stand for two things in one document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict
from protokollparser.core.required import sieve
from protokollparser.core.rules import compile_pattern
from protokollparser.core.sheets import Sheet
from protokollparser.core.spans import Span
from protokollparser.core.text import fold

_NUMBER = re.compile(r"(?<![\d,.])\d{3,6}(?![\d,.]\d)")
_HEAD = re.compile(r"\s*(\d{3,6})\s?[-–:.]?\s(?=.*[^\W\d_]{3})(.+)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_ROWS = 3


class Params(ShapeParams):
    """`groups`: a `name` and the `numbers` it covers; `single`: a `number` and its `name`, in running text.

    `listed`: the same at the head of a line, taken in documents where a group or a single is found.
    `kinds`: the kinds of tables whose rows are projects; `column`: the head over their numbers.
    """

    groups: tuple[str, ...]
    single: tuple[str, ...]
    listed: tuple[str, ...]
    kinds: tuple[str, ...]
    column: str
    idle: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Use:
    """One number, what it stands for there, and the place."""

    number: str
    name: str
    document_id: str | None
    span: Span


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every number that is used twice with a name."""
    yield from _judged([use for use in _prose(dossier, params) if not _YEAR.fullmatch(use.number)], params)
    for sheet in dossier.sheets.values():
        if sheet.table.kind in params.kinds:
            yield from _numbered(sheet, _in_column(sheet, params), params)
            yield from _numbered(sheet, _before_names(sheet), params)


def _numbered(sheet: Sheet, found: Iterable[_Use], params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every number of the rows of a table of projects."""
    uses = list(found)
    # Numbers like years are years where all are, or where but few rows have a number.
    if len(uses) < _ROWS or all(_YEAR.fullmatch(use.number) for use in uses):
        return
    if 2 * len(uses) < sum(row.role == "data" for row in sheet.body):
        uses = [use for use in uses if not _YEAR.fullmatch(use.number)]
    repeated = [number for number, count in Counter(use.number for use in uses).items() if count > 1]
    if len(repeated) > 1:
        yield Verdict("undecidable", sheet.table.document_id, reason="the numbers may be those of kinds")
    else:
        yield from _judged(uses, params, in_rows=True)


def _prose(dossier: Dossier, params: Params) -> Iterator[_Use]:
    for page in dossier.pages:
        text = page.text
        sure: list[_Use] = []
        for pattern in params.groups:
            for found in _found(pattern, text):
                for number in _NUMBER.finditer(found["numbers"]):
                    at = found.start("numbers") + number.start()
                    sure.append(_use(dossier, page.page, number.group(), found["name"], at))
        for pattern in params.single:
            for found in _found(pattern, text):
                sure.append(_use(dossier, page.page, found["number"], found["name"], found.start("number")))
        yield from sure
        known = {(use.document_id, len(use.number)) for use in sure}
        for pattern in params.listed if sure else ():
            for found in _found(pattern, text):
                use = _use(dossier, page.page, found["number"], found["name"], found.start("number"))
                if (use.document_id, len(use.number)) in known:
                    yield use


def _found(pattern: str, text: str) -> Iterator[re.Match[str]]:
    return compile_pattern(pattern).finditer(text) if sieve(pattern).passes(text) else iter(())


def _use(dossier: Dossier, page: int, number: str, name: str, at: int) -> _Use:
    span = dossier.place(page, at, at + len(number))
    return _Use(number, name.strip(), dossier.document_at(page, at), span)


def _in_column(sheet: Sheet, params: Params) -> Iterator[_Use]:
    """Yield the rows of a table of projects whose numbers stand in a column of their own."""
    heads = compile_pattern(params.column)
    column = next((i for i, c in sheet.columns.items() if heads.search(c.header)), None)
    for row in sheet.body if column is not None else ():
        cell = sheet.cells.get((row.row_index, column or 0))
        if row.role != "data" or cell is None or not _NUMBER.fullmatch(cell.text.strip()):
            continue
        number = cell.text.strip()
        name = row.label if row.label and row.label.strip() != number else None
        following = sheet.cells.get((row.row_index, (column or 0) + 1))
        name = name or (following.text if following is not None else "")
        yield _Use(number, name, sheet.table.document_id, cell.span)


def _before_names(sheet: Sheet) -> Iterator[_Use]:
    """Yield the rows of a table of projects whose numbers stand before their names."""
    for row in sheet.body:
        if row.role == "data" and (found := _HEAD.fullmatch(row.label or "")):
            yield _Use(found[1], found[2], sheet.table.document_id, row.span)


def _judged(uses: Sequence[_Use], params: Params, *, in_rows: bool = False) -> Iterator[Verdict]:
    by_number: dict[tuple[str | None, str], list[_Use]] = defaultdict(list)
    for use in uses:
        if _stems(use.name, params):
            by_number[use.document_id, use.number].append(use)
    for (document_id, number), held in by_number.items():
        first = held[0]
        common = _common(number, uses, params) if in_rows else set()
        other = next((use for use in held if not _alike(use.name, first.name, params) - common), None)
        if other is None:
            yield Verdict("exact", document_id)
            continue
        if _alike(other.name, first.name, params) and uses.index(other) == uses.index(first) + 1:
            yield Verdict("undecidable", document_id, reason="the rows may be parts of one project")
            continue
        yield Verdict(
            "violated",
            document_id,
            span=other.span,
            stated=number,
            words={"number": number, "first": _short(first.name), "other": _short(other.name)},
            proofs=(
                Proof("stated", other.span, document_id=document_id),
                Proof("contradicts", first.span, document_id=document_id),
            ),
        )


def _alike(name: str, other: str, params: Params) -> set[str]:
    """Return the beginnings of the words that two names share."""
    return _stems(name, params) & _stems(other, params)


def _common(number: str, uses: Sequence[_Use], params: Params) -> set[str]:
    """Return the beginnings that names of other numbers have too: they tell no project from another."""
    return {stem for use in uses if use.number != number for stem in _stems(use.name, params)}


def _stems(name: str, params: Params) -> set[str]:
    """Return the beginnings of the words of a name, those that name nothing left out."""
    found = {fold(word)[:_STEM] for word in _WORD.findall(name)}
    return found - {fold(word)[:_STEM] for word in params.idle}


def _short(name: str) -> str:
    return " ".join(name.split()[:5])
