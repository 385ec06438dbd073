"""Chair, secretary and adjusters."""

from __future__ import annotations

import pytest

from protokollparser.core.records.meetings import Officer
from tests.parse.sittings import sitting

DAY = "Sammanträdesdatum: 2022-03-01\n"


def officers(marked: str, kind: str = "minutes") -> list[tuple[str, str, str | None]]:
    return [(o.role, o.name, o.party) for o in sitting(DAY + marked, kind).of(Officer)]


def test_labelled_cells_with_lines_to_sign_on() -> None:
    found = officers("| Sekreterare | <hr/> Karin Ek |\n| Ordförande | <hr/> Bo Ström (M) |")
    assert found == [("secretary", "Karin Ek", None), ("chair", "Bo Ström", "M")]


def test_the_same_officer_in_two_places_is_one() -> None:
    held = sitting(DAY + "| Justerare | Bo Ström (M) |\n| Justerare | <hr/> Bo Ström (M) |").of(Officer)
    assert [(o.name, len(o.more)) for o in held] == [("Bo Ström", 1)]


def test_several_adjusters_in_one_value() -> None:
    assert officers("Utses att justera: Bo Ström (M) och Anna Ek (S)") == [
        ("adjuster", "Bo Ström", "M"),
        ("adjuster", "Anna Ek", "S"),
    ]


def test_names_before_their_titles_with_titles_glued_to_names() -> None:
    assert officers("Leif Berg\nordförandeUlla Sand\nnämndsekreterare", "summons") == [
        ("chair", "Leif Berg", None),
        ("secretary", "Ulla Sand", None),
    ]


def test_names_after_their_titles() -> None:
    assert officers("Sekreterare\nKarin Ek\nOrdförande\nBo Ström") == [
        ("secretary", "Karin Ek", None),
        ("chair", "Bo Ström", None),
    ]


def test_lines_to_sign_on_between_titles_and_names() -> None:
    block = """
    Underskrifter        Sekreterare  ............................  Paragrafer 101-120
                                      Karin Ek
                         Ordförande   ............................
                                      Bo Ström
    """
    assert officers(block) == [("secretary", "Karin Ek", None), ("chair", "Bo Ström", None)]


def test_a_sentence_that_names_adjusters_and_chair() -> None:
    text = """
    [item] § 2 Justering
    Förste vice ordföranden Anna Ek (V) och andra vice ordföranden Bo Ström (M) justerar
    dagens protokoll tillsammans med ordföranden Cia Berg (S) på Stadshuset.
    """
    assert officers(text) == [
        ("adjuster", "Anna Ek", "V"),
        ("adjuster", "Bo Ström", "M"),
        ("chair", "Cia Berg", "S"),
    ]


def test_what_the_chair_does_is_no_officer() -> None:
    assert officers("[item] § 2 Taxa\nOrdföranden Anna Ek (S) ställer proposition på förslaget.") == []


def test_the_chair_of_the_list_of_those_present() -> None:
    assert officers("[attendance_serving] Beslutande\nAnna Ek (S), ordförande\nBo Ström (M)") == [
        ("chair", "Anna Ek", "S")
    ]


def test_the_reserve_of_an_adjuster_is_no_adjuster() -> None:
    assert officers("Justerare: Cia Berg (C), ersättare Dan Dahl (V)") == [("adjuster", "Cia Berg", "C")]


def led(marked: str) -> list[tuple[str, str, int | None, int | None]]:
    held = sitting(DAY + marked).of(Officer)
    return [(o.role, o.name, o.paragraph_first, o.paragraph_last) for o in held]


def test_chairs_who_sign_for_the_items_that_they_led() -> None:
    assert led("Ordförande   .............\n             Eva Ek §§ 4-6, 8      Bo Ström § 7") == [
        ("chair", "Eva Ek", 4, 6),
        ("chair", "Eva Ek", 8, 8),
        ("chair", "Bo Ström", 7, 7),
    ]


def test_names_to_the_right_below_the_only_role_of_a_line() -> None:
    marked = "Ordförande\n              Eva Ek\nJusterande\n              Bo Ström        Cia Berg"
    assert [(role, name) for role, name, _ in officers(marked)] == [
        ("chair", "Eva Ek"),
        ("adjuster", "Bo Ström"),
        ("adjuster", "Cia Berg"),
    ]


def test_names_beside_the_first_have_no_role_where_their_heads_are_cut_off() -> None:
    marked = "Vid protokollet\n\nEva Ek              Bo Ström            Cia Berg"
    assert [(role, name) for role, name, _ in officers(marked)] == [("secretary", "Eva Ek")]


def test_a_role_with_a_name_of_its_own_below_is_not_that_of_the_name_above() -> None:
    marked = "Vid protokollet     Ordförande\nEva Ek              Bo Ström\nJusteras\nCia Berg"
    assert [(role, name) for role, name, _ in officers(marked)] == [
        ("secretary", "Eva Ek"),
        ("chair", "Bo Ström"),
        ("adjuster", "Cia Berg"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Vice ordföranden Bo Ström (M) leder förhandlingarna.", [("chair", "Bo Ström", 3, 3)]),
        ("Bo Ström (M) tjänstgör som ordförande §§ 3-5.", [("chair", "Bo Ström", 3, 5)]),
        ("Ordföranden leder förhandlingarna.", []),
    ],
)
def test_who_leads_an_item_in_the_place_of_the_chair(
    sentence: str, expected: list[tuple[str, str, int, int]]
) -> None:
    assert led(f"[item] § 3 Bidrag\n{sentence}") == expected


def test_who_signs_below_the_day_of_adjustment_beside_the_chair_adjusts() -> None:
    marked = (
        "Beslutande: Eva Ek, ordförande, Bo Ström\n[item] § 1 Val\nText.\n[signing] Vid protokollet\nMia Al\n"
    )
    found = officers(f"{marked}\nJusterat den 8 mars 2022:\n\nEva Ek          Bo Ström")
    assert ("adjuster", "Bo Ström", None) in found
    assert ("adjuster", "Eva Ek", None) not in found


def test_a_labelled_adjuster_goes_on_with_no_list_above() -> None:
    form = """
Sammanträdesdatum: 2022-03-01
Beslutande            Anna Ek (S), ordförande
                      Bo Alm (M)
                      Cia Hed, miljöchef
Utses att justera     Bo Alm
"""
    found = [(row.role, row.name) for row in sitting(form).of(Officer)]
    assert ("adjuster", "Bo Alm") in found
    assert ("adjuster", "Cia Hed") not in found


def test_the_second_chair_of_a_label_leads_the_items_beside_the_name() -> None:
    marked = DAY + "Ordförande   Kristina Berg (S)\n             Roland Hägg (M) §§ 193–195"
    assert led(marked) == [("chair", "Kristina Berg", None, None), ("chair", "Roland Hägg", 193, 195)]


def test_posts_below_the_names_of_electronic_signatures() -> None:
    marked = DAY + "Namn: Ingemar Ras\nTitel: Ordförande\nDatum: 2024-09-27 08:41"
    assert officers(marked) == [("chair", "Ingemar Ras", None)]
