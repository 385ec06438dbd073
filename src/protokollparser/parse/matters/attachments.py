"""Papers that belong to an item: lists of basis documents and annexes, and annexes named in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from protokollparser.core.dates import find_dates
from protokollparser.core.outline import Heading
from protokollparser.core.passages import passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.items import Attachment
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import clean
from protokollparser.parse.matters.content import Content, under
from protokollparser.parse.matters.enclosures import Enclosures, Paper
from protokollparser.parse.names import Names
from protokollparser.parse.people.attendance_entries import EntryReader
from protokollparser.parse.places import Places

# Printed lines of a letterhead.
_HEAD = 3
_NUMBERED = re.compile(r"bilaga(?: nr\.?)? (?P<number>\d{1,3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """One annex named in running text; `weight` says how much is told of it."""

    number: str
    label: str
    spans: tuple[Span, ...]
    line: int
    weight: int


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the listed papers, then the annexes that no list holds, each with the part that holds it."""
    places = Places(ledger)
    papers: list[tuple[Attachment, Paper]] = []
    numbers: dict[str, set[str]] = defaultdict(set)
    for heading in ledger.outline.headings:
        if heading.name not in rules.vocabulary["section_groups"]["papers"]:
            continue
        content = under(ledger.outline, heading)
        if content:
            listed = _listed(ledger, rules, places, heading, content)
            papers += listed
            numbers[_scope(ledger, places, heading.first)] |= _numbers(rules, heading, listed)
    papers += _mentioned(ledger, rules, places, numbers)
    for position, part in Enclosures(ledger, rules, places).link([paper for _, paper in papers]).items():
        included = ledger.document_ids.get(part)
        if included:
            ledger.replace(papers[position][0], included_document_id=included)


def _scope(ledger: Ledger, places: Places, line: int) -> str:
    """Return what shares one numbering of annexes: an item, else a document."""
    return places.item_id(line) or f"part {ledger.outline.part_at[line]}"


def _listed(
    ledger: Ledger, rules: Rules, places: Places, heading: Heading, content: Content
) -> list[tuple[Attachment, Paper]]:
    """Enter the entries of a list of papers; the label is the whole printed entry.

    A lead ends on a colon. A sentence is no paper, and what follows it belongs to the text.
    """
    found = []
    names, posts = Names.of(rules), EntryReader.of(rules)
    sentence = rules.phrase("about_papers").pattern()
    unfilled = rules.phrase("unfilled_template").pattern()
    entries = list(content.entries())
    labels = [clean(content.text[entry.start : entry.end]) for entry in entries]
    for position, (entry, label) in enumerate(zip(entries, labels, strict=True)):
        if entry.mark is None and names.is_name(label) and posts.is_post("".join(labels[position + 1 :][:1])):
            # Who signs stands below the list: "Per Ek" over "Kommunstyrelsens ordförande".
            break
        if not any(sign.isalnum() for sign in label) or unfilled.match(label):
            continue
        if label.endswith(":"):
            continue
        if sentence.search(label) and len(label.split()) > 4 and not entry.mark:
            break
        spans = content.places(entry.start, entry.end)
        rule = heading.rule_id or "attachments:list"
        found.append(_enter(ledger, rules, places, spans, label, rule, content.line_at(entry.start)[0], 0.95))
    return found


def _enter(
    ledger: Ledger,
    rules: Rules,
    places: Places,
    spans: tuple[Span, ...],
    label: str,
    rule: str,
    line: int,
    confidence: float,
) -> tuple[Attachment, Paper]:
    reference = rules.phrase("attached_reference").search(label)
    attachment = ledger.add(
        Attachment(
            span=spans[0],
            more=spans[1:],
            rule_id=rule,
            confidence=confidence,
            item_id=places.item_id(line),
            label=label,
            reference=clean(reference["reference"]) if reference else None,
            attachment_date=_date(label),
        )
    )
    return attachment, Paper(label, line, attachment.reference)


def _date(label: str) -> date | None:
    """Return the day of a paper: the first full day in its name."""
    return next((found.day for found in find_dates(label) if found.day), None)


def _stamped(ledger: Ledger, index: int, label: str) -> bool:
    """True for the number that a paper got as an annex, in the last column of its own letterhead."""
    layout = ledger.layout
    part = ledger.outline.parts[ledger.outline.part_at[index]]
    above = sum(bool(line.text) for line in layout.body(part.first, index - 1))
    columns = re.split(r"\t|\s{3,}", layout.lines[index].text)
    return above < _HEAD and len(columns) > 1 and label.startswith(clean(columns[-1]))


def _numbers(rules: Rules, heading: Heading, listed: list[tuple[Attachment, Paper]]) -> set[str]:
    """Return the annex numbers that a list covers: those printed, else one by one from the top."""
    printed = {m["number"] for attachment, _ in listed if (m := _NUMBERED.match(attachment.label))}
    if printed or not rules.phrase("annex_list").match(heading.text):
        return printed
    return {str(position) for position in range(1, len(listed) + 1)}


def _mentioned(
    ledger: Ledger, rules: Rules, places: Places, numbers: dict[str, set[str]]
) -> list[tuple[Attachment, Paper]]:
    """Enter each annex that is only referred to, once in its scope, where most is told of it."""
    phrase = rules.phrase("annex_mention")
    lists = frozenset(rules.vocabulary["section_groups"]["no_annexes"])
    best: dict[tuple[str, str], Mention] = {}
    for passage in passages(ledger.outline, rules):
        trail = ledger.outline.trail_at[passage.first]
        if passage.kind not in ("text", "item") or any(heading.name in lists for heading in trail):
            continue
        for match in phrase.finditer(passage.text.replace("\n", " ")):
            if _stamped(ledger, passage.piece(match.start()).index, clean(match["label"])):
                continue
            scope = _scope(ledger, places, passage.piece(match.start()).index)
            number = match["number"].upper()
            weight = 2 if match["dated"] or match["title"] else 1 if match["of"] else 0
            key = (scope, f"{number} {clean(match['of'] or '')}")
            if number in numbers[scope] or (key in best and best[key].weight >= weight):
                continue
            start, end = match.span("label")
            best[key] = Mention(
                number,
                clean(match["label"]),
                passage.places(start, end),
                passage.piece(start).index,
                weight,
            )
    titled = {(scope, mention.number) for (scope, _), mention in best.items() if mention.weight}
    return [
        _enter(ledger, rules, places, m.spans, m.label, phrase.id, m.line, 0.8 if m.weight else 0.6)
        for (scope, _), m in best.items()
        if m.weight or (scope, m.number) not in titled
    ]
