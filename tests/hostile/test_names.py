"""File names and folders as archives and file systems make them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from protokollparser import pipeline
from protokollparser.core.import_list import read_import_list
from protokollparser.core.limits import Attempt
from protokollparser.core.reading import Reading
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.rules import Rules, load
from protokollparser.stages import read_source
from protokollparser.store import Store, open_store

TEXT = "Ekbacka kommun\nKulturnämnden\nSammanträdesprotokoll 2023-05-08\n\n§ 1 Val av justerare\n"
NAMES = [
    "protokoll 2023 (1) kopia.txt",
    unicodedata.normalize("NFC", "nämnden för åldringsvård, ölhuset.txt"),
    unicodedata.normalize("NFD", "nämnden för åldringsvård, ölhuset.txt"),
    "å" * 125 + ".txt.",
    "rad\nbrytning\tflik.txt",
    "-rf.txt",
    "%s {0} $HOME '\".txt",
    "\u202egnp.txt",
    ".dold.txt",
    "con.txt ",
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "x.duckdb") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def outcomes(store: Store, *paths: Path) -> list[tuple[str, str, str | None]]:
    report = pipeline.ingest(paths, store, load())
    return [(one.path.name, one.status, one.code) for one in report.outcomes]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_no_hindrance(store: Store, folder: Path, name: str) -> None:
    (folder / name).write_text(TEXT, encoding="utf-8")
    assert outcomes(store, folder) == [(name, "new", None)]
    assert [one.file_name for one in store.sources()] == [name]


def test_both_forms_of_a_name_are_files_of_their_own(store: Store, folder: Path) -> None:
    for form in ("NFC", "NFD"):
        (folder / unicodedata.normalize(form, "nämnd.txt")).write_text(TEXT + form, encoding="utf-8")
    assert len(outcomes(store, folder)) == 2
    assert len(store.sources()) == 2


def test_an_import_list_knows_both_forms_of_a_name(store: Store, folder: Path, tmp_path: Path) -> None:
    (folder / unicodedata.normalize("NFD", "nämnd.txt")).write_text(TEXT, encoding="utf-8")
    listed = tmp_path / "list.csv"
    listed.write_text(unicodedata.normalize("NFC", "fil,kommun\nnämnd.txt,Ekbacka\n"), encoding="utf-8")
    report = pipeline.ingest([folder], store, load(), read_import_list(listed, frozenset()))
    assert report.unknown_in_list == []
    assert {one.host_municipality for one in store.read(LogicalDocument) if one.metadata} == {"Ekbacka"}


def test_links_that_lead_nowhere_or_to_themselves_are_told(store: Store, folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "up").symlink_to(folder)
    (folder / "z.txt").write_text(TEXT, encoding="utf-8")
    assert outcomes(store, folder) == [
        ("gone.txt", "missing", "missing"),
        ("loop.txt", "quarantined", "unreadable"),
        ("z.txt", "new", None),
    ]


def test_a_name_too_long_for_any_file_is_told(store: Store, folder: Path) -> None:
    assert [told[1:] for told in outcomes(store, folder / ("x" * 300))] == [("quarantined", "unreadable")]


def test_a_pipe_is_not_waited_for(store: Store, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert outcomes(store, folder, Path("/dev/null")) == [
        ("pipe.txt", "quarantined", "unreadable"),
        ("null", "quarantined", "unreadable"),
    ]


def test_a_folder_that_may_not_be_looked_into_is_told(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "closed").mkdir()
    (folder / "closed" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "z.txt").write_text(TEXT, encoding="utf-8")
    true = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return true(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert outcomes(store, folder) == [("closed", "quarantined", "unreadable"), ("z.txt", "new", None)]


def test_a_file_that_may_not_be_asked_for_is_told(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    true = Path.stat

    def refuse(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return true(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refuse)
    assert outcomes(store, folder) == [("a.txt", "quarantined", "unreadable")]


def _after(name: str, change: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something change as soon as the file of a name has been read."""

    def read(path: Path, rules: Rules, attempt: Attempt) -> Reading:
        reading = read_source(path, rules, attempt)
        if path.name == name:
            change()
        return reading

    monkeypatch.setattr("protokollparser.importing.read_source", read)


def test_files_that_vanish_and_come_while_others_are_read(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(TEXT + name, encoding="utf-8")

    def change() -> None:
        (folder / "b.txt").unlink()
        (folder / "d.txt").write_text(TEXT, encoding="utf-8")

    _after("a.txt", change, monkeypatch)
    report = pipeline.ingest([folder], store, load())
    assert [one.status for one in report.outcomes] == ["new", "missing", "new"]


def test_a_folder_that_vanishes_is_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from protokollparser.accession.walking import find_files

    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "x.txt").write_text(TEXT, encoding="utf-8")
    found = find_files([folder])
    assert next(found).parent.name == "a"
    (folder / "b" / "x.txt").unlink()
    (folder / "b").rmdir()
    assert list(found) == []


def test_a_name_that_is_no_utf8_is_kept_readable(store: Store, folder: Path) -> None:
    name = os.fsdecode(b"n\xe4mnd.txt")
    (folder / name).write_text(TEXT, encoding="utf-8")
    assert outcomes(store, folder) == [(name, "new", None)]
    assert [one.file_name for one in store.sources()] == ["n\\xe4mnd.txt"]


def test_one_content_under_several_names_is_one_source(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").hardlink_to(folder / "a.txt")
    (folder / "c.txt").symlink_to(folder / "a.txt")
    assert [status for _, status, _ in outcomes(store, folder)] == ["new", "alias", "alias"]
    assert [row[0] for row in store.query("SELECT path_count FROM v_sources").rows] == [3]


def test_a_folder_reached_by_several_links_is_walked_once(store: Store, folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "x.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b").symlink_to(folder / "a")
    (folder / "a" / "back").symlink_to(folder)
    assert outcomes(store, folder, folder / "b", folder / "a") == [("x.txt", "new", None)]


def test_folders_deeper_than_a_path_can_be_long_are_told(store: Store, folder: Path) -> None:
    before = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(24):
            os.mkdir("x" * 200)
            os.chdir("x" * 200)
    finally:
        os.chdir(before)
    (folder / "z.txt").write_text(TEXT, encoding="utf-8")
    assert [told[1:] for told in outcomes(store, folder)] == [("quarantined", "unreadable"), ("new", None)]


def test_a_file_that_becomes_a_folder_is_told(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(TEXT + name, encoding="utf-8")

    def change() -> None:
        (folder / "b.txt").unlink()
        (folder / "b.txt").mkdir()

    _after("a.txt", change, monkeypatch)
    report = pipeline.ingest([folder], store, load())
    assert [(one.status, one.code) for one in report.outcomes] == [
        ("new", None),
        ("quarantined", "unreadable"),
        ("new", None),
    ]
