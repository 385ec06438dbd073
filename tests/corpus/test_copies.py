"""What holds for the corpus holds for copies with other names, numbers, headings and order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.score import Tally, corpus_sources, score, totals
from protokollparser.score.families import FAMILIES
from protokollparser.store import open_store
from tests.corpus.copies import copy

CORPUS = Path(__file__).parents[2] / "corpus"
SLACK = 0.02


@pytest.fixture(scope="module")
def tallies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tally]:
    root = tmp_path_factory.mktemp("copies")
    for source, expected in corpus_sources(CORPUS):
        folder = root / "corpus" / f"copy-{expected.parent.name}"
        folder.mkdir(parents=True)
        text, truth = copy(source.read_text("utf-8"), json.loads(expected.read_text("utf-8")))
        (folder / "source.txt").write_text(text, "utf-8")
        (folder / "expected.json").write_text(json.dumps(truth), "utf-8")
    with open_store(root / "copies.duckdb") as store:
        pipeline.ingest([root / "corpus"], store, load())
        return totals(score(store, root / "corpus"))


def test_the_copies_differ_from_the_corpus() -> None:
    for source, expected in corpus_sources(CORPUS):
        original = source.read_text("utf-8")
        text, _ = copy(original, json.loads(expected.read_text("utf-8")))
        assert sorted(text) != sorted(original)


@pytest.mark.parametrize("family", [family for family in FAMILIES if family.goal], ids=lambda f: f.name)
def test_copies_score_as_the_corpus(tallies: dict[str, Tally], family: object) -> None:
    tally = tallies[family.name]  # type: ignore[attr-defined]
    goal = family.goal - SLACK  # type: ignore[attr-defined]
    assert tally.f1 >= goal, f"{tally.f1:.3f}; missed {tally.missed[:5]}; extra {tally.extra[:5]}"
