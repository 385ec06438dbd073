"""Which sides of painted boxes are seen."""

from __future__ import annotations

from protokollparser.ingest.painted import PAPER, Painted
from protokollparser.ingest.rulings import Rulings

GREY, BLUE = (200, 200, 200), (0, 0, 200)
Box = tuple[float, float, float, float]


def sides_of(*boxes: tuple[Box, tuple[int, int, int]]) -> set[Box]:
    painted = Painted()
    for box, colour in boxes:
        painted.add(box, colour)
    return set(painted.sides())


def test_all_sides_of_a_box_on_paper_are_seen() -> None:
    assert sides_of(((10, 10, 50, 30), GREY)) == {
        (10, 10, 50, 10),
        (10, 30, 50, 30),
        (10, 10, 10, 30),
        (50, 10, 50, 30),
    }


def test_a_box_in_the_colour_of_paper_is_not_seen() -> None:
    assert sides_of(((10, 10, 50, 30), PAPER)) == set()


def test_boxes_of_one_colour_that_touch_are_one() -> None:
    seen = sides_of(((10, 10, 50, 30), GREY), ((50, 10, 90, 30), GREY))
    assert not any(left == right == 50 for left, _, right, _ in seen)


def test_between_boxes_of_two_colours_a_side_is_seen() -> None:
    assert (50, 10, 50, 30) in sides_of(((10, 10, 50, 30), GREY), ((50, 10, 90, 30), BLUE))


def test_paint_behind_words_in_a_cell_of_the_same_colour_is_not_seen() -> None:
    cell = ((10.0, 10.0, 90.0, 50.0), GREY)
    assert sides_of(cell, ((15, 20, 60, 30), GREY)) == sides_of(cell)


def test_only_the_part_of_a_side_where_the_colour_changes_is_seen() -> None:
    seen = sides_of(((10, 10, 90, 30), GREY), ((10, 30, 50, 50), GREY))
    assert (50, 30, 90, 30) in seen
    assert not any(left < 40 and top == bottom == 30 for left, top, _, bottom in seen)


def test_lines_of_painted_and_of_drawn_boxes() -> None:
    rulings = Rulings(600, 800)
    corners = [(10.0, 10.0), (90.0, 10.0), (90.0, 50.0), (10.0, 50.0), (10.0, 10.0), (10.0, 10.0)]
    rulings.add(corners, paint=PAPER)
    assert rulings.lines() == ()
    rulings.add(corners)
    assert len(rulings.lines()) == 4
