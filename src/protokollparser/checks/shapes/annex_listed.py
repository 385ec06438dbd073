"""Whether the numbered annexes that an item refers to are listed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.items import Attachment, SectionText
from protokollparser.core.rules import compile_pattern

_ANNEX = re.compile(r"\bbilaga\s(?:nr\s)?(\d{1,2})\b", re.IGNORECASE)
# What may stand before the first word of a line of a list, or of the heading of an annex.
_SIGNS = " \t|*#-–•·"


class Params(ShapeParams):
    """`heading`: what stands above a list of annexes; papers under other headings are no annexes."""

    heading: str


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every annex that an item refers to beside its list, and for every list alone."""
    heading = compile_pattern(params.heading)
    lists = [one.span for one in dossier.of(SectionText) if heading.search(one.heading or "")]
    referred: dict[str | None, dict[int, Attachment]] = defaultdict(dict)
    listed: dict[str | None, list[Attachment]] = defaultdict(list)
    for row in dossier.of(Attachment):
        found = _ANNEX.search(row.span.printed)
        if found is not None and not _begins_line(dossier, row):
            referred[row.item_id].setdefault(int(found[1]), row)
        elif any(span.overlaps(row.span) for span in lists):
            listed[row.item_id].append(row)
    headed = _headed(dossier) if referred else set()
    # A reference that a list answers is read as one with the entry of the list.
    for item in listed.keys() - referred.keys():
        yield Verdict("exact", listed[item][0].document_id)
    for item, numbers in referred.items():
        # A list without numbers names the first annexes: one entry is annex 1 (001 line 130).
        known = headed | set(range(1, len(listed[item]) + 1))
        for number, row in sorted(numbers.items(), key=lambda one: (one[1].span.page, one[1].span.start)):
            if number in known:
                yield Verdict("exact", row.document_id)
            elif item is None or not listed[item]:
                yield Verdict("undecidable", row.document_id, reason="no annexes are listed")
            else:
                yield _missing(number, row, listed[item])


def _begins_line(dossier: Dossier, row: Attachment) -> bool:
    """True for what is listed on a line of its own, not quoted or told of in a sentence."""
    text = dossier.pages[row.span.page - 1].text
    line = text.rfind("\n", 0, row.span.start) + 1
    return not text[line : row.span.start].strip(_SIGNS)


def _headed(dossier: Dossier) -> set[int]:
    """Return the numbers of the annexes that are listed or headed on lines of their own."""
    found: set[int] = set()
    for page in dossier.pages:
        for match in _ANNEX.finditer(page.text):
            line = page.text.rfind("\n", 0, match.start()) + 1
            if not page.text[line : match.start()].strip(_SIGNS):
                found.add(int(match[1]))
    return found


def _missing(number: int, row: Attachment, listed: list[Attachment]) -> Verdict:
    count = f"{len(listed)} bilaga" if len(listed) == 1 else f"{len(listed)} bilagor"
    count_en = f"{len(listed)} annex" if len(listed) == 1 else f"{len(listed)} annexes"
    return Verdict(
        "violated",
        row.document_id,
        span=row.span,
        stated=str(number),
        confidence=row.confidence,
        words={"number": str(number), "listed": count, "listed_en": count_en},
        proofs=(proof("stated", row), *(proof("contradicts", one) for one in listed[:5])),
    )
