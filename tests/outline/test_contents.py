"""Contents lists told from the body."""

from __future__ import annotations

from tests.outline.build import draft_of, outline_of


def entries_of(text: str) -> list[list[tuple[str | None, str, str | None]]]:
    listings = draft_of(text).listings
    return [[(e.number, e.title, e.pages) for e in listing.entries] for listing in listings]


def test_a_table_with_named_columns() -> None:
    text = "Ärenden\tSida\n1 Val av justerare\t2\n2 Taxa för avfall\t3 - 5\n"
    assert entries_of(text) == [[("1", "Val av justerare", "2"), ("2", "Taxa för avfall", "3 - 5")]]


def test_leaders_of_dots() -> None:
    text = "Innehåll\n\n1 Mål ............ 3\n1.1 Syfte ........ 3\n2 Ekonomi ........ 12\n\n1 Mål\n\nText.\n"
    assert entries_of(text) == [[("1", "Mål", "3"), ("1.1", "Syfte", "3"), ("2", "Ekonomi", "12")]]


def test_a_plain_list_ends_where_the_numbers_begin_anew() -> None:
    text = "Föredragningslista\n\n1. Upprop\n2. Val av justerare\n3. Taxa\n\n1. Upprop\n\nUpprop förrättas.\n"
    assert [len(found) for found in entries_of(text)] == [3]


def test_titles_in_a_contents_list_are_no_headings_of_the_body() -> None:
    text = "Innehåll\n\n§ 1 Syfte ..... 2\n§ 2 Medel ..... 3\n\n§ 1 Syfte\n\nText.\n\n§ 2 Medel\n\nText.\n"
    outline = outline_of(text)
    lines = [outline.layout.lines[heading.first].number for heading in outline.headings if heading.number]
    assert lines == [6, 10]


def test_a_heading_without_a_list_is_a_plain_heading() -> None:
    assert entries_of("Ärenden\n\nNämnden behandlar ärenden om bygglov.\n") == []


def test_an_agenda_in_columns_of_blanks() -> None:
    text = """Norrby kommun       KALLELSE

FÖREDRAGNINGSLISTA

Nr    Ärende                                        Dnr
      Inledning
1     Upprop

      Beslutsärenden
2     Gården 3:41, bygglov för nybyggnad av         MBN 2023-871
      flerbostadshus
3     Tillsynsplan 2024                             MBN 2024-31
"""
    (listing,) = outline_of(text).contents
    assert [(entry.number, entry.title, entry.pages) for entry in listing.entries] == [
        ("1", "Upprop", None),
        ("2", "Gården 3:41, bygglov för nybyggnad av flerbostadshus", "MBN 2023-871"),
        ("3", "Tillsynsplan 2024", "MBN 2024-31"),
    ]


def test_a_range_of_paragraphs_that_are_not_printed_leaves_the_list_whole() -> None:
    text = (
        "Innehåll\n§ 1 Upprop\n§ 2 Taxa för avfall\n§ 3-5 Sekretess\n§ 6 Avslutning\n\n"
        "§ 1 Upprop\n\nUpprop förrättas.\n"
    )
    assert [[number for number, _, _ in found] for found in entries_of(text)] == [
        ["§ 1", "§ 2", "§ 3-5", "§ 6"]
    ]
