"""Proposals: under headings of their own, at the sitting, as nominations, and in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from protokollparser.core.outline import Heading
from protokollparser.core.passages import Passage, passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Proposal
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.parse.matters.at_table import proposal_end
from protokollparser.parse.matters.bodies import named_body, same_body
from protokollparser.parse.matters.content import Content, Entry, under
from protokollparser.parse.matters.decisions import DECIDING_KINDS
from protokollparser.parse.matters.motions import moved
from protokollparser.parse.matters.proposal_reader import Found, Reader, told
from protokollparser.parse.matters.propositions import at_sitting

_HEADING_MAKER = re.compile(
    r"^(?P<genitive>.{2,80}?)s (?:reviderade )?(?:förslag|beslutsförslag|rekommendation)\b"
    r"|^(?P<subject>.{2,80}?) (?:föreslår|föreslog|hemställer|rekommenderar|tillstyrker)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?::|\batt|\bbesluta|\bbeslutar|\bföljande)$", re.IGNORECASE)
_DRAFTED = frozenset({"draft", "administration", "presidium", "chair"})
_CLAUSE = re.compile(r"att\s", re.IGNORECASE)


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the proposals of every item and document, one row for each proposal and point."""
    reader = Reader(ledger, rules)
    headed: set[int] = set()
    for heading in reader.outline.headings:
        draft = heading.name == "decision" and reader.places.kind(heading.first) not in DECIDING_KINDS
        if (heading.name in reader.stages and heading.name != "motions") or draft:
            content = under(reader.outline, heading)
            end = proposal_end(content, rules) if content else 0
            if content and end < len(content.text):
                reader.at_table.update(range(content.line_at(end)[0], content.last + 1))
                content = content.until(end)
            if content and not reader.is_decided(content):
                _enter_headed(reader, heading, content)
            headed.update(range(content.first, content.last + 1) if content else ())
    spoken = list(passages(reader.outline, rules))
    for at, passage in enumerate(spoken):
        if passage.kind in ("text", "item") and passage.first not in headed:
            _enter_spoken(reader, passage, _points_below(spoken, at))


def _enter_headed(reader: Reader, heading: Heading, content: Content) -> None:
    """Enter the points under the heading of a proposal; a signature below them is none."""
    maker = _maker(reader, heading)
    for entry in content.entries(clauses=True):
        text = content.text[entry.start : entry.end]
        if _LEAD.search(text) or not (heading.run_in or _proposes(reader, entry, text)):
            continue
        reader.enter(
            Found(
                content.places(entry.start, entry.end),
                content.line_at(entry.start)[0],
                text,
                reader.stages.get(heading.name, "draft"),
                heading.rule_id or "proposals:heading",
                maker=maker,
                kind=reader.kinds.main(text)[0],
                confidence=0.95 if heading.name in reader.stages else 0.6,
            )
        )


def _proposes(reader: Reader, entry: Entry, text: str) -> bool:
    """True for the words of a proposal: a point, a clause, a body with its verb, or a known verb."""
    if entry.mark or _CLAUSE.match(text) or named_body(text, reader.rules):
        return True
    return bool(reader.kinds.found(text)) and len(text.split()) > 2


def _maker(reader: Reader, heading: Heading) -> str | None:
    """Return who proposes, as the heading names it: "Förvaltningens förslag" is of Förvaltningen."""
    match = _HEADING_MAKER.match(heading.text)
    printed = clean(match["genitive"] or match["subject"]) if match else None
    return printed or reader.makers.get(heading.name)


def _points_below(spoken: list[Passage], at: int) -> list[Passage]:
    """Return the points of a list that a passage opens with a colon: those right below it."""
    points: list[Passage] = []
    if not spoken[at].text.endswith(":"):
        return points
    for point in spoken[at + 1 :]:
        above = points[-1] if points else spoken[at]
        if point.kind != "item" or point.first > above.last + 1:
            break
        points.append(point)
    return points


