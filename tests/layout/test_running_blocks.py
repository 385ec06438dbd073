"""Running heads are found in texts without form feeds; repeated headings are not taken for them."""

from __future__ import annotations

from tests.layout.build import layout_of

BODIES = ("Val\n", "Budget\n", "Motion om skolor\n", "Fråga om vägar\n")


def heads(text: str) -> list[str]:
    layout = layout_of(text)
    return [layout.lines[mark.first].text for mark in layout.furniture]


def form(number: int) -> str:
    return (
        f"Norrby kommun    PROTOKOLL    Sida {number} (4)\n"
        "Socialnämnden   Sammanträdesdatum\n   2020-03-05\n\n"
    )


def test_a_head_that_counts_pages_is_set_aside_after_the_first_page() -> None:
    text = "".join(
        form(n) + f"§ {n}\n\n{body}\nBeslut\nNämnden godkänner.\n\n" for n, body in enumerate(BODIES, 1)
    )
    found = heads(text)
    assert found.count("Socialnämnden   Sammanträdesdatum") == 3
    assert found.count("2020-03-05") == 3
    assert not any("Sida 1" in line for line in found)
    assert "Beslut" not in found


def test_a_head_whose_page_number_stands_alone_is_no_foot() -> None:
    text = "".join(
        f"Norrby kommun\nProtokoll\n{n} (4)\n\n§ {n} {body}\nNämnden beslutar nr {n}.\n\n"
        for n, body in enumerate(BODIES, 1)
    )
    layout = layout_of(text)
    assert 0 not in layout.furniture_at
    assert heads(text).count("Norrby kommun") == 3


def test_the_title_of_the_minutes_printed_three_times_is_a_head() -> None:
    text = "§ 1\n\nVal\n\nBeslut\n\n" + "".join(
        f"Text {body}\nNorrby nämnd, protokoll\n\n§ {n}\n\n" for n, body in enumerate(BODIES, 2)
    )
    assert heads(text) == ["Norrby nämnd, protokoll"] * 4


def test_a_recipient_above_every_head_is_no_part_of_it() -> None:
    text = "".join(
        form(n) + f"§ {n}\n\n{body}\nBeslutet skickas till\nAkten\n\n" for n, body in enumerate(BODIES, 1)
    )
    assert "Akten" not in heads(text)


def test_numbered_questions_are_no_heads() -> None:
    text = "".join(f"Fråga {n}\n{body}\n" for n, body in enumerate(BODIES, 1))
    assert heads(text) == []
