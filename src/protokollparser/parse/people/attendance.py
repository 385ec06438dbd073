"""Those present, serving and absent: one record for each person and stretch of presence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from protokollparser.core.outline import Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.meetings import Attendance, Meeting, Officer
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.form_fields import FormField, Labels, fields_in
from protokollparser.parse.front_matter import formal_lines
from protokollparser.parse.people.attendance_entries import Entry
from protokollparser.parse.people.attendance_found import Found
from protokollparser.parse.people.attendance_lists import ListReader
from protokollparser.parse.people.attendance_presences import Presences, moment
from protokollparser.parse.people.stretches import Interval

_ROLES = {
    "attendance": ("member", "present"),
    "attendance_serving": ("member", "serving"),
    "attendance_absent": ("member", "absent"),
    "attendance_substitutes_present": ("substitute", "present"),
    "attendance_substitutes_absent": ("substitute", "absent"),
    "attendance_substitutes_serving": ("substitute", "serving"),
    "attendance_others": ("other", "present"),
}
_MOST_LISTS = 5
_PLACE = re.compile(r"[A-ZÅÄÖ][a-zåäöé]{2,20}(?:[ -][A-ZÅÄÖ]?[a-zåäöé]{2,20})?")
# "vd Norrby Energi AB", "revisor, Ek & Co": the title of someone whom another organisation employs.
_SENT = re.compile(r"^[a-zåäö]+ [^,]*\b(?:AB|HB|KB)$|^(?:\w+ )?revisor,?\s(?:från |på )?[A-ZÅÄÖ]")
_OFFICES = {
    "chair": "ordförande",
    "vice_chair": "vice ordförande",
    "secretary": "sekreterare",
    "adjuster": "justerare",
}


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the people of every list of those present that belongs to a sitting."""
    reader = _Attendance(ledger, rules)
    for part in ledger.outline.parts:
        meeting = reader.meeting_of(part)
        if meeting is not None:
            reader.read(part, meeting)


@dataclass(frozen=True)
class _Region:
    """A list: its section name, the lines it may fill, and where its text begins on the first."""

    name: str
    heading: int
    first: int
    last: int
    start: int = 0


