"""The best figures reached may rise, and fall only with a note."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from protokollparser.core.errors import UsageError
from protokollparser.score.matching import Tally
from protokollparser.score.ratchet import fallen, read_best, update


def test_a_first_run_writes_what_was_reached(tmp_path: Path) -> None:
    update(tmp_path / "score.json", {"cells": Tally(10, 10, 9)}, None)
    assert read_best(tmp_path / "score.json") == {"cells": 0.9}


def test_a_fall_beyond_the_slack_is_named() -> None:
    assert fallen({"cells": Tally(10, 10, 9)}, {"cells": 0.95}) == ["cells: F1 0.9000, was 0.9500"]
    assert fallen({"cells": Tally(10, 10, 9)}, {"cells": 0.9015}) == []


def test_lowering_without_a_note_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "score.json"
    update(path, {"cells": Tally(10, 10, 9)}, None)
    with pytest.raises(UsageError, match="cells"):
        update(path, {"cells": Tally(10, 10, 5)}, None)
    assert read_best(path) == {"cells": 0.9}


def test_lowering_with_a_note_keeps_the_note(tmp_path: Path) -> None:
    path = tmp_path / "score.json"
    update(path, {"cells": Tally(10, 10, 9)}, None)
    update(path, {"cells": Tally(10, 10, 5)}, "the truth was wrong in two rows")
    content = json.loads(path.read_text())
    assert content["best"] == {"cells": 0.5}
    assert content["notes"][0]["why"] == "the truth was wrong in two rows"


def test_a_small_fall_never_lowers_the_best(tmp_path: Path) -> None:
    path = tmp_path / "score.json"
    update(path, {"cells": Tally(1000, 1000, 999)}, None)
    update(path, {"cells": Tally(1000, 1000, 998)}, None)
    assert read_best(path) == {"cells": 0.999}
