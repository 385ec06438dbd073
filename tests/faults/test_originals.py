"""Originals stay as they are: opened for reading only, by every kind of run, signed ones too."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

from protokollparser import pipeline
from protokollparser.core.records.documents import Accession
from protokollparser.core.rules import load
from protokollparser.store import open_store
from tests.faults.runs import UNRECOGNISED, run_in_fork, write
from tests.hostile.files import plain
from tests.hostile.structure import STRUCTURE

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGING = {"os.remove", "os.rename", "os.chmod", "os.truncate", "os.utime", "os.link", "os.symlink"}


def watched_import(folder: Path, database: Path) -> None:
    """Import a folder, and again by force; leave with 3 when anything in it is opened to be changed."""
    inside = str(folder)

    def hear(event: str, given: tuple[object, ...]) -> None:
        if event == "open" and str(given[0]).startswith(inside) and int(str(given[2])) & _WRITING:
            os._exit(3)
        if event in _CHANGING and any(str(one).startswith(inside) for one in given):
            os._exit(3)

    sys.addaudithook(hear)
    for force in (False, True):
        with open_store(database) as store:
            pipeline.ingest([folder], store, load(), recognition=UNRECOGNISED, force=force)
    os._exit(0)


def test_originals_are_never_written(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 2)
    signature = b"\n9 0 obj\n<< /Type /Sig /ByteRange [0 100 200 300] /Contents <00> >>\nendobj\n"
    (folder / "signed.pdf").write_bytes(plain(1) + signature)
    (folder / "torn.pdf").write_bytes(STRUCTURE["cut-late.pdf"]())
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("inner.txt", "§ 1 Val av justerare\n")
    for path in folder.iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.iterdir()
    }
    assert run_in_fork(watched_import, folder, tmp_path / "x.duckdb") == 0
    after = {
        path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.iterdir()
    }
    assert after == before
    with open_store(tmp_path / "x.duckdb", read_only=True) as store:
        assert [Path(row.path).name for row in store.read(Accession) if row.signed] == ["signed.pdf"]
