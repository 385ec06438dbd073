"""Relations inside tables: sums of columns and rows, nets, results, deviations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.repairs import Repair, causes_of, repair_of
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Outcome, Proof, Verdict, canonical, proof, readable
from protokollparser.core.line_items import LineWords
from protokollparser.core.records.tables import Aggregation
from protokollparser.core.sheets import Sheet

Relation = Literal["column_sum", "row_sum", "hierarchy", "net", "deviation", "deviation_sum", "result"]

_MOST_SHOWN = 6

_HOUSE = (
    " Det ryms i avrundningen, men alla andra samband i dokumentet stämmer exakt.",
    " Rounding may explain it, but every other relation of the document is exact.",
)


class Params(ShapeParams):
    """Which relations to judge.

    `house_after`: when at least so many other relations of the same document hold exactly, and all do,
    a rounding difference of more than one unit is noted. It is no error: roundings can explain it.
    """

    relation: Relation
    house_after: int = 5


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every relation of the wanted kind."""
    exact = dossier.once(_all_exact)
    for sheet, relation in dossier.once(_by_sort)[params.relation]:
        strict = exact.get(sheet.table.document_id, (0, 0))
        yield _verdict(sheet, dossier.relations[sheet.table.id], relation, _is_house(strict, params))


def _by_sort(dossier: Dossier) -> dict[Relation, list[tuple[Sheet, Aggregation]]]:
    """Return the relations of all tables by their kind; each is of one kind only."""
    found: dict[Relation, list[tuple[Sheet, Aggregation]]] = defaultdict(list)
    for table_id, relations in dossier.relations.items():
        sheet = dossier.sheets[table_id]
        deviations = {r.target_column for r in relations if r.axis == "row" and r.kind == "difference"}
        made = {r.target_row for r in relations if r.axis == "column"}
        for relation in relations:
            sort = _sort_of(relation, sheet.row(relation.target_row).label, deviations, made, dossier.words)
            found[sort].append((sheet, relation))
    return found


def _sort_of(
    relation: Aggregation, label: str | None, deviations: set[int], made: set[int], words: LineWords
) -> Relation:
    """Return the kind of a relation: `deviations` are columns, `made` the rows that others make."""
    if relation.axis == "row":
        return "row_sum" if relation.kind == "sum" else "deviation"
    if relation.target_column in deviations:
        return "deviation_sum"
    if words.deviation.search(label or ""):
        return "deviation"
    kind = words.kind(label)
    if kind in ("net", "result"):
        return "net" if kind == "net" else "result"
    return "hierarchy" if any(row in made for row, _, _ in relation.terms) else "column_sum"


def _all_exact(dossier: Dossier) -> dict[str | None, tuple[int, int]]:
    """Return for each document how many relations hold exactly and how many do not."""
    counts: dict[str | None, tuple[int, int]] = {}
    for table_id, relations in dossier.relations.items():
        document = dossier.sheets[table_id].table.document_id
        told = [r for r in relations if r.outcome != "undecidable"]
        exact, other = counts.get(document, (0, 0))
        same = sum(1 for r in told if r.outcome == "exact")
        counts[document] = (exact + same, other + len(told) - same)
    return counts


def _is_house(counts: tuple[int, int], params: Params) -> bool:
    """True when every relation but one is exact, so that this house does not round."""
    exact, other = counts
    return exact >= params.house_after and other == 1


def _verdict(sheet: Sheet, relations: list[Aggregation], relation: Aggregation, house: bool) -> Verdict:
    document_id = sheet.table.document_id
    if relation.outcome == "undecidable":
        return Verdict("undecidable", document_id, reason=relation.reason)
    outcome = _outcome(sheet, relation, house)
    if outcome not in ("violated", "suspicious"):
        return Verdict(outcome, document_id)
    repair = repair_of(sheet, relations, relation) if outcome == "violated" else None
    wrong = (relation.target_row, relation.target_column)
    stated, computed = relation.stated or Decimal(0), relation.computed or Decimal(0)
    misread = repair is not None and repair.misread
    certain = repair is not None and (repair.mends > 1 or misread)
    if repair is not None and certain and repair.cell is not None and repair.value is not None:
        figure = sheet.figure(*repair.cell)
        if figure is not None:
            wrong, stated, computed = repair.cell, figure.value, repair.value
    cell = sheet.cells[wrong]
    return Verdict(
        outcome,
        document_id,
        span=cell.span,
        stated=canonical(stated),
        computed=canonical(computed),
        difference=stated - computed,
        unit=sheet.table.unit,
        hypothesis=repair.told if repair else None,
        # What a scan was misread to be is no fault of the document.
        severity="info" if misread else None,
        confidence=min(sheet.sureness, cell.confidence),
        words=_words(sheet, relation, wrong, stated, computed, repair, house),
        proofs=_proofs(sheet, relation, wrong, repair),
        causes=causes_of(sheet, relations, relation),
        sureness=2 if certain else 0,
    )


