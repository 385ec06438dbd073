"""Figures in prose brought to the cell that they claim, by words alone.

The resolver ties a figure to a cell mostly because both are equal; a wrong figure loses its tie. Here the
figure counts for nothing: the words of a claim name one row, one kind of column and one period, and nothing
else, or the claim is left undecided with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from protokollparser.checks.claim_words import ClaimWords
from protokollparser.checks.column_kinds import (
    change_kind,
    column_kinds,
    heads,
    invests,
    newest_year,
    shows_months,
    shows_results,
)
from protokollparser.checks.dossier import Dossier
from protokollparser.checks.facts import Facts, Statement
from protokollparser.checks.passages import Passages
from protokollparser.checks.sentences import Sentence, Sentences
from protokollparser.core.measures import Measures
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.tables import TableColumn, TableRow
from protokollparser.core.sheets import Sheet
from protokollparser.core.text import fold

_WORD = re.compile(r"[^\W\d_](?:[\w:-]*\w)?")
_YEAR = re.compile(r"(?<![\d§-])(?:19|20)\d\d(?![\d§-])")
_DATED = re.compile(r"\d{4}-\d\d(?:-\d\d)?|\b\d{6}\b")
# Tables whose totals are no results.
_NO_ACCOUNTS = frozenset(
    {"investment", "allocation", "cost_summary", "budget_changes", "personnel", "goals", "risks"}
)
_MEASURES = ("result", "net", "income", "cost", "contribution")


@dataclass(frozen=True)
class Line:
    """One row of a table that prose may name."""

    sheet: Sheet
    row: TableRow
    tokens: tuple[str, ...]
    kind: str
    total: bool


@dataclass(frozen=True)
class Claim:
    """A figure in prose with the words of its clause, and those of the sentence before the figure."""

    amount: Amount
    sentence: Sentence
    clause: str
    before: str


@dataclass(frozen=True)
class Aligned:
    """The figure of a claim and the cell that it speaks of; `second` is that cell's."""

    claim: Claim
    first: Statement
    second: Statement
    sheet: Sheet
    row: TableRow
    column: TableColumn


