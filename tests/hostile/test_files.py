"""Hostile files cost themselves only, and text that can be read is read."""

from __future__ import annotations

import pytest

from protokollparser import pipeline
from protokollparser.core.limits import Limits, Recognition
from protokollparser.core.rules import load
from protokollparser.store import open_store
from tests.hostile.files import HOSTILE, plain
from tests.hostile.painting import PAINTING
from tests.hostile.structure import STRUCTURE
from tests.hostile.wrappings import WRAPPINGS

UNRECOGNISED = Recognition("never")
FILES = {**HOSTILE, **STRUCTURE, **PAINTING, **WRAPPINGS}
LIMITS = Limits(seconds=6.0, seconds_per_megabyte=1.0, memory=600 << 20)
# Of what nothing is read, with the reasons that are right; all others are read, wholly or with a reason.
UNREAD = {
    "packed-bomb.pdf": {"no_text", "memory_limit", "time_limit"},
    "operator-bomb.pdf": {"time_limit", "memory_limit"},
    "doubling-forms.pdf": {"time_limit", "memory_limit"},
    "deep-tree.pdf": {"damaged"},
    "looped-tree.pdf": {"damaged"},
    "doubling-tree.pdf": {"no_text", "page_limit"},
    "same-page-again.pdf": {"page_limit"},
    "huge-picture.pdf": {"no_text"},
    "jbig2-only.pdf": {"no_text"},
    "filters-in-a-row.pdf": {"no_text"},
    "widest-predictor.pdf": {"no_text"},
    "forms-only.pdf": {"form"},
    "attachment-only.pdf": {"attachments"},
    "no-pages.pdf": {"no_pages"},
    "cut-early.pdf": {"truncated"},
    "header-only.pdf": {"truncated"},
    "nul.pdf": {"truncated"},
    "locked.pdf": {"encrypted"},
    "locked-40-bits.pdf": {"encrypted"},
    "locked-256-bits.pdf": {"encrypted"},
    "locked-by-certificate.pdf": {"encrypted"},
    "broken-lock.pdf": {"encrypted"},
    "text-as-pdf.pdf": {"not_a_pdf"},
    "one-byte.pdf": {"not_a_pdf"},
    "gzip.pdf": {"unsupported_type"},
    "postscript.pdf": {"unsupported_type"},
    "form-data.pdf": {"unsupported_type"},
    "page-of-the-web.pdf": {"unsupported_type"},
    "nothing.pdf": {"empty"},
    "nul.txt": {"not_text"},
}
IN_PART = {
    "count-of-hundreds.pdf": "damaged",
    "short-of-its-end.pdf": "truncated",
    "cut-late.pdf": "truncated",
    "cut-with-packed-pages.pdf": "truncated",
    "kids-of-all-sorts.pdf": "damaged",
    "hollow-object-stream.pdf": "damaged",
    "torn-stream.pdf": "damaged",
    "linearised-wrongly.pdf": "damaged",
    "holes.pdf": "damaged",
    "two-in-one.pdf": "damaged",
    "attachment-beside.pdf": "attachments",
    "one-long-line.pdf": "illegible",
    "scattered.pdf": "illegible",
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pipeline.Outcome]:
    folder = tmp_path_factory.mktemp("hostile")
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
    (folder / "zz-sound.pdf").write_bytes(plain(2))
    with open_store(folder / "x.duckdb") as store:
        report = pipeline.ingest([folder], store, load(), jobs=2, limits=LIMITS, recognition=UNRECOGNISED)
        read = {one.source_id for one in report.outcomes if one.status != "archive"}
        assert len(store.sources()) == len(read)
    return {one.path.name: one for one in report.outcomes}


def test_nothing_is_lost(outcomes: dict[str, pipeline.Outcome]) -> None:
    assert list(outcomes) == [*sorted(FILES), "protokoll.pdf", "zz-sound.pdf"]
    assert outcomes["protokoll.pdf"].path.parent.name == "zip.pdf"
    assert (outcomes["zz-sound.pdf"].status, outcomes["zz-sound.pdf"].code) == ("new", None)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_hostile_file_is_read_or_told(outcomes: dict[str, pipeline.Outcome], name: str) -> None:
    one = outcomes[name]
    assert one.failed == (name in UNREAD)
    assert one.code in UNREAD.get(name, {IN_PART.get(name)})
    assert bool(one.message) == bool(one.code)
    assert "\n" not in (one.message or "")
