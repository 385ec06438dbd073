"""A method for each view of the store. A filter bears the name of the column that it asks for.

Texts are compared without regard to capitals. Where one value may stand several may: any of them will do.
`year` asks for a date in that year, or for a period that shares a day with it; `since` and `until` are days,
both included; `body` is a council, board or committee under any name that it has (`Database.bodies`), and
`person` a person under any name by which the minutes call them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from duckdb import DuckDBPyRelation

from protokollparser.api.conditions import Conditions, Day, Numbers, Words


class Views(ABC):
    """What can be asked for. `docs/schema.md` tells the columns of each view and their types."""

    @abstractmethod
    def _view(self, name: str, conditions: Conditions) -> DuckDBPyRelation:
        """Return the rows of a view for which conditions hold."""

    @abstractmethod
    def _bodies(self, wanted: Words | None) -> Sequence[str] | None:
        """Return the printed names of bodies."""

    @abstractmethod
    def _organisations(self, wanted: Words | None) -> Sequence[str] | None:
        """Return the keys of the organisations that names mean."""

    @abstractmethod
    def _lines(self, wanted: Words | None) -> Sequence[str] | None:
        """Return the keys of the lines of accounts that labels mean."""

    @abstractmethod
    def _people(self, wanted: Words | None) -> Sequence[str]:
        """Return the keys of the people whom names may mean."""

    def decisions(
        self,
        *,
        body: Words | None = None,
        year: Numbers | None = None,
        since: Day | None = None,
        until: Day | None = None,
        host_municipality: Words | None = None,
        paragraph: Numbers | None = None,
        case_number: Words | None = None,
        kind: Words | None = None,
        stage: Words | None = None,
        outcome: Words | None = None,
    ) -> DuckDBPyRelation:
        """Return decisions (`v_decisions`): taken at a meeting, or reported from elsewhere (`stage`)."""
        asked = Conditions().exactly("body", self._bodies(body)).days("decision_date", year, since, until)
        asked.words(host_municipality=host_municipality, case_number=case_number, kind=kind)
        asked.words(stage=stage, outcome=outcome).numbers(paragraph=paragraph)
        return self._view("v_decisions", asked)

    def attendance(
        self,
        *,
        body: Words | None = None,
        year: Numbers | None = None,
        since: Day | None = None,
        until: Day | None = None,
        person: Words | None = None,
        party: Words | None = None,
        municipality: Words | None = None,
        host_municipality: Words | None = None,
        role: Words | None = None,
        status: Words | None = None,
    ) -> DuckDBPyRelation:
        """Return who was where (`v_attendance`): serving, present or absent (`status`) at each meeting."""
        asked = Conditions().exactly("body", self._bodies(body)).days("meeting_date", year, since, until)
        asked.people(person, self._people(person)).words(party=party, municipality=municipality)
        asked.words(host_municipality=host_municipality, role=role, status=status)
        return self._view("v_attendance", asked)

    def votes(
        self,
        *,
        body: Words | None = None,
        year: Numbers | None = None,
        since: Day | None = None,
        until: Day | None = None,
        person: Words | None = None,
        party: Words | None = None,
        choice: Words | None = None,
        paragraph: Numbers | None = None,
    ) -> DuckDBPyRelation:
        """Return votes cast by name (`v_votes`), with the printed tally of their division."""
        asked = Conditions().exactly("body", self._bodies(body)).days("meeting_date", year, since, until)
        asked.people(person, self._people(person)).words(party=party, choice=choice)
        return self._view("v_votes", asked.numbers(paragraph=paragraph))

    def voters(
        self,
        *,
        body: Words | None = None,
        year: Numbers | None = None,
        since: Day | None = None,
        until: Day | None = None,
        person: Words | None = None,
        party: Words | None = None,
        paragraph: Numbers | None = None,
        may_vote: bool | None = None,
    ) -> DuckDBPyRelation:
        """Return who could vote at each § of a meeting (`v_voters`), and why or why not."""
        asked = Conditions().exactly("body", self._bodies(body)).days("meeting_date", year, since, until)
        asked.people(person, self._people(person)).words(party=party).truth(may_vote=may_vote)
        return self._view("v_voters", asked.numbers(paragraph=paragraph))

    def amounts(
        self,
        *,
        year: Numbers | None = None,
        label: Words | None = None,
        scenario: Words | None = None,
        unit: Words | None = None,
        organisation: Words | None = None,
        host_municipality: Words | None = None,
        document_kind: Words | None = None,
        table_kind: Words | None = None,
        origin: Words | None = None,
    ) -> DuckDBPyRelation:
        """Return figures and what they mean (`v_amounts`), of tables and prose (`origin`), each fact once."""
        asked = Conditions().periods(year).words(label=label, scenario=scenario, unit=unit)
        asked.words(organisation=organisation, host_municipality=host_municipality)
        asked.words(document_kind=document_kind, table_kind=table_kind, origin=origin)
        return self._view("v_amounts", asked)

    def budget_lines(
        self,
        *,
        year: Numbers | None = None,
        label: Words | None = None,
        host_municipality: Words | None = None,
        document_kind: Words | None = None,
        table_kind: Words | None = None,
        row_role: Words | None = None,
    ) -> DuckDBPyRelation:
        """Return lines of tables (`v_budget_lines`): budget, outturn, forecast and deviation side by side."""
        asked = Conditions().periods(year).words(label=label, host_municipality=host_municipality)
        asked.words(document_kind=document_kind, table_kind=table_kind, row_role=row_role)
        return self._view("v_budget_lines", asked)

    def allocations(
        self,
        *,
        year: Numbers | None = None,
        municipality: Words | None = None,
        purpose: Words | None = None,
        origin: Words | None = None,
    ) -> DuckDBPyRelation:
        """Return shares of costs and surpluses (`v_allocations`), each with the sum of its distribution."""
        asked = Conditions().periods(year).words(municipality=municipality, purpose=purpose, origin=origin)
        return self._view("v_allocations", asked)

    def series(
        self,
        *,
        organisation: Words | None = None,
        label: Words | None = None,
        year: Numbers | None = None,
        municipality: Words | None = None,
        topic: Words | None = None,
    ) -> DuckDBPyRelation:
        """Return lines of accounts over the years (`v_series`), one row a year, by organisation and line.

        `organisation` and `label` are any of the names under which they are printed.
        """
        asked = Conditions().exactly("organisation_id", self._organisations(organisation))
        asked.exactly("line_id", self._lines(label)).numbers(year=year)
        asked.words(municipality=municipality, topic=topic)
        return self._view("v_series", asked).order("organisation, topic, label, line_id, year")

    def per_inhabitant(
        self,
        *,
        year: Numbers | None = None,
        municipality: Words | None = None,
        purpose: Words | None = None,
    ) -> DuckDBPyRelation:
        """Return shares of costs by the inhabitants of the municipality (`v_per_inhabitant`), in kronor."""
        asked = Conditions().numbers(year=year).words(municipality=municipality, purpose=purpose)
        return self._view("v_per_inhabitant", asked)

    def findings(
        self,
        *,
        check_id: Words | None = None,
        severity: Words | None = None,
        status: Words | None = None,
        outcome: Words | None = None,
        document_kind: Words | None = None,
    ) -> DuckDBPyRelation:
        """Return what the checks found (`v_findings`), with the line that each finding quotes."""
        asked = Conditions().words(check_id=check_id, severity=severity, status=status, outcome=outcome)
        return self._view("v_findings", asked.words(document_kind=document_kind))

    def case_timeline(
        self,
        case_number: Words | None = None,
        *,
        body: Words | None = None,
        year: Numbers | None = None,
        since: Day | None = None,
        until: Day | None = None,
        event: Words | None = None,
    ) -> DuckDBPyRelation:
        """Return what happened in cases (`v_case_timeline`), in all bodies, by day."""
        asked = Conditions().words(case_number=case_number, event=event)
        asked.exactly("body", self._bodies(body)).days("event_date", year, since, until)
        return self._view("v_case_timeline", asked).order("case_number, event_date, event, record_id")

    def people(
        self,
        *,
        person: Words | None = None,
        party: Words | None = None,
        municipality: Words | None = None,
    ) -> DuckDBPyRelation:
        """Return people with what they did (`v_people`): meetings, votes and signatures, counted."""
        asked = Conditions().people(person, self._people(person))
        return self._view("v_people", asked.words(party=party, municipality=municipality))

    def documents(
        self,
        *,
        body: Words | None = None,
        kind: Words | None = None,
        year: Numbers | None = None,
        since: Day | None = None,
        until: Day | None = None,
        host_municipality: Words | None = None,
        case_number: Words | None = None,
        counted: bool | None = None,
    ) -> DuckDBPyRelation:
        """Return logical documents (`v_documents`); those that are not `counted` repeat others."""
        asked = Conditions().exactly("body", self._bodies(body)).days("document_date", year, since, until)
        asked.words(kind=kind, host_municipality=host_municipality, case_number=case_number)
        return self._view("v_documents", asked.truth(counted=counted))

    def references(
        self,
        *,
        kind: Words | None = None,
        target_number: Words | None = None,
        target_paragraph: Words | None = None,
        in_other_source: bool | None = None,
    ) -> DuckDBPyRelation:
        """Return references (`v_references`), each with the row that it means where that is known."""
        asked = Conditions().words(kind=kind, target_number=target_number, target_paragraph=target_paragraph)
        return self._view("v_references", asked.truth(in_other_source=in_other_source))

    def sources(self, *, status: Words | None = None, media_type: Words | None = None) -> DuckDBPyRelation:
        """Return imported contents (`v_sources`), with why one was not read if it was not."""
        return self._view("v_sources", Conditions().words(status=status, media_type=media_type))

    def coverage(self, *, kind: Words | None = None) -> DuckDBPyRelation:
        """Return how much of each document is understood (`v_coverage`)."""
        return self._view("v_coverage", Conditions().words(kind=kind))
