"""Whether somebody who is disqualified in a matter votes, moves or reserves himself in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.persons import name_words
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.decisions import Dissent, Proposal, Vote, VoteEvent
from protokollparser.core.records.items import AgendaItem, Disqualification
from protokollparser.core.records.meetings import Meeting


class Params(ShapeParams):
    """`acts`: the words for who `votes`, `moves` or `reserves`; English `_en`.

    `moving` is found in what somebody moves at the meeting; `partly` where the conflict concerns a part.
    """

    acts: dict[str, str]
    moving: str
    partly: str


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every declared conflict of interest whose item is known."""
    meetings = {meeting.id: meeting for meeting in dossier.of(Meeting)}
    items = {item.id: item for item in dossier.of(AgendaItem)}
    acts = _acts(dossier, params)
    for one in dossier.of(Disqualification):
        item = items.get(one.item_id or "")
        if item is None:
            yield Verdict("undecidable", one.document_id, reason="the item of the declaration is not known")
            continue
        yield _verdict(dossier, params, one, item, acts[item.id], meetings.get(item.meeting_id or ""))


Act = tuple[str, str, Vote | Proposal | Dissent]


def _acts(dossier: Dossier, params: Params) -> dict[str, list[Act]]:
    """Return what people do in each item: the act, the name, and where it stands."""
    found: dict[str, list[Act]] = defaultdict(list)
    events = {event.id: event.item_id or "" for event in dossier.of(VoteEvent)}
    for vote in dossier.of(Vote):
        if vote.choice != "absent":
            found[events.get(vote.vote_event_id, "")].append(("votes", vote.name, vote))
    for proposal in dossier.of(Proposal):
        if proposal.proposed_by and re.search(params.moving, proposal.text, re.IGNORECASE):
            found[proposal.item_id or ""].append(("moves", proposal.proposed_by, proposal))
    for dissent in dossier.of(Dissent):
        if dissent.kind == "reservation" and dissent.name:
            found[dissent.item_id or ""].append(("reserves", dissent.name, dissent))
    return found


def _verdict(
    dossier: Dossier,
    params: Params,
    one: Disqualification,
    item: AgendaItem,
    acts: list[Act],
    meeting: Meeting | None,
) -> Verdict:
    words = name_words(one.name)
    own = [(act, record) for act, name, record in acts if name_words(name) == words]
    if not acts:
        return Verdict("undecidable", one.document_id, reason="nothing tells who took part in the decision")
    if not own:
        return Verdict("exact", one.document_id)
    if len(words) < 2:
        return Verdict("undecidable", one.document_id, reason="two people may have one name")
    text = dossier.pages[one.span.page - 1].text
    around = text[max(0, one.span.start - 120) : one.span.end + 240]
    if re.search(params.partly, around, re.IGNORECASE):
        return Verdict("undecidable", one.document_id, reason="the conflict may concern a part of the matter")
    act, record = own[0]
    told = {"name": one.name, "act": params.acts[act], "act_en": params.acts[f"{act}_en"]}
    return Verdict(
        "violated",
        one.document_id,
        span=record.span,
        stated=one.name,
        confidence=min(one.confidence, record.confidence),
        day=meeting.meeting_date if meeting else None,
        words={**told, "number": str(item.paragraph or item.number or "")},
        proofs=(proof("stated", record), proof("contradicts", one)),
    )
