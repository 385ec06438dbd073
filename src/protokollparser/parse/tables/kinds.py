"""What kind of table a table is: the rule of `rules/tables` that the most evidence speaks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from protokollparser.core.rules import Rules, TableRule, compile_pattern
from protokollparser.parse.names import Names
from protokollparser.parse.tables.draft import Draft
from protokollparser.parse.tables.headers import Headers
from protokollparser.parse.tables.titles import Context
from protokollparser.parse.tables.words import TableWords, joined

_WEIGHTS = {"title": 5, "trail": 2, "header": 5, "labels": 3, "cells": 4, "columns": 3, "facts": 5}
_ENOUGH = 3
_HIGHEST_PAGE = 1500
_THOUSAND = 1000
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PAGES = re.compile(r"(\d{1,4})(?:\s?[-–—]\s?\d{1,4})?")
_OTHER = "tables:no-kind"


@dataclass(frozen=True)
class Kind:
    """The kind of a table, the rule that told it, how sure that is, and the kinds that came next."""

    name: str
    rule_id: str
    confidence: float
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What is known of a table before its kind is."""

    draft: Draft
    headers: Headers
    context: Context
    labels: tuple[str, ...]
    roles: frozenset[str]
    facts: frozenset[str]


def gather(
    draft: Draft,
    headers: Headers,
    context: Context,
    label_column: int,
    outside: frozenset[str],
    names: Names,
    words: TableWords,
) -> Evidence:
    """Return the evidence of a table; `outside` are facts that its surroundings tell."""
    body = [row for row in range(draft.height) if row not in headers.rows and draft.filled(row)]
    labels = tuple(text for row in body if (text := draft.text(row, label_column)))
    roles = {
        told.role
        for column, path in enumerate(headers.paths)
        if column != label_column and column in draft.figure_columns and (told := words.role_of(path))
    }
    if _plans_years(headers.paths, words):
        roles -= {"outturn"}
    tests: dict[str, Callable[[], bool]] = {
        "municipality_labels": lambda: (
            _municipal([t for t in labels if not words.lines.adds_up(t)], names)
            and _shared_out(draft, headers, context, words)
        ),
        "municipality_headers": lambda: _municipal([p for p in headers.paths[1:] if p], names),
        "pages": lambda: _pages(draft, body),
        "numbered": lambda: _numbered(draft, body),
    }
    facts = outside | {name for name, test in tests.items() if test()}
    return Evidence(draft, headers, context, labels, frozenset(roles), frozenset(facts))


def find_kind(evidence: Evidence, rules: Rules) -> Kind:
    """Return the kind with the most evidence; `other` when no rule has enough."""
    scored = [(weigh(evidence, rule), -position, rule) for position, rule in enumerate(rules.tables)]
    ranked = sorted((entry for entry in scored if entry[0] >= _ENOUGH), reverse=True, key=lambda e: e[:2])
    if not ranked:
        return Kind("other", _OTHER, 0.5)
    best, _, rule = ranked[0]
    rivals = [entry for entry in ranked[1:] if entry[0] * 2 > best]
    margin = best - (rivals[0][0] if rivals else 0)
    confidence = 0.95 if best >= 5 and margin >= 3 else 0.8 if margin >= 1 else 0.6
    return Kind(rule.name, rule.id, confidence, tuple(entry[2].name for entry in rivals))


def weigh(evidence: Evidence, rule: TableRule) -> int:
    """Return how much speaks for a rule; 0 when what it demands is missing."""
    if rule.figures is not None and bool(evidence.draft.figure_columns) != rule.figures:
        return 0
    if rule.without and evidence.roles & set(rule.without):
        return 0
    context = evidence.context
    if rule.unless and any(rule.pattern("unless").search(text) for text in context.near):
        return 0
    hits = {
        "title": bool(rule.title) and any(rule.pattern("title").search(text) for text in context.near),
        "header": bool(rule.header) and _in_header(evidence.headers.paths, rule),
        "labels": bool(rule.labels) and _share(evidence.labels, rule, "labels") and _each(evidence, rule),
        "cells": bool(rule.cells) and _share(_cells(evidence), rule, "cells"),
        "columns": bool(rule.columns) and set(rule.columns) <= evidence.roles,
        "facts": bool(evidence.facts & set(rule.facts)),
    }
    hits["trail"] = bool(rule.title) and not hits["title"] and _under(context.around, rule)
    return sum(rule.weights.get(name, _WEIGHTS[name]) for name, hit in hits.items() if hit)


