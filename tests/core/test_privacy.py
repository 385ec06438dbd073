from decimal import Decimal

import pytest

from protokollparser.core.privacy import mask, mask_value

# Numbers of the tax agency's list for testing, and the well-known 811228-9874.
NUMBERS = [
    ("811228-9874", "******-****"),
    ("19811228-9874", "********-****"),
    ("198112289874", "************"),
    ("8112289874", "**********"),
    ("811228+9874", "******+****"),
    ("811228 – 9874", "****** – ****"),
    ("811228\u20109874", "******\u2010****"),
    ("701063-2391", "******-****"),
]
OTHERS = [
    "811228-9875",
    "811328-9874",
    "556036-0793",
    "16556036-0793",
    "2021/25-2.2.0.1",
    "0240-866 21",
    "1 457 223",
    "7f811228-9874",
    "981122898741",
]


@pytest.mark.parametrize(("printed", "masked"), NUMBERS)
def test_an_identity_number_is_masked(printed: str, masked: str) -> None:
    assert mask(f"Asta ({printed}), ordförande") == f"Asta ({masked}), ordförande"


@pytest.mark.parametrize("printed", OTHERS)
def test_other_numbers_stay(printed: str) -> None:
    assert mask(printed) == printed


def test_masking_keeps_places() -> None:
    text = "A 811228-9874 och 19811228-9874 B"
    assert len(mask(text)) == len(text)
    assert mask(text).index("B") == text.index("B")


def test_a_figure_that_is_an_identity_number_is_left_out() -> None:
    assert mask_value(Decimal("198112289874")) is None
    assert mask_value(Decimal("198112289875")) == Decimal("198112289875")
    assert mask_value(True) is True


def test_values_inside_lists_and_objects_are_masked() -> None:
    assert mask_value([{"name": "811228-9874"}]) == [{"name": "******-****"}]
