"""What the text points to: laws, case numbers, earlier decisions, documents and sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from protokollparser.core.bodies import letter_forms
from protokollparser.core.dates import FoundDate
from protokollparser.core.passages import Passage, cell_passages, passages, words_of
from protokollparser.core.reading import Ledger
from protokollparser.core.records.references import Reference
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean
from protokollparser.core.units import alternatives
from protokollparser.parse.places import Places
from protokollparser.parse.prose.dates import Years

# How far from its date or law a § or a number may stand: ", E-NÄMND Hid: " or " (2010:900), ".
_NEAR = 30
# A body named further back than this is not the one that decided.
_REACH = 50
_LONGEST_BODY = 100
# "Miljö- och byggnadsnämnden", "tekniska nämnden", "Norra hälso- och sjukvårdsnämnden".
_QUALIFIED = (
    r"\w{2,25}-(?:,\s\w{2,25}-){0,2}\s(?:och|samt)\s|"
    r"\w{1,25}(?:ska|ella|ala|iala|amma|orra|ödra|stra|iva)\s"
)


@dataclass(frozen=True)
class Cited:
    """One reference at `start:end` of a passage; the fields are those of the record."""

    start: int
    end: int
    kind: str
    rule_id: str
    fields: dict[str, Any] = field(default_factory=dict)
    confidence: float = 1.0


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the references of the source; of two that overlap the longer one stands."""
    years = Years(ledger)
    finder = Finder(rules)
    places = Places(ledger)
    texts = [*passages(ledger.outline, rules), *cell_passages(ledger.outline, rules, numbers=True)]
    for passage in sorted(texts, key=lambda passage: (passage.first, passage.pieces[0].base)):
        for cited in finder.find(passage, years.at(passage)):
            if _is_own_sitting(places, passage, cited):
                continue
            spans = passage.places(cited.start, cited.end)
            ledger.add(
                Reference(
                    span=spans[0],
                    more=spans[1:],
                    kind=cited.kind,
                    rule_id=cited.rule_id,
                    confidence=cited.confidence,
                    **cited.fields,
                )
            )


def _is_own_sitting(places: Places, passage: Passage, cited: Cited) -> bool:
    """True for the day of the sitting itself, printed outside its items: on the front page or in a notice."""
    day = cited.fields.get("target_date")
    if cited.kind != "decision" or day is None or places.item(passage.first) is not None:
        return False
    meeting = places.meeting(passage.first)
    return meeting is not None and meeting.meeting_date == day


