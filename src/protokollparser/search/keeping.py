"""The index kept up to date with the store it is searched beside, by what changed in it."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

from protokollparser.core.errors import StoreError
from protokollparser.core.files import index_places
from protokollparser.core.rules import default_root, read_yaml
from protokollparser.search.index import VERSION, Index, Writer
from protokollparser.search.passages import passages
from protokollparser.store import Store

_log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]

_AT_ONCE = 400
_PATIENCE = 600.0
_PAUSE = 0.2
_STAMPS = """
    SELECT s.source_id, md5(concat_ws(' ', s.reading_hash, s.parser_version, d.told, m.told))
    FROM source AS s
    LEFT JOIN (
        SELECT source_id, string_agg(concat_ws('|', document_id, parent_id, kind, title, body,
            host_municipality, document_date, period_start, period_end, case_number), chr(10)
            ORDER BY document_id) AS told
        FROM document GROUP BY source_id
    ) AS d ON d.source_id = s.source_id
    LEFT JOIN (
        SELECT source_id,
            string_agg(concat_ws('|', document_id, meeting_date), chr(10) ORDER BY meeting_id) AS told
        FROM meeting GROUP BY source_id
    ) AS m ON m.source_id = s.source_id
"""


def open_index(store: Store, *, rebuild: bool = False, told: Progress | None = None) -> Index:
    """Return the index of a store, holding what the store holds now.

    Sources that are new, gone or read anew are indexed first; `told` hears how many of them are done. Another
    process that does the same is waited for. Raises StoreError where no index can be kept.
    """
    index = Index(_folder(store.path))
    wanted = {source: f"{VERSION}-{stamp}" for source, stamp in store.query(_STAMPS).rows}
    if rebuild or index.stamps() != wanted:
        writer = _writer(index)
        # Another process may have done it while this one waited.
        index.reload()
        _bring(index, writer, store, wanted, {} if rebuild else index.stamps(), told)
    return index


def _bring(
    index: Index,
    writer: Writer,
    store: Store,
    wanted: dict[str, str],
    held: dict[str, str],
    told: Progress | None,
) -> None:
    """Index what is wanted and not held, take out what is held and not wanted, and let it be seen at once."""
    if not held:
        writer.clear()
    changed = sorted(source for source, stamp in wanted.items() if held.get(source) != stamp)
    writer.remove([*changed, *sorted(set(held) - set(wanted))])
    codes = party_codes()
    for first in range(0, len(changed), _AT_ONCE):
        if told:
            told(first, len(changed))
        some = changed[first : first + _AT_ONCE]
        for passage in passages(store, some, codes):
            writer.add(passage)
    writer.mark({source: wanted[source] for source in changed})
    writer.commit()
    index.reload()
    _log.info("search index: %d of %d sources indexed", len(changed), len(wanted))


def _writer(index: Index) -> Writer:
    """Return the writer of an index as soon as no other process has it."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return index.writer()
        except ValueError as error:
            if time.monotonic() > end:
                raise StoreError(
                    f"{index.folder}: another process makes the search index; wait for it and try again",
                    "search_busy",
                    path=index.folder,
                ) from error
            time.sleep(_PAUSE)


def _folder(database: Path) -> Path:
    """Return where the index of a database is kept: beside it, or in the user's cache where that cannot be.

    Raises StoreError.
    """
    beside, own = index_places(database)
    for folder in (beside, own):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise StoreError(
        f"{own}: no index for search can be kept here; give a folder that can be written in XDG_CACHE_HOME",
        "search_unwritable",
        path=own,
    )


def party_codes() -> frozenset[str]:
    """Return the letters of all parties, in capitals."""
    groups = read_yaml(default_root() / "vocabulary" / "parties.yml").values()
    rows = [row for group in groups if isinstance(group, list) for row in group if isinstance(row, dict)]
    letters = (code for row in rows for code in (row.get("code"), *row.get("also", ())) if code)
    return frozenset(str(code).upper() for code in letters)
