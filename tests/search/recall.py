"""How many of the lines that a question must find are found, and how many word families are joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from protokollparser import pipeline
from protokollparser.core.rules import default_root, load, read_yaml
from protokollparser.search import Search
from protokollparser.search.tokens import words
from protokollparser.search.vocabulary import Vocabulary
from protokollparser.store import Store, open_store

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
_ALL = 1000


@dataclass(frozen=True)
class Asked:
    """How a question of the set was answered."""

    query: str
    held_out: bool
    recall: float
    at_twenty: float
    missed: tuple[tuple[str, int], ...]
    wrong: tuple[tuple[str, int], ...]
    misplaced: int


def queries() -> dict[str, Any]:
    """Return the documents and questions of the set."""
    return yaml.safe_load((HERE / "queries.yml").read_text(encoding="utf-8"))


def families() -> dict[str, Any]:
    """Return the word families."""
    return yaml.safe_load((HERE / "families.yml").read_text(encoding="utf-8"))


def stored(folder: Path, names: Sequence[str]) -> Store:
    """Return a store of some documents of the corpus."""
    store = open_store(folder / "protokoll.duckdb")
    pipeline.ingest([CORPUS / name / "source.txt" for name in names], store, load())
    return store


def answers(search: Search, asked: Iterable[dict[str, Any]]) -> Iterator[Asked]:
    """Yield how each question is answered."""
    for row in asked:
        found: dict[tuple[str, int], int] = {}
        for hit in search.ask(row["query"], limit=_ALL).hits:
            name = Path(hit.path).parent.relative_to(CORPUS).as_posix()
            for line in hit.lines:
                found.setdefault((name, line), hit.rank)
        wanted = _places(row.get("find", {}))
        yield Asked(
            row["query"],
            bool(row.get("held_out")),
            sum(place in found for place in wanted) / len(wanted),
            sum(found.get(place, _ALL) <= 20 for place in wanted) / min(20, len(wanted)),
            tuple(place for place in wanted if place not in found),
            tuple(place for place in _places(row.get("never", {})) if place in found),
            sum(
                not found.get(tuple(first), _ALL) < found.get(tuple(second), _ALL)
                for first, second in row.get("above", ())
            ),
        )


def vocabulary() -> Vocabulary:
    """Return the words of the whole corpus and of all families."""
    counts: dict[str, int] = {}
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.rglob("source.txt"))]
    texts += [HERE.joinpath("families.yml").read_text(encoding="utf-8")]
    for text in texts:
        for word in words(text):
            counts[word] = counts.get(word, 0) + 1
    return Vocabulary(counts, read_yaml(default_root() / "vocabulary" / "search_words.yml"))


def joined(found: Callable[[str], Iterable[str]], rows: Sequence[Sequence[str]]) -> int:
    """Return how many families are found whole by their first form."""
    return sum(all(set(words(form)) & set(found(row[0])) for form in row[1:]) for row in rows)


def _places(said: dict[str, list[int]]) -> list[tuple[str, int]]:
    return [(name, line) for name, lines in said.items() for line in lines]
