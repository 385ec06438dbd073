"""Which included document a named paper is: by its words, its kind, its number and its place in the order."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from protokollparser.core.outline import Part
from protokollparser.core.reading import Ledger
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.parse.places import Places

_WORD = re.compile(r"[a-zåäöéü][a-zåäöéü-]{2,}|(?<!\d)(?:19|20)\d\d(?!\d)")
_ANNEX = re.compile(r"bilaga(?: nr\.?)? (?P<number>\d{1,3})\b(?! till )", re.IGNORECASE)
_HEAD_LINES = 60
# A link needs a score of 0.7; one between two linked neighbours that it alone can fill needs 0.45.
_SURE = 0.7
_LIKELY = 0.45
_SAME_WORD = 88


@dataclass(frozen=True, slots=True)
class Paper:
    """A named paper: its printed label, the line it stands on, its register number."""

    label: str
    line: int
    reference: str | None


class Enclosures:
    """Finds the parts that hold named papers."""

    def __init__(self, ledger: Ledger, rules: Rules, places: Places) -> None:
        self.outline, self.layout, self.places = ledger.outline, ledger.layout, places
        words = rules.vocabulary["paper_kinds"]
        self._common = frozenset(words["common"])
        self._kinds = {fold(word): kind for kind, listed in words["kinds"].items() for word in listed}
        self._alike: list[list[str]] = words["alike"]
        self._kind_words = [
            (re.compile(rf"(?<![\w-]){re.escape(word)}(?!\w)"), word, kind)
            for word, kind in self._kinds.items()
        ]
        self._headed: dict[int, tuple[str, tuple[str, ...], tuple[str, ...]]] = {}
        self._inside: dict[int, bool] = {}

    def link(self, papers: list[Paper]) -> dict[int, int]:
        """Return the part of each paper that is included, by the paper's position.

        Papers and parts keep their order: the pairing with the highest sum is taken, then papers with
        weaker evidence fill the only gap they fit, then what is sure out of order is added.
        """
        order = sorted(range(len(papers)), key=lambda i: papers[i].line)
        linked: dict[int, int] = {}
        for group in self._groups(papers, order):
            parts = self._candidates(papers[group[0]])
            linked.update(self._pair(papers, group, parts))
        for position in order:
            own = self._own_part(papers[position])
            if position not in linked and own is not None:
                linked[position] = own
        return linked

    def _groups(self, papers: list[Paper], order: list[int]) -> list[list[int]]:
        """Return the papers that share candidates: those of one part, and in a summons of one item."""
        groups: dict[tuple[int, ...], list[int]] = {}
        for position in order:
            key = tuple(part.ordinal for part in self._candidates(papers[position]))
            groups.setdefault(key, []).append(position)
        return list(groups.values())

    def _candidates(self, paper: Paper) -> list[Part]:
        """Return the parts that may hold a paper, in order.

        In a summons they stand inside the item; otherwise they follow the items or are children of
        the part that names the paper.
        """
        own = self.outline.part_at[paper.line]
        above = self._above(own)
        others = [
            part
            for part in self.outline.parts
            if part.ordinal not in above and part.kind not in ("bundle", "slide", "notice")
        ]
        place = next((r for r in self.places.ranges if r[0] <= paper.line <= r[1]), None)
        if place:
            inside = [part for part in others if place[0] <= part.first and part.last <= place[1]]
            if inside:
                return inside
        return [part for part in others if not self._in_item(part)]

    def _in_item(self, part: Part) -> bool:
        """True when a part stands inside an item that begins in another part."""
        if part.ordinal not in self._inside:
            self._inside[part.ordinal] = any(
                first <= part.first <= last and self.outline.part_at[first] != part.ordinal
                for first, last, _ in self.places.ranges
            )
        return self._inside[part.ordinal]

    def _above(self, part: int | None) -> set[int]:
        """Return a part and those that contain it."""
        found: set[int] = set()
        while part is not None and part >= 0:
            found.add(part)
            part = self.outline.parts[part].parent
        return found

    def _pair(self, papers: list[Paper], group: list[int], parts: list[Part]) -> dict[int, int]:
        scores = [[self.score(papers[i], part) for part in parts] for i in group]
        pairs = _align(scores, _SURE)
        pairs |= _fill(scores, pairs)
        pairs |= _rest(scores, pairs)
        return {group[i]: parts[j].ordinal for i, j in sorted(pairs.items())}

    def score(self, paper: Paper, part: Part) -> float:
        """Return how well a part answers to a paper's name, about 0 to 1.2."""
        number = _ANNEX.match(paper.label)
        head, title, opening = self._opening(part)
        if number and re.match(rf"bilaga(?: nr\.?)? {number['number']}\b", head):
            return 1.2
        label = paper.label.replace(paper.reference, "") if paper.reference else paper.label
        named = self._words(label)
        if not named:
            return 0.0
        forward, backward = self._shared(named, title), self._shared(title, named)
        in_title = max(forward, backward if len(title) > 1 else 0.0)
        in_text = self._shared(named, opening)
        kind = self._kind(paper.label)
        fits = 0.2 if kind and self._same_kind(kind, part.kind) else -0.4 if kind else 0.0
        return max(in_title, 0.8 * in_text) + fits

    def _opening(self, part: Part) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Return the first lines of a part, the words of its title, and those of its first lines."""
        known = self._headed.get(part.ordinal)
        if known is None:
            head = self._head(part)
            known = self._headed[part.ordinal] = head, self._words(self._title(part)), self._words(head)
        return known

    def _title(self, part: Part) -> str:
        """Return the printed title, else the first lines."""
        first, last = part.title or (part.first, min(part.first + 3, part.last))
        return " ".join(line.text for line in self.layout.body(first, last))

    def _head(self, part: Part) -> str:
        last = min(part.first + _HEAD_LINES, part.last)
        return fold(" ".join(line.text for line in self.layout.body(part.first, last)))

    def _words(self, text: str) -> tuple[str, ...]:
        """Return the telling words of a name, each once, in order."""
        return tuple(dict.fromkeys(word for word in _WORD.findall(fold(text)) if word not in self._common))

    @staticmethod
    def _shared(words: tuple[str, ...], others: tuple[str, ...]) -> float:
        """Return the share of `words` that stand among `others`, endings apart."""
        if not words:
            return 0.0
        return sum(1 for word in words if _near(word, others)) / len(words)

    def _kind(self, label: str) -> str | None:
        """Return the kind of document that a paper's name says, by its first such word."""
        folded = fold(label)
        found = [
            (match.start(), kind)
            for pattern, word, kind in self._kind_words
            if word in folded and (match := pattern.search(folded))
        ]
        return min(found)[1] if found else None

    def _same_kind(self, named: str, kind: str) -> bool:
        return named == kind or any(named in group and kind in group for group in self._alike)

    def _own_part(self, paper: Paper) -> int | None:
        """Return the part that names the paper when the paper is that part itself (003 line 15)."""
        own = self.outline.part_at[paper.line]
        kind = self._kind(paper.label)
        if own < 0 or kind is None or kind != self.outline.parts[own].kind or kind == "minutes_extract":
            return None
        return own


