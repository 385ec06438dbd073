"""Lists of those present, in the shapes in which they are printed."""

from __future__ import annotations

from datetime import datetime

import pytest

from protokollparser.core.records.meetings import Attendance
from protokollparser.parse.people.attendance_entries import EntryReader
from tests.parse.sittings import rules, sitting

DAY = "Sammanträdesdatum: 2022-03-01\n"


def present(marked: str) -> list[Attendance]:
    return sitting(DAY + marked).of(Attendance)


def told(marked: str, *fields: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(row, name) for name in fields) for row in present(marked)]


def test_table_with_municipalities() -> None:
    marked = """
[attendance_serving] Tjänstgörande ledamöter
| | |
|---|---|
| Anna Ek (S) | Kalix |
| Bo Ström (MP) | Boden |
"""
    assert told(marked, "name", "party", "municipality", "role", "status") == [
        ("Anna Ek", "S", "Kalix", "member", "serving"),
        ("Bo Ström", "MP", "Boden", "member", "serving"),
    ]


def test_the_record_stands_on_the_name() -> None:
    (row,) = present("[attendance_serving] Beslutande\nAnna Ek (S), ordförande")
    assert row.span.printed == "Anna Ek (S)"


def test_table_with_headed_columns() -> None:
    marked = """
[attendance] Närvarande
| Namn | Parti | Uppdrag | Frånvarande |
|---|---|---|---|
| Anna Ek | S | Ordförande | |
| Bo Ström | M | Ledamot | X |
"""
    assert told(marked, "name", "party", "office", "status") == [
        ("Anna Ek", "S", "Ordförande", "serving"),
        ("Bo Ström", "M", None, "absent"),
    ]


def test_the_sections_give_role_and_status() -> None:
    marked = """
[attendance_absent] Frånvarande ledamöter
Anna Ek (S)
[attendance_substitutes_present] Närvarande ersättare
Bo Ström (M)
[attendance_substitutes_absent] Frånvarande ersättare
Cia Berg (C)
"""
    assert told(marked, "role", "status") == [
        ("member", "absent"),
        ("substitute", "present"),
        ("substitute", "absent"),
    ]


def test_names_and_affiliations_in_separate_blocks() -> None:
    marked = """
[attendance_others] Övriga
Anna Ek

Bo Ström

Norrbygdens e-nämnd

Sollerö kommun
"""
    assert told(marked, "name", "organisation") == [
        ("Anna Ek", "Norrbygdens e-nämnd"),
        ("Bo Ström", "Sollerö kommun"),
    ]


def test_blocks_of_unlike_length_are_not_paired() -> None:
    marked = "[attendance_others] Övriga\nAnna Ek\nBo Ström\nNorrbygdens e-nämnd"
    assert told(marked, "name", "organisation") == [("Anna Ek", None), ("Bo Ström", None)]


def test_enumeration_in_one_paragraph_over_two_lines() -> None:
    marked = (
        "[attendance_serving] Beslutande\nAnna Ek (S) ordf., Bo Ström (M), Cia\nBerg (C) och Dan Dahl (V)"
    )
    assert told(marked, "name", "party") == [
        ("Anna Ek", "S"),
        ("Bo Ström", "M"),
        ("Cia Berg", "C"),
        ("Dan Dahl", "V"),
    ]


def test_label_with_its_list_on_the_same_line() -> None:
    assert told("Frånvarande: Anna Ek (S), Bo Ström (M)", "name", "status") == [
        ("Anna Ek", "absent"),
        ("Bo Ström", "absent"),
    ]


def test_list_in_a_column_of_blanks() -> None:
    marked = """
Beslutande           Anna Ek (s), ordf
                     Bo Ström (m)
Övriga närvarande    Cia Berg, byggnadsinspektör
"""
    assert told(marked, "name", "party", "role", "office") == [
        ("Anna Ek", "S", "member", "ordf"),
        ("Bo Ström", "M", "member", None),
        ("Cia Berg", None, "official", "byggnadsinspektör"),
    ]


def test_a_heading_of_another_list_inside_a_list_changes_the_role() -> None:
    marked = "[attendance_serving] Beslutande\nAnna Ek (S)\nÖvriga närvarande\nBo Ström, ekonomichef"
    assert told(marked, "name", "role") == [("Anna Ek", "member"), ("Bo Ström", "official")]


