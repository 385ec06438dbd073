"""Counts of goals and indicators in prose against the table that assesses them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.indicators import by_table
from protokollparser.checks.sentences import Sentence, Sentences
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.records.figures import Indicator
from protokollparser.core.rules import compile_pattern
from protokollparser.core.units import Units, alternatives

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# So many indicators are shown as proof.
_MOST = 15
_NAMES = {
    "met": ("uppnådda", "met"),
    "partly": ("delvis uppnådda", "partly met"),
    "missed": ("ej uppnådda", "missed"),
}
# So many sentences before its own may say what is counted: 004 lines 22-26.
_BACK = 2


class Params(ShapeParams):
    """`things`: what is counted, goals and indicators. `classes`: how they are judged, tried in this order.

    `between`: what may stand between a number and a judgement. `other_years`: words of another year.
    """

    things: dict[str, str]
    classes: dict[str, str]
    between: str
    other_years: str


@dataclass(frozen=True)
class _Count:
    """A number in prose with the class it counts (None for all of them), and its place in the sentence."""

    number: int
    told: str | None
    start: int
    end: int


@dataclass(frozen=True)
class _Counts:
    """The counts of one sentence."""

    sentence: Sentence
    counts: list[_Count]

    def beyond(self) -> list[_Count]:
        """Return the classes of a sentence that make more than the whole that it tells."""
        whole = [one.number for one in self.counts if one.told is None]
        told = [one for one in self.counts if one.told is not None]
        return told if len(whole) == 1 and sum(one.number for one in told) > whole[0] else []


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every passage that counts the goals or indicators of its document."""
    held: dict[str | None, list[list[Indicator]]] = {}
    for table, indicators in by_table(dossier, bare=True):
        held.setdefault(table.document_id, []).append(list(indicators))
    if not held:
        return
    years: dict[str | None, list[str]] = {}
    for sheet in dossier.sheets.values():
        heads = [sheet.table.title or "", *(column.header for column in sheet.columns.values())]
        years.setdefault(sheet.table.document_id, []).extend(_YEAR.findall(" ".join(heads)))
    reader = _Reader(dossier, params)
    for document_id, passage, thing in _passages(dossier, reader):
        if document_id in held and thing is not None:
            year = max(years.get(document_id, ()), default=None)
            told = _Told(reader, passage, thing, held[document_id], year)
            yield _verdict(dossier, document_id, told)


def _passages(dossier: Dossier, reader: _Reader) -> Iterator[tuple[str | None, list[_Counts], str | None]]:
    """Yield runs of sentences that count, each with its document and with what is counted."""
    run: list[_Counts] = []
    last: list[Sentence] = []
    thing: str | None = None
    for sentence in dossier.once(Sentences):
        counts = reader.counts(sentence)
        own = reader.thing([sentence])
        if run and (not counts or own is not None):
            yield dossier.document_at(run[0].sentence.page, run[0].sentence.start), run, thing
            run = []
        if counts:
            thing = thing if run else reader.thing([sentence, *reversed(last[-_BACK:])])
            run.append(_Counts(sentence, counts))
        last.append(sentence)
    if run:
        yield dossier.document_at(run[0].sentence.page, run[0].sentence.start), run, thing


class _Reader:
    """Reads the counts of sentences."""

    def __init__(self, dossier: Dossier, params: Params) -> None:
        numbers = dict(Units.of(dossier.rules).number_words) | {"en": 1, "ett": 1, "inget": 0, "ingen": 0}
        self._numbers = numbers
        self._number = re.compile(
            rf"(?<![\w,.-])(?P<number>{alternatives(numbers)}|\d{{1,2}})(?![\w,]|\s?(?:%|procent))"
            rf"(?:\sav\s(?:\w+\s){{0,2}}?(?P<all>{alternatives(numbers)}|\d{{1,2}})(?!\w))?",
            re.IGNORECASE,
        )
        self._classes = {name: compile_pattern(words) for name, words in params.classes.items()}
        self._things = {name: compile_pattern(words) for name, words in params.things.items()}
        self._other_years = compile_pattern(params.other_years)
        self._between = compile_pattern(params.between)

    def thing(self, sentences: Sequence[Sentence]) -> str | None:
        """Return what is counted: what the first of the sentences that names any names."""
        for sentence in sentences:
            found = [name for name, words in self._things.items() if words.search(sentence.text)]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def other_year(self, sentence: Sentence, year: str | None) -> bool:
        """True for a sentence that tells of another year than that of the tables."""
        years = _YEAR.findall(sentence.text)
        return self._other_years.search(sentence.text) is not None or bool(years and year not in years)

    def judged(self, text: str) -> str | None:
        """Return the class of an assessment, None when it is none of them."""
        return next((name for name, words in self._classes.items() if words.search(text)), None)

    def counts(self, sentence: Sentence) -> list[_Count]:
        """Return the counts of a sentence: numbers with a class right behind them, and their wholes."""
        text = sentence.text
        judged: list[tuple[int, int, str]] = []
        for name, words in self._classes.items():
            for found in words.finditer(text):
                if not any(start < found.end() and found.start() < end for start, end, _ in judged):
                    judged.append((found.start(), found.end(), name))
        counts: list[_Count] = []
        numbers = list(self._number.finditer(text)) if judged else []
        for at, number in enumerate(numbers):
            stop = numbers[at + 1].start() if at + 1 < len(numbers) else len(text)
            behind = [one for one in sorted(judged) if number.end() <= one[0] < stop]
            if behind and self._between.fullmatch(text, number.end(), behind[0][0]):
                counts.append(self._count(number, behind[0][2]))
            elif at == 0 and not behind and judged:
                ahead = max(judged)
                if ahead[1] <= number.start() and self._between.fullmatch(text, ahead[1], number.start()):
                    counts.append(self._count(number, ahead[2]))
            if number["all"]:
                counts.append(
                    _Count(self._value(number["all"]), None, number.start("all"), number.end("all"))
                )
            elif not behind and re.search(r"(?i)^(?:av)\b", text):
                counts.append(self._count(number, None))
        if not any(one.told for one in counts):
            return []
        first = numbers[0]
        if re.match(r"(?i)av\b", text) and not any(one.start == first.start() for one in counts):
            counts.append(self._count(first, None))
        return counts

    def _count(self, number: re.Match[str], told: str | None) -> _Count:
        return _Count(self._value(number["number"]), told, number.start("number"), number.end("number"))

    def _value(self, printed: str) -> int:
        return self._numbers[printed.lower()] if printed.lower() in self._numbers else int(printed)


