"""Which labels of one organisation are one line, and which are asked about."""

from protokollparser.core.rules import load
from protokollparser.core.text import fold
from protokollparser.store.series.grouping import Labelled, Lines, Pairs, settle_labels
from protokollparser.store.series.labels import Labels

LABELS = Labels.by(load())


def settled(*found: tuple[str, str], said: dict[tuple[str, str], bool] | None = None) -> Lines:
    """Return the lines of labels, each with the tables where it stands: one letter each."""
    pairs = Pairs({frozenset((fold(one), fold(other))): same for (one, other), same in (said or {}).items()})
    return settle_labels([Labelled(label, frozenset(tables)) for label, tables in found], LABELS, pairs)


def test_the_form_that_is_printed_most_stands_for_the_line() -> None:
    ties = settled(("Pers.kostn", "a"), ("Personalkostnader", "bc"), ("PERSONALKOSTNADER", "d")).ties
    assert {label: tie.chosen for label, tie in ties.items()} == dict.fromkeys(ties, "Personalkostnader")
    assert (ties["Pers.kostn"].confidence, ties["Pers.kostn"].reason) == (0.95, "abbreviation")


def test_rows_of_one_table_are_two_lines_and_asked_about() -> None:
    found = settled(("Avskrivning", "a"), ("Avskrivningar", "a"))
    assert found.ties["Avskrivning"].chosen == "Avskrivning"
    assert [(one.reason, one.confidence) for one in found.candidates] == [("one_table", 0.6)]


def test_what_many_tables_print_is_no_slip() -> None:
    found = settled(("Räntekostnader", "abc"), ("Räntakostnader", "def"))
    assert len({tie.chosen for tie in found.ties.values()}) == 2
    assert len(found.candidates) == 1


def test_a_section_that_another_year_lacks_is_asked_about() -> None:
    found = settled(("Intäkter / E-arkiv", "a"), ("Kostnader / E-arkiv", "a"), ("E-arkiv", "b"))
    assert all(tie.chosen == label for label, tie in found.ties.items())
    assert {one.reason for one in found.candidates} == {"section"}


def test_a_person_overrides_what_the_words_say() -> None:
    said = {("Intäkt", "Intäkter"): False, ("Städ", "Lokalvård"): True}
    found = settled(("Intäkter", "ab"), ("Intäkt", "c"), ("Lokalvård", "ab"), ("Städ", "c"), said=said)
    assert found.ties["Intäkt"].chosen == "Intäkt"
    assert (found.ties["Städ"].chosen, found.ties["Städ"].reason) == ("Lokalvård", "review")
    assert found.candidates == ()


def test_the_order_of_labels_changes_nothing() -> None:
    labels = [
        ("Pers.kostn", "a"),
        ("Personalkostnader", "b"),
        ("Personalkostnad", "c"),
        ("Personalkosnad", "d"),
    ]
    assert settled(*labels) == settled(*reversed(labels))
