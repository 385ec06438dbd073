"""Whether those who reserve themselves against a decision took part in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.persons import name_words, same_person
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.base import Printed
from protokollparser.core.records.decisions import Dissent, Vote, VoteEvent
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Attendance, Meeting, Officer

_LEADERS = ("chair", "adjuster")


class Params(ShapeParams):
    """`faults`: the sentence for who `won`, was `idle` (did not serve) or is `unknown`; English `_en`.

    A list of those present that is shorter than `shortest` is taken for incomplete.
    """

    faults: dict[str, str]
    shortest: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for everyone who reserves himself by name."""
    lists = _Lists(dossier, params.shortest)
    items = {item.id: item for item in dossier.of(AgendaItem)}
    for dissent in dossier.of(Dissent):
        item = items.get(dissent.item_id or "")
        if dissent.kind == "reservation" and dissent.name and item is not None:
            yield _verdict(params, lists, dissent, dissent.name, item.meeting_id or "")


def _verdict(params: Params, lists: _Lists, dissent: Dissent, name: str, meeting_id: str) -> Verdict:
    ballot = lists.ballot(dissent.item_id or "", name)
    if ballot is not None:
        vote, winner = ballot
        if vote.choice == winner and not lists.agreed(vote.vote_event_id, winner):
            reason = "the tally and the votes by name are for different sides"
            return Verdict("undecidable", dissent.document_id, reason=reason)
        if vote.choice == winner:
            return _fault(params, "won", dissent, lists.meetings.get(meeting_id), vote)
        return Verdict("exact", dissent.document_id)
    rows = [row for row in lists.rows[meeting_id] if _same(name, row.name)]
    if any(row.status == "serving" for row in rows):
        return Verdict("exact", dissent.document_id)
    if any(row.paragraph_first or row.time_from or row.time_to for row in rows):
        return Verdict("undecidable", dissent.document_id, reason="present for a part of the meeting")
    if not lists.whole(meeting_id) or len(name_words(name)) < 2:
        return Verdict("undecidable", dissent.document_id, reason="no list of those who served")
    idle = [row for row in rows if row.role in ("member", "substitute")]
    if rows and not idle:
        return Verdict("undecidable", dissent.document_id, reason="the role of a person is not settled")
    if not rows and lists.printed(name, meeting_id):
        return Verdict("undecidable", dissent.document_id, reason="the name is in the list but was not read")
    meeting = lists.meetings.get(meeting_id)
    return _fault(params, "idle" if idle else "unknown", dissent, meeting, *idle)


def _fault(
    params: Params, fault: str, dissent: Dissent, meeting: Meeting | None, *against: Printed
) -> Verdict:
    words = {"name": dissent.name or ""}
    return Verdict(
        "violated",
        dissent.document_id,
        span=dissent.span,
        stated=dissent.name,
        confidence=min(dissent.confidence, *(one.confidence for one in against), 1.0),
        day=meeting.meeting_date if meeting else None,
        words={
            "fault": params.faults[fault].format(**words),
            "fault_en": params.faults[f"{fault}_en"].format(**words),
        },
        proofs=(proof("stated", dissent), *(proof("contradicts", one) for one in against)),
    )


def _same(one: str, other: str) -> bool:
    """True for one person; a bare family name ("herr Strand") is that of anyone who bears it."""
    first, second = name_words(one), name_words(other)
    if len(first) == 1 and second:
        return first[0] == second[-1]
    return first == second or same_person(one, other)


class _Lists:
    """Who was there and who voted, by meeting and item."""

    def __init__(self, dossier: Dossier, shortest: int) -> None:
        self._dossier = dossier
        self._shortest = shortest
        self.meetings = {meeting.id: meeting for meeting in dossier.of(Meeting)}
        self.rows: dict[str, list[Attendance]] = defaultdict(list)
        for row in dossier.of(Attendance):
            self.rows[row.meeting_id].append(row)
        self._events: dict[str, list[VoteEvent]] = defaultdict(list)
        for event in dossier.of(VoteEvent):
            self._events[event.item_id or ""].append(event)
        self._votes: dict[str, list[Vote]] = defaultdict(list)
        for vote in dossier.of(Vote):
            self._votes[vote.vote_event_id].append(vote)

    def ballot(self, item_id: str, name: str) -> tuple[Vote, str] | None:
        """Return the vote of a person in the one division of an item, and the side that won."""
        events = self._events[item_id]
        if len(events) != 1 or events[0].outcome not in ("yes", "no"):
            return None
        votes = [vote for vote in self._votes[events[0].id] if name_words(vote.name) == name_words(name)]
        return (votes[0], events[0].outcome) if len(votes) == 1 else None

    def agreed(self, event_id: str, winner: str) -> bool:
        """True unless more vote by name for the other side than for the one that the tally says won.

        A wrong tally is told of once, by the check of divisions.
        """
        named = Counter(vote.choice for vote in self._votes[event_id])
        return named[winner] >= named["no" if winner == "yes" else "yes"]

    def whole(self, meeting_id: str) -> bool:
        """True for a list that holds enough people, and everyone who chaired or adjusted."""
        listed = self.rows[meeting_id]
        leaders = [
            one.name
            for one in self._dossier.of(Officer)
            if one.meeting_id == meeting_id and one.role in _LEADERS
        ]
        serving = [row for row in listed if row.status == "serving"]
        held = [name for name in leaders if any(same_person(name, row.name) for row in listed)]
        return len(serving) >= self._shortest and bool(leaders) and len(held) == len(leaders)

    def printed(self, name: str, meeting_id: str) -> bool:
        """True when the family name is printed between the rows of the list, so that one may be unread."""
        listed, family = self.rows[meeting_id], name_words(name)[-1]
        for page in {row.span.page for row in listed}:
            spans = [row.span for row in listed if row.span.page == page]
            low, high = min(span.start for span in spans), max(span.end for span in spans)
            if family in name_words(self._dossier.pages[page - 1].text[low:high].replace("\n", " ")):
                return True
        return False
