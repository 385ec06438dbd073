"""Findings of several versions of one document, told once: where the version that counts has them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.findings import CheckRun, Finding


@dataclass(frozen=True)
class Standing:
    """Which documents do not count, each with the one that counts for it, and what those that count are.

    A document in one that does not count does not count either.
    """

    counted_by: Mapping[str, str]
    drafts: frozenset[str]
    recognised: frozenset[str]
    parents: Mapping[str, str | None]

    def is_of(self, document: str | None, whole: str) -> bool:
        """True for a document and all that it contains."""
        while document is not None and document != whole:
            document = self.parents.get(document)
        return document == whole


def standing(documents: Iterable[LogicalDocument], recognised: frozenset[str]) -> Standing:
    """Return which documents do not count; `recognised` are the sources that were read from pictures."""
    held = {document.id: document for document in documents}
    replaced = {document.supersedes: document.id for document in held.values() if document.supersedes}
    counted_by: dict[str, str] = {}
    for document in held.values():
        for around in _inside_out(document, held):
            by = around.same_as or replaced.get(around.id) or around.extract_of
            if by is not None:
                counted_by[document.id] = _last(by, replaced)
                break
    return Standing(
        counted_by,
        frozenset(one.id for one in held.values() if one.version == "draft"),
        frozenset(one.id for one in held.values() if one.source_id in recognised),
        {one.id: one.parent_id for one in held.values()},
    )


def _inside_out(document: LogicalDocument, held: Mapping[str, LogicalDocument]) -> list[LogicalDocument]:
    """Return a document and those around it, the innermost first."""
    found = [document]
    while (parent := held.get(found[-1].parent_id or "")) is not None and parent not in found:
        found.append(parent)
    return found


def _last(document: str, replaced: Mapping[str, str]) -> str:
    """Return the version that is replaced by none."""
    seen = {document}
    while (later := replaced.get(document)) is not None and later not in seen:
        document = later
        seen.add(later)
    return document


def told_again(findings: Iterable[Finding], told: Standing) -> set[str]:
    """Return the ids of findings that need not be told.

    Those of a draft were put right or are told of the final version; those that only the recognised picture
    of a document has are slips of recognition. Of a copy, what the document that counts has too is left out.
    """
    by_document: dict[str | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_document[finding.document_id].append(finding)
    left_out: set[str] = set()
    for document, found in by_document.items():
        whole = told.counted_by.get(document or "")
        if whole is None:
            continue
        if document in told.drafts or (document in told.recognised and whole not in told.recognised):
            left_out.update(finding.id for finding in found)
            continue
        elsewhere = Counter(
            _key(finding)
            for other, many in by_document.items()
            if told.is_of(other, whole)
            for finding in many
        )
        for finding in found:
            if elsewhere[_key(finding)] > 0:
                elsewhere[_key(finding)] -= 1
                left_out.add(finding.id)
    return left_out


def _key(finding: Finding) -> tuple[object, ...]:
    """Return what a finding says, wherever it stands."""
    return (finding.check_id, finding.stated, finding.computed, finding.difference, finding.unit)


def counted_once(run: CheckRun, told: Standing, kept: int) -> CheckRun:
    """Return what a check looked at, which is nothing but the findings kept where another version counts."""
    whole = told.counted_by.get(run.document_id or "")
    if whole is None:
        return run
    none = dict.fromkeys(("exact", "rounding", "undecidable"), 0)
    reason = f"another version counts: {whole}"
    return run.model_copy(update={**none, "examined": kept, "violated": kept, "reason": reason})