class Finder:
    """The reference rules, ready for use."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.laws = rules.vocabulary["laws"]
        names = [name for law in self.laws for name in law["names"]]
        shorts = [short for law in self.laws for short in law["short"]]
        self.law = re.compile(
            rf"(?<![\w-])(?:(?P<name>{alternatives(names)})s?|(?-i:(?P<short>{alternatives(shorts)})))(?![\w-])"
            r"(?:\s?\((?P<number>\d{4}:\d{1,4})\))?",
            re.IGNORECASE,
        )
        longest = [max(words_of(name.lower()), key=len) for name in names]
        self._law_words = frozenset([*longest, *(f"{word}s" for word in longest)])
        self._law_shorts = frozenset(shorts)
        bodies = rules.vocabulary["bodies"]
        words = alternatives([*bodies["deciding"], *bodies["preparing"]])
        short = alternatives(letter_forms(bodies["letters"]))
        self.bodies = re.compile(
            rf"(?<![\w-])(?:(?-i:(?:[A-ZÅÄÖ][\wåäö-]{{2,30}}s\s){{0,2}})(?:{_QUALIFIED}){{0,2}}"
            rf"[\w&-]{{0,40}}(?:{words})(?:n|en|et)?s?"
            r"(?-i:(?<=Nämnden) för [a-zåäö]{4,30}(?: och [a-zåäö]{4,30})?)?"
            rf"|(?-i:{short}))(?![\w-])",
            re.IGNORECASE,
        )

    def find(self, passage: Passage, year: int | None) -> list[Cited]:
        """Return the references of a passage in order, without overlap."""
        text = passage.text
        days = [found for found in passage.dates(year) if found.day]
        found = [*self._laws(passage), *self._registered(text), *self._decisions(text, days)]
        if passage.kind == "heading":
            # "KS § 12" over an item is its own number.
            found = [cited for cited in found if cited.kind != "decision" or cited.start > 0]
        else:
            found += self._sections(text)
        chosen: list[Cited] = []
        for cited in sorted(found, key=lambda c: (c.start - c.end, c.start)):
            if all(cited.end <= other.start or other.end <= cited.start for other in chosen):
                chosen.append(cited)
        return sorted(chosen, key=lambda c: c.start)

    def _laws(self, passage: Passage) -> Iterator[Cited]:
        """Laws by name with the section beside them, and laws by number."""
        text = passage.text
        section, numbered = self.rules.phrase("law_section"), self.rules.phrase("statute_number")
        named = list(self.law.finditer(text)) if self._is_law(passage) else []
        by_number = list(numbered.finditer(text))
        sections = list(section.finditer(text)) if named or by_number else []
        taken: list[tuple[int, int]] = []
        for match in named:
            near = [m for m in sections if _beside(text, m.span(), match.span())]
            near = [m for m in near if not _nearer(text, m, match, named)]
            start, end = match.span()
            if match["short"] and not near and not match["number"] and not _of_law(text, start):
                continue
            if near:
                start, end = min(start, near[0].start()), max(end, near[0].end())
            known = self._law_number(match)
            taken.append((start, end))
            paragraph = _section_text(near[0]) if near else None
            yield Cited(
                start, end, "law", section.id, {"target_number": known, "target_paragraph": paragraph}
            )
        for match in by_number:
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            free = [m for m in sections if all(m.end() <= low or high <= m.start() for low, high in taken)]
            near = [m for m in free if _beside(text, m.span(), match.span())]
            start, end = match.span()
            if near:
                start, end = min(start, near[0].start()), max(end, near[0].end())
            series = match["series"]
            number = match["number"] or match["act"]
            told = f"{series} {number}" if series and series != "SFS" else number
            paragraph = _section_text(near[0]) if near else None
            yield Cited(
                start, end, "law", numbered.id, {"target_number": told, "target_paragraph": paragraph}
            )

    def _is_law(self, passage: Passage) -> bool:
        """True unless a passage lacks a word of the name of each law, or its letters."""
        words = passage.printed_words
        return not (self._law_shorts.isdisjoint(words) and self._law_words.isdisjoint(map(str.lower, words)))

    def _law_number(self, match: re.Match[str]) -> str:
        """Return the number of a named law: the printed one, else the one of the law now in force."""
        if match["number"]:
            return str(match["number"])
        name = re.sub(r"\s+", " ", (match["name"] or match["short"]).casefold())
        for law in self.laws:
            if name in [known.casefold() for known in (*law["names"], *law["short"])]:
                return str(law["number"])
        return clean(match.group())

    def _registered(self, text: str) -> Iterator[Cited]:
        """Case numbers and numbers of registered documents."""
        for name, kind in (
            ("cued_case_number", "case_number"),
            ("case_number_form", "case_number"),
            ("registered_document", "document"),
        ):
            rule = self.rules.phrase(name)
            for match in rule.finditer(text):
                number = clean(match["number"])
                yield Cited(*match.span("number"), kind, rule.id, {"target_number": number})

    def _decisions(self, text: str, days: list[FoundDate]) -> Iterator[Cited]:
        """Earlier decisions and sittings: a date with a § or with a word for deciding beside it."""
        paragraph, told_by = self.rules.phrase("cited_paragraph"), self.rules.phrase("decision_cue")
        cue = told_by.pattern()
        used: set[int] = set()
        for match in paragraph.finditer(text):
            year = _year(match["year"] or match["year_apart"])
            body = self._body_before(text, match.start())
            close = body is not None and match.start() - body.end() <= 2
            near = [day for day in days if self._goes_with(text, day, match, year, close)]
            if near:
                used.add(near[0].start)
                start, end = min(near[0].start, match.start()), max(near[0].end, match.end())
                told = self._told(text, start, near[0].day, match["paragraph"])
                between = self.bodies.search(text, near[0].end, match.start())
                if between:
                    # "protokoll 2019-11-25, KF § 112"
                    told["target_body"] = _without_genitive(clean(between.group()))
                yield Cited(start, end, "decision", paragraph.id, told)
            elif year or close:
                start = body.start() if body and close else match.start()
                told = self._told(text, match.start(), None, match["paragraph"])
                yield Cited(start, match.end(), "decision", paragraph.id, told | {"target_year": year})
        yield from self._short(text)
        for day in days:
            if day.start in used:
                continue
            before = list(cue.finditer(text, max(0, day.start - 40), day.start))
            behind = cue.search(text, day.end, day.end + _NEAR * 2)
            told = self._told(text, day.start, day.day, None)
            if before and _only_small_words(text[before[-1].end() : day.start]):
                if told["target_body"] or not before[-1]["adopted"]:
                    yield Cited(day.start, day.end, "decision", told_by.id, told)
            elif behind and told["target_body"] and not re.search(r"[.;,]\s", text[day.end : behind.start()]):
                # 002 line 1350: "E-nämnden har 2021-03-16 ärendenummer 2021/5-2.2.0.1 tagit ett ..."
                yield Cited(day.start, day.end, "decision", told_by.id, told)

    def _goes_with(
        self, text: str, day: FoundDate, paragraph: re.Match[str], year: int | None, close: bool
    ) -> bool:
        """True when a day beside a § is that of its decision, and not the day of the next one cited."""
        if not _beside(text, (day.start, day.end), paragraph.span()):
            return False
        if year is not None and day.day is not None and day.day.year != year:
            return False
        behind = day.start >= paragraph.end()
        # "Kommunstyrelsen § 45, kommunfullmäktige 2019-11-25"
        return not (close and behind and self.bodies.search(text, paragraph.end(), day.start))

    def _short(self, text: str) -> Iterator[Cited]:
        """Decisions by the letters of the body, § and year: "KF 112/19"."""
        rule = self.rules.phrase("short_decision")
        for match in rule.finditer(text):
            told = {
                "target_body": match["body"],
                "target_paragraph": match["paragraph"],
                "target_year": _year(match["year"]),
            }
            yield Cited(*match.span(), "decision", rule.id, told, 0.8)

    def _told(self, text: str, start: int, day: date | None, paragraph: str | None) -> dict[str, Any]:
        body = self._body_before(text, start)
        return {
            "target_body": _without_genitive(clean(body.group())) if body else None,
            "target_date": day,
            "target_paragraph": clean(paragraph) if paragraph else None,
        }

    def _body_before(self, text: str, position: int) -> re.Match[str] | None:
        """Return the last body named shortly before `position` in the same sentence."""
        sentence = max(0, text.rfind(". ", 0, position) + 1, text.rfind(";", 0, position) + 1)
        start = max(sentence, position - _REACH - _LONGEST_BODY)
        found = [
            body for body in self.bodies.finditer(text, start, position) if position - body.end() <= _REACH
        ]
        return found[-1] if found else None

    def _sections(self, text: str) -> Iterator[Cited]:
        """Pointers to numbered sections and annexes."""
        rule = self.rules.phrase("section_reference")
        for match in rule.finditer(text):
            number = clean(match["number"])
            word = match["word"].casefold()
            told = f"bilaga {number}" if word.startswith("bil") else number
            yield Cited(match.start(), match.end(), "section", rule.id, {"target_number": told})


def _year(printed: str | None) -> int | None:
    """Return a year of two or four digits: "19" is 2019, "87" is 1987."""
    if not printed:
        return None
    year = int(printed)
    return year if year >= 100 else year + (1900 if year >= 60 else 2000)


def _without_genitive(body: str) -> str:
    return re.sub(r"(nämnden|styrelsen|utskottet|fullmäktige|direktionen|rådet)s$", r"\1", body)


def _beside(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """True when two places of a text follow each other closely, with no full stop between."""
    low, high = sorted((first, second))
    between = text[low[1] : high[0]]
    return high[0] >= low[1] and len(between) <= _NEAR and _only_small_words(between)


def _nearer(text: str, section: re.Match[str], law: re.Match[str], laws: list[re.Match[str]]) -> bool:
    """True when a section stands nearer to another law: "förvaltningslagen, 5 kap. 5 § KL"."""

    def gap(one: re.Match[str]) -> int:
        low, high = sorted((one.span(), section.span()))
        between = text[low[1] : high[0]]
        return len(between) + 10 * between.count(",")

    rivals = [one for one in laws if one is not law and _beside(text, section.span(), one.span())]
    return any(gap(one) < gap(law) for one in rivals)


_SMALL = re.compile(
    r"(?:[\s,()]|\b(?:i|den|vid|av|och|enligt|om|från|dat\.?|daterad|daterat|dnr|nr|kommunal|kommunala|"
    r"kommunfullmäktige|kommunfullmäktiges|kommunstyrelsen|kommunstyrelsens|KF|KS)\b\.?|\(\d{4}:\d{1,4}\))*",
    re.IGNORECASE,
)


def _only_small_words(between: str) -> bool:
    """True when nothing but small words stands between two places: "§ 163 i", ", "."""
    return _SMALL.fullmatch(between) is not None


def _of_law(text: str, start: int) -> bool:
    """True when a word before an abbreviation shows that it is a law: "enligt", "stöd av"."""
    return (
        re.search(r"\b(?:enligt|stöd av|jml|jämlikt|lagrum|i)\s$", text[max(0, start - 20) : start], re.I)
        is not None
    )


def _section_text(match: re.Match[str]) -> str:
    """Return a section in one form: "11 kap. 16 §", "4 §", "6:27"."""
    if match["colon"]:
        chapter, section = match["colon"].split(":")
        return f"{chapter} kap. {section} §"
    section = clean(match["section"] or match["behind"] or match["alone"] or "")
    chapter = clean(match["chapter"] or "")
    return " ".join(
        part for part in (f"{chapter} kap." if chapter else "", f"{section} §" if section else "") if part
    )
