"""Page text is put together from placed words, line by line."""

from __future__ import annotations

from protokollparser.core.document import Words
from protokollparser.ingest import pdf_text
from protokollparser.ingest.pdf_text import Printed, Token


def token(text: str, x0: float, top: float, width: float | None = None) -> Token:
    return Token(text, x0, top, x0 + (width or 5.0 * len(text)), top + 10.0, 10.0, False)


def compose_page(tokens: list[Token]) -> tuple[str, Words]:
    return pdf_text.compose_page(Printed.of(tokens))


def test_words_on_one_line_are_parted_by_one_space() -> None:
    text, _ = compose_page([token("beslutar", 58, 50), token("Nämnden", 20, 50)])
    assert text == "Nämnden beslutar\n"


def test_white_as_wide_as_between_columns_is_a_tab() -> None:
    text, words = compose_page([token("Plats", 20, 50), token("Rådhuset", 120, 50), token("Norrby", 165, 50)])
    assert text == "Plats\tRådhuset Norrby\n"
    assert [text[word.start : word.end] for word in words] == ["Plats", "Rådhuset", "Norrby"]


def test_a_stretched_line_has_no_columns() -> None:
    placed = [
        token(word, 20.0 + 30 * at, 50, 14)
        for at, word in enumerate(["att", "en", "vid", "mål", "i", "det", "län"])
    ]
    assert compose_page(placed)[0] == "att en vid mål i det län\n"


def test_offsets_of_words_slice_to_them() -> None:
    text, words = compose_page([token("Summa", 20, 50), token("1", 200, 50.8), token("200", 208, 50.8)])
    assert [text[word.start : word.end] for word in words] == ["Summa", "1", "200"]


def test_pieces_of_one_word_are_joined() -> None:
    text, _ = compose_page([token("Be", 20, 50, 10), token("slut", 30.2, 50, 20)])
    assert text == "Beslut\n"


def test_a_wide_step_between_lines_is_a_blank_line() -> None:
    lines = [token("ett", 20, 50), token("två", 20, 62), token("tre", 20, 74), token("fyra", 20, 100)]
    assert compose_page(lines)[0] == "ett\ntvå\ntre\n\nfyra\n"


def test_paragraphs_of_one_line_are_parted_though_most_steps_are_theirs() -> None:
    tops = [50, 69, 88, 107, 119, 138, 150, 169]
    lines = [token(f"rad{at}", 20, top) for at, top in enumerate(tops)]
    lines.append(token("bred", 20, 190, 400))
    assert compose_page(lines)[0] == "rad0\n\nrad1\n\nrad2\n\nrad3\nrad4\n\nrad5\nrad6\n\nrad7\n\nbred\n"


def test_full_lines_in_wide_leading_go_on_beside_a_tight_list() -> None:
    listed = [token(f"namn{at}", 20, 50 + 11 * at) for at in range(4)]
    prose = [token(f"prosa{at}", 20, 102 + 17 * at, 400) for at in range(6)]
    text = compose_page([*listed, *prose])[0]
    assert "prosa0\nprosa1\nprosa2\nprosa3\nprosa4\nprosa5\n" in text


def test_a_raised_sign_stays_on_its_line() -> None:
    text, _ = compose_page([token("Tidplan", 20, 50), Token("1", 58, 47, 61, 54, 6.0, False)])
    assert text == "Tidplan 1\n"


def test_no_words_make_no_text() -> None:
    assert compose_page([]) == ("", Words.of(()))
