"""Whether a cited section stands in the law that is cited, and that law held on the day of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.records.references import Reference

_CHAPTER = re.compile(r"^(\d{1,2})\s?([a-z])?\s?kap\b")
_SECTIONS = re.compile(r"(\d{1,3})(?:\s([a-z])\b)?")
# So much of the text before a citation may tell that it is about earlier times, in letters.
_REACH = 400


class Params(ShapeParams):
    """`earlier` is found in text that tells of earlier law or an earlier decision.

    A law that holds no longer may be cited for so many days more (`grace`).
    `faults`: for each fault (chapter, chapters, section, law) its sentence, and the English one with `_en`.
    """

    earlier: str
    grace: int
    faults: dict[str, str]


@dataclass(frozen=True)
class Law:
    """One law as it was read: its days, and the last section of each chapter, None where that was not read.

    `last` is the last section of a law without chapters.
    """

    number: str
    name: str
    since: date
    until: date | None
    chapters: dict[int, int | None]
    last: int | None

    @classmethod
    def of(cls, held: dict[str, Any]) -> Law:
        """Return a law of `vocabulary/law_sections.yml`."""
        chapters = {int(chapter): last for chapter, last in (held.get("chapters") or {}).items()}
        return cls(
            held["number"], held["name"], held["since"], held.get("until"), chapters, held.get("sections")
        )


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every cited law that the rules know."""
    laws = [Law.of(held) for held in dossier.rules.vocabulary["law_sections"]]
    days = {m.document_id: m.meeting_date for m in dossier.of(Meeting) if m.status == "held"}
    for cited in dossier.of(Reference):
        if cited.kind != "law" or not any(law.number == cited.target_number for law in laws):
            continue
        document = dossier.documents.get(cited.document_id or "")
        day = days.get(cited.document_id) or (_day_of(document) if document else None)
        yield _verdict(dossier, params, laws, cited, day)


def _day_of(document: LogicalDocument) -> date | None:
    return document.document_date or document.period_end


def _verdict(
    dossier: Dossier, params: Params, laws: list[Law], cited: Reference, day: date | None
) -> Verdict:
    named = cited.target_number is not None and cited.target_number in cited.span.printed
    law = _law(laws, cited, day, named)
    if law is None:
        reason = "nothing tells which law is meant" if day is None else "the law of that day was not read"
        return Verdict("undecidable", cited.document_id, reason=reason)
    text = dossier.pages[cited.span.page - 1].text
    before = text[max(0, cited.span.start - _REACH) : cited.span.end]
    past = re.search(params.earlier, before.rpartition("\n\n")[2], re.IGNORECASE) is not None
    if past and not named:
        return Verdict("undecidable", cited.document_id, reason="the citation may be of an earlier law")
    fault, words, open_ = _fault(law, cited.target_paragraph or "")
    if fault is None and named and day is not None and law.until is not None:
        late = (day - law.until).days > params.grace
        if late and past:
            return Verdict("undecidable", cited.document_id, reason="the citation may be of an earlier law")
        if late:
            fault, words = "law", {"until": law.until.isoformat(), "day": day.isoformat()}
    if fault is None:
        return Verdict("undecidable" if open_ else "exact", cited.document_id, reason=open_)
    words |= {"law": f"{law.name[:1].upper()}{law.name[1:]} ({law.number})"}
    told = {"fault": params.faults[fault], "fault_en": params.faults[f"{fault}_en"]}
    return Verdict(
        "violated",
        cited.document_id,
        span=cited.span,
        stated=cited.target_paragraph or cited.target_number,
        day=day,
        confidence=cited.confidence,
        words={name: sentence.format(**words) for name, sentence in told.items()},
        proofs=(proof("stated", cited),),
    )


def _law(laws: list[Law], cited: Reference, day: date | None, named: bool) -> Law | None:
    """Return the law that is meant: the one whose number is printed, else the one of its name on the day."""
    own = next((law for law in laws if law.number == cited.target_number), None)
    if own is None or named:
        return own
    if day is None:
        return None
    held = [law for law in laws if law.name == own.name and law.since <= day]
    return next((law for law in held if law.until is None or day < law.until), None)


def _fault(law: Law, cited: str) -> tuple[str | None, dict[str, str], str | None]:
    """Return the fault of a citation ("11 kap. 16 §", "44 §") with its words; or why it cannot be told."""
    chapter = _CHAPTER.match(cited)
    rest = cited[chapter.end() :] if chapter else cited
    numbers = [(int(number), letter) for number, letter in _SECTIONS.findall(rest)]
    if chapter is not None and not law.chapters:
        return "chapters", {"chapter": chapter[1]}, None
    if chapter is None:
        last = law.last
        if law.chapters or last is None:
            return None, {}, "no chapter is cited" if numbers else "no section is cited"
        place = ""
    else:
        number = int(chapter[1])
        if chapter[2]:
            return None, {}, "chapters and sections with letters are not known"
        if number not in law.chapters:
            return "chapter", {"chapter": chapter[1], "last": str(max(law.chapters))}, None
        last, place = law.chapters[number], f"{number} kap. "
        if not numbers:
            return None, {}, None
        if last is None:
            return None, {}, "the sections of the chapter were not read"
    wrong = next((number for number, _ in numbers if last is not None and number > last), None)
    if wrong is not None:
        return "section", {"section": f"{place}{wrong} §", "last": f"{place}{last} §"}, None
    if any(letter for _, letter in numbers):
        return None, {}, "chapters and sections with letters are not known"
    return None, {}, None
