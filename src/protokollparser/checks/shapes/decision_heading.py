"""Whether a decision that was taken stands under a heading for decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.paragraphs import Series, series
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.records.decisions import Decision, Proposal
from protokollparser.core.records.items import AgendaItem, SectionText
from protokollparser.core.rules import compile_pattern
from protokollparser.core.spans import Span
from protokollparser.core.text import fold

# How far above a section its heading may stand.
_HEADING_REACH = 300


class Params(ShapeParams):
    """`proposal`: what the heading of a proposal says; `drafting`: the bodies that propose to others.

    `after_deciding`: the parts of an item that tell that something was decided. Where the decisions of
    `usual` other items stand under headings of their own, an item without one holds a proposal at most.
    `last` are the bodies above which there is none; `final` are words of decisions that no other body takes,
    and `onward` the verbs of a body that leaves it to another.
    """

    proposal: str
    drafting: str
    after_deciding: tuple[str, ...]
    last: str
    final: str
    onward: str
    usual: int = 2


@dataclass(frozen=True)
class _Parts:
    """What each item holds: its sections in order, its decisions taken, and its proposals."""

    sections: dict[str | None, list[SectionText]]
    taken: dict[str | None, list[Decision]]
    proposals: dict[str | None, list[Proposal]]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every decision taken under a heading, and for items that hold proposals alone."""
    heading = compile_pattern(params.proposal)
    parts = _parts(dossier)
    held = list(_headed(parts, params))
    sound = {decision.document_id for decision, section in held if not heading.search(section.heading or "")}
    for decision, section in held:
        if not heading.search(section.heading or ""):
            yield Verdict("exact", decision.document_id)
        elif decision.document_id not in sound:
            yield Verdict("undecidable", decision.document_id, reason="all decisions stand so")
        else:
            yield _verdict(dossier, decision, section)
    for run in series(dossier):
        if run.meeting is not None and run.meeting.status == "held":
            yield from _undecided(dossier, params, run, parts)


def _parts(dossier: Dossier) -> _Parts:
    parts = _Parts(defaultdict(list), defaultdict(list), defaultdict(list))
    for section in sorted(dossier.of(SectionText), key=lambda one: (one.span.page, one.span.start)):
        parts.sections[section.item_id].append(section)
    for decision in dossier.of(Decision):
        if decision.stage == "taken":
            parts.taken[decision.item_id].append(decision)
    for proposal in dossier.of(Proposal):
        parts.proposals[proposal.item_id].append(proposal)
    return parts


def _headed(parts: _Parts, params: Params) -> Iterator[tuple[Decision, SectionText]]:
    """Yield the decisions taken, each with the section it stands in.

    An empty section above it lends its heading: "Förslag till beslut", and below "Nämnden beslutar".
    """
    proposal = compile_pattern(params.proposal)
    for item, decisions in parts.taken.items():
        sections = [section for section in parts.sections[item] if section.heading]
        for decision in decisions:
            around = [section for section in sections if section.span.overlaps(decision.span)]
            if not around:
                continue
            held = min(around, key=lambda one: one.span.end - one.span.start)
            above = sections[sections.index(held) - 1] if held is not sections[0] else held
            empty = not above.text.strip() and proposal.search(above.heading or "")
            yield decision, above if empty else held


def _undecided(dossier: Dossier, params: Params, run: Series, parts: _Parts) -> Iterator[Verdict]:
    """Yield a verdict for every item of a meeting that has no decision but a proposal."""
    proposal = compile_pattern(params.proposal)
    decided = [item for item in run.items if parts.taken[item.id]]
    for item in run.items:
        sections = [one for one in parts.sections[item.id] if proposal.search(one.heading or "")]
        if parts.taken[item.id] or len(sections) != 1 or not parts.proposals[item.id]:
            continue
        body = run.meeting.body if run.meeting else None
        if not _own(sections[0].heading or "", body or ""):
            continue
        if not body or compile_pattern(params.drafting).search(body) or len(decided) < params.usual:
            reason = "a proposal to the next body, or all decisions stand so"
            yield Verdict("undecidable", run.document.id, reason=reason)
            continue
        shown = [one for one in parts.sections[item.id] if one.name in params.after_deciding]
        adopted = [one for one in parts.proposals[item.id] if one.adopted]
        alone = len(decided) == len(run.items) - 1
        if shown or adopted or alone or _is_final(item, body, parts, params):
            yield _taken(dossier, item, sections[0], (*shown, *adopted))
        else:
            yield Verdict("undecidable", run.document.id, reason="nothing tells that this was decided")


def _is_final(item: AgendaItem, body: str, parts: _Parts, params: Params) -> bool:
    """True for what is proposed in an item when the body that meets is the one to decide it."""
    text = " ".join(proposal.text for proposal in parts.proposals[item.id])
    onward = compile_pattern(params.last)
    if onward.search(body) is not None:
        return True
    final = compile_pattern(params.final).search(text) is not None or _acts(text, body, params)
    return final and onward.search(text) is None


def _acts(text: str, body: str, params: Params) -> bool:
    """True where the body that meets is said to do what is proposed: "Valnämnden utser"."""
    words = fold(text).split()
    if len(words) < 2 or compile_pattern(params.onward).match(words[1]):
        return False
    return words[0] in (fold(body), fold(body).split()[-1])


def _own(heading: str, body: str) -> bool:
    """True for a heading that names no proposer, or the body that meets: "Nämndens förslag till beslut"."""
    owner = fold(heading).partition("förslag")[0].split()
    return not owner or fold(owner[-1])[: max(4, len(owner[-1]) - 3)] in fold(body)


def _taken(
    dossier: Dossier, item: AgendaItem, section: SectionText, signs: tuple[SectionText | Proposal, ...]
) -> Verdict:
    heading = section.heading or ""
    span = _printed(dossier, section, heading) or dossier.first_line(section.span)
    return Verdict(
        "violated",
        item.document_id,
        span=span,
        stated=heading,
        severity=None if signs else "warning",
        confidence=min(section.confidence, item.confidence),
        words={"heading": heading, "text": section.text[:80]},
        proofs=(
            Proof("stated", span, section, section.document_id),
            *(proof("contradicts", sign) for sign in signs),
            proof("context", item),
        ),
    )


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
    at = page.text.rfind(heading, begin, section.span.start + len(heading))
    return dossier.place(page.page, at, at + len(heading)) if at >= 0 else None
