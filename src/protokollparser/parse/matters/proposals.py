"""Proposals: under headings of their own, at the sitting, as nominations, and in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from protokollparser.core.outline import Heading
from protokollparser.core.passages import Passage, passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Decision, Proposal
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import clean, fold
from protokollparser.parse.matters.at_table import proposal_end
from protokollparser.parse.matters.bodies import named_body, same_body
from protokollparser.parse.matters.content import Content, Entry, under
from protokollparser.parse.matters.decision_kinds import DecisionKinds
from protokollparser.parse.matters.decisions import DECIDING_KINDS
from protokollparser.parse.names import Names
from protokollparser.parse.places import Places

_HEADING_MAKER = re.compile(
    r"^(?P<genitive>.{2,80}?)s (?:reviderade )?(?:förslag|beslutsförslag|rekommendation)\b"
    r"|^(?P<subject>.{2,80}?) (?:föreslår|föreslog|hemställer|rekommenderar|tillstyrker)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?::|\batt|\bbesluta|\bbeslutar|\bföljande)$", re.IGNORECASE)
_DRAFTED = frozenset({"draft", "administration", "presidium", "chair"})
_CHAIRS = frozenset({"ordföranden", "ordf", "ordf.", "vice ordföranden", "v. ordföranden", "v. ordf."})
_CLAUSE = re.compile(r"att\s", re.IGNORECASE)
# What may stand behind the name of a proposal without being a second one.
_BESIDE = re.compile(r"(?: (?:den|av den|daterat) [\w .:-]{4,30}| i (?:ärendet|sin helhet))?")
# Two wordings of one proposal differ by punctuation and small words.
_SAME_WORDS = 90


@dataclass(frozen=True, slots=True)
class Found:
    """One proposal before it is entered: `spans` its place, `line` its first line index."""

    spans: tuple[Span, ...]
    line: int
    text: str
    stage: str
    rule: str
    maker: str | None = None
    kind: str | None = None
    adopted: bool | None = None
    confidence: float = 0.9


class Reader:
    """Reads the proposals of one source; what has been decided is entered before."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger, self.rules = ledger, rules
        self.outline, self.layout = ledger.outline, ledger.layout
        self.places, self.kinds, self.names = Places(ledger), DecisionKinds.of(rules), Names.of(rules)
        self.stages: dict[str, str] = rules.vocabulary["proposal_stages"]["sections"]
        self.makers: dict[str, str] = rules.vocabulary["proposal_stages"]["makers"]
        self.motions: dict[str, list[str]] = rules.vocabulary["proposal_stages"]["motions"]
        groups: dict[str, list[str]] = rules.vocabulary["section_groups"]
        self.at_sitting = frozenset(groups["at_sitting"])
        self.no_text_proposals = frozenset(groups["no_text_proposals"])
        self.at_table: set[int] = set()
        self.decisions = [d for d in ledger.of(Decision) if d.stage == "taken"]

    def find(self, name: str, text: str) -> re.Match[str] | None:
        """Return the first place of phrase `name` in `text`."""
        return self.rules.phrase(name).search(text)

    def enter(self, found: Found) -> None:
        """Enter a proposal with what became of it."""
        item_id = self.places.item_id(found.line)
        decision = self._same_decision(item_id, found.text)
        adopted = True if decision else found.adopted
        if adopted and decision is None:
            decision = self._only_decision(item_id)
        self.ledger.add(
            Proposal(
                span=found.spans[0],
                more=found.spans[1:],
                rule_id=found.rule,
                confidence=found.confidence,
                item_id=item_id,
                stage=found.stage,
                kind=found.kind,
                proposed_by=found.maker,
                text=clean(found.text),
                adopted=adopted,
                decision_id=decision.id if decision else None,
            )
        )

    def _same_decision(self, item_id: str | None, text: str) -> Decision | None:
        """Return the decision of the item that has the words of a proposal."""
        mine = [d for d in self.decisions if item_id and d.item_id == item_id]
        return next((d for d in mine if fuzz.ratio(fold(d.text), fold(text)) >= _SAME_WORDS), None)

    def _only_decision(self, item_id: str | None) -> Decision | None:
        mine = [d for d in self.decisions if item_id and d.item_id == item_id]
        return mine[0] if len(mine) == 1 else None

    def is_decided(self, content: Content) -> bool:
        """True when the words were entered as a decision though a proposal heads them."""
        place = content.places(0, len(content.text))[0]
        return any(place.overlaps(span) for d in self.decisions for span in (d.span, *d.more))


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
    for passage in passages(reader.outline, rules):
        if passage.kind in ("text", "item") and passage.first not in headed:
            _enter_spoken(reader, passage)


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


