"""What the kinds of planted faults change."""

from __future__ import annotations

import random

import pytest

from tests.mutations import KINDS, Kind, Original
from tests.mutations.originals import CORPUS, read_original


@pytest.fixture(scope="module")
def texts() -> list[Original]:
    names = ("lulea-minutes-2021-12-16", "ludvika-summons-2023-05-08", "templates/council-votes-2019")
    return [read_original(CORPUS / name / "source.txt") for name in names]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_change_is_one_fault_on_the_line_that_it_names(kind: Kind, texts: list[Original]) -> None:
    for text in texts:
        for change in list(kind.changes(text, random.Random(1)))[:3]:
            assert change.text != text.text
            assert change.new in change.text
            assert 1 <= change.line <= change.text.count("\n") + 1
            assert set(kind.checks)
