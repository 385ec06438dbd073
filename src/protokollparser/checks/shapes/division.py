"""Whether the tally of a division agrees with the votes by name, with who was there, and with its outcome."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.lists import is_led
from protokollparser.checks.outcomes import OutcomeWords, told_side
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.base import Printed
from protokollparser.core.records.decisions import Vote, VoteEvent
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.meetings import Attendance, Meeting

_CHOICES = ("yes", "no", "abstain")
# A list of names that lacks more than this was not read as a whole.
_UNREAD = 4
# No more people than this sit in a board.
_BOARD = 21


class Params(ShapeParams):
    """`faults`: for each fault the sentence that tells it, and its English one with `_en`.

    `sides` are the words for yes, no and abstain. A council may refer a matter back by a `minority`.
    `casting` is found in the sentence of a tally that the chair's vote settles.
    """

    faults: dict[str, str]
    sides: dict[str, str]
    minority: str
    qualified: str
    casting: str
    begins: str
    ends: str
    empty: tuple[str, ...]
    stems: dict[str, str]
    bodies: str
    refusal: str
    shortest: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield for every division a verdict on its counts and one on its outcome."""
    by_event: dict[str, list[Vote]] = defaultdict(list)
    for vote in dossier.of(Vote):
        by_event[vote.vote_event_id].append(vote)
    items = {item.id: item for item in dossier.of(AgendaItem)}
    meetings = {meeting.id: meeting for meeting in dossier.of(Meeting)}
    present = _present(dossier)
    words = OutcomeWords(
        params.begins, params.ends, params.empty, params.stems, params.bodies, params.refusal
    )
    for event in dossier.of(VoteEvent):
        item = items.get(event.item_id or "")
        meeting = meetings.get(item.meeting_id or "") if item else None
        votes = by_event[event.id]
        there = len(present.get(meeting.id, ())) if meeting else 0
        counted = _counted(params, event, votes, meeting, there) if votes else None
        if counted is None or counted.outcome == "undecidable":
            counted = _attended(dossier, params, event, meeting, present)
        yield counted
        yield _decided(dossier, params, words, event, meeting)


