"""The figures in prose that a table may repeat, with what their surroundings say of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from protokollparser.core.measures import Measures, same_word
from protokollparser.core.passages import Passage
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.figures import Amount
from protokollparser.core.rules import Rules
from protokollparser.core.units import alternatives
from protokollparser.resolve.cells import Cells, Period
from protokollparser.resolve.draft import Draft
from protokollparser.resolve.lines import Lines

# Parts that belong to the report before them.
_ANNEXES = ("attachment", "report", "economy_report", "slide")
_WORD = re.compile(r"[^\W_][\w.-]*")
# Quotes and numbers with leading zeros are names of projects and activities.
_OWN = re.compile(r"[”\"»“]|(?<![\w.,/-])(?<!\d\s)0\d{2,4}(?![\w.,])")
# Line indexes of a table, first and last, and its part.
Place = tuple[int, int, int]


@dataclass(frozen=True)
class Statement:
    """One figure in prose with its surroundings.

    `scenario` is the one that its words tell, or the heading over it. `line` is the index of its line,
    `headings` are the headings over it, outermost first. `part` is the part whose tables it speaks of: its
    own, or the annex when its own has none. `before` and `behind` are the first lines of the nearest tables
    of that part on either side. `subject` is True when the sentence may speak of something of its own (a
    project, an activity), not of the whole. `carried` is True for a label of the figure before it.
    """

    amount: Amount
    line: int
    part: int
    label: str | None
    scenario: str | None
    headings: tuple[str, ...]
    before: int | None
    behind: int | None
    subject: bool
    carried: bool = False

    @property
    def period(self) -> Period:
        """The period that the sentence names."""
        return self.amount.period_start, self.amount.period_end


def statements(draft: Draft, rules: Rules, lines: Lines, cells: Cells) -> list[Statement]:
    """Return the figures in prose that a cell may state: single sums of money, in reading order."""
    found: list[Statement] = []
    tables = sorted({(cell.first, cell.last, cell.part) for cell in cells.facts})
    tables_of: dict[int, list[Place]] = {}
    for table in tables:
        tables_of.setdefault(table[2], []).append(table)
    wholes, bodies, deviates = Wholes(draft, rules), _names_of_wholes(draft, rules), _deviates(rules)
    measures = Measures.of(rules)
    last: tuple[Passage, str] | None = None
    for amount in draft.of(Amount):
        place = lines.passage(amount.span) if amount.origin == "prose" and amount.kronor is not None else None
        if place is None or amount.per not in (None, "year"):
            continue
        passage, offset = place
        label = None if bodies(amount.label) else wholes.without_body(amount.label)
        before = last[1] if last and last[0] is passage and passage.kind == "text" else None
        if label:
            last = (passage, label)
        line = lines.index(amount.span)
        part = passage.part
        if part not in tables_of:
            part = _part_with_tables(draft, part, line, tables)
        own = tables_of.get(part, [])
        headings = lines.headings(line)
        headed = headings[-1] if headings and measures.pure(headings[-1]) == "investment" else None
        subject = not wholes.told_in(passage, offset, amount)
        whole = bodies(amount.label) or (amount.label is None and not subject)
        told = label or _label_of_whole(amount, whole) or headed
        found.append(
            Statement(
                amount=amount,
                line=line,
                part=part,
                label=told or before,
                scenario=amount.scenario or ("deviation" if deviates(headings) else None),
                headings=headings,
                before=max((first for first, end, _ in own if end < line), default=None),
                behind=min((first for first, _, _ in own if first > line), default=None),
                subject=subject,
                carried=told is None,
            )
        )
    return found


def _deviates(rules: Rules) -> Callable[[tuple[str, ...]], bool]:
    """Return a test for headings under which figures are deviations."""
    words = rules.vocabulary["directions"]
    told = re.compile(rf"(?<!\w)(?:{alternatives(words['deviation_headings'])})(?!\w)", re.IGNORECASE)
    kinds = [
        word for entry in words["scenarios"] if entry["scenario"] != "deviation" for word in entry["before"]
    ]
    other = re.compile(rf"(?<!\w)(?:{alternatives(kinds)})(?!\w)", re.IGNORECASE)
    return lambda headings: bool(headings and told.search(headings[-1]) and not other.search(headings[-1]))


def _part_with_tables(draft: Draft, part: int, line: int, tables: list[Place]) -> int:
    """Return the part whose tables a line speaks of: its own, else the annex behind it under one parent.

    001: the report at line 84 speaks of the tables at line 145, which its annex holds.
    """
    parts = draft.outline.parts
    if part < 0:
        return part
    for first, _, place in tables:
        between = {p.ordinal for p in parts if line < p.first <= first}
        if first > line and place >= 0 and parts[place].parent in (part, parts[part].parent):
            return place if all(parts[b].kind in _ANNEXES or b == place for b in between) else part
    return part


def _names_of_wholes(draft: Draft, rules: Rules) -> Callable[[str | None], bool]:
    """Return a test for labels that only name the body or document: its figures are those of the whole."""
    measures = Measures.of(rules)
    documents = draft.of(LogicalDocument)
    titles = [
        measures.tokens(f"{d.title or ''} {d.body or ''} {d.host_municipality or ''}") for d in documents
    ]
    bodies = [measures.tokens(d.body) for d in documents if d.body]

    def names(label: str | None) -> bool:
        told = measures.tokens(label)
        if not told or measures.kind(label):
            return False
        # One word of a title may be a party to it: "Ludvika" in a report on what Ludvika pays (001 line 236).
        return any(len(told) > 1 and _all_in(told, title) for title in titles) or any(
            _all_in(body, told) and len(told) <= len(body) + 2 for body in bodies if body
        )

    return names


def _all_in(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return all(any(same_word(word, other) for other in others) for word in words)


def _label_of_whole(amount: Amount, whole: bool) -> str | None:
    """The deviation of the whole, and a forecast of zero ("Prognosen på +-0"), speak of the result."""
    told = amount.value == 0 and amount.scenario in ("forecast", "deviation")
    return "resultat" if told or (whole and amount.scenario == "deviation") else None


class Wholes:
    """Tells whether a sentence speaks of the whole, not of an activity: by words that are allowed in it."""

    def __init__(self, draft: Draft, rules: Rules) -> None:
        words = rules.vocabulary["directions"]
        self.measures = Measures.of(rules)
        self.general = frozenset(words["statement_words"])
        self.allowed = self.general | frozenset(rules.vocabulary["units"]["number_words"])
        self.ends = re.compile(
            rf"[.,;()]|(?<!\w)(?:{alternatives(words['ends_statement'])})(?!\w)", re.IGNORECASE
        )
        self.clause = re.compile(r"[,;]\s|(?<!\w)(?:medan|men)(?!\w)", re.IGNORECASE)
        names = " ".join(f"{d.title or ''} {d.body or ''}" for d in draft.of(LogicalDocument))
        self.names = frozenset(_WORD.findall(names.casefold()))

    def without_body(self, label: str | None) -> str | None:
        """Return "resultat" for "IT-enheten, resultat" in a document of that unit (003 line 64)."""
        subject, comma, measured = (label or "").rpartition(", ")
        # What is counted may be an activity too: "Fastigheter, överskott".
        own = all(w in self.general or w in self.names for w in _WORD.findall(subject.casefold()))
        return measured if comma and own and self.measures.kind(measured) == "result" else label

    def told_in(self, passage: Passage, offset: int, amount: Amount) -> bool:
        """True when the words around a figure name nothing but measures, times and the body."""
        low, high = passage.sentence(offset)
        text, end = passage.text, offset + len(amount.span.printed)
        cuts = [match.end() for match in self.clause.finditer(text, low, offset)]
        stop = self.ends.search(text, end, high)
        around = f"{text[max([low, *cuts]) : offset]} {text[end : stop.start() if stop else high]}"
        plain = self.measures.phrase.sub(
            lambda m: " " if self.measures.pure(m.group()) else m.group(), around
        )
        words = (word.rstrip(".") for word in _WORD.findall(plain.casefold()))
        return not _OWN.search(plain) and all(
            w in self.allowed or w in self.names or w.isdigit() for w in words
        )
