"""Stamps by which unchanged files are known again, and files that cannot be looked at."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from protokollparser.accession import Known, Seen, access
from protokollparser.accession.hashing import content_of
from protokollparser.accession.registering import Accessed


def look(path: Path, *before: Accessed) -> list[Accessed]:
    rows = [Seen(*(getattr(one.row, name) for name in Seen._fields)) for one in before]
    return list(access([path], Known(rows), path.parent))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Protokoll", encoding="utf-8")
    return path


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let the clock that accession looks at be ahead by some seconds."""

    class Clock:
        @staticmethod
        def now() -> object:
            return type(real)(*real.timetuple()[:6])

    from datetime import datetime, timedelta

    real = datetime.now() + timedelta(seconds=seconds)
    monkeypatch.setattr("protokollparser.accession.registering.datetime", Clock)


def test_a_file_written_just_now_is_read_again(file: Path) -> None:
    (first,) = look(file)
    assert first.row.stamp == ""
    assert not look(file, first)[0].registered or first.row.stamp == ""
    file.write_text("Protokolx", encoding="utf-8")
    assert look(file, first)[0].row.source_id != first.row.source_id


def test_an_old_file_is_known_by_its_stamp(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, 60)
    (first,) = look(file)
    monkeypatch.setattr("protokollparser.accession.registering._content", None)
    (again,) = look(file, first)
    assert (again.known, again.registered) == (True, True)
    assert again.row.source_id == first.row.source_id


def test_a_file_from_before_the_clock_was_set_back_is_read_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, -3600)
    assert look(file)[0].row.stamp == ""


def test_a_time_of_change_set_by_hand_hides_no_change(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, 60)
    os.utime(file, (1e9, 1e9))
    (first,) = look(file)
    time.sleep(0.02)
    file.write_text("Protokolx", encoding="utf-8")
    os.utime(file, (1e9, 1e9))
    assert look(file, first)[0].row.source_id != first.row.source_id


def test_what_may_not_be_read_is_registered_without_content(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b").mkdir()
    real = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "b":
            raise PermissionError(path)
        return real(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert [(one.path.name, one.row.source_id is None) for one in look(tmp_path)] == [
        ("a.txt", False),
        ("b", True),
    ]


@pytest.mark.parametrize("at", [0, (1 << 20) - 12])
def test_a_signature_is_seen_wherever_it_stands(tmp_path: Path, at: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b" " * at + b"/ByteRange [0 1 2 3]" + b" " * 100)
    with path.open("rb") as file:
        assert content_of(file).signed
    path.write_bytes(b"Text /ByteRange [0 1 2 3]")
    with path.open("rb") as file:
        assert not content_of(file).signed
