"""Whether a decision is cited with the day and § that its minutes, or others who cite it, give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from protokollparser.checks.citations import Cited, cited_decisions, same_body, shared_words
from protokollparser.checks.dossier import Dossier
from protokollparser.checks.entries import Entry, Key
from protokollparser.checks.paragraphs import series
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.bodies import body_key
from protokollparser.core.records.items import AgendaItem
from protokollparser.core.records.references import Reference
from protokollparser.core.text import fold

# Long words tell decisions apart; "till ny ledamot i kommunfullmäktige i stället för" is said of many.
_LONG, _TELLING = 8, 3


class Params(ShapeParams):
    """What decides that two places cite one decision.

    `vague` are bodies named by their kind alone, as they are compared. Without a §, two citations are of one
    decision when so many words in a row are the same (`words`), no more than `days` apart; with the same §,
    when they are no more than `sitting` days apart, since a body may number every meeting from 1.
    """

    vague: tuple[str, ...]
    words: int = 8
    days: int = 31
    sitting: int = 7


@dataclass(frozen=True)
class Held:
    """The minutes of one meeting: the items by § number."""

    items: dict[int, AgendaItem]


def gather(dossier: Dossier, params: Params) -> Iterator[Entry]:
    """Yield every meeting whose minutes are there, and every earlier decision that is cited.

    The key is the municipality, the body and the year; of citations without a § it is the file.
    """
    for run in series(dossier):
        meeting, place = run.meeting, run.document.host_municipality
        if meeting is None or meeting.meeting_date is None or not run.document.body or not place:
            continue
        held = Held({item.paragraph: item for item in run.items if item.paragraph is not None})
        series_key: Key = (
            fold(place),
            meeting.body_key or body_key(run.document.body),
            str(meeting.meeting_date.year),
        )
        yield Entry(series_key, dossier.source_id, run.document.id, meeting.meeting_date, held)
    for cited in cited_decisions(dossier, params.vague):
        document_id = cited.reference.document_id
        document = dossier.documents.get(document_id or "")
        # Where no municipality is known, what is cited is compared within its own file alone.
        place = fold(document.host_municipality or "") if document else ""
        numbered: Key = (place or dossier.source_id, cited.body, str(cited.day.year))
        key = numbered if cited.number is not None else ("words", dossier.source_id)
        yield Entry(key, dossier.source_id, document_id, cited.day, cited)


def compare(entries: Sequence[Entry], params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every citation of the decisions that one body took in one year."""
    if entries[0].key[0] == "words":
        yield from _by_words(entries, params)
        return
    meetings = [entry for entry in entries if isinstance(entry.held, Held)]
    cited = [entry for entry in entries if isinstance(entry.held, Cited)]
    by_number: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in cited:
        by_number[entry.held.number].append(entry)
    from_one = bool(meetings) and all(min(entry.held.items) == 1 for entry in meetings)
    for entry in cited:
        if from_one:
            yield _open(entry, "the body may number every meeting from 1")
        else:
            yield _verdict(entry, meetings, by_number[entry.held.number], params)


def _open(entry: Entry, reason: str) -> Verdict:
    return Verdict("undecidable", entry.document_id, source_id=entry.source_id, reason=reason)


def _verdict(entry: Entry, meetings: list[Entry], alike: list[Entry], params: Params) -> Verdict:
    cited: Cited = entry.held
    there = [meeting for meeting in meetings if meeting.day == cited.day]
    holders = [meeting for meeting in meetings if cited.number in meeting.held.items]
    if any(meeting in there for meeting in holders):
        return Verdict("exact", entry.document_id, source_id=entry.source_id, span=cited.reference.span)
    if len(holders) == 1:
        return _unlike(entry, holders[0], holders[0].held.items[cited.number])
    if len(there) == 1 and not holders and _whole(there[0]):
        return _missing(entry, there[0])
    if there or holders:
        return _open(entry, "the minutes of the cited day may not hold all of its paragraphs")
    return _among(entry, alike, params)


def _whole(meeting: Entry) -> bool:
    """True when minutes hold an unbroken run of paragraphs."""
    numbers = sorted(meeting.held.items)
    return len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1


def _among(entry: Entry, alike: list[Entry], params: Params) -> Verdict:
    """Return the verdict on a decision whose minutes are not here, by how others in the same file cite it."""
    cited: Cited = entry.held
    near = [one for one in alike if one.source_id == entry.source_id and one is not entry]
    if not near:
        return _open(entry, "the cited minutes are not here")
    days = {one.day for one in near}
    if cited.day in days:
        return Verdict("exact", entry.document_id, source_id=entry.source_id, span=cited.reference.span)
    apart = min(abs((cited.day - day).days) for day in days if day is not None)
    if len(days) > 1 or apart > params.sitting:
        return _open(entry, "the cited minutes are not here")
    first = min([entry, *near], key=lambda one: one.held.reference.span.start)
    if len(near) == 1 and first is entry:
        # Told once for two: at the later of them.
        return _open(entry, "the other place that cites it is told")
    return _unlike(entry, near[0], near[0].held.reference)


def _by_words(entries: Sequence[Entry], params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every two citations of one file that tell of one decision in the same words."""
    for one, two in combinations(sorted(entries, key=lambda entry: entry.held.reference.span.start), 2):
        first, second = one.held, two.held
        apart = abs((first.day - second.day).days)
        if apart > params.days or not same_body(first.body, second.body) or first.words == second.words:
            continue
        run = shared_words(first.words, second.words)
        if len(run) < params.words or len({word for word in run if len(word) >= _LONG}) < _TELLING:
            continue
        if apart:
            yield _unlike(two, one, first.reference)
        else:
            yield Verdict("exact", two.document_id, source_id=two.source_id, span=second.reference.span)


def _unlike(entry: Entry, other: Entry, record: AgendaItem | Reference) -> Verdict:
    cited: Cited = entry.held
    told = isinstance(record, AgendaItem)
    number = f" § {cited.number}" if cited.number is not None else ""
    words = {
        "cited": f"{cited.day}{number}",
        "told": "enligt protokollet" if told else f"på rad {record.span.line_start}",
        "told_en": "by the minutes" if told else f"on line {record.span.line_start}",
        "fault": f"är det från {other.day}",
        "fault_en": f"it is of {other.day}",
    }
    return Verdict(
        "violated",
        entry.document_id,
        span=cited.reference.span,
        stated=str(cited.day),
        computed=str(other.day),
        confidence=min(cited.reference.confidence, record.confidence),
        hypothesis=f"date: {other.day}",
        words=words,
        proofs=(proof("stated", cited.reference), proof("contradicts", record)),
    )


def _missing(entry: Entry, meeting: Entry) -> Verdict:
    cited: Cited = entry.held
    numbers = sorted(meeting.held.items)
    span = f"§§ {numbers[0]}-{numbers[-1]}"
    record = meeting.held.items[numbers[-1]]
    return Verdict(
        "violated",
        entry.document_id,
        span=cited.reference.span,
        stated=f"§ {cited.number}",
        computed=span,
        confidence=min(cited.reference.confidence, record.confidence),
        words={
            "cited": f"{cited.day} § {cited.number}",
            "told": "enligt protokollet",
            "told_en": "by the minutes",
            "fault": f"har den dagen {span}",
            "fault_en": f"that day has {span}",
        },
        proofs=(proof("stated", cited.reference), proof("contradicts", record)),
    )