class _Told:
    """The counts of a passage beside the indicators of its document."""

    def __init__(
        self,
        reader: _Reader,
        passage: Sequence[_Counts],
        thing: str,
        tables: Sequence[Sequence[Indicator]],
        year: str | None,
    ) -> None:
        self.passage = passage
        self.held = [one for table in tables for one in table]
        self.alone = len(tables) == 1
        self.classes = Counter(reader.judged(one.assessment or "") for one in self.held)
        goals = {one.goal for one in self.held}
        self.goals = len(goals) if None not in goals else None
        self.by_goal = thing == "goals" and self.goals != len(self.held)
        self.other_year = any(reader.other_year(one.sentence, year) for one in passage)

    @property
    def counts(self) -> list[_Count]:
        """All counts of the passage."""
        return [one for counts in self.passage for one in counts.counts]

    @property
    def sum(self) -> int:
        """How many the classes make together."""
        return sum(one.number for one in self.counts if one.told is not None)

    def wrong(self) -> list[_Count] | str:
        """Return the counts that the table contradicts, or why that cannot be told."""
        sizes = {self.goals, len(self.held)} if self.by_goal else {len(self.held)}
        if self.other_year:
            return "another year is told"
        beyond = [one for counts in self.passage for one in counts.beyond()]
        if beyond:
            return beyond
        if self.by_goal and self.goals is None:
            return "the table does not name its goals"
        largest = max(size for size in sizes if size is not None)
        if self.sum > largest and self.sum not in sizes and (self.alone or self.by_goal):
            return [one for one in self.counts if one.told is not None]
        whole = [one for one in self.counts if one.told is None]
        if self.alone and any(one.number not in sizes for one in whole):
            return [one for one in whole if one.number not in sizes]
        if self.by_goal:
            return "the table judges indicators, not goals"
        if not self.alone and self.sum != len(self.held):
            return "several tables judge indicators"
        open_ones = self.classes[None]
        wrong = [
            one
            for one in self.counts
            if one.told is not None
            and not self.classes[one.told] <= one.number <= self.classes[one.told] + open_ones
        ]
        return wrong or ("an assessment is missing" if open_ones else [])


def _verdict(dossier: Dossier, document_id: str | None, told: _Told) -> Verdict:
    wrong = told.wrong()
    if isinstance(wrong, str):
        return Verdict("undecidable", document_id, reason=wrong)
    if not wrong:
        return Verdict("exact", document_id)
    sentence = next(one.sentence for one in told.passage if wrong[0] in one.counts)
    span = dossier.place(sentence.page, sentence.start + wrong[0].start, sentence.start + wrong[0].end)
    places = [
        dossier.place(one.sentence.page, one.sentence.start + count.start, one.sentence.start + count.end)
        for one in told.passage
        for count in one.counts
        if count in wrong
    ]
    right = told.classes[wrong[0].told] if wrong[0].told and not told.by_goal else len(told.held)
    shown = f"{len(told.held)} indikatorer" + (f" och {told.goals} mål" if told.goals else "")
    shown_en = f"{len(told.held)} indicators" + (f" and {told.goals} goals" if told.goals else "")
    counted = ", ".join(f"{told.classes[name]} {_NAMES[name][0]}" for name in _NAMES if told.classes[name])
    counted_en = ", ".join(f"{told.classes[name]} {_NAMES[name][1]}" for name in _NAMES if told.classes[name])
    return Verdict(
        "violated",
        document_id,
        span=span,
        stated=str(told.sum if told.by_goal else wrong[0].number),
        computed=str(right),
        confidence=0.8,
        words={
            "told": sentence.text,
            "shown": shown + (f": {counted}" if counted else ""),
            "shown_en": shown_en + (f": {counted_en}" if counted_en else ""),
        },
        proofs=(
            *(Proof("stated", place, None, document_id) for place in places),
            *(proof("contradicts", one) for one in told.held[:_MOST]),
        ),
    )
