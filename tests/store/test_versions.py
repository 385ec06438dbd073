"""Which of several versions of a document counts."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest

from protokollparser.columns.fingerprints import fingerprints
from protokollparser.core.document import Page
from protokollparser.core.records.documents import FurnitureMark, LogicalDocument
from protokollparser.store.versions import Verdicts, Version, resemblance
from tests.store.made import document

DAY = date(2023, 5, 8)
WORDS = (
    "Nämnden godkänner rapporten för perioden och uppdrar åt förvaltningen att återkomma med förslag till "
    "åtgärder för verksamheten vid nästa sammanträde. Kostnaderna blev {a} tkr och budgeten var {b} tkr. "
    "Ordföranden finner att nämnden beslutar enligt förslaget. Anna Ek och Bo Alm utses att justera dagens "
    "protokoll tillsammans med ordföranden den 11 maj 2023 på kommunkontoret. Ärendet skickas till styrelsen."
)
TEXT = WORDS.format(a=4512, b=4600)


def version(text: str = TEXT, name: str = "a", **changes: object) -> Version:
    made = document(text)
    top = LogicalDocument(
        span=made.span(1, 0, len(text)), rule_id="KI01", kind="minutes", page_first=1, page_last=1
    )
    print_ = next(fingerprints([top], made.pages, made.source_id))
    plain = Version(
        document_id=name, kind="minutes", title=None, body="Kulturnämnden", host=None, case_number=None,
        days=frozenset({DAY}), period=(None, None), paragraphs=(1, 9), draft=False, signed=False, whole=True,
        origin="text", words=print_.words, shingles=print_.shingles, figures=print_.figures, parents=(),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def links(*versions: Version) -> tuple[dict[str, str], dict[str, str]]:
    """Return the links of versions, the same whatever their order."""
    found = []
    for order in itertools.permutations(versions):
        verdicts = Verdicts()
        for one, other in itertools.combinations(order, 2):
            verdicts.judge(one, other)
        made = verdicts.links()
        found.append((dict(made.same_as), dict(made.supersedes)))
    assert all(one == found[0] for one in found)
    return found[0]


def test_the_text_of_a_printed_file_is_the_same_document() -> None:
    printed = version(
        TEXT.replace("förvaltningen att", "förvalt-\nningen\natt") + " Sida 31", "b", origin="pdf"
    )
    assert links(version(), printed) == ({"b": "a"}, {})


def test_a_scan_with_misread_letters_is_the_same_document() -> None:
    scan = TEXT.replace("rapporten", "rapponen").replace("4512", "4572").replace("åtgärder", "atgärder")
    assert links(version(scan, "a", origin="ocr"), version(name="b")) == ({"a": "b"}, {})


def test_another_figure_makes_another_document() -> None:
    assert links(version(), version(WORDS.format(a=4521, b=4600), "b")) == ({}, {})


@pytest.mark.parametrize("change", [{"body": "Tekniska nämnden"}, {"days": frozenset({date(2023, 6, 8)})}])
def test_a_scan_with_other_figures_of_another_body_or_day_is_another_document(
    change: dict[str, object],
) -> None:
    scan = version(WORDS.format(a=4572, b=4600), "b", origin="ocr", **change)
    assert links(version(), scan) == ({}, {})


def test_a_print_that_was_read_as_another_kind_is_the_same_document() -> None:
    assert links(version(), version(name="b", kind="report")) == ({"b": "a"}, {})


def test_what_calls_to_a_meeting_is_never_its_minutes() -> None:
    assert links(version(), version(name="b", kind="summons")) == ({}, {})


def test_a_marked_draft_is_replaced_though_its_figures_differ() -> None:
    draft = version(WORDS.format(a=4000, b=4600), "a", draft=True)
    assert links(draft, version(name="b")) == ({}, {"b": "a"})


def test_an_unsigned_version_is_replaced_by_the_signed_one() -> None:
    draft = version(WORDS.format(a=4000, b=4600), "a")
    assert links(draft, version(name="b", signed=True)) == ({}, {"b": "a"})


def test_drafts_form_a_chain_and_copies_of_drafts_hang_on_them() -> None:
    first = version(WORDS.format(a=4000, b=4600), "a", draft=True)
    second = version(WORDS.format(a=4400, b=4600) + " Tillagd mening sist.", "b", draft=True)
    copy = replace(second, document_id="c", origin="pdf")
    assert links(first, second, copy, version(name="d")) == ({"c": "b"}, {"d": "b", "b": "a"})


def test_a_draft_of_another_meeting_stays() -> None:
    draft = version(name="a", draft=True, days=frozenset({date(2023, 6, 8)}))
    assert links(draft, version(name="b")) == ({}, {})


def test_what_contains_a_document_is_not_its_copy() -> None:
    assert links(version(name="a", kind="report"), version(name="b", kind="report", parents=("a",))) == (
        {},
        {},
    )


def test_a_file_of_its_own_counts_before_a_copy_in_another_file() -> None:
    assert links(version(name="a", parents=("x",)), version(name="b")) == ({"a": "b"}, {})


def test_few_words_tell_nothing() -> None:
    assert links(version("Dagordning 2023", "a"), version("Dagordning 2023", "b")) == ({}, {})


def test_page_furniture_counts_for_nothing() -> None:
    head = "Kulturnämnden protokoll sida 17 av 35 dokument 998877\n"
    made = document(head + TEXT)
    top = LogicalDocument(
        span=made.span(1, 0, len(head + TEXT)), rule_id="KI01", kind="minutes", page_first=1, page_last=1
    )
    aside = FurnitureMark(span=made.span(1, 0, len(head)), rule_id="x", kind="running_head")
    print_ = next(fingerprints([top, aside], [Page(1, head + TEXT)], made.source_id))
    assert (print_.shingles, print_.figures) == (version().shingles, version().figures)


def test_unlike_texts_do_not_resemble_each_other() -> None:
    assert resemblance(version(), version(" ".join(reversed(TEXT.split())))) < 0.1
