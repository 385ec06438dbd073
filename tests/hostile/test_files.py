"""Hostile files cost themselves only, and text that can be read is read."""

from __future__ import annotations

import pytest

from protokollparser import pipeline
from protokollparser.core.limits import Limits
from protokollparser.core.rules import load
from protokollparser.store import open_store
from tests.hostile import files

LIMITS = Limits(seconds=6.0, seconds_per_megabyte=1.0, memory=600 << 20)
READ = {
    "heap-of-glyphs.pdf",
    "nested-form.pdf",
    "deep-arrays.pdf",
    "count-of-millions.pdf",
    "count-of-hundreds.pdf",
    "negative-count.pdf",
    "looped-xref.pdf",
    "false-xref.pdf",
    "looped-length.pdf",
    "huge-box.pdf",
    "no-box.pdf",
    "short-of-its-end.pdf",
    "unlocked.pdf",
    "pdf-as-text.txt",
}
CODES = {
    "operator-bomb.pdf": {"time_limit", "memory_limit"},
    "same-page-again.pdf": {"page_limit"},
    "no-pages.pdf": {"no_pages"},
    "locked.pdf": {"encrypted"},
    "text-as-pdf.pdf": {"not_a_pdf"},
    "one-byte.pdf": {"not_a_pdf"},
    "header-only.pdf": {"truncated"},
    "nul.pdf": {"truncated", "damaged"},
    "nul.txt": {"not_text"},
    "count-of-hundreds.pdf": {"damaged"},
    "short-of-its-end.pdf": {"truncated"},
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pipeline.Outcome]:
    folder = tmp_path_factory.mktemp("hostile")
    for name, make in files.HOSTILE.items():
        (folder / name).write_bytes(make())
    (folder / "zz-sound.pdf").write_bytes(files.plain(2))
    with open_store(folder / "x.duckdb") as store:
        report = pipeline.ingest([folder], store, load(), jobs=2, limits=LIMITS)
        assert len(store.sources()) == len({one.source_id for one in report.outcomes})
    return {one.path.name: one for one in report.outcomes}


def test_nothing_is_lost(outcomes: dict[str, pipeline.Outcome]) -> None:
    assert list(outcomes) == sorted([*files.HOSTILE, "zz-sound.pdf"])
    assert (outcomes["zz-sound.pdf"].status, outcomes["zz-sound.pdf"].code) == ("new", None)


@pytest.mark.parametrize("name", sorted(files.HOSTILE))
def test_a_hostile_file_is_read_or_told(outcomes: dict[str, pipeline.Outcome], name: str) -> None:
    one = outcomes[name]
    assert one.failed == (name not in READ)
    assert not one.failed or one.code
    assert one.code in CODES.get(name, {one.code})
    assert one.code != "internal"
    assert "\n" not in (one.message or "")
