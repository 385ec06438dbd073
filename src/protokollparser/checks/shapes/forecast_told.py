"""A forecast that prose calls one according to budget, against the deviation of the forecast in the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from protokollparser.checks.alignment import Alignment, Line
from protokollparser.checks.column_kinds import column_kinds
from protokollparser.checks.dossier import Dossier
from protokollparser.checks.facts import Facts
from protokollparser.checks.sentences import Sentence, Sentences
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, canonical, proof, readable
from protokollparser.core.records.tables import TableCell
from protokollparser.core.rounding import Figure
from protokollparser.core.rules import compile_pattern

_CUT = re.compile(r",\s|;\s|(?<!\w)(?:medan|men|och att)(?!\w)|(?<=kr)\soch\s|(?<=kronor)\soch\s")
# Another figure in the same breath makes the words part of another claim.
_FIGURE = re.compile(r"(?<![\d-])(?!(?:19|20)\d\d(?!\d))\d")
_BEHIND = re.compile(r",\s|;\s|(?<!\w)(?:medan|men|och|till följd av|på grund av)(?!\w)")


class Params(ShapeParams):
    """How prose says that a forecast is the budget.

    `told`: the words for it. `forecast`: words that make a sentence one about a forecast. `not_told`: words
    that make it a wish, a plan or something nearly so.
    """

    told: str
    forecast: str
    not_told: str


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every forecast told as according to budget."""
    if not any("forecast" in column_kinds(sheet).values() for sheet in dossier.sheets.values()):
        return
    told, forecast, other = map(compile_pattern, (params.told, params.forecast, params.not_told))
    sentences = dossier.once(Sentences)
    alignment = Alignment(dossier.once(Facts), sentences)
    for sentence in sentences:
        found = told.search(sentence.text)
        if found and forecast.search(sentence.text) and not other.search(sentence.text):
            document_id = dossier.document_at(sentence.page, sentence.start)
            clause = _clause(sentence, found)
            lines = alignment.subject(clause, document_id, sentence.page, sentence.start)
            if not _FIGURE.search(clause):
                yield _verdict(dossier, sentence, found, lines, document_id)


def _clause(sentence: Sentence, found: re.Match[str]) -> str:
    """Return the words around what is told, up to the nearest cuts; the words told are left out."""
    cuts = [match.end() for match in _CUT.finditer(sentence.text, 0, found.start())]
    stop = _BEHIND.search(sentence.text, found.end())
    end = stop.start() if stop else len(sentence.text)
    return sentence.text[max([0, *cuts]) : found.start()] + " " + sentence.text[found.end() : end]


def _verdict(
    dossier: Dossier,
    sentence: Sentence,
    found: re.Match[str],
    lines: Sequence[Line],
    document_id: str | None,
) -> Verdict:
    if not lines:
        return Verdict("undecidable", document_id, reason="no row is named")
    held = [place for line in lines for place in _deviations(line)]
    if not held:
        return Verdict("undecidable", document_id, reason="no column of deviations is settled")
    if any(abs(figure.value) <= figure.step for _, _, figure in held):
        return Verdict("exact", document_id)
    line, cell, figure = held[0]
    start = sentence.start
    span = dossier.place(sentence.page, start + found.start(), start + found.end())
    return Verdict(
        "violated",
        document_id,
        span=span,
        stated="0",
        computed=canonical(figure.value),
        difference=-figure.value,
        unit=line.sheet.table.unit,
        confidence=0.8,
        words={
            "told": span.printed,
            "label": line.row.label or "",
            "column": line.sheet.columns[cell.column_index].header,
            "deviation": readable(figure.value, figure.step),
            "unit": f" {line.sheet.table.unit}" if line.sheet.table.unit else "",
        },
        proofs=(Proof("stated", span, None, document_id), proof("contradicts", cell)),
    )


def _deviations(line: Line) -> Iterator[tuple[Line, TableCell, Figure]]:
    """Yield the figures of a row that are zero when its forecast is the budget."""
    kinds = column_kinds(line.sheet)
    wanted = "forecast deviation"
    if wanted not in kinds.values() and line.kind == "result":
        wanted = "forecast"
    for index, kind in kinds.items():
        figure = line.sheet.figure(line.row.row_index, index)
        if kind == wanted and figure is not None:
            yield line, line.sheet.cells[line.row.row_index, index], figure