def _outcome(sheet: Sheet, relation: Aggregation, house: bool) -> Outcome:
    if relation.outcome == "rounding":
        figure = sheet.figure(relation.target_row, relation.target_column)
        far = abs((relation.stated or Decimal(0)) - (relation.computed or Decimal(0)))
        unusual = relation.reason == "more than rounding usually leaves"
        return "suspicious" if unusual or (house and figure is not None and far > figure.step) else "rounding"
    return "violated" if relation.outcome == "violated" else "exact"


def _words(
    sheet: Sheet,
    relation: Aggregation,
    wrong: tuple[int, int],
    stated: Decimal,
    computed: Decimal,
    repair: Repair | None,
    house: bool,
) -> dict[str, str]:
    """Return the words for messages: where what stands, the formula, and the repair or what speaks against
    rounding, in both languages."""
    target = sheet.figure(relation.target_row, relation.target_column)
    step = target.step if target is not None else Decimal(1)
    sv, en = _HOUSE if house and relation.outcome == "rounding" else _repair_words(sheet, repair, step)
    unit = sheet.table.unit
    label = sheet.row(relation.target_row).label or ""
    column = sheet.columns[relation.target_column].header
    return {
        "place": f"I raden ”{label}”" + (f", kolumnen ”{column}”," if column else ""),
        "place_en": f"Row “{label}”" + (f", column “{column}”," if column else ""),
        "table": sheet.table.title or "",
        "stated": readable(relation.stated, step),
        "computed": readable(relation.computed, step),
        "difference": readable((relation.stated or Decimal(0)) - (relation.computed or Decimal(0)), step),
        "unit": f" {unit}" if unit else "",
        "formula": _formula(sheet, relation, step, "summan av {} rader"),
        "formula_en": _formula(sheet, relation, step, "the sum of {} rows"),
        "repair": sv,
        "repair_en": en,
    }


def _formula(sheet: Sheet, relation: Aggregation, step: Decimal, many: str) -> str:
    """Return the terms as an addition, or their number when they are many."""
    held = [(sheet.figure(row, column), weight) for row, column, weight in relation.terms]
    known = [(figure, weight) for figure, weight in held if figure is not None]
    if len(known) > _MOST_SHOWN:
        return many.format(len(known))
    text = ""
    for figure, weight in known:
        shown = readable(figure.value, step)
        shown = f"({shown})" if shown.startswith("-") and (text or weight < 0) else shown
        text += ("" if not text and weight > 0 else " − " if weight < 0 else " + ") + shown
    return text.strip()


def _repair_words(sheet: Sheet, repair: Repair | None, step: Decimal) -> tuple[str, str]:
    """Return the repair as a sentence, in Swedish and in English."""
    if repair is None:
        return "", ""
    if repair.missing:
        labels = ", ".join(sheet.row(row).label or "?" for row, _ in repair.missing)
        return (
            f" Skillnaden är precis det som inte redovisas på raderna {labels}.",
            f" The difference is exactly what the rows {labels} leave out.",
        )
    if repair.cell is None:
        return "", ""
    row, column = repair.cell
    label, value = sheet.row(row).label or "?", readable(repair.value, step)
    header = sheet.columns[column].header
    place = f"{label} ({header})" if header else label
    sv, en = f" Med {value} för {place} stämmer det.", f" With {value} for {place} it holds."
    if repair.misread:
        sv += " Talet är läst ur en bild och kan vara fel läst: se efter på sidan."
        en += " The figure was recognised on a picture and may be misread: look at the page."
    return sv, en


def _proofs(
    sheet: Sheet, relation: Aggregation, wrong: tuple[int, int], repair: Repair | None
) -> tuple[Proof, ...]:
    """Return the cells involved: what is stated, what it is computed from, and what was left out."""
    target = (relation.target_row, relation.target_column)
    proofs = [proof("stated", sheet.cells[wrong])]
    if wrong != target:
        proofs.append(proof("contradicts", sheet.cells[target]))
    for row, column, _ in relation.terms:
        cell = sheet.cells.get((row, column))
        if cell is not None and (row, column) != wrong and cell.value is not None:
            proofs.append(proof("computed_from", cell))
    for place in repair.missing if repair else ():
        cell = sheet.cells.get(place)
        proofs.append(proof("context", cell if cell is not None else sheet.row(place[0])))
    return tuple(proofs)
