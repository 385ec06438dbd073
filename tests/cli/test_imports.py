"""What the user sees of an import: progress, receipt, status, and the database as a file."""

import csv
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from protokollparser.cli.progress import Pace, Progress, duration
from protokollparser.exports.receipts import Receipt, ReceiptLine, write
from protokollparser.outcomes import Outcome
from protokollparser.store import Store

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def archive(minutes: Path, tmp_path: Path) -> Path:
    """A folder with minutes, a copy of them, and an empty file."""
    folder = tmp_path / "arkiv"
    folder.mkdir()
    (folder / "a.txt").write_bytes(minutes.read_bytes())
    (folder / "b.txt").write_bytes(minutes.read_bytes())
    (folder / "c.txt").touch()
    return folder


def test_every_file_is_in_the_receipt(run: Run, archive: Path, tmp_path: Path) -> None:
    assert run("ingest", archive, "--receipt", "kvitto.csv", "--jobs", "0")[0] == 3
    with (tmp_path / "kvitto.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Fil"], row["Utfall"], row["Kod"]) for row in rows] == [
        (str(archive / "a.txt"), "inläst", ""),
        (str(archive / "b.txt"), "dubblett", ""),
        (str(archive / "c.txt"), "ej inläst", "empty"),
    ]
    assert int(rows[0]["Poster"]) > 10
    assert rows[0]["Fynd"] == ""
    kept = sorted(path.suffix for path in (tmp_path / "protokoll.duckdb.receipts").iterdir())
    assert kept == [".csv", ".html"]


