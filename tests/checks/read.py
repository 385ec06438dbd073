"""What the checks find in a text."""

from __future__ import annotations

import tempfile
from pathlib import Path

from protokollparser.checks import check_dossier
from protokollparser.checks.dossier import dossier_of
from protokollparser.core.records.documents import PageText
from protokollparser.core.records.findings import Finding
from protokollparser.stages import read_source
from tests.checks.made import rules


def findings(text: str) -> list[Finding]:
    """Return the errors and warnings that all checks find in a text."""
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
    found = check_dossier(dossier, rules().checks).findings
    return [one for one in found if one.severity != "info"]
