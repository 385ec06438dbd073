"""Runs in processes of their own that are disturbed, and what is asked of the store after each."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from protokollparser import pipeline
from protokollparser.cli import main
from protokollparser.core.errors import StoreError
from protokollparser.core.limits import Recognition
from protokollparser.core.rules import load
from protokollparser.exports.publishing import export
from protokollparser.store import open_store

COMMAND = [sys.executable, "-c", "from protokollparser.cli import main; raise SystemExit(main())"]
READ = ": läst"
UNRECOGNISED = Recognition("never")
_TEXT = """Ekbacka kommun
Kulturnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2023-05-{day:02}

§ {number} Budgetuppföljning {number}

Kulturnämndens beslut
Kulturnämnden godkänner uppföljningen.

Utfall (tkr)
Verksamhet\tBudget\tUtfall\tAvvikelse
Bibliotek\t{number}\t90\t10
Museum\t200\t210\t-10
Summa\t300\t300\t5

Justerare
Anna Alnäs (S)
"""


def write(folder: Path, count: int, *, sections: int = 1) -> Path:
    """Write so many minutes, each longer than the one before by as many sections, and return their folder."""
    folder.mkdir(parents=True)
    for number in range(count):
        text = "".join(
            _TEXT.format(day=number % 28 + 1, number=number * 1000 + part)
            for part in range(1 + number * (sections - 1))
        )
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def start(
    folder: Path, database: Path, *options: str, before: Callable[[], None] | None = None, begin: str = "0"
) -> subprocess.Popen[str]:
    """Start an import as a user does, in a group of processes of its own; `begin` is executed in it first."""
    words = ("ingest", str(folder), "--db", str(database), "--ocr", "never", *options)
    return start_command(words, database.parent, before=before, begin=begin)


def start_command(
    words: Sequence[str], folder: Path, *, before: Callable[[], None] | None = None, begin: str = "0"
) -> subprocess.Popen[str]:
    """Start a command in a folder as a user does, in a group of processes of its own."""
    program, flag, code = COMMAND
    command = [program, flag, f"{begin}; {code}", *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=before, cwd=folder,
    )  # fmt: skip


def finish(words: Sequence[str], folder: Path) -> None:
    """Carry out a command in a folder, and end this process with its exit code."""
    os.chdir(folder)
    os._exit(main([*words, "--quiet"] if words[0] != "load" else words))


def run_in_fork(work: Callable[..., None], *arguments: object) -> int | None:
    """Return how a process ended that carried out some work: its exit code, or a signal below 0."""
    process = multiprocessing.get_context("forkserver").Process(target=work, args=arguments)
    process.start()
    process.join(600)
    process.kill()
    process.join()
    return process.exitcode


def import_plainly(folder: Path, database: Path) -> list[pipeline.Outcome]:
    """Import a folder in this process and return what became of each file."""
    with open_store(database) as store:
        return pipeline.ingest([folder], store, load(), recognition=UNRECOGNISED).outcomes


def acknowledged(lines: Sequence[str]) -> set[str]:
    """Return the names of the files of which a run said that they are read."""
    told = [line.strip() for line in lines]
    return {line.removesuffix(READ).rpartition("/")[2] for line in told if line.endswith(READ)}


def workers(run: int) -> list[int]:
    """Return the processes that read files for a run (Linux): those that its fork server started."""
    parents = dict(_parents())
    return sorted(one for one, parent in parents.items() if parents.get(parent) == run)


def _parents() -> Iterator[tuple[int, int]]:
    """Yield each process with the one that started it."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                told = (entry / "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            yield int(entry.name), int(told.rpartition(")")[2].split()[1])


def wait_for_the_end_of(group: int, seconds: float = 60.0) -> None:
    """Return when no process of a group is left. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    os.killpg(group, signal.SIGKILL)
    raise TimeoutError


def digests(database: Path) -> dict[str, str]:
    """Return for each exported table the hash of its bytes."""
    with tempfile.TemporaryDirectory() as folder, open_store(database, read_only=True) as store:
        files = export(store, "json", Path(folder))
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def faults(database: Path) -> list[str]:
    """Open a store that a run has left and return what is wrong with it."""
    with open_store(database, read_only=True) as store:
        return [f"{one.name}: {one.table} {one.examples}" for one in store.verify()]


def faults_left(database: Path) -> list[str]:
    """Return what is wrong with what a run left; of one that had not yet made its tables, nothing is."""
    try:
        return faults(database) if database.exists() else []
    except StoreError as error:
        if error.code != "no_database":
            raise
        return []


def names(database: Path) -> set[str]:
    """Return the names of the files whose content is stored as read."""
    with open_store(database, read_only=True) as store:
        rows = store.query(
            "SELECT path FROM source_file JOIN source USING (source_id) WHERE status IN ('parsed', 'partial')"
        ).rows
        return {row[0].rpartition("/")[2] for row in rows}
