"""Whether two names are one person's."""

from __future__ import annotations

import pytest

from protokollparser.checks.persons import near_name, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lars Lund (S)", "LARS LUND"),
        ("Knut Assar Lars Lund", "Lars Lund"),
        ("L. Lund", "Lars Lund"),
        ("Anna-Karin Berg", "Anna-Karin Bergh"),
        ("Isak Nyman", "Iska Nyman"),
    ],
)
def test_one_person_under_two_forms(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lars Lund", "Eva Lund"), ("Lars Lund", "Lars Ek"), ("Lund", "Lars Lund"), ("", "Eva Ek")],
)
def test_two_persons(one: str, other: str) -> None:
    assert not same_person(one, other)


def test_a_swap_of_neighbours_is_one_slip() -> None:
    assert near_name("Isak Nyman", "Iska Nyman")


def test_equal_names_are_no_variants() -> None:
    assert not near_name("Isak Nyman (S)", "Isak Nyman")
