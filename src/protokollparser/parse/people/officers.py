"""Who leads, writes and adjusts: from the front page, signature blocks and the sentence on adjusting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice, pairwise

from protokollparser.core.layout import Line
from protokollparser.core.outline import Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.meetings import Meeting, Officer
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import fold
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.form_fields import FormField, Labels, fields_in
from protokollparser.parse.front_matter import formal_lines
from protokollparser.parse.names import Names, Person
from protokollparser.parse.paragraph_ranges import MARKED, ranges
from protokollparser.parse.people.attendance_entries import EntryReader
from protokollparser.parse.signing.sign_blocks import SignBlocks
from protokollparser.parse.signing.sign_columns import posts_below
from protokollparser.parse.signing.sign_elements import Element, Signer

ROLES = ("chair", "vice_chair", "secretary", "adjuster")
_KINDS = frozenset({"minutes", "minutes_extract", "summons"})
# What may stand beside the names of a label's value.
_BESIDE = re.compile(
    r",?\s*(?:tfn|tel|telefon|e-post|epost)\b[.:]?\s.*$|<[^<>]{1,12}>|§{1,2}\s*[\d\s,–-]*|\b(?:och|samt|ersättare|ers|med|som|digitalt)\b|[^\w§]+|_+",
    re.I,
)
_ADJUSTED = re.compile(r"(?:.{0,24}\b)?juster(?:at|as|ades|ats)\b", re.IGNORECASE)
# A sentence may be broken over so many lines.
_SENTENCE = 5


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the officers of every sitting that minutes or a summons print."""
    reader = _Officers(ledger, rules)
    meetings = ledger.of(Meeting)
    for part in ledger.outline.parts:
        own = [m for m in meetings if m.document_id == ledger.document_ids.get(part.ordinal)]
        sittings = [m for m in own if not m.rule_id.startswith("PA")]
        if part.kind in _KINDS and sittings:
            reader.read(part, sittings[0])


