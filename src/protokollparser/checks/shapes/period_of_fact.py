"""Whether an amount in prose names the period of the cell that holds the same figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.facts import Facts, Pair
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.records.figures import Amount
from protokollparser.core.spans import Span


class Params(ShapeParams):
    """How prose says up to when an amount is told.

    `up_to`: the words before a month, `compared`: those before them that make it another period's.
    `digits`: how many digits a figure needs, round ends aside, to be the same figure and no other.
    `scenarios`: the kinds of figures that change from period to period.
    """

    up_to: str
    compared: str
    scenarios: tuple[str, ...]
    digits: int = 4


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every amount told up to a month that stands in a table up to a month."""
    facts = dossier.once(Facts)
    months: dict[str, int] = dossier.rules.vocabulary["months"]
    names = "|".join(sorted(months, key=lambda name: (-len(name), name)))
    told = re.compile(
        rf"(?P<before>{params.compared})?\s?(?:{params.up_to})\s(?P<month>{names})\b\.?(?:\s(?P<year>20\d\d)\b)?",
        re.IGNORECASE,
    )
    for pair in facts.prose:
        amount = pair.first.record
        if not isinstance(amount, Amount) or pair.fault != "none" or _digits(pair) < params.digits:
            continue
        cell = facts.told(amount.fact) if amount.fact else None
        if cell is None or cell.period_end is None or cell.scenario not in params.scenarios:
            continue
        found = _period(dossier, amount, told)
        if found is not None and _month_end(cell.period_end):
            match, span = found
            year = int(match["year"]) if match["year"] else cell.period_end.year
            yield _verdict(pair, amount, span, (year, months[match["month"].lower()]), cell.period_end)


def _digits(pair: Pair) -> int:
    return len((pair.second.value / pair.factor).normalize().as_tuple().digits)


def _month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _period(dossier: Dossier, amount: Amount, told: re.Pattern[str]) -> tuple[re.Match[str], Span] | None:
    """Return the one period that the amount's own line names, None for none or several."""
    page = dossier.pages[amount.span.page - 1]
    begin = page.text.rfind("\n", 0, amount.span.start) + 1
    end = page.text.find("\n", amount.span.end)
    found = list(told.finditer(page.text, begin, end if end >= 0 else len(page.text)))
    if len(found) != 1 or found[0]["before"]:
        return None
    place = dossier.place(page.page, found[0].start("month"), found[0].end())
    return found[0], place


def _verdict(pair: Pair, amount: Amount, span: Span, told: tuple[int, int], held: date) -> Verdict:
    if told == (held.year, held.month):
        return Verdict("exact", amount.document_id)
    return Verdict(
        "violated",
        amount.document_id,
        span=span,
        stated=f"{told[0]}-{told[1]:02}",
        computed=f"{held.year}-{held.month:02}",
        words={"period": span.printed, "amount": amount.span.printed, "held": held.isoformat()},
        confidence=amount.confidence,
        proofs=(
            Proof("stated", span, None, amount.document_id),
            proof("context", amount),
            proof("contradicts", pair.second.record),
        ),
    )
