"""The process that answers: started, watched while it is waited for, and ended."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from protokollparser import answering
from protokollparser.asking.limits import Limits
from protokollparser.isolation import memory_of

_PROGRAM = Path(answering.__file__).with_name("process.py")
_LOOK = 0.02
# Without these no interpreter starts on some systems; the zone tells how times are read.
_KEPT = ("TZ", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class Process:
    """A process that answers one question. Use it in a `with` block, at the end of which it is gone."""

    def __init__(self, request: Mapping[str, Any], limits: Limits) -> None:
        self._limits = limits
        self._process = subprocess.Popen(
            # Isolated and without site: it loads what it is told, from where its parent loads.
            [sys.executable, "-I", "-S", "-X", "utf8", str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=os.path.abspath(os.sep),
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            # Ctrl-C is for the parent, which ends it.
            start_new_session=True,
        )
        self._given = pickle.dumps({**request, "paths": sys.path}, protocol=5)
        self._since: float | None = None
        self._waited = 0.0
        self._most_memory = 0
        self._over: str | None = None
        self._gone = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._gone.set()
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert pipe is not None
            try:
                pipe.close()
            except BrokenPipeError:
                continue

    @property
    def out(self) -> Any:
        """The pipe on which the answer comes."""
        return self._process.stdout

    def give(self) -> None:
        """Hand over the question; the pipe stays open, as a sign that somebody waits."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(self._given)
            self._process.stdin.flush()
        except BrokenPipeError:
            return

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count the time of the block as time that the question takes."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._waited += time.monotonic() - self._since
            self._since = None

    def ending(self) -> dict[str, Any]:
        """Return how the process ended: its own word for it, or what it was ended for."""
        assert self._process.stderr is not None
        with self.waiting():
            said = self._process.stderr.read().decode("utf-8", "replace").strip()
            code = self._process.wait()
        if self._over:
            return {"code": self._over}
        if code == 0 and said:
            told: dict[str, Any] = json.loads(said.splitlines()[-1])
            return told
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return {"code": "time"}
        # A library that gets no memory ends the process in its own way.
        return {"code": "memory" if self._most_memory > self._limits.memory // 2 else "died", "said": said}

    def _watch(self) -> None:
        """End the process when its time is up or its memory is too much."""
        while not self._gone.wait(_LOOK):
            self._most_memory = max(self._most_memory, memory_of(self._process.pid))
            since = self._since
            waited = self._waited + (time.monotonic() - since if since is not None else 0.0)
            if self._most_memory > self._limits.memory:
                self._over = "memory"
            elif self._limits.seconds and waited > self._limits.seconds:
                self._over = "time"
            if self._over:
                self._process.kill()
                return
