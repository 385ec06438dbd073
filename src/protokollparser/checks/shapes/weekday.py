"""Whether the weekday printed before a date is that of the date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.references import DateMention

_REACH = 24


class Params(ShapeParams):
    """`days`: the names of the weekdays, Monday first."""

    days: tuple[str, ...]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every date with its year that has a weekday before it."""
    names = "|".join(re.escape(day) for day in params.days)
    before = re.compile(rf"(?<!\w)({names})(?:en|s)?,?\s(?:den\s)?$", re.IGNORECASE)
    within = re.compile(rf"^({names})(?:en|s)?\b", re.IGNORECASE)
    for mention in dossier.of(DateMention):
        if mention.precision != "day" or mention.inferred or mention.date_start is None:
            continue
        text = dossier.pages[mention.span.page - 1].text
        ahead = text[max(0, mention.span.start - _REACH) : mention.span.start]
        found = within.search(mention.span.printed) or before.search(ahead)
        if found is None:
            continue
        stated = found.group(1).lower()
        real = params.days[mention.date_start.weekday()]
        if stated == real:
            yield Verdict("exact", mention.document_id)
            continue
        yield Verdict(
            "violated",
            mention.document_id,
            span=mention.span,
            stated=stated,
            computed=real,
            words={"weekday": stated, "date": mention.date_start.isoformat(), "real": real},
            confidence=mention.confidence,
            proofs=(proof("stated", mention),),
        )
