"""`infer-aggregations` writes an answer a line, or nothing and one sentence."""

import json
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_every_table_is_answered(run: Run, tmp_path: Path) -> None:
    tables, out = tmp_path / "tables.jsonl", tmp_path / "answers.jsonl"
    tables.write_text('{"cells": []}\n{"cells": [["1"]]}\n', encoding="utf-8")
    assert run("infer-aggregations", tables, "--out", out)[0] == 0
    told = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert told == [{"aggregations": []}] * 2


def test_a_wrong_line_is_one_sentence_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    tables, out = tmp_path / "tables.jsonl", tmp_path / "answers.jsonl"
    tables.write_text('{"cells": []}\nno table\n', encoding="utf-8")
    code, _, err = run("infer-aggregations", tables, "--out", out)
    assert code == 3
    assert "rad 2" in err
    assert len(err.splitlines()) == 1
    assert not out.exists()