def _enter_spoken(reader: Reader, passage: Passage) -> None:
    """Enter what the sentences of a passage propose, by the section that they stand in."""
    trail = reader.outline.trail_at[passage.first]
    moved = passage.first in reader.at_table
    name = "sitting" if moved else trail[-1].name if trail else "other"
    inside = reader.places.item(passage.first) is not None
    told = bool(trail) and trail[-1].paragraph
    for start, end in _spoken(passage):
        sentence = passage.text[start:end].replace("\n", " ")
        found = _prepared(reader, passage, start, sentence) if inside and told else None
        if found is None and inside and (name in reader.at_sitting or told):
            found = _at_sitting(reader, passage, start, sentence, name)
        if found is None and inside and name in reader.at_sitting:
            found = _moved(reader, passage, start, sentence, name)
        if found is None and inside and (moved or name == "motions" or name not in reader.no_text_proposals):
            found = _nominated(reader, passage, start, sentence)
        if found is None and not {heading.name for heading in trail} & reader.no_text_proposals:
            found = _in_text(reader, passage, start, sentence)
        if found is not None:
            reader.enter(found)


def _spoken(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the sentences; a name with a colon begins the sentence behind it on the line."""
    ranges = passage.sentences
    position = 0
    while position < len(ranges):
        start, end = ranges[position]
        following = ranges[position + 1] if position + 1 < len(ranges) else None
        led = passage.text[start:end].endswith("):") and following is not None
        if led and following and "\n" not in passage.text[end : following[0]]:
            end = following[1]
            position += 1
        yield start, end
        position += 1


def _at_sitting(reader: Reader, passage: Passage, start: int, sentence: str, section: str) -> Found | None:
    """Return what is proposed or put to the vote at the sitting (002 lines 133 and 220).

    What a member proposes below a heading of motions is a motion: "Förslag till beslut på sammanträdet" has
    taken the place of "Yrkanden" in many municipalities.
    """
    proposed = reader.find("proposes_at_sitting", sentence)
    match = proposed or reader.find("puts_proposal", sentence)
    if match is None or (not proposed and _has_motions(reader, passage)):
        return None
    name = "proposes_at_sitting" if proposed else "puts_proposal"
    maker = clean(match["by"] or match["chair"]) if not proposed else clean(match["by"])
    if not proposed and match["by"]:
        maker = maker.removesuffix("s")
    text = match["proposal"].rstrip(" .")
    place = start + match.start("proposal")
    return Found(
        passage.places(place, place + len(text)),
        passage.piece(place).index,
        text,
        "motion" if proposed and section == "motions" and _is_member(reader, maker) else "sitting",
        reader.rules.phrase(name).id,
        maker=maker,
        kind=reader.kinds.main(text.partition(" föreslår ")[2])[0],
        adopted=_fate(reader, passage, start, sentence),
    )


def _has_motions(reader: Reader, passage: Passage) -> bool:
    """True where members have moved something: then the chair puts their motions, and proposes nothing."""
    item_id = reader.places.item_id(passage.first)
    return any(known.stage == "motion" and known.item_id == item_id for known in reader.ledger.of(Proposal))


def _fate(reader: Reader, passage: Passage, start: int, sentence: str) -> bool | None:
    """Return whether the chair finds the proposal adopted, in its sentence or the next one.

    None when nothing is found, or when a division is called for afterwards.
    """
    sentences = passage.sentences
    position = next(i for i, (low, _) in enumerate(sentences) if low == start)
    after = [passage.text[low:high].replace("\n", " ") for low, high in sentences[position + 1 :]]
    if any(reader.find("vote_called", text) for text in after):
        return None
    for text in (sentence, *after[:1]):
        owner = reader.find("adopts_owned", text) if text is not sentence else None
        if owner and (owner["owner"] or owner["owner2"]):
            # "... ställer förslagen mot varandra och finner ... enligt räddningschefens förslag."
            return False if re.search(r"\bmot varandra\b", text) and not _is_makers(owner, sentence) else None
        if reader.find("finds_adopted", text):
            return True
        if reader.find("finds_rejected", text):
            return False
    return None


def _is_makers(owner: re.Match[str], sentence: str) -> bool:
    """True when the owner of the proposal that was adopted is named in the sentence of the proposal."""
    name = fold(owner["owner"] or owner["owner2"]).removesuffix("s")
    return name in fold(sentence)


def _moved(reader: Reader, passage: Passage, start: int, sentence: str, section: str) -> Found | None:
    """Return what a member moves: "X (S) yrkar bifall till förslaget"."""
    phrases = ("moves", "moves_after_colon", *(("words_of_motion",) if section == "motions" else ()))
    hits = ((phrase, reader.find(phrase, sentence)) for phrase in phrases)
    phrase, match = next(((phrase, hit) for phrase, hit in hits if hit is not None), ("", None))
    told = phrase == "moves"
    if match is None or not _is_member(reader, match["by"] or match.groupdict().get("by2") or ""):
        return None
    by, what = (
        (match["by"] or match["by2"], match["what"] or match["what2"])
        if told
        else (match["by"], match["what"])
    )
    return Found(
        passage.places(start, start + len(sentence)),
        passage.piece(start).index,
        sentence,
        "motion",
        reader.rules.phrase(phrase).id,
        maker=clean(by),
        kind=_motion_kind(reader, what),
        adopted=_is_followed(reader, passage, what),
    )


def _is_member(reader: Reader, words: str) -> bool:
    """True for members by name or by their parties; "det egna yrkandet" has no such subject."""
    told = any(True for _ in reader.names.find(words)) or bool(reader.names.addressed(words))
    return told or bool(reader.find("party_group", words)) or fold(words) in _CHAIRS


def _is_followed(reader: Reader, passage: Passage, what: str) -> bool | None:
    """Return True when the decision says that it follows all that a motion supports, else None.

    "yrkar bifall till kommunstyrelsens förslag" is followed by a decision "Enligt kommunstyrelsens
    förslag:". Whoever wants an addition as well ("... och tilläggsyrkande från M") may have lost that part.
    """
    item_id = reader.places.item_id(passage.first)
    supported = re.match(
        r"(?:att )?bifall till (?P<source>.{4,160}?)(?: och avslag på (?:övriga|alla|samtliga)\b.*)?[.]?$",
        what,
    )
    if supported is None or item_id is None:
        return None
    followed = reader.rules.phrase("follows_proposal").pattern()
    for decision in reader.decisions:
        if decision.item_id == item_id and decision.kind not in ("postpone", "refer_back"):
            sources = [m["lead"] or m["backs"] for m in followed.finditer(decision.text)]
            if any(_is_source(supported["source"], source) for source in sources):
                return True
    return None


def _is_source(supported: str, followed: str) -> bool:
    one, other = fold(supported), fold(followed)
    rest = one.removeprefix(other) if len(other) > 12 and one.startswith(other) else None
    return one == other or (rest is not None and _BESIDE.fullmatch(rest) is not None)


def _motion_kind(reader: Reader, what: str) -> str | None:
    """Return what a motion asks for, by its first such word; else by its verb."""
    found: list[tuple[int, str]] = []
    for kind, words in reader.motions.items():
        match = re.search(rf"\b(?:{'|'.join(words)})\b", what, re.IGNORECASE)
        if match:
            found.append((match.start(), kind))
    return min(found)[1] if found else reader.kinds.main(what.removeprefix("att "))[0]


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
    return Found(
        passage.places(start, start + len(sentence)),
        passage.piece(start).index,
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
    return Found(
        passage.places(start, start + len(sentence)),
        passage.piece(start).index,
        sentence,
        "draft",
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
    extra: dict[str, Any] = {"kind": reader.kinds.main(match["verb"])[0]}
    return Found(
        passage.places(start, start + len(text)),
        passage.piece(start).index,
        text,
        "text",
        reader.rules.phrase("proposed_in_text").id,
        confidence=0.7,
        **extra,
    )
