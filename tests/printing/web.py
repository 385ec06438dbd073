"""Stories as web pages, printed by WeasyPrint: narrow type, justified and hyphenated, heads in the margin.

Horizontal rules only, notes at the foot, a watermark, wide tables on pages of their own across.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise
from pathlib import Path

from tests.printing.features import parted_by_notes, spaced_cells, with_notes
from tests.printing.stories import Block, Head, Opening, Spaced, Story, Table, Text
from tests.printing.styles import Style
from tests.printing.table_strips import cell_span, figure_columns, styled_figure

_STYLE = Style("web", rules="rows", section_spans=True, thousands="\u00a0", minus="\u2212")
# A table of so many columns is printed across.
_WIDE = 7
# A heading of so many letters, over text, stands beside it.
_SIDE = 30
_SHEET = """
@page { size: A4; margin: 30mm 22mm 28mm 56mm;
  @top-left { font-size: 8pt; white-space: nowrap; margin-left: -34mm; }
  @top-right { font-size: 8pt; white-space: nowrap; }
  @bottom-left { content: "Justerandes sign"; font-size: 7.5pt; margin-left: -34mm; }
  @bottom-center { content: "Utdragsbestyrkande"; font-size: 7.5pt; }
  @bottom-right { content: "Sida " counter(page) " (" counter(pages) ")"; font-size: 8pt; }
  @footnote { border-top: .4pt solid black; padding-top: 3pt; } }
@page across { size: A4 landscape; margin: 25mm; }
html { font: 9pt/1.35 "DejaVu Sans Condensed"; hyphens: auto; }
h2 { font-size: 10.5pt; margin: 9pt 0 3pt -34mm; break-after: avoid; hyphens: manual; }
h3 { font-size: 8.5pt; float: left; clear: both; width: 31mm; margin: 0 0 0 -34mm; hyphens: manual; }
p { margin: 0 0 6pt 0; text-align: justify; } p.close { margin-bottom: 0; }
p.item { padding-left: 5mm; text-indent: -5mm; }
table { border-collapse: collapse; margin: 3pt 0 9pt 0; font-size: 8pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
table.ruled td, table.ruled th { border-bottom: .5pt solid #555; padding: 2pt 4pt; vertical-align: bottom; }
table.ruled th { border-top: .8pt solid black; text-align: right; }
table.ruled th:first-child { text-align: left; }
td.figure { text-align: right; white-space: nowrap; } th.over { text-align: center !important; }
table.columns { font-size: 9pt; margin: 0 0 6pt 0; } table.columns.close { margin-bottom: 0; }
table.columns td { white-space: nowrap; padding: 0 9pt 0 0;
  vertical-align: top; }
.across { page: across; } .begin { break-before: page; }
.footnote { float: footnote; font-size: 7.5pt; text-align: left; }
.footnote::footnote-call { font-size: 65%; vertical-align: super; line-height: 0; }
.mark { position: fixed; top: 95mm; left: -10mm; font-size: 84pt; color: #e4e4e4;
  transform: rotate(-40deg); z-index: -1; }
"""


def print_story(story: Story, path: Path) -> None:
    """Print a story to a PDF file. Raises ImportError where WeasyPrint is not installed."""
    import weasyprint

    weasyprint.HTML(string=page(with_notes(story))).write_pdf(str(path))


def page(story: Story) -> str:
    """Return a story as a web page."""
    heads = [block.head for block in story.blocks if isinstance(block, Opening)]
    margins = _margins([story.head, *heads])
    blocks = "".join(
        _block(block, after, margins) for block, after in pairwise([*story.blocks, Opening(story.head)])
    )
    first = f'<div class="{margins[story.head]}">'
    sheet = _SHEET + "".join(_named_page(name, head) for head, name in margins.items())
    return f'<html lang="sv"><style>{sheet}</style><div class="mark">KOPIA</div>{first}{blocks}</div></html>'


def _margins(heads: list[Head]) -> dict[Head, str]:
    return {head: f"p{number}" for number, head in enumerate(dict.fromkeys(heads))}


def _named_page(name: str, head: Head) -> str:
    """Return the rules of pages that a head stands on."""
    body, kind, day = (text.replace('"', "'") for text in (head.body, head.kind, head.day))
    return (
        f'@page {name} {{ @top-left {{ content: "{body}"; }} @top-right {{ content: "{kind}  {day}"; }} }}'
        f".{name} {{ page: {name}; }}"
    )


def _block(block: Block, after: Block, margins: dict[Head, str]) -> str:
    if isinstance(block, Opening):
        return f'</div><div class="{margins[block.head]} begin">'
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Spaced):
        return _columns(block)
    if block.kind == "heading":
        beside = isinstance(after, Text) and after.kind != "heading"
        name = "h3" if beside and "§" not in block.text and len(block.text) <= _SIDE else "h2"
        return f"<{name}>{escape(block.text)}</{name}>"
    kinds = " ".join([block.kind, *["close"] * block.close])
    words = "".join(
        escape(piece) + (f'<span class="footnote">{escape(note)}</span>' if note else "")
        for piece, note in parted_by_notes(block)
    )
    inset = f' style="padding-left:{min(0.5 * block.indent, 12):.1f}em"' if block.indent > 1 else ""
    return f'<p class="{kinds}"{inset}>{words}</p>'


def _columns(block: Spaced) -> str:
    widths, lines = spaced_cells(block)
    columns = "".join(f'<col style="width:{0.5 * width:.1f}em">' for width in widths)
    weight = "b" if block.bold else "span"
    rows = "".join(
        "<tr>"
        + "".join(f'<td colspan="{span}"><{weight}>{escape(text)}</{weight}></td>' for text, span in line)
        + "</tr>"
        for line in lines
    )
    return f'<table class="columns{" close" if block.close else ""}">{columns}{rows}</table>'


def _table(table: Table) -> str:
    numeric = figure_columns(table)
    rows = []
    for number, row in enumerate(table.rows):
        head = number < table.header_rows
        cells = []
        column = 0
        while column < table.width:
            span = cell_span(table, number, column, _STYLE)
            tag = "th" if head else "td"
            kind = "over" if head and span > 1 else "figure" if column in numeric and not head else ""
            text = escape(styled_figure(row[column], _STYLE))
            cells.append(f'<{tag} class="{kind}" colspan="{span}">{text}</{tag}>')
            column += span
        rows.append(f"<tr>{''.join(cells)}</tr>")
    head_rows, body = "".join(rows[: table.header_rows]), "".join(rows[table.header_rows :])
    across = " across" if table.width >= _WIDE else ""
    return f'<table class="ruled{across}"><thead>{head_rows}</thead><tbody>{body}</tbody></table>'
