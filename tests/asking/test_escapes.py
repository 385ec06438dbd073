"""Attempts to get out of a question: none may touch, tell or take anything."""

import json
import pickle
import re
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from protokollparser.answering.gate import TABLE_FUNCTIONS
from protokollparser.asking import Limits, ask, watching
from protokollparser.asking.telling import failure
from protokollparser.core.contract import SCHEMA_VERSION
from protokollparser.core.errors import ProtokollparserError
from protokollparser.isolation import memory_of
from tests.asking.conftest import SECRET, Guarded
from tests.asking.disguises import disguised

CATEGORIES = yaml.safe_load(Path(__file__).with_name("escapes.yml").read_text(encoding="utf-8"))
QUICK = sorted(set(CATEGORIES) - {"resources"})
MEMORY = 320 << 20
USUAL = Limits(seconds=20, memory=MEMORY)
# Asked as users ask; the others in one process, of the same code.
EVERY = 8


@dataclass
class Tried:
    """How one escape ended."""

    sql: str
    code: str
    exit_code: int
    told: str


def test_there_are_many_escapes() -> None:
    tried = [sql for category in CATEGORIES.values() for sql in category["sql"]]
    assert len(tried) == len(set(tried)) >= 300


@pytest.mark.parametrize("category", QUICK)
def test_no_escape_succeeds(guarded: Guarded, category: str) -> None:
    wanted = CATEGORIES[category]
    tried = [ended(guarded, one) for one in in_one_process(guarded, wanted["sql"])]
    check(guarded, tried, wanted["codes"])


@pytest.mark.parametrize("category", CATEGORIES)
def test_no_escape_succeeds_as_users_ask(
    guarded: Guarded, category: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []

    def looked_at(process: int | None) -> int:
        held.append(memory_of(process))
        return held[-1]

    monkeypatch.setattr(watching, "memory_of", looked_at)
    wanted = CATEGORIES[category]
    if category == "resources":
        limits, chosen = Limits(seconds=1, memory=MEMORY), wanted["sql"]
    else:
        limits, chosen = USUAL, wanted["sql"][::EVERY]
    with ThreadPoolExecutor(4) as threads:
        tried = list(threads.map(lambda sql: attempt(guarded, sql, limits), chosen))
    check(guarded, tried, wanted["codes"])
    assert max(held) < MEMORY + (64 << 20)


# Logging to a file, which only the gate stops, brings the process down: its files are closed to it.
PLACES = [
    sql
    for category in ("files", "network", "statements")
    for sql in CATEGORIES[category]["sql"]
    if "{" in sql and "enable_logging" not in sql
]


def test_the_walls_behind_the_gate_hold_alone(guarded: Guarded) -> None:
    for sql, ending in in_one_process(guarded, PLACES, gate=False):
        assert SECRET not in json.dumps(ending, ensure_ascii=False), sql
    assert guarded.calls == []
    assert guarded.state() == guarded.before


def test_what_is_open_of_the_system_tells_nothing(guarded: Guarded) -> None:
    views = "SELECT schema_name || '.' || view_name AS one FROM duckdb_views() WHERE internal"
    ((_, listed),) = in_one_process(guarded, [views])
    named = re.findall(r"[a-z_]+\.[a-z_]+", listed["answer"])
    functions = [f"{name}()" for name in sorted(TABLE_FUNCTIONS)]
    asked = [*(f"SELECT * FROM {one}" for one in (*named, *functions)), "SHOW ALL TABLES", "SHOW DATABASES"]
    tried = [ended(guarded, one) for one in in_one_process(guarded, asked)]
    assert len(named) > 20
    assert sum(one.code == "answered" for one in tried) > 20
    assert [one for one in tried if guarded.told_in(one.told, one.sql)] == []


ESCAPES = [sql for category in ("files", "leaks") for sql in CATEGORIES[category]["sql"]]


@settings(max_examples=4, deadline=None)
@given(st.lists(disguised(ESCAPES), min_size=50, max_size=50))
def test_no_disguise_helps(guarded: Guarded, disguises: list[str]) -> None:
    tried = [ended(guarded, one) for one in in_one_process(guarded, disguises)]
    codes = {"query_function", "query_closed", "query_statement", "query_several", "query_none", "bad_query"}
    check(guarded, tried, codes)


def check(guarded: Guarded, tried: Sequence[Tried], codes: Sequence[str] | set[str]) -> None:
    """Hold what came of escapes against what may come of them."""
    assert [one for one in tried if one.code not in codes] == []
    assert [one for one in tried if guarded.told_in(one.told, one.sql)] == []
    assert [one for one in tried if "\n" in one.told or len(one.told) > 700] == []
    assert {one.exit_code for one in tried} <= {2, 6}
    assert guarded.calls == []
    assert guarded.state() == guarded.before


def attempt(guarded: Guarded, sql: str, limits: Limits) -> Tried:
    """Return how a question ended, which is asked and read to its end."""
    asked = guarded.filled(sql)
    told = ""
    try:
        with ask(guarded.database, asked, limits=limits) as answer:
            told = " ".join(str(batch.to_pylist()) for batch in answer.batches)
    except ProtokollparserError as error:
        return Tried(asked, error.code, error.exit_code, str(error))
    return Tried(asked, "answered", 0, told[:500])


def ended(guarded: Guarded, one: tuple[str, dict[str, Any]]) -> Tried:
    """Return how a question ended, as users are told it."""
    sql, ending = one
    if ending["code"] == "done":
        return Tried(sql, "answered", 0, ending["answer"])
    error = failure(ending, guarded.database, sql, USUAL)
    return Tried(sql, error.code, error.exit_code, str(error))


def in_one_process(
    guarded: Guarded, escapes: Sequence[str], *, gate: bool = True
) -> list[tuple[str, dict[str, Any]]]:
    """Return each escape with how it ended in a process that answers all of them."""
    questions = [guarded.filled(sql) for sql in escapes]
    request = {
        "database": str(guarded.database), "parameters": None, "rows": 1000, "memory": MEMORY,
        "computing": 60, "threads": 2, "version": str(SCHEMA_VERSION), "questions": questions,
        "gate": gate, "paths": sys.path,
    }  # fmt: skip
    program = Path(__file__).with_name("in_one_process.py")
    ran = subprocess.run(
        [sys.executable, "-I", str(program)], input=pickle.dumps(request), capture_output=True, check=False
    )
    lines = ran.stdout.decode().splitlines()
    assert len(lines) == len(questions), ran.stderr.decode()[-2000:] + str(questions[len(lines) :][:1])
    return list(zip(questions, map(json.loads, lines), strict=True))
