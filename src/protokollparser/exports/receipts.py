"""The receipt of an import: a line for each file, as CSV for programs and as a page for people."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from itertools import islice
from pathlib import Path

from protokollparser.exports.audits.tables import neutral
from protokollparser.exports.values import plain

HEADS = {
    "sv": ("Fil", "Utfall", "Kod", "Förklaring", "Poster", "Fynd", "Sekunder", "Innehåll (SHA-256)"),
    "en": ("File", "Outcome", "Code", "Explanation", "Records", "Findings", "Seconds", "Content (SHA-256)"),
}
_WORDS = {
    "sv": {
        "title": "Kvitto på inläsning",
        "from": "Från",
        "to": "till",
        "program": "program",
        "files": "filer",
        "records": "poster",
        "findings": "fynd",
        "seconds": "sekunders beräkning",
        "outcome": "Utfall",
        "code": "Kod",
        "asking": "Nedan står bara de filer som inte, eller inte helt, lästes.",
        "all": "Alla står i kvittot som CSV.",
        "more": "{count} filer till har en kod.",
    },
    "en": {
        "title": "Receipt of an import",
        "from": "From",
        "to": "to",
        "program": "program",
        "files": "files",
        "records": "records",
        "findings": "findings",
        "seconds": "seconds of computing",
        "outcome": "Outcome",
        "code": "Code",
        "asking": "Below are only the files that were not, or not wholly, read.",
        "all": "All are in the receipt as CSV.",
        "more": "{count} more files have a code.",
    },
}
# A page of more rows opens slowly: then it has those of files with a code, and the CSV has all.
_ROWS = 2000
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1d1d1d; margin: 2rem; }
table { border-collapse: collapse; font-size: .9rem; margin: 0 0 1.5rem; }
thead th { position: sticky; top: 0; background: #fff; }
td, th { padding: .2rem .6rem; border-bottom: 1px solid #d8d8d8; text-align: left; vertical-align: top; }
td.figure { text-align: right; } td.content { font-family: monospace; font-size: .75rem; }
td { overflow-wrap: anywhere; } tr.failed { background: #fbe9e7; }
"""
_FIGURES = range(4, 7)
FORMS = (".csv", ".html")


@dataclass(frozen=True, slots=True)
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
    """One run: when, by which program, into which database or folder, and a line for each file.

    `lines` are gone through several times, and are best made as they are asked for.
    """

    begun: datetime
    ended: datetime
    program: str
    place: str
    lines: Iterable[ReceiptLine]


@dataclass
class Summary:
    """All lines together: `seconds` are of computing, `findings` None where nothing was checked."""

    count: int = 0
    records: int = 0
    findings: int | None = None
    seconds: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, lines: Iterable[ReceiptLine]) -> Summary:
        """Return what lines tell together; what several files with one content say counts once."""
        found, seen = cls(), set[str]()
        for line in lines:
            found.count += 1
            found.seconds += line.seconds
            found.outcomes[line.outcome] += 1
            found.codes.update([line.code] if line.code else [])
            if line.source_id not in seen:
                found.records += line.records or 0
                if line.findings is not None:
                    found.findings = (found.findings or 0) + line.findings
            seen.update([line.source_id] if line.source_id else [])
        return found


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
    """Yield the page, piece by piece: what became of how many, and a row for each file that asks for a look.

    Of few files all have a row. A browser takes minutes for the rows of a hundred thousand.
    """
    words = _WORDS[language]
    summary = Summary.of(receipt.lines)
    yield f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    yield f"<title>{words['title']}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    yield f"<h1>{words['title']}</h1>\n<p>{words['from']} {receipt.begun:%Y-%m-%d %H:%M:%S} "
    yield f"{words['to']} {receipt.ended:%Y-%m-%d %H:%M:%S}, {escape(receipt.place)}, "
    yield f"{words['program']} {escape(receipt.program)}</p>\n"
    told = [f"{summary.count} {words['files']}", f"{summary.records} {words['records']}"]
    told += [f"{summary.findings} {words['findings']}"] if summary.findings is not None else []
    yield f"<p>{', '.join(told)}, {summary.seconds:.0f} {words['seconds']}</p>\n"
    yield from _counted((words["outcome"], words["files"]), summary.outcomes)
    yield from _counted((words["code"], words["files"]), summary.codes)
    whole = summary.count <= _ROWS
    if not whole:
        yield f"<p>{words['asking']} {words['all']}</p>\n"
    yield from _rows(receipt, language, whole=whole)
    yield "</body>\n</html>\n"


def _counted(heads: tuple[str, str], counts: Mapping[str, int]) -> Iterator[str]:
    """Yield a small table of how many files have what, the most first."""
    if not counts:
        return
    yield f"<table>\n<thead><tr><th>{heads[0]}</th><th>{heads[1]}</th></tr></thead>\n<tbody>\n"
    for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield f'<tr><td>{escape(name)}</td><td class="figure">{count}</td></tr>\n'
    yield "</tbody>\n</table>\n"


def _rows(receipt: Receipt, language: str, *, whole: bool) -> Iterator[str]:
    """Yield the table of the files, or of those of them that were not or not wholly read."""
    yield "<table>\n<thead><tr>"
    yield "".join(f"<th>{head}</th>" for head in HEADS[language]) + "</tr></thead>\n<tbody>\n"
    asking = (line for line in receipt.lines if whole or line.code)
    for line in islice(asking, _ROWS):
        yield f'<tr class="{"failed" if line.failed else "read"}">'
        for place, cell in enumerate(line.cells):
            kind = "figure" if place in _FIGURES else "content" if place > _FIGURES[-1] else "word"
            yield f'<td class="{kind}">{escape(cell)}</td>'
        yield "</tr>\n"
    yield "</tbody>\n</table>\n"
    rest = sum(1 for _ in asking)
    if rest:
        yield f"<p>{_WORDS[language]['more'].format(count=rest)} {_WORDS[language]['all']}</p>\n"
