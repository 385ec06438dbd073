"""Pages set in columns, read one column after the other."""

from __future__ import annotations

from protokollparser.core.document import Document, Page, Ruling
from protokollparser.layout.order.reading_order import in_reading_order
from tests.layout.build import by_height, columns_of, printed_page

LEFT = [f"Nämnden beslutar att ärende {number} återremitteras till" for number in "abcdefgh"]
RIGHT = [f"Kontoret ska räkna om förslag {number} före sommaren i" for number in "abcdefgh"]
Words = list[tuple[str, float, float]]


def prose(x: float, lines: list[str], top: float = 100.0) -> Words:
    return [
        (word, x + 5 * len(" ".join(line.split(" ")[:at])) + 5 * bool(at), top + 12 * number)
        for number, line in enumerate(lines)
        for at, word in enumerate(line.split(" "))
    ]


def text_of(*pages: Page) -> str:
    document = Document("0" * 64, "prov.pdf", "application/pdf", 1, pages, text_origin="pdf")
    return "".join(page.text for page in in_reading_order(document).pages)


def test_prose_in_two_columns_is_read_column_by_column() -> None:
    text = text_of(printed_page(by_height(prose(50, LEFT), prose(330, RIGHT))))
    assert [line for line in text.splitlines() if line] == [*LEFT, *RIGHT]


def test_words_keep_their_places() -> None:
    page = printed_page(by_height(prose(50, LEFT), prose(330, RIGHT)))
    document = Document("0" * 64, "prov.pdf", "application/pdf", 1, (page,), text_origin="pdf")
    (ordered,) = in_reading_order(document).pages
    word = next(word for word in ordered.words if ordered.text[word.start : word.end] == "Kontoret")
    assert (word.x0, word.top) == (330.0, 100.0)


def test_a_table_of_labels_and_figures_is_read_row_by_row() -> None:
    rows = [(f"Verksamhet {number}", "1 234", "5 678") for number in "abcdefgh"]
    page = printed_page(columns_of([50.0, 400.0, 500.0], rows))
    assert text_of(page) == page.text


def test_a_table_over_both_columns_stays_whole_between_them() -> None:
    rows = [("Ort", "Antal", "Andel", "Summa"), ("Norrby", "1", "2", "3"), ("Söderby", "4", "5", "6")]
    table = columns_of([50.0, 260.0, 400.0, 580.0], rows, 230)
    rules = tuple(Ruling(50, y, 580, y) for y in (228, 243, 272))
    words = by_height(prose(50, LEFT), prose(330, RIGHT), table, prose(50, LEFT, 300), prose(330, RIGHT, 300))
    lines = [line for line in text_of(printed_page(words, rules)).splitlines() if line]
    middle = [" ".join(row) for row in rows]
    assert lines == [*LEFT, *RIGHT, *middle, *LEFT, *RIGHT]


def test_a_gutter_known_from_one_page_holds_on_the_next() -> None:
    first = printed_page(by_height(prose(50, LEFT), prose(330, RIGHT)))
    short = by_height(
        prose(50, ["Förslag", "Yrkande", "Ajournering", "Avslag"]),
        prose(330, ["Yttrande", "Bifall", "Jäv", "Beslut"]),
    )
    text = text_of(first, printed_page(short, number=2))
    assert text.index("Avslag") < text.index("Yttrande")


def test_tables_in_columns_are_told_by_rules_that_end_at_the_gutter() -> None:
    left = columns_of([50.0, 280.0], [("Konto", "Kr"), ("Mat", "10"), ("Hyra", "20"), ("El", "30")])
    right = columns_of(
        [330.0, 560.0], [("Fond", "Kr"), ("Skog", "40"), ("Vatten", "50"), ("Park", "60")], 107
    )
    rules = [Ruling(50, y, 282, y) for y in (98.0, 112.0, 154.0)]
    rules += [Ruling(328, y + 7, 560, y + 7) for y in (98.0, 112.0, 154.0)]
    lines = text_of(printed_page(by_height(left, right), tuple(rules))).split()
    assert lines.index("El") < lines.index("Fond")


def test_a_ruled_table_beside_a_few_lines_is_read_after_them() -> None:
    rows = [
        ("", "2023", "2022"),
        ("Grundskola", "10", "11"),
        ("Fritids", "12", "13"),
        ("Gymnasium", "9", "8"),
    ]
    table = columns_of([332.0, 450.0, 500.0], rows, 104, 15)
    rules = tuple(Ruling(330, y, 505, y) for y in (100, 117, 150, 164))
    words = by_height(prose(50, ["Bokslut", "Nettokostnader", "Belopp i tkr"], 100), table)
    lines = [line for line in text_of(printed_page(words, rules)).splitlines() if line]
    assert lines == ["Bokslut", "Nettokostnader", "Belopp i tkr", *(" ".join(row).strip() for row in rows)]


def test_labels_left_of_the_rules_of_their_figures_are_read_with_them() -> None:
    rows = [("Ort", "2023", "2022"), ("Norrby", "10", "11"), ("Söderby", "12", "13"), ("Västby", "9", "8")]
    rules = tuple(Ruling(330, y, 505, y) for y in (97, 115, 140, 170))
    page = printed_page(columns_of([50.0, 400.0, 500.0], rows), rules)
    assert text_of(page) == page.text
