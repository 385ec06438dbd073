"""Stories set by Typst: a serif with ligatures, justified and hyphenated, a header table on each page.

Ruled tables in thin lines with grey heads, notes at the foot, wide tables on pages turned across.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.printing.features import parted_by_notes, spaced_cells, with_notes
from tests.printing.stories import Block, Head, Opening, Spaced, Story, Table
from tests.printing.styles import Style
from tests.printing.table_strips import cell_span, figure_columns, styled_figure

_STYLE = Style("typeset", section_spans=True, thousands="\u00a0", minus="\u2212")
_WIDE = 7
_SPECIAL = re.compile(r"([\\#*_`$<>@\[\]~=/+\-\"'])")
_SETUP = """
#set document(date: none)
#set text(font: "Libertinus Serif", size: 11pt, lang: "sv", hyphenate: true)
#set par(justify: true, leading: .62em, spacing: .95em)
#set footnote.entry(indent: 0em)
#let head(body, kind, day) = context table(columns: (45%, 30%, 25%), stroke: .5pt, inset: 4pt,
  text(8.5pt, body), text(8.5pt, upper(kind)),
  text(8.5pt)[Sida #counter(page).display() (#counter(page).final().first())],
  text(8.5pt)[], text(8.5pt, if day == "" {""} else {"Sammanträdesdatum"}), text(8.5pt, day))
#let foot = grid(columns: (60%, 40%), stroke: (top: .4pt), inset: (top: 4pt),
  text(8pt)[Justerandes sign], text(8pt)[Utdragsbestyrkande])
"""


def print_story(story: Story, path: Path) -> None:
    """Print a story to a PDF file. Raises ImportError where Typst is not installed."""
    import typst

    path.write_bytes(typst.compile(typeset(with_notes(story)).encode()))


def typeset(story: Story) -> str:
    """Return a story in Typst's markup."""
    blocks = "\n".join(_block(block) for block in story.blocks)
    return f"{_SETUP}\n{_page(story.head)}\n{blocks}\n"


def _page(head: Head) -> str:
    texts = ", ".join(string(text) for text in (head.body, head.kind, head.day))
    sheet = 'paper: "a4", margin: (x: 25mm, top: 38mm, bottom: 30mm)'
    return f"#set page({sheet}, header: head({texts}), footer: foot)"


def string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def words_of(text: str) -> str:
    return f"#{string(text)}" if text else ""


def _block(block: Block) -> str:
    if isinstance(block, Opening):
        return f"#pagebreak(weak: true)\n{_page(block.head)}"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Spaced):
        return _columns(block)
    words = "".join(
        words_of(piece) + (f"#footnote[{words_of(note)}]" if note else "")
        for piece, note in parted_by_notes(block)
    )
    if block.kind == "heading":
        return f'#block(above: 1.3em, below: .55em, sticky: true, text(1.1em, weight: "bold")[{words}])'
    below = ".62em" if block.close else ".95em"
    left = min(0.5 * block.indent, 14) if block.indent > 1 else 0.0
    hang = ", hanging-indent: 1.4em" if block.kind == "item" else ""
    return f"#block(below: {below}, inset: (left: {left:.1f}em))[#set par(justify: true{hang})\n{words}]"


def _columns(block: Spaced) -> str:
    widths, lines = spaced_cells(block)
    cells = ", ".join(
        f"grid.cell(colspan: {span})[{words_of(text)}]" for line in lines for text, span in line
    )
    weight = ', weight: "bold"' if block.bold else ""
    below = ".62em" if block.close else ".95em"
    columns = ", ".join(f"{0.5 * width:.1f}em" if width else "1fr" for width in widths)
    grid = f"grid(columns: ({columns},), row-gutter: .62em, {cells})"
    return f"#block(below: {below})[#set par(justify: false)\n#text(1em{weight}, {grid})]"


def _table(table: Table) -> str:
    numeric = figure_columns(table)
    heads, cells = [], []
    for number, row in enumerate(table.rows):
        column = 0
        while column < table.width:
            span = cell_span(table, number, column, _STYLE)
            head = number < table.header_rows
            align = "center" if head and span > 1 else "right" if column in numeric else "left"
            fill = ", fill: luma(225)" if head else ""
            text = words_of(styled_figure(row[column], _STYLE))
            text = f"#strong[{text}]" if head and text else text
            (heads if head else cells).append(f"table.cell(colspan: {span}, align: {align}{fill})[{text}]")
            column += span
    columns = ", ".join(["auto"] * table.width)
    header = f"table.header({', '.join(heads)}), " if heads else ""
    size = "8pt" if table.width >= _WIDE else "9.5pt"
    printed = (
        f"[#set text({size}, hyphenate: false)\n#set par(justify: false)\n"
        f"#table(columns: ({columns},), stroke: .4pt, inset: 3.5pt, {header}{', '.join(cells)})]"
    )
    return f"#page(flipped: true){printed}" if table.width >= _WIDE else f"#block(below: 1.1em){printed}"
