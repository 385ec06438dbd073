"""The cause of a surplus or deficit that prose names, against the row of that name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from protokollparser.checks.alignment import Alignment, Line
from protokollparser.checks.column_kinds import column_kinds
from protokollparser.checks.dossier import Dossier
from protokollparser.checks.facts import Facts
from protokollparser.checks.sentences import Sentence, Sentences
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof, readable
from protokollparser.core.rules import compile_pattern

_WORD = re.compile(r"[^\W\d_](?:[\w:-]*\w)?")
_PART = re.compile(r"\s(?:och|samt)\s|,\s")


class Params(ShapeParams):
    """How prose names a cause.

    `causes`: the words before one; `ends`: those behind it. `worse`, `better`: what is explained, before it.
    `within`: words between a cause and the row in which it lies; `turns`: those that end what is a cause.
    `idle`: words beside the row's name that leave it the cause. `deviations`: the sign profiles under which a
    plus in a column of deviations is better.
    """

    causes: str
    ends: str
    worse: str
    better: str
    within: str
    turns: str
    idle: tuple[str, ...]
    deviations: tuple[str, ...]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every cause that is named like a row of a table with deviations."""
    if not any(sheet.table.sign_profile for sheet in dossier.sheets.values()):
        return
    causes = compile_pattern(params.causes)
    sentences = dossier.once(Sentences)
    alignment = Alignment(dossier.once(Facts), sentences)
    for sentence in sentences:
        for found in causes.finditer(sentence.text):
            head = sentence.text[: found.start()]
            worse = compile_pattern(params.worse).search(head) is not None
            if worse != (compile_pattern(params.better).search(head) is not None):
                end = compile_pattern(params.ends).search(sentence.text, found.end())
                stop = end.start() if end else len(sentence.text)
                document_id = dossier.document_at(sentence.page, sentence.start)
                explained = _Explained(alignment, params, sentence, document_id, worse)
                yield from explained.verdicts(found.end(), stop)


class _Explained:
    """One surplus or deficit with its causes."""

    def __init__(
        self, alignment: Alignment, params: Params, sentence: Sentence, document_id: str | None, worse: bool
    ) -> None:
        self.alignment = alignment
        self.dossier = alignment.dossier
        self.params = params
        self.sentence = sentence
        self.document_id = document_id
        self.worse = worse
        self.forecast = alignment.words.forecasts.search(sentence.text) is not None

    def verdicts(self, start: int, stop: int) -> Iterator[Verdict]:
        """Yield one verdict for each cause in a stretch of the sentence that is a row's name."""
        low = start
        text = self.sentence.text
        whole = self._lines(text[start:stop])
        parts = [(start, stop)] if whole else []
        if not whole:
            for match in _PART.finditer(text, start, stop):
                parts.append((low, match.start()))
                low = match.end()
            parts.append((low, stop))
        named = False
        for begin, end in parts:
            lines = whole or self._lines(text[begin:end])
            if lines:
                named = True
                yield self._verdict(lines, begin, end)
        if not named:
            yield from self._within(start)

    def _within(self, start: int) -> Iterator[Verdict]:
        """Yield the verdict of a cause that is said to lie in a row (004 line 110: a severance pay, told of
        the costs of personnel)."""
        text = self.sentence.text
        turn = compile_pattern(self.params.turns).search(text, start)
        stop = turn.start() if turn else len(text)
        for found in compile_pattern(self.params.within).finditer(text, start, stop):
            lines = self._lines(found["row"])
            if lines:
                yield self._verdict(lines, found.start("row"), found.end("row"))
                return

    def _lines(self, words: str) -> list[Line]:
        """Return the rows that are a cause: their name and nothing else."""
        told = [word.lower() for word in _WORD.findall(words)]
        named = [word for word in told if word not in self.params.idle]
        lines = self.alignment.named(told, self.document_id)
        lines = [line for line in lines if not line.total]
        if not lines:
            return []
        tokens = {token for line in lines for token in line.tokens}
        return lines if all(any(self.alignment.words.same(t, w) for t in tokens) for w in named) else []

    def _verdict(self, lines: Sequence[Line], begin: int, end: int) -> Verdict:
        held: list[tuple[Line, int, Decimal]] = []
        for line in lines:
            kinds = column_kinds(line.sheet)
            wanted = "forecast deviation" if self.forecast else "deviation"
            if (line.sheet.table.sign_profile or "unknown") not in self.params.deviations:
                continue
            for index, kind in kinds.items():
                figure = line.sheet.figure(line.row.row_index, index)
                if kind == wanted and figure is not None:
                    held.append((line, index, figure.value))
        if not held:
            return Verdict("undecidable", self.document_id, reason="no column of deviations is settled")
        explains = [value < 0 if self.worse else value > 0 for _, _, value in held]
        if all(explains):
            return Verdict("exact", self.document_id)
        if any(explains):
            return Verdict("undecidable", self.document_id, reason="several cells fit")
        return self._told(held, begin, end)

    def _told(self, held: Sequence[tuple[Line, int, Decimal]], begin: int, end: int) -> Verdict:
        line, index, value = held[0]
        other = self._largest(line, index)
        start = self.sentence.start
        span = self.dossier.place(self.sentence.page, start + begin, start + end)
        cell = line.sheet.cells[line.row.row_index, index]
        return Verdict(
            "violated",
            self.document_id,
            span=span,
            stated="-" if self.worse else "+",
            computed=readable(value),
            confidence=0.7,
            words={
                "cause": span.printed,
                "told": "ett underskott" if self.worse else "ett överskott",
                "told_en": "a deficit" if self.worse else "a surplus",
                "label": line.row.label or "",
                "column": line.sheet.columns[index].header,
                "cell": cell.span.printed,
                "other": f" Störst åt det hållet är {other[0]} ({other[1]})." if other else "",
                "other_en": f" The largest that way is {other[0]} ({other[1]})." if other else "",
            },
            proofs=(Proof("stated", span, None, self.document_id), proof("contradicts", cell)),
        )

    def _largest(self, line: Line, index: int) -> tuple[str, str] | None:
        """Return the row, and its figure, that explains most in the column; None when none does."""
        rows = [row for row in line.sheet.body if row.role == "data"]
        figures = [(figure.value, row) for row in rows if (figure := line.sheet.figure(row.row_index, index))]
        held = [(value, row) for value, row in figures if (value < 0 if self.worse else value > 0)]
        if not held:
            return None
        value, row = max(held, key=lambda one: abs(one[0]))
        return row.label or "", readable(value)
