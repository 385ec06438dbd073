"""Decisions that are only told of: taken earlier, or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from protokollparser.core.dates import find_dates
from protokollparser.core.passages import Passage, passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Decision
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean
from protokollparser.parse.matters.bodies import settle
from protokollparser.parse.matters.decision_kinds import DecisionKinds
from protokollparser.parse.places import Places, last_line

_PHRASES = (
    "reported_perfect",
    "reported_perfect_inverted",
    "reported_past",
    "reported_inverted",
    "reported_passive",
    "reported_participle",
    "reported_impersonal",
)
# In these the body is no subject, so that a preposition may stand before it.
_AGENT_PHRASES = ("reported_passive", "reported_participle")
# A day further from the verb belongs to something else in the sentence.
_REACH = 120


@dataclass(frozen=True, slots=True)
class Telling:
    """One decision told of at `start:end` of a passage; `shown` is its text where it was shared."""

    passage: Passage
    start: int
    end: int
    rule: str
    confidence: float
    kind: str | None = None
    body: str | None = None
    day: date | None = None
    shown: str | None = None


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the decisions that the running text tells of; those taken in the document come before."""
    places, kinds = Places(ledger), DecisionKinds.of(rules)
    taken = _taken_lines(ledger)
    not_told = frozenset(rules.vocabulary["section_groups"]["not_told"])
    texts = [p for p in passages(ledger.outline, rules) if p.kind in ("text", "item") or _is_sentence(p)]
    for position, passage in enumerate(texts):
        trail = ledger.outline.trail_at[passage.first]
        if any(heading.name in not_told for heading in trail):
            continue
        for telling in (
            *_handled(rules, kinds, passage),
            *_carried_out(rules, texts, position),
            *_told(rules, kinds, passage),
        ):
            if telling.passage.piece(telling.start).index not in taken:
                _enter(ledger, places, telling)


def _is_sentence(passage: Passage) -> bool:
    """True for a heading long enough to be a sentence that stands alone (001 line 68)."""
    return passage.kind == "heading" and len(passage.text.split()) > 5


def _taken_lines(ledger: Ledger) -> set[int]:
    lines: set[int] = set()
    for decision in ledger.of(Decision):
        for span in (decision.span, *decision.more):
            first, last = ledger.line_index(span), last_line(ledger, span)
            if first is not None and last is not None:
                lines.update(range(first, last + 1))
    return lines


def _enter(ledger: Ledger, places: Places, telling: Telling) -> None:
    spans = telling.passage.places(telling.start, telling.end)
    line = telling.passage.first
    document = places.body(line)
    body = settle(telling.body, document) if telling.body else None
    ledger.add(
        Decision(
            span=spans[0],
            more=spans[1:],
            rule_id=telling.rule,
            confidence=telling.confidence,
            candidates=({"body": telling.body},) if telling.body and body != telling.body else (),
            item_id=places.item_id(line),
            stage="reported",
            kind=telling.kind,
            body=body or (document if telling.shown else None),
            decision_date=telling.day,
            text=clean(telling.shown or telling.passage.text[telling.start : telling.end]),
        )
    )


def _told(rules: Rules, kinds: DecisionKinds, passage: Passage) -> Iterator[Telling]:
    """Yield the first decision that each sentence tells of, with the sentence as its words."""
    text = passage.text.replace("\n", " ")
    if not any(rules.phrase(name).may_match(text) for name in _PHRASES):
        return
    for start, end in passage.sentences:
        sentence = text[start:end]
        found = [(match.start(_verb(match)), name, match) for name, match in _matches(rules, sentence)]
        if not found:
            continue
        at, name, match = min(found, key=lambda one: one[:2])
        body = match.groupdict().get("body")
        yield Telling(
            passage,
            start,
            end,
            rules.phrase(name).id,
            0.85 if body else 0.75,
            kind=kinds.told(sentence, at),
            body=clean(body) if body else None,
            day=_day(sentence, at),
        )


def _matches(rules: Rules, sentence: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the phrases that tell of a decision; the body is the subject, and the clause no condition."""
    barred = rules.phrase("not_reported")
    for name in _PHRASES:
        rule = rules.phrase(name)
        for match in rule.finditer(sentence):
            subject = match.start("body") if "body" in match.re.groupindex else match.start()
            if name in _AGENT_PHRASES or not barred.search(sentence[:subject]):
                yield name, match
                break


def _verb(match: re.Match[str]) -> str:
    return next(name for name, text in match.groupdict().items() if name.startswith("verb") and text)


def _day(sentence: str, at: int) -> date | None:
    """Return the full day that stands nearest to the verb at `at`."""
    days = [(min(abs(f.start - at), abs(f.end - at)), f.start, f.day) for f in find_dates(sentence) if f.day]
    nearest = min(days, default=None)
    return nearest[2] if nearest and nearest[0] <= _REACH else None


def _handled(rules: Rules, kinds: DecisionKinds, passage: Passage) -> Iterator[Telling]:
    """Yield a decision for each day of an earlier treatment.

    "Bordlagt den 13 december 2023, § 897 och den 24 januari 2024, § 54." tells of two.
    """
    phrase = rules.phrase("earlier_handling")
    for start, end in passage.sentences:
        sentence = passage.text[start:end].replace("\n", " ")
        match = phrase.match(sentence)
        days = [found for found in find_dates(sentence) if found.day] if match else []
        for position, found in enumerate(days):
            low = 0 if position == 0 else found.start
            high = days[position + 1].start if position + 1 < len(days) else len(sentence)
            piece = re.sub(r"(?:,| och| samt| den|\s)+$", "", sentence[low:high])
            verb = match["verb"] if match else ""
            yield Telling(
                passage,
                start + low,
                start + low + len(piece),
                phrase.id,
                0.9,
                kind=kinds.told(verb.lower(), 0),
                day=found.day,
                shown=piece if position == 0 else f"{verb} den {piece}",
            )


def _carried_out(rules: Rules, texts: list[Passage], position: int) -> Iterator[Telling]:
    """Yield the points of a list that says what of a decided plan has been carried out (004 lines 78-81)."""
    passage, phrase = texts[position], rules.phrase("decided_strategy")
    if not phrase.search(passage.text.replace("\n", " ")):
        return
    for point in texts[position + 1 :]:
        if point.kind != "item" or point.part != passage.part:
            return
        yield Telling(point, point.mark, len(point.text.rstrip()), phrase.id, 0.5)
