"""The report as JUnit XML, in which build servers show each check on each file as a test."""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree import ElementTree

from protokollparser.exports.report import FindingLine, Report

# What XML 1.0 cannot hold.
_UNPRINTABLE = re.compile("[^\t\n\r -퟿-�\U00010000-\U0010ffff]")


def write(report: Report, language: str) -> bytes:
    """Return the report as JUnit XML: a suite for each check, a case for each file at which it looked.

    Errors and warnings that are open fail their case.
    """
    failing: dict[tuple[str, str], list[FindingLine]] = defaultdict(list)
    for finding in report.findings:
        if finding.status == "open" and finding.severity != "info":
            failing[finding.check_id, finding.path].append(finding)
    looked: dict[str, dict[str, int]] = defaultdict(dict)
    for run in report.runs:
        looked[run.check_id][run.path] = run.undecidable
    root = ElementTree.Element("testsuites", name="protokollparser")
    for check in report.checks:
        name = check.name if language == "sv" else check.name_en
        undecided = looked[check.check_id]
        files = sorted({*undecided, *(path for own, path in failing if own == check.check_id)})
        suite = ElementTree.SubElement(
            root, "testsuite", name=f"{check.check_id} {name}", tests=str(len(files)),
            failures=str(sum((check.check_id, path) in failing for path in files)),
            errors="0", skipped="0",
        )  # fmt: skip
        for path in files:
            case = ElementTree.SubElement(suite, "testcase", name=_clean(path), classname=check.check_id)
            for finding in failing.get((check.check_id, path), ()):
                message = finding.message if language == "sv" else finding.message_en
                failure = ElementTree.SubElement(
                    case, "failure", type=finding.severity, message=_clean(message)
                )
                failure.text = _clean(f"{path}:{finding.line_start}: {finding.quoted or finding.printed}")
            if undecided.get(path):
                told = ElementTree.SubElement(case, "system-out")
                told.text = _clean(f"undecidable: {undecided[path]}: " + "; ".join(check.reasons))
    ElementTree.indent(root)
    held: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return held + b"\n"


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("�", text)