def _under(texts: Sequence[str], rule: TableRule) -> bool:
    return any(rule.pattern("title").search(text) for text in texts)


def _in_header(paths: Sequence[str], rule: TableRule) -> bool:
    """True when the header cells match, as printed or with broken words joined."""
    pattern = rule.pattern("header")
    told = [path for path in paths if path]
    return bool(told) and any(
        pattern.search(" | ".join(texts)) for texts in (told, [joined(path) for path in told])
    )


def _share(texts: Sequence[str], rule: TableRule, field: str) -> bool:
    pattern = rule.pattern(field)
    matching = sum(1 for text in texts if pattern.search(text))
    return matching >= rule.least and matching >= len(texts) * rule.share


def _each(evidence: Evidence, rule: TableRule) -> bool:
    """True when every pattern that one label must match finds one."""
    wanted = [compile_pattern(text) for text in rule.each]
    return all(any(pattern.search(label) for label in evidence.labels) for pattern in wanted)


def _cells(evidence: Evidence) -> list[str]:
    draft = evidence.draft
    return [
        text for row in range(draft.height) for text in draft.texts(row) if text and not _rule(draft, row)
    ]


def _rule(draft: Draft, row: int) -> bool:
    return draft.grid.rows[row].rule_line


def _plans_years(paths: Sequence[str], words: TableWords) -> bool:
    """True where two plans or more follow on the outturn of an earlier year: "Bokslut 1986, Budget 1987"."""
    years: dict[str, set[str]] = {}
    for path in paths:
        told = words.role_of(path) if path else None
        if told is not None:
            years.setdefault(told.role, set()).update(_YEAR.findall(path))
    outturns, plans = years.get("outturn", set()), years.get("budget", set())
    others = years.keys() & {"deviation", "forecast", "outturn_prior"}
    return bool(outturns) and len(plans) > 1 and max(outturns) < min(plans) and not others


def _municipal(texts: Sequence[str], names: Names) -> bool:
    """True when most texts, two at least, name municipalities."""
    found = sum(1 for text in texts if names.municipality(text))
    return found >= 2 and found * 3 >= len(texts) * 2


def _shared_out(draft: Draft, headers: Headers, context: Context, words: TableWords) -> bool:
    """True when the figures may be shares of money: a unit says so, they are large, or shares in per cent."""
    texts = (*headers.paths, *context.near, *context.notes)
    if any(words.units.is_money(found.unit) for text in texts for found in words.units.printed_in(text)):
        return True
    figures = draft.figures.values()
    return any(
        figure.unit is not None or (figure.value is not None and abs(figure.value) >= _THOUSAND)
        for figure in figures
    )


def _pages(draft: Draft, body: Sequence[int]) -> bool:
    """True when the last column holds page numbers that never fall."""
    last = draft.width - 1
    if not 1 <= last <= 2 or len(body) < 3:
        return False
    pages = [int(match[1]) for row in body if (match := _PAGES.fullmatch(draft.text(row, last)))]
    rising = all(a <= b for a, b in pairwise(pages))
    return len(pages) >= len(body) * 0.8 and rising and pages[-1] <= _HIGHEST_PAGE


def _numbered(draft: Draft, body: Sequence[int]) -> bool:
    """True when the first column counts the rows and one column of words stands beside it."""
    marks = [draft.text(row, 0).rstrip(".)") for row in body]
    return draft.width == 2 and len(marks) >= 2 and marks == [str(n) for n in range(1, len(marks) + 1)]
