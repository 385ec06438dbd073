"""Whether the annexes that an item refers to are listed, and its papers dated as the text tells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.items import AgendaItem, Attachment, SectionText
from protokollparser.core.records.references import Reference
from protokollparser.core.rules import compile_pattern
from protokollparser.core.text import fold

_NUMBER = re.compile(r"§\s?(\d{1,4})")
_WORD = re.compile(r"[^\W\d_]{6,}")
# So many words of a body's name must be shared, or one that is long; words are compared but for their ends.
_SHARED, _SHORT, _LONG = 2, 6, 10
_ANNEX = re.compile(r"\bbilaga\s(?:nr\s)?(\d{1,2})\b", re.IGNORECASE)
# What may stand before the first word of a line of a list, or of the heading of an annex.
_SIGNS = " \t|*#-–•·"


class Params(ShapeParams):
    """`heading`: what stands above a list of annexes; papers under other headings are no annexes.

    `decision`: what a paper is called that holds a decision; `days`: so far apart two days of one may be.
    """

    heading: str
    decision: str
    days: int = 31


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
    yield from _papers(dossier, params)
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


def _papers(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every listed decision of a body that the text of the item cites once."""
    papers: dict[str, list[Attachment]] = defaultdict(list)
    for row in dossier.of(Attachment):
        if row.item_id and compile_pattern(params.decision).search(row.label):
            papers[row.item_id].append(row)
    items = {item.id: item for item in dossier.of(AgendaItem) if item.id in papers}
    references = [one for one in dossier.of(Reference) if one.kind == "decision" and one.target_date]
    for key, item in items.items():
        pieces = (item.span, *item.more)
        cited = [one for one in references if any(one.span.overlaps(piece) for piece in pieces)]
        prose = [one for one in cited if not any(one.span.overlaps(row.span) for row in papers[key])]
        for row in papers[key]:
            alike = [one for one in prose if _of_body(one, row)]
            others = [
                one for one in papers[key] if one is not row and any(_of_body(told, one) for told in alike)
            ]
            if len(alike) == 1 and not others and row.attachment_date is not None:
                yield _dated(row, alike[0], {one.target_date for one in prose}, params)


def _dated(row: Attachment, cited: Reference, days: set[date | None], params: Params) -> Verdict:
    held, told = row.attachment_date, cited.target_date
    if held is None or told is None or held == told:
        return Verdict("exact", row.document_id)
    number = _NUMBER.search(row.label)
    numbered = cited.target_paragraph and number is not None and number[1] != cited.target_paragraph
    if held in days or numbered or abs((held - told).days) > params.days:
        return Verdict("undecidable", row.document_id, reason="the paper may be of another decision")
    line = row.span.line_start
    return Verdict(
        "violated",
        row.document_id,
        span=cited.span,
        stated=str(told),
        computed=str(held),
        difference=Decimal((held - told).days),
        unit="days",
        confidence=0.7 * min(row.confidence, cited.confidence),
        words={
            "fault": f"Beslutet anges vara från {told}, men underlaget på rad {line} är daterat {held}",
            "fault_en": f"The decision is said to be of {told}, but the paper on line {line} is of {held}",
        },
        proofs=(proof("stated", cited), proof("contradicts", row)),
    )


def _of_body(cited: Reference, paper: Attachment) -> bool:
    """True when a paper names the body of a cited decision, in other forms of its words too."""
    words = _WORD.findall(fold(cited.target_body or ""))
    held = _WORD.findall(fold(paper.label))
    shared = [word for word in words if any(_same_word(word, other) for other in held)]
    return len(shared) >= _SHARED or (len(shared) == len(words) == 1 and len(words[0]) >= _LONG)


def _same_word(one: str, other: str) -> bool:
    length = min(len(one), len(other), _LONG)
    return length >= _SHORT and one[: length - 1] == other[: length - 1]


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
    fault = f"nämns här men finns inte bland ärendets bilagor (förtecknat: {count})"
    fault_en = f"is referred to here but is not listed with the item (listed: {count_en})"
    return Verdict(
        "violated",
        row.document_id,
        span=row.span,
        stated=str(number),
        confidence=row.confidence,
        words={"fault": f"Bilaga {number} {fault}", "fault_en": f"Annex {number} {fault_en}"},
        proofs=(proof("stated", row), *(proof("contradicts", one) for one in listed[:5])),
    )
