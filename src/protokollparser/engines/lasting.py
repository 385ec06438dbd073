"""Outcomes held back until what they tell cannot be lost any more, while reading goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from protokollparser.core.errors import StoreError
from protokollparser.core.lasting import make_last
from protokollparser.errands import Done
from protokollparser.shards import Shard
from protokollparser.shards.spool import place

Answer = Done | list[Shard]


def lasting(results: Iterable[Answer], spool: Path) -> Iterator[Answer]:
    """Yield outcomes in their order, each when what the file says has reached the disk; shards pass by.

    The disk is waited for beside the reading, for all together that came meanwhile: by itself each file takes
    it 2 to 10 ms, a tenth of the time in which a short text is read. Raises StoreError `disk`.
    """
    coming: list[Answer] = []
    going: list[Answer] = []
    written: Future[None] | None = None
    with ThreadPoolExecutor(1) as beside:
        for done in results:
            coming.append(done)
            if written is None or written.done():
                yield from _written(written, going)
                going, coming = coming, []
                written = beside.submit(_make_last, going, spool)
        yield from _written(written, going)
        _make_last(coming, spool)
        yield from coming


def _written(written: Future[None] | None, going: Iterable[Answer]) -> Iterable[Answer]:
    """Return some outcomes when they are written. Raises StoreError."""
    if written is not None:
        written.result()
    return going


def _make_last(answers: Iterable[Answer], spool: Path) -> None:
    """Wait until what some files say is on the disk. Raises StoreError."""
    done = [one for one in answers if isinstance(one, Done)]
    paths = [place(spool, one.source_id) for one in done if one.source_id]
    try:
        make_last(paths, *([spool] if paths else []))
    except OSError as error:
        told = f"{spool}: {error.strerror}; make room and import again"
        raise StoreError(told, "disk", path=spool) from error
