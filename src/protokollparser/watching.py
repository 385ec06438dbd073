"""Files of a folder as they come, each once it has stopped changing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import watch

from protokollparser.accession import find_files

# How often files that wait are looked at, in shares of the time that they have to be unchanged.
_LOOKS = 4
_SHORTEST, _LONGEST = 0.05, 2.0


class Waiting:
    """Files that were changed, and since when each has been as it is."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._seen: dict[Path, tuple[tuple[int, int, int] | None, float]] = {}
        self._told: dict[Path, tuple[int, int, int] | None] = {}

    def add(self, path: Path) -> None:
        """Take in a file that was changed, unless it is as it was told before (its folder was changed)."""
        state = _state(path)
        if state is not None and self._told.get(path) != state:
            self._seen[path] = (state, time.monotonic())

    def settled(self) -> list[Path]:
        """Return the files that have stopped changing, in order, and wait for them no longer."""
        now = time.monotonic()
        for path, (before, _) in [*self._seen.items()]:
            state = _state(path)
            if state is None:
                del self._seen[path]
            elif state != before:
                self._seen[path] = (state, now)
        ready = sorted(path for path, (_, since) in self._seen.items() if now - since >= self._seconds)
        for path in ready:
            self._told[path] = self._seen.pop(path)[0]
        return ready


def arrivals(
    folder: Path,
    not_mine: Callable[[Path], bool],
    *,
    seconds: float = 5.0,
    poll: bool = False,
    idle: bool = False,
    stop: Event | None = None,
) -> Iterator[list[Path]]:
    """Yield files of a folder, first those that are there, once they have not changed for some seconds.

    With `idle`, an empty list is yielded where there is nothing. The system tells of changes; where it
    cannot, or with `poll`, the folder is looked through regularly.
    """
    waiting = Waiting(seconds)
    look = round(1000 * min(_LONGEST, max(_SHORTEST, seconds / _LOOKS)))
    changes = watch(
        folder,
        watch_filter=None,
        debounce=look,
        rust_timeout=look,
        yield_on_timeout=True,
        force_polling=poll or None,
        ignore_permission_denied=True,
        stop_event=stop,
    )
    begun = False
    for changed in changes:
        # Only now changes are heard of: what came while the first look was taken is not missed.
        for path in [folder] if not begun else sorted({_below(folder, Path(path)) for _, path in changed}):
            for file in find_files([path]):
                if not not_mine(file):
                    waiting.add(file)
        begun = True
        ready = waiting.settled()
        if ready or idle:
            yield ready


def _below(folder: Path, path: Path) -> Path:
    """Return a path under the name by which the folder was given, by which its files are known."""
    for whole in (folder.absolute(), folder.resolve()):
        if path.is_relative_to(whole):
            return folder / path.relative_to(whole)
    return path


def _state(path: Path) -> tuple[int, int, int] | None:
    """Return size, time and number of a file, None when it is not there."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino
