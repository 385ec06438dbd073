"""Tables drawn with rules on PDF pages."""

from __future__ import annotations

from protokollparser.core.document import Ruling
from protokollparser.layout.ruled.rulings import find_lattices
from tests.layout.build import cells_of, printed_layout, printed_page


def ruled(xs: list[float], ys: list[float]) -> tuple[Ruling, ...]:
    across = [Ruling(xs[0], y, xs[-1], y) for y in ys]
    return (*across, *(Ruling(x, ys[0], x, ys[-1]) for x in xs))


def test_words_fall_into_the_cells_that_rules_enclose() -> None:
    words = [
        ("Mål", 60, 104.0),
        ("Utfall", 210, 104.0),
        ("God", 60, 124.0),
        ("vård", 80, 124.0),
        ("56", 210, 124.0),
    ]
    (grid,) = printed_layout(printed_page(words, ruled([50, 200, 300], [100, 120, 140]))).grids
    assert grid.form == "ruled"
    assert cells_of(grid) == [["Mål", "Utfall"], ["God vård", "56"]]


def test_a_cell_over_two_lines_has_its_whole_text() -> None:
    words = [
        ("God", 60, 104.0),
        ("56", 210, 104.0),
        ("vård", 60, 116.0),
        ("Ny", 60, 134.0),
        ("Ja", 210, 134.0),
    ]
    (grid,) = printed_layout(printed_page(words, ruled([50, 200, 300], [100, 130, 150]))).grids
    assert cells_of(grid) == [["God vård", "56"], ["Ny", "Ja"]]
    assert (grid.rows[0].first, grid.rows[0].last) == (0, 1)


def test_a_missing_wall_merges_cells() -> None:
    rulings = [r for r in ruled([50, 200, 300, 400], [100, 120, 140]) if not (r.x0 == r.x1 == 300)]
    rulings.append(Ruling(300, 120, 300, 140))
    words = [("Ort", 60, 104.0), ("År", 210, 104.0), ("By", 60, 124.0), ("1", 210, 124.0), ("2", 310, 124.0)]
    (grid,) = printed_layout(printed_page(words, tuple(rulings))).grids
    assert [cell.column_span for cell in grid.rows[0].cells] == [1, 2, 1]
    assert cells_of(grid) == [["Ort", "År", ""], ["By", "1", "2"]]


def test_rows_without_rules_between_are_told_by_their_figures() -> None:
    words = [
        ("Ort", 60, 104.0),
        ("Kr", 210, 104.0),
        ("Norrby", 60, 124.0),
        ("10", 210, 124.0),
        ("Söderby", 60, 136.0),
        ("20", 210, 136.0),
    ]
    (grid,) = printed_layout(printed_page(words, ruled([50, 200, 300], [100, 120, 150]))).grids
    assert cells_of(grid) == [["Ort", "Kr"], ["Norrby", "10"], ["Söderby", "20"]]


def test_a_table_may_be_open_at_its_sides() -> None:
    across = [Ruling(50, y, 400, y) for y in (100, 120, 140)]
    down = [Ruling(x, 100, x, 140) for x in (200, 300)]
    (lattice,) = find_lattices([*across, *down])
    assert lattice.xs == (50, 200, 300, 400)


def test_a_frame_around_text_is_no_table() -> None:
    words = [("Ett", 60, 104.0), ("stycke", 80, 104.0), ("text", 60, 124.0)]
    assert printed_layout(printed_page(words, ruled([50, 300], [100, 140]))).grids == ()


def test_a_chart_is_no_table() -> None:
    words = [("10", 60, 104.0), ("20", 210, 124.0), ("30", 310, 144.0), ("40", 410, 164.0)]
    rulings = ruled([50, 200, 300, 400, 500], [100, 120, 140, 160, 180])
    assert printed_layout(printed_page(words, rulings)).grids == ()


def test_a_title_and_notes_in_the_frame_are_no_rows() -> None:
    rulings = [r for r in ruled([50, 200, 300], [80, 100, 120, 140, 160]) if r.x0 != 200 or r.x1 != 200]
    rulings.append(Ruling(200, 100, 200, 140))
    words = [
        ("Bild", 60, 84.0),
        ("Mål", 60, 104.0),
        ("Utfall", 210, 104.0),
        ("Vård", 60, 124.0),
        ("56", 210, 124.0),
        ("Källa:", 60, 144.0),
        ("vi", 100, 144.0),
    ]
    (grid,) = printed_layout(printed_page(words, tuple(rulings))).grids
    assert cells_of(grid) == [["Mål", "Utfall"], ["Vård", "56"]]


def test_a_double_rule_parts_as_one_rule_does() -> None:
    words = [("Mål", 60, 104.0), ("Utfall", 210, 104.0), ("Vård", 60, 124.0), ("56", 210, 124.0)]
    rulings = ruled([50, 200, 205, 300, 304], [100, 120, 140])
    (grid,) = printed_layout(printed_page(words, rulings)).grids
    assert cells_of(grid) == [["Mål", "Utfall"], ["Vård", "56"]]


def test_rules_around_groups_of_columns_leave_the_columns_to_white() -> None:
    words = [
        word
        for top, label, one, other in (
            (104.0, "Norrby", "100", "20"),
            (116.0, "Ekby", "300", "40"),
            (128.0, "Alby", "500", "60"),
            (140.0, "Boda", "700", "80"),
        )
        for word in ((label, 60.0, top), (one, 160.0, top), (other, 250.0, top))
    ]
    (grid,) = printed_layout(printed_page(words, ruled([50, 140, 300], [80, 100, 155]))).grids
    assert cells_of(grid)[1] == ["Ekby", "300", "40"]


def test_words_apart_over_columns_are_cells_of_their_own() -> None:
    xs = [50.0, 150.0, 200.0, 250.0, 300.0, 350.0]
    rulings = [r for r in ruled(xs, [100, 120, 140, 160]) if not (r.x0 == r.x1 and r.x0 in xs[1:-1])]
    rulings += [Ruling(x, 120, x, 160) for x in xs[1:-1]] + [Ruling(150, 100, 150, 120)]
    words = [("Ort", 60.0, 104.0), ("2022", 185.0, 104.0), ("2023", 290.0, 104.0)]
    words += [
        (text, x, top)
        for top, row in ((124.0, "Norrby 1 2 3 4"), (144.0, "Ekby 5 6 7 8"))
        for text, x in zip(row.split(), (60.0, 160.0, 210.0, 260.0, 310.0), strict=True)
    ]
    (grid,) = printed_layout(printed_page(words, tuple(rulings))).grids
    assert [(c.text, c.column_span) for c in grid.rows[0].cells if c.text] == [
        ("Ort", 1),
        ("2022", 2),
        ("2023", 2),
    ]


def test_labels_left_of_a_drawn_frame_are_its_first_column() -> None:
    words = [
        (text, x, top)
        for top, row in (
            (104.0, "Norrby 1 200"),
            (124.0, "Ekby 3 40"),
            (144.0, "Alby 5 6"),
            (164.0, "Boda 7 80"),
        )
        for text, x in zip(row.split(), (60.0, 160.0, 210.0), strict=True)
    ]
    rulings = ruled([150, 200, 250], [100, 120, 140, 160, 180])
    (grid,) = printed_layout(printed_page(words, rulings)).grids
    assert cells_of(grid)[0] == ["Norrby", "1", "200"]
    assert len(grid.rows) == 4
