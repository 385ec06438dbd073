"""Copies of corpus documents with other names, numbers, headings and order, and their truth changed alike.

Each change is made to the lines of the source and, by the same function, to the strings and line
numbers of `expected.json`. What a copy scores shows what was learned of the kind of document and what
of the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

Truth = dict[str, list[dict[str, Any]]]

NAMES = yaml.safe_load((Path(__file__).parent / "names.yml").read_text("utf-8"))
FIRST, LAST, TOWNS = (NAMES[key].split() for key in ("first", "last", "towns"))
DIGITS = str.maketrans("123456789", "647913582")
THOUSANDS = re.compile(r"(?<![\d.,/§])\d{1,3}(?: \d{3})+(?!\d)|(?<![\d.,/])\d{1,3},\d(?!\d)")
CASE_NUMBER = re.compile(r"\b(\d{4}/)(\d{1,4})(-\d[\d.]*\d)\b")

HEADINGS = {
    "E-nämndens beslut": "Nämndens beslut",
    "Sammanfattning av ärendet": "Ärendet i korthet",
    "Sammanträdet": "Behandling på sammanträdet",
    "Beslutsunderlag": "Underlag för beslut",
    "Beslutet skickas till": "Expedieras till",
    "Beslut skickas till": "Protokollsutdrag till",
    "Tjänstgörande ledamöter": "Beslutande ledamöter",
    "Frånvarande ledamöter": "Ej närvarande ledamöter",
    "Övriga": "Övriga deltagare",
    "INNEHÅLLSFÖRTECKNING": "ÄRENDELISTA",
    "Innehållsförteckning": "Innehåll",
    "Förvaltningens förslag till beslut": "Kontorets förslag till beslut",
    "Bilagor": "Bifogade handlingar",
    "BEVIS/ANSLAG": "ANSLAGSBEVIS",
}
LABELS = {
    "| Datum när anslaget sätts upp |": "| Anslaget sätts upp |",
    "| Datum när anslaget tas ned |": "| Anslaget tas ned |",
    "| Förvaringsplats för protokollet |": "| Förvaras |",
    "| Justerade paragrafer |": "| Paragrafer |",
}


def copy(text: str, truth: Truth) -> tuple[str, Truth]:
    """Return the changed text and its truth."""
    lines = text.split("\n")
    rewrite = _rewriter(truth)
    changed = [rewrite(_relabel(line)) for line in lines]
    order = _order(lines, truth)
    moved = [changed[old - 1] for old in order]
    new_line = {old: new for new, old in enumerate(order, 1)}
    printed = {number for number, line in enumerate(lines, 1) if line.strip()}
    return "\n".join(moved), _follow(truth, rewrite, new_line, printed)


def _relabel(line: str) -> str:
    if line.strip() in HEADINGS:
        return line.replace(line.strip(), HEADINGS[line.strip()])
    for label, other in LABELS.items():
        if line.startswith(label[:2]) and re.match(re.escape(label).replace(r"\ \|", r"\s*\|"), line):
            return re.sub(re.escape(label).replace(r"\ \|", r"\s*\|"), other, line, count=1)
    return line


def _rewriter(truth: Truth) -> Callable[[str], str]:
    names = [fact["name"] for key in ("attendance", "officers", "signatures") for fact in truth[key]]
    tokens = [name.split() for name in names if name]
    first = sorted({token.title() for name in tokens for token in name[:-1]})
    last = sorted({name[-1].title() for name in tokens})
    towns = {fact["municipality"] for key in ("attendance", "allocations") for fact in truth[key]}
    words = {
        word: f"{FIRST[i % len(FIRST)]}{'' if i < len(FIRST) else 'lie'}" for i, word in enumerate(first)
    }
    words |= {word: f"{LAST[i % len(LAST)]}{'' if i < len(LAST) else 'er'}" for i, word in enumerate(last)}
    words |= {town: TOWNS[i % len(TOWNS)] for i, town in enumerate(sorted(filter(None, towns)))}
    words |= {word.upper(): other.upper() for word, other in words.items()}
    pattern = re.compile(
        r"(?<![A-ZÅÄÖ])(" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")(s?)\b"
    )
    numbers = {str(fact["paragraph"]): str(fact["paragraph"] + 117) for fact in truth["paragraphs"]}
    last_first = re.compile(r"\b(\d{1,3})-(\d{1,3})\b(?= \|)")

    def rewrite(line: str) -> str:
        line = pattern.sub(lambda m: words[m[1]] + m[2], line) if words else line
        line = THOUSANDS.sub(lambda m: m[0].translate(DIGITS), line)
        line = CASE_NUMBER.sub(lambda m: f"{m[1]}{int(m[2]) + 210}{m[3]}", line)
        line = re.sub(r"§ (\d+)", lambda m: f"§ {numbers.get(m[1], m[1])}", line)
        return last_first.sub(lambda m: f"{numbers.get(m[1], m[1])}-{numbers.get(m[2], m[2])}", line)

    return rewrite


def _order(lines: list[str], truth: Truth) -> list[int]:
    """Return the old line numbers in their new order."""
    order = list(range(1, len(lines) + 1))
    for table in truth["tables"]:
        if table["kind"] in ("allocation", "attendance"):
            rows = [row["line"] for row in table["rows"] if row["role"] == "data"]
            if rows == list(range(rows[0], rows[-1] + 1)):
                order[rows[0] - 1 : rows[-1]] = rows[::-1]
    for first, second in _swaps(truth):
        start, middle, end = first["line_start"], second["line_start"], second["line_end"]
        order[start - 1 : end] = [*order[middle - 1 : end], 0, *order[start - 1 : middle - 1]]
        order.remove(0)
    return order


def _swaps(truth: Truth) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield neighbouring documents that change places: two slides, and two annexes of one bundle."""
    for kinds in (("slide", "slide"), ("letter", "internal_control_plan")):
        pairs = zip(truth["documents"], truth["documents"][1:], strict=False)
        chosen = [pair for pair in pairs if (pair[0]["kind"], pair[1]["kind"]) == kinds]
        yield from chosen[-1:]


