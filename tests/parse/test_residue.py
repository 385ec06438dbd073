"""Claimed lines, furniture and residue together are all printed lines, none twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from protokollparser.core.layout import Furniture
from protokollparser.core.reading import Ledger
from protokollparser.core.records.base import Printed
from protokollparser.core.records.documents import Claim, FurnitureMark, Residue
from protokollparser.parse import claims, furniture, residue
from tests.parse.sources import ledger, rules

TEXT = "ett\ntvå\n\ntre\nfyra\nfem\n\nsex\nsju"


def read(book: Ledger) -> None:
    for reader in (furniture, claims, residue):
        reader.read(book, rules())


def lines(record: Printed) -> list[int]:
    return [n for span in (record.span, *record.more) for n in range(span.line_start, span.line_end + 1)]


def test_neighbours_without_rule_are_one_residue() -> None:
    book = ledger(TEXT)
    book.claim(0, 0, "rule")
    book.claim(7, 7, "rule")
    read(book)
    assert [record.text for record in book.of(Residue)] == ["två\ntre\nfyra\nfem", "sju"]


def test_lines_of_one_rule_are_one_claim_over_a_blank() -> None:
    book = ledger(TEXT)
    book.claim(0, 3, "rule")
    read(book)
    assert [(record.rule_id, record.line_count) for record in book.of(Claim)] == [("rule", 3)]


def test_furniture_parts_a_claim() -> None:
    book = ledger(TEXT)
    book.layout = replace(book.layout, furniture=(Furniture(3, 3, "page_number", "layout:foot"),))
    book.outline = replace(book.outline, layout=book.layout)
    book.claim(0, 8, "rule")
    read(book)
    assert [record.line_count for record in book.of(Claim)] == [2, 4]
    assert [record.kind for record in book.of(FurnitureMark)] == ["page_number"]


@given(st.lists(st.sampled_from(["a", "b", "furniture", None]), min_size=9, max_size=9))
def test_every_printed_line_is_told_once(owners: list[str | None]) -> None:
    book = ledger(TEXT)
    printed = [line.index for line in book.layout.lines if line.text]
    marks = tuple(Furniture(i, i, "foot", "layout:foot") for i in printed if owners[i] == "furniture")
    book.layout = replace(book.layout, furniture=marks)
    book.outline = replace(book.outline, layout=book.layout)
    for index in printed:
        if owners[index] in ("a", "b"):
            book.claim(index, index, str(owners[index]))
    read(book)
    told = Counter(
        n
        for kind in (Claim, FurnitureMark, Residue)
        for record in book.of(kind)
        for n in lines(record)
        if book.layout.lines[n - 1].text
    )
    assert told == Counter(index + 1 for index in printed)
