from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def test_extract_and_load_say_what_they_did(run: Run, minutes: Path, tmp_path: Path) -> None:
    (tmp_path / "tom.txt").touch()
    code, said, told = run("extract", minutes, "tom.txt", "--out", "skärvor", "--jobs", 0)
    assert (code, said) == (
        3,
        "2 filer: 1 lästa, 0 fanns redan, 0 dubbletter, 1 ej lästa; 1 nya skärvor i skärvor\n",
    )
    assert "Ej inläst: tom.txt: är tom (0 byte); hämta filen på nytt\n" in told
    assert run("load", "skärvor") == (
        0,
        "1 skärvor inlästa, 0 fanns redan, 0 gick inte att läsa: 2 nya källor, 0 ersatta, 0 oförändrade i "
        "protokoll.duckdb\n",
        "",
    )


def test_a_quiet_extract_says_nothing_when_all_is_read(run: Run, minutes: Path) -> None:
    assert run("extract", minutes, "--out", "out", "--jobs", 0, "--quiet") == (0, "", "")


def test_load_tells_what_to_do_with_a_damaged_shard(run: Run, minutes: Path, tmp_path: Path) -> None:
    run("extract", minutes, "--out", "out", "--jobs", 0)
    shard = next((tmp_path / "out").glob("*/page.parquet"))
    shard.write_bytes(b"")
    code, said, told = run("load", "out")
    assert (code, said.startswith("0 skärvor inlästa, 0 fanns redan, 1 gick inte att läsa")) == (3, True)
    says = "är inte som den skrevs; radera den och läs dess filer på nytt med `extract`"
    assert told == f"out/{shard.parent.name}: {says}\n"


@pytest.mark.parametrize("part", ["0/4", "5/4", "a", "1/0"])
def test_a_part_that_is_none_is_a_wrong_call(run: Run, minutes: Path, part: str) -> None:
    code, _, told = run("extract", minutes, "--out", "out", "--shard", part)
    assert (code, told) == (2, f"protokollparser: {part}: ange en del som 1/8, 2/8 till 8/8\n")


def test_load_without_shards_says_how_to_make_them(run: Run) -> None:
    code, _, told = run("load", "ingenting")
    assert code == 2
    assert "gör dem med extract" in told


def test_dask_needs_a_scheduler_and_a_place_that_all_see(run: Run, minutes: Path) -> None:
    code, _, told = run("extract", minutes, "--out", "out", "--engine", "dask")
    assert (code, "ange den med --scheduler" in told) == (2, True)
    code, _, told = run("ingest", minutes, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert (code, "ange den med --out" in told) == (2, True)


def test_an_import_can_leave_its_shards_at_a_place(run: Run, minutes: Path) -> None:
    code, said, _ = run("ingest", minutes, "--out", "out", "--jobs", 0)
    assert (code, "1 nya" in said) == (0, True)
    assert ": 1 nya källor, " in run("load", "out", "--db", "annan.duckdb")[1]
    assert "1 oförändrade" in run("ingest", minutes, "--out", "out", "--jobs", 0)[1]
