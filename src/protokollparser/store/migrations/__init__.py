"""Steps from one version of the store to the next: `NNNN_what.sql` makes version NNNN of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Migration:
    """The SQL that makes a database of version `to` from one of the version before."""

    to: int
    name: str
    sql: str


def migrations(after: int) -> list[Migration]:
    """Return the steps that follow version `after`, in order; none where the first of them is missing."""
    files = sorted(Path(__file__).parent.glob("[0-9]*.sql"))
    found = [Migration(int(path.name[:4]), path.stem, path.read_text(encoding="utf-8")) for path in files]
    later = [one for one in found if one.to > after]
    return later if later and later[0].to == after + 1 else []
