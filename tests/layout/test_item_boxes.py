"""Agenda items in ruled boxes."""

from __future__ import annotations

from protokollparser.core.document import Ruling
from tests.layout.build import printed_layout, printed_page

Words = list[tuple[str, float, float]]


def box(xs: list[float], ys: list[float]) -> tuple[Ruling, ...]:
    across = [Ruling(xs[0], y, xs[-1], y) for y in ys]
    return (*across, *(Ruling(x, ys[0], x, ys[-1]) for x in xs))


def lines_of(words: Words, *rulings: tuple[Ruling, ...]) -> list[str]:
    layout = printed_layout(printed_page(words, tuple(rule for one in rulings for rule in one)))
    assert layout.grids == ()
    return [line.text for line in layout.lines if line.text]


def head(number: str, title: str, top: float) -> Words:
    return [
        (number, 60, top + 4),
        ("KS", 120, top + 4),
        (f"2023/{top:.0f}", 140, top + 4),
        (title, 260, top + 4),
    ]


def test_the_cells_of_an_item_head_are_lines_of_their_own() -> None:
    words = [*head("§12", "Belysning", 100), ("Beslut", 60, 134.0), *head("§13", "Snöröjning", 200)]
    xs = [50.0, 110.0, 250.0, 400.0]
    assert lines_of(words, box(xs, [100, 120]), box(xs, [200, 220])) == [
        "§12", "KS 2023/100", "Belysning", "Beslut", "§13", "KS 2023/200", "Snöröjning",
    ]  # fmt: skip


def test_a_section_sign_at_the_right_comes_first_and_what_all_heads_say_last() -> None:
    words: Words = []
    for number, title, top in (("§12", "Belysning", 100.0), ("§13", "Snöröjning", 200.0)):
        words += [("Nämnden", 60, top + 4), (number, 260, top + 4), (title, 60, top + 24)]
    boxes = [box([50.0, 250.0, 400.0], [top, top + 20, top + 40]) for top in (100, 200)]
    assert lines_of(words, *boxes) == ["§12", "Belysning", "Nämnden", "§13", "Snöröjning", "Nämnden"]


def test_the_text_of_items_beside_their_section_signs_in_the_margin() -> None:
    words: Words = []
    for number, top in (("§12", 100.0), ("§13", 160.0)):
        words += [(number, 60, top + 4), ("Belysning", 120, top + 4), ("Beslut", 120, top + 18)]
        words += [("Förslaget", 120, top + 32), ("antas.", 170, top + 32)]
    assert lines_of(words, box([50.0, 110.0, 400.0], [100, 160, 220])) == [
        "§12", "Belysning", "Beslut", "Förslaget antas.", "§13", "Belysning", "Beslut", "Förslaget antas.",
    ]  # fmt: skip


def test_a_table_of_paragraphs_stays_a_table() -> None:
    words: Words = [("Ärende", 60, 104.0), ("Sida", 260, 104.0)]
    for number, top in (("12", 120.0), ("13", 140.0)):
        words += [(f"§{number}", 60, top + 4), ("Taxa", 100, top + 4), (number, 260, top + 4)]
    page = printed_page(words, box([50.0, 250.0, 400.0], [100, 120, 140, 160]))
    assert [grid.form for grid in printed_layout(page).grids] == ["ruled"]


def test_one_box_with_a_section_sign_may_be_the_row_of_a_form() -> None:
    words = [("Paragraf", 60, 104.0), ("§12", 260, 104.0), ("Plats", 60, 124.0), ("Kansliet", 260, 124.0)]
    page = printed_page(words, box([50.0, 250.0, 400.0], [100, 120, 140]))
    assert printed_layout(page).lines[0].text == "Paragraf §12"


def test_a_row_of_figures_is_no_head_of_an_item() -> None:
    words: Words = []
    for number, top in (("§12", 100.0), ("§13", 200.0)):
        words += [(number, 60, top + 4), ("31", 120, top + 4), ("28", 260, top + 4)]
    rulings = (*box([50.0, 110.0, 250.0, 400.0], [100, 120]), *box([50.0, 110.0, 250.0, 400.0], [200, 220]))
    assert [line.text for line in printed_layout(printed_page(words, rulings)).lines if line.text] == [
        "§12 31 28",
        "§13 31 28",
    ]
