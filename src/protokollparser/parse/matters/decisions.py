"""Decisions taken in the document, with their points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from protokollparser.core.outline import Heading
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Decision, DecisionPoint
from protokollparser.core.records.items import SectionText
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import clean
from protokollparser.parse.matters.bodies import named_body, nominative, same_body, settle
from protokollparser.parse.matters.cell_decisions import decided_in_cells
from protokollparser.parse.matters.content import Content, Entry, under
from protokollparser.parse.matters.decided_words import decided
from protokollparser.parse.matters.decision_kinds import DecisionKinds
from protokollparser.parse.matters.unheaded_decisions import find_told
from protokollparser.parse.places import MINUTES, Places

# Under a decision heading in these, what follows was decided; in reports it is still a draft.
DECIDING_KINDS = (*MINUTES, "notice", "bundle", "other")
_LINE_START = re.compile(r"(?:^|\n+)(?=\S)")
_SENTENCE_START = re.compile(r"[.!?]\s*\n+(?=\S)")
# What may stand before a line that is not the continuation of the line above.
_OPENS = re.compile(r"[.:;!?][”\"')]*\n+$|\n\n$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece `start:end` of a decision section: of the body's own, or laid before the next instance."""

    start: int
    end: int
    onward: bool


@dataclass
class Reader:
    """What the reading of one source's decisions needs."""

    ledger: Ledger
    rules: Rules
    places: Places
    kinds: DecisionKinds


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the decisions of every item and document, one for each deciding body and §."""
    reader = Reader(ledger, rules, Places(ledger), DecisionKinds.of(rules))
    decided: set[str] = set()
    for heading in ledger.outline.headings:
        content = under(ledger.outline, heading) if _heads_decision(reader, heading) else None
        if content and _enter_section(reader, heading, content):
            decided.add(reader.places.item_id(heading.first) or "")
    for first, last, item in reader.places.ranges:
        if item.id not in decided and reader.places.kind(first) in MINUTES:
            (
                _enter_cells(reader, first, last)
                or _enter_adopted(reader, first, last)
                or _enter_unheaded(reader, first, last)
            )


def _heads_decision(reader: Reader, heading: Heading) -> bool:
    """True for the heading of what was decided here: a decision, or a proposal of this body to the next."""
    kind = reader.places.kind(heading.first)
    return (heading.name == "decision" and kind in DECIDING_KINDS) or _is_onward(reader, heading)


def _is_onward(reader: Reader, heading: Heading) -> bool:
    """True where the body of these minutes heads what it lays before another body."""
    document = reader.places.body(heading.first)
    if heading.name != "proposal_body" or not document or reader.places.kind(heading.first) not in MINUTES:
        return False
    match = reader.rules.phrase("heads_onward").match(heading.text)
    if match is None:
        return False
    maker = nominative(match["body"]) if match["body"] else match["body2"]
    following = nominative(match["next"] or match["next2"])
    return same_body(maker, document) and not same_body(following, document)


def segments(content: Content, rules: Rules) -> list[Segment]:
    """Return the pieces of a decision section in order.

    A line that names the next instance opens a piece laid before it; one that says whose proposal is
    followed, or on which the body decides itself, goes back to the body's own.
    """
    onward = rules.phrase("refers_onward").pattern()
    own = rules.phrase("decides_according_to").pattern()
    decider = rules.phrase("names_decider").pattern()
    flat, until = content.flat, 0
    cuts: list[tuple[int, bool]] = []
    for match in _LINE_START.finditer(content.text):
        at = match.end()
        lead = flat[at : at + 420]
        if at < until or (at and not _OPENS.search(content.text[max(0, at - 12) : at])):
            continue
        found = onward.match(lead)
        source = own.match(lead.split(":", 1)[0] + ":") if ":" in lead else None
        if found or source or decider.match(lead):
            cuts.append((at, found is not None))
            words = found or source
            until = at + words.end() if words else at
    if not cuts or cuts[0][0] > 0:
        cuts.insert(0, (0, False))
    pieces: list[Segment] = []
    for position, (start, is_onward) in enumerate(cuts):
        end = cuts[position + 1][0] if position + 1 < len(cuts) else len(content.text)
        if pieces and pieces[-1].onward == is_onward:
            pieces[-1] = Segment(pieces[-1].start, end, is_onward)
        else:
            pieces.append(Segment(start, end, is_onward))
    return pieces


def _enter_section(reader: Reader, heading: Heading, content: Content) -> bool:
    """Enter the decisions of one decision section; False when its words decide nothing."""
    words = decided(content, reader.rules, reader.kinds)
    if words is None:
        return False
    content = words
    if reader.rules.phrase("no_decision").match(words.flat):
        return _enter_behind(reader, heading, content)
    pieces = segments(content, reader.rules)
    if _is_onward(reader, heading):
        pieces = [Segment(0, len(content.text), True)]
    own = [piece for piece in pieces if not piece.onward]
    onward = [piece for piece in pieces if piece.onward]
    rule = heading.rule_id or "decisions:heading"
    for group in (own, onward):
        if group:
            _enter(reader, heading, content, group, rule, 0.95)
    return True


def _enter_behind(reader: Reader, heading: Heading, content: Content) -> bool:
    """Enter what is decided behind statements that decide nothing; False when nothing is.

    "Eva Ek (S) anmäler jäv under § 6. Bo Alm (M) utses att justera § 6."
    """
    nothing = reader.rules.phrase("no_decision")
    for match in _SENTENCE_START.finditer(content.text):
        words = content.flat[match.end() :]
        if nothing.match(words):
            continue
        if reader.kinds.main(words)[0] not in ("elect", "discharge", "postpone", "refer_back"):
            return False
        piece = Segment(match.end(), len(content.text), False)
        _enter(reader, heading, content, [piece], heading.rule_id or "decisions:heading", 0.9)
        return True
    return False


def _enter(
    reader: Reader,
    heading: Heading | None,
    content: Content,
    pieces: list[Segment],
    rule: str,
    confidence: float,
    candidates: tuple[dict[str, Any], ...] = (),
) -> Decision:
    ledger = reader.ledger
    text = clean(" ".join(content.text[piece.start : piece.end] for piece in pieces))
    kind, others = reader.kinds.main(text)
    if pieces[0].onward:
        kind, others = "propose", [k for k in (kind, *others) if k and k != "propose"]
    meeting = reader.places.meeting(content.first)
    spans = _spans(content, pieces)
    decision = ledger.add(
        Decision(
            span=spans[0],
            more=spans[1:],
            rule_id=rule,
            confidence=confidence if kind else min(confidence, 0.8),
            candidates=(*candidates, *({"kind": other} for other in others)),
            item_id=reader.places.item_id(content.first),
            stage="taken",
            kind=kind,
            outcome=reader.kinds.outcome(kind),
            body=_body(reader, heading, content, text),
            decision_date=meeting.meeting_date if meeting else None,
            text=text,
        )
    )
    _enter_points(reader, content, pieces, decision)
    for piece in pieces:
        ledger.claim(content.line_at(piece.start)[0], content.line_at(piece.end - 1)[0], rule)
    return decision


def _spans(content: Content, pieces: list[Segment]) -> tuple[Span, ...]:
    return tuple(span for piece in pieces for span in content.places(piece.start, piece.end))


def _body(reader: Reader, heading: Heading | None, content: Content, text: str) -> str | None:
    """Return the deciding body: the one that the words name, else the heading, else the document."""
    document = reader.places.body(content.first)
    printed = named_body(text, reader.rules)
    if printed is None and heading is not None:
        printed = named_body(heading.text, reader.rules, heading=True)
    return settle(printed, document)


def _enter_points(reader: Reader, content: Content, pieces: list[Segment], decision: Decision) -> None:
    """Enter the marked points, or the clauses on "att" where there are several."""
    entries = [e for piece in pieces for e in content.entries(piece.start, piece.end, clauses=True)]
    marked = [entry for entry in entries if entry.mark not in (None, "att")]
    clauses = [entry for entry in entries if entry.mark == "att"]
    for entry in marked or (clauses if len(clauses) > 1 else []):
        spans = content.places(entry.start, entry.end)
        reader.ledger.add(
            DecisionPoint(
                span=spans[0],
                more=spans[1:],
                rule_id=decision.rule_id,
                confidence=decision.confidence,
                decision_id=decision.id,
                number=_number(entry),
                text=clean(content.text[entry.start : entry.end]),
            )
        )


def _number(entry: Entry) -> str | None:
    """Return the printed number or letter of a point without its stop, None for bullets and clauses."""
    mark = (entry.mark or "").strip("().")
    return mark if mark and mark != "att" and mark[0].isalnum() and mark != "o" else None


def _enter_adopted(reader: Reader, first: int, last: int) -> bool:
    """Enter as decision what stands under the heading of a proposal, when the item proves that it was taken.

    002 line 208 heads the decision with "E-nämndens förslag till beslut"; the sitting finds that the
    board approves, and no other decision stands in the item. True when one was entered.
    """
    outline = reader.ledger.outline
    headings = [h for h in outline.headings if first < h.first <= last]
    for heading in headings:
        content = under(outline, heading) if heading.name == "proposal_body" else None
        if content is None:
            continue
        proposer, decider = (
            named_body(heading.text, reader.rules, heading=True),
            named_body(content.flat, reader.rules),
        )
        document = reader.places.body(first)
        own = proposer and (document or decider) and same_body(proposer, document or decider or "")
        if own and decider and same_body(decider, proposer or "") and _is_adopted(reader, headings):
            unlike = {"stage": "proposed", "heading": heading.text}
            pieces = [Segment(0, len(content.text), False)]
            _enter(reader, heading, content, pieces, "decisions:adopted-proposal", 0.7, (unlike,))
            _rename_section(reader, heading, content)
            return True
    return False


def _rename_section(reader: Reader, heading: Heading, content: Content) -> None:
    """Name the section by what it holds; what its heading says stays as a candidate."""
    place = content.places(0, len(content.text))[0]
    for section in reader.ledger.of(SectionText):
        if section.name == heading.name and section.span.overlaps(place):
            reader.ledger.replace(section, name="decision", candidates=({"name": heading.name},))


def _is_adopted(reader: Reader, headings: list[Heading]) -> bool:
    adopted = reader.rules.phrase("finds_adopted").pattern()
    for heading in headings:
        if heading.name in ("sitting", "procedure"):
            content = under(reader.ledger.outline, heading)
            if content and adopted.search(content.flat):
                return True
    return False


def _enter_cells(reader: Reader, first: int, last: int) -> bool:
    """Enter the decision that stands in the cell beside its heading; True when there is one."""
    cells = decided_in_cells(reader.ledger.layout, reader.rules, first, last)
    for cell in cells:
        kind, others = reader.kinds.main(cell.cleaned)
        meeting = reader.places.meeting(first)
        reader.ledger.add(
            Decision(
                span=cell.span(0, len(cell.text)),
                rule_id="decisions:cell",
                confidence=0.8 if kind else 0.7,
                candidates=tuple({"kind": other} for other in others),
                item_id=reader.places.item_id(first),
                stage="taken",
                kind=kind,
                outcome=reader.kinds.outcome(kind),
                body=settle(named_body(cell.cleaned, reader.rules), reader.places.body(first)),
                decision_date=meeting.meeting_date if meeting else None,
                text=cell.cleaned,
            )
        )
    return bool(cells)


def _enter_unheaded(reader: Reader, first: int, last: int) -> bool:
    """Enter a decision that the text of an item tells without a heading; True when there is one."""
    told = find_told(reader.ledger.outline, reader.rules, first, last, reader.places.body(first))
    if told is None:
        return False
    pieces = [Segment(told.start, told.end, False)]
    _enter(reader, None, told.content, pieces, "decisions:unheaded", told.confidence)
    return True
