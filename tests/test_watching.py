"""Files of a watched folder are told once each has stopped changing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from protokollparser.watching import Waiting, arrivals

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the clock by which files wait."""
    now = [0.0]
    monkeypatch.setattr("protokollparser.watching.time.monotonic", lambda: now[0])
    return lambda value: now.__setitem__(0, value)


def test_a_file_is_told_when_it_has_been_the_same_for_some_time(
    tmp_path: Path, clock: Callable[[float], None]
) -> None:
    path, waiting = tmp_path / "a.txt", Waiting(5)
    path.write_text("a", encoding="utf-8")
    waiting.add(path)
    clock(4)
    path.write_text("ab", encoding="utf-8")
    assert waiting.settled() == []
    clock(8)
    assert waiting.settled() == []
    clock(9)
    assert waiting.settled() == [path]
    assert waiting.settled() == []


def test_a_file_that_vanishes_or_was_told_is_not_told(tmp_path: Path, clock: Callable[[float], None]) -> None:
    path, waiting = tmp_path / "a.txt", Waiting(1)
    path.touch()
    waiting.add(path)
    clock(1)
    assert waiting.settled() == [path]
    waiting.add(path)
    clock(9)
    assert waiting.settled() == []
    path.write_text("b", encoding="utf-8")
    waiting.add(path)
    path.unlink()
    clock(20)
    assert waiting.settled() == []


@pytest.mark.parametrize("poll", [False, True])
def test_files_that_are_there_and_files_that_come_are_told(
    tmp_path: Path, poll: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "x.duckdb").touch()
    stop, told = Event(), []

    def come() -> None:
        (tmp_path / "ny").mkdir()
        (tmp_path / "ny" / "b.txt").write_text("b", encoding="utf-8")

    for ready in arrivals(Path(), lambda path: path.suffix == ".duckdb", seconds=0.2, poll=poll, stop=stop):
        told += [path.as_posix() for path in ready]
        if told == ["a.txt"]:
            Thread(target=come).start()
        if "ny/b.txt" in told:
            stop.set()
    assert told == ["a.txt", "ny/b.txt"]
