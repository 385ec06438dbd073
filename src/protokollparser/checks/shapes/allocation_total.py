"""Shares listed in running text against the amount that they are shares of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Cause, Verdict, canonical, proof, readable
from protokollparser.core.records.figures import Allocation, Amount
from protokollparser.core.records.tables import TableCell
from protokollparser.core.rounding import Figure, compare
from protokollparser.core.slips import slip


class Params(ShapeParams):
    """`near`: a difference above this share of the total is no slip, so that nothing is said."""

    near: float = 0.5


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every distribution written out in text."""
    groups: dict[str, list[Allocation]] = defaultdict(list)
    for share in dossier.of(Allocation):
        groups[share.allocation_group].append(share)
    cells = {(cell.span.page, cell.span.start) for cell in dossier.of(TableCell)}
    for shares in groups.values():
        shares.sort(key=lambda share: (share.span.page, share.span.start))
        in_table = any((share.span.page, share.span.start) in cells for share in shares)
        if len(shares) > 1 and not in_table and all(share.kronor is not None for share in shares):
            yield _verdict(dossier, shares, params)


def _verdict(dossier: Dossier, shares: list[Allocation], params: Params) -> Verdict:
    document_id = shares[0].document_id
    parts = [share.kronor for share in shares if share.kronor is not None]
    total = sum(parts, Decimal(0))
    before, after = _totals(dossier, shares)
    for amount in (*before, *after):
        if amount.kronor is not None and abs(amount.kronor) == abs(total):
            return Verdict("exact", document_id)
    if len({amount.kronor for amount in before}) != 1:
        return Verdict("undecidable", document_id, reason="no one amount is named as the whole")
    whole = before[0]
    stated = abs(whole.kronor or Decimal(0))
    figures = [(Figure(part, _step(shares[0])), 1) for part in parts]
    judged = compare(Figure(stated, _step(whole)), figures)
    if judged.level in ("exact", "rounding"):
        return Verdict("rounding", document_id)
    far = abs(judged.difference) > stated * Decimal(str(params.near))
    if far and slip(stated, total) is None:
        return Verdict(
            "undecidable", document_id, reason="the amount above the shares may not be their whole"
        )
    return Verdict(
        judged.level,
        document_id,
        span=whole.span,
        stated=canonical(stated),
        computed=canonical(total),
        difference=judged.difference,
        unit="kr",
        words={
            "whole": whole.span.printed,
            "total": readable(total),
            "count": str(len(shares)),
            "difference": readable(judged.difference),
        },
        confidence=min(whole.confidence, *(share.confidence for share in shares)),
        proofs=(proof("stated", whole), *(proof("computed_from", share) for share in shares)),
        causes=(Cause(whole.id, total * whole.value / whole.kronor),) if whole.kronor and whole.value else (),
    )


def _step(record: Allocation | Amount) -> Decimal:
    """Return the step of a figure in kronor; a share's is not stored, so its trailing zeros tell."""
    if isinstance(record, Amount) and record.decimals is not None:
        return Decimal(1).scaleb(-record.decimals)
    return Decimal(1000) if record.kronor is not None and record.kronor % 1000 == 0 else Decimal(1)


def _totals(dossier: Dossier, shares: list[Allocation]) -> tuple[list[Amount], list[Amount]]:
    """Return the amounts in the paragraph right before the shares, and in the one right after."""
    first, last = shares[0].span, shares[-1].span
    covered = [share.span for share in shares]
    money = [
        amount
        for amount in dossier.of(Amount)
        if amount.origin == "prose"
        and amount.kronor is not None
        and amount.document_id == shares[0].document_id
        and not any(amount.span.overlaps(span) for span in covered)
    ]
    above = _paragraph_above(dossier, first.page, first.start)
    below = _paragraph_below(dossier, last.page, last.end)
    return (
        [a for a in money if a.span.page == first.page and above[0] <= a.span.start < above[1]],
        [a for a in money if a.span.page == last.page and below[0] <= a.span.start < below[1]],
    )


def _paragraph_above(dossier: Dossier, page: int, start: int) -> tuple[int, int]:
    """Return the offsets of the last block of text above a place."""
    text = dossier.pages[page - 1].text
    line = text.rfind("\n", 0, start) + 1
    above = text[:line].rstrip()
    opens = max(above.rfind("\n\n"), above.rfind("\n\r\n"), above.rfind("\n \n"))
    return (opens + 1 if opens >= 0 else 0), max(len(above), start)


def _paragraph_below(dossier: Dossier, page: int, end: int) -> tuple[int, int]:
    """Return the offsets of the first block of text below a place, the rest of its own line included."""
    text = dossier.pages[page - 1].text
    rest = len(text[end:]) - len(text[end:].lstrip())
    begin = end + rest
    marks = [at for at in (text.find(mark, begin) for mark in ("\n\n", "\n\r\n", "\r\n\r\n")) if at >= 0]
    return end, min(marks, default=len(text))
