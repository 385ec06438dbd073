"""Tables in the layouts that were once unseen are read as well as they were: a small story or two in each."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.tables import score_folder

from protokollparser.core.rules import load
from tests.printing.annual import make_report
from tests.printing.made_up import make_story
from tests.printing.prints import UNTUNED, print_in

STORIES = {"annual": make_report(1), "made-up": make_story(1)}
# Recall and precision of figures, and tables found, a little under what was measured last: fonts differ.
LEAST = {
    ("office", "annual"): (0.98, 0.98, 9),
    ("leaders", "annual"): (0.98, 0.98, 9),
    ("leaders", "made-up"): (0.93, 0.95, 7),
    ("ledger", "annual"): (1.0, 1.0, 9),
    ("ledger", "made-up"): (1.0, 1.0, 11),
    ("typed", "annual"): (0.9, 0.93, 9),
    ("typed", "made-up"): (0.87, 0.87, 9),
}


@pytest.mark.parametrize(("layout", "story"), LEAST)
def test_tables_of_a_layout_are_read_as_well_as_before(tmp_path: Path, layout: str, story: str) -> None:
    engine = UNTUNED[layout]
    if not engine.runs():
        pytest.skip(f"{engine.needs} is not installed here, so its layout cannot be printed")
    tally = score_folder(print_in(STORIES[story], layout, 0, tmp_path / layout), load())
    recall, precision, _ = tally.shares
    measured = (recall, precision, tally.found)
    assert all(have >= least for have, least in zip(measured, LEAST[layout, story], strict=True)), tally
