"""Lines made to keep an expression busy: time may grow with their length, not with its square."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from protokollparser.core.rules import load
from protokollparser.stages import read_source

_SHORT, _LONG = 3_000, 12_000
# Four times the text takes four to seven times as long; a quadratic expression would need sixteen.
_MOST = 12
# Less computing than this is not worth a comparison.
_LEAST_SECONDS = 0.1


def _seconds(path: Path, fragment: str, length: int) -> float:
    line = (fragment * (length // len(fragment) + 1))[:length]
    path.write_text(f"Protokoll\n\n§ 1 Ärendet\n\n{line}\n", encoding="utf-8")
    begun = time.process_time()
    read_source(path, load())
    return time.process_time() - begun


@pytest.mark.parametrize(
    "fragment", ["a", "1 ", "12,5 %", "§1", "A. ", "Dnr ", "nämnden ", "(", "- ", ".", "januari ", "2023-"]
)
def test_a_line_four_times_as_long_takes_no_square_of_the_time(fragment: str, tmp_path: Path) -> None:
    path = tmp_path / "protokoll.txt"
    _seconds(path, fragment, 100)
    short = _seconds(path, fragment, _SHORT)
    assert _seconds(path, fragment, _LONG) <= _MOST * max(short, _LEAST_SECONDS)
