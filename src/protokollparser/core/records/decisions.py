"""Decisions, proposals, votes and dissent."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from protokollparser.core.records.base import Printed


class Decision(Printed):
    """One decision of one body under one §; its place is its own words, list points included.

    `stage` is taken (in this document) or reported (earlier or elsewhere). `kind` and `outcome` are
    words of `rules/vocabulary/decision_kinds.yml`.
    """

    table: ClassVar[str] = "decision"
    key: ClassVar[str] = "decision_id"
    item_id: str | None = None
    stage: str
    kind: str | None = None
    outcome: str | None = None
    body: str | None = None
    decision_date: date | None = None
    text: str


class DecisionPoint(Printed):
    """One numbered or bulleted point of a decision; `number` as printed, None for bullets."""

    table: ClassVar[str] = "decision_point"
    key: ClassVar[str] = "decision_point_id"
    decision_id: str
    number: str | None = None
    text: str


class Proposal(Printed):
    """Something proposed, never a decision.

    `stage` is administration, draft, presidium, chair, sitting, motion, nomination or text;
    `adopted` is None when the document does not tell.
    """

    table: ClassVar[str] = "proposal"
    key: ClassVar[str] = "proposal_id"
    item_id: str | None = None
    stage: str
    kind: str | None = None
    proposed_by: str | None = None
    text: str
    adopted: bool | None = None
    decision_id: str | None = None


class VoteEvent(Printed):
    """One division with its printed tally."""

    table: ClassVar[str] = "vote_event"
    key: ClassVar[str] = "vote_event_id"
    item_id: str | None = None
    yes_count: int | None = None
    no_count: int | None = None
    abstain_count: int | None = None
    absent_count: int | None = None
    yes_means: str | None = None
    no_means: str | None = None
    outcome: str | None = None


class Vote(Printed):
    """One person's vote: `choice` is yes, no, abstain or absent."""

    table: ClassVar[str] = "vote"
    key: ClassVar[str] = "vote_id"
    vote_event_id: str
    name: str
    party: str | None = None
    office: str | None = None
    choice: str
    person_id: str | None = None
    sighting_id: str | None = None


class Dissent(Printed):
    """A reservation, separate statement or note to the minutes (`kind`: reservation, statement, note)."""

    table: ClassVar[str] = "dissent"
    key: ClassVar[str] = "dissent_id"
    item_id: str | None = None
    kind: str
    name: str | None = None
    party: str | None = None
    text: str | None = None
