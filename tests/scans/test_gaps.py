"""Words that were run together are parted where the ink shows a space."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from protokollparser.ingest.ocr import Levels, Seen
from protokollparser.ingest.scans_gaps import part
from tests.scans.made import font


def drawn(text: str) -> tuple[Seen, Levels]:
    """Return a picture of words and what is seen if their spaces are missed."""
    image = Image.new("L", (900, 120), 255)
    ImageDraw.Draw(image).text((40, 40), text, 0, font(42))
    levels = np.asarray(image)
    down, across = np.nonzero(levels < 150)
    box = int(across.min()), int(down.min()), int(across.max()) + 1, int(down.max()) + 1
    return Seen(text.replace(" ", ""), *box, 0.9, "1"), levels


@pytest.mark.parametrize("text", ["1 210", "11 111", "1 111 410", "§ 12", "§ 11", "1 (1)", "2 035", "Sida 1"])
def test_spaces_are_found(text: str) -> None:
    word, levels = drawn(text)
    assert [piece.text for piece in part([word], levels)] == text.split()


@pytest.mark.parametrize("text", ["2023", "1111", "123456", "§12", "112(1)", "McDonald", "Sida1"])
def test_words_without_a_space_stay(text: str) -> None:
    word, levels = drawn(text)
    assert [piece.text for piece in part([word], levels)] == [text]


def test_pieces_have_their_places() -> None:
    word, levels = drawn("2 035")
    first, last = part([word], levels)
    assert first.x0 == word.x0
    assert first.x1 < last.x0
    assert last.x1 == word.x1


@pytest.mark.parametrize("text", ["Val", "val", "Socialnämnd", "socialnämnd"])
def test_a_capital_is_told_by_its_height(text: str) -> None:
    word, levels = drawn(text)
    (piece,) = part([word._replace(text=text.lower())], levels)
    assert piece.text == text
