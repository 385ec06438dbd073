import io
import os
import random
from collections.abc import Callable
from pathlib import Path

import duckdb
import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from protokollparser.store import open_store

Run = Callable[..., tuple[int, str, str]]


def pdf(text: str = "Protokoll § 1") -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawString(72, 720, text)
    canvas.save()
    return target.getvalue()


def encrypted() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as file:
        file.save(target, encryption=pikepdf.Encryption(owner="o", user="hemligt"))
    return target.getvalue()


BROKEN = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (random.Random(1).randbytes(4000), "not_text"),
    "blank.txt": (b" \n\n", "no_text"),
    "short.pdf": (pdf()[:300], "truncated"),
    "locked.pdf": (encrypted(), "encrypted"),
    "letter.docx": (b"PK\x03\x04" + bytes(100), "unsupported_type"),
    "scan.tiff": (b"II*\x00" + bytes(100), "damaged"),
    "wrong.pdf": (b"Detta \xe4r ingen PDF alls utan text\n" * 5, "not_a_pdf"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_file_is_told_in_one_sentence_and_the_others_are_imported(
    run: Run, minutes: Path, tmp_path: Path, name: str
) -> None:
    content, code = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    exit_code, out, err = run("ingest", tmp_path / name, minutes)
    assert exit_code == 3
    told = [line for line in err.splitlines() if line.startswith("Ej inläst: ")]
    assert len(told) == 1
    assert name in told[0]
    assert "1 nya" in out
    with open_store(tmp_path / "protokoll.duckdb", read_only=True) as store:
        found = {one.file_name: (one.status, one.error_code) for one in store.sources()}
        assert found == {name: ("quarantined", code), "protokoll.txt": ("parsed", None)}
        assert list(store.query("SELECT count(*) FROM page WHERE text = ''").rows) == [(0,)]


def test_a_missing_path_is_only_reported(run: Run, minutes: Path, tmp_path: Path) -> None:
    exit_code, _, err = run("ingest", tmp_path / "nowhere.txt", minutes)
    assert exit_code == 3
    assert "nowhere.txt: finns inte" in err
    with open_store(tmp_path / "protokoll.duckdb", read_only=True) as store:
        assert [one.file_name for one in store.sources()] == ["protokoll.txt"]


def test_english_is_spoken_on_demand(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    _, _, err = run("--lang", "en", "ingest", tmp_path / "empty.txt")
    assert "Not imported" in err
    assert "is empty (0 bytes)" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ingest", "--nonsense", "x"], "--nonsense"),
        (["ingest"], "PATH..."),
        (["nonsense"], "nonsense"),
        (["check", "--fail-on", "sometimes"], "--fail-on"),
        (["export", "excel", "--out", "x"], "excel"),
        (["export", "csv"], "--out"),
        (["--lang", "fi", "check"], "--lang"),
    ],
)
def test_a_wrong_call(run: Run, words: list[str], told: str) -> None:
    exit_code, out, err = run(*words)
    assert exit_code == 2
    assert out == ""
    assert told in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("command", [["check"], ["query", "SELECT 1"], ["explain", "abc"], ["remove", "x"]])
def test_a_database_that_is_not_there(run: Run, command: list[str], tmp_path: Path) -> None:
    exit_code, _, err = run(*command)
    assert exit_code == 5
    assert "här finns ingen databas" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["ingest", "."], ["check"], ["query", "SELECT 1"]])
def test_a_database_that_is_none(run: Run, command: list[str], tmp_path: Path) -> None:
    (tmp_path / "protokoll.duckdb").write_text("ingen databas\n" * 1000, encoding="utf-8")
    exit_code, _, err = run(*command)
    assert exit_code == 5
    assert "är ingen DuckDB-databas" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written(run: Run, minutes: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    exit_code, _, err = run("ingest", minutes, "--db", closed / "x.duckdb")
    assert exit_code == 5
    assert "kan inte skrivas här" in err


def test_a_folder_for_the_database_that_is_not_there(run: Run, minutes: Path, tmp_path: Path) -> None:
    exit_code, _, err = run("ingest", minutes, "--db", tmp_path / "no" / "x.duckdb")
    assert exit_code == 5
    assert "mappen finns inte" in err


def test_a_folder_for_exports_that_is_a_file(run: Run, minutes: Path, tmp_path: Path) -> None:
    run("ingest", minutes)
    exit_code, _, err = run("export", "csv", "--out", minutes)
    assert exit_code == 5
    assert "kan inte skrivas" in err


def test_a_folder_without_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    exit_code, _, err = run("ingest", tmp_path / "tom", "--jobs", "2")
    assert exit_code == 0
    assert "Inga filer hittades" in err


def test_a_rule_folder_that_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules" / "kinds").mkdir(parents=True)
    (tmp_path / "rules" / "kinds" / "KI01.yml").write_text("id: [\n", encoding="utf-8")
    exit_code, _, err = run("rules", "check", "--folder", tmp_path / "rules")
    assert exit_code == 4
    assert "KI01.yml" in err


def test_a_file_that_is_another_database(run: Run, minutes: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "protokoll.duckdb")) as connection:
        connection.execute("CREATE TABLE salary (name TEXT)")
    exit_code, _, err = run("ingest", minutes)
    assert exit_code == 5
    assert "innehåller annat" in err


def test_a_folder_that_holds_the_database_itself(run: Run, minutes: Path, tmp_path: Path) -> None:
    exit_code, out, _ = run("ingest", tmp_path)
    assert exit_code == 0
    assert "1 filer" in out


def test_a_name_that_is_no_utf_8(run: Run, minutes: Path, tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/n\xe4mnd.txt"
    with open(odd, "wb") as file:
        file.write(minutes.read_bytes() + b"!")
    exit_code, _, _ = run("ingest", tmp_path)
    assert exit_code == 0
    with open_store(tmp_path / "protokoll.duckdb", read_only=True) as store:
        assert [one.file_name for one in store.sources()] == ["n\\xe4mnd.txt", "protokoll.txt"]


def test_every_swedish_message_of_a_store_error_has_its_details() -> None:
    from protokollparser.cli.speech import tell_error
    from protokollparser.store.opening import reported

    error = reported(Path("x.duckdb"), "something new")
    assert "something new" in tell_error(error)


def test_an_interrupt_that_the_database_reports_is_an_interrupt() -> None:
    from protokollparser.cli.running import _interrupted

    told = OSError("while writing")
    told.__cause__ = RuntimeError("Query interrupted")
    assert _interrupted(told)
    assert not _interrupted(OSError("disk full"))
