"""Names brought together into persons."""

from __future__ import annotations

import pytest

from protokollparser.core.reading import Reading
from protokollparser.core.records.base import Record
from protokollparser.core.records.meetings import Attendance
from protokollparser.core.records.people import Mention, Person, Signature
from protokollparser.core.rules import load
from protokollparser.core.spans import Span
from protokollparser.resolve import people
from protokollparser.resolve.draft import Draft
from tests.resolve.sources import linked

_PLACES = iter(range(0, 100_000, 10))


def _span(name: str) -> Span:
    start = next(_PLACES)
    return Span("0" * 64, 1, start, start + len(name), 1, 1, name)


def member(name: str, party: str | None = None, municipality: str | None = None) -> Attendance:
    return Attendance(
        span=_span(name), rule_id="test", document_id="d", meeting_id="m", name=name, party=party,
        municipality=municipality, role="member", status="serving",
    )  # fmt: skip


def signature(name: str) -> Signature:
    return Signature(span=_span(name), rule_id="test", document_id="d", name=name, signed=True)


def mention(name: str, party: str | None = None) -> Mention:
    return Mention(
        span=_span(name), rule_id="test", document_id="d", entity_type="person", name=name, party=party
    )


def settled(*records: Record) -> list[Person]:
    outline = linked("Rapport").outline
    draft = Draft(Reading(outline=outline, records=records))
    people.settle(draft, load())
    return draft.of(Person)


def test_capitals_and_hyphens_make_no_other_person() -> None:
    (person,) = settled(member("Anna-Karin Ek", "S"), signature("ANNA KARIN EK"))
    assert (person.name, person.party, person.aliases) == ("Anna-Karin Ek", "S", ("ANNA KARIN EK",))


def test_all_given_names_in_a_signature_mean_the_member_of_the_same_meeting() -> None:
    (person,) = settled(member("Lars Fors", "S"), signature("Knut Assar Lars Fors"))
    assert person.aliases == ("Knut Assar Lars Fors",)


def test_a_signature_that_fits_two_members_is_nobody_known() -> None:
    assert len(settled(member("Lars Fors"), member("Knut Fors"), signature("Knut Assar Lars Fors"))) == 3


def test_another_party_is_another_person() -> None:
    assert len(settled(member("Johan Ek", "S"), member("Johan Ek", "M"))) == 2


def test_a_slip_of_the_pen_is_an_alias() -> None:
    (person,) = settled(member("Isak Utter", "S"), mention("Iska Utter", "S"))
    assert person.aliases == ("Iska Utter",)


def test_two_members_who_differ_by_a_letter_are_two() -> None:
    assert len(settled(member("Maria Nilsson", "S"), member("Marie Nilsson", "S"))) == 2


def test_a_name_in_capitals_only_is_written_as_names_are() -> None:
    assert [person.name for person in settled(signature("ÅSA MOHLIN-EK"))] == ["Åsa Mohlin-Ek"]


def test_mentions_and_attendance_lead_to_the_person() -> None:
    outline = linked("Rapport").outline
    draft = Draft(Reading(outline=outline, records=(member("Johan Ek", "S"), mention("Johan Ek"))))
    people.settle(draft, load())
    (person,) = draft.of(Person)
    assert draft.of(Attendance)[0].person_id == draft.of(Mention)[0].entity_id == person.id


def test_namesakes_in_two_municipalities_have_two_ids() -> None:
    homes = [Person(name="Per Dahl", party="C", home=home).id for home in ("Luleå", "Boden")]
    assert len(set(homes)) == 2


def test_a_printed_municipality_is_the_same_as_that_of_the_documents() -> None:
    guest = Person(name="Per Dahl", party="C", municipality="Boden", home="Luleå")
    assert guest.id == Person(name="Per Dahl", party="C", home="Boden").id


def surname_among(*present: Attendance) -> tuple[Mention, list[Person]]:
    outline = linked("Rapport").outline
    draft = Draft(Reading(outline=outline, records=(*present, mention("Bladh"))))
    people.settle(draft, load())
    return draft.of(Mention)[0], draft.of(Person)


def test_a_surname_means_the_one_present_who_bears_it() -> None:
    named, persons = surname_among(member("Sven Bladh"), member("Rut Ek"))
    assert (named.entity_id, named.confidence) == (persons[0].id, 0.9)


def test_all_who_bear_a_surname_are_candidates() -> None:
    named, _ = surname_among(member("Sven Bladh"), member("Ada Bladh", "S"))
    assert named.entity_id is None
    assert [one["person"] for one in named.candidates] == ["Sven Bladh", "Ada Bladh"]


def test_a_surname_that_nobody_present_bears_is_nobody() -> None:
    named, _ = surname_among(member("Rut Ek"))
    assert (named.entity_id, named.candidates) == (None, ())


def signed(name: str, *members: Attendance) -> Signature:
    outline = linked("Rapport").outline
    draft = Draft(Reading(outline=outline, records=(*members, signature(name))))
    people.settle(draft, load())
    return draft.of(Signature)[0]


@pytest.mark.parametrize("short", ["LF", "L.F.", "Fors"])
def test_initials_or_a_surname_mean_the_only_member_who_fits(short: str) -> None:
    found = signed(short, member("Lars Fors", "S"), member("Anna Ek", "M"))
    assert found.person_id is not None
    assert found.candidates == ()


@pytest.mark.parametrize("short", ["LF", "Fors"])
def test_a_short_signature_that_fits_two_keeps_both(short: str) -> None:
    found = signed(short, member("Lars Fors", "S"), member("Lena Fors", "M"))
    assert found.person_id is None
    assert [one["name"] for one in found.candidates] == ["Lars Fors", "Lena Fors"]


def test_a_short_signature_that_fits_nobody_means_nobody() -> None:
    found = signed("XY", member("Lars Fors", "S"))
    assert (found.person_id, found.candidates) == (None, ())