def test_headings_of_parties_give_the_party() -> None:
    marked = "[attendance_serving] Beslutande\nSocialdemokraterna\nAnna Ek\nModeraterna\nBo Ström"
    assert told(marked, "name", "party") == [("Anna Ek", "S"), ("Bo Ström", "M")]


def test_substitute_for_a_member() -> None:
    marked = "[attendance_substitutes_serving] Tjänstgörande ersättare\nAnna Ek (MP) ersätter Bo Ström (MP)"
    assert told(marked, "name", "replaces", "role", "status") == [
        ("Anna Ek", "Bo Ström", "substitute", "serving")
    ]


def test_the_secretary_is_an_official() -> None:
    marked = "| Sekreterare | Karin Ek |\n|---|---|\n[attendance_others] Övriga\nKarin Ek\nBo Ström"
    assert told(marked, "name", "role", "office") == [
        ("Karin Ek", "official", "sekreterare"),
        ("Bo Ström", "other", None),
    ]


def test_one_record_for_each_stretch_of_presence() -> None:
    marked = "[attendance_serving] Beslutande\nAnna Ek (S) §§ 1-5, 7-9"
    assert told(marked, "paragraph_first", "paragraph_last") == [(1, 5), (7, 9)]


def test_hours_of_presence_take_the_day_of_the_sitting() -> None:
    marked = "[attendance_serving] Beslutande\nAnna Ek (S) kl. 13.10-14.30"
    assert told(marked, "time_from", "time_to") == [
        (datetime(2022, 3, 1, 13, 10), datetime(2022, 3, 1, 14, 30))
    ]


@pytest.mark.parametrize("value", ["Enligt närvarolista", "Se sidan 2", "-"])
def test_a_pointer_to_a_list_is_nobody(value: str) -> None:
    assert present(f"| Beslutande | {value} |\n| Paragrafer | 1-2 |") == []


def test_prose_under_a_heading_is_nobody() -> None:
    prose = "De närvarande godkände förslaget från Region Norr och tackade för ordet."
    assert present(f"[attendance] Närvarande\n{prose}") == []


def test_a_roll_of_votes_is_no_list_of_those_present() -> None:
    marked = "[attendance_substitutes_present] Ersättare\nJa\nAnna Ek\nS\n12\nLedamot\nNej\nBo Ström\nM"
    assert present(marked) == []


ROLL = """
Ledamot
Ersättare
Parti
Ankom
Utgick
19
Ek, Anna
Ström, Bo
S
16:00
16:28
20
Berg Sand,
Cia
M
15:57
21:49
"""


def test_roll_with_hours_line_by_line() -> None:
    assert told(ROLL, "name", "party", "status", "replaces") == [
        ("Anna Ek", "S", "absent", None),
        ("Bo Ström", "S", "serving", "Anna Ek"),
        ("Cia Berg Sand", "M", "serving", None),
    ]


def test_a_page_of_a_roll_with_names_out_of_place_is_left_out() -> None:
    assert present(ROLL + "Dahl, Dan\nFalk, Eva\n") == []


@pytest.mark.parametrize(
    ("text", "office", "replaces"),
    [
        ("Anna Ek (S), 1:e vice ordförande", "1:e vice ordförande", None),
        ("Ordf. Anna Ek (S)", "Ordf.", None),
        ("Anna Ek (S) tjg ers för Bo Ström (M)", None, "Bo Ström"),
        ("(S) Anna Ek, för Bo Ström", None, "Bo Ström"),
        ("1. Anna Ek (S, ordf)", "ordf", None),
    ],
)
def test_entry(text: str, office: str | None, replaces: str | None) -> None:
    (entry,) = EntryReader(rules()).entries(text) or []
    assert (entry.person.name, entry.person.party) == ("Anna Ek", "S")
    assert (entry.office, entry.replaces) == (office, replaces)


@pytest.mark.parametrize(
    "text", ["Socialförvaltningen", "Beslut om taxa", "Region Norrbygden", "Vakant (SD)"]
)
def test_no_entry(text: str) -> None:
    assert not EntryReader(rules()).entries(text)


def test_a_heading_after_a_name_is_not_read_into_it() -> None:
    marked = "[attendance_serving] Ledamöter:\nAnna Ek\nErsättare:\nBo Ström"
    assert told(marked, "name", "role") == [("Anna Ek", "member"), ("Bo Ström", "substitute")]


def test_a_function_before_a_name_in_an_enumeration() -> None:
    marked = "[attendance] Närvarande\nAnna Ek, ordf, Bo Ström samt sekreteraren Eva Falk"
    assert told(marked, "name", "office") == [
        ("Anna Ek", "ordf"),
        ("Bo Ström", None),
        ("Eva Falk", "sekreteraren"),
    ]


