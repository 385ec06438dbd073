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
    text, _ = compose_page([token("beslutar", 100, 50), token("Nämnden", 20, 50)])
    assert text == "Nämnden beslutar\n"


def test_offsets_of_words_slice_to_them() -> None:
    text, words = compose_page([token("Summa", 20, 50), token("1", 200, 50.8), token("200", 208, 50.8)])
    assert [text[word.start : word.end] for word in words] == ["Summa", "1", "200"]


def test_pieces_of_one_word_are_joined() -> None:
    text, _ = compose_page([token("Be", 20, 50, 10), token("slut", 30.2, 50, 20)])
    assert text == "Beslut\n"


def test_a_wide_step_between_lines_is_a_blank_line() -> None:
    lines = [token("ett", 20, 50), token("två", 20, 62), token("tre", 20, 74), token("fyra", 20, 100)]
    assert compose_page(lines)[0] == "ett\ntvå\ntre\n\nfyra\n"


def test_a_raised_sign_stays_on_its_line() -> None:
    text, _ = compose_page([token("Tidplan", 20, 50), Token("1", 58, 47, 61, 54, 6.0, False)])
    assert text == "Tidplan 1\n"


def test_no_words_make_no_text() -> None:
    assert compose_page([]) == ("", Words.of(()))
