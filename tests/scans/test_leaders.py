"""Rows of dots and dashes are found, taken out, and told as what they are; letters are none."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from protokollparser.ingest.ocr import Levels
from protokollparser.ingest.scans_leaders import dots_of, find_leaders, without_leaders
from tests.scans.made import font


def drawn(text: str) -> Levels:
    image = Image.new("L", (1400, 200), 255)
    ImageDraw.Draw(image).text((40, 80), text, 0, font(42))
    return np.asarray(image)


def test_a_row_of_dots_is_one() -> None:
    (leader,) = find_leaders(drawn("Justerare ......................"))
    assert leader.x0 > 240
    (word,) = dots_of([leader])
    assert set(word.text) == {"."}
    assert abs(len(word.text) - 22) <= 1


def test_dashes_are_told_from_dots() -> None:
    (leader,) = find_leaders(drawn("- - - - - - - - - - -"))
    assert set(leader.text) == {"-"}


@pytest.mark.parametrize("text", ["kommunminimum", "illilliillil", "Kommunstyrelsen ...", "1 111 111 111"])
def test_letters_are_none(text: str) -> None:
    assert find_leaders(drawn(text)) == []


def test_dots_are_taken_out_and_letters_stay() -> None:
    page = drawn("Justerare ......................")
    cleaned = without_leaders(page, find_leaders(page))
    assert (cleaned[:, 300:] < 150).sum() == 0
    assert ((cleaned[:, :240] < 150) == (page[:, :240] < 150)).all()
