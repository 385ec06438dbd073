"""Files are read as what they hold; known other kinds are told by content and by name."""

from __future__ import annotations

import pytest

from protokollparser.core.errors import InputError
from protokollparser.ingest.media_types import PDF, TEXT, recognise


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04rest", "protokoll.docx"),
        (b"PK\x03\x04rest", "protokoll.txt"),
        (b"PK\x03\x04rest", "protokoll.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "protokoll.doc"),
        (b"{\\rtf1\\ansi text}", "protokoll.txt"),
        (b"GIF89a", "bild.gif"),
        (b"\n<!DOCTYPE HTML><html>", "protokoll.txt"),
        (b"\xef\xbb\xbf<html><body>", "protokoll.pdf"),
        (b"Return-Path: <a@b.se>\nReceived: from x", "protokoll.txt"),
        (b"From: a@b.se\nSubject: Kallelse\n", "kallelse.eml"),
        (b"plain words", "protokoll.ODT"),
    ],
)
def test_other_kinds_are_told_and_not_read(content: bytes, name: str) -> None:
    with pytest.raises(InputError) as caught:
        recognise(content, name)
    assert caught.value.code == "unsupported_type"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"II*\x00", "image/tiff"),
        (b"MM\x00*", "image/tiff"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
    ],
)
def test_a_picture_is_one_under_any_name(content: bytes, kind: str) -> None:
    assert recognise(content, "protokoll.txt") == kind


@pytest.mark.parametrize("name", ["protokoll.pdf", "protokoll.txt", "protokoll"])
def test_a_pdf_is_one_under_any_name(name: str) -> None:
    assert recognise(b"%PDF-1.4\n1 0 obj", name) == PDF


def test_the_old_header_is_that_of_a_pdf() -> None:
    assert recognise(b"%!PS-Adobe-3.0 PDF-1.4\n1 0 obj", "protokoll.pdf") == PDF


@pytest.mark.parametrize("name", ["protokoll.txt", "protokoll.dat", "protokoll"])
def test_text_is_text_under_any_name(name: str) -> None:
    assert recognise(b"Protokoll\n", name) == TEXT


def test_a_whole_text_under_pdf_is_read_as_text() -> None:
    assert recognise(b"Kommunstyrelsen beslutar att anta planen.\n" * 20, "protokoll.pdf") == TEXT


@pytest.mark.parametrize("content", [b"404 Not Found\n", b"\x00\x01\x02" * 500])
def test_other_content_under_pdf_is_told(content: bytes) -> None:
    with pytest.raises(InputError) as caught:
        recognise(content, "protokoll.pdf")
    assert caught.value.code == "not_a_pdf"
