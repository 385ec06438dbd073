"""Faults in the parts of minutes and reports: contents, annexes, signatures, and what must not be printed."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from protokollparser.checks.persons import same_person
from protokollparser.core.records.decisions import Decision, VoteEvent
from protokollparser.core.records.documents import Claim
from protokollparser.core.records.items import AgendaItem, Attachment, SectionText
from protokollparser.core.records.meetings import Meeting, Officer
from protokollparser.core.records.people import Mention, Signature
from protokollparser.core.records.references import Reference
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_ANNEX = re.compile(r"\b[Bb]ilaga (\d{1,2})\b")
_RANGE_LINE = re.compile(r"^\W{0,3}§§|[Pp]aragrafer|Protokollet omfattar|[Oo]mfattning")
_HASH = re.compile(r"\b[0-9A-Fa-f]{64}\b")
# Of other items, such as those for information, minutes need not show a decision.
_DECIDED = (None, "decision", "election", "motion", "citizen_proposal", "delegated")
_ONWARD = re.compile(r"(?:förslag till|föreslår) \w*(?:fullmäktige|styrelsen)")
_CONTENTS_ROW = re.compile(
    r"^[\s|]*§\s?(?P<number>\d{1,4})(?:/\d\d)?[\s|]+(?P<title>[^|\n]*?[^\W\d][^|\n]*?)"
    r"(?:(?:[\s.]{3,}|[\s|]*\|\s)(?P<page>\d{1,4})(?:\s?-\s?\d+)?)?[\s|]*$"
)
_ANNEXES = re.compile(r"(?i)bilagor|bilageförteckning|förteckning över bilagor")
_PLACE = re.compile(r"\b([A-ZÅÄÖ][a-zåäö]{4,}) (?:kommuns?|stads?)\b")
_BODY_WORD = re.compile(r"\b\w+(?:nämnden|styrelsen|utskottet|kommuner|förbundet)s?\b", re.IGNORECASE)


def _line_put(original: Original, number: int, old: str, new: str) -> Change | None:
    """Return the text with `new` for the first `old` of a line, counted from 1; None where it has none."""
    rows = original.text.split("\n")
    if old == new or number > len(rows) or old not in rows[number - 1]:
        return None
    rows[number - 1] = rows[number - 1].replace(old, new, 1)
    return Change("\n".join(rows), number, old, new)


@kind("S02")
def adjusted_paragraphs_that_end_or_begin_elsewhere(
    original: Original, chance: random.Random
) -> Iterator[Change]:
    for meeting in original.dossier.of(Meeting):
        first, last = meeting.paragraph_first, meeting.paragraph_last
        items = [item for item in original.dossier.of(AgendaItem) if item.meeting_id == meeting.id]
        held = [item.paragraph for item in items if item.paragraph is not None]
        if first is None or last is None or (first, last) != (min(held, default=0), max(held, default=0)):
            continue
        for line, row in enumerate(original.text.split("\n"), 1):
            for dash in ("-", "–", " - ", " – ") if _RANGE_LINE.search(row) and last - first > 2 else ():
                low, high = chance.choice([(first, last - 1), (first + 1, last), (first, last + 2)])
                change = _line_put(original, line, f"{first}{dash}{last}", f"{low}{dash}{high}")
                if change is not None:
                    yield change


def _contents(original: Original) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the § rows of the contents lists of minutes, each with its line."""
    rows = original.text.split("\n")
    for listing in original.dossier.of(Claim):
        minutes = original.dossier.kind_of(listing.document_id) == "minutes"
        if listing.rule_id == "items:agenda" and minutes and listing.line_count > 1:
            for line in range(listing.span.line_start, listing.span.line_end + 1):
                found = _CONTENTS_ROW.match(rows[line - 1])
                if found is not None:
                    yield line, found


@kind("S03")
def number_in_the_contents_unlike_the_body(original: Original, chance: random.Random) -> Iterator[Change]:
    for line, row in _contents(original):
        wrong = int(row["number"]) + chance.choice([10, 20, 100])
        change = _line_put(original, line, row["number"], str(wrong))
        if change is not None:
            yield change


