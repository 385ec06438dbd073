"""What people say of findings, and which findings a call is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from protokollparser.checks.shapes import shapes
from protokollparser.checks.verdicts import Verdict
from protokollparser.core.rules import load

Run = Callable[..., tuple[int, str, str]]

_NOTICE = """Ekbacka kommun
Kulturnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2024-03-07

Justering
Protokollet justerat 2024-03-11

BEVIS OM ANSLAG
Justeringen har tillkännagivits genom anslag
Organ: Kulturnämnden
Sammanträdesdatum: 2024-03-07
Datum då anslaget sätts upp: 2024-03-11
Datum då anslaget tas ned: 2024-04-02
Förvaringsplats för protokollet: Kommunkontoret

§ 12 Budgetuppföljning

Kulturnämndens beslut
Kulturnämnden godkänner uppföljningen.
"""


@pytest.fixture
def finding(run: Run, minutes: Path) -> str:
    """Import minutes with a wrong total, check them, and return the id of the first finding."""
    run("ingest", minutes)
    run("check")
    _, out, _ = run("findings", "list", "--format", "json")
    return str(json.loads(out)[0]["finding_id"])


def test_an_accepted_finding_is_told_no_more_until_it_is_reopened(run: Run, finding: str) -> None:
    count = len(json.loads(run("findings", "list", "--format", "json")[1]))
    assert run("findings", "accept", finding[:10], "--reviewer", "Eva Ek", "--note", "känt")[0] == 0
    run("check")
    assert len(json.loads(run("findings", "list", "--format", "json")[1])) == count - 1
    accepted = json.loads(run("findings", "list", "--status", "accepted", "--format", "json")[1])
    assert [(one["finding_id"], one["reviewer"], one["note"]) for one in accepted] == [
        (finding, "Eva Ek", "känt")
    ]
    run("findings", "reopen", finding, "--reviewer", "Eva Ek")
    run("check")
    assert len(json.loads(run("findings", "list", "--format", "json")[1])) == count


def test_what_is_accepted_stays_so_when_the_document_is_imported_again(
    run: Run, finding: str, minutes: Path
) -> None:
    run("findings", "accept", finding, "--reviewer", "Eva Ek")
    run("ingest", minutes)
    run("check")
    assert finding in run("findings", "list", "--status", "accepted", "--format", "json")[1]


def test_known_findings_do_not_fail_a_run(run: Run, finding: str, tmp_path: Path) -> None:
    assert finding
    assert run("findings", "baseline", "--out", tmp_path / "known.json")[0] == 0
    assert run("check")[0] == 1
    exit_code, out, _ = run("check", "--baseline", tmp_path / "known.json")
    assert exit_code == 0
    assert "kända fynd visas inte" in out


def test_a_file_that_is_no_baseline(run: Run, finding: str, minutes: Path) -> None:
    assert finding
    exit_code, _, err = run("check", "--baseline", minutes)
    assert exit_code == 2
    assert "findings baseline" in err


def test_only_and_ignore_choose_checks_and_groups(run: Run, finding: str) -> None:
    assert finding
    assert run("check", "--only", "D,N")[0] == 0
    assert run("check", "--ignore", "A,T,X")[0] == 0
    exit_code, _, err = run("check", "--only", "Z99")
    assert exit_code == 2
    assert "Z99" in err


def test_an_id_that_names_no_finding(run: Run, finding: str) -> None:
    assert finding
    exit_code, _, err = run("findings", "accept", "ffffffffffff", "--reviewer", "Eva Ek")
    assert exit_code == 2
    assert "ffffffffffff" in err


def test_settings_in_the_folder_are_defaults(run: Run, finding: str, tmp_path: Path) -> None:
    assert finding
    (tmp_path / "protokollparser.toml").write_text('[check]\nfail-on = "never"\n', encoding="utf-8")
    assert run("check")[0] == 0
    assert run("check", "--fail-on", "error")[0] == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [("[check\n", "TOML"), ("[chek]\n", "chek"), ('[check]\nfail = "never"\n', "--fail")],
)
def test_settings_that_are_wrong(run: Run, tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "protokollparser.toml").write_text(text, encoding="utf-8")
    exit_code, _, err = run("check")
    assert exit_code == 2
    assert told in err


def test_a_report_that_cannot_be_written(run: Run, finding: str, tmp_path: Path) -> None:
    assert finding
    exit_code, _, err = run("check", "--format", "html", "--out", tmp_path / "none" / "x.html")
    assert exit_code == 2
    assert "--out" in err
    assert run("check", "--format", "xlsx")[0] == 2


def test_a_check_that_fails_ends_the_call_with_exit_code_4(
    run: Run, minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", minutes)

    def examine(_: object, __: object) -> Iterator[Verdict]:
        raise NotImplementedError("not yet")
        yield

    monkeypatch.setitem(shapes(), "relation", replace(shapes()["relation"], examine=examine))
    exit_code, out, err = run("check", "--fail-on", "never")
    assert (exit_code, out) == (4, "")
    assert "NotImplementedError: not yet" in err


def test_a_check_that_fails_in_another_process_ends_the_call_too_and_what_was_found_before_stays(
    run: Run, minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = minutes.with_name("senare.txt")
    other.write_text(minutes.read_text(encoding="utf-8").replace("05-08", "06-08"), encoding="utf-8")
    run("ingest", minutes, other)
    run("check")
    db = minutes.with_name("protokoll.duckdb")
    before = run("findings", "list", "--db", db)
    assert before[1]
    held = load()
    broken = tuple(rule.model_copy(update={"message": "{colour}"}) for rule in held.checks)
    with monkeypatch.context() as patch:
        patch.setattr("protokollparser.core.rules.load", lambda: replace(held, checks=broken))
        patch.setattr("protokollparser.pipeline.SHARE", 1)
        exit_code, out, err = run("check", "--fail-on", "never", "--jobs", "2")
    assert (exit_code, out) == (4, "")
    assert "colour" in err
    assert run("findings", "list", "--db", db) == before


def test_a_finding_is_explained_term_by_term(run: Run, finding: str) -> None:
    out = run("explain", finding)[1]
    assert out.splitlines()[1] == "A05, fel"
    assert "beräknat av: − ”300”" in out
    assert "        Summa · Utfall" in out
    assert "300 − 300 = 0" in out
    assert "avrundning kan ge högst 1,5 tkr" in out
    told = json.loads(run("explain", finding, "--format", "json")[1])["calculation"]
    assert [(term["weight"], term["value"], term["low"], term["high"]) for term in told["terms"]] == [
        (None, 5, 4.5, 5.5),
        (1, 300, 299.5, 300.5),
        (-1, 300, 299.5, 300.5),
    ]


def test_a_finding_of_days_is_explained_by_the_calendar(run: Run, tmp_path: Path) -> None:
    minutes = tmp_path / "anslag.txt"
    minutes.write_text(_NOTICE, encoding="utf-8")
    run("ingest", minutes)
    run("check")
    (early,) = json.loads(run("findings", "list", "--only", "D05", "--format", "json")[1])
    out = run("explain", early["finding_id"])[1]
    assert "2024-03-11 + 3 veckor = måndag 2024-04-01" in out
    assert "måndag 2024-04-01 är ingen arbetsdag: tiden går ut tisdag 2024-04-02" in out
    assert "angiven dag: tisdag 2024-04-02" in out
