import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from protokollparser import importing
from protokollparser.cli.app import command_names
from protokollparser.store import open_store

Run = Callable[..., tuple[int, str, str]]


def test_check_fails_on_what_it_is_told_to(run: Run, minutes: Path) -> None:
    assert run("ingest", minutes)[0] == 0
    assert run("check")[0] == 1
    assert run("check", "--fail-on", "warning")[0] == 1
    assert run("check", "--fail-on", "never")[0] == 0


def test_the_report_shows_place_words_stated_and_computed(run: Run, minutes: Path) -> None:
    run("ingest", minutes)
    _, out, err = run("check")
    assert err == ""
    assert f"{minutes}:15" in out
    assert "> Summa 300 300 5" in out
    assert "anges 5 tkr · beräknat 0 tkr" in out


def test_no_line_of_the_report_is_wider_than_the_page(run: Run, minutes: Path, tmp_path: Path) -> None:
    minutes.rename(tmp_path / "m.txt")
    run("ingest", "m.txt")
    _, out, _ = run("check")
    assert max(map(len, out.splitlines())) <= 100


def test_json_is_all_that_a_program_reads(run: Run, minutes: Path) -> None:
    _, out, _ = run("ingest", minutes, "--format", "json")
    assert json.loads(out)["counts"] == {"new": 1}
    _, out, _ = run("check", "--format", "json")
    report = json.loads(out)
    assert {one["stated"] for one in report["findings"]} >= {"5"}
    assert all(one["evidence"] for one in report["findings"])
    _, out, _ = run("explain", report["findings"][0]["finding_id"], "--format", "json")
    assert json.loads(out)["rule"]["file"].startswith("rules/checks/")
    _, out, _ = run("query", "SELECT 1 AS a, 'x' AS b", "--format", "json")
    assert json.loads(out) == [{"a": 1, "b": "x"}]


def test_query_prints_a_table_or_csv(run: Run, minutes: Path) -> None:
    run("ingest", minutes)
    question = "SELECT 'Ek, A' AS name, 12.50 AS sum UNION ALL SELECT NULL, 3 ORDER BY 2"
    assert run("query", question)[1] == "name    sum\n-----  ----\n          3\nEk, A  12.5\n"
    assert run("query", question, "--format", "csv")[1] == 'name,sum\n,3\n"Ek, A",12.5\n'


def test_query_masks_identity_numbers(run: Run, minutes: Path) -> None:
    run("ingest", minutes)
    question = "SELECT '811228-9874' AS number"
    assert "811228-9874" not in run("query", question)[1]
    assert "811228-9874" in run("query", question, "--unmasked")[1]


def test_a_wrong_question_is_told(run: Run, minutes: Path) -> None:
    run("ingest", minutes)
    exit_code, out, err = run("query", "SELECT * FROM nowhere")
    assert (exit_code, out) == (2, "")
    assert "nowhere" in err


def test_explain_tells_place_rule_and_way(run: Run, minutes: Path) -> None:
    run("ingest", minutes)
    with open_store("protokoll.duckdb", read_only=True) as store:
        sql = "SELECT amount_id FROM amount WHERE printed = '210'"
        ((amount_id,),) = store.query(sql).rows
    exit_code, out, _ = run("explain", amount_id[:12])
    assert exit_code == 0
    assert f"{minutes}, sida 1, rad 14" in out
    assert "”210” läses som 210" in out
    assert "enhet tkr" in out


def test_explain_of_an_unknown_id(run: Run, minutes: Path) -> None:
    run("ingest", minutes)
    exit_code, _, err = run("explain", "zz")
    assert exit_code == 2
    assert "ingen post har detta id" in err


def test_remove_by_path_name_or_id(run: Run, minutes: Path) -> None:
    run("ingest", minutes)
    assert run("remove", "annan.txt")[0] == 2
    exit_code, out, _ = run("remove", "protokoll.txt", "--reason", "gallring")
    assert exit_code == 0
    assert "protokoll.txt är borttagen" in out
    assert run("query", "SELECT count(*) AS n FROM decision", "--format", "csv")[1] == "n\n0\n"


def test_an_import_list_is_read(run: Run, minutes: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        "fil;nämnd\nprotokoll.txt;Bildningsnämnden\nx.txt;N\n", encoding="utf-8"
    )
    exit_code, _, err = run("ingest", minutes, "--metadata", "list.csv")
    assert exit_code == 0
    assert "x.txt hör inte till någon fil" in err
    question = "SELECT body, metadata->>'body' AS origin FROM document WHERE parent_id IS NULL"
    assert run("query", question, "--format", "csv")[1] == "body,origin\nBildningsnämnden,list list.csv\n"


def test_an_unknown_heading_is_suggested_for_the_rule_it_resembles(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "protokoll.txt"
    file.write_text(
        "Sammanträdesprotokoll\nKulturnämnden 2021-03-02\n\n§ 1 Taxa\n\nKulturnämndens mening\n\n"
        "Taxan fastställs att gälla från och med den 1 april.\n\n§ 2 Frågor\n\nInga frågor fanns.\n",
        encoding="utf-8",
    )
    exit_code, out, _ = run("rules", "suggest", str(file))
    (suggested,) = filter(None, yaml.safe_load_all(out))
    assert exit_code == 0
    assert suggested["headings"] == ["(?:{body_s}) mening"]
    assert suggested["examples"]["match"] == ["Kulturnämndens mening"]


def test_the_shipped_rules_are_in_order(run: Run) -> None:
    exit_code, out, err = run("rules", "check")
    assert (exit_code, err) == (0, "")
    assert "i ordning" in out


def test_an_interruption_is_told(run: Run, minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "read_source", stop)
    exit_code, _, err = run("ingest", minutes, "--jobs", 0)
    assert exit_code == 130
    assert err == "protokollparser: Avbrutet; det som hann läsas in är sparat.\n"


def test_a_fault_is_one_sentence(run: Run, minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oj")

    monkeypatch.setattr(importing, "ingest", fault)
    exit_code, _, err = run("ingest", minutes)
    assert exit_code == 70
    assert "ZeroDivisionError: oj" in err
    assert len(err.splitlines()) == 1


def test_a_reader_that_leaves_is_no_error(minutes: Path) -> None:
    command = [sys.executable, "-c", "from protokollparser.cli import main; raise SystemExit(main())"]
    subprocess.run([*command, "ingest", str(minutes)], check=True, capture_output=True)
    question = "SELECT repeat('x', 90) AS a FROM range(20000)"
    reading, writing = os.pipe()
    with subprocess.Popen([*command, "query", question], stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        os.close(reading)
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_help_is_there_in_both_languages(run: Run) -> None:
    for name in command_names():
        assert run("--lang", "sv", name, "--help")[1] != run("--lang", "en", name, "--help")[1]


def test_commands_inside_commands_change_language_too(run: Run) -> None:
    swedish, english = (run("--lang", lang, "rules", "--help")[1] for lang in ("sv", "en"))
    assert "Kontrollera att alla regelfiler" in swedish
    assert "Check that all rule files" in english


def test_help_does_not_load_what_is_heavy() -> None:
    code = (
        "import sys; from protokollparser.cli import main; main(['--help']); "
        "heavy = {'sqlalchemy', 'duckdb', 'spacy', 'pydantic', 'pyarrow', 'pdfplumber'} & set(sys.modules); "
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
