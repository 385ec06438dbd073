"""Who held a seat when the names of substitutes stand outside the rows of a roll."""

from __future__ import annotations

import pytest

from protokollparser.core.spans import Span
from protokollparser.parse.ballots.ballots import Ballot, Cast
from protokollparser.parse.ballots.words import BallotWords
from protokollparser.parse.people.attendance_rolls import RollPage, RollReader
from protokollparser.parse.people.roll_holders import Seating, held, mend, same_name
from tests.parse.sittings import rules, sitting

HEAD = "Plats Ledamot Ersättare Parti Ankom Utgick"
TWO_STRETCHES = "4|Ek, Anna|S|16:00|17:00|4|Ek, Anna|S|17:05|20:00|5|Fors, Lo|S|16:00|20:00"


def pages_of(cells: str) -> list[RollPage]:
    layout = sitting("\n".join(HEAD.split()) + "\n" + cells.replace("|", "\n")).layout
    (pages,) = RollReader(rules()).read(layout, list(layout.body(0, len(layout.lines) - 1)))
    return pages


def seating(*ballots: str) -> Seating:
    """Return what ballots tell: "4 Anna Ek S, 5 *Lo Fors S" names who voted where, substitutes starred."""
    cast = []
    for told in ballots:
        cells = [cell.split(" ", 1) for cell in told.split(", ")]
        offices = ["Ersättare" if name.startswith("*") else "Ledamot" for _, name in cells]
        cast.append(
            [
                Cast(name.strip("*")[:-2], name[-1], "yes", Span("", 1, 0, 0, 1, 1, ""), office, seat=seat)
                for (seat, name), office in zip(cells, offices, strict=True)
            ]
        )
    return Seating.of([Ballot(0, 0, "test", votes) for votes in cast], BallotWords(rules()))


def served(cells: str, *ballots: str) -> list[tuple[str, str | None, str]]:
    pages, known = pages_of(cells), seating(*ballots)
    mend(pages, known)
    return [(h.row.member, h.substitute, f"{h.row.hours[0]:%H:%M}") for h in held(pages, known)]


def test_the_ballots_tell_whose_hours_were_the_substitutes() -> None:
    assert served(TWO_STRETCHES + "|Gran, Bo", "4 Anna Ek S, 5 Lo Fors S", "4 *Bo Gran S, 5 Lo Fors S") == [
        ("Anna Ek", None, "16:00"),
        ("Anna Ek", "Bo Gran", "17:05"),
        ("Lo Fors", None, "16:00"),
    ]


def test_without_ballots_every_row_of_the_page_is_in_doubt() -> None:
    assert served(TWO_STRETCHES + "|Gran, Bo") == []


def test_rows_are_certain_where_no_name_outside_fits() -> None:
    cells = TWO_STRETCHES + "|6|Hök, Rut|M|16:00|20:00|Gran, Bo"
    assert served(cells, "4 Anna Ek S, 5 Lo Fors S, 6 Rut Hök M, 9 *Bo Gran S") == [
        ("Lo Fors", None, "16:00"),
        ("Rut Hök", None, "16:00"),
    ]


def test_names_outside_keep_the_order_of_the_rows() -> None:
    cells = "4|Ek, Anna|S|16:00|20:00|5|Fors, Lo|S|16:00|20:00|Gran, Bo|Hed, My"
    assert [row[1] for row in served(cells, "4 *Bo Gran S, 5 *My Hed S")] == ["Bo Gran", "My Hed"]


def test_more_names_outside_than_rows_are_no_reading() -> None:
    assert served("4|Ek, Anna|S|16:00|20:00|Gran, Bo|Hed, My", "4 *Bo Gran S") == []


@pytest.mark.parametrize(
    "cells",
    [
        # The left halves of three rows before their right halves.
        "4|Ek, Anna|5|Fors, Lo|6|Gran, Bo|S|16:00|17:00|M|16:10|17:10|V|16:20|17:20",
        "4|Ek, Anna|S|16:00|17:00|5|Fors, Lo|M|16:10|17:10|6|Gran, Bo|V|16:20|17:20",
        # A party at the end of its page.
        "4|Ek, Anna|16:00|17:00|5|Fors, Lo|M|16:10|17:10|6|Gran, Bo|V|16:20|17:20|S",
    ],
)
def test_rows_cut_in_two(cells: str) -> None:
    (page,) = pages_of(cells)
    mend([page], seating())
    assert [(r.seat, r.names, r.party, r.hours[0].minute) for r in page.rows] == [
        ("4", ["Ek, Anna"], "S", 0),
        ("5", ["Fors, Lo"], "M", 10),
        ("6", ["Gran, Bo"], "V", 20),
    ]


def test_a_name_at_the_cut_goes_to_the_row_whose_member_it_is_not() -> None:
    # "Hed, My" may be the substitute of the first row or the member of the last.
    cells = "4|Ek, Anna|5|Hed, My|S|16:00|17:00|Fors, Lo|M|16:10|17:10"
    assert served(cells, "4 *My Hed S, 5 Lo Fors M") == [
        ("Anna Ek", "My Hed", "16:00"),
        ("Lo Fors", None, "16:10"),
    ]


def test_rows_without_hours_put_those_around_in_doubt() -> None:
    assert served("4|Ek, Anna|5|Fors, Lo|M|16:10|17:10|6|Gran, Bo|V|16:20|17:20") == [
        ("Bo Gran", None, "16:20")
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("AnnChristine Ek", "Ann-Christine Ek", True),
        ("Eva Ann-Mari Ström", "Eva Ström", True),
        ("Anna Ek", "Anna Eklund", False),
        ("Bo Ek", "Åke Ek", False),
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
