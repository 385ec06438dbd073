"""What the record of a document says of it."""

from __future__ import annotations

from datetime import date

import pytest

from protokollparser.core.records.documents import LogicalDocument
from tests.parse.sittings import sitting


def document(marked: str, kind: str = "minutes") -> LogicalDocument:
    (record,) = sitting(marked, kind).of(LogicalDocument)
    return record


def test_the_body_is_named_by_the_headings_of_decisions() -> None:
    record = document(
        """
        [item] § 1 Taxa
        [decision] Byggnadsnämndens beslut
        Byggnadsnämnden antar taxan.
        """
    )
    assert record.body == "Byggnadsnämnden"


def test_the_fullest_form_of_a_body_is_chosen() -> None:
    record = document(
        """
        Norrbygdens e-nämnd
        Norrbygdens e-nämnd
        [item] § 1 Taxa
        [decision] E-nämndens beslut
        E-nämnden antar taxan.
        """
    )
    assert record.body == "Norrbygdens e-nämnd"


def test_the_addressee_of_a_letter_is_not_its_body() -> None:
    assert document("Byggnadsnämnden\nHärmed lämnas information om behovet.", "letter").body is None


def test_the_host_is_the_municipality_said_to_be_it() -> None:
    assert document("[item] § 1 Taxa\nKumla kommun är värdkommun för nämnden.").host_municipality == "Kumla"


def test_a_municipality_that_only_pays_is_no_host() -> None:
    assert document("[item] § 1 Taxa\nKumla kommun går in med 40 000 kr").host_municipality is None


def test_minutes_are_dated_by_their_sitting() -> None:
    assert document("| Sammanträdesdatum | 2022-05-03 |\n|---|---|").document_date == date(2022, 5, 3)


def test_a_line_that_is_a_date_dates_a_report() -> None:
    record = document("Ekonomi 2021\n\n6 december 2021\n\nUtfallet är gott.", "economy_report")
    assert record.document_date == date(2021, 12, 6)


def test_a_line_that_holds_more_than_a_date_does_not() -> None:
    assert document("Rapport\nBeslut fattades den 6 december 2021.", "report").document_date is None


def test_the_period_of_a_report_from_its_first_sentences() -> None:
    record = document("Bokslut 2023\nRapporten avser perioden januari–april 2023.", "annual_report")
    assert (record.period_start, record.period_end) == (date(2023, 1, 1), date(2023, 4, 30))


def test_the_case_number_in_the_head() -> None:
    assert (
        document("Tjänsteskrivelse\nDnr: KS 2021/123\nFörslag", "official_report").case_number
        == "KS 2021/123"
    )


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Miljö- och byggnadsnämnden i Ekbacka kommun\n\nRapport", "Miljö- och byggnadsnämnden"),
        ("Tekniska nämnden, Ekbacka kommun\n\nRapport", "Tekniska nämnden"),
        ("Nämnden för arbetsmarknad\n\nRapport", "Nämnden för arbetsmarknad"),
        ("Stadsdelsnämnden Norra Vik\n\nRapport", "Stadsdelsnämnden Norra Vik"),
        ("Nämnden godkänner redovisningen\n\nRapport", None),
        ("Kostnader per nämnd\n\nRapport", None),
        ("Protokoll från sammanträde 2022-08-25\n\nRapport", None),
        ("Nämnd\tBudget\tUtfall\nSkolnämnd\t12\t11\nSocialnämnd\t20\t21\n", None),
    ],
)
def test_only_a_name_of_a_body_is_a_body(text: str, body: str | None) -> None:
    assert document(text, "report").body == body


def test_the_head_tells_more_of_a_name_than_the_headings_of_items() -> None:
    record = document(
        """
        Sjukhusstyrelse Norr
        [item] § 1 Taxa
        [decision] Sjukhusstyrelse Norrs beslut
        Taxan antas.
        [item] § 2 Plan
        [decision] Sjukhusstyrelse Norrs beslut
        Planen antas.
        [item] § 3 Rapport
        [decision] Sjukhusstyrelse Norrs beslut
        Rapporten läggs till handlingarna.
        """
    )
    assert record.body == "Sjukhusstyrelse Norr"
