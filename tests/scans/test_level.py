"""Scanned pages are turned level and freed of their lines."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from protokollparser.ingest.scans_level import even_out, find_skew, ink_of, paper_of, turn_level
from protokollparser.ingest.scans_rulings import find_strokes, without_strokes
from tests.scans.made import SIZE, page


@pytest.mark.parametrize("turn", [-1.5, -0.6, 0.8, 1.5])
def test_skew_is_found_either_way(turn: float) -> None:
    assert find_skew(page(turn=turn)) == pytest.approx(-turn, abs=0.15)


def test_a_level_page_stays_as_it_is() -> None:
    image = page()
    assert turn_level(image, find_skew(image)) is image


def test_an_empty_page_has_no_skew() -> None:
    assert find_skew(Image.new("L", (800, 600), 250)) == 0.0


def test_ink_is_told_from_paper_in_the_shade() -> None:
    levels = np.tile(np.linspace(250, 130, 640), (480, 1))
    levels[200:210, 100:500] *= 0.4
    ink = ink_of(Image.fromarray(levels.astype(np.uint8)))
    assert ink[200:210, 100:500].all()
    assert not ink[:190].any()


def ruled() -> Image.Image:
    image = page()
    draw = ImageDraw.Draw(image)
    draw.line((140, 130, 1500, 130), 30, 4)
    draw.line((140, 130, 140, 600), 30, 4)
    return image


def test_lines_across_and_down_are_found_and_letters_are_none() -> None:
    across, down = find_strokes(ink_of(ruled()))
    assert across.level
    assert not down.level
    assert (across.x0, across.x1) == pytest.approx((140, 1501), abs=4)
    assert (down.top, down.bottom) == pytest.approx((130, 600), abs=4)


def test_lines_are_taken_out_and_letters_stay() -> None:
    image = ruled()
    strokes = find_strokes(ink_of(image))
    cleaned = without_strokes(np.asarray(image), strokes, paper_of(image))
    left = ink_of(Image.fromarray(cleaned))
    assert not left[125:136].any()
    assert left[150:200].sum() > 1000


def test_a_dark_picture_is_no_line() -> None:
    image = page(())
    ImageDraw.Draw(image).rectangle((300, 300, 900, 700), 40)
    assert find_strokes(ink_of(image)) == []


def test_noise_is_taken_away_and_paper_is_white() -> None:
    image = page()
    chance = np.random.default_rng(7)
    noisy = np.clip(np.asarray(image) - 20 + chance.normal(0, 14, (SIZE[1], SIZE[0])), 0, 255).astype(
        np.uint8
    )
    paper = paper_of(Image.fromarray(noisy))
    even = even_out(noisy, paper, ImageFilter.MedianFilter(3))
    assert np.median(even) == 255
    assert (even[:130] < 200).mean() < 0.002
    assert even.min() == 0


def test_a_page_with_little_ink_is_not_all_noise() -> None:
    image = page(("Bilaga",))
    noisy = np.clip(np.asarray(image) + np.random.default_rng(3).normal(0, 14, (SIZE[1], SIZE[0])), 0, 255)
    levels = noisy.astype(np.uint8)
    even = even_out(levels, paper_of(Image.fromarray(levels)), ImageFilter.MedianFilter(3))
    assert (even[400:] < 150).sum() == 0


def test_arches_of_letters_are_no_line() -> None:
    assert find_strokes(ink_of(page(("mmmmmmmmmmnnnnnnnnnmmmmmmmm",)))) == []