@kind("S03")
def item_left_out_of_the_contents(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    for line, _ in list(_contents(original))[1:-1]:
        yield original.without(line, line)


@kind("S03")
def heading_of_another_item_in_the_contents(original: Original, chance: random.Random) -> Iterator[Change]:
    listed = list(_contents(original))
    for line, row in listed:
        other = chance.choice(listed)[1]["title"].strip()
        if not set(row["title"].casefold().split()) & set(other.casefold().split()):
            change = _line_put(original, line, row["title"].strip(), other)
            if change is not None:
                yield change


@kind("S03")
def page_in_the_contents_before_that_of_the_item_above(
    original: Original, chance: random.Random
) -> Iterator[Change]:
    pages = [(line, row) for line, row in _contents(original) if row["page"]]
    for (_, above), (line, row) in pairwise(pages):
        if int(above["page"]) > 1:
            wrong = row.group()[: row.start("page")] + str(chance.randint(1, int(above["page"]) - 1))
            change = _line_put(original, line, row.group()[: row.end("page")], wrong)
            if change is not None:
                yield change


@kind("S04")
def decision_left_out(original: Original, chance: random.Random) -> Iterator[Change]:
    """Items that are decided, by their kind; the fault stands at the heading of the item."""
    del chance
    decisions = defaultdict(list)
    for decision in original.dossier.of(Decision):
        decisions[decision.item_id].append(decision)
    items = {item.id: item for item in original.dossier.of(AgendaItem) if item.kind in _DECIDED}
    rows = original.text.split("\n")
    for section in original.dossier.of(SectionText):
        held = decisions.get(section.item_id, [])
        item = items.get(section.item_id or "")
        if section.name != "decision" or item is None or len(held) != 1 or held[0].stage != "taken":
            continue
        above = section.span.line_start - 1
        while above > 1 and not rows[above - 1].strip():
            above -= 1
        if rows[above - 1].strip() == (section.heading or "?"):
            change = original.without(above, section.span.line_end)
            yield replace(change, line=item.span.line_start)


@kind("S04")
def order_of_proposals_left_out(original: Original, chance: random.Random) -> Iterator[Change]:
    """Items decided here, in which one wants the proposal carried and another turned down, without a vote."""
    del chance
    voted = {event.item_id for event in original.dossier.of(VoteEvent)}
    onward = {one.item_id for one in original.dossier.of(Decision) if _ONWARD.search(one.text)}
    sections = defaultdict(list)
    for section in original.dossier.of(SectionText):
        sections[section.item_id].append(section)
    rows = original.text.split("\n")
    for item, held in sections.items():
        if item in voted | onward or any(_ONWARD.search(one.heading or "") for one in held):
            continue
        said = " ".join(one.text for one in held if one.name == "motions").casefold()
        told = [one for one in held if one.name in ("procedure", "vote")]
        opposed = "bifall" in said and ("avslag" in said or "återremi" in said)
        if not opposed or not told or len({one.heading for one in told}) != len(told):
            continue
        spans = [(one.span.line_start, one.span.line_end, one.heading or "?") for one in told]
        gone: set[int] = set()
        for low, high, heading in spans:
            above = low - 1
            while above > 1 and not rows[above - 1].strip():
                above -= 1
            if rows[above - 1].strip().rstrip(":") == heading.rstrip(":"):
                gone |= set(range(above, high + 1))
        if len(gone) >= 2 * len(spans):
            text = [row for number, row in enumerate(rows, 1) if number not in gone]
            yield Change("\n".join(text), min(gone), rows[min(gone) - 1], "")


@kind("S06")
def annex_that_is_not_listed(original: Original, chance: random.Random) -> Iterator[Change]:
    """References in items that list their annexes; without a list nothing tells which there are."""
    listed = {one.item_id for one in original.dossier.of(SectionText) if _ANNEXES.match(one.heading or "")}
    rows = original.text.split("\n")
    numbers = {int(found) for found in _ANNEX.findall(original.text)}
    for item in original.dossier.of(AgendaItem):
        for line in range(item.span.line_start, item.span.line_end + 1) if item.id in listed else ():
            for found in _ANNEX.finditer(rows[line - 1]):
                if found.start() > 3:
                    wrong = max(numbers) + chance.randint(1, 4)
                    change = _line_put(original, line, found.group(), f"{found.group()[:7]}{wrong}")
                    if change is not None:
                        yield change


@kind("S06", "C06")
def paper_of_a_decision_with_another_day(original: Original, chance: random.Random) -> Iterator[Change]:
    items = {item.id: item for item in original.dossier.of(AgendaItem)}
    cited = [one for one in original.dossier.of(Reference) if one.kind == "decision" and one.target_body]
    for paper in original.dossier.of(Attachment):
        item, day = items.get(paper.item_id or ""), paper.attachment_date
        if item is None or day is None or "beslut" not in paper.label.casefold():
            continue
        told = [one for one in cited if item.span.overlaps(one.span) and not one.span.overlaps(paper.span)]
        if [one for one in told if one.target_date == day]:
            wrong = day + timedelta(days=chance.choice([-9, -2, 1, 6, 13]))
            change = original.put(paper.span, str(wrong), str(day))
            if change is not None:
                yield change


def _signed(original: Original) -> Iterator[Signature]:
    """Yield the signatures under minutes; nothing tells who should sign an agreement."""
    for row in original.dossier.of(Signature):
        if row.signed and row.name and original.dossier.kind_of(row.document_id) == "minutes":
            yield row


@kind("S08")
def signature_of_somebody_else(original: Original, chance: random.Random) -> Iterator[Change]:
    for row in _signed(original):
        wrong = chance.choice(["Sixten Brandelius", "ULRIKA TJÄDERMARK", "Torvald Östenmyr"])
        change = original.put(row.span, wrong, row.name)
        if change is not None:
            yield change


@kind("S08")
def signature_left_out(original: Original, chance: random.Random) -> Iterator[Change]:
    """The signatures of chairs and adjusters whom the minutes name elsewhere too."""
    del chance
    officers = [one for one in original.dossier.of(Officer) if one.role in ("chair", "adjuster")]
    for row in _signed(original):
        told = [one for one in officers if not one.span.overlaps(row.span)]
        signer = next((one for one in told if same_person(one.name, row.name or "")), None)
        if signer is not None:
            change = original.without(row.span.line_start, row.span.line_end)
            yield replace(change, old=signer.name)


@kind("S08")
def signature_with_the_sum_of_another_document(original: Original, chance: random.Random) -> Iterator[Change]:
    for line, row in enumerate(original.text.split("\n"), 1):
        for found in _HASH.finditer(row):
            at = chance.randrange(60)
            old = found.group()
            new = old[:at] + ("1" if old[at] != "1" else "2") + old[at + 1 :]
            change = _line_put(original, line, old, new)
            if change is not None:
                yield change


def identity_number(chance: random.Random) -> str:
    """Return a personal identity number with a right last digit, of somebody born in the last century."""
    digits = f"{chance.randint(40, 99)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    digits += f"{chance.randint(1, 979):03}"
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    last = -sum(value // 10 + value % 10 for value in doubled) % 10
    return f"{digits[:6]}-{digits[6:]}{last}"


@kind("S10")
def identity_number_left_in(original: Original, chance: random.Random) -> Iterator[Change]:
    for mention in original.dossier.of(Mention):
        name = mention.span.printed
        if mention.entity_type == "person" and "\n" not in name and " " in name:
            number = identity_number(chance)
            told = chance.choice([number, f"19{number}", f"19{number.replace('-', '')}"])
            shown = chance.choice([f"{name} ({told})", f"{name}, {told}", f"{name} personnr {told}"])
            change = original.put(mention.span, shown)
            if change is not None:
                yield change


@kind("N01", "N04")
def slip_in_the_name_of_a_body(original: Original, chance: random.Random) -> Iterator[Change]:
    rows = original.text.split("\n")
    stands = [(line, found) for line, row in enumerate(rows, 1) for found in _BODY_WORD.finditer(row)]
    counts: dict[str, int] = defaultdict(int)
    for _, found in stands:
        counts[found.group().casefold()] += 1
    for line, found in stands:
        word = found.group()
        if counts[word.casefold()] >= 5 and len(word) >= 10:
            at = chance.randrange(3, len(word) - 4)
            left_out = word[:at] + word[at + 1 :]
            if left_out.casefold() not in counts:
                change = _line_put(original, line, word, left_out)
                if change is not None:
                    yield change


@kind("N04")
def letter_of_a_municipality_left_out(original: Original, chance: random.Random) -> Iterator[Change]:
    rows = original.text.split("\n")
    stands = [(line, found[1]) for line, row in enumerate(rows, 1) for found in _PLACE.finditer(row)]
    counts = Counter(name.removesuffix("s") for _, name in stands)
    for line, name in stands:
        if counts[name.removesuffix("s")] >= 4:
            at = chance.randrange(1, len(name) - 2)
            change = _line_put(original, line, f"{name} ", f"{name[:at]}{name[at + 1 :]} ")
            if change is not None:
                yield change
