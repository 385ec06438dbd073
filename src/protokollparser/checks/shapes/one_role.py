"""Whether everyone stands once in the list of those who were there, and not both as present and as absent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.persons import name_words
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.decisions import Vote
from protokollparser.core.records.meetings import Attendance, Meeting
from protokollparser.core.records.people import Mention
from protokollparser.core.text import fold

_ROLES = ("member", "substitute")
# In a list as long as that two people may have one common name; in a shorter one it is a slip.
_LARGE = 30
_COMMON = ("son", "sen")


class Params(ShapeParams):
    """`faults`: the sentence for who is present and absent (`both`) or serves `twice`; English `_en`.

    `namesakes` is said behind it where party or municipality differ.
    """

    faults: dict[str, str]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for everyone who is listed more than once, or one for a list without such names."""
    for meeting in dossier.of(Meeting):
        rows: dict[tuple[str, ...], list[Attendance]] = defaultdict(list)
        for row in dossier.of(Attendance):
            if row.meeting_id == meeting.id and row.role in _ROLES:
                rows[name_words(row.name)].append(row)
        if meeting.status == "held" and rows:
            large = sum(map(len, rows.values())) > _LARGE
            verdicts = [
                _verdict(dossier, params, meeting, held, large=large)
                for held in rows.values()
                if len(held) > 1
            ]
            yield from verdicts or [Verdict("exact", meeting.document_id)]


def _verdict(
    dossier: Dossier, params: Params, meeting: Meeting, listed: list[Attendance], *, large: bool
) -> Verdict:
    """Return what is to say of someone who is listed more than once."""
    document_id = meeting.document_id
    held = [row for row in listed if not (row.paragraph_first or row.time_from or row.time_to)]
    if len(held) < 2:
        return Verdict("undecidable", document_id, reason="present for a part of the meeting")
    absent = [row for row in held if row.status == "absent"]
    serving = [row for row in held if row.status == "serving"]
    if absent and len(absent) < len(held):
        fault, told = "both", absent[0]
    elif len(serving) > 1:
        fault, told = "twice", serving[-1]
    else:
        return Verdict("exact", document_id)
    differing = any(_other(held[0], row) for row in held)
    if differing and all(_stands_elsewhere(dossier, row) for row in held):
        return Verdict("exact", document_id)
    if differing and large and name_words(told.name)[-1].endswith(_COMMON):
        return Verdict("undecidable", document_id, reason="two people may have one name")
    words = {"name": told.name}
    sentences = {"fault": params.faults[fault], "fault_en": params.faults[f"{fault}_en"]}
    for key, sentence in sentences.items():
        sentences[key] = sentence.format(**words)
        if differing:
            doubt = params.faults[key.replace("fault", "namesakes")]
            sentences[key] = doubt.format(told=sentences[key])
    return Verdict(
        "violated",
        document_id,
        span=told.span,
        stated=told.name,
        severity="warning" if differing else None,
        confidence=min(row.confidence for row in held),
        day=meeting.meeting_date,
        words=sentences,
        proofs=(proof("stated", told), *(proof("contradicts", row) for row in held if row is not told)),
    )


def _other(one: Attendance, other: Attendance) -> bool:
    """True when party or municipality tell two people of one name apart."""
    pairs = ((one.party, other.party), (one.municipality, other.municipality))
    return any(first and second and fold(first) != fold(second) for first, second in pairs)


def _stands_elsewhere(dossier: Dossier, row: Attendance) -> bool:
    """True when a name stands with the party of its row outside the list too: as a voter, or in the text."""
    words, party = name_words(row.name), fold(row.party or "")
    lines = {(one.span.page, one.span.line_start) for one in dossier.of(Attendance)}
    named: tuple[Vote | Mention, ...] = (*dossier.of(Vote), *dossier.of(Mention))
    return any(
        name_words(one.name) == words
        and fold(one.party or "") == party
        and (one.span.page, one.span.line_start) not in lines
        for one in named
    )
