"""What was recognised is kept by page, and erased with the source that alone has the page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from protokollparser.ingest.ocr import Seen
from protokollparser.ingest.ocr_cache import Cache, forget
from protokollparser.ingest.scans_sight import Sight

SIGHT = Sight((Seen("1 270", 100, 100, 400, 140, 0.93, "1", "1 210"),), ())
ONE, TWO = "a" * 64, "b" * 64


def keep(folder: Path, source_id: str, *pages: int) -> list[Path]:
    """Keep pages of a source, each of another grey, and return where."""
    cache = Cache(folder, "made up", source_id)
    kept = [cache.path(np.full((9, 9), grey, dtype=np.uint8)) for grey in pages]
    for path in kept:
        cache.keep(path, SIGHT)
    return [path for path in kept if path is not None]


def test_a_page_is_found_again_with_its_other_reading(tmp_path: Path) -> None:
    (path,) = keep(tmp_path, ONE, 7)
    assert Cache(tmp_path, "made up", TWO).find(path) == SIGHT


def test_pages_of_one_source_alone_are_erased_with_it(tmp_path: Path) -> None:
    own, shared = keep(tmp_path, ONE, 1, 2)
    keep(tmp_path, TWO, 2)
    assert forget(tmp_path, ONE) == 1
    assert (own.exists(), shared.exists()) == (False, True)
    assert forget(tmp_path, TWO) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_was_only_found_counts_too(tmp_path: Path) -> None:
    (path,) = keep(tmp_path, ONE, 1)
    Cache(tmp_path, "made up", TWO).find(path)
    assert forget(tmp_path, ONE) == 0
    assert path.exists()


@pytest.mark.parametrize("folder", [".", "missing"])
def test_a_source_without_pages_is_no_fault(tmp_path: Path, folder: str) -> None:
    assert forget(tmp_path / folder, ONE) == 0


def test_a_list_that_was_tampered_with_erases_nothing_else(tmp_path: Path) -> None:
    keep(tmp_path / "kept", ONE, 1)
    outside = tmp_path / "protokoll.txt"
    outside.write_text("x")
    with open(tmp_path / "kept" / f"{ONE}.pages", "a") as file:
        file.write("../protokoll.txt\n")
    assert forget(tmp_path / "kept", ONE) == 1
    assert outside.exists()
