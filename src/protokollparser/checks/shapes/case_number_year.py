"""Whether case numbers tell a year that has begun, and are written as the others of the meeting are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.spans import Span

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_LETTERS = re.compile(r"^[^\W\d_]+")
# The letters, the year and the number of a case with what stands between them; sub-numbers follow.
_PARTS = re.compile(r"^([^\W\d_]*)([^\d\w]{0,3})\d{2,4}([^\d\w]{1,3})\d+")


class Params(ShapeParams):
    """`faults`: for each fault (year, form) the sentence that tells it, and its English one with `_en`.

    A form is usual when so many numbers with the same letters have it and no other (`usual`).
    """

    faults: dict[str, str]
    usual: int = 4


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every case number of the items of a meeting, once for each number."""
    days = {
        meeting.id: meeting.meeting_date
        for meeting in dossier.of(Meeting)
        if meeting.status != "cancelled" and meeting.meeting_date is not None
    }
    numbers: dict[tuple[str, str], AgendaItem] = {}
    for item in dossier.of(AgendaItem):
        if item.case_number and item.meeting_id in days:
            numbers.setdefault((item.meeting_id or "", item.case_number), item)
    forms = Counter((meeting, _letters(number), _form(number)) for meeting, number in numbers)
    for (meeting, number), item in numbers.items():
        yield _year(dossier, params, number, item, days[meeting])
        usual = [
            (form, count)
            for (own, letters, form), count in forms.items()
            if form and (own, letters) == (meeting, _letters(number)) and form != _form(number)
        ]
        alone = _form(number) and forms[meeting, _letters(number), _form(number)] == 1
        if alone and len(usual) == 1 and usual[0][1] >= params.usual:
            example = next(other for own, other in numbers if own == meeting and _form(other) == usual[0][0])
            words = {"number": number, "example": example}
            yield _fault(dossier, params, "form", item, number, words, days[meeting])


def _letters(number: str) -> str:
    found = _LETTERS.match(number.strip())
    return found.group().lower() if found else ""


def _form(number: str) -> str | None:
    """Return how a number is written: `KS 2023/114` and `KS 2022/9:1` give ` 0/`; None for others."""
    found = _PARTS.match(number.strip())
    return f"{found[2]}0{found[3]}" if found else None


def _year(dossier: Dossier, params: Params, number: str, item: AgendaItem, held: date) -> Verdict:
    years = [int(year) for year in _YEAR.findall(number)]
    if not years:
        reason = "the number does not hold a year with its century"
        return Verdict("undecidable", item.document_id, reason=reason)
    if min(years) <= held.year:
        return Verdict("exact", item.document_id)
    words = {"number": number, "year": str(min(years)), "day": held.isoformat()}
    return _fault(dossier, params, "year", item, number, words, held)


def _fault(
    dossier: Dossier,
    params: Params,
    fault: str,
    item: AgendaItem,
    number: str,
    words: dict[str, str],
    held: date,
) -> Verdict:
    told = {"fault": params.faults[fault], "fault_en": params.faults[f"{fault}_en"]}
    return Verdict(
        "violated",
        item.document_id,
        span=_printed(dossier, item, number),
        stated=number,
        day=held,
        confidence=item.confidence,
        words={name: sentence.format(**words) for name, sentence in told.items()},
        proofs=(proof("stated", item),),
    )


def _printed(dossier: Dossier, item: AgendaItem, number: str) -> Span:
    """Return where the number of an item is printed, else the first line of the item."""
    for span in (item.span, *item.more):
        text = dossier.pages[span.page - 1].text
        at = text.find(number, max(0, span.start - 200), span.end)
        if at >= 0:
            return dossier.place(span.page, at, at + len(number))
    return dossier.first_line(item.span)
