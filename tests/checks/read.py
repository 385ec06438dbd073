"""What the checks find in a text."""

from __future__ import annotations

import tempfile
from pathlib import Path

from protokollparser.checks import check_dossier
from protokollparser.checks.dossier import Dossier, dossier_of
from protokollparser.checks.running import CheckResult
from protokollparser.core.records.documents import PageText
from protokollparser.core.records.findings import Finding
from protokollparser.stages import read_source
from tests.checks.made import rules


def checked(text: str) -> tuple[Dossier, CheckResult]:
    """Return the records of a text that is read from a file, and what all checks find in it."""
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
    dossier = dossier_of(document.source_id, [*pages, *reading.records], rules())
    return dossier, check_dossier(dossier, rules().checks)


def findings(text: str) -> list[Finding]:
    """Return the errors and warnings that all checks find in a text."""
    return [one for one in checked(text)[1].findings if one.severity != "info"]
