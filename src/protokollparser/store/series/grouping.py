"""Which labels of one organisation are one line of its accounts: a pure function of all of them (0031).

Labels of two rows of one table are two lines. Apart from that labels are one line when their words are the
same by the words of rules, or when one is a slip of the pen for the other. Everything less certain is a
candidate. What a person says of two labels overrides all of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from protokollparser.core.text import fold
from protokollparser.store.series.labels import Key, Labels
from protokollparser.store.series.likeness import Likeness, likeness

# What stands in so many tables is spelled as it is meant.
_SETTLED = 3
# A part that more labels share tells little.
_CROWD = 200
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Labelled:
    """A printed label of one topic, with the rows (table, row) where it stands as a number for each table."""

    label: str
    tables: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tie:
    """The label that stands for a line, how sure it is that the other means it, and why."""

    chosen: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Two lines that may be one, by the labels that stand for them."""

    one: str
    other: str
    confidence: float
    reason: str


@dataclass(frozen=True)
class Lines:
    """For each label the one that stands for its line; and which lines may be one."""

    ties: Mapping[str, Tie]
    candidates: tuple[Asked, ...]


@dataclass(slots=True)
class _Line:
    """A line in the making: its labels, the most printed first."""

    labels: list[Labelled]
    tables: set[str] = field(default_factory=set)

    @property
    def chosen(self) -> str:
        return self.labels[0].label

    def take(self, other: Labelled) -> None:
        self.labels.append(other)
        self.tables |= other.tables


class Pairs(dict[frozenset[str], bool]):
    """What people say of pairs of labels as they are compared; asked by labels as they are printed."""

    def said(self, one: str, other: str) -> bool | None:
        """Return whether two labels are said to be one line, None where nothing is said."""
        return self.get(frozenset((fold(one), fold(other))))


def settle_labels(found: Iterable[Labelled], labels: Labels, said: Pairs) -> Lines:
    """Bring together the labels of one organisation and topic. `said` is what people say of pairs."""
    known = sorted(found, key=_rank)
    ties: dict[str, Tie] = {}
    lines = _by_key(known, labels, said, ties)
    lines = _by_people(lines, said, ties)
    candidates: dict[frozenset[str], Asked] = {}
    is_word = _words(known, labels)
    for one, other in _near(lines, labels):
        told = likeness(labels, one.chosen, other.chosen, is_word)
        if told is None or said.said(one.chosen, other.chosen) is False:
            continue
        apart = not one.tables.isdisjoint(other.tables)
        if told.sure and not apart and len(other.labels[0].tables) < _SETTLED and other.chosen not in ties:
            _tie(one, other, told, ties)
        elif not (apart and told.reason in ("near", "section")):
            reason = "one_table" if apart and told.sure else told.reason
            pair = frozenset((one.chosen, other.chosen))
            candidates[pair] = Asked(one.chosen, other.chosen, min(told.confidence, 0.6), reason)
    for line in lines:
        ties.setdefault(line.chosen, Tie(line.chosen, 1.0, "name"))
    flat = {label: _last(ties, label) for label in ties}
    kept = [one for one in candidates.values() if flat[one.one].chosen != flat[one.other].chosen]
    return Lines(flat, tuple(sorted(kept, key=lambda one: (one.one, one.other))))


def _rank(one: Labelled) -> tuple[object, ...]:
    """The most printed first; of these one without capitals, notes and shortened words."""
    label = one.label
    capitals = any(word.isupper() and len(word) > _SHORT for word in label.split())
    spelled = (capitals, not label[-1:].isalnum() or "." in label, label.isascii(), -len(label), label)
    return (-len(one.tables), *spelled)


def _by_key(known: Sequence[Labelled], labels: Labels, said: Pairs, ties: dict[str, Tie]) -> list[_Line]:
    """Return the lines of labels whose words are the same."""
    lines: dict[Key, list[_Line]] = defaultdict(list)
    for one in known:
        for line in lines[labels.key(one.label)]:
            told = labels.joined(line.chosen, one.label)
            refused = any(said.said(one.label, own.label) is False for own in line.labels)
            apart = told is not None and told[1] != "spelling" and not line.tables.isdisjoint(one.tables)
            if told is not None and not apart and not refused:
                line.take(one)
                ties[one.label] = Tie(line.chosen, *told)
                break
        else:
            lines[labels.key(one.label)].append(_Line([one], set(one.tables)))
    return [line for some in lines.values() for line in some]


def _by_people(lines: list[_Line], said: Pairs, ties: dict[str, Tie]) -> list[_Line]:
    """Return the lines with those brought together that people call the same."""
    by_label = {fold(own.label): line for line in lines for own in line.labels}
    for pair in sorted(sorted(pair) for pair, same in said.items() if same):
        if len(pair) != 2 or not set(pair) <= set(by_label):
            continue
        one, other = sorted((by_label[label] for label in pair), key=lambda line: _rank(line.labels[0]))
        if one is not other:
            _tie(one, other, Likeness(1.0, "review", sure=True), ties)
            by_label |= {fold(own.label): one for own in other.labels}
    return [line for line in lines if line.chosen not in ties]


def _tie(one: _Line, other: _Line, told: Likeness, ties: dict[str, Tie]) -> None:
    """Bring a line to another one."""
    ties[other.chosen] = Tie(one.chosen, told.confidence, told.reason)
    for own in other.labels:
        one.take(own)


def _last(ties: Mapping[str, Tie], label: str) -> Tie:
    """Return the tie of a label to the line at the end of its ties, as sure as the least of them."""
    tie = ties[label]
    confidence, reason = tie.confidence, tie.reason
    while tie.chosen != (after := ties.get(tie.chosen, tie)).chosen:
        confidence = min(confidence, after.confidence)
        reason, tie = (after.reason if after.confidence <= confidence else reason), after
    return Tie(tie.chosen, round(confidence, 2), reason)


def _words(known: Sequence[Labelled], labels: Labels) -> Callable[[str], bool]:
    """Return what tells whether a word is known: names of places, and what enough tables print."""
    tables: dict[str, set[str]] = defaultdict(set)
    for one in known:
        for step in labels.steps(one.label):
            for word in step.key.words:
                tables[word] |= one.tables
    return lambda word: word in labels.words.places or len(tables.get(word, ())) >= _SETTLED


def _near(lines: Sequence[_Line], labels: Labels) -> list[tuple[_Line, _Line]]:
    """Return the pairs of lines that share a word or the beginning or end of one, the more printed first."""
    places: dict[str, list[int]] = defaultdict(list)
    ordered = sorted(lines, key=lambda line: _rank(line.labels[0]))
    for at, line in enumerate(ordered):
        words = {word for word in labels.key(line.chosen).words if word != "summa"}
        parts = words | {f"{word[:_SHORT]}-" for word in words} | {f"-{word[-_SHORT:]}" for word in words}
        # Marks are lost in a first letter too.
        for part in parts | {part.translate(str.maketrans("åäö", "aao")) for part in parts}:
            places[part].append(at)
    pairs = {pair for some in places.values() if len(some) <= _CROWD for pair in combinations(some, 2)}
    return [(ordered[one], ordered[other]) for one, other in sorted(pairs)]
