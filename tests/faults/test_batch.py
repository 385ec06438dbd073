"""Files made to do harm among sound ones: no neighbour is lost, and each of them has its code."""

from __future__ import annotations

from pathlib import Path

from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.store import open_store
from tests.faults.runs import faults, write
from tests.hostile.test_files import FILES, LIMITS, UNREAD, UNRECOGNISED

_SOUND = 32
_HOSTILE = (
    "operator-bomb.pdf", "deep-tree.pdf", "looped-tree.pdf", "same-page-again.pdf", "huge-picture.pdf",
    "cut-early.pdf", "locked.pdf", "nul.txt",
)  # fmt: skip


def test_neighbours_of_hostile_files_are_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", _SOUND)
    for number, name in enumerate(_HOSTILE):
        (folder / f"{number * 4:04}-{name}").write_bytes(FILES[name]())
    with open_store(tmp_path / "x.duckdb") as store:
        found = pipeline.ingest([folder], store, load(), jobs=2, limits=LIMITS, recognition=UNRECOGNISED)
    assert len(found.outcomes) == _SOUND + len(_HOSTILE)
    for one in found.outcomes:
        _, _, hostile = one.path.name.partition("-")
        assert one.code in UNREAD[hostile] if hostile else (one.status, one.code) == ("new", None)
    assert faults(tmp_path / "x.duckdb") == []
