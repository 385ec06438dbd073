"""Whether every item of minutes has a decision, and tells how opposed proposals were put."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.paragraphs import Series, series
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.records.decisions import Decision, VoteEvent
from protokollparser.core.records.items import AgendaItem, SectionText
from protokollparser.core.rules import compile_pattern
from protokollparser.core.spans import Span
from protokollparser.core.text import fold

# So many letters tell one body from another: "kommunst", "kommunfu".
_STEM = 8
_COMMITTEE = "utskott"


class Params(ShapeParams):
    """What items need no decision, and what shows that there was one.

    `kinds` are the kinds of items that are decided, where a kind is known; `titles` are headings of items
    that need no decision. `parts` are the parts of an item about something that was decided. `told` are
    words that tell of a decision, or why there is none, outside the parts of `others`, which tell what
    others decided. Where less than `share` of the items, or fewer than `usual`, have a decision, nothing is
    said. `signs` are words of items about which something is decided, `onward` those of a proposal to
    another body. `carried`, `refused` are words of opposed proposals, `put` those that tell how they were
    decided between. A division that is `called` decides only where words as `concluded` follow.
    """

    kinds: tuple[str, ...]
    titles: str
    parts: tuple[str, ...]
    others: tuple[str, ...]
    told: str
    signs: str
    onward: str
    carried: str
    refused: str
    put: str
    called: str
    concluded: str
    usual: int = 2
    share: float = 0.6


@dataclass(frozen=True)
class _Held:
    """What the items of a source hold, by item."""

    sections: dict[str | None, list[SectionText]]
    decided: dict[str | None, list[Decision]]
    voted: frozenset[str | None]


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every item of minutes, and for every item with opposed proposals."""
    held = _held(dossier)
    for run in series(dossier):
        if run.meeting is None or run.meeting.status != "held":
            continue
        exempt = compile_pattern(params.titles)
        decidable = [item for item in run.items if not exempt.search(item.title or "")]
        decided = sum(item.id in held.decided for item in decidable) / max(1, len(decidable))
        usual = len(decidable) > params.usual and decided >= params.share
        for item in run.items:
            if item.id in held.decided:
                yield Verdict("exact", run.document.id)
                yield from _order(dossier, params, item, held, run.document.body or "")
            elif item in decidable:
                yield _verdict(dossier, params, run, item, held, usual=usual)


def _held(dossier: Dossier) -> _Held:
    sections: dict[str | None, list[SectionText]] = defaultdict(list)
    for section in dossier.of(SectionText):
        sections[section.item_id].append(section)
    decided: dict[str | None, list[Decision]] = {}
    for decision in dossier.of(Decision):
        if decision.stage == "taken":
            decided.setdefault(decision.item_id, []).append(decision)
    return _Held(sections, decided, frozenset(one.item_id for one in dossier.of(VoteEvent)))


def _verdict(
    dossier: Dossier, params: Params, run: Series, item: AgendaItem, held: _Held, *, usual: bool
) -> Verdict:
    sections = held.sections[item.id]
    shown = [one for one in sections if one.name in params.parts]
    own = list(_own_text(dossier, item, sections, params))
    reason = None
    if item.kind is not None and item.kind not in params.kinds:
        reason = "items of this kind need no decision"
    elif not usual:
        reason = "few items of the minutes have a decision"
    elif any(one.name == "decision" for one in sections):
        reason = "a decision is printed but was not read"
    elif any(compile_pattern(params.told).search(text) for text in own):
        reason = "words of the item tell of a decision, or why there is none"
    elif item.id in held.voted and _concluded(dossier, item, held, params):
        reason = "the vote tells what was decided"
    elif _goes_onward(item, run.document.body or "", held, params):
        reason = "a proposal to the next body"
    elif not shown and not _is_matter(item, own, params) and (sections or not item.title):
        reason = "nothing tells that this was decided"
    if reason is not None:
        return Verdict("undecidable", run.document.id, reason=reason)
    name = f"§ {item.paragraph}" + (f" {item.title}" if item.title else "")
    return Verdict(
        "violated",
        item.document_id,
        span=dossier.first_line(item.span),
        stated=f"§ {item.paragraph}",
        confidence=item.confidence,
        words={"fault": f"{name} har inget beslut", "fault_en": f"{name} has no decision"},
        proofs=(
            proof("stated", item),
            *(Proof("contradicts", one.span, one, item.document_id) for one in shown[:3]),
        ),
    )


