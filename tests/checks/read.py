"""What the checks find in a text, alone or beside others."""

from __future__ import annotations

import tempfile
from pathlib import Path

from protokollparser.checks import check_dossier
from protokollparser.checks.dossier import Dossier, dossier_of
from protokollparser.checks.running import CheckResult, compare_all
from protokollparser.checks.shapes import params_of, shape_of
from protokollparser.checks.versions import standing
from protokollparser.core.records.documents import LogicalDocument, PageText
from protokollparser.core.records.findings import Finding
from protokollparser.stages import read_source
from tests.checks.made import rules


def dossier_of_text(text: str) -> Dossier:
    """Return the records of a text that is read from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(text, encoding="utf-8")
        reading = read_source(path, rules())
    document = reading.outline.layout.document
    pages = [
        PageText(
            source_id=document.source_id,
            page=page.number,
            first_line=page.first_line,
            text=page.text,
            text_origin="text",
        )
        for page in document.pages
    ]
    return dossier_of(document.source_id, [*pages, *reading.records], rules())


def checked(text: str, *beside: str) -> tuple[Dossier, CheckResult]:
    """Return the records of a text that is read from a file, and what all checks find in it.

    With texts `beside` it, what the checks find between them is there too, but not what they find in those.
    """
    dossier = dossier_of_text(text)
    result = check_dossier(dossier, [rule for rule in rules().checks if shape_of(rule).examine])
    result.extend(compared([dossier, *map(dossier_of_text, beside)]))
    return dossier, result


def compared(dossiers: list[Dossier]) -> CheckResult:
    """Return what the checks of several documents find in and between some sources."""
    result = CheckResult()
    told = standing([one for held in dossiers for one in held.of(LogicalDocument)], frozenset())
    for rule in rules().checks:
        gather = shape_of(rule).gather
        if gather is not None:
            entries = [entry for dossier in dossiers for entry in gather(dossier, params_of(rule))]
            result.extend(compare_all(rule, entries, told))
    return result


def findings(text: str) -> list[Finding]:
    """Return the errors and warnings that all checks find in a text."""
    return [one for one in checked(text)[1].findings if one.severity != "info"]