def lines(path: Path) -> list[tuple[str, str, str, bool, bool]]:
    """Return file, outcome, code, and whether records and seconds are told, of a receipt."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            (Path(row["Fil"]).name, row["Utfall"], row["Kod"], bool(row["Poster"]), bool(row["Sekunder"]))
            for row in csv.DictReader(file)
        ]


def test_extract_and_load_have_receipts_too(run: Run, archive: Path, tmp_path: Path) -> None:
    assert run("extract", archive, "--out", "shards", "--jobs", "0")[0] == 3
    (made,) = (tmp_path / "shards" / "receipts").glob("*.csv")
    assert lines(made) == [
        ("a.txt", "läst", "", False, True),
        ("b.txt", "dubblett", "", False, False),
        ("c.txt", "ej inläst", "empty", False, False),
    ]
    assert run("load", "shards", "--receipt", "loaded.csv")[0] == 0
    assert lines(tmp_path / "loaded.csv") == [
        ("a.txt", "inläst", "", True, True),
        ("b.txt", "dubblett", "", True, False),
        ("c.txt", "ej inläst", "empty", False, False),
    ]
    assert len([*(tmp_path / "protokoll.duckdb.receipts").glob("*.html")]) == 1


def test_what_is_tried_again_has_a_receipt(run: Run, archive: Path, tmp_path: Path) -> None:
    run("ingest", archive, "--jobs", "0")
    run("retry", "--failed", "--receipt", "again.csv", "--jobs", "0")
    assert lines(tmp_path / "again.csv") == [("c.txt", "ej inläst", "empty", False, False)]


def test_a_page_of_many_files_has_those_that_ask_for_a_look(tmp_path: Path) -> None:
    def line(number: int) -> ReceiptLine:
        failed = number % 1000 == 0
        code = "empty" if failed else None
        outcome = "ej inläst" if failed else "inläst"
        return ReceiptLine(f"{number}.txt", outcome, code, None, 3, None, 0.5, f"{number:064}", failed=failed)

    day = datetime(2024, 2, 1)
    write(
        Receipt(day, day, "0", "p.duckdb", [line(number) for number in range(1, 4001)]),
        "sv",
        tmp_path / "k.html",
    )
    page = (tmp_path / "k.html").read_text("utf-8")
    assert page.count('<tr class="failed">') == 4
    assert '<tr class="read">' not in page
    assert "4000 filer, 12000 poster, 2000 sekunders beräkning" in page
    assert '<tr><td>inläst</td><td class="figure">3996</td></tr>' in page


def test_the_receipt_tells_findings_of_what_was_checked(run: Run, minutes: Path, tmp_path: Path) -> None:
    run("ingest", minutes, "--jobs", "0")
    run("check")
    run("--lang", "en", "ingest", minutes, "--receipt", "again.csv", "--jobs", "0")
    with (tmp_path / "again.csv").open(encoding="utf-8-sig", newline="") as file:
        ((row),) = csv.DictReader(file)
    assert (row["Outcome"], int(row["Findings"]) > 0) == ("unchanged", True)


@pytest.mark.parametrize("name", ["kvitto.txt", "nowhere/kvitto.csv"])
def test_a_receipt_that_cannot_be_written_is_told_before_anything_is_read(
    run: Run, minutes: Path, tmp_path: Path, name: str
) -> None:
    assert run("ingest", minutes, "--receipt", name)[0] == 2
    assert not (tmp_path / "protokoll.duckdb").exists()


def test_no_spreadsheet_and_no_browser_takes_a_name_for_more(tmp_path: Path) -> None:
    line = ReceiptLine("=1+1<b>", "inläst", None, None, 3, None, 0.0, "ab", failed=False)
    made = Receipt(datetime(2024, 2, 1), datetime(2024, 2, 1), "0", "p.duckdb", [line])
    write(made, "sv", tmp_path / "k.csv")
    write(made, "sv", tmp_path / "k.html")
    assert "\n'=1+1<b>,inläst,,,3,,,ab\n" in (tmp_path / "k.csv").read_text("utf-8-sig")
    assert "=1+1&lt;b&gt;</td>" in (tmp_path / "k.html").read_text("utf-8")


def test_quiet_tells_only_what_was_not_imported(run: Run, archive: Path) -> None:
    _, out, err = run("ingest", archive, "--quiet", "--jobs", "0")
    assert out == ""
    assert err.splitlines() == [f"Ej inläst: {archive / 'c.txt'}: är tom (0 byte); hämta filen på nytt"]


def test_status_tells_runs_outcomes_and_reasons(run: Run, archive: Path) -> None:
    run("ingest", archive, "--jobs", "0")
    out = run("status")[1]
    assert "  2 lästa (1 olika innehåll)" in out
    assert f"  1 empty, till exempel {archive / 'c.txt'}" in out
    assert "källor som inte är granskade: 1" in out
    told = json.loads(run("status", "--format", "json")[1])
    assert told["files"]["quarantined"] == {"files": 1, "contents": 1}
    assert [one["files"]["new"] for one in told["runs"]] == [1]


def test_status_tells_reasons_apart_from_outcomes(run: Run, archive: Path) -> None:
    for _ in range(2):
        run("ingest", archive, "--jobs", "0")
    after, before = run("status")[1].splitlines()[1:3]
    assert after.endswith("1 ej inlästa, 2 oförändrade (1 empty)")
    assert before.endswith("1 dubbletter, 1 inlästa, 1 ej inlästa (1 empty)")


def test_a_run_that_was_interrupted_is_told(run: Run, minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "step", stop)
    assert run("ingest", minutes, "--jobs", "0")[0] == 130
    assert "avbruten" in run("status")[1]


def test_the_database_is_copied_and_looked_through(run: Run, minutes: Path, tmp_path: Path) -> None:
    run("ingest", minutes, "--jobs", "0")
    assert run("db", "backup", "kopia.duckdb")[0] == 0
    assert run("db", "verify", "--db", "kopia.duckdb")[:2] == (0, "kopia.duckdb är felfri\n")
    assert run("db", "backup", "kopia.duckdb")[0] == 5
    assert run("db", "upgrade")[1] == "protokoll.duckdb har redan version 6\n"


def test_verify_ends_with_1_when_something_does_not_hold(run: Run, minutes: Path) -> None:
    import duckdb

    run("ingest", minutes, "--jobs", "0")
    with duckdb.connect("protokoll.duckdb") as connection:
        connection.execute("UPDATE amount SET printed = 'x' WHERE printed = '210'")
    code, out, _ = run("db", "verify")
    assert code == 1
    assert "belopp: 1 posters tryckta ord är inte sidans" in out
    assert json.loads(run("db", "verify", "--format", "json")[1])["faults"][0]["table"] == "amount"


def test_what_is_not_brought_together_is_no_fault_and_can_be_finished(
    run: Run, minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "settle", stop)
        assert run("ingest", minutes, "--jobs", "0")[0] == 130
    code, out, _ = run("db", "verify")
    assert code == 0
    assert "db settle" in out
    assert json.loads(run("db", "verify", "--format", "json")[1]) == {
        "faults": [], "unsettled": True, "unread": 0, "erased": False,
    }  # fmt: skip
    assert run("db", "settle")[0] == 0
    assert run("db", "verify")[:2] == (0, "protokoll.duckdb är felfri\n")
    assert "redan" in run("db", "settle")[1]


def test_files_that_are_registered_and_not_read_are_told(
    run: Run, minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("protokollparser.engines.local.extract", stop)
    assert run("ingest", minutes, "--jobs", "0")[0] == 130
    code, out, _ = run("db", "verify")
    assert (code, out.splitlines()[0]) == (0, "1 filer väntar; kör ingest igen så läses de")


def test_the_pace_is_that_of_files_which_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, *(float(second) for second in range(100, 1000))])
    monkeypatch.setattr("protokollparser.cli.progress.time.monotonic", lambda: next(clock))
    pace = Pace()
    for _ in range(50):
        pace.hear(Outcome(Path("a"), "unchanged"))
    assert pace.rate == 0
    for _ in range(20):
        pace.hear(Outcome(Path("a"), "read"))
    pace.hear(Outcome(Path("b"), "quarantined", code="empty"))
    assert 0.8 < pace.rate <= 1
    assert pace.failures == {"empty": 1}


def test_a_slow_pace_is_told_by_the_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 100.0, 100.0])
    monkeypatch.setattr("protokollparser.cli.progress.time.monotonic", lambda: next(clock))
    pace = Pace()
    pace.hear(Outcome(Path("a"), "read"))
    assert pace.told(2).startswith("0,6 filer/min")


@pytest.mark.parametrize(("seconds", "told"), [(44.6, "45 s"), (725, "12 min"), (11100, "3 h 05 min")])
def test_times_are_told_as_people_do(seconds: float, told: str) -> None:
    assert duration(seconds) == told
