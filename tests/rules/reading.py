"""Cases of rules: text in, findings or records out, run through the real stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from protokollparser.checks import CheckResult, check_dossier
from protokollparser.checks.dossier import Dossier, dossier_of
from protokollparser.checks.running import compare_all
from protokollparser.checks.shapes import params_of, shape_of
from protokollparser.checks.versions import standing
from protokollparser.core.reading import Reading
from protokollparser.core.records.documents import LogicalDocument, PageText
from protokollparser.core.rules import Rules, load
from protokollparser.stages import read_source

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case of a rule: its text, or the texts of several documents, and what must come out.

    `findings` and `records` are complete lists of what is expected, each with the fields that count;
    `outcomes` counts what a check examined; `reason` is part of why something was undecidable.
    """

    rule: str
    name: str
    texts: tuple[str, ...]
    findings: tuple[dict[str, Any], ...] | None
    outcomes: dict[str, int]
    reason: str | None
    records: dict[str, list[dict[str, Any]]]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the project's rules."""
    return load()


def cases() -> list[Case]:
    """Return every case, by file and position. Unknown keys raise."""
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        for held in yaml.safe_load(path.read_text(encoding="utf-8")):
            known = {"name", "text", "texts", "findings", "outcomes", "reason", "records"}
            unknown = set(held) - known
            if unknown:
                raise ValueError(
                    f"{path.name}: {held.get('name')}: no such key: {', '.join(sorted(unknown))}"
                )
            findings = held.get("findings")
            found.append(
                Case(
                    rule=path.stem,
                    name=held["name"],
                    texts=tuple(held.get("texts") or [held["text"]]),
                    findings=tuple(findings) if findings is not None else None,
                    outcomes=held.get("outcomes", {}),
                    reason=held.get("reason"),
                    records=held.get("records", {}),
                )
            )
    return found


def read_text(text: str, folder: Path) -> Reading:
    """Return what a text says when it stands in a file."""
    path = folder / "case.txt"
    path.write_text(text, encoding="utf-8")
    return read_source(path, rules())


def run_check(readings: Sequence[Reading], check_id: str) -> CheckResult:
    """Return what one check finds in some readings, and between them."""
    rule = next(rule for rule in rules().checks if rule.id == check_id)
    dossiers = [_dossier(reading) for reading in readings]
    gather, params = shape_of(rule).gather, params_of(rule)
    result = CheckResult()
    if gather is None:
        for dossier in dossiers:
            result.extend(check_dossier(dossier, [rule]))
        return result
    entries = [entry for dossier in dossiers for entry in gather(dossier, params)]
    documents = [document for dossier in dossiers for document in dossier.of(LogicalDocument)]
    told = standing(documents, frozenset())
    return compare_all(rule, entries, told)


def _dossier(reading: Reading) -> Dossier:
    document = reading.outline.layout.document
    pages = [
        PageText(
            source_id=document.source_id,
            page=page.number,
            first_line=page.first_line,
            text=page.text,
            text_origin=page.text_origin,
        )
        for page in document.pages
    ]
    return dossier_of(document.source_id, [*reading.records, *pages], rules())


def as_wanted(records: Sequence[Any], wanted: list[dict[str, Any]], otherwise: str) -> list[dict[str, Any]]:
    """Return the records with the fields wanted of each; `otherwise` names the field of those too many."""
    return [
        shown(record, wanted[at] if at < len(wanted) else {otherwise: None})
        for at, record in enumerate(records)
    ]


def shown(record: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the wanted fields of a record as they stand in a case."""
    values = {"printed": record.span.printed, "line": record.span.line_start}
    return {name: values[name] if name in values else _plain(getattr(record, name)) for name in fields}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
