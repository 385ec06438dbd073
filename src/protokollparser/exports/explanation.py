"""Why a record or finding is there: its place, its words, its rule, and how its values came about."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from protokollparser.columns.fields import compound_fields
from protokollparser.core.errors import UsageError
from protokollparser.core.privacy import mask
from protokollparser.core.records import REGISTRY, Derived, Printed, Record
from protokollparser.core.records.findings import Finding
from protokollparser.core.rules import FAMILIES, Rule, Rules
from protokollparser.core.spans import Span
from protokollparser.exports.calculation import Calculation, Calendar, calculation
from protokollparser.exports.steps import Step, steps
from protokollparser.exports.values import shown
from protokollparser.store import Store

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Place:
    """One place: path, page, lines, exact words. `role` says what it proves, empty for the record's own."""

    path: str
    page: int
    line_start: int
    line_end: int
    printed: str
    role: str = ""


@dataclass(frozen=True)
class RuleNote:
    """The rule that made the record: its file, what it is for and why, its legal or other source.

    A procedure instead of a rule has `module:mechanism` as its id, and `what` from its module.
    """

    rule_id: str
    file: str | None = None
    what: str | None = None
    why: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Explanation:
    """The whole answer to `explain`; `within` are the records that contain it, innermost first."""

    table: str
    record_id: str
    places: tuple[Place, ...]
    values: dict[str, Any]
    rule: RuleNote | None
    steps: tuple[Step, ...]
    within: tuple[tuple[str, str, str], ...]
    confidence: float | None = None
    candidates: tuple[dict[str, Any], ...] = ()
    calculation: Calculation | None = None


def explain(
    store: Store, rules: Rules, record_id: str, calendar: Calendar, *, unmasked: bool = False
) -> Explanation:
    """Return the explanation of a record of any table, named by its id or the beginning of it.

    `calendar` tells of the days that a finding is about. Raises UsageError when there is none.
    """
    record = store.find(record_id)
    if record is None:
        raise UsageError(
            f"{record_id}: no record has this id; ids stand in reports and tables", "no_record", id=record_id
        )
    kept = {name: value for name, value in _values(record).items() if value not in (None, (), {})}
    printed = record if isinstance(record, Printed) else None
    return Explanation(
        table=record.table,
        record_id=record.id,
        places=tuple(_places(store, record, unmasked)),
        values={name: shown(value, unmasked=unmasked) for name, value in kept.items()},
        rule=_rule(rules, printed.rule_id) if printed else None,
        steps=tuple(steps(store, record, unmasked)),
        within=tuple(_within(store, record, unmasked)),
        confidence=printed.confidence if printed else None,
        candidates=shown(list(printed.candidates), unmasked=unmasked) if printed else (),
        calculation=calculation(store, rules, record, _paths(store), calendar, unmasked=unmasked)
        if isinstance(record, Finding)
        else None,
    )


def _values(record: Record) -> dict[str, Any]:
    """Return the record's own fields, without place and bookkeeping."""
    apart = set(Printed.model_fields) | {"source_id"} if isinstance(record, Printed | Derived) else set()
    kept = {name: getattr(record, name) for name in type(record).model_fields if name not in apart}
    values: dict[str, Any] = {}
    for name, value in kept.items():
        whole = compound_fields(type(record)).get(name)
        parts = {f"{name}_{part}": getattr(value, part, None) for part in whole._fields} if whole else {}
        values |= parts or {name: value}
    return values


def _places(store: Store, record: Record, unmasked: bool) -> Iterator[Place]:
    """Yield where the record stands, and for a finding what proves it."""
    if not isinstance(record, Printed):
        return
    paths = _paths(store)
    for span in (record.span, *record.more):
        yield _place(paths, span, "", unmasked)
    if isinstance(record, Finding):
        sql = "SELECT finding_evidence_id FROM finding_evidence WHERE finding_id = $id ORDER BY ordinal"
        for (evidence_id,) in store.query(sql, {"id": record.id}).rows:
            proof = store.find(evidence_id)
            if isinstance(proof, Printed):
                yield _place(paths, proof.span, str(getattr(proof, "role", "")), unmasked)


def _place(paths: dict[str, str], span: Span, role: str, unmasked: bool) -> Place:
    words = span.printed if unmasked else mask(span.printed)
    return Place(
        paths.get(span.source_id, span.source_id), span.page, span.line_start, span.line_end, words, role
    )


def _paths(store: Store) -> dict[str, str]:
    """Return the first path of every source."""
    return dict(store.query("SELECT source_id, coalesce(path, file_name) FROM v_sources").rows)


def _rule(rules: Rules, rule_id: str) -> RuleNote:
    """Return what is known of a rule, by its id."""
    for family in FAMILIES:
        listed: tuple[Rule, ...] = getattr(rules, family.folder)
        for rule in listed:
            if rule.id == rule_id:
                return RuleNote(rule_id, _file(rules, family, rule_id), rule.what, rule.why, rule.source)
    return _procedure(rule_id)


def _procedure(rule_id: str) -> RuleNote:
    """Return what is known of a procedure, from the module that holds it."""
    module = rule_id.partition(":")[0]
    found = sorted(_PACKAGE.glob(f"*/{module}.py")) if module.isidentifier() else []
    if not found:
        return RuleNote(rule_id)
    docstring = ast.get_docstring(ast.parse(found[0].read_text(encoding="utf-8"))) or ""
    file = f"src/protokollparser/{found[0].relative_to(_PACKAGE).as_posix()}"
    return RuleNote(rule_id, file, docstring.partition("\n\n")[0].replace("\n", " "))


def _file(rules: Rules, family: type[Rule], rule_id: str) -> str | None:
    """Return the file of a rule, from the folder of rules."""
    for path in sorted((rules.root / family.folder).glob("*.yml")):
        if any(
            line.split("#")[0].split() == ["id:", rule_id] for line in path.read_text("utf-8").splitlines()
        ):
            return f"rules/{family.folder}/{path.name}"
    return None


def _within(store: Store, record: Record, unmasked: bool) -> Iterator[tuple[str, str, str]]:
    """Yield the records that contain this one (table, id, its words), from its own references."""
    keys = {kind.key: kind for kind in REGISTRY.values() if issubclass(kind, Printed)}
    seen = {record.id}
    waiting = [record]
    while waiting:
        one = waiting.pop(0)
        for name in (*type(one).model_fields, "parent_id"):
            target = getattr(one, name, None)
            kind = type(one) if name == "parent_id" else keys.get(name)
            if kind is None or not isinstance(target, str) or target in seen:
                continue
            seen.add(target)
            found = store.find(target)
            if found is not None:
                waiting.append(found)
                yield found.table, found.id, _title(found, unmasked)


def _title(record: Record, unmasked: bool) -> str:
    """Return the words by which people know a record."""
    names = ("title", "heading", "body", "paragraph", "meeting_date", "kind", "name", "label", "text")
    told = [
        f"§ {value}" if name == "paragraph" else str(value)
        for name in names
        if (value := getattr(record, name, None)) not in (None, "")
    ][:3]
    text = ", ".join(told)[:120]
    return text if unmasked else mask(text)
