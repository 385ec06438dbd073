"""Figures that state the same fact twice, in prose and table or in two tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from protokollparser.checks.alignment import Aligned, Claim
from protokollparser.checks.dossier import Dossier
from protokollparser.checks.facts import Facts, Fault, Pair, Statement, coarser
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Cause, Verdict, canonical, proof, readable
from protokollparser.checks.worded import worded
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.tables import TableCell
from protokollparser.core.slips import slip

# How sure a cell is that words alone name.
_WORDED = 0.7
# So many digits, round ends aside, tell that a figure is the same in another unit.
_TELLING = 3


class Params(ShapeParams):
    """Which statements to compare, and which faults are this check's own.

    Every agreement is counted; a disagreement is reported by the one check whose fault it is.
    """

    between: tuple[Literal["prose", "cells"], ...]
    faults: tuple[Fault, ...]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every pair of statements that agree, or disagree in this check's way."""
    facts = dossier.once(Facts)
    pairs = [*(facts.prose if "prose" in params.between else ())]
    pairs += [*(facts.cells if "cells" in params.between else ())]
    for pair in pairs:
        document_id = pair.first.record.document_id
        if pair.fault == "none":
            same = pair.first.value == pair.second.value
            yield Verdict("exact" if same else "rounding", document_id)
        elif pair.fault == "elsewhere" and "other" in params.faults:
            yield Verdict("undecidable", document_id, reason="another cell beside it states the amount")
        elif pair.first.record.id in dossier.once(worded).other_month:
            if pair.fault in params.faults:
                yield Verdict("undecidable", document_id, reason="another month is told")
        elif _other_row(dossier, pair):
            yield from _by_words(dossier, params, pair)
        elif pair.fault in params.faults:
            yield _verdict(pair)
    if "prose" in params.between:
        yield from _worded(dossier, params)


def _by_words(dossier: Dossier, params: Params, pair: Pair) -> Iterator[Verdict]:
    """Yield the verdict on a figure whose words name another row than the one that it was tied to."""
    facts = dossier.once(Facts)
    found = dossier.once(worded).tied.get(pair.first.record.id)
    if found is not None:
        told = facts.pair(found.claim.amount, found.first, found.second)
        place = (found.sheet, found.row.row_index, found.column.column_index)
        if told.fault != "none" and not facts.elsewhere(found.first, *place):
            if told.fault in params.faults:
                yield replace(_verdict(told), confidence=min(found.claim.amount.confidence, _WORDED))
            return
    if pair.fault in params.faults:
        yield Verdict("undecidable", pair.first.record.document_id, reason="the words name another row")


def _other_row(dossier: Dossier, pair: Pair) -> bool:
    """True when the words of a figure in prose name rows, and not the one that it is compared with."""
    amount, cell = pair.first.record, pair.second.record
    if not isinstance(amount, Amount) or not isinstance(cell, TableCell) or pair.fault == "exchanged":
        return False
    digits = len(pair.second.value.normalize().as_tuple().digits)
    if pair.fault == "factor" and digits >= _TELLING:
        return False
    named = dossier.once(worded).rows.get(amount.id)
    return bool(named) and (cell.table_id, cell.row_index) not in (named or ())


def _worded(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every figure that no cell repeats and whose words name one cell."""
    facts = dossier.once(Facts)
    for claim, found in dossier.once(worded).untied:
        document_id = claim.amount.document_id
        larger = facts.in_smaller_unit(claim.amount)
        if larger is not None:
            if "factor" in params.faults:
                yield replace(_verdict(larger), confidence=min(claim.amount.confidence, _WORDED))
        elif isinstance(found, str):
            if "other" in params.faults:
                yield Verdict("undecidable", document_id, reason=found)
        else:
            yield from _against_cell(facts, params, claim, found)


def _against_cell(facts: Facts, params: Params, claim: Claim, found: Aligned) -> Iterator[Verdict]:
    """Yield the verdict on a figure against the cell of its words."""
    document_id = claim.amount.document_id
    pair = facts.pair(claim.amount, found.first, found.second)
    if pair.fault == "none":
        yield Verdict("exact" if pair.first.value == pair.second.value else "rounding", document_id)
    elif facts.elsewhere(found.first, found.sheet, found.row.row_index, found.column.column_index):
        if "other" in params.faults:
            yield Verdict("undecidable", document_id, reason="another cell beside it states the amount")
    elif pair.fault in params.faults:
        yield replace(_verdict(pair), confidence=min(claim.amount.confidence, _WORDED))


def _verdict(pair: Pair) -> Verdict:
    stated, held = pair.first, pair.second
    first, second = stated.value / pair.factor, held.value / pair.factor
    kind = slip(stated.value, held.value)
    word = {"exchanged": "exchange", "other": None}.get(pair.fault, kind)
    proofs = [proof("stated", stated.record), proof("contradicts", held.record)]
    if pair.rival is not None:
        proofs.append(proof("contradicts", pair.rival.record))
    return Verdict(
        "violated",
        stated.record.document_id,
        span=stated.record.span,
        stated=canonical(first),
        computed=canonical(second),
        difference=first - second,
        unit=pair.unit,
        hypothesis=f"{word}: {canonical(second)}" if word else None,
        severity="warning" if coarser(stated, held) else None,
        confidence=min(stated.record.confidence, held.record.confidence),
        words={
            "printed": stated.record.span.printed,
            "cell": held.record.span.printed,
            "place": f"{held.label} ({held.column})" if held.column else held.label,
            "difference": readable(abs(first - second)),
            "unit": f" {pair.unit}" if pair.unit else "",
            "rival": pair.rival.record.span.printed if pair.rival else "",
        },
        proofs=tuple(proofs),
        causes=_causes(stated, held) if pair.fault != "exchanged" else (),
        sureness=1,
    )


def _causes(stated: Statement, held: Statement) -> tuple[Cause, ...]:
    """Return either figure as what may be wrong, with what the other says in its place."""
    found = []
    for wrong, right in ((held, stated), (stated, held)):
        value = wrong.record.value if isinstance(wrong.record, TableCell | Amount) else None
        if value:
            factor = wrong.value / abs(value)
            width = max(right.high - right.low, wrong.high - wrong.low)
            found.append(Cause(wrong.record.id, right.value / factor, width / factor))
    return tuple(found)
