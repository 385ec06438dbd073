"""What is printed: a document as headings, prose, lines in columns and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Text:
    """One paragraph; `kind` is heading, prose or item.

    It stands in by `indent` letters, and without space below it where it is `close` to the next one. Its
    `notes` stand at the foot of the page, each with the words that its mark follows.
    """

    kind: str
    text: str
    indent: int = 0
    close: bool = False
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Spaced:
    """Lines of pieces in columns that are no table: the place of each in letters, and its text."""

    rows: tuple[tuple[tuple[int, str], ...], ...]
    bold: bool = False
    close: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cell texts, all of one width; the first `header_rows` are headers.

    With `spanning`, a text in the first of several header rows stands over the blank cells to its right
    too. A table `beside` is printed to the left of the one that follows. One that is `listed` is a form, or a
    list of names: without rules around its cells nothing tells it from lines in columns.
    """

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 1
    spanning: bool = False
    beside: bool = False
    listed: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0])


@dataclass(frozen=True)
class Head:
    """What heads the pages of a document: who it is of, what it is, and its day; blank where not known."""

    body: str = "Hällviks kommun"
    kind: str = "Sammanträdesprotokoll"
    day: str = "2023-11-09"


@dataclass(frozen=True)
class Opening:
    """The beginning of a document, or of a page that the source begins: a new page, and its head."""

    head: Head


Block = Text | Spaced | Table | Opening


@dataclass(frozen=True)
class Story:
    """A document to print: its name, blocks and head, and the text file that it was read from, if any."""

    name: str
    blocks: tuple[Block, ...]
    source: Path | None = None
    head: Head = field(default_factory=Head)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
