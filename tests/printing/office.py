"""Reports as an office suite prints them: a serif on pages across, tables with coloured heads and thin lines.

Written as flat OpenDocument text and printed by LibreOffice Writer. Never tuned on: the first measurement is
in docs/decisions/0012-prints.md.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from tests.printing.features import spaced_cells
from tests.printing.stories import Block, Head, Opening, Spaced, Story, Table
from tests.printing.styles import Style
from tests.printing.table_strips import cell_span, figure_columns, styled_figure

_STYLE = Style("office", thousands=" ", minus="-")
_SECONDS = 120
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in [
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
    ]
)
_STYLES = """
<style:default-style style:family="paragraph"><style:text-properties style:font-name="DejaVu Serif"
 fo:font-family="'DejaVu Serif'" fo:font-size="9.5pt" fo:language="sv" fo:country="SE"/></style:default-style>
<style:style style:name="P" style:family="paragraph">
<style:paragraph-properties fo:margin-bottom="0.2cm"/></style:style>
<style:style style:name="C" style:family="paragraph"/>
<style:style style:name="I" style:family="paragraph"><style:paragraph-properties fo:margin-left="0.6cm"
 fo:text-indent="-0.6cm" fo:margin-bottom="0.1cm"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.4cm"
 fo:margin-bottom="0.15cm" fo:keep-with-next="always"/><style:text-properties fo:font-weight="bold"
 fo:font-size="11.5pt"/></style:style>
<style:style style:name="L" style:family="paragraph">
<style:text-properties fo:font-size="8.5pt"/></style:style>
<style:style style:name="R" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/>
<style:text-properties fo:font-size="8.5pt"/></style:style>
<style:style style:name="M" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-size="8.5pt" fo:font-weight="bold"/></style:style>
<style:style style:name="F" style:family="paragraph"><style:text-properties fo:font-size="8pt"/></style:style>
"""
_CELLS = """
<style:style style:name="CH" style:family="table-cell"><style:table-cell-properties
 fo:background-color="#1f5c7a" fo:padding="0.06cm"/></style:style>
<style:style style:name="CB" style:family="table-cell"><style:table-cell-properties
 fo:border-bottom="0.3pt solid #7f9fb0" fo:padding="0.06cm"/></style:style>
<style:style style:name="CN" style:family="table-cell">
<style:table-cell-properties fo:padding="0cm"/></style:style>
<style:style style:name="HW" style:family="paragraph" style:parent-style-name="L"><style:text-properties
 fo:color="#ffffff" fo:font-weight="bold" fo:font-size="8.5pt"/></style:style>
<style:style style:name="HR" style:family="paragraph" style:parent-style-name="HW"><style:paragraph-properties
 fo:text-align="end"/></style:style>
<style:style style:name="HM" style:family="paragraph" style:parent-style-name="HW"><style:paragraph-properties
 fo:text-align="center"/></style:style>
"""


def runs() -> bool:
    """True where LibreOffice is installed."""
    return shutil.which("soffice") is not None


def print_story(story: Story, path: Path) -> None:
    """Print a story to a PDF file. Raises OSError or CalledProcessError where LibreOffice does not."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "source.fodt"
        source.write_text(flat_text(story), encoding="utf-8")
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{scratch}/profile",
                *("--headless", "--convert-to", "pdf", "--outdir", scratch, str(source)),
            ],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
        shutil.copyfile(source.with_suffix(".pdf"), path)


