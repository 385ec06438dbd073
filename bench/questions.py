"""How fast questions are answered over a large store: `python -m bench.questions --sections 1000000 --cells 5000000
--decisions 200000 [--store FILE] [--write]`.

Each view is asked a filtered question and each saved question is asked with its parameters, on an open connection
with two threads. Told is the median of the computing time of both threads, halved: what two free cores take, which
others at work on the machine do not change; and the most memory that the process held. Beside it the same rows in
SQLite, with the indexes that such questions want, and the same questions in its words, on its one thread; one
that takes longer than half a minute is stopped. `--write` makes `docs/questions.md` and its plot.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from bench.large_store import Size, write
from bench.questions_sqlite import LONGEST, rows_of
from bench.questions_sqlite import QUESTIONS as SQLITE
from bench.questions_sqlite import opened as sqlite_opened
from protokollparser.questions import bind, load_questions
from protokollparser.store import open_store

THREADS = 2
VIEW_TARGET, QUESTION_TARGET = 0.3, 2.0
# A reader is shown no more, and a program reads them as they come.
FETCHED = 10_000
# What people ask of a view: one body, person, case, label or municipality of a year.
VIEWS = {
    "v_decisions": "SELECT * FROM v_decisions WHERE body = $body AND year(decision_date) = 2015",
    "v_attendance": "SELECT * FROM v_attendance WHERE name = $person AND status = 'serving'",
    "v_votes": "SELECT * FROM v_votes WHERE name = $person",
    "v_amounts": "SELECT * FROM v_amounts WHERE organisation = $municipality AND year(period_end) = 2015",
    "v_budget_lines": "SELECT * FROM v_budget_lines WHERE host_municipality = $municipality AND label = 'Lokalkostnader'"
    " AND year(period_end) = 2015",
    "v_allocations": "SELECT * FROM v_allocations WHERE municipality = $municipality AND kronor > 100000",
    "v_findings": "SELECT * FROM v_findings WHERE check_id = 'X03' AND severity = 'error' AND path LIKE $folder || '%'",
    "v_case_timeline": "SELECT * FROM v_case_timeline WHERE case_number = '2015/2500'",
    "v_people": "SELECT * FROM v_people WHERE name = $person",
    "v_documents": "SELECT * FROM v_documents WHERE body = $body AND kind = 'minutes'",
    "v_references": "SELECT * FROM v_references WHERE target_number = '2015/2500'",
    "v_voters": "SELECT * FROM v_voters WHERE body = $body AND year(meeting_date) = 2015",
    "v_series": "SELECT * FROM v_series WHERE municipality = $municipality AND label = 'Lokalkostnader' ORDER BY year",
    "v_per_inhabitant": "SELECT * FROM v_per_inhabitant WHERE municipality = $municipality AND year = 2015",
    "v_coverage": "SELECT * FROM v_coverage WHERE path LIKE $folder || '%' ORDER BY residue_share DESC LIMIT 20",
}
# What the saved questions are asked here: the values of the corpus are not those of the made-up rows.
ASKED: Mapping[str, Mapping[str, str]] = {
    "beslut": {"nämnd": "$body", "från": "2015-01-01", "till": "2015-12-31"},
    "beslut-om": {"ord": "e-arkiv digitalisering"},
    "beslut-och-förslag": {"nämnd": "$body"},
    "refererade-beslut": {"nämnd": "$body"},
    "förslag": {"vem": "$person"},
    "expediering": {"mottagare": "$body"},
    "sammanträden": {"nämnd": "$body", "år": "2015"},
    "dagordning": {"nämnd": "$body"},
    "närvaro": {"nämnd": "$body", "dag": ""},
    "närvarograd": {"nämnd": "$body"},
    "närvaro-per-parti": {"nämnd": "$body"},
    "kommuner-utan-ledamot": {"nämnd": "$body"},
    "person": {"namn": "$person"},
    "röstade": {"namn": "$person"},
    "reservationer": {"namn": "$person"},
    "omröstningar": {"nämnd": "$body"},
    "underskrifter": {"namn": "$person"},
    "ärende": {"dnr": "2015/2500"},
    "handlingar": {"nämnd": "$body"},
    "handlingar-om": {"ord": "samverkansavtal digitalisering"},
    "hänvisningar": {"nämnd": "nämnden"},
    "kommun-nämns": {"kommun": "$municipality"},
    "fördelning": {"kommun": "$municipality"},
    "kommunens-belopp": {"kommun": "$municipality"},
    "belopp-över": {"kronor": "35000000"},
    "budget-mot-utfall": {"etikett": "lokalkostnader", "år": "2015"},
    "resultat": {"nämnd": "$body"},
    "prognos": {"nämnd": "$body"},
    "risker": {"minst": "8"},
    "mål": {"ord": "e-arkiv"},
    "serie": {"etikett": "lokalkostnader"},
}


@dataclass(frozen=True)
class Time:
    """One question: the median seconds here and in SQLite (None: not asked there), and the rows.

    `other_rows` is None for an answer of SQLite that was not waited for.
    """

    name: str
    seconds: float
    rows: int
    other: float | None = None
    other_rows: int | None = None


@dataclass(frozen=True)
class Names:
    """One body, person, municipality and folder of the made-up rows."""

    body: str
    person: str
    municipality: str
    folder: str

    def fill(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return values with `$body` and the like filled in."""
        return {
            key: getattr(self, text[1:]) if text.startswith("$") else text for key, text in values.items()
        }


