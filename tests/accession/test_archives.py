"""Zip files in what is imported: their members are read, and nothing else is touched."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from protokollparser import pipeline
from protokollparser.accession.archives import ArchiveLimits, Member, members, unpacked
from protokollparser.core.records.documents import Accession, SourceFile
from protokollparser.core.rules import load
from protokollparser.store import Store, open_store

TEXT = "Ekbacka kommun\nKulturnämnden\nSammanträdesprotokoll 2023-05-0{}\n\n§ 1 Val av justerare\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "x.duckdb") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def text(number: int) -> bytes:
    return TEXT.format(number).encode()


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def named(name: bytes, content: bytes) -> bytes:
    """Return an archive whose member has a name in some bytes, without a word on their character set."""
    stand_in = "x" * len(name)
    return zipped({stand_in: content}).replace(stand_in.encode(), name)


def locked(archive: bytes, name: bytes) -> bytes:
    """Return an archive one member of which says that it is encrypted."""
    found = bytearray(archive)
    for sign, flags, named in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = found.find(sign)
        while at >= 0:
            if found[at + named : at + named + len(name)] == name:
                found[at + flags] |= 1
            at = found.find(sign, at + 1)
    return bytes(found)


def outcomes(store: Store, *paths: Path) -> dict[str, tuple[str, str | None]]:
    report = pipeline.ingest(paths, store, load())
    root = paths[0]
    return {one.path.relative_to(root).as_posix(): (one.status, one.code) for one in report.outcomes}


def test_members_are_read_also_those_of_inner_archives_and_folders(store: Store, folder: Path) -> None:
    inner = zipped({"2024/b.txt": text(2)})
    (folder / "old").mkdir()
    (folder / "old" / "arkiv.zip").write_bytes(zipped({"a.txt": text(1), "inre.zip": inner, "tom/": b""}))
    assert outcomes(store, folder) == {
        "old/arkiv.zip": ("archive", None),
        "old/arkiv.zip/a.txt": ("new", None),
        "old/arkiv.zip/inre.zip": ("archive", None),
        "old/arkiv.zip/inre.zip/2024/b.txt": ("new", None),
    }
    archive = (folder / "old" / "arkiv.zip").as_posix()
    assert {(one.container, one.path) for one in store.read(SourceFile)} == {
        (archive, "a.txt"),
        (archive, "inre.zip/2024/b.txt"),
    }
    assert [one.file_name for one in store.sources()] == ["a.txt", "b.txt"]


def test_an_unchanged_archive_is_not_opened_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = folder / "arkiv.zip"
    archive.write_bytes(zipped({"a.txt": text(1), "b.zip": zipped({"c.txt": text(2)})}))
    monkeypatch.setattr("protokollparser.accession.registering._UNSETTLED", -1 << 80)
    first = outcomes(store, folder)
    monkeypatch.setattr("protokollparser.accession.registering.members", None)
    again = outcomes(store, folder)
    assert list(again) == list(first)
    assert [status for status, _ in again.values()] == ["archive", "unchanged", "archive", "unchanged"]


def test_a_content_in_and_beside_an_archive_is_one_source(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_bytes(text(1))
    (folder / "b.zip").write_bytes(zipped({"kopia.txt": text(1)}))
    found = outcomes(store, folder)
    assert found["b.zip/kopia.txt"] == ("alias", None)
    assert len(store.sources()) == 1


def test_hostile_names_stay_inside(store: Store, folder: Path, tmp_path: Path) -> None:
    names = ["../ut.txt", "/etc/rot.txt", "C:\\Windows\\x.txt", "a/../../b.txt", "..", "n" * 300 + ".txt"]
    (folder / "x.zip").write_bytes(zipped({name: text(n) for n, name in enumerate(names)}))

    def others() -> set[Path]:
        return {
            path for path in tmp_path.rglob("*") if not path.is_relative_to(folder) and path.name[0] != "x"
        }

    before = others()
    found = outcomes(store, folder)
    assert [status for status, _ in found.values()] == ["archive"] + ["new"] * 6
    assert all(name.startswith("x.zip") and ".." not in name.split("/") for name in found)
    assert sorted(folder.rglob("*")) == [folder / "x.zip"]
    assert {path.relative_to(tmp_path).parts[0] for path in others() - before} <= {"x.duckdb.work"}
    assert not list((tmp_path / "x.duckdb.work" / "spool" / "unpacked").rglob("*"))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Nämnd är på ö.txt".encode("cp437"), "Nämnd är på ö.txt"),
        ("Nämnd är på ö.txt".encode(), "Nämnd är på ö.txt"),
        ("Nämnd är på ö.txt".encode("cp1252"), "Nämnd är på ö.txt"),
        (b"namn.txt", "namn.txt"),
    ],
)
def test_names_are_read_in_the_character_set_that_fits(tmp_path: Path, name: bytes, meant: str) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(named(name, text(1)))
    assert [one.name for one in members(path, tmp_path, ArchiveLimits())] == [meant]


def test_two_members_of_one_name_are_both_read(store: Store, folder: Path) -> None:
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        archive.writestr("a.txt", text(1))
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", text(2))
    assert len(outcomes(store, folder)) == 3
    assert len(store.sources()) == 2


def test_an_encrypted_or_broken_member_has_a_code_and_its_neighbours_are_read(
    store: Store, folder: Path
) -> None:
    archive = bytearray(
        locked(zipped({"a.txt": text(1), "b.txt": text(2), "c.txt": text(3)}, zipfile.ZIP_STORED), b"a.txt")
    )
    archive[archive.find(b"2023-05-02")] ^= 1
    (folder / "x.zip").write_bytes(archive)
    (folder / "y.txt").write_bytes(text(4))
    assert outcomes(store, folder) == {
        "x.zip": ("archive", None),
        "x.zip/a.txt": ("quarantined", "encrypted"),
        "x.zip/b.txt": ("quarantined", "damaged"),
        "x.zip/c.txt": ("new", None),
        "y.txt": ("new", None),
    }
    told = {one.path: one.message for one in store.read(Accession) if one.error_code == "encrypted"}
    assert "password" in (told["a.txt"] or "")


def test_a_broken_archive_has_a_code_also_inside_another(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("protokollparser.accession.registering._UNSETTLED", -1 << 80)
    broken = zipped({"a.txt": text(1)})[:-30]
    (folder / "x.zip").write_bytes(broken)
    (folder / "y.zip").write_bytes(zipped({"inre.zip": broken + b" ", "b.txt": text(2)}))
    assert outcomes(store, folder) == {
        "x.zip": ("quarantined", "damaged"),
        "y.zip": ("archive", None),
        "y.zip/inre.zip": ("quarantined", "damaged"),
        "y.zip/b.txt": ("new", None),
    }
    assert {one.error_code for one in store.sources()} == {"damaged", None}
    again = pipeline.ingest([folder], store, load(), force=True)
    assert [one.code for one in again.outcomes] == ["damaged", None, "damaged", None]


def test_an_office_document_is_no_archive(store: Store, folder: Path) -> None:
    (folder / "x.docx").write_bytes(
        zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    )
    (folder / "y.zip").write_bytes(zipped({"z.odt": zipped({"mimetype": b"application/vnd"})}))
    assert set(outcomes(store, folder).values()) == {("archive", None), ("quarantined", "unsupported_type")}


def limited(path: Path, **limits: int) -> list[tuple[str, str | None]]:
    return [(one.name, one.code) for one in members(path, path.parent, ArchiveLimits(**limits))]


def test_a_bomb_is_told_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped({"bomb": bytes(1 << 20), "a.txt": text(1)}))
    assert limited(path, small=1 << 16) == [("bomb", "archive_limit"), ("a.txt", None)]


def test_limits_of_count_size_and_depth(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped({"a": text(1), "b": text(2), "c": text(3)}))
    assert limited(path, members=2)[-1] == ("c", "archive_limit")
    assert limited(path, bytes=200)[-1] == ("c", "archive_limit")
    assert limited(path, member_bytes=10)[0] == ("a", "size_limit")
    path.write_bytes(zipped({"1.zip": zipped({"2.zip": zipped({"a": text(1)})})}))
    assert limited(path, depth=2) == [("1.zip", None), ("1.zip/2.zip", "archive_limit")]
    assert [name for name, _ in limited(path, depth=3)] == ["1.zip", "1.zip/2.zip", "1.zip/2.zip/a"]


def test_an_archive_that_became_another_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped({"a": text(1)}))
    with pytest.raises(Exception, match="changed"), unpacked(Member(path, (7,)), "a", tmp_path):
        pass


def test_originals_are_as_they_were(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_bytes(text(1))
    (folder / "b.zip").write_bytes(zipped({"c.txt": text(2)}))
    signed = b"%PDF-1.4\n1 0 obj\n<< /Type /Sig /ByteRange [0 10 20 30] >>\nendobj\n"
    (folder / "d.pdf").write_bytes(signed)
    os.chmod(folder / "a.txt", 0o444)

    def state() -> dict[Path, tuple[object, ...]]:
        found = {}
        for path in sorted(folder.rglob("*")):
            told = path.stat()
            found[path] = (path.read_bytes(), told.st_mtime_ns, told.st_ctime_ns, told.st_mode, told.st_ino)
        return found

    before = state()
    outcomes(store, folder)
    assert state() == before
    assert {Path(one.path).name: one.signed for one in store.read(Accession)} == {
        "a.txt": False,
        "b.zip": False,
        "c.txt": False,
        "d.pdf": True,
    }