class _Officers:
    """The officers of one sitting after the other."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger = ledger
        self.labels = Labels.of(rules)
        self.names = Names.of(rules)
        self.blocks = SignBlocks.of(rules)
        self.entries = EntryReader.of(rules)
        self.sentence = rules.phrase("adjustment_sentence")
        self.election = rules.phrase("adjuster_elected")
        self.led = rules.phrase("chair_told")
        self.acting = rules.phrase("acting_chair")
        self.signer = rules.phrase("signer_name")
        self.post = rules.phrase("signer_post")
        self.signed = rules.phrase("signing_time")
        self.entered: dict[tuple[str, str, str, tuple[int, int] | None], Officer] = {}

    def read(self, part: Part, meeting: Meeting) -> None:
        """Enter the officers of one sitting: labelled ones, then those of signature blocks and sentences."""
        layout = self.ledger.layout
        formal = formal_lines(self.ledger.outline, part)
        lines = [layout.lines[index] for index in formal if layout.lines[index].text]
        plain = [line for line in lines if line.index not in layout.furniture_at]
        runs = self.blocks.runs(layout, plain)
        beneath = {element.excerpt.index for run in runs for element in posts_below(run)}
        for field in fields_in(layout, self.labels, formal):
            if field.name in ROLES and field.form != "below" and field.first not in beneath:
                self._from_field(field, meeting)
        held = {
            layout.grid_at[index].first: layout.grid_at[index] for index in formal if index in layout.grid_at
        }
        blocks = [self.blocks.of_grid(layout, grid) for grid in held.values()]
        blocks += [self.blocks.signers(run) for run in runs]
        chairs = self._named_chairs(lines)
        for block in blocks:
            for signer in block:
                role = _role(signer, known=bool(chairs))
                if self._is_electronic(signer):
                    continue
                if role and signer.name and signer.name.person:
                    if role == "adjuster" and fold(signer.name.person.name) in chairs:
                        # "Justeras:" stands over the chair as well as over those elected.
                        continue
                    self._enter_signer(meeting, role, signer.name)
                    self.ledger.claim(min(signer.indexes), max(signer.indexes), "officers:block")
        self._from_posts(part, meeting)
        self._from_sentences(part, meeting)

    def _from_posts(self, part: Part, meeting: Meeting) -> None:
        """Enter who signed electronically with a post below the name, where no form tells who held it.

        Namn: Eva Ek
        Titel: Ordförande
        """
        told = {role for at, role, *_ in self.entered if at == meeting.id}
        lines = list(self.ledger.layout.body(part.first, part.last))
        for line, below in pairwise(lines):
            post = self.post.search(below.text) if below.index == line.index + 1 else None
            name = self.signer.search(line.text) if post else None
            role = self.entries.office_name(post["post"].strip()) if post else None
            if name is None or role is None or role in told:
                continue
            person = self.names.at_start(line.text, name.start("name"))
            if person is not None:
                place = self.ledger.layout.span(line, person.start, person.stop)
                self._enter(meeting, role, person, place, self.post.id)

    def _is_electronic(self, signer: Signer) -> bool:
        """True for a name in capitals over the time of a signature: the lists print the name in use."""
        if signer.name is None or not signer.name.excerpt.text.isupper():
            return False
        below = self.ledger.layout.body(signer.name.excerpt.index + 1, max(signer.indexes) + 2)
        return any(self.signed.search(line.text) for line in islice(below, 2))

    def _named_chairs(self, lines: Iterable[Line]) -> set[str]:
        """Return the names that lists and forms of the sitting print with the office of chair, folded."""
        found: set[str] = set()
        for line in lines:
            label, _, behind = line.text.partition(":")
            text = behind if behind and self.labels.name(label) else line.text
            for entry in self.entries.entries(text) or ():
                if entry.office_name == "chair":
                    found.add(fold(entry.person.name))
        return found

    def _from_field(self, field: FormField, meeting: Meeting) -> None:
        """Enter the people of a labelled value that holds nothing but people."""
        found: list[tuple[Excerpt, Person]] = []
        for value in field.values:
            people = list(self.names.find(value.text))
            if not people or not self._only(value.text, people):
                if field.form == "cell" and not found and people and people[0].start <= 6:
                    people = people[:1]
                else:
                    break
            found += [(value, person) for person in people if not _in_reserve(value.text, person)]
        for value, person in found:
            told = MARKED.match(value.text, person.stop)
            for led in ranges(told["numbers"]) if told else [None]:
                place = value.span(person.start, person.stop)
                self._enter(meeting, field.name, person, place, "officers:label", led)
        if found:
            self.ledger.claim(field.first, found[-1][0].index, "officers:label")

    def _only(self, text: str, people: Iterable[Person]) -> bool:
        rest = list(text)
        for person in people:
            rest[person.start : person.stop] = " " * (person.stop - person.start)
        return not _BESIDE.sub("", "".join(rest))

    def _enter_signer(self, meeting: Meeting, role: str, name: Element) -> None:
        """Enter one who signs, a row for each range of items where the block tells for which."""
        spot, person = name.excerpt, name.person
        line = Excerpt.of_line(spot.layout, spot.layout.lines[spot.index])
        told = MARKED.match(line.text, spot.end - line.start)
        if person is None:
            return
        for led in ranges(told["numbers"]) if told else [None]:
            self._enter(meeting, role, person, spot.span(), "officers:block", led)

    def _enter(
        self,
        meeting: Meeting,
        role: str,
        person: Person,
        place: Span,
        rule: str,
        led: tuple[int, int] | None = None,
    ) -> None:
        """Enter an officer once for each range of items; further places of the same are added."""
        key = (meeting.id, role, fold(person.name), led)
        known = self.entered.get(key)
        if known is None:
            self.entered[key] = self.ledger.add(
                Officer(
                    span=place,
                    rule_id=rule,
                    confidence=1.0 if person.sure else 0.8,
                    meeting_id=meeting.id,
                    role=role,
                    name=person.name,
                    party=person.party,
                    paragraph_first=led[0] if led else None,
                    paragraph_last=led[1] if led else None,
                )
            )
        elif place != known.span and place not in known.more:
            party = known.party or person.party
            self.entered[key] = self.ledger.replace(known, more=(*known.more, place), party=party)

    def _from_sentences(self, part: Part, meeting: Meeting) -> None:
        """Enter the adjusters and the chair that a sentence of the first items names."""
        layout = self.ledger.layout
        headed = {index for index, known in self.ledger.outline.heading_at.items() if not known.run_in}
        barred = layout.grid_at.keys() | headed
        lines = [line for line in layout.body(part.first, part.last) if line.index not in barred]
        for position, line in enumerate(lines):
            if "ordf" in line.text.lower():
                self._lead(meeting, lines, position)
            if "ordf" in line.text.lower() or "leder" in line.text or "ledde" in line.text:
                self._act(part, meeting, _sentence_lines(lines, position))
            if "juster" not in line.text.lower():
                continue
            before = self._told_by(lines, position)
            text = " ".join(item.text for item in before)
            elected = self.election.search(text)
            if elected is not None:
                self._elect(meeting, before, text, elected)
                continue
            match = self.sentence.search(text)
            if match is None:
                continue
            for group, role in (("adjusters", "adjuster"), ("chair", "chair")):
                low, high = match.span(group)
                for person in self.names.find(text[:high], max(low, 0)) if low >= 0 else ():
                    if person.party is not None:
                        place = _place(self.ledger, before, person.start, person.stop)
                        self._enter(meeting, role, person, place, self.sentence.id)

    def _told_by(self, lines: list[Line], position: int) -> list[Line]:
        """Return the lines of the sentence that holds a line: no lines before the label of a form.

        "Utses att justera      Eva Ek" goes on with no list of people above it.
        """
        told = _sentence_lines(lines, position)
        labelled = [
            at
            for at, line in enumerate(told)
            if at <= position
            and any(low == 0 and name in ROLES for name, low, *_ in self.labels.on_line(line.text))
        ]
        return told[labelled[-1] :] if labelled else told

    def _lead(self, meeting: Meeting, lines: list[Line], position: int) -> None:
        """Enter the chair whom a sentence of old minutes tells ("under ordförandeskap av ...")."""
        if any(role == "chair" and at == meeting.id for at, role, *_ in self.entered):
            return
        told = _sentence_lines(lines, position)
        text = " ".join(item.text for item in told)
        match = self.led.search(text)
        person = self.names.at_start(text, match.start("chair")) if match else None
        if person is not None:
            self._enter(
                meeting, "chair", person, _place(self.ledger, told, person.start, person.stop), self.led.id
            )

    def _act(self, part: Part, meeting: Meeting, told: list[Line]) -> None:
        """Enter who leads the items that a sentence names, or the item in which it stands."""
        text = " ".join(item.text for item in told)
        match = self.acting.search(text)
        group = next((name for name in ("by", "by2") if match and match[name]), None)
        people = (
            list(self.names.find(text[: match.end(group)], match.start(group))) if match and group else []
        )
        if match is None or len(people) != 1:
            return
        scope = MARKED.search(text, match.start())
        within = ranges(scope["numbers"]) if scope else self._item_at(part, told[0].index)
        for led in within:
            place = _place(self.ledger, told, people[0].start, people[0].stop)
            self._enter(meeting, "chair", people[0], place, self.acting.id, led)

    def _item_at(self, part: Part, index: int) -> list[tuple[int, int]]:
        """Return the § in which a line stands as a range of one, nothing outside the items."""
        own = [h for h in self.ledger.outline.headings if h.part == part.ordinal and h.paragraph]
        over = [heading for heading in own if heading.first <= index]
        number = re.search(r"\d{1,4}", over[-1].number or "") if over else None
        return [(int(number[0]), int(number[0]))] if number else []

    def _elect(self, meeting: Meeting, lines: list[Line], text: str, elected: re.Match[str]) -> None:
        """Enter those whom a sentence elects to adjust the minutes."""
        for low, high in (elected.span(group) for group in elected.re.groupindex):
            for person in self.names.find(text[:high], low) if low >= 0 else ():
                if not _in_reserve(text[:high], person):
                    place = _place(self.ledger, lines, person.start, person.stop)
                    self._enter(meeting, "adjuster", person, place, self.election.id)


def _role(signer: Signer, *, known: bool) -> str | None:
    """Return the role of a signer; below "Justerat den 3 maj" who stands beside a known chair adjusts."""
    if signer.role is None or signer.role.role in ROLES:
        return signer.role.role if signer.role else None
    told = _ADJUSTED.match(signer.role.excerpt.text)
    below = signer.name is not None and signer.name.excerpt.start > signer.role.excerpt.start
    return "adjuster" if told and known and below else None


def _in_reserve(text: str, person: Person) -> bool:
    """True for an adjuster's substitute: "Cia Berg (C), ersättare Dan Dahl (V)"."""
    before, after = text[: person.start], text[person.stop :]
    return bool(
        re.search(r"\b(?:ersättare|ers|reserv)\b[.:]?\s*$", before, re.I)
        or re.match(r"\s*(?:\(?som\s+)?(?:ersättare|ers|reserv)\b", after, re.I)
    )


def _sentence_lines(lines: list[Line], position: int) -> list[Line]:
    """Return the lines of the sentence that holds `lines[position]`: back to a full stop, and on to one."""
    first = position
    while first > 0 and position - first < _SENTENCE and lines[first].index - lines[first - 1].index == 1:
        if lines[first - 1].text.endswith((".", ":")):
            break
        first -= 1
    last = position
    while last + 1 < len(lines) and last - position < _SENTENCE and not lines[last].text.endswith("."):
        if lines[last + 1].index - lines[last].index > 1:
            break
        last += 1
    return lines[first : last + 1]


def _place(ledger: Ledger, lines: list[Line], start: int, end: int) -> Span:
    """Return the place of `start:end` of the lines joined with blanks, as far as its first line goes."""
    at = 0
    for line in lines:
        if start < at + len(line.text):
            return ledger.layout.span(line, start - at, min(end - at, len(line.text)))
        at += len(line.text) + 1
    return ledger.layout.span(lines[-1])
