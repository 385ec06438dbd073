"""Faults in what the law gives a day or a section for: reports, budgets, summonses, notices, citations.

Few texts hold the places for these, so some kinds write short minutes or a summons of the municipality of a
text, in one of several wordings, and plant the fault in them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from protokollparser.core.records.decisions import Decision
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.records.references import Reference
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_SECTIONS = (
    "Beslutet fattas med stöd av {chapter} kap. {section} § kommunallagen (2017:725).",
    "Av kommunallagen {chapter} kap. {section} § framgår vad som gäller.",
    "Frågan regleras i {chapter} kap {section} § KL.",
    "Enligt kommunallag (2017:725) {chapter} kap {section}§ ska frågan prövas.",
)
_BUDGETS = (
    "Budget {year}",
    "Mål och budget {year} med plan {next}-{later}",
    "Budget {year} och flerårsplan {next}–{later}",
    "Fastställande av budget för år {year}",
    "Kommunens budget {year} samt skattesats",
)
_ADOPTED = ("Kommunfullmäktige fastställer budgeten.", "Fullmäktige beslutar att anta budget {year}.")
_INTERIM = (
    "Delårsrapport per den 31 augusti {year}",
    "Delårsrapport {year}-08-31",
    "Kommunens delårsrapport januari–augusti {year}",
    "Delårsbokslut per 31 augusti {year}",
)
_ANNUAL = (
    "Årsredovisning {year}",
    "Kommunens årsredovisning för {year}",
    "Årsredovisning och bokslut {year}",
)
_HANDED = (
    "Kommunstyrelsen överlämnar rapporten till kommunfullmäktige.",
    "Kommunstyrelsen föreslår kommunfullmäktige besluta att godkänna rapporten.",
)
_SUMMONED = ("Datum: {day}", "Kallelsen utfärdad {day}", "Utskicksdatum {day}", "Kallelse daterad {day}")


def _places(original: Original) -> Iterator[str]:
    """Yield the municipality of a text, once."""
    for document in original.dossier.documents.values():
        if document.host_municipality:
            yield document.host_municipality
            return


def _written(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _minutes(place: str, body: str, day: date, title: str, decision: str) -> Change:
    """Return short minutes whose second item is the one with the fault."""
    lines = [f"{place} kommun", body, f"Sammanträdesprotokoll {day}", "", "§ 41 Val av justerare", ""]
    lines += ["Beslut", "Eva Ek utses.", "", f"§ 42 {title}", "", "Beslut", decision, ""]
    lines += ["§ 43 Rapport", "", "Beslut", "Rapporten läggs till handlingarna.", ""]
    return Change("\n".join(lines), lines.index(f"§ 42 {title}") + 1, "", title)


def _held(original: Original) -> Iterator[Meeting]:
    for meeting in original.dossier.of(Meeting):
        if meeting.status == "held" and meeting.meeting_date and meeting.meeting_date >= date(2018, 2, 1):
            yield meeting


@kind("D16")
def section_that_the_law_does_not_have(original: Original, chance: random.Random) -> Iterator[Change]:
    """A sentence in front of a decision cites it."""
    lines = original.text.split("\n")
    held = {meeting.document_id for meeting in _held(original)}
    for decision in original.dossier.of(Decision):
        if decision.document_id not in held or decision.stage != "taken":
            continue
        row = decision.span.line_end
        if row >= len(lines) or lines[row].strip():
            continue
        chapter = chance.randint(1, 13)
        told = chance.choice(_SECTIONS).format(chapter=chapter, section=chance.randint(75, 120))
        yield Change("\n".join([*lines[:row], "", told, *lines[row:]]), row + 2, "", told)


@kind("D16")
def cited_section_made_another(original: Original, chance: random.Random) -> Iterator[Change]:
    """A citation of the Local Government Act gets a chapter that it does not have."""
    held = {meeting.document_id for meeting in _held(original)}
    for law in original.dossier.of(Reference):
        chapter = (law.target_paragraph or "").partition(" kap.")[0]
        if law.kind != "law" or law.target_number != "2017:725" or law.document_id not in held:
            continue
        wrong = str(chance.randint(14, 30))
        if chapter and chapter in law.span.printed:
            change = original.put(law.span, law.span.printed.replace(chapter, wrong, 1))
            if change is not None:
                yield change


@kind("D14")
def budget_adopted_after_november(original: Original, chance: random.Random) -> Iterator[Change]:
    for place in _places(original):
        year = chance.choice([2020, 2021, 2022, 2024, 2025])
        day = chance.choice(
            [date(year - 1, 12, chance.randint(1, 20)), date(year, 1, chance.randint(10, 31))]
        )
        title = chance.choice(_BUDGETS).format(year=year, next=year + 1, later=year + 2)
        yield _minutes(place, "Kommunfullmäktige", day, title, chance.choice(_ADOPTED).format(year=year))


@kind("D12")
def interim_report_handed_over_late(original: Original, chance: random.Random) -> Iterator[Change]:
    for place in _places(original):
        year = chance.randint(2019, 2024)
        day = date(year, 11, 1) + timedelta(days=chance.randint(2, 45))
        title = chance.choice(_INTERIM).format(year=year)
        yield _minutes(place, "Kommunstyrelsen", day, title, chance.choice(_HANDED))


@kind("D13")
def annual_report_handed_over_late(original: Original, chance: random.Random) -> Iterator[Change]:
    for place in _places(original):
        year = chance.randint(2018, 2023)
        day = date(year + 1, 4, 16) + timedelta(days=chance.randint(1, 45))
        title = chance.choice(_ANNUAL).format(year=year)
        yield _minutes(place, "Kommunstyrelsen", day, title, chance.choice(_HANDED))


@kind("D11")
def interim_report_of_another_period(original: Original, chance: random.Random) -> Iterator[Change]:
    for place in _places(original):
        year, month = chance.randint(2019, 2024), chance.choice([3, 4, 9, 10])
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        title = chance.choice(["Delårsrapport {end}", "Delårsrapport per den {written}"])
        head = title.format(end=end, written=_written(end))
        lines = [f"{place} kommun", "", head, f"{place} kommun", "", "Inledning", ""]
        lines += [
            "Rapporten upprättas enligt 13 kap. 1 § lagen (2018:597) om kommunal bokföring och redovisning."
        ]
        lines += ["", "Resultaträkning", "", "Periodens resultat är positivt.", ""]
        yield Change("\n".join(lines), 3, "", head)


@kind("D15")
def council_summoned_late(original: Original, chance: random.Random) -> Iterator[Change]:
    for place in _places(original):
        day = date(2018, 2, 1) + timedelta(days=chance.randint(0, 2400))
        sent = chance.choice(_SUMMONED).format(day=day - timedelta(days=chance.randint(1, 6)))
        lines = [
            f"{place} kommun",
            "Kommunfullmäktige",
            "",
            "KALLELSE",
            sent,
            "",
            f"Sammanträdesdatum: {day}",
        ]
        lines += [
            "Plats: Kommunhuset",
            "Tid: kl. 18.30",
            "",
            "Ärenden",
            "",
            "1. Upprop",
            "2. Val av justerare",
        ]
        lines += ["3. Budgetuppföljning", ""]
        yield Change("\n".join(lines), lines.index(sent) + 1, "", sent)


@kind("D07")
def joint_board_without_a_notice_in_one_municipality(
    original: Original, chance: random.Random
) -> Iterator[Change]:
    """Minutes of a joint board whose form has a row for the notice of each municipality but one."""
    for place in _places(original):
        others = chance.sample(["Alby", "Berga", "Dalby", "Ekeby", "Forsby"], 3)
        members = [place, *others]
        day = date(2019, 3, 4) + timedelta(days=chance.randint(0, 1500))
        up = day + timedelta(days=9)
        down = up + timedelta(days=26)
        form = chance.choice(
            [
                "{name} kommun    Anslaget sätts upp: {up}    Anslaget tas ned: {down}",
                "Anslagstavla {name} kommun\nAnslaget uppsatt: {up}\nAnslaget nedtaget: {down}",
            ]
        )
        lines = [f"{place} kommun", "Gemensam nämnd för löner", f"Sammanträdesprotokoll {day}", ""]
        lines += ["Beslutande ledamöter"]
        lines += [
            f"{who} ({party}), {name} kommun"
            for who, party, name in zip(_PEOPLE, "SMCV", members, strict=True)
        ]
        lines += ["", "Justerade paragrafer 1-2", "", "Bevis om anslag", ""]
        first = len(lines) + 1
        for name in members[:-1]:
            lines += [*form.format(name=name, up=up, down=down).split("\n")]
        lines += ["Förvaringsplats: Kommunkansliet", ""]
        lines += ["§ 1 Val av justerare", "", "Beslut", "Eva Ek utses.", "", "§ 2 Rapport", "", "Beslut"]
        lines += ["Rapporten läggs till handlingarna.", ""]
        yield Change("\n".join(lines), first, "", members[-1])


_PEOPLE = ("Anna Berg", "Karl Lund", "Eva Ek", "Nils Dahl")
