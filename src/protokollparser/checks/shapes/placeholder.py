"""Words of a template that nobody filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict
from protokollparser.core.required import sieve
from protokollparser.core.rules import compile_pattern


class Params(ShapeParams):
    """Patterns of template words, each tried on every page; case counts where a pattern says so."""

    patterns: tuple[str, ...]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every line that holds template words; a document without is exact."""
    clean = {document.id for document in dossier.documents.values()}
    for page in dossier.pages:
        by_line: dict[int, re.Match[str]] = {}
        may_hold = [one for one in params.patterns if sieve(one).passes(page.text)]
        for found in (match for one in may_hold for match in compile_pattern(one).finditer(page.text)):
            by_line.setdefault(page.text.rfind("\n", 0, found.start()) + 1, found)
        for _, found in sorted(by_line.items()):
            document_id = dossier.document_at(page.page, found.start())
            clean.discard(document_id or "")
            span = dossier.place(page.page, found.start(), found.end())
            yield Verdict(
                "violated",
                document_id,
                span=span,
                stated=found.group(),
                words={"text": found.group()},
                proofs=(Proof("stated", span, None, document_id),),
            )
    yield from (Verdict("exact", document_id) for document_id in sorted(clean))
