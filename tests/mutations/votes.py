"""Faults in the divisions: their counts, who voted, and what came of them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from protokollparser.core.records.decisions import Dissent, Proposal, Vote, VoteEvent
from protokollparser.core.records.items import AgendaItem, Disqualification
from protokollparser.core.records.meetings import Attendance
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_GONE = ("Torvald Hägerlund", "Ingeborg Malmqvist", "Rickard Sjöhammar", "Vivianne Brolin")


def _divisions(original: Original) -> Iterator[tuple[VoteEvent, list[Vote]]]:
    votes = original.dossier.of(Vote)
    for event in original.dossier.of(VoteEvent):
        yield event, [vote for vote in votes if vote.vote_event_id == event.id]


def _recounted(original: Original, event: VoteEvent, counts: dict[int, int]) -> Change | None:
    """Return the text in which the first line of a tally shows other counts, each put in once."""
    line = event.span.line_start
    rows = original.text.split("\n")
    row, at = rows[line - 1], 0
    for old, new in counts.items():
        found = re.compile(rf"(?<!\d){old}(?!\d)").search(row, at)
        if found is None:
            return None
        row = row[: found.start()] + str(new) + row[found.end() :]
        at = found.start() + len(str(new))
    before, rows[line - 1] = rows[line - 1], row
    return Change("\n".join(rows), line, before.strip(), row.strip())


@kind("Q06")
def count_of_votes_changed(original: Original, chance: random.Random) -> Iterator[Change]:
    for event, votes in _divisions(original):
        if event.yes_count and votes and event.yes_count != event.no_count:
            change = _recounted(
                original, event, {event.yes_count: event.yes_count + chance.choice((1, 2, 3))}
            )
            if change is not None:
                yield change


def _referred(original: Original, event: VoteEvent) -> bool:
    """True where a matter was referred back or put off: a third of a council may do so by either count."""
    rows = original.text.split("\n")[event.span.line_start - 1 : event.span.line_end + 3]
    told = " ".join(rows).replace("\n", " ")
    return re.search(r"återremitter|bordlägg(?!ning)|för\s+återremiss", told) is not None


@kind("Q06")
def counts_of_yes_and_no_exchanged(original: Original, chance: random.Random) -> Iterator[Change]:
    """The tally says that the side lost which the decision follows."""
    del chance
    for event, _ in _divisions(original):
        yes, no = event.yes_count, event.no_count
        if yes and no and yes > no and event.yes_means and event.no_means and not _referred(original, event):
            change = _recounted(original, event, {yes: no, no: yes})
            if change is not None:
                yield change


@kind("Q06")
def more_votes_than_served(original: Original, chance: random.Random) -> Iterator[Change]:
    serving = [one for one in original.dossier.of(Attendance) if one.status == "serving"]
    for event, _ in _divisions(original):
        if event.yes_count and len(serving) >= 3 and event.yes_count + (event.no_count or 0) <= len(serving):
            wrong = len(serving) + chance.randint(1, 9)
            change = _recounted(original, event, {event.yes_count: wrong})
            if change is not None:
                yield change


@kind("Q06")
def voter_left_out(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    for event, votes in _divisions(original):
        if event.yes_count is None:
            continue
        for vote in votes:
            rows = original.text.split("\n")
            row = rows[vote.span.line_start - 1]
            listed = re.compile(rf"{re.escape(vote.name)}(?: \([^()]{{1,12}}\))?, ")
            if row.count(vote.name) == 1 and listed.search(row):
                rows[vote.span.line_start - 1] = listed.sub("", row, count=1)
                yield Change("\n".join(rows), vote.span.line_start, vote.name, "")


@kind("Q06")
def voter_named_twice(original: Original, chance: random.Random) -> Iterator[Change]:
    for _, votes in _divisions(original):
        for vote in votes:
            others = [other.name for other in votes if other.name != vote.name and "\n" not in other.name]
            change = original.put(vote.span, chance.choice(others), vote.name) if others else None
            if change is not None:
                yield change


@kind("Q01")
def more_absent_than_present_at_a_division(original: Original, chance: random.Random) -> Iterator[Change]:
    for event, votes in _divisions(original):
        present = sum(count or 0 for count in (event.yes_count, event.no_count, event.abstain_count))
        if event.absent_count and present > 8 and not votes:
            wrong = present + chance.randint(1, 9)
            line = event.span.line_start
            rows = original.text.split("\n")
            told = re.compile(rf"(?<!\d){event.absent_count}(?=\s+frånvarande)|(?<=Frånvarande\s)\d+")
            if told.search(rows[line - 1]):
                before = rows[line - 1]
                rows[line - 1] = told.sub(str(wrong), before, count=1)
                yield Change("\n".join(rows), line, before.strip(), rows[line - 1].strip())


def _reservers(original: Original) -> Iterator[Dissent]:
    for dissent in original.dossier.of(Dissent):
        if dissent.kind == "reservation" and dissent.name and dissent.name in dissent.span.printed:
            yield dissent


@kind("Q07")
def reserver_who_is_unknown(original: Original, chance: random.Random) -> Iterator[Change]:
    if len([one for one in original.dossier.of(Attendance) if one.status == "serving"]) < 3:
        return
    for dissent in _reservers(original):
        change = original.put(dissent.span, chance.choice(_GONE), dissent.name)
        if change is not None:
            yield change


@kind("Q07")
def reserver_who_did_not_serve(original: Original, chance: random.Random) -> Iterator[Change]:
    rows = original.dossier.of(Attendance)
    serving = {one.name for one in rows if one.status == "serving"}
    idle = sorted(
        {one.name for one in rows if one.role in ("member", "substitute") and one.name not in serving}
    )
    for dissent in _reservers(original):
        change = original.put(dissent.span, chance.choice(idle), dissent.name) if idle else None
        if change is not None:
            yield change


@kind("Q07")
def reserver_who_voted_for_the_decision(original: Original, chance: random.Random) -> Iterator[Change]:
    for event, votes in _divisions(original):
        won = sorted({vote.name for vote in votes if vote.choice == event.outcome})
        for dissent in _reservers(original):
            if dissent.item_id == event.item_id and won and len(list(_same_item(original, event))) == 1:
                change = original.put(dissent.span, chance.choice(won), dissent.name)
                if change is not None:
                    yield change


def _same_item(original: Original, event: VoteEvent) -> Iterator[VoteEvent]:
    for other in original.dossier.of(VoteEvent):
        if other.item_id == event.item_id:
            yield other


@kind("Q08")
def disqualified_member_who_moves_or_reserves(original: Original, chance: random.Random) -> Iterator[Change]:
    """A declaration is put in at the beginning of an item in which the same member moves or reserves."""
    said = {one.item_id for one in original.dossier.of(Disqualification)}
    items = {item.id: item for item in original.dossier.of(AgendaItem)}
    acts = [(one.item_id, one.proposed_by) for one in original.dossier.of(Proposal) if one.stage == "sitting"]
    acts += [(one.item_id, one.name) for one in original.dossier.of(Dissent)]
    serving = {row.name: row for row in original.dossier.of(Attendance) if row.status == "serving"}
    for item_id, name in sorted({(a or "", b) for a, b in acts if b in serving and a not in said}):
        item = items.get(item_id)
        rows = original.text.split("\n")
        if item is None or item.listed_in == "contents" or serving[name].paragraph_first:
            continue
        line = item.span.line_start
        while line < item.span.line_end and rows[line].strip():
            line += 1
        party = f" ({serving[name].party})" if serving[name].party else ""
        told = f"{name}{party} anmäler jäv och deltar inte i handläggningen av ärendet."
        if line < item.span.line_end and chance.random() < 0.9:
            yield Change("\n".join([*rows[: line + 1], told, "", *rows[line + 1 :]]), line + 2, "", name)


@kind("Q08")
def disqualified_member_who_votes(original: Original, chance: random.Random) -> Iterator[Change]:
    """A declaration is put in before the paragraph in which the votes are called or told."""
    said = {one.item_id for one in original.dossier.of(Disqualification)}
    for event, votes in _divisions(original):
        if not votes or event.item_id in said:
            continue
        rows = original.text.split("\n")
        line = min(event.span.line_start, votes[0].span.line_start) - 1
        while line > 0 and rows[line - 1].strip():
            line -= 1
        vote = chance.choice(votes)
        party = f" ({vote.party})" if vote.party else ""
        told = f"{vote.name}{party} anmäler jäv och deltar inte i handläggningen av ärendet."
        yield Change("\n".join([*rows[:line], told, "", *rows[line:]]), line + 1, "", vote.name)
