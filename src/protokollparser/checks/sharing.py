"""Looking through sources in several processes, each of which reads the store for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

from protokollparser.checks.running import Looked, look_through
from protokollparser.core.errors import ProtokollparserError, RuleError
from protokollparser.core.rules import Rules
from protokollparser.isolation import Death, Pool
from protokollparser.store import Store, open_store

# So many sources are looked through at a time: what they hold in the database is sorted at once.
SHARE = 500
_MEMORY = 4 << 30
_SECONDS = 3600.0


def looked_through(path: Path, shares: Sequence[Sequence[str]], rules: Rules, jobs: int) -> Iterator[Looked]:
    """Yield what checks find in shares of the sources of the database at `path`, in `jobs` processes.

    Raises RuleError when a check is wrong, or a process ended over it.
    """
    work = partial(_look, path=path, rules=rules)
    with Pool(work, min(jobs, len(shares)), _MEMORY) as pool:
        for share, answer in pool.run(shares, lambda _: _SECONDS, lambda _, __: None):
            if isinstance(answer, Death):
                message = f"checking ended ({answer.code}) at sources {share[0][:12]} to {share[-1][:12]}"
                raise RuleError("rules/checks", f"{message}; check with --jobs 1")
            if isinstance(answer, ProtokollparserError):
                raise answer
            yield answer


def _look(
    share: Sequence[str], step: Callable[[str], None], *, path: Path, rules: Rules
) -> Looked | ProtokollparserError:
    """Look through a share of the sources; an error is sent to the process that asked."""
    step("checking")
    try:
        return look_through(_opened(path), share, rules)
    except ProtokollparserError as error:
        return error


@lru_cache(maxsize=1)
def _opened(path: Path) -> Store:
    """Return the store of this process, which ends with it."""
    return open_store(path, read_only=True)