def _enter_spoken(reader: Reader, passage: Passage, points: list[Passage]) -> None:
    """Enter what the sentences of a passage propose, by the section that they stand in.

    `points` are a list that its last sentence opens.
    """
    trail = reader.outline.trail_at[passage.first]
    at_table = passage.first in reader.at_table
    name = "sitting" if at_table else trail[-1].name if trail else "other"
    inside = reader.places.item(passage.first) is not None
    unheaded = bool(trail) and trail[-1].paragraph
    for start, end in _spoken(passage):
        sentence = passage.text[start:end].replace("\n", " ")
        found = _prepared(reader, passage, start, sentence) if inside and unheaded else None
        if found is None and inside and (name in reader.at_sitting or unheaded):
            found = at_sitting(reader, passage, start, sentence, name)
        if found is None and inside and name in reader.at_sitting:
            found = moved(reader, passage, start, sentence, name)
        if (
            found is None
            and inside
            and (at_table or name == "motions" or name not in reader.no_text_proposals)
        ):
            found = _nominated(reader, passage, start, sentence)
        if found is None and not {heading.name for heading in trail} & reader.no_text_proposals:
            found = _in_text(reader, passage, start, sentence)
        if found is not None and points and end == len(passage.text) and found.stage in ("motion", "sitting"):
            spans = tuple(span for point in points for span in point.places(0, len(point.text)))
            text = " ".join((found.text, *(point.text for point in points)))
            found = replace(found, spans=(*found.spans, *spans), text=text)
        if found is not None:
            reader.enter(found)


def _spoken(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the sentences; a name with a colon begins the sentence behind it on the line."""
    ranges = passage.sentences
    position = 0
    while position < len(ranges):
        start, end = ranges[position]
        following = ranges[position + 1] if position + 1 < len(ranges) else None
        opened = passage.text[start:end].endswith(":") and following is not None
        if opened and following and _leads(passage.text, end, following[0]):
            end = following[1]
            position += 1
        yield start, end
        position += 1


def _leads(text: str, end: int, following: int) -> bool:
    """True where a colon at `end` leads to the words behind it: on its line, or in clauses below it."""
    beside = text[:end].endswith("):") and "\n" not in text[end:following]
    return beside or _CLAUSE.match(text, following) is not None


def _nominated(reader: Reader, passage: Passage, start: int, sentence: str) -> Found | None:
    """Return a nomination; it is adopted when a decision of the item elects all who are named."""
    match = reader.find("nominates", sentence)
    if match is None:
        return None
    item_id = reader.places.item_id(passage.first)
    named = [person.name for person in reader.names.find(match["what"])]
    elections = [d for d in reader.decisions if d.item_id == item_id and d.kind == "elect"]
    adopted = None
    if named and elections:
        chosen = [person.name for d in elections for person in reader.names.find(d.text)]
        adopted = all(any(fuzz.ratio(fold(n), fold(c)) >= 85 for c in chosen) for n in named) or None
    return told(
        passage,
        start,
        sentence,
        "nomination",
        reader.rules.phrase("nominates").id,
        maker=clean(match["by"]),
        kind="elect",
        adopted=adopted,
    )


def _prepared(reader: Reader, passage: Passage, start: int, sentence: str) -> Found | None:
    """Return what another body proposes in a sentence of an item without a headed proposal."""
    match = reader.find("body_proposes", sentence)
    document = reader.places.body(passage.first)
    if match is None or document is None or same_body(match["by"], document):
        return None
    item_id = reader.places.item_id(passage.first)
    if any(known.item_id == item_id and known.stage in _DRAFTED for known in reader.ledger.of(Proposal)):
        return None
    return told(
        passage,
        start,
        sentence,
        "administration" if match["office"] else "draft",
        reader.rules.phrase("body_proposes").id,
        maker=clean(match["by"]),
        kind=reader.kinds.main(sentence.partition(" att ")[2])[0],
        confidence=0.8,
    )


def _in_text(reader: Reader, passage: Passage, start: int, sentence: str) -> Found | None:
    """Return something that running text proposes in the passive (000 line 58)."""
    match = reader.find("proposed_in_text", sentence)
    if match is None:
        return None
    text = match["proposal"].rstrip(" .,")
    return told(
        passage,
        start,
        text,
        "text",
        reader.rules.phrase("proposed_in_text").id,
        kind=reader.kinds.main(match["verb"])[0],
        confidence=0.7,
    )
