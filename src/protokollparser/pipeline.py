"""The whole way, in order: files are read, arranged, outlined, parsed, resolved, stored, and checked.

Start reading here: `read_source` (in `stages`) is the text stages, `ingest` (in `importing`) feeds them files
and saves what they give, `audit` runs the checks on what is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from protokollparser.checks import Looked, check, look_through
from protokollparser.checks.sharing import SHARE, looked_through
from protokollparser.core.errors import UsageError
from protokollparser.core.limits import Attempt
from protokollparser.core.records.findings import Finding
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Box
from protokollparser.importing import ingest
from protokollparser.ingest import read
from protokollparser.ingest.page_picture import cut, draw, is_drawable
from protokollparser.layout import arrange
from protokollparser.layout.marks import marks
from protokollparser.outcomes import ImportReport, Outcome
from protokollparser.outline import segment
from protokollparser.outline.unknown_headings import UnknownHeading, unknown_headings
from protokollparser.store import Store

__all__ = ["ImportReport", "Outcome", "audit", "cutting", "ingest", "picture", "suggest"]


def suggest(path: Path, rules: Rules) -> list[UnknownHeading]:
    """Return the headings of a file that no rule knows. Raises InputError when it cannot be read."""
    return unknown_headings(segment(arrange(read(path, Attempt()), rules), rules), rules)


def picture(path: Path, number: int, rules: Rules, out: Path) -> dict[str, int]:
    """Draw what layout made of page `number` of a PDF file to `out`, and return how many of each it drew.

    Raises UsageError `not_drawn` for other files and `no_page` for a page that is not there.
    """
    if not is_drawable(path):
        message = f"{path.name}: is no PDF; only pages of PDF files can be drawn"
        raise UsageError(message, "not_drawn", path=path.name)
    layout = arrange(read(path), rules)
    count = len(layout.document.pages)
    if number > count:
        message = f"{path.name}: has {count} pages; name one of them with --page"
        raise UsageError(message, "no_page", path=path.name, count=count)
    found = marks(layout, number)
    draw(path, number, found, out)
    return dict(Counter(mark.kind for mark in found))


def cutting(path: Path, source_id: str, number: int, box: Box, others: Sequence[Box]) -> bytes | None:
    """Return a PNG picture of the lines around a box on a page of a PDF file, None where none can be made."""
    return cut(path, source_id, number, box, others) if path.is_file() and is_drawable(path) else None


def audit(store: Store, rules: Rules, *, jobs: int = 1) -> list[Finding]:
    """Run all checks on what is stored, store what they find, and return it.

    What a run that was killed left apart is brought together first. Many sources are looked through by
    `jobs` processes, for which the store is closed meanwhile. Raises RuleError when a check is wrong: then
    what was found before stays.
    """

    def looks(source_ids: Sequence[str]) -> Iterator[Looked]:
        shares = [source_ids[low : low + SHARE] for low in range(0, len(source_ids), SHARE)]
        if jobs < 2 or len(shares) < 2:
            yield from (look_through(store, share, rules) for share in shares)
            return
        with store.lent() as path:
            yield from looked_through(path, shares, rules, jobs)

    store.settle(rules)
    result = check(store, rules, looks)
    store.replace_findings(result.findings, result.evidence, result.runs)
    return store.read(Finding)
