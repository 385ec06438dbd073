"""Whether the contents list of minutes tells of the same items as their body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.listings import Row, contents_rows
from protokollparser.checks.paragraphs import Series, printed_anyway, series
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.text import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5


class Params(ShapeParams):
    """A list with fewer rows than `shortest` is left alone, and one that lacks more than `widest` items."""

    shortest: int = 3
    widest: int = 2


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every row of a contents list, and for every item that it leaves out."""
    for run in series(dossier):
        rows = contents_rows(dossier, run.document)
        if not rows:
            continue
        if len(rows) < params.shortest:
            yield _open(run, "the contents list is too short")
        elif run.document.version == "draft":
            yield _open(run, "the document is a draft")
        else:
            yield from _compared(dossier, params, run, rows)
            yield from _paged(run, rows)


def _open(run: Series, reason: str) -> Verdict:
    return Verdict("undecidable", run.document.id, reason=reason)


def _compared(dossier: Dossier, params: Params, run: Series, rows: Sequence[Row]) -> Iterator[Verdict]:
    listed = {number for row in rows for number in range(row.first, row.last + 1)}
    items = {item.paragraph: item for item in run.items if item.paragraph is not None}
    absent = [row for row in rows if not items.keys() & set(range(row.first, row.last + 1))]
    left_out = [item for number, item in items.items() if number not in listed]
    for row in rows:
        if row not in absent and row.first == row.last:
            yield _heading(row, items[row.first], items)
    for row in list(absent):
        meant = next((item for item in left_out if _stems(item.title) & _stems(row.title)), None)
        if meant is None and len(absent) == len(left_out) == 1:
            meant = left_out[0]
        if meant is not None and not _printed(dossier, run, row):
            absent.remove(row)
            left_out.remove(meant)
            told = f"§ {meant.paragraph} i protokollet", f"§ {meant.paragraph} in the minutes"
            yield _violated(
                row, f"§ {row.first}", f"§ {meant.paragraph}", told, (proof("contradicts", meant),)
            )
    if len(absent) > params.widest or len(left_out) > params.widest:
        yield _open(run, "so much is missing that the list or the minutes may be here in part only")
        return
    for row in absent:
        if min(run.numbers) < row.first < max(run.numbers):
            yield _open(run, "the gap is told where it stands")
        elif _printed(dossier, run, row):
            yield _open(run, "a paragraph is printed but not read")
        else:
            told = "inte i protokollet", "not in the minutes"
            yield _violated(row, f"§ {row.first}", None, told, (proof("context", run.items[-1]),))
    for item in left_out:
        yield _left_out(item, rows)


def _printed(dossier: Dossier, run: Series, row: Row) -> bool:
    """True when the § of a row begins a line outside the list, so that it may have been read wrongly."""
    return printed_anyway(dossier, run.document, row.first)


def _heading(row: Row, item: AgendaItem, items: Mapping[int, AgendaItem]) -> Verdict:
    """Return the verdict on the heading of a row: it may be shorter than that of the item."""
    listed, held = _stems(row.title), _stems(item.title)
    title, others = fold(row.title), [one for one in items.values() if one is not item]
    if title in fold(item.title or "") or not listed or not held:
        return Verdict("exact", row.document_id)
    other = next((one for one in others if fold(one.title or "").startswith(title)), None)
    if other is None or listed == held:
        if listed & held:
            return Verdict("exact", row.document_id)
        return Verdict("undecidable", row.document_id, reason="the heading is worded otherwise in the list")
    told = f"rubriken för § {other.paragraph}", f"the heading of § {other.paragraph}"
    proofs = (proof("contradicts", item), proof("contradicts", other))
    return _violated(row, row.title, item.title, told, proofs)


def _left_out(item: AgendaItem, rows: Sequence[Row]) -> Verdict:
    number = item.paragraph or 0
    above = [row for row in rows if row.last < number] or [rows[0]]
    fault = f"§ {number} saknas i innehållsförteckningen"
    fault_en = f"§ {number} is missing in the contents list"
    return Verdict(
        "violated",
        item.document_id,
        span=above[-1].span,
        stated=None,
        computed=f"§ {number}",
        confidence=item.confidence,
        words={"fault": fault, "fault_en": fault_en},
        proofs=(proof("contradicts", item), *(Proof("context", row.span) for row in above[-1:])),
    )


def _paged(run: Series, rows: Sequence[Row]) -> Iterator[Verdict]:
    """Yield a verdict for every page that is printed in the list: they rise, and lead to the items."""
    for before, after in pairwise(row for row in rows if row.page is not None):
        if (after.page or 0) < (before.page or 0):
            told = (
                f"sida {after.page} efter sida {before.page}",
                f"page {after.page} after page {before.page}",
            )
            yield _violated(after, str(after.page), None, told, (Proof("contradicts", before.span),))
        else:
            yield Verdict("exact", run.document.id)
    items = {item.paragraph: item for item in run.items}
    found = [(row, items[row.first]) for row in rows if row.page is not None and row.first in items]
    apart = Counter(item.span.page - (row.page or 0) for row, item in found)
    if len({item.span.page for _, item in found}) < 2:
        return
    usual, count = apart.most_common(1)[0]
    for row, item in found if 3 * count > 2 * len(found) else ():
        if item.span.page - (row.page or 0) != usual:
            page = item.span.page - usual
            told = f"paragrafen börjar på sida {page}", f"the paragraph begins on page {page}"
            yield _violated(row, str(row.page), str(page), told, (proof("contradicts", item),))


def _violated(
    row: Row, stated: str, computed: str | None, told: tuple[str, str], proofs: tuple[Proof, ...]
) -> Verdict:
    fault = f"innehållsförteckningen har ”{row.span.printed.strip(' |')}”: {told[0]}"
    fault_en = f"the contents list has “{row.span.printed.strip(' |')}”: {told[1]}"
    return Verdict(
        "violated",
        row.document_id,
        span=row.span,
        stated=stated,
        computed=computed,
        words={"fault": fault, "fault_en": fault_en},
        proofs=(Proof("stated", row.span, None, row.document_id), *proofs),
    )


def _stems(title: str | None) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(fold(title or ""))}