def _follow(
    truth: Truth, rewrite: Callable[[str], str], new_line: dict[int, int], printed: set[int]
) -> Truth:
    def walk(fact: Any) -> Any:
        if isinstance(fact, list):
            return [walk(entry) for entry in fact]
        if isinstance(fact, str):
            return rewrite(fact)
        if not isinstance(fact, dict):
            return fact
        out = {key: walk(value) for key, value in fact.items()}
        if "line_start" in fact:
            inner = [new_line[n] for n in range(fact["line_start"], fact["line_end"] + 1) if n in printed]
            out["line_start"], out["line_end"] = min(inner), max(inner)
        if "line" in fact:
            out["line"] = new_line[fact["line"]]
        if fact.get("included"):
            out["included"] = new_line[fact["included"]]
        if isinstance(fact.get("paragraph"), int) and "title" in fact:
            out["paragraph"] = fact["paragraph"] + 117
        if fact.get("fact"):
            out["fact"] = [new_line[fact["fact"][0]], fact["fact"][1]]
        if "value" in fact and "printed" in fact:
            out["value"] = _revalue(fact["value"], fact["printed"], out["printed"])
        if "municipality" in fact and "value" in fact:
            out["value"] = _rescale(fact["value"])
        if "cells" in fact:
            out["cells"] = [
                [column, new, _revalue(value, old, new)]
                for (column, old, value), (_, new, _) in zip(fact["cells"], out["cells"], strict=True)
            ]
        return out

    changed: Truth = walk(truth)
    return changed


def _revalue(value: str | None, old: str, new: str) -> str | None:
    """Return the value of the changed print: its own digits, with the sign and scale of the old one."""
    if value is None or old == new:
        return value
    token = THOUSANDS.search(new)
    if token is None:
        return value
    figure = Decimal(token[0].replace(" ", "").replace(",", "."))
    return str(-figure if Decimal(value) < 0 else figure)


def _rescale(value: str | None) -> str | None:
    """Return an allocation's value after its printed digits changed (only grouped figures change)."""
    if value is None or len(value.lstrip("-")) < 4 or "." in value:
        return value
    return value.translate(DIGITS)
