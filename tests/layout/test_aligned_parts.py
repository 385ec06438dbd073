"""Columns, headers and rows of unruled tables, each for itself."""

from __future__ import annotations

from protokollparser.core.document import Document
from protokollparser.layout.aligned.columns import Column, find_columns, place, with_headed
from protokollparser.layout.aligned.headers import place_header
from protokollparser.layout.aligned.regions import aligned
from protokollparser.layout.aligned.segments import SegmentedLine, cut_lines
from protokollparser.layout.lines import build_lines
from tests.layout.build import columns_of, printed_page


def cut(words: list[tuple[str, float, float]]) -> list[SegmentedLine]:
    page = printed_page(words)
    document = Document("0" * 64, "prov.pdf", "application/pdf", 1, (page,), text_origin="pdf")
    lines, bounds = build_lines(document)
    return cut_lines(page, lines, [low for low, _ in bounds])


BODY = [("Norrby", "10", "20"), ("Söderby", "1 100", "21"), ("Västby", "12", "22")]
EDGES = [60.0, 250.0, 330.0]


def test_columns_are_the_stretches_of_print_between_white() -> None:
    columns = find_columns("", cut(columns_of(EDGES, BODY)))
    assert columns == [Column(60, 95), Column(225, 250), Column(320, 330)]


def test_columns_that_print_on_no_line_together_are_one() -> None:
    rows = [("Norrby", "10", ""), ("Söderby", "11", ""), ("Västby", "", "20"), ("Ekby", "", "21")]
    assert len(find_columns("", cut(columns_of(EDGES, rows)))) == 2


def test_lines_at_nearly_one_height_print_together() -> None:
    words = [("Norrby", 60.0, 100.0), ("10", 240.0, 105.0), ("Söderby", 60.0, 120.0), ("11", 240.0, 125.0)]
    assert len(find_columns("", cut(words))) == 2


def test_a_column_of_which_only_the_header_prints_is_one() -> None:
    lines = cut(columns_of([60.0, 180.0, 250.0, 330.0], [("Ort", "Not", "Utfall", "Andel")], 80))
    columns = [Column(60, 95), Column(225, 250), Column(320, 330)]
    assert [round(column.left) for column in with_headed(columns, lines)] == [60, 165, 225, 320]


def test_words_close_together_go_to_the_columns_that_they_stand_under() -> None:
    (line,) = cut([("Ort", 60.0, 80.0), ("2022", 230.0, 80.0), ("2023", 255.0, 80.0)])
    columns = [Column(60, 95), Column(225, 250), Column(253, 275)]
    assert [piece.column for piece in place(line, columns)] == [0, 1, 2]


def test_headers_as_many_as_columns_go_by_their_order() -> None:
    lines = cut([("Ort", 60.0, 80.0), ("Antal", 130.0, 80.0), ("Andel", 270.0, 80.0)])
    columns = [Column(60, 95), Column(225, 250), Column(320, 330)]
    (header,) = place_header(lines, columns)
    assert [piece.column for piece in header.pieces] == [0, 1, 2]


def test_pieces_align_by_an_edge_or_their_middle() -> None:
    (one,), (other,), (far,) = (
        cut([(text, x, 80.0)])[0].segments for text, x in (("1234", 60.0), ("34", 70.0), ("5", 100.0))
    )
    assert aligned(one, other, 2.5)
    assert not aligned(one, far, 2.5)
