"""Figures of a summary against the same statements in the body of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from protokollparser.checks.alignment import Aligned, Alignment, Claim
from protokollparser.checks.dossier import Dossier
from protokollparser.checks.facts import Facts, Statement, fault_between
from protokollparser.checks.passages import Passages
from protokollparser.checks.sentences import Sentences
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, canonical, proof, readable
from protokollparser.checks.worded import worded
from protokollparser.core.measures import same_word
from protokollparser.core.rules import compile_pattern
from protokollparser.core.slips import slip

# Letters by which statements are put together before their words are compared.
_STEM = 4
# Documents that propose one thing, and sum it up where they do.
_PAPERS = frozenset({"official_report"})


class Params(ShapeParams):
    """Which parts are summaries, and which are left out.

    `summaries`, `left_out`: names of headed parts; `of_papers`: those that sum up in official reports alone.
    `own`: words for the whole that the document is about. `idle`: further words that leave a claim the same.
    `spans`: words for periods.
    """

    summaries: tuple[str, ...]
    of_papers: tuple[str, ...]
    left_out: tuple[str, ...]
    own: str
    spans: str
    idle: tuple[str, ...]


@dataclass(frozen=True)
class _Told:
    """A claim with what it states, its words and what else must be the same."""

    claim: Claim
    stated: Statement
    words: tuple[str, ...]
    key: tuple[object, ...]
    part: str = ""
    sums: bool = False


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every figure of a summary that the body tells with the same words."""
    passages = dossier.once(Passages)
    alignment = Alignment(dossier.once(Facts), dossier.once(Sentences))
    groups: dict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for claim in alignment.claims(True):
        part = passages.at(claim.sentence.page, claim.sentence.start)
        name = part.name if part is not None else ""
        told = None if name in params.left_out else _told(alignment, claim, params)
        if told is not None:
            paper = dossier.kind_of(claim.amount.document_id) in _PAPERS
            sums = name in params.summaries or (paper and name in params.of_papers)
            groups[told.key].append(replace(told, part=part.id if part is not None else "", sums=sums))
    aligned = {
        claim.amount.id
        for claim, found in dossier.once(worded).untied
        if isinstance(found, Aligned) and not _beside(alignment.facts, found)
    }
    own = compile_pattern(params.own)
    for tolds in groups.values():
        for told in tolds:
            if told.sums and told.claim.amount.id not in aligned:
                same = [one for one in tolds if one.part != told.part and _alike(told, one)]
                same = [one for one in same if not one.sums] or [one for one in same if _after(one, told)]
                if same:
                    yield _verdict(dossier, told, same, own.search(told.claim.clause) is not None)


def _beside(facts: Facts, found: Aligned) -> bool:
    """True when the figure of a claim stands in another cell than that of its words."""
    return facts.elsewhere(found.first, found.sheet, found.row.row_index, found.column.column_index)


def _after(one: _Told, other: _Told) -> bool:
    """True when a claim stands behind another."""
    first, second = one.claim.amount.span, other.claim.amount.span
    return (first.page, first.start) > (second.page, second.start)


def _told(alignment: Alignment, claim: Claim, params: Params) -> _Told | None:
    """Return a claim by its words, None where it tells a part or a change, or says nothing of its own."""
    stated = alignment.facts.stated(claim.amount)
    words = alignment.words
    clause = claim.clause
    if stated is None or words.partial.search(clause) or words.changes.search(clause):
        return None
    plain = words.plain | frozenset(params.idle)
    tokens = sorted({word for word in alignment.spoken(clause) if len(word) > 1 and word not in plain})
    measures = {match.group() for match in alignment.measures.finditer(clause, 0, len(clause))}
    kinds = tuple(sorted({kind for one in measures if (kind := alignment.measures.kind(one))}))
    if not tokens and not kinds:
        return None
    amount, spans = claim.amount, compile_pattern(params.spans)
    told = tuple(
        pattern.search(clause) is not None
        for pattern in (words.deviates, words.forecasts, words.prior, words.budgets, words.investments)
    )
    unit = amount.unit if amount.kronor is None else "kr"
    stems = tuple(word[:_STEM] for word in tokens)
    key = (
        amount.document_id,
        unit,
        kinds,
        told,
        alignment.years(clause),
        tuple(sorted({match.group().lower() for match in spans.finditer(clause)})),
        amount.direction,
        amount.scenario,
        stems,
    )
    return _Told(claim, stated, tuple(tokens), key)


def _alike(one: _Told, other: _Told) -> bool:
    """True when the words are forms of the same, and no other periods are told."""
    ends = {told.claim.amount.period_end for told in (one, other)} - {None}
    return len(ends) < 2 and all(same_word(a, b) for a, b in zip(one.words, other.words, strict=True))


def _verdict(dossier: Dossier, told: _Told, same: Sequence[_Told], whole: bool) -> Verdict:
    """Return what a figure of the summary is against those of the body."""
    document_id = told.claim.amount.document_id
    stated, held = told.stated, same[0].stated
    if any(stated.meets(one.stated) for one in same):
        return Verdict("exact", document_id)
    if any(not one.stated.meets(held) for one in same):
        return Verdict("undecidable", document_id, reason="the body tells several figures")
    fault = fault_between(stated.value, held.value)
    one, two = told.claim.amount, same[0].claim.amount
    if fault == "other" and not whole:
        return Verdict("undecidable", document_id, reason="the body may speak of a part")
    if one.fact is not None and two.fact is not None and one.fact != two.fact:
        return Verdict("undecidable", document_id, reason="both figures stand in tables")
    factor = dossier.once(Facts).units.factor(one.unit) or 1
    first, second = stated.value / factor, held.value / factor
    kind = slip(stated.value, held.value)
    unit = one.unit if one.unit != "percent" else "%"
    return Verdict(
        "violated",
        document_id,
        span=one.span,
        stated=canonical(first),
        computed=canonical(second),
        difference=first - second,
        unit=one.unit,
        hypothesis=f"{kind}: {canonical(second)}" if kind else None,
        confidence=0.7,
        words={
            "printed": one.span.printed,
            "told": two.span.printed,
            "clause": " ".join(told.claim.clause.split()),
            "difference": readable(abs(first - second)),
            "unit": f" {unit}" if unit else "",
        },
        proofs=(proof("stated", one), proof("contradicts", two)),
    )
