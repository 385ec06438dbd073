"""Lists of items under named columns that are set with blanks."""

from __future__ import annotations

from protokollparser.core.outline import ContentsEntry
from tests.outline.build import outline_of

SUMMONS = """Kallelse till sammanträde

Nr   Ärende                                    Dnr             Föredragande
1    Upprop
2    Yttrande över motion om kvällsöppen       HSN 2024-0871   Per Ek
     vårdcentral
3    Information
     a) Läget på mottagningen                                  Lena Hök
4    Övriga frågor                                             Eva Alm, kl. 10
"""


def entries(text: str) -> list[ContentsEntry]:
    return [entry for listing in outline_of(text).contents for entry in listing.entries]


def test_titles_and_case_numbers_are_told_by_their_columns() -> None:
    found = [(entry.number, entry.title, entry.pages) for entry in entries(SUMMONS)]
    assert found == [
        ("1", "Upprop", None),
        ("2", "Yttrande över motion om kvällsöppen vårdcentral", "HSN 2024-0871"),
        ("3", "Information", None),
        ("4", "Övriga frågor", None),
    ]


def test_a_line_of_other_words_heads_no_list() -> None:
    other = SUMMONS.replace("Kallelse till sammanträde", "Mottagningarnas planer")
    assert entries(other.replace("Föredragande", "Resultat").replace("Dnr", "Mål")) == []


def test_rows_without_number_open_the_list_head_groups_and_name_breaks() -> None:
    text = """Kallelse till sammanträde

Dagordning

  Nr  Tid     Ärende                                     Föredragande

              Mötets öppnande
  1   09.00   Val av justerare

              BESLUT
  2   09.10   Svar på motion om cykelväg                 Per Ek
              Dnr KS/2023:455
      09.30   Fika
  3   09.45   Övriga frågor
"""
    assert [(entry.number, entry.title, entry.pages) for entry in entries(text)] == [
        ("1", "Val av justerare", None),
        ("2", "Svar på motion om cykelväg", "KS/2023:455"),
        ("3", "Övriga frågor", None),
    ]
