"""Lists of those present in the forms of other decades: arrows, leaders, trades, sentences."""

from __future__ import annotations

from tests.parse.test_attendance import present, told


def test_an_arrow_back_names_the_replaced_member_and_keeps_the_municipality() -> None:
    marked = (
        "[attendance_substitutes_serving] Tjänstgörande ersättare\nDan Ek (C), Tranemo ← Eva Alm (C) § 53"
    )
    assert told(marked, "name", "municipality", "replaces", "paragraph_first") == [
        ("Dan Ek", "Tranemo", "Eva Alm", 53)
    ]


def test_an_arrow_on_names_nobody_who_was_there() -> None:
    marked = "[attendance_substitutes_serving] Tjänstgörande ersättare\nBo Vall (M) → Ylva Nord (M)"
    assert told(marked, "name", "status", "replaces") == [("Bo Vall", "serving", "Ylva Nord")]


def test_dots_lead_to_the_party() -> None:
    marked = "[attendance_serving] Beslutande\nArne Sten, ordf .............. s\nInga Sjö ..... c"
    assert told(marked, "name", "party", "office") == [
        ("Arne Sten", "S", "ordf"),
        ("Inga Sjö", "C", None),
    ]


def test_a_trade_is_no_part_of_the_name() -> None:
    marked = """
[attendance] Närvarande:
Nämndemannen Aug. Ström, ordförande
Hemmansägaren Karl Ek
Folkskolläraren Oskar Ljung
"""
    assert told(marked, "name", "role") == [
        ("Aug. Ström", "member"),
        ("Karl Ek", "member"),
        ("Oskar Ljung", "member"),
    ]


def test_absent_beside_the_name() -> None:
    marked = "[attendance_serving] Ledamöter\nEva Ek (S), på plats\nVera Stam (V), frånvarande"
    assert told(marked, "name", "status") == [("Eva Ek", "serving"), ("Vera Stam", "absent")]


def test_a_sentence_names_members_substitute_and_officials() -> None:
    marked = """
Närvarande voro ordföranden herr Axel Lind, vice ordföranden herr Gunnar Stål
samt ledamöterna herrar Erik Bodin och Sixten Ohlsson ävensom fru
Signe Hall. För herr Knut Palm, som anmält förhinder, tjänstgjorde suppleanten
herr Torsten Elg. Dessutom närvoro kamrer Olof Borg och stadsarkitekten
Hugo Werner, den senare under § 31.
"""
    assert told(marked, "name", "role", "status", "replaces") == [
        ("Axel Lind", "member", "serving", None),
        ("Gunnar Stål", "member", "serving", None),
        ("Erik Bodin", "member", "serving", None),
        ("Sixten Ohlsson", "member", "serving", None),
        ("Signe Hall", "member", "serving", None),
        ("Torsten Elg", "substitute", "serving", "Knut Palm"),
        ("Olof Borg", "official", "present", None),
        ("Hugo Werner", "official", "present", None),
    ]


def test_lines_of_a_list_are_not_joined_by_their_commas() -> None:
    marked = """
[attendance] Närvarande
Eva Ek (S), ordförande
Birgitta Ring, primärvården, Region Öst
Robert Lo, polisen
"""
    assert [row.name for row in present(marked)] == ["Eva Ek", "Birgitta Ring", "Robert Lo"]


def test_a_company_is_nobody() -> None:
    marked = "[attendance_others] Övriga\nPetra Lind, vd Näset Energi AB, § 211"
    assert told(marked, "name", "role", "organisation") == [("Petra Lind", "other", "vd Näset Energi AB")]


def test_functions_in_a_column_of_their_own() -> None:
    marked = """
Beslutande        Pia Torn           M     Ordförande
                  Kent Lager         FP    1:e vice ordförande
                  Lena Skog          C     Ersätter Ylva Carp (M)
"""
    assert told(marked, "name", "party", "role", "office", "replaces") == [
        ("Pia Torn", "M", "member", "Ordförande", None),
        ("Kent Lager", "FP", "member", "1:e vice ordförande", None),
        ("Lena Skog", "C", "substitute", None, "Ylva Carp"),
    ]


def test_a_group_of_its_own_goes_on_with_the_columns_of_the_roll() -> None:
    marked = """
[attendance] Närvarolista
Nr     Namn                 Parti   Närvarande   Anmärkning
1      Ahl, Kerstin         S       Ja           Ordförande
2      Berg, Tomas          S       Nej
[attendance_substitutes_present] Ersättare
11     Isberg, Monika       S       Nej
12     Jarl, Anders         S       Ja           Tjänstgör för Tomas Berg
"""
    assert told(marked, "name", "role", "status", "replaces") == [
        ("Kerstin Ahl", "member", "serving", None),
        ("Tomas Berg", "member", "absent", None),
        ("Monika Isberg", "substitute", "absent", None),
        ("Anders Jarl", "substitute", "serving", "Tomas Berg"),
    ]


def test_columns_of_ballots_behind_those_of_the_roll() -> None:
    marked = """
[attendance] Närvaro- och voteringslista
Ledamot        Parti   När-   Ersättare    huvud-     kontra-
                       varo                votering   proposition
Yngve Dal      S       X                   X          X
Bodil Ek       S       -      Ali Ham X    X          X
"""
    assert sorted(told(marked, "name", "role", "status")) == [
        ("Ali Ham", "substitute", "serving"),
        ("Bodil Ek", "member", "absent"),
        ("Yngve Dal", "member", "serving"),
    ]


def test_who_a_municipality_sends() -> None:
    marked = """
[attendance_serving] Beslutande
För Hults kommun: Lena Hag (S), ordförande, och Per Mo (M)
För Viks kommun: Ulf Ask (C) och Mia Lo (V)
För Näs kommun: Sten Dal (KD)
"""
    assert told(marked, "name", "party", "municipality") == [
        ("Lena Hag", "S", "Hult"),
        ("Per Mo", "M", "Hult"),
        ("Ulf Ask", "C", "Vik"),
        ("Mia Lo", "V", "Vik"),
        ("Sten Dal", "KD", "Näs"),
    ]


def test_one_title_behind_two_officials() -> None:
    marked = "[attendance_others] Tjänstemän\nEva Lind och Pia Ahl, enhetschefer § 53\nLotta Hjelm MAS, § 51"
    assert told(marked, "name", "role", "office", "paragraph_first") == [
        ("Eva Lind", "official", "enhetschefer", 53),
        ("Pia Ahl", "official", "enhetschefer", 53),
        ("Lotta Hjelm", "official", "MAS", 51),
    ]


def test_who_led_an_item_was_there_all_the_time() -> None:
    marked = """
[attendance_serving] Ledamöter
Tord Rask (M), 1:e v ordf, ordförande § 59
Siv Ek (KD), tjänstgör för vakant plats
"""
    assert told(marked, "name", "status", "paragraph_first") == [
        ("Tord Rask", "serving", None),
        ("Siv Ek", "serving", None),
    ]


def test_the_secretary_below_a_list_of_substitutes_is_none_of_them() -> None:
    marked = "[attendance_substitutes_present] Ersättare\nBo Ek (S), Lars Fors (M)\n\nSekreterare: Kurt Dal"
    assert told(marked, "name", "role") == [
        ("Bo Ek", "substitute"),
        ("Lars Fors", "substitute"),
        ("Kurt Dal", "official"),
    ]
