"""Character sets are told by how Swedish the text reads, from one line up."""

from __future__ import annotations

import pytest

from protokollparser.ingest.encodings import decode

LINES = (
    "Närvarande ledamöter",
    "ÄRENDEN",
    "Övrigt",
    "§ 12 Årsredovisning för år 1994",
    "Kommunstyrelsens arbetsutskott föreslår att ärendet återremitteras.",
    "Björn Åkesson (S)",
)
SETS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-15", "iso-8859-1", "cp850", "mac-roman")
SEVEN_BIT = str.maketrans("ÅÄÖåäö", "][\\}{|")


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("line", LINES)
def test_one_line_is_read_in_each_set(name: str, line: str) -> None:
    assert decode(line.encode(name)).text == line


@pytest.mark.parametrize("line", LINES)
def test_one_line_is_read_in_code_page_865(line: str) -> None:
    printed = line.replace("§ ", "")
    assert decode(printed.encode("cp865")).text == printed


@pytest.mark.parametrize("line", LINES)
def test_one_line_is_read_in_seven_bits(line: str) -> None:
    printed = line.replace("§ ", "Paragraf ")
    decoded = decode(printed.translate(SEVEN_BIT).encode("ascii"))
    assert (decoded.text, decoded.encoding) == (printed, "iso646-se")


@pytest.mark.parametrize(
    "text",
    [
        "| Namn | Parti |\n|------|-------|\n| Anna | S |",
        "|kommun|belopp|\n|Lund|3|",
        r"\frac{a}{b} och \sqrt{x}",
        'function f(x) { return x[0] | y; }\nvar o = {"namn": [1, 2]};',
        "Se [bilaga](bilaga.pdf) och {{mall}}",
        "C:\\Users\\anna\\protokoll",
        "rtf|pdf",
    ],
)
def test_braces_and_bars_of_tables_formulas_and_code_stay(text: str) -> None:
    assert decode(text.encode("ascii")).text == text


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_part_of_the_text(name: str) -> None:
    assert decode("Ärendet bordläggs\n".encode(name)).text == "Ärendet bordläggs\n"


def test_signs_of_windows_1252_tell_it_from_iso_8859_1() -> None:
    printed = "Förslaget – ”min skolskjuts” – kostar 1 200 €"
    decoded = decode(printed.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (printed, "cp1252")


def test_the_euro_sign_tells_iso_8859_15() -> None:
    printed = "Avgiften är 12 € per år"
    decoded = decode(printed.encode("iso-8859-15"))
    assert (decoded.text, decoded.encoding) == (printed, "iso-8859-15")


def test_the_paragraph_sign_of_dos_is_read_from_its_control_code() -> None:
    assert decode(b"\x15 12 \x8frsredovisning f\x94r n\x84mnden").text == "§ 12 Årsredovisning för nämnden"


def test_a_damaged_place_does_not_change_the_set_of_the_rest() -> None:
    content = "Ledamöterna återkommer på måndag. Åtgärder föreslås.".encode() + b" n\xe4r"
    decoded = decode(content)
    assert decoded.text.startswith("Ledamöterna återkommer")
    assert (decoded.encoding, decoded.misfits) == ("utf-8", 1)


def test_plain_ascii_is_utf_8() -> None:
    assert decode(b"Protokoll 2024-01-10\n").encoding == "utf-8"
