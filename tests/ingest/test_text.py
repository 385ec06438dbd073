"""Plain text keeps every character; a form feed ends a page and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokollparser.core.document import Document
from protokollparser.core.errors import InputError
from protokollparser.ingest import read


def written(folder: Path, content: bytes, name: str = "protokoll.txt") -> Document:
    path = folder / name
    path.write_bytes(content)
    return read(path)


def code_of(folder: Path, content: bytes, name: str = "protokoll.txt") -> str:
    with pytest.raises(InputError) as caught:
        written(folder, content, name)
    assert "\n" not in str(caught.value)
    return caught.value.code


def test_line_ends_are_kept(tmp_path: Path) -> None:
    assert written(tmp_path, b"ett\r\ntv\xc3\xa5\rtre\n").pages[0].text == "ett\r\ntvå\rtre\n"


def test_decomposed_letters_are_not_composed(tmp_path: Path) -> None:
    printed = "Na\u0308mnden beslo\u0308t"
    assert written(tmp_path, printed.encode()).pages[0].text == printed


def test_a_form_feed_parts_pages_and_lines_count_on(tmp_path: Path) -> None:
    document = written(tmp_path, b"ett\ntv\xc3\xa5\n\ftre\nfyra\n")
    assert [page.text for page in document.pages] == ["ett\ntvå\n", "tre\nfyra\n"]
    assert [page.first_line for page in document.pages] == [1, 3]


def test_a_last_form_feed_opens_no_page(tmp_path: Path) -> None:
    assert len(written(tmp_path, b"ett\n\f").pages) == 1


def test_the_chosen_set_is_stored(tmp_path: Path) -> None:
    assert written(tmp_path, "Närvarande ledamöter".encode("cp1252")).encoding == "cp1252"


def test_bytes_that_do_not_fit_make_the_source_partial(tmp_path: Path) -> None:
    document = written(tmp_path, "Ledamöterna återkommer på måndag, åtgärder föreslås".encode() + b" \xe4r")
    assert (document.status, document.error_code) == ("partial", "damaged")


def test_the_source_is_known_by_its_bytes(tmp_path: Path) -> None:
    first = written(tmp_path, b"samma", "a.txt")
    assert first.source_id == written(tmp_path, b"samma", "b.txt").source_id
    assert first.byte_count == 5


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no_text"),
        (b"abc\x00\x01\x02def" * 20, "not_text"),
        (b"\x01\x02\x03\x04\x05 text", "not_text"),
        (bytes(range(256)) * 4, "not_text"),
    ],
)
def test_content_that_is_no_text(tmp_path: Path, content: bytes, code: str) -> None:
    assert code_of(tmp_path, content) == code


def test_one_stray_control_character_does_no_harm(tmp_path: Path) -> None:
    assert written(tmp_path, b"Protokoll\n\x1bE\nbeslut\n\x1a").pages[0].text == "Protokoll\n\x1bE\nbeslut\n"


def test_a_missing_path_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path / "saknas.txt")
    assert caught.value.code == "missing"


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path)
    assert caught.value.code == "unreadable"


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, _: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError) as caught:
        read(tmp_path / "protokoll.txt")
    assert caught.value.code == "unreadable"