def test_list_whose_columns_were_lost() -> None:
    marked = "Beslutande Anna Ek (S), ordförande\nBo Ström (M)\nUtses att justera Bo Ström"
    assert told(marked, "name", "office") == [("Anna Ek", "ordförande"), ("Bo Ström", "justerare")]


def test_two_columns_of_people() -> None:
    marked = "[attendance_serving] Beslutande\nAnna Ek (S)    Bo Ström (M)\nCia Berg (C)   Dan Dahl (V)"
    assert [row.name for row in present(marked)] == ["Anna Ek", "Bo Ström", "Cia Berg", "Dan Dahl"]


def test_columns_of_blanks_below_a_line_of_their_names() -> None:
    marked = """
[attendance_serving] NÄRVARANDE LEDAMÖTER
Namn                     Parti     Kommun
Anna Ek                  S         Edsvik       Ordförande
Bo Ström                 M         Tallberg
"""
    assert told(marked, "name", "party", "municipality", "office") == [
        ("Anna Ek", "S", "Edsvik", "Ordförande"),
        ("Bo Ström", "M", "Tallberg", None),
    ]


def test_places_behind_most_people_are_their_municipality() -> None:
    marked = "[attendance_serving] Ledamöter\nAnna Ek (S) Edsvik, ordförande\nBo Ström (M) Tallberg"
    assert told(marked, "name", "municipality", "office") == [
        ("Anna Ek", "Edsvik", "ordförande"),
        ("Bo Ström", "Tallberg", None),
    ]


def test_a_board_without_parties_serves_as_a_whole() -> None:
    marked = "[attendance] Närvarande\nAnna Ek, ordförande\nBo Ström\nCia Berg, VD"
    assert told(marked, "name", "role", "status") == [
        ("Anna Ek", "member", "serving"),
        ("Bo Ström", "member", "serving"),
        ("Cia Berg", "official", "present"),
    ]


def test_a_label_broken_over_two_lines_keeps_its_list() -> None:
    marked = """
Beslutande               Anna Ek (S)
Ej tjänstgörande
ersättare                Bo Ström (M)
                         Cia Berg (L)
"""
    assert told(marked, "name", "role", "status")[1:] == [
        ("Bo Ström", "substitute", "present"),
        ("Cia Berg", "substitute", "present"),
    ]


def test_two_lists_that_only_share_their_lines() -> None:
    marked = """
[attendance] Närvarolista

Ledamöter                     Ersättare
Anna Ek (S), ordf.            Bo Ström (S), tjg för Cia Berg (S)
Dan Dahl (M)                  Eva Falk (M), ej tjg
"""
    assert told(marked, "name", "role", "status") == [
        ("Anna Ek", "member", "serving"),
        ("Dan Dahl", "member", "serving"),
        ("Bo Ström", "substitute", "serving"),
        ("Eva Falk", "substitute", "present"),
    ]


def test_the_party_before_the_name() -> None:
    marked = "[attendance_serving] Beslutande\nS Anna Ek\nM Bo Ström\nXL Cia Berg (digitalt)"
    assert told(marked, "name", "party") == [("Anna Ek", "S"), ("Bo Ström", "M"), ("Cia Berg", "XL")]


def test_people_below_a_unit_are_its_staff() -> None:
    marked = """
[attendance_serving] Beslutande
Anna Ek (S)
Bo Ström (M)

Förvaltningen
Cia Berg, avdelningschef
"""
    assert told(marked, "name", "role") == [
        ("Anna Ek", "member"),
        ("Bo Ström", "member"),
        ("Cia Berg", "official"),
    ]


def test_members_below_the_name_of_their_municipality() -> None:
    marked = "[attendance_serving] Ledamöter\nNorrskogs kommun\nAnna Ek (S)\nÅmåsa kommun\nBo Ström (M)"
    assert told(marked, "name", "municipality") == [("Anna Ek", "Norrskog"), ("Bo Ström", "Åmåsa")]


def test_hours_and_paragraphs_of_one_stretch() -> None:
    (row,) = present("[attendance_serving] Ledamöter\nAnna Ek (S), fr.o.m. kl. 17.20, § 127")
    assert (row.paragraph_first, row.paragraph_last) == (127, None)
    assert row.time_from == datetime(2022, 3, 1, 17, 20)


