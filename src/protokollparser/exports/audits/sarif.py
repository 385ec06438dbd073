"""The report as SARIF 2.1.0 (OASIS), which code review and audit tools read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from protokollparser import __version__
from protokollparser.exports.report import CheckLine, EvidenceLine, FindingLine, Report
from protokollparser.exports.values import plain

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write(report: Report, language: str) -> bytes:
    """Return the report as SARIF."""
    places = {check.check_id: at for at, check in enumerate(report.checks)}
    run = {
        "tool": {
            "driver": {
                "name": "protokollparser",
                "semanticVersion": __version__,
                "language": language,
                "rules": [_rule(check, language) for check in report.checks],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places, language) for finding in report.findings],
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": list(_unread(report))}],
    }
    held = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()


def _rule(check: CheckLine, language: str) -> dict[str, Any]:
    """Return a check as a rule, with what it looked at."""
    rule: dict[str, Any] = {
        "id": check.check_id,
        "name": check.name if language == "sv" else check.name_en,
        "shortDescription": {"text": check.name if language == "sv" else check.name_en},
        "fullDescription": {"text": check.what},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {
            name: getattr(check, name)
            for name in ("examined", "exact", "rounding", "violated", "undecidable", "reasons")
        },
    }
    if check.law:
        rule["help"] = {"text": check.law}
    return rule


def _result(finding: FindingLine, places: dict[str, int], language: str) -> dict[str, Any]:
    """Return a finding as a result; one that was accepted is suppressed."""
    message = finding.message if language == "sv" else finding.message_en
    told = ("stated", "computed", "difference", "unit", "hypothesis", "legal_source", "outcome")
    result: dict[str, Any] = {
        "ruleId": finding.check_id,
        "ruleIndex": places.get(finding.check_id, -1),
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [_location(finding)],
        "relatedLocations": [
            {"id": at, "message": {"text": one.role}, **_location(one)}
            for at, one in enumerate(finding.evidence, 1)
        ],
        "partialFingerprints": {"findingId/v1": finding.finding_id},
        "rank": round(100 * finding.confidence, 1),
        "properties": {
            name: plain(getattr(finding, name)) for name in told if getattr(finding, name) is not None
        },
    }
    if finding.status == "accepted":
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": finding.note or ""}
        ]
    return result


def _location(place: FindingLine | EvidenceLine) -> dict[str, Any]:
    """Return a place; lines count in the file for texts and on the page for pages, which is told by name."""
    region = {"startLine": place.line_start, "snippet": {"text": place.printed}}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": uri(place.path)}, "region": region}
    }
    if place.page > 1:
        location["logicalLocations"] = [{"name": f"page {place.page}", "kind": "page"}]
    return location


def uri(path: str) -> str:
    """Return a path as a URI reference, letters outside ASCII and blanks escaped."""
    if PurePath(path).is_absolute():
        return "file://" + quote(path)
    return quote(path)


def _unread(report: Report) -> Iterator[dict[str, Any]]:
    """Yield a notification for every file that was not, or not wholly, read."""
    for source in report.not_whole:
        yield {
            "level": "warning" if source.status == "partial" else "error",
            "message": {"text": f"{source.code}: {source.message}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(source.path)}}}],
        }
