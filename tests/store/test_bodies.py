"""Councils, boards and committees of several documents: one for each municipality."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.store import Store, open_store

_MINUTES = """{place}
{body}
Sammanträdesprotokoll {day}

Plats och tid: Rådhuset, kl. 13.00-14.30

Beslutande
Anna Berg (S), ordförande
Per Lindqvist (M)

§ 1 Lokaler

Beslut
Planen godkänns.

Bakgrund
{text}
"""


def minutes(body: str, text: str = "", place: str = "Umeå kommun", day: str = "2021-03-02") -> str:
    return _MINUTES.format(place=place, body=body, text=text, day=day)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "x.duckdb")


def put(store: Store, folder: Path, *texts: str) -> None:
    for number, text in enumerate(texts):
        path = folder / f"{number}-{len(text)}.txt"
        path.write_text(text, encoding="utf-8")
        pipeline.ingest([path], store, load())


def bodies(store: Store, key: str) -> list[tuple[object, ...]]:
    aliases = "list_sort(CAST(aliases AS VARCHAR[]))"
    sql = f"SELECT name, home, {aliases} FROM organisation WHERE body_key = $key ORDER BY ALL"
    return list(store.query(sql, {"key": key}).rows)


def test_capitals_genitives_and_letters_make_no_other_body(store: Store, tmp_path: Path) -> None:
    put(
        store, tmp_path,
        minutes("KOMMUNSTYRELSEN", "Kommunstyrelsens plan gäller enligt KS § 45/2020."),
        minutes("Kommunstyrelsen", "Umeå kommunstyrelse har ansvar.", day="2021-04-06"),
    )  # fmt: skip
    assert bodies(store, "kommunstyrelse") == [
        ("Kommunstyrelsen", "Umeå", ["KOMMUNSTYRELSEN", "KS", "Kommunstyrelsens", "Umeå kommunstyrelse"])
    ]
    assert list(store.query("SELECT count(DISTINCT body_id), count(body_id) FROM meeting").rows) == [(1, 2)]


def test_the_same_body_of_two_municipalities_is_two(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, minutes("Kommunstyrelsen"), minutes("Kommunstyrelsen", place="Bodens kommun"))
    assert [home for _, home, _ in bodies(store, "kommunstyrelse")] == ["Boden", "Umeå"]
    assert list(store.query("SELECT count(DISTINCT body_id) FROM meeting").rows) == [(2,)]


def test_a_committee_named_by_its_last_word_is_the_only_one_of_that_name(
    store: Store, tmp_path: Path
) -> None:
    put(store, tmp_path, minutes("Kommunstyrelsens arbetsutskott", "Arbetsutskottet föreslår detta."))
    assert bodies(store, "arbetsutskott") == []
    (body,) = bodies(store, "kommunstyrelse arbetsutskott")
    assert body[2] == ["Arbetsutskottet"]


def test_authorities_belong_to_no_municipality(store: Store, tmp_path: Path) -> None:
    text = "Ärendet sänds till Skolinspektionen."
    put(store, tmp_path, minutes("Skolnämnden", text), minutes("Skolnämnden", text, place="Bodens kommun"))
    assert bodies(store, "skolinspektionen") == [("Skolinspektionen", None, [])]


def test_the_order_of_imports_changes_no_body(tmp_path: Path) -> None:
    texts = (
        minutes("KOMMUNSTYRELSEN", "Enligt KS § 45/2020 gäller planen."),
        minutes("Kommunstyrelsen", "Umeå kommunstyrelse har ansvar.", day="2021-04-06"),
        minutes("Kommunstyrelsen", place="Bodens kommun"),
    )
    found = []
    for number, order in enumerate([*permutations(texts)][::2]):
        (tmp_path / str(number)).mkdir()
        with open_store(tmp_path / f"{number}.duckdb") as store:
            put(store, tmp_path / str(number), *order)
            found.append(list(store.query("SELECT * FROM organisation ORDER BY ALL").rows))
    assert all(one == found[0] for one in found)