class Alignment:
    """Aligns the figures in the prose of one source to cells, without looking at them."""

    def __init__(self, facts: Facts, sentences: Sentences) -> None:
        self.facts = facts
        self.dossier: Dossier = facts.dossier
        self.sentences = sentences
        self.words = ClaimWords.of(self.dossier.rules)
        self.measures = Measures.of(self.dossier.rules)
        self._months: dict[str, int] = self.dossier.rules.vocabulary["months"]

    @cached_property
    def _lines(self) -> dict[str | None, list[Line]]:
        found: dict[str | None, list[Line]] = {}
        for sheet in self.dossier.sheets.values():
            for row in sheet.body:
                label = row.label or ""
                kind = self.dossier.words.kind(label)
                total = row.role in ("subtotal", "total") or self.dossier.words.adds_up(label)
                line = Line(sheet, row, self.measures.tokens(label), kind, total)
                found.setdefault(sheet.table.document_id, []).append(line)
        return found

    def claims(self, everywhere: bool = False) -> Iterator[Claim]:
        """Yield the figures in prose, of money and per cent, with their clauses.

        Documents without tables are left out, unless `everywhere`.
        """
        beside: dict[tuple[int, int], list[Amount]] = {}
        for amount in self.dossier.of(Amount):
            single = amount.origin == "prose" and amount.value is not None and amount.value_high is None
            single = single and (everywhere or bool(self._lines.get(amount.document_id)))
            if single and (amount.kronor is not None or amount.unit == "percent"):
                sentence = self.sentences.at(amount.span.page, amount.span.start)
                if sentence is not None and amount.per in (None, "year"):
                    beside.setdefault((sentence.page, sentence.start), []).append(amount)
        for (page, start), amounts in beside.items():
            sentence = self.sentences.at(page, start)
            if sentence is not None:
                yield from self._clauses(sentence, amounts)

    def _clauses(self, sentence: Sentence, amounts: Sequence[Amount]) -> Iterator[Claim]:
        """Yield the claims of a sentence: each ends where the next begins."""
        end = 0
        for at, amount in enumerate(amounts):
            low, high = amount.span.start - sentence.start, amount.span.end - sentence.start
            cuts = [match.end() for match in self.words.cut.finditer(sentence.text, end, low)]
            begins = sorted({end, *cuts})
            while len(begins) > 1 and not _WORD.search(sentence.text, begins[-1], low):
                begins.pop()
            begin = begins[-1]
            following = (
                amounts[at + 1].span.start - sentence.start if at + 1 < len(amounts) else len(sentence.text)
            )
            stop = self.words.cut.search(sentence.text, high, following)
            behind = stop.start() if stop else following
            if stop is None and at + 1 < len(amounts):
                joined = sentence.text.find(" och ", high, following)
                behind = joined if joined >= 0 else high
            clause = f"{sentence.text[begin:low]} {sentence.text[high:behind]}"
            yield Claim(amount, sentence, clause, sentence.text[:low])
            end = max(high, behind if stop is None else high)

    def aligned(self) -> Iterator[tuple[Claim, list[Line], Aligned | str]]:
        """Yield every claim with the rows it names and its cell, or why there is none."""
        last: tuple[Sentence | None, list[Line]] = (None, [])
        for claim in self.claims():
            carried = last[1] if last[0] is claim.sentence else []
            lines, reason = self._subject(claim, carried)
            last = (claim.sentence, lines)
            found = self._cell(claim, lines) if lines and not reason else reason or "no row is named"
            yield claim, lines, found

    def _subject(self, claim: Claim, carried: list[Line]) -> tuple[list[Line], str | None]:
        """Return the rows that a claim speaks of, and why it may not speak of them as a whole."""
        words = self._words(claim.clause)
        rest = self._words(self.measures.phrase.sub(self._part, claim.clause))
        document_id = claim.amount.document_id
        lines = self.named(words, document_id)
        if not lines and carried and self._plain(rest, carried):
            lines = carried
        if not lines:
            lines = self.whole(claim.clause, document_id, claim.sentence.page, claim.amount.span.start)
        if self.words.partial.search(claim.clause):
            return lines, "a part of a row is told"
        if self.words.changes.search(claim.clause) and not self._shows_changes(claim, lines):
            return lines, "a change is told"
        if lines and not self._plain(rest, lines):
            return lines, "other words stand beside the row's name"
        return lines, None

    def _shows_changes(self, claim: Claim, lines: Sequence[Line]) -> bool:
        """True when the tables of some rows have a column for the change that a claim tells of them."""
        kind = change_kind(claim.amount)
        return bool(lines) and any(kind in column_kinds(line.sheet).values() for line in lines)

    def _part(self, match: re.Match[str]) -> str:
        """Return nothing for a measure as a whole, the words for a part of one."""
        return " " if self.measures.pure(match.group()) else match.group()

    @staticmethod
    def years(clause: str) -> tuple[str, ...]:
        """Return the years that a clause names, those of dates and numbers of decisions left out."""
        return tuple(sorted(set(_YEAR.findall(_DATED.sub(" ", clause)))))

    def spoken(self, clause: str) -> list[str]:
        """Return the folded words of a clause."""
        return self._words(clause)

    @staticmethod
    def _words(clause: str) -> list[str]:
        return [fold(word).rstrip(":-") for word in _WORD.findall(clause)]

    def named(self, words: Sequence[str], document_id: str | None) -> list[Line]:
        """Return the rows whose whole label stands in the words: the longest; none where two do."""
        held = [
            line
            for line in self._lines.get(document_id, ())
            if line.tokens
            and all(any(self.words.same(token, word) for word in words) for token in line.tokens)
        ]
        own = [line for line in held if self.measures.pure(line.row.label) is None]
        held = own or held
        if not held:
            return []
        longest = max(held, key=lambda line: len(line.tokens))
        kept = [line for line in held if line.tokens == longest.tokens]
        inside = all(
            any(self.words.same(token, other) for other in longest.tokens)
            for line in held
            for token in line.tokens
        )
        return kept if inside else []

    def whole(self, clause: str, document_id: str | None, page: int, start: int) -> list[Line]:
        """Return the rows of the whole that a claim of it speaks of: its result, costs or investments."""
        lines = self._lines.get(document_id, [])
        pures = {self.measures.pure(m.group()) for m in self.measures.finditer(clause, 0, len(clause))}
        pures.discard(None)
        told = self.words.whole.search(clause) and not self.words.budgets.search(clause)
        headed = told and not pures and self.words.investments.search(self._heading(page, start))
        if self.words.investments.search(clause) or headed:
            return [line for line in lines if line.total and invests(line.sheet) and self._bare(line)]
        if not told and not pures:
            return []
        measures = pures & set(_MEASURES) or {"result"}
        if len(measures) > 1:
            measures -= {"result"}
        if len(measures) > 1 or self._near_others(document_id, page, start):
            return []
        measure = measures.pop()
        accounts = [line for line in lines if line.sheet.table.kind not in _NO_ACCOUNTS]
        own = [line for line in accounts if self.measures.pure(line.row.label) == measure]
        if not own and not pures and self.words.outcome.search(clause):
            own = [line for line in accounts if self.measures.pure(line.row.label) == "net"]
        if self.words.parts.search(clause):
            # What all boards have together is no result of the municipality, which has its own income.
            own = []
        if own:
            return own
        if measure in ("result", "net"):
            return [line for line in accounts if line.total and not line.tokens]
        summed = [line for line in accounts if line.total and line.kind == measure]
        if summed or measure != "cost":
            return summed
        return [line for line in lines if line.total and not line.tokens and "kostnad" in heads(line.sheet)]

    def _heading(self, page: int, start: int) -> str:
        """Return the heading under which a claim stands, "" where there is none."""
        part = self.dossier.once(Passages).at(page, start)
        return (part.heading or "") if part is not None else ""

    def _bare(self, line: Line) -> bool:
        return not line.tokens or self.measures.pure(line.row.label) == "investment"

    def _near_others(self, document_id: str | None, page: int, start: int) -> bool:
        """True when the table above a claim, on its page, is no account: the claim may be about that one."""
        above = [
            sheet.table
            for sheet in self.dossier.sheets.values()
            if sheet.table.span.page == page
            and sheet.table.span.end <= start
            and sheet.table.document_id == document_id
        ]
        last = max(above, key=lambda table: table.span.end, default=None)
        return last is not None and last.kind in _NO_ACCOUNTS

    def subject(self, clause: str, document_id: str | None, page: int, start: int) -> list[Line]:
        """Return the rows that a clause speaks of as a whole: named, or those of the whole; else none."""
        words = self._words(clause)
        lines = self.named(words, document_id) or self.whole(clause, document_id, page, start)
        rest = self._words(self.measures.phrase.sub(self._part, clause))
        return lines if lines and self._plain(rest, lines) else []

    def _plain(self, words: Sequence[str], lines: Sequence[Line]) -> bool:
        """True when a clause holds nothing beside the row's name but words that leave the claim whole."""
        tokens = {token for line in lines for token in line.tokens}
        headers = {
            token for line in lines for c in line.sheet.columns.values() for token in self._words(c.header)
        }
        return all(
            word in self.words.plain
            or word in headers
            or any(self.words.same(token, word) for token in tokens)
            for word in words
        )

    def _cell(self, claim: Claim, lines: Sequence[Line]) -> Aligned | str:
        found: list[Aligned] = []
        for line in lines:
            for index in self._columns(claim, line):
                held = self.facts.cell(line.sheet, line.row.row_index, index)
                told = self.facts.told_at(line.sheet.table.id, line.row.row_index, index)
                if held is None or told is None or not self._alike(claim.amount, told):
                    continue
                first = self.facts.stated(claim.amount)
                if first is not None:
                    column = line.sheet.columns[index]
                    found.append(Aligned(claim, first, held, line.sheet, line.row, column))
        found = self._of_party(claim, found)
        if not found:
            return "no column fits"
        if any(not one.second.meets(found[0].second) for one in found):
            return "several cells fit"
        return found[0]

    def _of_party(self, claim: Claim, found: list[Aligned]) -> list[Aligned]:
        """Return the cells of the party that a claim names, or those of the document's own body."""
        owners = [self.facts.owner(one.second) for one in found]
        named = {owner for owner in owners if owner and fold(owner)[:6] in fold(claim.clause)}
        if named:
            return [one for one, owner in zip(found, owners, strict=True) if owner in named]
        if len(set(owners)) == 1:
            return found if not owners[0] or self.words.own.search(owners[0]) else []
        return [
            one for one, owner in zip(found, owners, strict=True) if not owner or self.words.own.search(owner)
        ]

    @staticmethod
    def _alike(amount: Amount, told: Amount) -> bool:
        if amount.unit == "percent":
            return told.unit == "percent"
        return amount.kronor is not None and told.kronor is not None

    def _columns(self, claim: Claim, line: Line) -> list[int]:
        """Return the columns of the kind and period that a claim tells."""
        kinds = column_kinds(line.sheet)
        told = self._kinds(claim, line, kinds)
        years = {int(year) for year in self.years(claim.clause)}
        if told == {"outturn"} and years and max(years) < newest_year(line.sheet, kinds):
            told = {"prior_outturn"}
        held = [index for index, kind in kinds.items() if kind in told]
        if told == {"prior_outturn"} and not years:
            last = newest_year(line.sheet, kinds) - 1
            held = [i for i in held if (end := line.sheet.columns[i].period_end) is None or end.year == last]
        if years:
            held = [i for i in held if (end := line.sheet.columns[i].period_end) is None or end.year in years]
        if not self.of_months(claim, line.sheet):
            return []
        end = claim.amount.period_end
        same = [i for i in held if end and line.sheet.columns[i].period_end == end]
        return same or held

    def of_months(self, claim: Claim, sheet: Sheet) -> bool:
        """True unless a claim names a month up to which no column goes: it may look back."""
        named = {self._months[word] for word in self._words(claim.clause) if word in self._months}
        return not named or shows_months(sheet, named)

    def _kinds(self, claim: Claim, line: Line, columns: dict[int, str]) -> set[str]:
        """Return the kinds of columns that a claim may speak of."""
        clause, scenario, kinds = claim.clause, claim.amount.scenario, set(columns.values())
        if self.words.changes.search(clause):
            return {change_kind(claim.amount)}
        deviates = self.words.deviates.search(clause) is not None or scenario == "deviation"
        outturn = self.words.outturns.search(clause) is not None
        forecast = self.words.forecasts.search(clause) is not None or (
            not outturn and self.words.forecasts.search(claim.before) is not None
        )
        if self.words.prior.search(clause) or scenario == "prior_outturn":
            return {"prior_outturn"}
        if _bracketed(claim):
            return {"prior_outturn"} if not kinds & {"budget", "appropriation", "forecast"} else set()
        if deviates:
            found = {"forecast deviation" if forecast else "deviation"} & kinds
            if not found and not forecast:
                found = {"forecast deviation"} & kinds
            if line.kind == "result" and scenario != "deviation" and not self.words.compares.search(clause):
                found |= {"forecast" if forecast else "outturn"} & kinds
            elif (
                not forecast
                and line.kind != "result"
                and shows_results(line.sheet, columns, self.dossier.words)
            ):
                found.add("outturn")
            return found
        if scenario in ("budget", "appropriation") or self.words.budgets.search(clause):
            return {"budget", "appropriation"} & kinds
        if forecast and self.dossier.kind_of(line.sheet.table.document_id) == "budget":
            return {"budget"}
        return {"forecast" if forecast else "outturn"}


def _bracketed(claim: Claim) -> bool:
    """True for a figure that stands alone in brackets behind another: that of the year before, as a rule."""
    return claim.before.endswith("(") and not _WORD.search(claim.clause)
