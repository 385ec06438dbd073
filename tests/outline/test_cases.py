"""Templates of several municipalities: text in, logical documents, headings and contents lists out.

In the cases ⇥ stands for a tab.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.outline.build import headings_of, outline_of, parts_of

_CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


def _case(path: Path) -> dict[str, Any]:
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {**held, "text": held["text"].replace("⇥", "\t")}


@pytest.mark.parametrize("path", _CASES, ids=lambda path: path.stem)
def test_the_documents_of_a_file(path: Path) -> None:
    case = _case(path)
    assert parts_of(outline_of(case["text"])) == case["parts"]


@pytest.mark.parametrize("path", _CASES, ids=lambda path: path.stem)
def test_the_headings_of_a_file(path: Path) -> None:
    case = _case(path)
    assert headings_of(outline_of(case["text"])) == case["headings"]


@pytest.mark.parametrize("path", [path for path in _CASES if "contents" in _case(path)], ids=lambda p: p.stem)
def test_the_contents_lists_of_a_file(path: Path) -> None:
    case = _case(path)
    outline = outline_of(case["text"])
    lines = outline.layout.lines
    found = [
        [
            lines[c.first].number,
            lines[c.last].number,
            *([e.number, e.title, e.case or e.pages] for e in c.entries),
        ]
        for c in outline.contents
    ]
    assert found == case["contents"]
