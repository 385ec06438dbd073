"""Files of tables: answers in the order of the lines, and one sentence for a line that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from protokollparser.aggregations import aggregation_words
from protokollparser.aggregations.lines import answers
from protokollparser.core.errors import InputError
from protokollparser.core.rules import load

TABLE = {"cells": [["", "A"], ["x", 1203], ["y", "2 040"], ["z", None], ["Summa", "3 243"]]}


def write(folder: Path, *lines: str) -> Path:
    path = folder / "tables.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_every_line_is_answered_in_order(tmp_path: Path) -> None:
    path = write(tmp_path, '{"cells": []}', json.dumps(TABLE), '{"cells": [["1"]]}')
    told = [json.loads(line) for line in answers(path, aggregation_words(load()))]
    assert [set(one) for one in told] == [{"aggregations"}] * 3
    assert told[0] == told[2] == {"aggregations": []}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "holds no `cells`"),
        ('{"cells": [1]}', "holds no `cells`"),
        ('{"cells": [[{}]]}', "neither words nor a number"),
    ],
)
def test_a_wrong_line_is_named(line: str, why: str, tmp_path: Path) -> None:
    path = write(tmp_path, '{"cells": []}', line)
    with pytest.raises(InputError, match=f"line 2 .*{why}") as told:
        list(answers(path, aggregation_words(load())))
    assert told.value.code == "bad_line"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        list(answers(tmp_path / "none.jsonl", aggregation_words(load())))
    assert told.value.code == "missing"
