"""Contradictions that one wrong figure explains, told once.

A wrong cell breaks its row, its column, the sums above it and what the text says of it. Each verdict
names the single changes that would mend it; verdicts that share one have one cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from protokollparser.checks.verdicts import Cause, Proof, Verdict
from protokollparser.core.rules import CheckRule

Told = tuple[CheckRule, Verdict]
_SLIPS = ("misread", "sign", "factor", "swap", "digit")


def told_once(found: Sequence[Told]) -> list[Told]:
    """Return the violations of one source, of those with one cause the one that says it best.

    The proofs of the others are added to it as context.
    """
    kept: list[Told] = []
    for group in _groups(found):
        rule, verdict = min((found[at] for at in group), key=lambda one: _order(one[1]))
        others = [found[at][1] for at in group if found[at][1] is not verdict]
        kept.append((rule, replace(verdict, proofs=(*verdict.proofs, *_context(verdict, others)))))
    return kept


def _groups(found: Sequence[Told]) -> list[list[int]]:
    """Return the positions of the violations by cause, in order of the first of each."""
    group_of = list(range(len(found)))
    by_place: dict[str, list[tuple[Cause, int]]] = {}
    for at, (_, verdict) in enumerate(found):
        for cause in verdict.causes:
            near = by_place.setdefault(cause.record_id, [])
            for other, earlier in near:
                if cause.agrees(other):
                    new, old = group_of[at], group_of[earlier]
                    group_of = [min(new, old) if one in (new, old) else one for one in group_of]
            near.append((cause, at))
    groups: dict[int, list[int]] = {}
    for at, group in enumerate(group_of):
        groups.setdefault(group, []).append(at)
    return list(groups.values())


def _order(verdict: Verdict) -> tuple[bool, int, bool, int]:
    """Rank verdicts of one cause: errors first, then the surest place, then a slip that explains it."""
    word = (verdict.hypothesis or "").partition(":")[0]
    return (verdict.severity is not None, -verdict.sureness, word not in _SLIPS, len(verdict.proofs))


def _context(verdict: Verdict, others: Sequence[Verdict]) -> list[Proof]:
    """Return the places that the other verdicts name and this one does not."""
    known = {proof.span for proof in verdict.proofs}
    found: list[Proof] = []
    for proof in (proof for other in others for proof in other.proofs):
        if proof.span not in known:
            known.add(proof.span)
            found.append(replace(proof, role="context"))
    return found
