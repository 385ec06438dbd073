"""Whether shares follow the key that is told above them: so much straight, so much by inhabitants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.sheets import Sheet
from protokollparser.core.text import clean, fold

_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÅÄÖ])|\n\s*\n")
_KOMMUN = re.compile(r"\s(?:kommun|stad)s?$")
_STEPS = (1000, 100, 10, 1)
_WHOLE = Decimal(1)


class Params(ShapeParams):
    """What tells of a key, tried against each sentence above a table, the nearest first.

    `straight` and `inhabitants` hold the share in percent, `half` stands for one, `only` for all by
    inhabitants; `day` is the day of the count, `bounded` says that shares have a least or greatest amount.
    `counted` is the head of a column of inhabitants. A key stands in the `above` characters above its table.
    Amounts that leave it in more than a third of the rows, and in more than `few`, follow another.
    """

    straight: str
    inhabitants: str
    half_straight: str
    half_inhabitants: str
    only: str
    straight_head: str
    inhabitants_head: str
    counted: str
    day: str
    bounded: str
    above: int = 900
    few: int = 2


@dataclass(frozen=True)
class Key:
    """The part of a whole that is shared straight, in one; the rest goes by inhabitants. `words` tell it."""

    straight: Decimal
    words: str
    sentence: str


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every column of shares below a key by inhabitants."""
    for sheet in dossier.sheets.values():
        if sheet.table.kind != "allocation":
            continue
        keys, told = _keys(dossier, sheet, params)
        if keys and not compile_pattern(params.bounded).search(told):
            counted = _counted(sheet, params)
            people = counted or _registered(dossier, told, params)
            for column in sheet.amount_columns:
                key = _key_of(sheet, column, keys, params)
                if key is not None and _is_shared(sheet, column, params):
                    yield from _column(sheet, column, key, people, params.few)


def _keys(dossier: Dossier, sheet: Sheet, params: Params) -> tuple[list[Key], str]:
    """Return the keys above a table and the text that tells them."""
    span = sheet.table.span
    page = dossier.pages[span.page - 1].text
    low = max(0, span.start - params.above)
    others = [one.table.span for one in dossier.sheets.values() if one.table.span.page == span.page]
    low = max([low, *(one.end for one in others if one.end <= span.start)])
    text = page[low : span.start]
    keys = []
    for sentence in _SENTENCE.split(text):
        key = _key(clean(sentence), params)
        if key is not None:
            keys.append(key)
    return keys, text


def _key(sentence: str, params: Params) -> Key | None:
    """Return the key that a sentence tells, None when it tells none or one that makes no whole."""
    straight = _percent(sentence, params.straight, params.half_straight)
    people = _percent(sentence, params.inhabitants, params.half_inhabitants)
    if straight is not None and people is not None and straight + people == _WHOLE:
        return Key(straight, f"{_shown(straight)} rakt, {_shown(people)} efter invånare", sentence)
    if straight is None and people in (None, _WHOLE) and compile_pattern(params.only).search(sentence):
        return Key(Decimal(0), "efter antal invånare", sentence)
    return None


def _shown(part: Decimal) -> str:
    return f"{readable(part * 100)} %"


def _percent(sentence: str, pattern: str, half: str) -> Decimal | None:
    found = compile_pattern(pattern).search(sentence)
    if found is not None:
        return Decimal(found.group("share").replace(",", ".")) / 100
    return Decimal("0.5") if compile_pattern(half).search(sentence) else None


def _key_of(sheet: Sheet, column: int, keys: list[Key], params: Params) -> Key | None:
    """Return the key of a column: told by its own head, by a sentence that names it, or the only one."""
    head = fold(sheet.columns[column].header)
    if compile_pattern(params.straight_head).search(head):
        return Key(_WHOLE, "lika delar", "")
    if compile_pattern(params.inhabitants_head).search(head):
        return Key(Decimal(0), "efter antal invånare", "")
    words = list(re.findall(r"[a-zåäöé-]{5,}", head))
    named = [key for key in keys if any(word[:8] in fold(key.sentence) for word in words)]
    if len(named) == 1:
        return named[0]
    return keys[0] if len(keys) == 1 else None


