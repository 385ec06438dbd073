"""What holds for any text: places slice to what they say, grids do not overlap, nothing unknown is raised."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from protokollparser.core.errors import InputError
from protokollparser.core.text import clean
from protokollparser.ingest import read
from tests.layout.build import layout_of

PIECES = st.sampled_from(
    [
        "|",
        " | ",
        "\t",
        "\t\t",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "-",
        "---",
        "|--|--|\n",
        "1 200",
        "Summa",
        "a\u0308",
        "ö",
        " ",
        "  ",
        "   12",
        "3 (73)\n",
        "Sida 2\n",
        "<hr/>",
        "§ 4",
        "Utdragsbestyrkande",
        "\u00a0",
        "\u2028",
        "\x0b",
        "*",
        "¹ not",
    ]
)
TEXT = st.lists(PIECES, max_size=40).map("".join)


@given(st.lists(TEXT, min_size=1, max_size=4))
@settings(deadline=None, max_examples=150)
def test_places_slice_to_what_they_say(texts: list[str]) -> None:
    layout = layout_of(*texts)
    for number, line in enumerate(layout.lines):
        span = layout.span(line)
        assert line.index == number
        assert clean(span.printed) == clean(line.text)
        assert span.line_start == line.number
    for grid in layout.grids:
        for row in grid.rows:
            for cell in row.cells:
                printed = layout.document.pages[cell.page - 1].text[cell.start : cell.end]
                assert printed == printed.strip()
                assert clean(printed) == cell.text


@given(st.lists(TEXT, min_size=1, max_size=4))
@settings(deadline=None, max_examples=150)
def test_no_line_is_in_two_rows_and_none_is_lost(texts: list[str]) -> None:
    layout = layout_of(*texts)
    rows = [index for grid in layout.grids for row in grid.rows for index in range(row.first, row.last + 1)]
    assert len(rows) == len(set(rows))
    assert all(layout.lines[index].text for index in rows)
    marked = [index for mark in layout.furniture for index in range(mark.first, mark.last + 1)]
    assert len(marked) == len(set(marked))


@given(st.one_of(st.binary(max_size=300), TEXT.map(lambda text: text.encode("cp1252", errors="ignore"))))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("name", ["prov.txt", "prov.pdf"])
def test_any_bytes_are_read_or_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    try:
        printed = "".join(page.text for page in read(path).pages)
    except InputError as error:
        printed = str(error).replace("\n", "")
        refused = True
    else:
        refused = False
    assert printed.strip()
    assert refused or content


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_under_a_pdf_header_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "prov.pdf"
    path.write_bytes(b"%PDF-1.4\n" + content)
    with pytest.raises(InputError):
        read(path)


@given(st.lists(TEXT, min_size=1, max_size=3))
@settings(deadline=None, max_examples=40)
def test_the_same_text_gives_the_same_layout(texts: list[str]) -> None:
    assert layout_of(*texts) == layout_of(*texts)