def _concluded(dossier: Dossier, item: AgendaItem, held: _Held, params: Params) -> bool:
    """True unless a division is told with its figures and nothing after it was called says what they mean."""
    spans = (item.span, *item.more)
    text = "\n".join(dossier.pages[span.page - 1].text[span.start : span.end] for span in spans)
    called = [match.end() for match in compile_pattern(params.called).finditer(text)]
    if not called or any(one.name == "vote" and not one.text.strip() for one in held.sections[item.id]):
        return True
    return compile_pattern(params.concluded).search(text, called[-1]) is not None


def _is_matter(item: AgendaItem, own: list[str], params: Params) -> bool:
    """True for an item with a case number, of a kind that is decided, or in which something is moved."""
    signs = compile_pattern(params.signs)
    return item.case_number is not None or item.kind is not None or any(signs.search(text) for text in own)


def _own_text(
    dossier: Dossier, item: AgendaItem, sections: list[SectionText], params: Params
) -> Iterator[str]:
    """Yield the text of an item without the parts that tell what others decided or proposed."""
    but = sorted(
        (span for one in sections if one.name in params.others for span in (one.span, *one.more)), key=_at
    )
    for span in (item.span, *item.more):
        text, at = dossier.pages[span.page - 1].text, span.start
        for other in but:
            if other.page == span.page and at <= other.start < span.end:
                yield text[at : other.start]
                at = max(at, other.end)
        yield text[at : span.end]


def _at(span: Span) -> tuple[int, int]:
    return span.page, span.start


def _goes_onward(item: AgendaItem, body: str, held: _Held, params: Params) -> bool:
    """True for an item whose decision is a proposal to another body: how it was put is told there."""
    headings = (one.heading or "" for one in held.sections[item.id] if one.name != "motions")
    for text in (*headings, *(one.text for one in held.decided.get(item.id, ()))):
        found = compile_pattern(params.onward).search(text)
        if found is None:
            continue
        # A committee proposes to the board whose name it bears.
        if fold(body)[:_STEM] not in fold(found.group()) or _COMMITTEE in fold(body):
            return True
    return False


def _order(dossier: Dossier, params: Params, item: AgendaItem, held: _Held, body: str) -> Iterator[Verdict]:
    """Yield a verdict for an item in which one wants a proposal carried and another wants it turned down."""
    motions = [one for one in held.sections[item.id] if one.name == "motions"]
    carried = [one for one in motions if compile_pattern(params.carried).search(one.text)]
    refused = [one for one in motions if compile_pattern(params.refused).search(one.text)]
    if not carried or not refused:
        return
    opposed = refused[0]
    pages = (dossier.pages[span.page - 1].text[span.start : span.end] for span in (item.span, *item.more))
    if item.id in held.voted or any(compile_pattern(params.put).search(text) for text in pages):
        yield Verdict("exact", item.document_id)
        return
    if _goes_onward(item, body, held, params):
        yield Verdict("undecidable", item.document_id, reason="a proposal to the next body")
        return
    name = f"§ {item.paragraph}"
    yield Verdict(
        "violated",
        item.document_id,
        span=dossier.first_line(opposed.span),
        stated=name,
        confidence=min(item.confidence, opposed.confidence),
        words={
            "fault": f"{name} har yrkanden som står mot varandra men ingen propositionsordning",
            "fault_en": f"{name} has proposals against each other but no order in which they were put",
        },
        proofs=(proof("stated", opposed), proof("context", item)),
    )