def test_those_who_are_addressed_as_in_old_minutes() -> None:
    marked = """
Närvarande:  Ordf. herr Sven Ek, v. ordf. fru Ada Lind,
             herrar Nils Alm och Erik Ros samt fru
             Maj Holm, suppleant för herr Tore Lund.
"""
    assert told(marked, "name", "office", "replaces") == [
        ("Sven Ek", "Ordf.", None),
        ("Ada Lind", "v. ordf.", None),
        ("Nils Alm", None, None),
        ("Erik Ros", None, None),
        ("Maj Holm", None, "Tore Lund"),
    ]


def test_an_office_at_the_end_of_a_line_is_of_the_name_before_it() -> None:
    marked = "[attendance_serving] Beslutande\nAnna Ek, s, ordförande\nBo Ström, m, vice ordförande"
    assert told(marked, "name", "office") == [("Anna Ek", "ordförande"), ("Bo Ström", "vice ordförande")]


def test_a_member_and_a_substitute_for_each_municipality() -> None:
    marked = (
        "[attendance] Närvarande\nKommun\tLedamot\tErsättare\n"
        "Lessby\tAnna Ek (M)\tBo Ström (S)\nRönnås\tfrånvarande\tCia Berg (C), tjänstgörande\n"
    )
    assert told(marked, "name", "municipality", "role", "status") == [
        ("Anna Ek", "Lessby", "member", "serving"),
        ("Cia Berg", "Rönnås", "substitute", "serving"),
        ("Bo Ström", "Lessby", "substitute", "present"),
    ]


def test_the_member_behind_a_shortened_substitute() -> None:
    marked = "[attendance_serving] Beslutande\nAnna Ek (S) ers. Bo Ström (S)\nCia Berg (M)"
    assert told(marked, "name", "replaces") == [("Anna Ek", "Bo Ström"), ("Cia Berg", None)]


def test_a_group_headed_by_a_party_that_no_register_holds() -> None:
    marked = "[attendance_serving] Ledamöter\nSocialdemokraterna\nAnna Ek\n\nFörnya Norrby\nBo Ström\n"
    assert told(marked, "name", "party") == [("Anna Ek", "S"), ("Bo Ström", "Förnya Norrby")]


def test_titled_people_below_a_colon_are_staff_where_nobody_has_a_party() -> None:
    marked = "[attendance_absent] Frånvarande:\nAnna Ek\n\nStöd till revisorerna:\nBo Ström, revisionskonsult"
    assert told(marked, "name", "role") == [("Anna Ek", "member"), ("Bo Ström", "official")]


def test_a_title_without_party_among_members_with_parties_is_staff() -> None:
    marked = "[attendance_serving] Beslutande\nAnna Ek (S)\nBo Ström (M)\nMia Holm, kommunchef"
    assert told(marked, "name", "role", "status")[2] == ("Mia Holm", "official", "present")


def test_a_party_by_its_name() -> None:
    marked = "[attendance_serving] Beslutande\nAnna Ek, Socialdemokraterna\nBo Ström (Norrbypartiet)"
    assert told(marked, "name", "party") == [("Anna Ek", "S"), ("Bo Ström", "Norrbypartiet")]


def test_roll_in_columns_with_parties_on_lines_of_their_own() -> None:
    marked = """
[attendance] Närvarolista
Ledamöter           Närv   Tjänstgörande ersättare   §§
SOCIALDEMOKRATERNA
Anna Ek             X
Nils Öst            -      Lena Hed                  4-9
CENTERPARTIET
Cia Berg            X
"""
    assert told(marked, "name", "party", "status", "replaces", "paragraph_first", "paragraph_last") == [
        ("Anna Ek", "S", "serving", None, None, None),
        ("Lena Hed", "S", "serving", "Nils Öst", 4, 9),
        ("Nils Öst", "S", "absent", None, None, None),
        ("Cia Berg", "C", "serving", None, None, None),
    ]


def test_offices_over_names_end_a_list() -> None:
    marked = "[attendance_others] Övriga\nMia Holm, kanslichef\n\n"
    marked += "Sekreterare        Ordförande\nMia Holm           Anna Ek"
    assert told(marked, "name") == [("Mia Holm",)]


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("ej § 9 p.g.a. jäv", [(None, 8), (10, None)]),
        ("(utom §§ 3-4, 7)", [(None, 2), (5, 6), (8, None)]),
        ("ej § 1", [(2, None)]),
        ("fr.o.m. punkt 4", [(4, None)]),
    ],
)
def test_presence_at_all_but_some_items(beside: str, expected: list[tuple[int | None, int | None]]) -> None:
    (entry,) = EntryReader.of(rules()).entries(f"Anna Ek (S), {beside}") or []
    assert [(i.paragraph_first, i.paragraph_last) for i in entry.intervals] == expected


