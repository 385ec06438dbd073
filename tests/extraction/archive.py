"""A small made-up archive, and what an import of it exports."""

from __future__ import annotations

import hashlib
from pathlib import Path

from protokollparser.exports.publishing import FORMS, export
from protokollparser.store import Store, open_store

TEXT = """Ekbacka kommun
Kulturnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2023-05-{day:02}

§ {number} Budgetuppföljning

Kulturnämndens beslut
Kulturnämnden godkänner uppföljningen.

Tabell 1 Utfall (tkr)
Verksamhet\tBudget\tUtfall\tAvvikelse
Bibliotek\t100\t90\t10
Museum\t200\t210\t-10
Summa\t300\t300\t0
"""


def write(folder: Path, count: int) -> Path:
    """Write so many minutes, a copy of the first, and three files that cannot be read; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = TEXT.format(day=number % 28 + 1, number=number + 1)
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "kopia.txt").write_bytes((folder / "00.txt").read_bytes())
    (folder / "tom.txt").write_bytes(b"")
    (folder / "tom ocksa.txt").write_bytes(b"")
    (folder / "bild.gif").write_bytes(b"GIF89a\x00\x00")
    return folder


def digests(database: Path | Store, out: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that a database exports, in all forms."""
    store = database if isinstance(database, Store) else open_store(database, read_only=True)
    with store:
        files = [path for form in FORMS for path in export(store, form, out)]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
