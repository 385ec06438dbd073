"""Shapes of lines."""

from __future__ import annotations

from protokollparser.outline.shapes import ends_sentence


def test_a_line_that_ends_with_an_abbreviation_goes_on() -> None:
    assert not ends_sentence("Protokoll fört vid årsstämma torsdagen den 27 april kl.")
    assert ends_sentence("Stämman beslutade enligt förslaget.")
