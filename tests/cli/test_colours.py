"""Colours on a terminal, and none where they are not wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(("asked", "coloured"), [("", True), ("1", False)])
def test_no_colour_is_honoured(
    run: Run, minutes: Path, monkeypatch: pytest.MonkeyPatch, asked: str, coloured: bool
) -> None:
    run("ingest", minutes)
    told: list[object] = []
    monkeypatch.setenv("NO_COLOR", asked)
    monkeypatch.setattr(typer, "secho", lambda line, fg, bold: told.append(fg or bold or None))
    run("check")
    assert any(told) == coloured