class _Attendance:
    """The lists of one source."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger = ledger
        self.lists = ListReader(rules)
        self.rolls = Presences(ledger, rules)
        self.places: set[str] = set()
        self.parties_told = False
        self.labels = Labels.of(rules)
        self.sittings = {
            meeting.document_id: meeting
            for meeting in reversed(ledger.of(Meeting))
            if not meeting.rule_id.startswith("PA")
        }

    def meeting_of(self, part: Part) -> Meeting | None:
        """Return the sitting of a part, or of the part that it is attached to."""
        at: Part | None = part
        while at is not None:
            meeting = self.sittings.get(self.ledger.document_ids.get(at.ordinal))
            if meeting is not None:
                return meeting
            at = self.ledger.outline.parts[at.parent] if at.parent is not None else None
        return self._sitting_beside(part)

    def _sitting_beside(self, part: Part) -> Meeting | None:
        """Return the only sitting of a bundle whose annex lists at least two of those who lead or adjust."""
        if part.kind != "attachment" or part.parent is None:
            return None
        beside = [other for other in self.ledger.outline.parts if other.parent == part.parent]
        own = [self.sittings.get(self.ledger.document_ids.get(other.ordinal)) for other in beside]
        held = {meeting.id: meeting for meeting in own if meeting is not None}
        if len(held) != 1:
            return None
        (meeting,) = held.values()
        printed = {fold(name) for name in self._names_on(part)}
        leads = {
            fold(officer.name)
            for officer in self.ledger.of(Officer)
            if officer.meeting_id == meeting.id and officer.role != "secretary"
        }
        return meeting if len(printed & leads) > 1 else None

    def _names_on(self, part: Part) -> Iterator[str]:
        """Yield the names on which the lines of a part begin."""
        for line in self.ledger.layout.body(part.first, part.last):
            person = self.lists.names.at_start(line.text)
            if person is not None:
                yield person.name

    def read(self, part: Part, meeting: Meeting) -> None:
        """Enter the lists of one part: those under headings, then those beside labels."""
        done: set[int] = set()
        for region in self._regions(part):
            done.update(range(region.heading, region.last + 1))
            general = region.name == "attendance"
            found = self.lists.read(
                self.ledger.layout, region.first, region.last, region.start, general=general
            )
            self._enter_all(found, region.name, meeting)
            if found:
                self.ledger.claim(region.heading, region.first, f"attendance:{region.name}")
        done |= self._read_columned(part, meeting, done)
        formal = [index for index in formal_lines(self.ledger.outline, part) if index not in done]
        for field in fields_in(self.ledger.layout, self.labels, formal):
            if field.name in _ROLES and field.form != "below":
                self._from_field(field, meeting)
        self.rolls.read(part, meeting)
        self._serve_present(meeting)
        self._add_secretary(meeting)

    def _serve_present(self, meeting: Meeting) -> None:
        """Let the members present serve where no list says who does: then all of them take the decisions."""
        own = [row for row in self.ledger.of(Attendance) if row.meeting_id == meeting.id]
        if any(row.role == "member" and row.status == "serving" for row in own):
            return
        for row in own:
            if row.role == "member" and row.status == "present":
                self.ledger.replace(row, status="serving")

    def _add_secretary(self, meeting: Meeting) -> None:
        """Enter the only secretary among those present, where no form or signature tells the secretary."""
        if any(o.role == "secretary" and o.meeting_id == meeting.id for o in self.ledger.of(Officer)):
            return
        own = [row for row in self.ledger.of(Attendance) if row.meeting_id == meeting.id]
        held = [row for row in own if row.office and row.role in ("official", "other")]
        found = [row for row in held if self.lists.entries.office_name(row.office or "") == "secretary"]
        if len({fold(row.name) for row in found}) == 1:
            self.ledger.add(
                Officer(
                    span=found[0].span,
                    rule_id="officers:attendance",
                    confidence=0.9,
                    meeting_id=meeting.id,
                    role="secretary",
                    name=found[0].name,
                    party=found[0].party,
                )
            )

    def _read_columned(self, part: Part, meeting: Meeting, done: set[int]) -> set[int]:
        """Enter the lists whose name heads the first of several columns, and return their lines."""
        layout = self.ledger.layout
        formal = [index for index in formal_lines(self.ledger.outline, part) if index not in done]
        taken: set[int] = set()
        for index in formal:
            line = layout.lines[index]
            if not line.text or index in layout.grid_at or index in layout.furniture_at or index in taken:
                continue
            section = self.lists.rows.is_headed(Excerpt.of_line(layout, line))
            if section is None:
                continue
            last = index
            while last + 1 in formal and layout.lines[last + 1].text:
                last += 1
            found = self.lists.read(layout, index, last, general=True)
            self._enter_all(found, section, meeting)
            taken.update(range(index, last + 1) if found else ())
        return taken

    def _regions(self, part: Part) -> Iterator[_Region]:
        outline = self.ledger.outline
        own = [heading for heading in outline.headings if heading.part == part.ordinal]
        # "Ersättare" eighty times is a column of a roll, not the heading of a list.
        often = {name for name, count in Counter(h.name for h in own).items() if count > _MOST_LISTS}
        for position, heading in enumerate(own):
            if heading.name not in _ROLES or heading.name in often:
                continue
            following = own[position + 1].first if position + 1 < len(own) else part.last + 1
            last = min(following - 1, part.last)
            first, start = (heading.last, heading.text_start) if heading.run_in else (heading.last + 1, 0)
            yield _Region(heading.name, heading.first, first, last, start)

    def _from_field(self, field: FormField, meeting: Meeting) -> None:
        found = self.lists.values(field.values)
        self._enter_all(found, field.name, meeting)
        elsewhere = any(self.lists.elsewhere.search(value.cleaned) for value in field.values)
        if found or elsewhere:
            self.ledger.claim(field.first, field.last, f"attendance:{field.name}")

    def _enter_all(self, found: list[Found], section: str, meeting: Meeting) -> None:
        officers = [officer for officer in self.ledger.of(Officer) if officer.meeting_id == meeting.id]
        self._place_unknown(found)
        no_parties = not any(person.entry.person.party or person.party for person in found)
        self.parties_told = self.parties_told or not no_parties
        led = any(person.entry.office_name in ("chair", "vice_chair") for person in found)
        for person in found:
            person.partyless = no_parties and led
            person.among_parties = not no_parties or self.parties_told
            self._enter(person, person.section or section, meeting, officers)
            for index in person.lines:
                self.ledger.claim(index, index, f"attendance:{section}")

    def _enter(self, found: Found, section: str, meeting: Meeting, officers: list[Officer]) -> None:
        entry = found.entry
        role, status = self._role(found, section)
        held = [officer for officer in officers if fold(officer.name) == fold(entry.person.name)]
        known = next((officer.role for name in _OFFICES for officer in held if officer.role == name), None)
        party = entry.person.party or found.party
        for officer in held:
            if officer.party is None and party:
                self.ledger.replace(officer, party=party)
        words = entry.words or found.words
        titled = bool(words and not _SENT.search(words) and self.lists.entries.is_title(words))
        staff = titled or bool(entry.trade and self.lists.entries.is_title(entry.trade))
        if role == "other" and (staff or "secretary" in (known, entry.office_name)):
            role = "official"
        if role in ("other", "official") and not entry.person.sure:
            # "Lars Fors (Vision)": no party of the register, but the union or firm that sends someone.
            words, party = words or party, None
        if (
            titled
            and found.among_parties
            and role in ("member", "substitute")
            and not (party or entry.office)
        ):
            # "Mia Holm, kommunchef" among members with parties is no member.
            role, status = "official", "present"
        if entry.office_name == "secretary" and found.among_parties and not party and role != "other":
            # "Sekreterare: Kurt Dal" below a list of members is none of them.
            role, status = "official", "present"
        # In boards without parties those who send the members stand beside their names.
        sent = role in ("other", "official")
        office = entry.office or (words if titled else None) or (_OFFICES[known] if known else None)
        if entry.office_name and entry.office_name != known and role != "official":
            self._add_officer(entry, found, meeting)
        if found.replaced_by is not None:
            status = "absent"
            self._enter_substitute(found, found.replaced_by, meeting)
        # Beside a member marked as absent the § are those of the substitute.
        away = found.replaced_by is not None and found.present is False
        told = [interval for interval in entry.intervals if not _before(interval, meeting)]
        within = [interval for interval in told if not _behind(interval, meeting)] or told
        for interval in (not away and within) or [Interval()]:
            self.ledger.add(
                Attendance(
                    span=found.excerpt.span(entry.start, entry.stop),
                    rule_id=f"attendance:{section}",
                    confidence=1.0 if entry.person.sure else 0.8,
                    meeting_id=meeting.id,
                    name=entry.person.name,
                    party=party,
                    municipality=found.municipality or entry.municipality,
                    organisation=words if words and not titled and (sent or not party) else None,
                    role=role,
                    status=status,
                    office=office,
                    replaces=entry.replaces
                    or (entry.towards if status == "serving" and role == "substitute" else None),
                    paragraph_first=interval.paragraph_first,
                    paragraph_last=interval.paragraph_last,
                    time_from=moment(meeting, interval.opening),
                    time_to=moment(meeting, interval.closing),
                )
            )

    def _enter_substitute(self, found: Found, substitute: Entry, meeting: Meeting) -> None:
        """Enter the substitute that a column names beside the member whose place is taken."""
        for interval in found.entry.intervals or [Interval()]:
            self.ledger.add(
                Attendance(
                    span=found.excerpt.span(found.entry.start, found.entry.stop),
                    rule_id="attendance:substitute-column",
                    meeting_id=meeting.id,
                    name=substitute.person.name,
                    party=substitute.person.party or found.party,
                    role="substitute",
                    status="serving",
                    replaces=found.entry.person.name,
                    paragraph_first=interval.paragraph_first,
                    paragraph_last=interval.paragraph_last,
                    time_from=moment(meeting, interval.opening),
                    time_to=moment(meeting, interval.closing),
                )
            )

    def _role(self, found: Found, section: str) -> tuple[str, str]:
        """Return role and status: those of the section, unless the entry itself says otherwise."""
        role, status = _ROLES[section]
        entry = found.entry
        leads = entry.office_name in ("chair", "vice_chair")
        words = entry.words or found.words
        plain = found.partyless and not entry.office_name and not words
        if section == "attendance" and not (entry.person.party or found.party or leads or plain):
            role = "other"
        if entry.substitute and role != "substitute":
            role = "substitute"
            status = "serving" if entry.serving or status == "serving" else status
        if entry.serving and status == "present" and section != "attendance_others":
            status = "serving"
        if found.present is False or entry.replaced or (entry.away and section != "attendance_others"):
            status = "absent"
        return role, status

    def _place_unknown(self, found: list[Found]) -> None:
        """Take the word right behind most people of a list for their municipality, known or not.

        "Eva Ek (S) Edsvik, ordförande": in lists of joint boards and associations.
        """
        behind = [(person, _PLACE.fullmatch(person.entry.words or "")) for person in found]
        placed = [person for person, match in behind if match and person.entry.person.party]
        if len(placed) < 2 or len(placed) < 0.6 * len(found):
            placed = [person for person in placed if person.entry.words in self.places]
        for person in placed:
            if person.municipality is None and person.entry.municipality is None and person.entry.words:
                self.places.add(person.entry.words)
                person.municipality, person.entry.words = person.entry.words, None

    def _add_officer(self, entry: Entry, found: Found, meeting: Meeting) -> None:
        """Enter a chair or adjuster whom only the list tells."""
        self.ledger.add(
            Officer(
                span=found.excerpt.span(entry.start, entry.stop),
                rule_id="officers:attendance",
                meeting_id=meeting.id,
                role=entry.office_name or "",
                name=entry.person.name,
                party=entry.person.party or found.party,
            )
        )


def _before(interval: Interval, meeting: Meeting) -> bool:
    """True for a stretch that ends before the first § of a sitting: "ej § 12" where § 12 is the first."""
    ends, first = interval.paragraph_last, meeting.paragraph_first
    return interval.paragraph_first is None and ends is not None and first is not None and ends < first


def _behind(interval: Interval, meeting: Meeting) -> bool:
    """True for a stretch right behind the last § of a sitting: "ej §§ 125-126" where § 126 is the last."""
    begins, last = interval.paragraph_first, meeting.paragraph_last
    return interval.paragraph_last is None and begins is not None and last is not None and begins == last + 1
