"""The families that are scored: what is expected, what the store holds, and when two facts are the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protokollparser.score import figures, meanings, minutes
from protokollparser.score.matching import Fact, equal, same_place
from protokollparser.score.view import SourceView


@dataclass(frozen=True)
class Family:
    """One family of facts; `goal` is the F1 that it is held to, None where it is only shown.

    A truth that lacks `key`, or a fact under it that lacks `member`, says nothing of the family, which is
    then not scored.
    """

    name: str
    key: str
    expected: Callable[[dict[str, list[Fact]]], list[Fact]]
    found: Callable[[SourceView], list[Fact]]
    same: Callable[[Fact, Fact], bool]
    goal: float | None = None
    member: str | None = None

    def is_told(self, truth: dict[str, list[Fact]]) -> bool:
        """True when a truth says what this family should hold."""
        if self.key not in truth:
            return False
        return self.member is None or all(self.member in fact for fact in truth[self.key])


def listed(name: str) -> Callable[[dict[str, list[Fact]]], list[Fact]]:
    return lambda truth: truth[name]


FAMILIES: tuple[Family, ...] = (
    Family(
        "documents",
        "documents",
        listed("documents"),
        minutes.documents,
        same_place(0.95, "kind", "line_start"),
        0.97,
    ),
    Family(
        "paragraphs",
        "paragraphs",
        listed("paragraphs"),
        minutes.paragraphs,
        same_place(0.9, "paragraph", "title", "line_start"),
        0.99,
    ),
    Family(
        "case_numbers",
        "case_numbers",
        listed("case_numbers"),
        minutes.case_numbers,
        lambda t, f: t["value"] == f["value"] and f["line_start"] <= t["line"] <= f["line_end"],
        0.99,
    ),
    Family(
        "attendance",
        "attendance",
        listed("attendance"),
        minutes.attendance,
        equal("name", "party", "municipality", "role", "status", "line"),
        0.99,
    ),
    Family("decisions", "decisions", listed("decisions"), minutes.decisions, minutes.same_decision, 0.99),
    Family(
        "signatures", "signatures", listed("signatures"), minutes.signatures, minutes.same_signature, 0.99
    ),
    Family("cells", "tables", figures.expected_cells, figures.cells, equal("line", "column", "value"), 0.98),
    Family("units", "tables", figures.expected_units, figures.units, equal("line_start", "unit"), 0.98),
    Family(
        "tables", "tables", listed("tables"), figures.tables, equal("kind", "line_start", "line_end"), 0.95
    ),
    Family("row_roles", "tables", figures.expected_rows, figures.rows, equal("line", "role"), 0.95),
    Family("proposals", "proposals", listed("proposals"), minutes.proposals, minutes.same_proposal, 0.97),
    Family(
        "attachments",
        "attachments",
        listed("attachments"),
        minutes.attachments,
        minutes.same_attachment,
        0.97,
    ),
    Family(
        "amounts",
        "amounts",
        figures.expected_amounts,
        figures.amounts,
        equal("line", "value", "value_high", "unit"),
        0.90,
    ),
    Family(
        "attachment_links",
        "attachments",
        listed("attachments"),
        minutes.attachments,
        lambda t, f: minutes.same_attachment(t, f) and t["included"] == f["included"],
    ),
    Family(
        "amount_facts",
        "amounts",
        lambda truth: [a for a in figures.expected_amounts(truth) if a["fact"]],
        lambda view: [a for a in figures.amounts(view) if a["fact"]],
        equal("line", "value", "fact"),
    ),
    Family(
        "document_facts",
        "document_facts",
        listed("document_facts"),
        minutes.document_facts,
        equal("line", "kind", "field", "value"),
    ),
    Family("agenda", "agenda", listed("agenda"), minutes.agenda, equal("number", "title", "pages")),
    Family(
        "sections", "sections", listed("sections"), minutes.sections, equal("name", "line_start", "line_end")
    ),
    Family(
        "dispatch",
        "dispatch",
        listed("dispatch"),
        minutes.dispatch,
        equal("recipient", "purpose", "line"),
        0.97,
    ),
    Family("meetings", "meetings", listed("meetings"), minutes.meetings, equal("status", "date")),
    Family("officers", "officers", listed("officers"), minutes.officers, equal("role", "name")),
    Family(
        "vote_events",
        "vote_events",
        listed("vote_events"),
        minutes.vote_events,
        equal("yes", "no", "abstain"),
    ),
    Family("votes", "votes", listed("votes"), minutes.votes, equal("name", "party", "choice", "line")),
    Family(
        "dissents", "dissents", listed("dissents"), minutes.dissents, equal("kind", "name", "party", "line")
    ),
    Family(
        "disqualifications",
        "disqualifications",
        listed("disqualifications"),
        minutes.disqualifications,
        equal("name", "line"),
    ),
    Family(
        "document_numbers",
        "document_numbers",
        listed("document_numbers"),
        minutes.document_numbers,
        equal("value", "line"),
    ),
    Family(
        "references",
        "references",
        listed("references"),
        minutes.references,
        equal("kind", "date", "paragraph", "number", "line"),
        0.97,
    ),
    Family(
        "column_roles", "tables", figures.expected_columns, figures.columns, equal("line", "column", "role")
    ),
    Family(
        "relations",
        "tables",
        figures.expected_relations,
        figures.relations,
        equal("axis", "target", "terms", "outcome"),
        member="relations",
    ),
    Family(
        "allocations",
        "allocations",
        figures.expected_allocations,
        figures.allocations,
        equal("municipality", "line", "kronor", "share"),
    ),
    *(
        Family(
            name,
            "tables",
            meanings.expected_cells,
            meanings.cells,
            equal("line", "column", *keys),
            member="facts",
        )
        for name, keys in meanings.CELL_FAMILIES.items()
    ),
    Family(
        "indicators",
        "indicators",
        listed("indicators"),
        meanings.indicators,
        equal("line", *meanings.INDICATOR),
    ),
    Family("risks", "risks", meanings.expected_risks, meanings.risks, equal("line", *meanings.RISK)),
)
