"""Minutes as some cities print them: heads to the right in a margin of their own, dots that lead to figures.

Set by Typst in a light serif, ragged, figures aligned at the decimal comma, rules only under headers.
Never tuned on: the first measurement is in docs/decisions/0012-prints.md.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.printing.features import parted_by_notes, spaced_cells, with_notes
from tests.printing.stories import Block, Head, Opening, Spaced, Story, Table, Text
from tests.printing.styles import Style
from tests.printing.table_strips import FIGURE, cell_span, figure_columns, styled_figure
from tests.printing.typeset import string, words_of

_STYLE = Style("leaders", section_spans=True, thousands="\u2009", minus="\u2013")
_WIDE = 8
_SETUP = """
#set document(date: none)
#set text(font: "New Computer Modern", size: 10.5pt, lang: "sv")
#set par(justify: false, leading: .7em, spacing: 1.1em)
#let beside(head, body) = grid(columns: (3.4cm, 1fr), column-gutter: .5cm, align(right, strong(head)), body)
"""


def print_story(story: Story, path: Path) -> None:
    """Print a story to a PDF file. Raises ImportError where Typst is not installed."""
    import typst

    path.write_bytes(typst.compile(typeset(with_notes(story)).encode()))


def typeset(story: Story) -> str:
    """Return a story in Typst's markup."""
    pieces = [_SETUP, _page(story.head)]
    waiting = ""
    for block, after in pairwise([*story.blocks, Opening(story.head)]):
        beside = isinstance(block, Text) and block.kind == "heading" and len(block.text) <= 24
        if beside and isinstance(after, Text) and after.kind != "heading" and "§" not in block.text:
            waiting = words_of(block.text) if isinstance(block, Text) else ""
            continue
        text = _block(block)
        if isinstance(block, Text) and block.kind != "heading":
            below = ".7em" if block.close else "1.1em"
            pieces.append(f"#block(below: {below}, beside([{waiting}], [{text}]))")
        elif isinstance(block, Spaced):
            pieces.append(f"#block(below: 1.1em, beside([], [{text}]))")
        else:
            pieces.append(text)
        waiting = ""
    return "\n".join(pieces)


def _page(head: Head) -> str:
    title = string(" ".join(filter(None, (head.kind, head.day))))
    foot = 'align(right, text(8pt)[#context counter(page).display("1/1", both: true)])'
    strip = "text(8pt)[Ordförandens sign #h(2cm) Justerarens sign #h(1fr) Utdragsbestyrkande]"
    return (
        '#set page(paper: "a4", margin: (left: 18mm, right: 22mm, top: 30mm, bottom: 32mm), '
        f"header: text(8.5pt, [#{string(head.body)} #h(1fr) #{title}]), footer: [#{strip} \\ #{foot}])"
    )


def _block(block: Block) -> str:
    if isinstance(block, Opening):
        return f"#pagebreak(weak: true)\n{_page(block.head)}"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Spaced):
        widths, lines = spaced_cells(block)
        cells = ", ".join(
            f"grid.cell(colspan: {span})[{words_of(text)}]" for line in lines for text, span in line
        )
        columns = ", ".join(f"{0.5 * width:.1f}em" if width else "1fr" for width in widths)
        return f"#grid(columns: ({columns},), row-gutter: .7em, {cells})"
    words = "".join(
        words_of(piece) + (f"#footnote[{words_of(note)}]" if note else "")
        for piece, note in parted_by_notes(block)
    )
    if block.kind == "heading":
        return f'#block(above: 1.5em, below: .8em, sticky: true, text(1.15em, weight: "bold")[{words}])'
    return words


def _table(table: Table) -> str:
    numeric = figure_columns(table)
    decimal = {c for c in numeric if any("," in row[c] and FIGURE.fullmatch(row[c]) for row in table.rows)}
    heads, cells = [], []
    for number, row in enumerate(table.rows):
        column = 0
        head = number < table.header_rows
        while column < table.width:
            span = cell_span(table, number, column, _STYLE)
            align = "center" if head and span > 1 else "right" if column in numeric else "left"
            text = words_of(styled_figure(row[column], _STYLE))
            whole = column in decimal and FIGURE.fullmatch(row[column]) and "," not in row[column]
            if whole and not head and row[column][-1].isdigit():
                text += "#hide[,0]"
            if column == 0 and span == 1 and text and not head and table.width <= 4:
                text += " #box(width: 1fr, repeat(gap: .2em)[.])"
            (heads if head else cells).append(f"table.cell(colspan: {span}, align: {align})[{text}]")
            column += span
    columns = ", ".join(["1fr" if not at and table.width <= 4 else "auto" for at in range(table.width)])
    header = f"table.header({', '.join(heads)}), table.hline(stroke: .5pt), " if heads else ""
    size = "8pt" if table.width >= _WIDE else "9.5pt"
    printed = (
        f"[#set text({size}, hyphenate: false)\n"
        f"#table(columns: ({columns},), stroke: none, inset: (x: 4pt, y: 3pt), {header}{', '.join(cells)})]"
    )
    return f"#page(flipped: true){printed}" if table.width >= _WIDE else f"#block(below: 1.3em){printed}"
