"""Furniture is set aside; what only looks like it stays."""

from __future__ import annotations

import pytest

from protokollparser.core.document import Page
from protokollparser.core.rules import examples_broken, load
from tests.layout.build import layout_of, printed_layout, printed_page

HEAD = "Kommunfullmäktige\n\nProtokoll nr 4\nSammanträdesdatum: 2024-03-05\n\n"
BODIES = ("§ 1\nVal\n", "§ 2\nBudget\n", "§ 3\nMotion om skolor\n", "§ 4\nFråga\n")


def set_aside(*texts: str) -> list[tuple[str, str]]:
    layout = layout_of(*texts)
    return [(mark.kind, layout.lines[mark.first].text) for mark in layout.furniture]


@pytest.mark.parametrize("name", ["page_number", "page_number_in_sequence", "signature_strip", "crumb"])
def test_examples_of_the_wordings_hold(name: str) -> None:
    assert examples_broken(load().phrase(name)) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("3 (73)", "page_number"),
        ("Sida 5 av 16", "page_number"),
        ("- 4 -", "page_number"),
        ("Utdragsbestyrkande", "signature_strip"),
        ("Justerandes sign        Utdragsbestyrkande", "signature_strip"),
        ("<hr/>", "crumb"),
        ("![](bild_1.png)", "crumb"),
    ],
)
def test_lines_are_known_by_their_wording(line: str, kind: str) -> None:
    assert set_aside(f"Nämnden beslutar\n{line}\natt godkänna.\n") == [(kind, line)]


@pytest.mark.parametrize("line", ["16/3", "73 (3)", "2021", "Justerande", "Underskrift", ".....", "Beslut"])
def test_lines_that_only_look_like_furniture_stay(line: str) -> None:
    assert set_aside(f"Nämnden beslutar\n{line}\natt godkänna.\n") == []


def test_heads_of_pages_are_set_aside_after_the_first() -> None:
    pages = [HEAD + body + f"\n{number} (4)\n" for number, body in enumerate(BODIES, 1)]
    found = set_aside(*pages)
    assert found.count(("running_head", "Kommunfullmäktige")) == 3
    assert found.count(("running_head", "Sammanträdesdatum: 2024-03-05")) == 3
    assert sum(kind == "page_number" for kind, _ in found) == 4
    assert not any(text.startswith("§") for _, text in found)


def test_page_numbers_part_a_text_without_form_feeds() -> None:
    text = "".join(
        HEAD + body + f"\nNorrby stad, protokoll\n\n{n} (4)\n\n" for n, body in enumerate(BODIES, 1)
    )
    found = set_aside(text)
    assert found.count(("running_head", "Protokoll nr 4")) == 3
    assert found.count(("running_foot", "Norrby stad, protokoll")) == 4


def test_a_head_that_counts_pages_is_known() -> None:
    pages = [f"Norrby kommun sida {number}\n{body}" for number, body in enumerate(BODIES, 1)]
    assert [text for _, text in set_aside(*pages)] == [f"Norrby kommun sida {n}" for n in (2, 3, 4)]


def test_bare_numbers_that_count_with_the_pages_are_page_numbers() -> None:
    pages = [f"{body}\n{number}\n" for number, body in enumerate(BODIES, 7)]
    assert set_aside(*pages) == [("page_number", str(number)) for number in range(7, 11)]


def test_a_head_behind_other_lines_is_found() -> None:
    pages = [HEAD + body for body in BODIES * 2]
    pages[5] = "•\n\n•\n\n" + pages[5]
    found = set_aside(*pages)
    assert found.count(("running_head", "Kommunfullmäktige")) == 7
    assert ("running_head", "•") not in found


def test_numbered_lines_in_sequence_are_page_numbers() -> None:
    text = "".join(f"{body}\n{number}/4\n" for number, body in enumerate(BODIES, 1))
    assert [kind for kind, _ in set_aside(text)] == ["page_number"] * 4


def test_repeated_lines_in_the_body_stay() -> None:
    assert (
        set_aside("Utfall\n\nE-nämndens beslut\n\nText\n\nE-nämndens beslut\n\nE-nämndens beslut\n\nUtfall\n")
        == []
    )


def test_sentences_at_the_foot_of_pages_stay() -> None:
    pages = [f"{body}\nLänsstyrelsens beslut ska nu antecknas.\n" for body in BODIES]
    assert set_aside(*pages) == []


FOOT = "| Typ Rutin | Gäller Tills vidare |\n|--|--|\n| Ägare HR-strateg | Namn Alternativ 1 |\n"


def test_a_small_table_of_words_printed_three_times_is_furniture_and_grid() -> None:
    layout = layout_of(f"Ett\n\n{FOOT}\nTvå\n\n{FOOT}\nTre\n\n{FOOT}\n")
    assert [(mark.first, mark.last) for mark in layout.furniture] == [
        (grid.first, grid.last) for grid in layout.grids
    ]
    assert {mark.kind for mark in layout.furniture} == {"table"}


@pytest.mark.parametrize(
    "table", ["| Ort | Kr |\n|--|--|\n| Norrby | 100 |\n| Söderby | 200 |\n", "| 1 | |\n|--|--|\n| 2 | |\n"]
)
def test_repeated_tables_of_figures_stay(table: str) -> None:
    assert set_aside(f"Ett\n\n{table}\nTvå\n\n{table}\nTre\n\n{table}\n") == []


def test_two_equal_tables_stay() -> None:
    assert set_aside(f"Ett\n\n{FOOT}\nTvå\n\n{FOOT}\n") == []


def test_two_pages_counted_in_their_margins() -> None:
    def page(number: int, foot: str, top: float = 800) -> Page:
        return printed_page([("Nämnden", 70, 100), ("godkänner.", 120, 100), (foot, 520, top)], number=number)

    def numbers(*pages: Page) -> list[str]:
        layout = printed_layout(*pages)
        return [layout.lines[mark.first].text for mark in layout.furniture if mark.kind == "page_number"]

    assert numbers(page(1, "1/2"), page(2, "2/2")) == ["1/2", "2/2"]
    assert numbers(page(1, "1/3"), page(2, "2/3")) == []
    assert numbers(page(1, "1/2", top=400), page(2, "2/2", top=400)) == []
