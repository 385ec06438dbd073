"""Which engine reads, as `extract` and `ingest` are told on the command line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from protokollparser.core.errors import UsageError

if TYPE_CHECKING:
    from protokollparser.engines import Engine


def chosen_engine(name: str, scheduler: str, jobs: int) -> Engine:
    """Return the engine of a name. Raises UsageError when dask is asked for without a scheduler."""
    from protokollparser.engines import distributed, local

    if name == "local":
        return partial(local.extract, jobs=jobs)
    if not scheduler:
        raise UsageError(
            "--engine dask needs the address of a scheduler; give it with --scheduler", "no_address"
        )
    return partial(distributed.extract, address=scheduler)
