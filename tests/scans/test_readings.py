"""The Swedish reading keeps its words, and takes signs and figures that it cannot hold from the other."""

from __future__ import annotations

import pytest

from protokollparser.ingest.ocr import Seen
from protokollparser.ingest.ocr_readings import add, reconcile


def seen(text: str, x0: int, x1: int, confidence: float = 0.9, top: int = 100) -> Seen:
    return Seen(text, x0, top, x1, top + 30, confidence, f"1-1-1-{top}")


def texts(own: list[Seen], other: list[Seen]) -> list[str]:
    return [word.text for word in sorted(reconcile(own, other), key=lambda word: (word.top, word.x0))]


@pytest.mark.parametrize(("own", "told"), [("$35", "§35"), ("835", "§35"), ("6720", "67%"), ("OM", "0%")])
def test_signs_are_taken(own: str, told: str) -> None:
    assert texts([seen(own, 0, 90)], [seen(told, 0, 90)]) == [told]


def test_a_sign_parted_from_its_number_is_taken_with_it() -> None:
    assert texts([seen("835", 0, 90)], [seen("§", 0, 20), seen("35", 40, 90)]) == ["§", "35"]


def test_words_stay_swedish() -> None:
    assert texts([seen("Årsmöte", 0, 90)], [seen("Arsmote", 0, 90, 0.99)]) == ["Årsmöte"]


def test_a_word_is_no_sign() -> None:
    assert texts([seen("Sammanträde", 0, 90)], [seen("%", 0, 90)]) == ["Sammanträde"]


def test_figures_are_taken_from_the_surer_reading() -> None:
    assert texts([seen("1217", 0, 90, 0.7)], [seen("727", 0, 90, 0.95)]) == ["727"]
    assert texts([seen("1217", 0, 90, 0.95)], [seen("727", 0, 90, 0.7)]) == ["1217"]


def test_a_figure_that_one_reading_lacks_is_added_to_its_line() -> None:
    words = reconcile([seen("Summa", 0, 90)], [seen("347", 500, 560)])
    assert [(word.text, word.line) for word in words] == [("Summa", "1-1-1-100"), ("347", "1-1-1-100")]


def test_an_unsure_figure_is_not_added() -> None:
    assert texts([seen("Summa", 0, 90)], [seen("347", 500, 560, 0.3)]) == ["Summa"]


def test_words_are_added_only_where_none_is() -> None:
    words = add([seen("Summa", 0, 90)], [seen("Sunna", 0, 90), seen("347", 500, 560), seen("--", 700, 720)])
    assert [word.text for word in words] == ["Summa", "347"]


def test_doubtful_words_stay_where_nothing_better_was_found() -> None:
    words = add([seen("17", 0, 40)], [seen("Ir", 0, 40, 0.2), seen("§", 90, 99, 0.3)], 0.0)
    assert [word.text for word in words] == ["17", "§"]


@pytest.mark.parametrize("own", ["Kf$", "Kf§$"])
def test_a_sign_read_with_the_letters_of_a_body_is_parted(own: str) -> None:
    assert texts([seen(own, 0, 90)], [seen("Kf", 0, 50), seen("§", 60, 90)]) == ["Kf", "§"]


def test_a_dollar_that_both_readings_see_stays() -> None:
    assert texts([seen("US$", 0, 90)], [seen("US$", 0, 90)]) == ["US$"]


@pytest.mark.parametrize("x0", [59, 47])
def test_a_sign_is_taken_once_though_its_box_is_not_exact(x0: int) -> None:
    own, other = [seen("Kf", 0, 40), seen("$", 62, 83)], [seen("Kf", 0, 40), seen("§", x0, x0 + 20)]
    assert texts(own, other) == ["Kf", "§"]


def test_a_figure_that_both_see_is_taken_once_though_its_boxes_are_not_exact() -> None:
    assert texts([seen("1", 64, 83)], [seen("1", 76, 93)]) == ["1"]