def _is_shared(sheet: Sheet, column: int, params: Params) -> bool:
    """True for a column of shares of the latest year that the table tells; earlier ones had other counts."""
    held = sheet.columns[column]
    years = [
        one.period_end.year for index in sheet.amount_columns if (one := sheet.columns[index]).period_end
    ]
    late = held.period_end is None or held.period_end.year == max(years)
    return late and held.role not in ("change", "deviation") and not _is_count(sheet, column, params)


def _is_count(sheet: Sheet, column: int, params: Params) -> bool:
    return bool(compile_pattern(params.counted).search(sheet.columns[column].header))


def _name(label: str | None) -> str:
    return _KOMMUN.sub("", clean(label or "")).strip()


def _counted(sheet: Sheet, params: Params) -> dict[str, Decimal]:
    """Return the inhabitants by municipality as a column of the table itself tells them."""
    columns = [index for index in sheet.columns if _is_count(sheet, index, params)]
    if len(columns) != 1:
        return {}
    found = {}
    for row in sheet.body:
        figure = sheet.figure(row.row_index, columns[0])
        if row.role == "data" and figure is not None and figure.value > 0:
            found[_name(row.label)] = figure.value
    return found


def _registered(dossier: Dossier, told: str, params: Params) -> dict[str, Decimal]:
    """Return the inhabitants on the last day of a year that a key names, as far as they are known."""
    found = compile_pattern(params.day).search(told)
    if found is None:
        return {}
    years: dict[int, dict[str, int]] = dossier.rules.vocabulary["populations"]["years"]
    held = years.get(int(found.group("year")), {})
    return {name: Decimal(count) for name, count in held.items()}


def _column(sheet: Sheet, column: int, key: Key, people: dict[str, Decimal], few: int) -> Iterator[Verdict]:
    rows = [
        row for row in sheet.body if row.role == "data" and sheet.figure(row.row_index, column) is not None
    ]
    document_id = sheet.table.document_id
    if len(rows) < 2:
        return
    if key.straight != _WHOLE and any(_name(row.label) not in people for row in rows):
        reason = "the inhabitants of the key are not known"
        yield Verdict("undecidable", document_id, reason=reason)
        return
    amounts = {row.row_index: figure.value for row in rows if (figure := sheet.figure(row.row_index, column))}
    total = sum(amounts.values(), Decimal(0))
    counts = {row.row_index: people.get(_name(row.label), _WHOLE) for row in rows}
    everyone = sum(counts.values(), Decimal(0))
    step = _step(list(amounts.values()))
    wrong = []
    for row in rows:
        stated = amounts[row.row_index]
        straight, by_head = total / len(rows), total * counts[row.row_index] / everyone
        due = key.straight * straight + (1 - key.straight) * by_head
        if abs(stated - due) > step:
            wrong.append((row, stated, due))
        else:
            yield Verdict("exact" if abs(stated - due) < 1 else "rounding", document_id)
    if len(wrong) > max(few, len(rows) // 3):
        for _ in wrong:
            yield Verdict("undecidable", document_id, reason="the amounts may follow another key")
        return
    for row, stated, due in wrong:
        cell = sheet.cells[row.row_index, column]
        yield Verdict(
            "violated",
            document_id,
            span=cell.span,
            stated=canonical(stated),
            computed=canonical(due.quantize(_WHOLE)),
            difference=(stated - due).quantize(_WHOLE),
            unit=sheet.table.unit,
            confidence=min(cell.confidence, sheet.sureness),
            words={
                "label": row.label or "",
                "stated": readable(stated),
                "due": readable(due.quantize(_WHOLE)),
                "key": key.words,
            },
            proofs=(proof("stated", cell), proof("context", sheet.table)),
        )


def _step(amounts: list[Decimal]) -> int:
    """Return what most amounts are rounded to: 1, 10, 100 or 1 000."""
    for step in _STEPS:
        if sum(1 for amount in amounts if amount % step == 0) * 3 >= len(amounts) * 2:
            return step
    return 1
