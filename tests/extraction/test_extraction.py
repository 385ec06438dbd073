"""Files into shards and shards into the store: each step by itself, any number of times, at any place."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from protokollparser.core.errors import UsageError
from protokollparser.core.records.documents import Accession, Source
from protokollparser.core.rules import load as load_rules
from protokollparser.engines import local
from protokollparser.extraction import Extraction, Share, extract, spool_of
from protokollparser.making import stage_hashes
from protokollparser.pipeline import ingest
from protokollparser.shards import ShardFolder
from protokollparser.store import open_store
from protokollparser.storing import Loading, load
from tests.extraction.archive import digests, write

RULES = load_rules()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "in", 4)


def extracted(folder: Path, place: Path | str, **options: object) -> Extraction:
    return extract([folder], str(place), RULES, partial(local.extract, jobs=0), **options)  # type: ignore[arg-type]


def loaded(place: Path | str, database: Path) -> Loading:
    with open_store(database) as store:
        return load(str(place), store, RULES)


def test_extract_and_load_are_ingest(folder: Path, tmp_path: Path) -> None:
    extracted(folder, tmp_path / "out")
    loaded(tmp_path / "out", tmp_path / "two.duckdb")
    with open_store(tmp_path / "one.duckdb") as store:
        ingest([folder], store, RULES)
    assert digests(tmp_path / "two.duckdb", tmp_path / "b") == digests(
        tmp_path / "one.duckdb", tmp_path / "a"
    )


def test_every_file_has_an_outcome_and_a_path_in_the_shards(folder: Path, tmp_path: Path) -> None:
    report = extracted(folder, tmp_path / "out").report
    assert report.counts == {"alias": 1, "empty": 2, "quarantined": 3, "read": 4, "unsupported_type": 1}
    loaded(tmp_path / "out", tmp_path / "x.duckdb")
    with open_store(tmp_path / "x.duckdb", read_only=True) as store:
        assert {row.path for row in store.read(Accession)} == {path.as_posix() for path in folder.iterdir()}
        assert len(store.sources()) == 6


def test_what_is_in_a_shard_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    first = extracted(folder, tmp_path / "out")
    again = extracted(folder, tmp_path / "out")
    assert (first.shards, again.report.counts["unchanged"], again.report.counts.get("read")) == (2, 5, None)


def test_a_content_under_another_path_adds_only_the_path(folder: Path, tmp_path: Path) -> None:
    extracted(folder, tmp_path / "out")
    (folder / "00.txt").rename(folder / "99.txt")
    again = extracted(folder, tmp_path / "out")
    assert (again.shards, again.report.counts["alias"]) == (1, 1)
    shard = [*ShardFolder(tmp_path / "out").shards()][-1]
    assert (shard.documents, shard.manifest["rows"]) == ([], {"accession": 1, "source_file": 1})


def test_other_rules_read_everything_again_and_the_later_shard_counts(folder: Path, tmp_path: Path) -> None:
    extracted(folder, tmp_path / "out")
    before = loaded(tmp_path / "out", tmp_path / "x.duckdb")
    extracted(folder, tmp_path / "out", force=True)
    assert loaded(tmp_path / "out", tmp_path / "x.duckdb").counts == {"unchanged": 6}
    assert before.counts == {"new": 6}


def test_a_later_shard_counts_though_the_clock_was_set_back(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + timedelta(days=1)

    with monkeypatch.context() as patch:
        patch.setattr("protokollparser.shards.folder.datetime", Tomorrow)
        extracted(folder, tmp_path / "out")
    before = [*ShardFolder(tmp_path / "out").names()]
    extracted(folder, tmp_path / "out", force=True)
    after = [*ShardFolder(tmp_path / "out").names()]
    assert len(after) > len(before)
    assert after[: len(before)] == before


def test_what_was_read_and_not_packed_is_packed_by_the_next_run(folder: Path, tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extracted(folder, tmp_path / "out", progress=lambda one, number, _: number > 2 and stop())
    report = extracted(folder, tmp_path / "out").report
    assert report.counts["read"] < 4
    assert loaded(tmp_path / "out", tmp_path / "x.duckdb").counts == {"new": 6}


def test_parts_read_every_file_once(folder: Path, tmp_path: Path) -> None:
    parts = [extracted(folder, tmp_path / "out", share=Share(number, 3)) for number in (1, 2, 3)]
    told = [outcome.path for part in parts for outcome in part.report.outcomes]
    assert sorted(told) == sorted(folder.iterdir())
    loaded(tmp_path / "out", tmp_path / "parts.duckdb")
    extracted(folder, tmp_path / "whole")
    loaded(tmp_path / "whole", tmp_path / "whole.duckdb")
    assert digests(tmp_path / "parts.duckdb", tmp_path / "a") == digests(
        tmp_path / "whole.duckdb", tmp_path / "b"
    )


def test_a_part_is_the_same_whenever_it_is_asked_for() -> None:
    assert [number for number in range(8) if Share(1, 4).holds(Path(f"arkiv/{number}.pdf"))] == [4, 7]


def test_shards_lie_anywhere_that_fsspec_knows(folder: Path, tmp_path: Path) -> None:
    place = f"memory://{uuid4().hex}/shards"
    extracted(folder, place)
    assert loaded(place, tmp_path / "x.duckdb").counts == {"new": 6}
    assert "read" not in extracted(folder, place).report.counts


def test_a_shard_is_loaded_once(folder: Path, tmp_path: Path) -> None:
    extracted(folder, tmp_path / "out")
    loaded(tmp_path / "out", tmp_path / "x.duckdb")
    again = loaded(tmp_path / "out", tmp_path / "x.duckdb")
    assert (again.loaded, again.before, again.counts) == (0, 2, {})


def test_a_damaged_shard_is_told_of_and_the_others_are_loaded(folder: Path, tmp_path: Path) -> None:
    extracted(folder, tmp_path / "out")
    (folder / "ny.txt").write_text("Ekbacka kommun\n\nEn annan handling.\n", encoding="utf-8")
    extracted(folder, tmp_path / "out")
    broken = next(iter(sorted((tmp_path / "out").glob("*/document.parquet"))))
    broken.write_bytes(broken.read_bytes()[:-1])
    result = loaded(tmp_path / "out", tmp_path / "x.duckdb")
    assert ([error.code for error in result.errors], result.counts) == (["shard_damaged"], {"new": 1})
    # What is said to do helps.
    extracted(folder, tmp_path / "out")
    assert loaded(tmp_path / "out", tmp_path / "x.duckdb").counts == {"new": 6}


def test_a_shard_whose_manifest_was_changed_is_damaged(folder: Path, tmp_path: Path) -> None:
    extracted(folder, tmp_path / "out")
    for manifest in (tmp_path / "out").glob("*/manifest.json"):
        manifest.write_text(manifest.read_text("utf-8").replace('"rows"', '"raws"'), encoding="utf-8")
    result = loaded(tmp_path / "out", tmp_path / "x.duckdb")
    assert {error.code for error in result.errors} == {"shard_damaged"}


def test_a_place_without_shards_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no shards lie here"):
        loaded(tmp_path / "nowhere", tmp_path / "x.duckdb")


def test_a_place_that_fsspec_does_not_know_is_a_wrong_call(folder: Path) -> None:
    with pytest.raises(UsageError, match="cannot be opened"):
        extracted(folder, "nosuch://place")


def test_shards_in_the_folder_that_is_read_are_no_files_of_it(folder: Path) -> None:
    extracted(folder, folder / "out")
    assert len(extracted(folder, folder / "out").report.outcomes) == 8


def test_shards_tell_who_made_them_and_what_became_of_files(folder: Path, tmp_path: Path) -> None:
    extracted(folder, tmp_path / "out")
    shards = [*ShardFolder(tmp_path / "out").shards()]
    told = [one for shard in shards for one in shard.documents]
    assert all(shard.manifest["made_by"][0] == stage_hashes(RULES) for shard in shards)
    assert sorted((Path(one["path"]).name, one["status"], one["code"]) for one in told) == [
        ("00.txt", "parsed", None), ("01.txt", "parsed", None), ("02.txt", "parsed", None),
        ("03.txt", "parsed", None), ("bild.gif", "quarantined", "unsupported_type"),
        ("tom ocksa.txt", "quarantined", "empty"),
    ]  # fmt: skip


def test_no_source_is_lost_when_it_is_read_in_two_parts(folder: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        extracted(folder, tmp_path / "out", share=Share(number, 2))
    loaded(tmp_path / "out", tmp_path / "x.duckdb")
    with open_store(tmp_path / "x.duckdb", read_only=True) as store:
        assert len(store.read(Source)) == 6


def test_two_runs_at_once_have_a_spool_each(tmp_path: Path) -> None:
    shards = ShardFolder(tmp_path / "out")
    with spool_of(shards) as one, spool_of(shards) as other:
        assert one != other
    with spool_of(shards) as again:
        assert again == one
