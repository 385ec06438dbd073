"""Whether a decision that was taken stands under a heading for decisions."""

from __future__ import annotations

from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.records.decisions import Decision
from protokollparser.core.records.items import SectionText
from protokollparser.core.rules import compile_pattern
from protokollparser.core.spans import Span

# How far above a section its heading may stand.
_HEADING_REACH = 300


class Params(ShapeParams):
    """`proposal`: what the heading of a proposal says."""

    proposal: str


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every decision taken under a heading."""
    heading = compile_pattern(params.proposal)
    held = list(_headed(dossier))
    sound = {decision.document_id for decision, section in held if not heading.search(section.heading or "")}
    for decision, section in held:
        if not heading.search(section.heading or ""):
            yield Verdict("exact", decision.document_id)
        elif decision.document_id not in sound:
            yield Verdict("undecidable", decision.document_id, reason="all decisions stand so")
        else:
            yield _verdict(dossier, decision, section)


def _headed(dossier: Dossier) -> Iterator[tuple[Decision, SectionText]]:
    """Yield the decisions taken, each with the section it stands in."""
    sections = [section for section in dossier.of(SectionText) if section.heading]
    for decision in dossier.of(Decision):
        around = [s for s in sections if s.span.overlaps(decision.span) and s.item_id == decision.item_id]
        if decision.stage == "taken" and around:
            yield decision, min(around, key=lambda s: s.span.end - s.span.start)


def _verdict(dossier: Dossier, decision: Decision, section: SectionText) -> Verdict:
    heading = section.heading or ""
    span = _printed(dossier, section, heading) or dossier.first_line(decision.span)
    return Verdict(
        "violated",
        decision.document_id,
        span=span,
        stated=heading,
        confidence=decision.confidence,
        words={"heading": heading, "text": decision.text[:80]},
        proofs=(
            Proof("stated", span, section, section.document_id),
            proof("contradicts", decision),
        ),
    )


def _printed(dossier: Dossier, section: SectionText, heading: str) -> Span | None:
    """Return where the heading of a section is printed."""
    page = dossier.pages[section.span.page - 1]
    begin = max(0, section.span.start - _HEADING_REACH)
    at = page.text.rfind(heading, begin, section.span.start)
    return dossier.place(page.page, at, at + len(heading)) if at >= 0 else None
