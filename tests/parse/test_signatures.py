"""Electronic signatures, and lines drawn for signatures."""

from __future__ import annotations

from datetime import datetime

import pytest

from protokollparser.core.records.people import Signature
from tests.parse.sittings import sitting

HASH = "0123456789ABCDEF" * 4


def signatures(marked: str, kind: str = "agreement") -> list[Signature]:
    return sitting(marked, kind).of(Signature)


def test_name_time_and_hash_on_lines_of_their_own() -> None:
    text = f"""
    Följande parter har signerat detta dokument
    Namn: KARIN EK
    Datum: 2021-12-21 11:31
    Signerat kryptografiskt SHA-256 hashvärde:
    {HASH}
    Namn: Bo Knut Ström
    Datum: 2021-12-21 15:42
    Signerat kryptografiskt SHA-256 hashvärde:
    {HASH}
    """
    assert [(s.name, s.signed_at, s.hash, s.signed) for s in signatures(text)] == [
        ("KARIN EK", datetime(2021, 12, 21, 11, 31), HASH, True),
        ("Bo Knut Ström", datetime(2021, 12, 21, 15, 42), HASH, True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Namn returnerat från Svenskt BankID: ANNA EK\nSignerat med Svenskt BankID 2023-03-08 12:33:29 UTC",
        "Anna Ek (AE)\nSignerades 2023-03-08 12:33:29 CET (+0100)",
        "Digitalt signerad av: Anna Ek\nDatum: 2023.03.08 12:33:29 +01'00'",
        "Undertecknat av Anna Ek 2023-03-08 12:33",
    ],
)
def test_services_for_signing(text: str) -> None:
    (found,) = signatures(text)
    assert ((found.name or "").upper(), found.signed_at) == ("ANNA EK", datetime(2023, 3, 8, 12, 33))


def test_a_name_without_time_or_hash_is_no_signature() -> None:
    assert signatures("Namn: Anna Ek\nTelefon: 0240-866 21") == []


def test_drawn_line_in_a_cell() -> None:
    (found,) = signatures("| Sekreterare | <hr/> Karin Ek |\n| Paragrafer | 1-2 |")
    assert (found.name, found.role, found.signed) == ("Karin Ek", "Sekreterare", False)


def test_roles_before_all_lines_are_paired_by_order() -> None:
    found = signatures("Ordförande nämnden:\n\nE-samordnare:\n\n.....\nAnna Ek\n\n.....\nBo Ström")
    assert [(s.name, s.role) for s in found] == [
        ("Anna Ek", "Ordförande nämnden"),
        ("Bo Ström", "E-samordnare"),
    ]


def test_a_leading_line_is_not_a_role() -> None:
    found = signatures("Planen godkänd av:\nOrdförande:\nSekreterare:\n.....\nAnna Ek\n.....\nBo Ström")
    assert [s.role for s in found] == ["Ordförande", "Sekreterare"]


def test_lines_without_any_name_are_one_empty_block() -> None:
    (found,) = signatures("Beställare/Projektägare:\n\nProjektledare:\n\n.....\n\n.....")
    assert (found.name, found.role) == (None, "Beställare/Projektägare, Projektledare")


def test_two_blocks_side_by_side() -> None:
    text = """
    Vid protokollet            Justeras

    ....................       ....................
    Karin Ek                   Bo Ström
    """
    assert [(s.name, s.role) for s in signatures(text)] == [
        ("Karin Ek", "Vid protokollet"),
        ("Bo Ström", "Justeras"),
    ]


def test_a_typed_name_under_a_letter_is_no_signature() -> None:
    assert signatures("Med vänlig hälsning\n\nEva Ek\nAvdelningschef", "letter") == []


def test_leaders_of_a_contents_list_are_no_signature() -> None:
    assert signatures("Inledning..... 2\nMål och medel..... 5") == []


def test_a_line_to_fill_in_is_no_signature() -> None:
    assert signatures("Diarienummer: ______________\nFastighet: ______________") == []


def test_names_below_a_line_that_says_who_signed() -> None:
    text = "Protokollet är elektroniskt undertecknat av\nEva Ek, ordförande\nBo Alm, sekreterare\n\nVälkomna."
    assert [(row.name, row.role, row.signed) for row in signatures(text)] == [
        ("Eva Ek", "ordförande", True),
        ("Bo Alm", "sekreterare", True),
    ]
