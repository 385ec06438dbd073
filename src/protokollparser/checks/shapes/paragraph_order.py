"""Whether the paragraphs of a meeting follow each other without gap or double."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.paragraphs import ANNEXED, Series, printed_anyway, series
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.text import fold


class Params(ShapeParams):
    """A series with fewer than `shortest` items, or with a gap wider than `widest`, is left alone."""

    shortest: int = 3
    widest: int = 5


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every step from one paragraph to the next."""
    for run in series(dossier):
        if len(run.items) < 2:
            yield Verdict("undecidable", run.document.id, reason="too few paragraphs to tell an order")
        for at, (before, after) in enumerate(pairwise(run.items)):
            if len(run.items) < params.shortest and (after.paragraph or 0) > (before.paragraph or 0) + 1:
                yield Verdict("undecidable", run.document.id, reason="too few paragraphs to tell an order")
                continue
            beyond = run.items[at + 2] if at + 2 < len(run.items) else None
            yield _lettered(run, before, after, beyond) or _step(dossier, params, run, before, after)


def _lettered(
    run: Series, before: AgendaItem, after: AgendaItem, beyond: AgendaItem | None
) -> Verdict | None:
    """Return the verdict on § 77 a after § 76: § 77 is missing, unless § 77 b shows that it was parted."""
    parted = beyond is not None and beyond.paragraph == after.paragraph
    if after.paragraph_suffix != "a" or after.paragraph != (before.paragraph or 0) + 1 or parted:
        return None
    number = after.paragraph or 0
    words = _told(number - 1, number + 1, [number])
    return Verdict(
        "violated",
        run.document.id,
        span=after.span,
        stated=f"{number} a",
        computed=str(number),
        severity="warning",
        confidence=min(before.confidence, after.confidence),
        words={"before": str(number - 1), "after": f"{number} a", "fault": words[0], "fault_en": words[1]},
        proofs=(proof("stated", after), proof("contradicts", before)),
    )


def _step(dossier: Dossier, params: Params, run: Series, before: AgendaItem, after: AgendaItem) -> Verdict:
    one, two = before.paragraph or 0, after.paragraph or 0
    if two == one + 1 or (two == one and before.paragraph_suffix != after.paragraph_suffix):
        return Verdict("exact", run.document.id)
    if two == one and fold(before.title or "") == fold(after.title or ""):
        return Verdict(
            "undecidable", run.document.id, reason="a paragraph that goes on under its own heading"
        )
    if two == 1 < one:
        return Verdict("undecidable", run.document.id, reason=ANNEXED)
    if _laid_out_of_order(run, before, after):
        return Verdict(
            "undecidable", run.document.id, reason="the columns of the page may be read in another order"
        )
    missing = list(range(one + 1, two))
    if len(missing) > params.widest:
        return Verdict(
            "undecidable", run.document.id, reason="the gap is so wide that this may be an extract"
        )
    if missing and any(printed_anyway(dossier, run.document, number) for number in missing):
        return Verdict("undecidable", run.document.id, reason="the missing paragraph is printed but not read")
    sv, en = _told(one, two, missing)
    return Verdict(
        "violated",
        run.document.id,
        span=dossier.first_line(after.span),
        stated=str(two),
        computed=str(one + 1),
        words={"before": str(one), "after": str(two), "fault": sv, "fault_en": en},
        confidence=min(before.confidence, after.confidence),
        proofs=(proof("stated", after), proof("contradicts", before)),
    )


def _laid_out_of_order(run: Series, before: AgendaItem, after: AgendaItem) -> bool:
    """True when a § stands higher on its page than the one read before it, or a missing one does.

    That is so on pages in columns, or where a heading was taken from its place.
    """
    low, high = before.paragraph or 0, after.paragraph or 0
    here = [item for item in run.items if low < (item.paragraph or 0) < high] if low < high else [after]
    last = after if low < high else before
    return any(_above(item, last) for item in here)


def _above(item: AgendaItem, other: AgendaItem) -> bool:
    one, two = item.span.box, other.span.box
    return one is not None and two is not None and item.span.page == other.span.page and one.top < two.top


def _told(one: int, two: int, missing: list[int]) -> tuple[str, str]:
    """Return what is wrong between two paragraphs."""
    if missing:
        shown = f"§ {missing[0]}" if len(missing) == 1 else f"§§ {missing[0]}-{missing[-1]}"
        return f"{shown} saknas", f"{shown} missing"
    if one == two:
        return f"§ {two} finns två gånger", f"§ {two} stands twice"
    return f"§ {two} står efter § {one}", f"§ {two} stands after § {one}"
