"""Whether all items that are decided have a case number where most have one, with the same letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.paragraphs import Series, series
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.rules import compile_pattern

_LETTERS = re.compile(r"^[^\W\d_]+")
_HEAD_LINES = 6


class Params(ShapeParams):
    """What items have a case number, and when that is a practice of the house.

    Items of `kinds` are examined whose heading does not hold words of `formal`. `printed` are words and
    figures in the first lines of an item that may be a number, `paper` the number of its paper anywhere.
    A practice is what `usual` items do, and no more than `others` of all leave.
    """

    kinds: tuple[str, ...]
    formal: str
    printed: str
    paper: str
    usual: int = 3
    others: float = 0.25


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every item of minutes about which something is decided."""
    formal = compile_pattern(params.formal)
    for run in series(dossier):
        if run.meeting is None or run.meeting.status != "held":
            continue
        decided = [
            item for item in run.items if item.kind in params.kinds and not formal.search(item.title or "")
        ]
        numbered = [item for item in decided if item.case_number]
        if not numbered:
            continue
        bare = [item for item in decided if not item.case_number]
        usual = len(numbered) >= params.usual and len(bare) <= params.others * len(decided)
        for item in bare:
            yield _missing(dossier, params, run, item, numbered, usual=usual)
        yield from _lettered(dossier, params, run, numbered)


def _missing(
    dossier: Dossier,
    params: Params,
    run: Series,
    item: AgendaItem,
    numbered: list[AgendaItem],
    *,
    usual: bool,
) -> Verdict:
    reason = None
    if not usual:
        reason = "few items of the minutes have a case number"
    elif item.title is None or compile_pattern(params.printed).search(_head(dossier, item)):
        reason = "a case number may be printed that was not read"
    elif any(compile_pattern(params.paper).search(span.printed) for span in (item.span, *item.more)):
        reason = "the item names its paper by a number"
    if reason is not None:
        return Verdict("undecidable", run.document.id, reason=reason)
    name = f"§ {item.paragraph} {item.title}"
    told, told_en = f"{len(numbered)} andra beslutsärenden har ett", f"{len(numbered)} others have one"
    return Verdict(
        "violated",
        item.document_id,
        span=dossier.first_line(item.span),
        stated=f"§ {item.paragraph}",
        confidence=item.confidence,
        words={
            "fault": f"{name} har inget diarienummer; {told}.",
            "fault_en": f"{name} has no case number; {told_en}.",
        },
        proofs=(proof("stated", item), _place(dossier, numbered[0])),
        day=run.meeting.meeting_date if run.meeting else None,
    )


def _head(dossier: Dossier, item: AgendaItem) -> str:
    """Return the first lines of an item, where its number would stand."""
    text = dossier.pages[item.span.page - 1].text[item.span.start : item.span.end]
    return "\n".join(text.split("\n")[:_HEAD_LINES])


def _place(dossier: Dossier, item: AgendaItem) -> Proof:
    return Proof("context", dossier.first_line(item.span), item, item.document_id)


def _lettered(dossier: Dossier, params: Params, run: Series, numbered: list[AgendaItem]) -> Iterator[Verdict]:
    """Yield a verdict for every number: one without letters is alone among others that have the same."""
    letters = [
        found.group() if (found := _LETTERS.match(item.case_number or "")) else "" for item in numbered
    ]
    known = {one for one in letters if one}
    bare = letters.count("")
    told = len(known) == 1 and bare == 1 and len(numbered) > params.usual
    for item, own in zip(numbered, letters, strict=True):
        if own or not told:
            yield Verdict("exact", run.document.id)
            continue
        number, example = item.case_number or "", next(filter(None, known))
        yield Verdict(
            "violated",
            item.document_id,
            span=dossier.first_line(item.span),
            stated=number,
            confidence=item.confidence,
            words={
                "fault": f"Ärendets nummer {number} saknar bokstäverna {example}, som de andra numren har.",
                "fault_en": f"The number {number} lacks the letters {example} that the others have.",
            },
            proofs=(proof("stated", item),),
            day=run.meeting.meeting_date if run.meeting else None,
        )