def test_substitutes_told_behind_those_whom_they_replace() -> None:
    text = (
        "Närvarande: Herr Otto Ek, ordförande, herrar Nils Öst och Bo Alm, fru Maj\n"
        "            Berg samt, för herr Ivar Hed, som anmält förhinder,\n"
        "            suppleanten herr Per Lund.\n"
        "            Dessutom närvarande kamrer Sven Dal § 4 samt undertecknad sekreterare.\n"
    )
    assert told(text, "name", "role", "replaces", "office", "paragraph_first") == [
        ("Otto Ek", "member", None, "ordförande", None),
        ("Nils Öst", "member", None, None, None),
        ("Bo Alm", "member", None, None, None),
        ("Maj Berg", "member", None, None, None),
        ("Per Lund", "substitute", "Ivar Hed", None, None),
        ("Sven Dal", "official", None, "kamrer", 4),
    ]


def test_names_of_columns_that_one_blank_parts() -> None:
    roll = """
[attendance] NÄRVAROLISTA
Ledamöter         Närv Tjänstgörande ersättare  §§
SOCIALDEMOKRATERNA
Eva Ek            X
Bo Alm                 -    Cia Hed             12-14
"""
    assert told(roll, "name", "party", "role", "status", "paragraph_first") == [
        ("Eva Ek", "S", "member", "serving", None),
        ("Cia Hed", "S", "substitute", "serving", 12),
        ("Bo Alm", "S", "member", "absent", None),
    ]


def test_rows_of_a_roll_that_wrap_and_other_lists_between_them() -> None:
    roll = """
[attendance] Närvarolista
Ledamöter         Parti   Närvarande   Anmärkning
Eva Ek            S       X
Bo Alm            C       -
Ersättare
Cia Hed           C       X            Tjänstgör för
                                       Bo Alm
Dan Öst           M       X
"""
    assert told(roll, "name", "role", "status", "replaces") == [
        ("Eva Ek", "member", "serving", None),
        ("Bo Alm", "member", "absent", None),
        ("Cia Hed", "substitute", "serving", "Bo Alm"),
        ("Dan Öst", "substitute", "present", None),
    ]


def test_lists_named_by_the_first_column_right_below_each_other() -> None:
    roll = """
Ledamöter                     Parti   Närvaro
Eva Ek                        S       §§ 1-4
Bo Alm                        M       §§ 1-4
Ej tjänstgörande ersättare    Parti
Cia Hed                       S
"""
    assert told(roll, "name", "role", "status") == [
        ("Eva Ek", "member", "serving"),
        ("Bo Alm", "member", "serving"),
        ("Cia Hed", "substitute", "present"),
    ]


def test_lists_that_run_on_in_one_paragraph() -> None:
    running = """
Ledamöter: Eva Ek (S), ordförande, och Bo Alm (M) Ersättare: Cia Hed (S),
tjänstgörande för Dan Öst (S), Gun Frid (L)
"""
    assert told(running, "name", "role", "status", "replaces") == [
        ("Eva Ek", "member", "serving", None),
        ("Bo Alm", "member", "serving", None),
        ("Cia Hed", "substitute", "serving", "Dan Öst"),
        ("Gun Frid", "substitute", "present", None),
    ]


def test_offices_in_a_column_between_the_label_and_occupations() -> None:
    marked = """
Närvarande:  ordföranden       grosshandlare Axel Ek
             vice ordföranden  folkskollärare Ivar Lind
             ledamöterna       fru Hulda Alm
                               lantbrukare Sven Ros
             suppleanten       snickare Helge Malm (för ledamoten Karl Ax)
             stadsingenjören   Bertil Strand, §§ 44 - 46
"""
    assert told(marked, "name", "role", "office", "replaces") == [
        ("Axel Ek", "member", "ordföranden", None),
        ("Ivar Lind", "member", "vice ordföranden", None),
        ("Hulda Alm", "member", None, None),
        ("Sven Ros", "member", None, None),
        ("Helge Malm", "substitute", None, "Karl Ax"),
        ("Bertil Strand", "official", "stadsingenjören", None),
    ]
