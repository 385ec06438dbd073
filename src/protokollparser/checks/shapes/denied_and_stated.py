"""What one sentence says there is none of, against sentences of the same document that say there is some."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.passages import Passages
from protokollparser.checks.sentences import Sentence, Sentences
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict
from protokollparser.core.measures import same_word
from protokollparser.core.rules import compile_pattern
from protokollparser.core.spans import Span
from protokollparser.core.text import fold

_WORD = re.compile(r"[^\W\d_](?:[\w-]*\w)?|\d+")
_MOST_WORDS, _MOST_HOLDER = 4, 4
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Letters that begin the forms of a word.
_STEM = 4


class Params(ShapeParams):
    """How sentences deny and state, by the words around a thing.

    `denied`: the words before a thing of which there is none. `has`, `exists`, `within`: the words for having
    it, for its being there, and for being part of something. `ends`: where a clause ends. `stops`: words
    behind a thing that are no part of its name. `counts`: words before a thing that say how many. `idle`:
    words beside a holder. `places`: the words before a holder that stands behind the thing. `varying`:
    holders that change from one part of a report to the next; `bodies`: those that are the document's own
    body, by the words of its name. `not_told`: words that make a sentence a wish, a condition or a view.
    `views`: headed parts that tell what somebody wants.
    """

    denied: str
    has: str
    exists: str
    within: str
    ends: str
    stops: tuple[str, ...]
    counts: tuple[str, ...]
    idle: tuple[str, ...]
    places: str
    varying: tuple[str, ...]
    bodies: dict[str, str]
    not_told: str
    views: tuple[str, ...]


@dataclass(frozen=True)
class _Told:
    """A thing that somebody or something has or has not: words folded; `tail` is the clause behind it."""

    sentence: Sentence
    start: int
    end: int
    holder: tuple[str, ...]
    thing: tuple[str, ...]
    tail: str


class _Reading:
    """Reads sentences by the words of a rule."""

    def __init__(self, params: Params) -> None:
        self.denied = compile_pattern(params.denied)
        self.has, self.exists = compile_pattern(params.has), compile_pattern(params.exists)
        self.within, self.ends = compile_pattern(params.within), compile_pattern(params.ends)
        self.places, self.not_told = compile_pattern(params.places), compile_pattern(params.not_told)
        self.stops, self.counts = frozenset(params.stops), frozenset(params.counts)
        self.idle = frozenset(params.idle)

    def denials(self, sentence: Sentence) -> Iterator[_Told]:
        """Yield what a sentence says there is none of."""
        if self.not_told.search(sentence.text):
            return
        for found in self.denied.finditer(sentence.text):
            thing: list[str] = []
            end = found.end()
            stop = self._behind(sentence.text, found.end())
            for word in _WORD.finditer(sentence.text, found.end(), stop):
                if fold(word.group()) in self.stops:
                    break
                thing.append(fold(word.group()))
                end = word.end()
            if 0 < len(thing) <= _MOST_WORDS and len(thing[-1]) > _STEM:
                told = self._told(sentence, found.start(), end, found.group(), thing)
                if told is not None:
                    yield told

    def statements(self, sentence: Sentence, thing: Sequence[str]) -> Iterator[_Told]:
        """Yield where a sentence says that there is a thing."""
        words = list(_WORD.finditer(sentence.text))
        for at in range(len(words) - len(thing) + 1):
            held = words[at : at + len(thing)]
            if not all(same_word(one, fold(two.group())) for one, two in zip(thing, held, strict=True)):
                continue
            start = held[0].start()
            before = sentence.text[self._begin(sentence.text, start) : start]
            if self.denied.search(before) or self.not_told.search(sentence.text):
                continue
            told = self._told(sentence, start, held[-1].end(), "", thing)
            if told is not None:
                yield told

    def _begin(self, text: str, start: int) -> int:
        return max([0, *(match.end() for match in self.ends.finditer(text, 0, start))])

    def _behind(self, text: str, end: int) -> int:
        stop = self.ends.search(text, end)
        return stop.start() if stop else len(text)

    def _told(
        self, sentence: Sentence, start: int, end: int, denial: str, thing: Sequence[str]
    ) -> _Told | None:
        """Return a thing with its holder, None where the words around it do not say who has it."""
        begin, behind = self._begin(sentence.text, start), self._behind(sentence.text, end)
        if _YEAR.search(sentence.text, 0, behind):
            return None
        before = f"{sentence.text[begin:start]}{denial}"
        tail = sentence.text[end:behind].strip()
        holder: Sequence[str] | None = None
        within, has = self.within.search(before), self.has.search(before)
        if within and not denial:
            holder = self._holder(before[: within.start()].split()[-1:])
        elif has:
            holder = self._holder(before[: has.start()].split()) or self._holder(before[has.end() :].split())
        elif self.exists.search(before) or (denial and self.places.match(tail)):
            holder = ()
        if not holder and (place := self.places.match(tail)):
            holder = self._holder(_WORD.findall(tail[place.end() :])) or None
            tail = ""
        if holder is None or (not holder and has):
            return None
        return _Told(sentence, start, end, tuple(holder), tuple(thing), tail)

    def _holder(self, words: Sequence[str]) -> tuple[str, ...] | None:
        """Return the folded words of a holder, none where more words stand there than name one."""
        found = [fold(word).strip('.,;:()”"') for word in words]
        found = [word for word in found if word and word not in self.idle and word not in self.counts]
        return tuple(found) if len(found) <= _MOST_HOLDER else None


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for everything that a sentence says there is none of."""
    reading, passages = _Reading(params), dossier.once(Passages)
    if not any(reading.denied.search(page.text) for page in dossier.pages):
        return
    sentences = [
        one for one in dossier.once(Sentences) if passages.name(one.page, one.start) not in params.views
    ]
    denials = [told for one in sentences for told in reading.denials(one)]
    told_already: set[tuple[int, int]] = set()
    for denial in denials:
        document_id = dossier.document_at(denial.sentence.page, denial.sentence.start)
        verdict = Verdict("exact", document_id)
        for one in sentences:
            if dossier.document_at(one.page, one.start) != document_id or denial.thing[-1][
                :_STEM
            ] not in fold(one.text):
                continue
            for stated in reading.statements(one, denial.thing):
                if not _same(denial.holder, stated.holder) or not _covers(denial, stated):
                    continue
                if not _one_matter(dossier, passages, params, denial, stated):
                    verdict = Verdict(
                        "undecidable", document_id, reason="another part of the report may be meant"
                    )
                elif (one.page, one.start) not in told_already:
                    told_already.add((one.page, one.start))
                    yield _verdict(dossier, document_id, stated, denial, denials)
        yield verdict


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """True when two holders are named alike."""
    return len(one) == len(other) and all(any(same_word(a, b) for b in other) for a in one)


