"""What bringing documents together takes as a store grows: seconds of computing and memory, step by step.

`python -m bench.settling STORE [--times N ...]` copies a store of made-up texts that was loaded and not
settled so many times into one: each copy is of other municipalities, with other sources and keys, and other
hashes in its fingerprints. Measured is settling from nothing, when one document changed, and when none did.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from protokollparser.columns.fields import fields
from protokollparser.columns.reading import IDENTITIES
from protokollparser.core.records import REGISTRY
from protokollparser.core.records.people import Sighting
from protokollparser.store import open_store
from protokollparser.store.changing import offered
from protokollparser.store.identities import union

_TOLD = ("home", "found_in", "municipality")
# Columns that lead to identities, whose keys follow from what is told of them.
_TO_IDENTITIES = frozenset({"person_id", "entity_id", "named_id", "body_id", "organisation_id"})
_LINKS = frozenset({"same_as", "supersedes", "extract_of"})
_PART = """
import resource, sys, time
from functools import partial
from protokollparser.core.rules import load
from protokollparser.store import open_store
from protokollparser.store.settling import steps
rules, anew = load(), sys.argv[2] == "anew"
told = []
with open_store(sys.argv[1]) as store:
    for step in steps():
        begun = time.process_time()
        store._fitting(partial(step, rules=rules, anew=anew))
        told.append(f"{time.process_time() - begun:.2f}")
    begun = time.process_time()
    store.tallies([one for (one,) in store.query("SELECT source_id FROM source").rows])
    told.append(f"{time.process_time() - begun:.2f}")
told.append(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10))
print(" | ".join(told))
"""


def main() -> None:
    """Measure a store taken several times."""
    words = argparse.ArgumentParser()
    words.add_argument("store", type=Path)
    words.add_argument("--times", type=int, nargs="*", default=[1, 2, 5])
    told = words.parse_args()
    took = "bodies, s | versions, s | people, s | figures, s | lines, s | at last, s | tallies, s"
    print(f"| documents | settled | {took} | most memory, MB |")
    print("|---:|---|" + "---:|" * 8)
    for times in told.times:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.duckdb"
            count = multiplied(told.store, path, times)
            print(f"| {count} | from nothing | {_measured(path, 'anew')} |", flush=True)
            print(f"| | nothing changed | {_measured(path, 'changed')} |", flush=True)
            _again(path)
            print(f"| | one changed | {_measured(path, 'changed')} |", flush=True)


def _measured(path: Path, how: str) -> str:
    """Return the figures of one settling, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _PART, str(path), how], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _again(path: Path) -> None:
    """Write that what one source tells has changed, as loading it does."""
    with open_store(path) as store, store._writing() as held:
        one = "(SELECT min(source_id) FROM attendance)"
        held.exec_driver_sql(
            f"INSERT INTO unsettled SELECT entity_table, named_id FROM sighting WHERE source_id = {one}"
        )
        held.exec_driver_sql(f"UPDATE source SET reading_hash = 'other' WHERE source_id = {one}")


def multiplied(store: Path, out: Path, times: int) -> int:
    """Make a store of so many copies of another, and return how many sources it has."""
    open_store(out).close()
    with open_store(out) as made, made._writing() as held:
        held.exec_driver_sql(f"ATTACH '{store}' AS given (READ_ONLY)")
        rows = list(
            held.exec_driver_sql(
                "SELECT DISTINCT entity_table, CAST(identity AS VARCHAR) FROM given.sighting"
            )
        )
        for copy in range(times):
            columns = _identities([(str(table), str(told)) for table, told in rows], copy)
            with offered(held, "renamed", columns):
                for name in sorted(REGISTRY):
                    if "source_id" in [field.name for field in fields(REGISTRY[name])]:
                        _copy(held, name, copy)
        (count,) = held.exec_driver_sql("SELECT count(*) FROM source").one()
    return int(count)


def _identities(rows: list[tuple[str, str]], copy: int) -> dict[str, list[object]]:
    """Return what identities are called in a copy: their keys and what is told of them, before and now."""
    kinds = {kind.table: kind for kind in IDENTITIES}
    found: dict[str, list[object]] = {"of": [], "told": [], "old": [], "new": []}
    for table, told in rows:
        identity: dict[str, Any] = json.loads(told)
        moved = {
            name: f"{value} {copy}" if name in _TOLD and value else value for name, value in identity.items()
        }
        moved = moved if table != "municipality" else identity
        found["of"].append(told)
        found["told"].append(json.dumps(moved, ensure_ascii=False))
        found["old"].append(union(kinds[table], [identity]).id)
        found["new"].append(union(kinds[table], [moved]).id)
    return found


def _copy(held: Connection, name: str, copy: int) -> None:
    """Copy the rows of a table."""
    kind, values, joins = REGISTRY[name], [], []
    for field in fields(kind):
        column = f't."{field.name}"'
        if field.name in _TO_IDENTITIES:
            joins.append(
                f"LEFT JOIN (SELECT DISTINCT old, new FROM renamed) AS {field.name}_ "
                f"ON {field.name}_.old = {column}"
            )
            column = f"coalesce({field.name}_.new, {column})"
        elif field.name == "identity" and kind is Sighting:
            joins.append(f"LEFT JOIN renamed AS told_ ON told_.of = CAST({column} AS VARCHAR)")
            column = "told_.told"
        elif field.name in _LINKS:
            column = "NULL"
        elif field.name == "source_id" or field.name.endswith("_hash"):
            column = f"md5({column} || '{copy}') || md5({column})"
        elif field.name.endswith("_id") or field.name == kind.key:
            column = f"substr(md5({column} || '{copy}'), 1, 24)"
        elif field.name == "shingles":
            column = f"to_json(list_transform(CAST({column} AS UBIGINT[]), lambda x: x + {copy}))"
        elif field.name == "host_municipality":
            column = f"{column} || ' {copy}'"
        values.append(column)
    names = ", ".join(f'"{field.name}"' for field in fields(kind))
    held.exec_driver_sql(
        f"INSERT INTO {name} ({names}) SELECT {', '.join(values)} FROM given.{name} AS t {' '.join(joins)}"
    )


if __name__ == "__main__":
    main()