def names(connection: duckdb.DuckDBPyConnection) -> Names:
    """Return names of which there are rows."""
    sql = """
        SELECT m.body, a.name, d.host_municipality FROM meeting AS m
        JOIN attendance AS a ON a.meeting_id = m.meeting_id
        JOIN document AS d ON d.document_id = m.document_id
        WHERE year(m.meeting_date) = 2015 ORDER BY m.meeting_id, a.name LIMIT 1
    """
    body, person, municipality = connection.execute(sql).fetchone() or ("", "", "")
    return Names(body, person, municipality, f"arkiv/{municipality}")


def median(ask: Callable[[], list[Any]], rounds: int, threads: int) -> tuple[float, int]:
    """Return the median seconds that asking takes on so many free cores, and how many rows came."""
    times, rows = [], 0
    for _ in range(rounds):
        start = time.process_time()
        rows = len(ask())
        times.append((time.process_time() - start) / threads)
    return statistics.median(times), rows


def measure(path: Path, beside: Path | None, rounds: int) -> tuple[list[Time], list[Time], float]:
    """Return the times of views and of saved questions, and the most memory in MB."""
    config = {
        "threads": 2,
        "memory_limit": "1500MB",
        "enable_external_access": "false",
        "lock_configuration": "true",
    }
    with duckdb.connect(str(path), read_only=True, config=config) as connection:
        who = names(connection)
        values = {
            "body": who.body,
            "person": who.person,
            "municipality": who.municipality,
            "folder": who.folder,
        }

        def asked(sql: str, given: Mapping[str, Any]) -> tuple[float, int]:
            used = {key: value for key, value in given.items() if f"${key}" in sql}
            return median(lambda: connection.execute(sql, used or None).fetchmany(FETCHED), rounds, THREADS)

        views = [_shown(Time(name, *asked(sql, values))) for name, sql in VIEWS.items()]
        questions = []
        for name, question in load_questions().items():
            shown = {key: str(one.example) for key, one in question.params.items() if one.required}
            bound = bind(question, shown | who.fill(ASKED.get(name, {})))
            questions.append(_shown(Time(name, *asked(bound.sql, bound.values))))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if beside is not None:
        views, questions = _beside(views, beside, values, rounds), _beside(questions, beside, values, rounds)
    return views, questions, memory


def _beside(found: list[Time], path: Path, values: Mapping[str, str], rounds: int) -> list[Time]:
    """Return times with those of SQLite where the question is told in its words."""
    connection = sqlite_opened(path)
    made = []
    for one in found:
        if one.name not in SQLITE:
            made.append(one)
            continue
        times: list[float] = []
        rows: list[Any] | None = []
        # What takes long is asked once: its first reading of the file counts for little then.
        while rows is not None and len(times) < rounds and sum(times) < LONGEST / 3:
            start = time.process_time()
            rows = rows_of(connection, SQLITE[one.name], values, FETCHED)
            times.append(time.process_time() - start)
        count = None if rows is None else len(rows)
        made.append(_shown(Time(one.name, one.seconds, one.rows, statistics.median(times), count)))
    connection.close()
    return made


def _shown(one: Time) -> Time:
    """Print a time as soon as it is there, and return it."""
    other = "" if one.other is None else f"{one.other * 1000:10.0f} ms {one.other_rows!s:>8}"
    print(f"{one.name:28} {one.seconds * 1000:8.0f} ms {one.rows:8} {other}", flush=True)
    return one


def main() -> None:
    """Make the stores, ask, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=1_000_000)
    parser.add_argument("--cells", type=int, default=5_000_000)
    parser.add_argument("--decisions", type=int, default=200_000)
    parser.add_argument("--store", type=Path, help="a store that is kept; made when it is not there")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-sqlite", action="store_true")
    parser.add_argument("--write", action="store_true", help="write docs/questions.md and its plot")
    given = parser.parse_args()
    size = Size(given.sections, given.cells, given.decisions)
    with tempfile.TemporaryDirectory() as scratch:
        path = given.store or Path(scratch) / "large.duckdb"
        if not path.exists():
            write(path, size)
        # A store that was kept may have been made before the views of today.
        open_store(path).close()
        beside = None
        if not given.no_sqlite:
            from bench.questions_sqlite import copied

            beside = path.with_suffix(".sqlite")
            if not beside.exists():
                copied(path, beside)
        views, questions, memory = measure(path, beside, given.rounds)
    print(f"memory {memory:.0f} MB")
    if given.write:
        from bench.questions_page import write_page

        write_page(size, views, questions, memory, (VIEW_TARGET, QUESTION_TARGET))


if __name__ == "__main__":
    main()
