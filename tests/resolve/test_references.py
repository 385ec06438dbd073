"""References, organisations and units of made-up sources."""

from __future__ import annotations

from protokollparser.core.records.people import Mention, Municipality, Organisation
from protokollparser.core.records.tables import DataTable
from tests.resolve.sources import linked


def test_forms_of_a_body_are_one_organisation() -> None:
    reading = linked("Rapport\n\nKommunstyrelsens beslut gäller. Enligt kommunstyrelsen är det klart.")
    (body,) = reading.of(Organisation)
    assert (body.name, body.aliases) == ("Kommunstyrelsen", ("Kommunstyrelsens", "kommunstyrelsen"))
    assert {m.entity_id for m in reading.of(Mention)} == {body.id}


def test_a_mentioned_municipality_has_its_code() -> None:
    reading = linked("Rapport\n\nSamarbetet sker med Luleå kommun.")
    assert [(m.municipality_code, m.name) for m in reading.of(Municipality)] == [("2580", "Luleå")]


def test_prose_proves_the_unit_of_a_table() -> None:
    reading = linked("""
        Årsredovisning 2020 för Ekby nämnd

        DRIFTREDOVISNING

        SLAGTEXT > BUDGET 2020 > UTFALL 2020 > AVVIKELSE
        PERSONALKOSTNADER > 12 337 > 11 091 > 1 246
        TJÄNSTER > 1 015 > 4 985 > -3 970
        TOTALT KOSTNADER > 13 352 > 16 076 > -2 724

        Kostnaderna blev 16 076 tkr mot 13 352 tkr i budget.
    """)
    assert [table.unit for table in reading.of(DataTable)] == ["tkr"]
