"""What an auditor marked beside what the checks find: `python -m bench.audit FINDINGS.json FOLDER`.

FINDINGS.json holds `findings` (each with `document`, `evidence` lines, `checker_level`, `automatable`),
`must_not_flag` and `must_hold`; FOLDER holds the texts, named by their documents. A marked finding is
found when an error or warning of the checks stands on, or rests on, a line of its evidence. An alarm is an
error or warning that no marked finding explains; it is worst on a line that must not be flagged.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.checks.read import checked

from protokollparser.checks.running import CheckResult
from protokollparser.core.records.findings import Finding

_LEVELS = ("error", "warning")


def lines_of(marked: dict[str, Any]) -> set[int]:
    """Return the lines of what an auditor marked."""
    return {line for one in marked["evidence"] for line in range(one["line_start"], one["line_end"] + 1)}


def told_lines(finding: Finding, result: CheckResult) -> set[int]:
    """Return the lines on which a finding stands or rests."""
    spans = [finding.span, *(one.span for one in result.evidence if one.finding_id == finding.id)]
    return {line for span in spans for line in range(span.line_start, span.line_end + 1)}


def _shown(finding: Finding) -> str:
    return f"{finding.check_id} {finding.severity} line {finding.span.line_start}: {finding.message}"


def compare(marked: dict[str, Any], document: str, result: CheckResult) -> Iterable[str]:
    """Yield a line for every marked finding of a document, found or not, and for every alarm."""
    told = [(one, told_lines(one, result)) for one in result.findings if one.severity in _LEVELS]
    explained: set[str] = set()
    for one in marked["findings"]:
        if one["document"] != document:
            continue
        found = [finding for finding, lines in told if lines & lines_of(one)]
        explained |= {finding.id for finding in found}
        if one["checker_level"] in _LEVELS and one["automatable"] in ("yes", "partly"):
            checks = " ".join(sorted({finding.check_id for finding in found}))
            seen = f"{'found' if found else 'MISSED':7}{one['checker_level']:8}{one['id']}"
            yield f"{seen} {one['rule']} [{checks}] {one['title']}"
    for finding, _ in told:
        if finding.id in explained:
            continue
        own = finding.span.line_start
        quiet = [
            one["id"]
            for name in ("must_not_flag", "must_hold")
            for one in marked[name]
            if one["evidence"][0]["document"] == document and own in lines_of(one)
        ]
        yield f"ALARM  {_shown(finding)} {'on ' + ' '.join(quiet) if quiet else ''}"


def main() -> None:
    """Print a line for every marked finding and every alarm, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("findings", type=Path)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    marked = json.loads(chosen.findings.read_text(encoding="utf-8"))
    lines = []
    for document in sorted({one["document"] for one in marked["findings"]}):
        path = next(path for path in sorted(chosen.folder.iterdir()) if path.name.startswith(document))
        lines += compare(marked, document, checked(path.read_text(encoding="utf-8"))[1])
    print(*lines, sep="\n")
    for level in _LEVELS:
        own = [line for line in lines if line[7:15].strip() == level]
        print(f"{level}s found: {sum(line.startswith('found') for line in own)} of {len(own)}")
    print(f"alarms: {sum(line.startswith('ALARM') for line in lines)}")


if __name__ == "__main__":
    main()
