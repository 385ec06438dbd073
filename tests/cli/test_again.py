"""Reading again: changed rules, `--force`, `retry`; and watching, through the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from protokollparser import watching
from protokollparser.core import rules as rule_files
from protokollparser.core.rules import Rules, load
from protokollparser.store import open_store

Run = Callable[..., tuple[int, str, str]]


def with_changed(monkeypatch: pytest.MonkeyPatch, family: str, **update: object) -> None:
    """Let the program load rules of which the first of a family is changed."""
    plain = load()
    listed = list(getattr(plain, family))
    listed[0] = listed[0].model_copy(update=update)
    changed: Rules = replace(plain, **{family: tuple(listed)})
    monkeypatch.setattr(rule_files, "load", lambda *_: changed)


def ingest(run: Run, *more: object) -> str:
    """Import and return the last line."""
    return run("--lang", "en", "ingest", "in", "--jobs", 0, "--quiet", "--format", "json", *more)[1]


@pytest.fixture
def folder(minutes: Path, tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    minutes.rename(made / "protokoll.txt")
    return made


def value(sql: str) -> object:
    """Return the one answer of a question."""
    with open_store("protokoll.duckdb", read_only=True) as store:
        ((found,),) = store.query(sql).rows
    return found


def test_a_changed_check_reads_nothing_anew_and_a_changed_table_rule_does(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert '"status": "new"' in ingest(run)
    with monkeypatch.context() as patch:
        with_changed(patch, "checks", severity="info")
        assert '"status": "unchanged"' in ingest(run)
    before = value("SELECT made_by FROM source")
    with_changed(monkeypatch, "tables", least=99)
    # Read anew, and found to say the same.
    assert '"status": "unchanged"' in ingest(run)
    assert value("SELECT made_by FROM source") != before


def test_accepted_findings_survive_a_changed_rule(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(run)
    run("check")
    finding = value("SELECT min(finding_id) FROM finding WHERE severity = 'error'")
    run("findings", "accept", finding, "--reviewer", "AB", "--note", "rätt i originalet")
    assert value("SELECT count(*) FROM finding WHERE status = 'accepted'") == 1
    with_changed(monkeypatch, "tables", least=99)
    with duckdb.connect("protokoll.duckdb") as connection:
        connection.execute("UPDATE source SET reading_hash = 'other'")
    assert '"status": "replaced"' in ingest(run)
    run("check")
    assert value("SELECT count(*) FROM finding WHERE status = 'accepted'") == 1
    assert value("SELECT count(*) FROM review") == 1


def test_force_reads_what_is_unchanged(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(run)
    before = value("SELECT seen_at FROM accession")
    assert '"status": "unchanged"' in ingest(run)
    assert '"status": "unchanged"' in ingest(run, "--force")
    monkeypatch.setattr("protokollparser.importing.read_source", None)
    assert "quarantined" in ingest(run, "--force")
    assert before


def test_retry_reads_only_what_was_not_imported(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b.txt").write_text("Ekbacka kommun\nProtokoll 2023-05-08\n", encoding="utf-8")
    true = __import__("protokollparser.importing", fromlist=["read_source"]).read_source

    def faulty(path: Path, *given: object) -> object:
        if path.name == "b.txt":
            raise IndexError("a slip of the pen")
        return true(path, *given)

    with monkeypatch.context() as patch:
        patch.setattr("protokollparser.importing.read_source", faulty)
        ingest(run)
    assert value("SELECT count(*) FROM source WHERE status = 'quarantined'") == 1
    code, said, _ = run("--lang", "en", "retry", "--failed", "--jobs", 0)
    assert (code, said.startswith("1 file")) == (0, True)
    assert value("SELECT count(*) FROM source WHERE status = 'quarantined'") == 0
    assert "Nothing to be read again" in run("--lang", "en", "retry", "--failed", "--jobs", 0)[1]


def test_watch_imports_what_arrives_and_ends_at_an_interrupt(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def arrive(place: Path, *_: object, **__: object) -> Iterator[list[Path]]:
        yield [place / "protokoll.txt"]
        yield []
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "arrivals", arrive)
    code, said, told = run("watch", "in", "--jobs", 0)
    assert (code, told.splitlines()[-1]) == (0, "Bevakningen är avslutad.")
    assert said.startswith("1 fil")
    assert value("SELECT count(*) FROM source") == 1


def test_watching_what_is_no_folder_is_a_wrong_call(run: Run, folder: Path) -> None:
    assert run("watch", "in/protokoll.txt")[0] == 2
