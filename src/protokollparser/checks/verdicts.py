"""What a check says about one thing it examined, and the places that prove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from protokollparser.core.records.base import Printed
from protokollparser.core.spans import Span

Outcome = Literal["exact", "rounding", "suspicious", "violated", "undecidable"]
Role = Literal["stated", "computed_from", "contradicts", "context"]


@dataclass(frozen=True)
class Proof:
    """One place that proves a verdict; `record` is what stands there, None for bare text."""

    role: Role
    span: Span
    record: Printed | None = None
    document_id: str | None = None


@dataclass(frozen=True)
class Cause:
    """One change that would mend a contradiction: a cell or amount, and the figure that should stand there.

    `value` is in its own unit; a sign may differ. `step` tells how exactly it is known.
    """

    record_id: str
    value: Decimal
    step: Decimal = Decimal(0)

    def agrees(self, other: Cause) -> bool:
        """True when both change the cell to the same figure, roundings aside."""
        return abs(abs(self.value) - abs(other.value)) <= max(self.step, other.step)


@dataclass(frozen=True)
class Verdict:
    """One thing examined. Only `violated` and `suspicious` become findings, and those need a `span`.

    `words` fill the check's messages. `hypothesis` names the single repair that would make it hold:
    a word, a colon, and the repaired value. `severity` overrides the check's own.
    `reason` says why a thing is undecidable; `source_id` tells where, of several sources, it stands.
    `causes` are the changes of which each alone would mend it;
    of verdicts with one cause, the one with the greatest `sureness` is told.
    `day` is the day of the meeting, where the law of that day is to be named.
    """

    outcome: Outcome
    document_id: str | None
    span: Span | None = None
    stated: str | None = None
    computed: str | None = None
    difference: Decimal | None = None
    unit: str | None = None
    hypothesis: str | None = None
    severity: str | None = None
    reason: str | None = None
    source_id: str | None = None
    confidence: float = 1.0
    words: Mapping[str, str] = field(default_factory=dict)
    proofs: tuple[Proof, ...] = ()
    causes: tuple[Cause, ...] = ()
    sureness: int = 0
    day: date | None = None


def proof(role: Role, record: Printed) -> Proof:
    """Return a record as a proof."""
    return Proof(role, record.span, record, record.document_id)


def canonical(value: Decimal | date | int | str | None) -> str | None:
    """Return a value in canonical form: `-402`, `3.2`, `2021-01-22`."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text in ("-0", "") else text
    return None if value is None else str(value)


def readable(value: Decimal | None, step: Decimal = Decimal(0)) -> str:
    """Return a figure for people, the Swedish way: `1 457 223`, `-4,0` (as many decimals as `step` has)."""
    if value is None:
        return ""
    shown = value.quantize(step) if 0 < step < 1 else value
    text = canonical(shown) if not 0 < step < 1 else format(shown, "f")
    whole, _, part = (text or "").partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    groups = [digits[max(0, end - 3) : end] for end in range(len(digits), 0, -3)][::-1]
    return sign + " ".join(groups) + ("," + part if part else "")
