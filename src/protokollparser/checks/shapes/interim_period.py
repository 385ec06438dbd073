"""Whether the interim report that the law asks for covers half to two thirds of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.formalities import printed_day
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.bodies import body_key
from protokollparser.core.records.documents import LogicalDocument


class Params(ShapeParams):
    """A period of `least` to `most` months from the year's beginning.

    Reports of other bodies than those that `bodies` matches whole are not examined, nor those whose title
    holds `unlike`; `statutory` in the text says that the report is the one of the law.
    """

    least: int
    most: int
    bodies: str
    title: str
    unlike: str
    statutory: str


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every interim report of a whole municipality."""
    for document in dossier.documents.values():
        title = document.title or ""
        own = document.body is None or re.fullmatch(params.bodies, body_key(document.body))
        if document.kind != "interim_report" or not own or not re.search(params.title, title, re.IGNORECASE):
            continue
        if not re.search(params.unlike, title, re.IGNORECASE):
            yield _verdict(dossier, params, document)


def _verdict(dossier: Dossier, params: Params, document: LogicalDocument) -> Verdict:
    start, end = document.period_start, document.period_end
    if start is None or end is None:
        return Verdict("undecidable", document.id, reason="the title names no year or period")
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.month == 1 and params.least <= months <= params.most:
        return Verdict("exact", document.id)
    texts = (
        dossier.pages[span.page - 1].text[span.start : span.end] for span in (document.span, *document.more)
    )
    if not any(re.search(params.statutory, text, re.IGNORECASE) for text in texts):
        return Verdict(
            "undecidable", document.id, reason="the report may not be the one that the law asks for"
        )
    return Verdict(
        "violated",
        document.id,
        span=printed_day(dossier, end, document),
        stated=f"{start.isoformat()}/{end.isoformat()}",
        day=end,
        confidence=document.confidence,
        words={"start": start.isoformat(), "end": end.isoformat(), "months": str(months)},
        proofs=(proof("stated", document),),
    )
