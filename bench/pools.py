"""The pool of processes beside pebble's, with tasks that crash, hang and grow: `pip install pebble` first."""

from __future__ import annotations

import time
from concurrent.futures import TimeoutError as NotInTime
from functools import partial

from pebble import ProcessPool
from tests.hostile.test_isolation import carry_out

from protokollparser import isolation

_TASKS = [*("answer 1", "abort", "slow 2", "leave", "answer 3", "sleep", "die-in-answer", "slow 4") * 2]
_SOUND = sum(task.startswith(("answer", "slow")) for task in _TASKS)
_SECONDS, _PATIENCE, _MEMORY = 5.0, 40.0, 400 << 20


def _unheard(_: str) -> None:
    """Hear what step is taken."""


def ours() -> int:
    """Return how many sound tasks were answered by the pool of this program."""
    with isolation.Pool(carry_out, 2, _MEMORY, waiting=1.0) as pool:
        found = pool.run(_TASKS, lambda _: _SECONDS, lambda *_: None)
        return sum(isinstance(answer, str) for _, answer in found)


def pebbles() -> int:
    """Return how many sound tasks were answered by pebble's pool before patience ended."""
    pool, answered, end = ProcessPool(max_workers=2), 0, time.monotonic() + _PATIENCE
    work = partial(carry_out, step=_unheard)
    futures = [pool.schedule(work, args=[task], timeout=_SECONDS) for task in _TASKS]
    for future in futures:
        try:
            answered += isinstance(future.result(timeout=max(0.0, end - time.monotonic())), str)
        except (NotInTime, OSError, RuntimeError) as error:
            print(f"  {type(error).__name__}: {error}")
    pool.stop()
    return answered


def main() -> None:
    """Print for each pool what it answered, and in what time."""
    for name, run in (("own", ours), ("pebble", pebbles)):
        begun = time.monotonic()
        print(f"{name}: {run()} of {_SOUND} sound tasks in {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
