"""The search measured: recall, word families, the time to index and to ask. Writes `docs/search.md`.

    python -m bench.search [--sections 200000]

Times are computing time of the process, on one core.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import snowballstemmer
from tests.search import recall
from tests.search.recall import Asked

from bench import search_postings, search_store
from bench.performance import table
from protokollparser.search import Search
from protokollparser.search.keeping import open_index, party_codes
from protokollparser.search.passages import passages
from protokollparser.search.tokens import words
from protokollparser.store import Store, open_store

PAGE = Path(__file__).resolve().parents[1] / "docs" / "search.md"
_BEGINS = "<!-- measured -->\n"
_LIMIT = 20
_SOME = 500


def main() -> None:
    """Measure, and write the figures into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=200_000)
    parser.add_argument("--store", type=Path, help="a store that bench.search_store wrote")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asked = recall.queries()
        with recall.stored(Path(folder), asked["documents"]) as store:
            answered = list(recall.answers(Search(store), asked["queries"]))
        parts = [found(answered), joined(), *timed(given.store, Path(folder), given.sections)]
    page = PAGE.read_text(encoding="utf-8").partition(_BEGINS)[0]
    PAGE.write_text(f"{page}{_BEGINS}\n" + "\n\n".join(parts) + "\n", encoding="utf-8")


def found(answered: Sequence[Asked]) -> str:
    """Return how much of what must be found is found."""
    rows = []
    for name, some in (
        ("all", answered),
        ("not held out", [one for one in answered if not one.held_out]),
        ("held out", [one for one in answered if one.held_out]),
    ):
        rows.append(
            [
                name,
                str(len(some)),
                _share(statistics.mean(one.recall for one in some)),
                _share(statistics.mean(min(1.0, one.at_twenty) for one in some)),
                str(sum(len(one.wrong) for one in some)),
                str(sum(one.misplaced for one in some)),
            ]
        )
    header = ["questions", "count", "recall", "recall in 20 hits", "found wrongly", "ranked wrongly"]
    return "## Questions\n\n" + table(header, rows)


def joined() -> str:
    """Return how many word families are joined, beside Snowball."""
    known, said = recall.vocabulary(), recall.families()
    stem = snowballstemmer.stemmer("swedish").stemWord

    def ours(word: str) -> set[str]:
        return set(known.meaning(word).worth)

    stems: dict[str, set[str]] = {}
    for word in known.counts:
        stems.setdefault(stem(word), set()).add(word)

    def plain(word: str) -> set[str]:
        return stems.get(stem(word), set())

    rows = []
    for name, of in (("inflected", said), ("compound", said)):
        for held, source in (("", of), (", held out", of["held_out"])):
            families = source[name]
            rows.append(
                [
                    name + held,
                    str(len(families)),
                    *(_share(recall.joined(one, families) / len(families)) for one in (ours, plain)),
                ]
            )
    apart = [*said["apart"], *said["held_out"]["apart"]]
    rows.append(
        ["pairs that are not to be joined", str(len(apart)), *(_mixed(one, apart) for one in (ours, plain))]
    )
    return "## Word families\n\n" + table(["families", "count", "joined", "joined by Snowball"], rows)


def _mixed(one: Callable[[str], set[str]], apart: Sequence[Sequence[str]]) -> str:
    return _share(sum(pair[1] in one(pair[0]) for pair in apart) / len(apart))


def timed(given: Path | None, folder: Path, sections: int) -> Iterator[str]:
    """Yield how long it takes to index and to ask, here and with tables."""
    database = given or folder / "many.duckdb"
    if given is None:
        search_store.write(database, sections)
    with open_store(database, read_only=True) as store:
        rows = list(_index(store))
        ((count, letters),) = store.query(
            "SELECT (SELECT count(*) FROM section), (SELECT sum(len(text)) FROM page)"
        ).rows
        search = Search(store)
        first, again = _latencies(search), _latencies(search)
        postings = folder / "postings.duckdb"
        began = time.process_time()
        search_postings.build(postings, _all(store))
        tables = time.process_time() - began
        slow = _asked_of_tables(postings, search)
    size = sum(path.stat().st_size for path in Path(f"{database}.search").iterdir())
    yield (
        f"## Time\n\n{count} sections ({letters / 1e6:.0f} million letters), {search.passages} passages, "
        f"{search.words} different words; {platform.machine()}, one core, computing time.\n\n"
        + table(
            ["", "tantivy", "tables in DuckDB"],
            [
                ["index", f"{rows[0]:.0f} s", f"{tables:.0f} s"],
                ["one source of them anew", f"{rows[1]:.1f} s", "-"],
                ["nothing changed", f"{rows[2]:.2f} s", "-"],
                ["size", f"{size / 1e6:.0f} MB", f"{postings.stat().st_size / 1e6:.0f} MB"],
                *(
                    [name, _milliseconds(one), two]
                    for name, one, two in (
                        ("question, first time: median, 95 %, longest", first, "-"),
                        ("question, again: median, 95 %, longest", again, _milliseconds(slow)),
                    )
                ),
            ],
        )
    )


def _index(store: Store) -> Iterator[float]:
    """Yield the seconds it takes to index all, one source anew, and nothing."""
    for rebuild in (True, None, False):
        if rebuild is None:
            index = open_index(store)
            source = min(index.stamps())
            writer = index.writer()
            writer.remove([source])
            writer.mark({source: "old"})
            writer.commit()
        began = time.process_time()
        open_index(store, rebuild=bool(rebuild))
        yield time.process_time() - began


def _latencies(search: Search) -> list[float]:
    """Return the seconds that each question of the set takes."""
    seconds = []
    for row in recall.queries()["queries"]:
        began = time.process_time()
        search.ask(row["query"], limit=_LIMIT)
        seconds.append(time.process_time() - began)
    return sorted(seconds)


def _asked_of_tables(postings: Path, search: Search) -> list[float]:
    """Return the seconds that tables take for the questions of words alone, their Swedish not counted."""
    connection = duckdb.connect(str(postings), read_only=True)
    connection.execute("SET threads TO 1")
    seconds = []
    for row in recall.queries()["queries"]:
        if any(sign in row["query"] for sign in '":*-§') or " OR " in row["query"]:
            continue
        asked: list[Mapping[str, float]] = [search.meaning(word).worth for word in words(row["query"])]
        asked = [one for one in asked if one]
        if not asked:
            continue
        began = time.process_time()
        search_postings.ask(connection, asked, _LIMIT)
        seconds.append(time.process_time() - began)
    connection.close()
    return sorted(seconds)


def _all(store: Store) -> Iterator[Any]:
    """Yield all passages of a store."""
    sources = sorted(row[0] for row in store.query("SELECT source_id FROM source").rows)
    for first in range(0, len(sources), _SOME):
        yield from passages(store, sources[first : first + _SOME], party_codes())


def _milliseconds(seconds: Sequence[float]) -> str:
    at = (statistics.median(seconds), seconds[int(0.95 * (len(seconds) - 1))], seconds[-1])
    return ", ".join(f"{1000 * one:.0f}" for one in at) + " ms"


def _share(value: float) -> str:
    return f"{value:.3f}"


if __name__ == "__main__":
    main()
