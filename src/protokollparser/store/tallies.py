"""How much is stored: records and findings of each source, and what became of all files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from protokollparser.core.records import REGISTRY, Printed
from protokollparser.core.records.documents import Claim, FurnitureMark, Residue
from protokollparser.core.records.findings import Finding, FindingEvidence
from protokollparser.core.records.places import RecordSpan

# What stands on a page and is no fact of its own.
_NO_FACTS = frozenset({Claim, FurnitureMark, Residue, RecordSpan, Finding, FindingEvidence})
_FACTS = sorted(
    kind.table for kind in REGISTRY.values() if issubclass(kind, Printed) and kind not in _NO_FACTS
)

# Of these sources only.
_ASKED = "SEMI JOIN (SELECT unnest(CAST($ids AS VARCHAR[])) AS source_id) USING (source_id)"
# One question for each table: all in one take more memory than the database is allowed.
RECORDS = tuple(f"SELECT source_id, count(*) FROM {name} {_ASKED} GROUP BY source_id" for name in _FACTS)
# Of sources that were checked, the findings that nobody has settled.
FINDINGS = f"""
SELECT c.source_id, count(f.finding_id) FROM (SELECT DISTINCT source_id FROM check_run {_ASKED}) AS c
LEFT JOIN finding AS f ON f.source_id = c.source_id AND f.status = 'open' GROUP BY ALL
"""
RUNS = """
SELECT started_at, ended_at, parser_version, counts FROM import_run ORDER BY started_at DESC LIMIT 5
"""
FILES = """
SELECT CASE WHEN s.status IS NOT NULL THEN s.status WHEN a.error_code = 'archive' THEN 'archive'
    WHEN a.source_id IS NULL THEN 'unread' ELSE 'waiting' END,
    count(*), count(DISTINCT a.source_id)
FROM accession AS a LEFT JOIN source AS s USING (source_id) GROUP BY 1 ORDER BY 2 DESC, 1
"""
CODES = """
SELECT coalesce(s.error_code, a.error_code), count(*), min(a.path)
FROM accession AS a LEFT JOIN source AS s USING (source_id)
WHERE coalesce(s.error_code, a.error_code, 'archive') <> 'archive' GROUP BY 1 ORDER BY 2 DESC, 1
"""
UNCHECKED = """
SELECT count(*) FROM source WHERE status IN ('parsed', 'partial')
AND source_id NOT IN (SELECT source_id FROM check_run)
"""
SETTLED = "SELECT count(*) FROM store_info WHERE name = 'settled' AND value = 'no'"
ERASED = "SELECT count(*) FROM store_info WHERE name = 'erased'"


UNREAD = """
SELECT count(*) FROM accession WHERE source_id IS NOT NULL AND error_code IS DISTINCT FROM 'archive'
AND source_id NOT IN (SELECT source_id FROM source)
"""


@dataclass(frozen=True)
class Waiting:
    """What a run that ended early has left to the next one: no fault of the store.

    `unread` files are registered and their content is not stored; `unsettled` tells that documents are not
    brought together since they were loaded, `erased` that bytes of what was removed are still in the file.
    """

    unread: int
    unsettled: bool
    erased: bool


@dataclass(frozen=True)
class Tally:
    """How many facts a source tells, and open findings in it; None where it was not checked."""

    records: int = 0
    findings: int | None = None


@dataclass(frozen=True)
class Status:
    """What is stored, as `protokollparser status` tells it.

    `runs` are the last ones (begun, ended or None, version, files by outcome), `files` the outcomes with
    files and contents, `codes` the reasons with files and the first path. `unchecked` counts sources that no
    check has seen, `unsettled` tells that documents are not brought together since they were loaded.
    """

    runs: list[tuple[Any, ...]]
    files: list[tuple[Any, ...]]
    codes: list[tuple[Any, ...]]
    unchecked: int
    unsettled: bool
