"""The receipt of an import: a line for each file, as CSV for programs and as a page for people."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from protokollparser.exports.audits.tables import neutral
from protokollparser.exports.values import plain

HEADS = {
    "sv": ("Fil", "Utfall", "Kod", "Förklaring", "Poster", "Fynd", "Sekunder", "Innehåll (SHA-256)"),
    "en": ("File", "Outcome", "Code", "Explanation", "Records", "Findings", "Seconds", "Content (SHA-256)"),
}
_WORDS = {
    "sv": ("Kvitto på inläsning", "Från", "till", "databas", "filer", "program"),
    "en": ("Receipt of an import", "From", "to", "database", "files", "program"),
}
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1d1d1d; margin: 2rem; }
table { border-collapse: collapse; font-size: .9rem; } 
thead th { position: sticky; top: 0; background: #fff; }
td, th { padding: .2rem .6rem; border-bottom: 1px solid #d8d8d8; text-align: left; vertical-align: top; }
td.figure { text-align: right; } td.content { font-family: monospace; font-size: .75rem; }
td { overflow-wrap: anywhere; } tr.failed { background: #fbe9e7; }
"""
_FIGURES = range(4, 7)
FORMS = (".csv", ".html")


@dataclass(frozen=True)
class ReceiptLine:
    """What became of one file, in the words of the reader; `findings` is None where nothing was checked."""

    path: str
    outcome: str
    code: str | None
    message: str | None
    records: int | None
    findings: int | None
    seconds: float
    source_id: str | None
    failed: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells under `HEADS`."""
        seconds = f"{self.seconds:.2f}" if self.seconds else ""
        found = (self.path, self.outcome, self.code, self.message, self.records, self.findings)
        return (*map(plain, found), seconds, plain(self.source_id))


@dataclass(frozen=True)
class Receipt:
    """One run: when, by which program, into which database, and a line for each file."""

    begun: datetime
    ended: datetime
    program: str
    database: str
    lines: Sequence[ReceiptLine]


def write(receipt: Receipt, language: str, path: Path) -> None:
    """Write a receipt in the form that the file's name asks for, whole or not at all. Raises OSError."""
    pieces: Callable[[Receipt, str], Iterator[str]] = _page if path.suffix == ".html" else _csv
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8" if path.suffix == ".html" else "utf-8-sig", newline="") as file:
            file.writelines(pieces(receipt, language))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _csv(receipt: Receipt, language: str) -> Iterator[str]:
    """Yield the lines of the file, in which no spreadsheet finds a formula."""
    for cells in (HEADS[language], *(line.cells for line in receipt.lines)):
        held = io.StringIO()
        csv.writer(held, lineterminator="\n").writerow(neutral(cell) for cell in cells)
        yield held.getvalue()


def _page(receipt: Receipt, language: str) -> Iterator[str]:
    """Yield the page, piece by piece: a hundred thousand files make thirty megabytes."""
    title, start, to, database, files, program = _WORDS[language]
    yield f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    yield f"<p>{start} {receipt.begun:%Y-%m-%d %H:%M:%S} {to} {receipt.ended:%Y-%m-%d %H:%M:%S}, "
    yield f"{database} {escape(receipt.database)}, {program} {escape(receipt.program)}</p>\n<p>"
    counts = Counter(line.outcome for line in receipt.lines)
    told = (f"{count} {escape(name)}" for name, count in sorted(counts.items()))
    yield f"{len(receipt.lines)} {files}: {', '.join(told)}</p>\n<table>\n<thead><tr>"
    yield "".join(f"<th>{head}</th>" for head in HEADS[language]) + "</tr></thead>\n<tbody>\n"
    for line in receipt.lines:
        yield f'<tr class="{"failed" if line.failed else "read"}">'
        for place, cell in enumerate(line.cells):
            kind = "figure" if place in _FIGURES else "content" if place > _FIGURES[-1] else "word"
            yield f'<td class="{kind}">{escape(cell)}</td>'
        yield "</tr>\n"
    yield "</tbody>\n</table>\n</body>\n</html>\n"