def _present(dossier: Dossier) -> dict[str, set[str]]:
    """Return the members and substitutes who were present, by meeting."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in dossier.of(Attendance):
        if row.role in ("member", "substitute") and row.status != "absent":
            found[row.meeting_id].add(row.name)
    return found


def _fault(
    params: Params,
    fault: str,
    event: VoteEvent,
    meeting: Meeting | None,
    words: dict[str, str],
    proofs: tuple[Printed, ...] = (),
) -> Verdict:
    told = {"fault": params.faults[fault], "fault_en": params.faults[f"{fault}_en"]}
    return Verdict(
        "violated",
        event.document_id,
        span=event.span,
        stated=words.get("stated"),
        computed=words.get("counted"),
        confidence=event.confidence,
        day=meeting.meeting_date if meeting else None,
        words={name: sentence.format(**words) for name, sentence in told.items()},
        proofs=(proof("stated", event), *(proof("contradicts", record) for record in proofs)),
    )


def _counted(
    params: Params, event: VoteEvent, votes: list[Vote], meeting: Meeting | None, there: int
) -> Verdict:
    """Compare the tally with the votes by name.

    Where one side alone differs, and as many are named as were `there`, all names were read.
    """
    twice = [name for name, count in Counter(vote.name for vote in votes).items() if count > 1]
    rows = tuple(vote for vote in votes if vote.name in twice)
    if len(twice) == 1 and (len({vote.party for vote in rows}) == 1 or len(votes) <= _BOARD):
        return _fault(params, "twice", event, meeting, {"stated": twice[0]}, rows)
    if twice:
        return Verdict("undecidable", event.document_id, reason="several names stand twice in the votes")
    counts = {"yes": event.yes_count, "no": event.no_count, "abstain": event.abstain_count}
    if event.yes_count is None or event.no_count is None:
        return Verdict("undecidable", event.document_id, reason="the votes are not counted")
    named = Counter(vote.choice for vote in votes)
    wrong = [side for side in _CHOICES if counts[side] is not None and counts[side] != named[side]]
    if not wrong:
        return Verdict("exact", event.document_id)
    exchanged = (counts["yes"], counts["no"]) == (named["no"], named["yes"])
    all_read = exchanged or (len(wrong) == 1 and sum(named[side] for side in _CHOICES) == there)
    far = any(abs((counts[side] or 0) - named[side]) > _UNREAD for side in wrong)
    if (far and not all_read) or not named["yes"]:
        return Verdict("undecidable", event.document_id, reason="the votes by name may not all be read")
    side = wrong[0]
    rows = tuple(vote for vote in votes if vote.choice == side)
    words = {"stated": str(counts[side]), "counted": str(named[side]), "side": params.sides[side]}
    return _fault(params, "count", event, meeting, words | {"side_en": side}, rows)


def _attended(
    dossier: Dossier, params: Params, event: VoteEvent, meeting: Meeting | None, present: dict[str, set[str]]
) -> Verdict:
    """Compare the tally with how many were there: never more votes than people.

    A list far shorter than the tally is that of an excerpt, or was read in part; a board's is short, and a
    greater surplus over it is a warning.
    """
    total = sum(count or 0 for count in (event.yes_count, event.no_count, event.abstain_count))
    there = len(present.get(meeting.id, ())) if meeting else 0
    if there < params.shortest or not total:
        return Verdict("undecidable", event.document_id, reason="no list of those who served")
    if total <= there:
        return Verdict("exact", event.document_id)
    near = total <= there + max(2, there // 4)
    board = there <= _BOARD and total <= max(2 * there, _BOARD + _UNREAD)
    if not near and not (board and is_led(dossier, meeting)):
        return Verdict("undecidable", event.document_id, reason="the list of those present may not be whole")
    verdict = _fault(params, "more", event, meeting, {"stated": str(total), "counted": str(there)})
    return verdict if near else replace(verdict, severity="warning")


def _decided(
    dossier: Dossier, params: Params, words: OutcomeWords, event: VoteEvent, meeting: Meeting | None
) -> Verdict:
    """Compare the side with more votes with the side that the decision follows."""
    yes, no = event.yes_count, event.no_count
    if yes is None or no is None:
        return Verdict("undecidable", event.document_id, reason="the votes are not counted")
    if yes != no and re.search(params.casting, event.span.printed, re.IGNORECASE):
        return _fault(params, "casting", event, meeting, {"stated": f"{yes}-{no}"})
    if event.outcome not in ("yes", "no"):
        return Verdict("undecidable", event.document_id, reason="the votes are equal")
    told = told_side(dossier, event, words)
    if told is None:
        return Verdict("undecidable", event.document_id, reason="the outcome is not told in words")
    if _may_be_referred(params, event, told):
        return Verdict("undecidable", event.document_id, reason="a minority may be enough")
    around = dossier.pages[event.span.page - 1].text[max(0, event.span.start - 400) : event.span.end + 400]
    if re.search(params.qualified, around, re.IGNORECASE):
        return Verdict("undecidable", event.document_id, reason="a majority of another kind is asked for")
    if told == event.outcome:
        return Verdict("exact", event.document_id)
    winner = event.yes_means if event.outcome == "yes" else event.no_means
    told_words = {"stated": f"{yes}-{no}", "winner": winner or "", "side": params.sides[event.outcome]}
    return _fault(params, "outcome", event, meeting, told_words | {"side_en": event.outcome})


def _may_be_referred(params: Params, event: VoteEvent, told: str) -> bool:
    """True where the side of a referral has lost and the decision follows it, which a third may enforce."""
    yes, no = event.yes_count or 0, event.no_count or 0
    means, votes = (event.yes_means, yes) if told == "yes" else (event.no_means, no)
    return (
        told != event.outcome
        and bool(re.search(params.minority, means or "", re.IGNORECASE))
        and (3 * votes >= yes + no)
    )
