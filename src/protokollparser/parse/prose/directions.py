"""What the words around a figure tell: what is measured, which kind of figure it is, and which way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from protokollparser.core.line_items import line_words
from protokollparser.core.measures import Measures
from protokollparser.core.passages import Passage
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean
from protokollparser.core.units import alternatives

Range = tuple[int, int]

_CLAUSE = re.compile(r"[,;]\s|\b(?:medan|men|samt|varav|vilket)\b", re.IGNORECASE)
# A bracket that holds the next figure: "41,2 mnkr (föregående år 29,7 mnkr)".
_OPENED = re.compile(r"\((?=[^()]*$)")
_TRIM = " \t\n,;:.()[]–—-•*|"
# Between a word and its own figure: "budgeterade medel om 3 750 tkr", "investeringsbudgeten (10 769 tkr)".
_OF_FIGURE = re.compile(r"\s?(?:\w{1,20}\s){0,2}(?:om|på|\()\s?|\s?[+−–-]?\s?", re.IGNORECASE)
_BY = re.compile(r"\s(?:\w{1,20}\s)?med\s(?:(?:totalt|sammanlagt|hela)\s)?", re.IGNORECASE)
# Between a cost or an income and what it is of.
_LINK = re.compile(r"\s(?:för|av|från|avseende|inom)\s", re.IGNORECASE)
_OBJECT_WORDS = 4
# Words further from their figure than this belong to something else.
_REACH = 70
# A label that stands alone before or behind a figure holds no more words than this.
_LABEL_WORDS = 7


class Told(NamedTuple):
    """What the words tell of one figure; None where they do not."""

    label: str | None
    measure: str | None
    scenario: str | None
    direction: int | None


class Windows(NamedTuple):
    """The stretches of a passage that belong to one figure: before it, behind it, and its whole sentence."""

    before: Range
    after: Range
    sentence: Range


def windows(passage: Passage, figures: list[Range], position: int) -> Windows:
    """Return the words that belong to figure number `position`: up to the figures beside it, or the clause.

    A figure that is a sentence by itself ("- 56 290 kr. Per sista juli visar ...") owns the next one.
    """
    text, (start, end) = passage.text, figures[position]
    low, high = passage.sentence(start)
    if not re.search(r"\w", text[low:start] + text[end:high]):
        high = next((edge for first, edge in passage.sentences if first >= high), high)
    before, after = low, high
    if position and figures[position - 1][1] > low:
        before = figures[position - 1][1]
        cut = _CLAUSE.search(text, before, start)
        before = cut.start() if cut else before
    if position + 1 < len(figures) and figures[position + 1][0] < high:
        after = figures[position + 1][0]
        cut = _CLAUSE.search(text, end, after) or _OPENED.search(text, end, after)
        after = cut.start() if cut else after
    return Windows((before, start), (end, after), (low, high))


class Phrases:
    """The words of `directions.yml` and `measures.yml`, compiled."""

    def __init__(self, rules: Rules) -> None:
        words: dict[str, Any] = rules.vocabulary["directions"]
        self.before = [(_words(s["before"]), s["scenario"]) for s in words["scenarios"] if s["before"]]
        self.after = [(_words(s["after"]), s["scenario"]) for s in words["scenarios"] if s["after"]]
        self.ways = [(_words(entry["words"]), int(entry["direction"])) for entry in words["directions"]]
        self.more, self.less = _words(words["more"]), _words(words["less"])
        limits = alternatives(words["limits"])
        self.outturn = _words(words["outturn_verbs"])
        self.beyond, self.below = (
            re.compile(
                rf"(?<!inte\s)(?<!\w)(?:{alternatives(words[way])})\s(?:\w{{1,20}}\s){{0,2}}\w{{0,20}}(?:{limits})(?!\w)",
                re.IGNORECASE,
            )
            for way in ("beyond", "below")
        )
        self.wholes = frozenset(words["statement_words"])
        self.better, self.worse = tuple(words["more_is_better"]), tuple(words["more_is_worse"])
        self.other_clause = _words(words["subordinate"])
        self.joining = _words(words["joining"])
        self.no_label = _words([*words["no_label"], *rules.vocabulary["measures"]["modifiers"]])
        self.telling = [_words(words["label_stop"]), *(phrases for phrases, _ in self.before)]
        joining = alternatives([*words["joining"], "men", "medan"])
        self.compared = re.compile(
            rf"\b(?:{alternatives(words['compared'])})\s(?:(?!(?:{joining})\s)\w{{1,30}}\s){{0,2}}$", re.I
        )
        self.other_year = re.compile(
            rf"\s(?:än\s)?(?:(?:under|för|i|vid|år|åren|utfallet|resultatet|bokslutet)\s){{0,3}}"
            rf"(?:(?:19|20)\d\d\b|(?:{alternatives(words['earlier'])})(?!\w))",
            re.IGNORECASE,
        )
        totals = alternatives(rules.vocabulary["measures"]["totals"])
        self.totals = re.compile(rf"(?<!\w)(?:{totals})\s{{1,3}}$", re.IGNORECASE)
        self.measures = Measures.of(rules)
        self.lines = line_words(rules)

    def told(self, passage: Passage, around: Windows) -> Told:
        """Return what the words around a figure tell."""
        text = passage.text
        measured, part = self._measured(text, around)
        measure = self.measures.kind(measured)
        label = measured or self._standing_label(text, around) or self._total(text, around)
        scenario = self._scenario(text, around) or ("deviation" if part else None)
        if scenario is None and measured and self._own(text, self.outturn, around.before):
            scenario = "outturn"
        return Told(label, measure, scenario, self._direction(text, around, measure, scenario))

    def _measured(self, text: str, around: Windows) -> tuple[str | None, bool]:
        """Return the words for what is measured: the last before the figure, else the first behind it.

        True with them when they name a part: "Personalkostnaderna visar ett underskott", "Skolan visar ...".
        """
        limits = [m.span() for way in (self.beyond, self.below) for m in way.finditer(text, *around.before)]
        before = [
            m
            for m in self._own(text, self.measures, around.before)
            if not any(low <= m.start() < high for low, high in limits)
        ]
        if before:
            last = clean(before[-1].group())
            if self.measures.kind(last) != "result":
                return self._object(text, before[-1], around) or last, False
            others = [m for m in before if self.measures.kind(m.group()) not in (None, "result")]
            if others:
                return clean(others[-1].group()), True
            subject = self._subject(text, around, before[-1].start())
            return (f"{subject}, {last}", True) if subject else (last, False)
        alone = not re.search(r"\w", text[slice(*around.before)])
        after = [m for m in self.measures.finditer(text, *around.after) if not self._is_compared(text, m)]
        if after and (alone or _close(text[around.after[0] : after[0].start()])):
            return clean(after[0].group()), False
        return None, False

    def _object(self, text: str, measure: re.Match[str], around: Windows) -> str | None:
        """Return what a cost or an income is of: "köpta tjänster" of "Kostnaderna för köpta tjänster"."""
        if self.measures.pure(measure.group()) not in ("cost", "income"):
            return None
        link = _LINK.match(text, measure.end(), around.before[1])
        if link is None:
            return None
        stops = [
            m.start() for words in self.telling for m in words.finditer(text, link.end(), around.before[1])
        ]
        words = clean(text[link.end() : min([around.before[1], *stops])]).strip(_TRIM).split()
        own = all(word.isalpha() and word.casefold() not in self.wholes for word in words)
        return " ".join(words) if own and stops and 0 < len(words) <= _OBJECT_WORDS else None

    def _subject(self, text: str, around: Windows, end: int) -> str | None:
        """Return the part that has a surplus or deficit: "Äldreomsorgen visar ett underskott"."""
        named = self._few_words(text, around, end)
        if not named or self.measures.phrase.search(named):
            return None
        return named if any(word.casefold() not in self.wholes for word in named.split()) else None

    def _own(self, text: str, words: re.Pattern[str] | Measures, window: Range) -> list[re.Match[str]]:
        """Return the matches before a figure that belong to it: near, in its clause, not compared with."""
        return [
            m
            for m in words.finditer(text, *window)
            if window[1] - m.end() <= _REACH
            and not self.other_clause.search(text, m.end(), window[1])
            and not self._is_compared(text, m, window[1])
        ]

    def _is_compared(self, text: str, match: re.Match[str], figure: int | None = None) -> bool:
        """True for a word that `figure` is compared with, unless it is its own ("budget på 3 mkr")."""
        if figure is not None and _OF_FIGURE.fullmatch(text[match.end() : figure]):
            return False
        return self.compared.search(text[max(0, match.start() - 40) : match.start()]) is not None

    def _scenario(self, text: str, around: Windows) -> str | None:
        """Return the kind of figure, by a comparison right behind it, the nearest word before, or behind."""
        behind = [
            (m.start(), -m.end(), name)
            for words, name in self.after
            for m in words.finditer(text, *around.after)
        ]
        if behind and min(behind)[2] == "deviation" and min(behind)[0] - around.after[0] < 12:
            # "6,6 mnkr bättre än 2020" compares two years, "6,6 mnkr bättre än budget 2021" does not.
            return "change" if self.other_year.match(text, -min(behind)[1], around.after[1]) else "deviation"
        ahead = self._ahead(text, around.before, None) or self._ahead(text, around.before, around.before[1])
        if ahead:
            end, _, name = min(ahead)
            # "Kostnaderna överstiger budget med 1,8 mkr": the figure is what lies between.
            by = _BY.fullmatch(text[-end : around.before[1]])
            over = by and (name == "budget" or self._limited(text, around.before))
            return "deviation" if over else name
        return min(behind)[2] if behind else None

    def _limited(self, text: str, window: Range) -> bool:
        """True where words go beyond or stay below what was granted: "har överskridit sina anslag med"."""
        return any(words.search(text, *window) for words in (self.beyond, self.below))

    def _ahead(self, text: str, window: Range, figure: int | None) -> list[tuple[int, int, str]]:
        """Return the words before a figure for its kind; with `figure`, also those that it may be told of."""
        return [
            (-m.end(), m.start(), name)
            for words, name in self.before
            for m in words.finditer(text, *window)
            if not self._is_compared(text, m, figure)
        ]

    def _direction(self, text: str, around: Windows, measure: str | None, scenario: str | None) -> int | None:
        """Return 1 for better and -1 for worse, None when the words do not tell or tell both."""
        near = {way for words, way in self.ways if self._own(text, words, around.before)}
        ways = near or {way for words, way in self.ways if words.search(text, *around.after)}
        if ways:
            return ways.pop() if len(ways) == 1 else None
        for words, way in ((self.beyond, -1), (self.below, 1)):
            own = self._own(text, words, around.before)
            if own or words.search(text, around.after[0], around.after[0] + 20):
                end = own[-1].start() if own else around.before[1]
                return self._beyond(text[around.before[0] : end], measure, way)
        sign = 1 if measure in self.better else -1 if measure in self.worse else 0
        behind = (around.after[0], min(around.after[1], around.after[0] + 12))
        more = self._own(text, self.more, around.before) or self.more.search(text, *behind)
        less = self._own(text, self.less, around.before) or self.less.search(text, *behind)
        if not sign or scenario not in ("deviation", "change") or bool(more) == bool(less):
            return None
        return sign if more else -sign

    def _beyond(self, named: str, measure: str | None, way: int) -> int | None:
        """Return which way a figure beyond budget goes, None for fees, which are paid and taken.

        `way` is that of costs. "Taxor och avgifter översteg budget" is better: a row of income.
        """
        if measure in self.worse or measure in self.better:
            return -way if measure in self.better else way
        if self.lines.kind(clean(named)) in self.better:
            return -way
        return None if measure == "other" else way

    def _total(self, text: str, around: Windows) -> str | None:
        """Return the word that makes a figure a total: "och totalt 220 000 SEK" (002 line 757)."""
        match = self.totals.search(text[slice(*around.before)])
        return match.group().strip() if match else None

    def _standing_label(self, text: str, around: Windows) -> str | None:
        """Return the few words that name a figure: "Ludvika – 18 300 kr", "44 982 kr, Projekt SOC"."""
        before = self._few_words(text, around, around.before[1])
        if before is not None:
            return before or None
        behind = text[slice(*around.after)]
        if not re.search(r"\w", text[slice(*around.before)]) and re.match(r"\s?[,.(–—-]\s?\S", behind):
            first = re.split(r"[.;]\s", clean(behind).strip(_TRIM))[0].strip(_TRIM)
            return first if first and len(first.split()) <= _LABEL_WORDS + 1 else None
        return None

    def _few_words(self, text: str, around: Windows, end: int) -> str | None:
        """Return the few words up to `end` or a verb; '' where they name nothing, None for none."""
        told = [m.start() for words in self.telling for m in words.finditer(text, around.before[0], end)]
        words = clean(text[around.before[0] : min([end, *told])]).strip(_TRIM).split()
        while words and self.no_label.fullmatch(words[-1].strip(_TRIM)):
            words.pop()
        while words and self.joining.fullmatch(words[0]):
            words.pop(0)
        named = " ".join(words).strip(_TRIM)
        opens = around.before[0] == around.sentence[0]
        if len(named) <= 2 or len(words) > _LABEL_WORDS or not (opens or named[0].isupper()):
            return None
        return "" if self.no_label.match(named) else named


def _close(between: str) -> bool:
    """True when a measure stands right behind its figure: "4,0 mkr lägre kostnader"."""
    return len(between) <= 25 and not re.search(r"[,;.(]|\b(?:och|samt|men)\b", between)


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return _compiled(alternatives(words))


@lru_cache(maxsize=64)
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
