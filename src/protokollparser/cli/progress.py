"""How far an import has come: a bar on a terminal, lines elsewhere, both on standard error."""

from __future__ import annotations

import sys
import time
from collections import Counter, deque
from typing import TYPE_CHECKING

import typer

from protokollparser.cli.interrupts import stop_if_asked
from protokollparser.cli.speech import tell
from protokollparser.core.files import one_line

if TYPE_CHECKING:
    from protokollparser.outcomes import Outcome

# What is told at once, since nothing of it is read.
_KNOWN = frozenset({"unchanged", "alias"})
# The speed is that of the last minutes, and told elsewhere than on a terminal so often.
_WINDOW = 180.0
_EVERY = 30.0


class Pace:
    """How fast files are read and how long the rest takes, judged by the last minutes."""

    def __init__(self) -> None:
        self._read = 0
        self._marks: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])
        self.failures: Counter[str] = Counter()

    def hear(self, outcome: Outcome) -> None:
        """Take in what became of a file."""
        now = time.monotonic()
        if outcome.failed:
            self.failures[outcome.code or outcome.status] += 1
        if outcome.status in _KNOWN:
            if not self._read:
                self._marks[0] = (now, 0)
            return
        self._read += 1
        if now - self._marks[-1][0] >= 1:
            self._marks.append((now, self._read))
        while len(self._marks) > 2 and now - self._marks[1][0] > _WINDOW:
            self._marks.popleft()

    @property
    def rate(self) -> float:
        """Files read in a second; 0 while that is not known."""
        began, before = self._marks[0]
        seconds = time.monotonic() - began
        return (self._read - before) / seconds if seconds > 0 else 0.0

    def told(self, left: int) -> str:
        """Return speed, time left and failures in words."""
        rate = self.rate
        key, shown = ("progress.rate", rate) if rate >= 1 or not rate else ("progress.slow", rate * 60)
        pieces = [tell(key, rate=f"{shown:.1f}".replace(".", tell("progress.point")))]
        if left and rate:
            pieces.append(tell("progress.left", time=duration(left / rate)))
        if self.failures:
            codes = ", ".join(f"{code} {count}" for code, count in self.failures.most_common(3))
            pieces.append(tell("progress.failed", count=self.failures.total(), codes=codes))
        return " · ".join(pieces)


class Progress:
    """Shows each file as it is done, unless `quiet`; lines leave out what is unchanged."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._pace = Pace()
        self._told = time.monotonic()

    def __enter__(self) -> Progress:
        self._bar = None
        if sys.stderr.isatty() and not self._quiet:
            from rich.console import Console
            from rich.markup import escape
            from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
            from rich.progress import Progress as Bar

            self._escape = escape
            columns = (
                SpinnerColumn(),
                BarColumn(bar_width=20),
                MofNCompleteColumn(),
                TextColumn("{task.fields[pace]}"),
                TextColumn("{task.description}", style="dim"),
            )
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(tell("progress.looking"), total=None, pace="")
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, outcome: Outcome, number: int, count: int) -> None:
        """Show that one more file is done."""
        stop_if_asked()
        if self._quiet:
            return
        self._pace.hear(outcome)
        if self._bar is not None:
            name = (
                self._escape(one_line(outcome.path.name[-40:]))
                if number < count
                else tell("progress.storing")
            )
            pace = self._escape(self._pace.told(count - number))
            self._bar.update(self._task, total=count, completed=number, description=name, pace=pace)
            return
        if outcome.status == "unchanged":
            return
        status = tell(f"status.{outcome.status}")
        path = one_line(str(outcome.path))
        typer.echo(tell("ingest.line", number=number, count=count, path=path, status=status), err=True)
        if time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            told = self._pace.told(count - number)
            typer.echo(tell("progress.line", number=number, count=count, told=told), err=True)


def duration(seconds: float) -> str:
    """Return a time as people tell it: `45 s`, `12 min`, `3 h 05 min`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min" if minutes else f"{rest} s"
