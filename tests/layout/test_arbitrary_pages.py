"""What holds for words and rulings anywhere on a page: nothing is raised, lost or claimed twice."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from protokollparser.core.document import Document, Page, Ruling
from protokollparser.core.layout import Layout
from protokollparser.core.rules import load
from protokollparser.ingest.pdf_text import Printed, Token, compose_page
from protokollparser.layout import arrange

_PRINTED = "Summa 1 200 -45 § 4 Nämnden 2023 jan-apr 12,5 % (mkr) - Sida a) /5 ........ \u2212 \ufffd •"
WORDS = st.sampled_from([*_PRINTED.split(), "a" * 60])
# Where tables stand, where columns of prose stand, and where nothing can stand.
ACROSS = st.one_of(
    st.integers(0, 8).map(lambda column: 60.0 + 60 * column),
    st.sampled_from([57.0, 58.2, 310.0, 311.4]),
    st.floats(-1e4, 1e4),
    st.floats(allow_nan=True, allow_infinity=True, width=32),
)
DOWN = st.one_of(
    st.integers(0, 30).map(lambda line: 60.0 + 14 * line),
    st.floats(0, 842),
    st.floats(-1e9, 1e9),
)
SIZES = st.one_of(st.sampled_from([6.0, 9.0, 10.0, 14.0]), st.floats(0, 300), st.just(1e7))


@st.composite
def tokens(draw: st.DrawFn) -> list[Token]:
    """Return words on lines of a table, and some anywhere."""
    found = []
    for _ in range(draw(st.integers(0, 40))):
        text, x, y, size = draw(WORDS), draw(ACROSS), draw(DOWN), draw(SIZES)
        found.append(Token(text, x, y, x + 0.5 * size * len(text), y + size, size, draw(st.booleans())))
    return found


@st.composite
def ruled(draw: st.DrawFn) -> tuple[Ruling, ...]:
    """Return horizontal and vertical lines, as of a grid and anywhere."""
    place = st.one_of(st.integers(0, 10).map(lambda step: 55.0 + 42 * step), st.floats(-1e6, 1e6))
    found = []
    for _ in range(draw(st.integers(0, 25))):
        a, b, c = draw(place), draw(place), draw(place)
        a, b = min(a, b), max(a, b)
        found.append(Ruling(a, c, b, c) if draw(st.booleans()) else Ruling(c, a, c, b))
    return tuple(found)


def laid_out(pages: list[tuple[list[Token], tuple[Ruling, ...]]]) -> Layout:
    made = []
    for number, (printed, rulings) in enumerate(pages, 1):
        text, words = compose_page(Printed.of(printed))
        made.append(
            Page(number, text, width=595, height=842, text_origin="pdf", words=words, rulings=rulings)
        )
    return arrange(Document("0" * 64, "x.pdf", "application/pdf", 1, tuple(made), text_origin="pdf"), load())


def printed_in(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


PAGES = st.lists(st.tuples(tokens(), ruled()), min_size=1, max_size=2)


@given(tokens())
@settings(deadline=None)
def test_each_character_of_a_page_belongs_to_one_word(printed: list[Token]) -> None:
    text, words = compose_page(Printed.of(printed))
    covered = Counter(at for word in words for at in range(word.start, word.end))
    assert all(count == 1 for count in covered.values())
    assert all(at in covered for at, letter in enumerate(text) if not letter.isspace())
    assert all(text[word.start : word.end].strip() == text[word.start : word.end] for word in words)
    assert printed_in(text) <= printed_in("".join(token.text for token in printed))


@given(PAGES)
@settings(deadline=None)
def test_each_character_stands_on_one_line_and_in_one_cell_at_most_and_always_so(
    pages: list[tuple[list[Token], tuple[Ruling, ...]]],
) -> None:
    layout = laid_out(pages)
    for page in layout.document.pages:
        lines = Counter(
            at for line in layout.lines if line.page == page.number for at in range(line.start, line.end)
        )
        assert all(count == 1 for count in lines.values())
        assert all(at in lines for at, letter in enumerate(page.text) if not letter.isspace())
        cells = Counter(
            at
            for grid in layout.grids
            for row in grid.rows
            for cell in row.cells
            if cell.page == page.number
            for at in range(cell.start, cell.end)
        )
        assert all(count == 1 for count in cells.values())
    held = Counter(index for grid in layout.grids for index in range(grid.first, grid.last + 1))
    assert all(count == 1 for count in held.values())
    assert all(grid.first <= row.first <= row.last <= grid.last for grid in layout.grids for row in grid.rows)
    assert laid_out(pages) == layout
