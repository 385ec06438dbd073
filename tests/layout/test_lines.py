"""Lines keep their way back into the page text."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from protokollparser.layout.lines import build_lines, compose
from tests.layout.build import document_of, layout_of

PRINTED = st.text(
    alphabet=st.sampled_from("aåäöÅo\u0308\u030a\u0301 \t\r\nn§1\u00a0\ufb01\u1100\u1161\u11a8"), max_size=60
)


def test_blank_lines_count() -> None:
    lines, _ = build_lines(document_of("\n\nProtokoll\n\nBeslut"))
    assert [(line.number, line.text) for line in lines] == [
        (1, ""),
        (2, ""),
        (3, "Protokoll"),
        (4, ""),
        (5, "Beslut"),
    ]


def test_all_line_ends_part_lines() -> None:
    lines, _ = build_lines(document_of("ett\r\ntvå\rtre\nfyra"))
    assert [line.text for line in lines] == ["ett", "två", "tre", "fyra"]


def test_numbers_run_on_over_pages() -> None:
    lines, _ = build_lines(document_of("ett\ntvå\n", "tre\n"))
    assert [(line.page, line.number) for line in lines] == [(1, 1), (1, 2), (2, 3)]


def test_indent_counts_leading_white_space() -> None:
    lines, _ = build_lines(document_of("   inryckt  "))
    assert (lines[0].indent, lines[0].start, lines[0].end) == (3.0, 3, 10)


def test_decomposed_letters_point_back() -> None:
    layout = layout_of("  Na\u0308mnden beslo\u0308t\n")
    line = layout.lines[0]
    at = line.text.index("beslöt")
    assert line.text == "Nämnden beslöt"
    assert layout.span(line, at, at + 6).printed == "beslo\u0308t"


def test_composed_text_needs_no_offsets() -> None:
    assert compose("Nämnden") == ("Nämnden", None)


@given(PRINTED)
def test_composed_text_is_nfc_and_covers_the_raw_text(raw: str) -> None:
    text, offsets = compose(raw)
    places = offsets or tuple(range(len(text) + 1))
    assert text == unicodedata.normalize("NFC", raw)
    assert list(places) == sorted(places)
    assert (places[0] if text else 0, places[-1]) == (0, len(raw))