@lru_cache(maxsize=65536)
def _near(word: str, others: tuple[str, ...]) -> bool:
    return any(
        word == other or (min(len(word), len(other)) > 4 and fuzz.ratio(word, other) >= _SAME_WORD)
        for other in others
    )


def _align(scores: list[list[float]], least: float) -> dict[int, int]:
    """Return the pairs (row, column), both rising, whose scores above `least` add up to most."""
    rows, columns = len(scores), len(scores[0]) if scores else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            taken = scores[i][j] - least + 0.1 + best[i + 1][j + 1] if scores[i][j] >= least else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    pairs, i, j = dict[int, int](), 0, 0
    while i < rows and j < columns:
        taken = scores[i][j] - least + 0.1 + best[i + 1][j + 1] if scores[i][j] >= least else -1.0
        if taken == best[i][j] and taken > 0:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] == best[i][j]:
            i += 1
        else:
            j += 1
    return pairs


def _fill(scores: list[list[float]], pairs: dict[int, int]) -> dict[int, int]:
    """Return further pairs: a part left alone between two linked ones goes to the paper that fits it best."""
    found: dict[int, int] = {}
    columns = len(scores[0]) if scores else 0
    edges = [(-1, -1), *sorted(pairs.items()), (len(scores), columns)]
    for (low, left), (high, right) in itertools.pairwise(edges):
        if right - left != 2:
            continue
        ranked = sorted((scores[i][left + 1], -i) for i in range(low + 1, high))
        if ranked and ranked[-1][0] >= _LIKELY and (len(ranked) == 1 or ranked[-1][0] > ranked[-2][0]):
            found[-ranked[-1][1]] = left + 1
    return found


def _rest(scores: list[list[float]], pairs: dict[int, int]) -> dict[int, int]:
    """Return further sure pairs out of order, each the best that both its paper and its part have left."""
    rows = [i for i in range(len(scores)) if i not in pairs]
    columns = [j for j in range(len(scores[0]) if scores else 0) if j not in pairs.values()]
    found: dict[int, int] = {}
    for i in rows:
        for j in columns:
            score = scores[i][j]
            rivals = [scores[i][k] for k in columns if k != j] + [scores[k][j] for k in rows if k != i]
            if score >= _SURE and all(score > rival for rival in rivals):
                found[i] = j
    return found
