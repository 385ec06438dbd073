"""The index beside the store: made when it is asked, kept up to date by what changed, erased with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from protokollparser import pipeline
from protokollparser.core.errors import UsageError
from protokollparser.core.files import index_places
from protokollparser.core.rules import load
from protokollparser.search import Search, keeping, search
from protokollparser.store import Store, open_store

MINUTES = """Ekbacka kommun
Kulturnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2023-05-08

§ 12 Bidrag till hembygdsföreningen
Dnr KN 2023/45

Kulturnämndens beslut
Kulturnämnden beviljar hembygdsföreningen ett bidrag.

Anna Berg (S) yrkar bifall. Sökanden har personnummer 811228-9874.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "p.duckdb") as opened:
        _read(opened, tmp_path, "one.txt", MINUTES)
        yield opened


def _read(store: Store, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    pipeline.ingest([folder / name], store, load())


def test_a_hit_names_its_place_and_record(store: Store) -> None:
    (hit,) = search(store, "beviljade föreningsbidrag OR bidraget fil:one", limit=1).hits
    assert (Path(hit.path).name, hit.page, hit.line, hit.date) == ("one.txt", 1, 6, "2023-05-08")
    assert hit.item.startswith("§ 12")
    page = next(iter(store.query("SELECT text FROM page").rows))[0]
    assert page[hit.char_start : hit.char_end].lower() == "bidrag"


def test_what_is_marked_is_what_was_meant(store: Store) -> None:
    (hit,) = search(store, "Kulturnämnden beviljar", limit=1).hits
    shown = hit.snippet
    assert {shown.text[a:b].lower() for a, b in shown.marks} >= {"kulturnämnden", "beviljar"}


def test_personal_identity_numbers_are_masked(store: Store) -> None:
    (hit,) = search(store, "personnummer").hits
    assert "811228" not in hit.snippet.text
    (hit,) = Search(store).ask("personnummer", unmasked=True).hits
    assert "811228-9874" in hit.snippet.text


def test_filters(store: Store) -> None:
    for fits in (
        {"year": "2023"},
        {"year": "2020-2024"},
        {"case": "KN2023:45"},
        {"case": "2023/45"},
        {"party": "s"},
    ):
        assert search(store, "yrkar", **fits).count == 1, fits
    for fails in (
        {"year": "2022"},
        {"case": "2023/46"},
        {"party": "M"},
        {"kind": "summons"},
        {"file": "two"},
    ):
        assert search(store, "yrkar", **fails).count == 0, fails
    with pytest.raises(UsageError):
        search(store, "yrkar", kind="roman")


def test_what_is_new_is_found_and_what_is_gone_is_not(store: Store, tmp_path: Path) -> None:
    assert search(store, "badplats").count == 0
    _read(
        store,
        tmp_path,
        "two.txt",
        MINUTES.replace("hembygdsföreningen", "badplatsen").replace("§ 12", "§ 13"),
    )
    (hit, *_) = search(store, "badplats").hits
    assert Path(hit.path).name == "two.txt"
    store.remove(hit.source_id)
    assert not index_places(store.path)[0].exists()
    assert search(store, "badplats").count == 0
    assert search(store, "hembygdsförening").count > 0


def test_nothing_is_indexed_twice(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    search(store, "bidrag")
    monkeypatch.setattr(keeping, "passages", None)
    assert search(store, "bidrag").count > 0


def test_an_index_that_was_brought_up_to_date_answers_as_one_made_anew(store: Store, tmp_path: Path) -> None:
    search(store, "bidrag")
    _read(store, tmp_path, "two.txt", MINUTES.replace("12", "14").replace("Anna Berg", "Bo Ek"))
    grown = search(store, "kulturnämnden bidrag", limit=50).hits
    made = Search(store, rebuild=True).ask("kulturnämnden bidrag", limit=50).hits
    assert [(hit.source_id, hit.line) for hit in grown] == [(hit.source_id, hit.line) for hit in made]


def test_a_broken_index_is_made_anew(store: Store) -> None:
    search(store, "bidrag")
    (index_places(store.path)[0] / "meta.json").write_text("{}")
    assert search(store, "bidrag").count > 0


def test_where_nothing_can_be_written_the_index_is_in_the_users_cache(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    beside, own = index_places(store.path)
    beside.write_text("a file where the folder would be")
    assert search(store, "bidrag").count > 0
    assert os.listdir(own)


def test_a_database_and_its_snapshot_share_an_index(tmp_path: Path) -> None:
    assert index_places(tmp_path / "p.duckdb") == index_places(tmp_path / "p.snapshot.duckdb")