def flat_text(story: Story) -> str:
    """Return a story as a flat OpenDocument text."""
    heads = list(dict.fromkeys([story.head, *(b.head for b in story.blocks if isinstance(b, Opening))]))
    masters = "".join(_master(number, head) for number, head in enumerate(heads))
    opening = "".join(
        f'<style:style style:name="O{number}" style:family="paragraph" style:master-page-name="M{number}"/>'
        for number in range(len(heads))
    )
    writer = _Writer(heads)
    body = writer.opening(story.head) + "".join(writer.block(block) for block in story.blocks)
    layout = (
        '<style:page-layout style:name="A"><style:page-layout-properties fo:page-width="29.7cm" '
        'fo:page-height="21cm" style:print-orientation="landscape" fo:margin-top="1.5cm" '
        'fo:margin-bottom="1.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/>'
        '</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" '
        'fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:styles>{_STYLES}</office:styles>"
        f"<office:automatic-styles>{_CELLS}{opening}{''.join(writer.widths)}{layout}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def _master(number: int, head: Head) -> str:
    texts = " – ".join(filter(None, (head.body, head.kind, head.day)))
    return (
        f'<style:master-page style:name="M{number}" style:page-layout-name="A">'
        f'<style:header><text:p text:style-name="F">{escape(texts)}</text:p></style:header>'
        '<style:footer><text:p text:style-name="F">Sida <text:page-number/> av <text:page-count/></text:p>'
        "</style:footer></style:master-page>"
    )


class _Writer:
    """Writes blocks, and keeps the widths of the columns of tables that it wrote."""

    def __init__(self, heads: list[Head]) -> None:
        self.heads = heads
        self.widths: list[str] = []
        self.tables = 0

    def opening(self, head: Head) -> str:
        """Return an empty paragraph that begins pages of a head."""
        return f'<text:p text:style-name="O{self.heads.index(head)}"/>'

    def block(self, block: Block) -> str:
        """Return one block."""
        if isinstance(block, Opening):
            return self.opening(block.head)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Spaced):
            return self._columns(block)
        name = {"heading": "H", "item": "I"}.get(block.kind, "C" if block.close else "P")
        return f'<text:p text:style-name="{name}">{escape(block.text)}</text:p>'

    def _begin(self, shares: list[float]) -> str:
        """Return the beginning of a table of columns that share the width of the page so."""
        self.tables += 1
        columns = ""
        for at, share in enumerate(shares):
            name = f"T{self.tables}.{at}"
            self.widths.append(
                f'<style:style style:name="{name}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{24.7 * share / sum(shares):.2f}cm"/>'
                "</style:style>"
            )
            columns += f'<table:table-column table:style-name="{name}"/>'
        return f'<table:table table:name="T{self.tables}">{columns}'

    def _columns(self, block: Spaced) -> str:
        widths, lines = spaced_cells(block)
        last = max((len(text) for line in lines for text, _ in line[-1:]), default=10)
        shares = [float(width) for width in widths[:-1]] + [max(last + 2.0, 110.0 - sum(widths))]
        rows = "".join(
            "<table:table-row>"
            + "".join(_cell("CN", "H" if block.bold else "C", text, span) for text, span in line)
            + _fill(len(widths) - sum(span for _, span in line))
            + "</table:table-row>"
            for line in lines
        )
        return f'{self._begin(shares)}{rows}</table:table><text:p text:style-name="C"/>'

    def _table(self, table: Table) -> str:
        numeric = figure_columns(table)
        longest = [max(len(row[column]) for row in table.rows) for column in range(table.width)]
        shares = [min(max(length, 8), 40) + 2.0 for length in longest]
        rows = []
        for number, row in enumerate(table.rows):
            head = number < table.header_rows
            cells, column = "", 0
            while column < table.width:
                span = cell_span(table, number, column, _STYLE)
                if head:
                    kind = "HM" if span > 1 else "HR" if column in numeric else "HW"
                else:
                    kind = "R" if column in numeric else "L"
                cells += _cell("CH" if head else "CB", kind, styled_figure(row[column], _STYLE), span)
                column += span
            rows.append(f"<table:table-row>{cells}</table:table-row>")
        heads = "".join(rows[: table.header_rows])
        head_rows = f"<table:table-header-rows>{heads}</table:table-header-rows>" if heads else ""
        body = "".join(rows[table.header_rows :])
        return f'{self._begin(shares)}{head_rows}{body}</table:table><text:p text:style-name="P"/>'


def _cell(style: str, kind: str, text: str, span: int) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" table:number-columns-spanned="{span}">'
        f'<text:p text:style-name="{kind}">{escape(text)}</text:p></table:table-cell>'
        + "<table:covered-table-cell/>"
        * (span - 1)
    )


def _fill(count: int) -> str:
    return "<table:table-cell><text:p/></table:table-cell>" * count
