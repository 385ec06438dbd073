"""Marks of Markdown around a whole line are no part of it."""

from __future__ import annotations

import pytest

from tests.layout.build import layout_of


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("## § 4 Budget", "§ 4 Budget"),
        ("**Beslut**", "Beslut"),
        ("__Beslut__", "Beslut"),
        ("**Tid:** kl. 10 **Plats:** salen", "**Tid:** kl. 10 **Plats:** salen"),
        ("* en punkt", "* en punkt"),
        ("____________", "____________"),
    ],
)
def test_heading_marks_are_left_out_of_a_line(printed: str, text: str) -> None:
    line = layout_of(printed + "\n").lines[0]
    assert line.text == text


def test_a_marked_line_keeps_its_place() -> None:
    layout = layout_of("## **Beslut**\n")
    assert layout.span(layout.lines[0]).printed == "Beslut"