def _covers(denial: _Told, stated: _Told) -> bool:
    """True unless a denial is limited by words behind the thing that the statement does not have."""
    tail = fold(denial.tail).rstrip(".")
    return fold(stated.tail).startswith(tail)


def _one_matter(dossier: Dossier, passages: Passages, params: Params, denial: _Told, stated: _Told) -> bool:
    """True when both speak of one holder: it has a name, or both stand in one item, paper or part."""
    here = passages.matter(denial.sentence.page, denial.sentence.start)
    there = passages.matter(stated.sentence.page, stated.sentence.start)
    if here == there:
        return True
    if passages.at(denial.sentence.page, denial.sentence.start) is None:
        return False
    items = {
        section.item_id
        for one in (denial, stated)
        if (section := passages.at(one.sentence.page, one.sentence.start)) is not None
    }
    if items != {None} or not denial.holder:
        return False
    document_id = dossier.document_at(denial.sentence.page, denial.sentence.start)
    body = fold(dossier.documents[document_id].body or "") if document_id in dossier.documents else ""
    for word in denial.holder:
        own = params.bodies.get(word)
        if own is not None:
            return own in body
    return not set(denial.holder) <= set(params.varying)


def _verdict(
    dossier: Dossier, document_id: str | None, stated: _Told, denial: _Told, denials: Sequence[_Told]
) -> Verdict:
    span = _place(dossier, stated)
    head = denial.thing[-1]
    others = [
        one
        for one in denials
        if one is not denial and _same(one.holder, denial.holder) and same_word(one.thing[-1], head)
    ]
    proofs = [Proof("stated", span, None, document_id)]
    proofs += [Proof("contradicts", _place(dossier, one), None, document_id) for one in (denial, *others)]
    return Verdict(
        "violated",
        document_id,
        span=span,
        confidence=0.6,
        words={"told": _shown(span.printed), "denied": _shown(_place(dossier, denial).printed)},
        proofs=tuple(proofs),
    )


def _place(dossier: Dossier, told: _Told) -> Span:
    return dossier.place(told.sentence.page, told.sentence.start, told.sentence.start + told.end)


def _shown(printed: str) -> str:
    return " ".join(printed.split())
