import json
import re
from pathlib import Path

import pytest
from nbclient.exceptions import CellExecutionError

from protokollparser.api.views import Views
from protokollparser.cli import docs
from protokollparser.cli.notebooks import notebook_page

PAGE = docs.ROOT / "docs" / "python.md"


def test_the_lines_of_the_page_run_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs.corpus_store(docs.ROOT, tmp_path).close()
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(block, PAGE.name, "exec"), names)
    assert str(names["place"]).startswith("corpus/")


def test_the_page_lists_every_view_with_its_filters() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    methods = {name: method for name, method in vars(Views).items() if not name.startswith("_")}
    listed = {name: set(" ".join(re.findall(r"`([^`]+)`", told)).split()) for name, told in rows}
    taken = {name: set(method.__annotations__) - {"return"} for name, method in methods.items()}
    assert listed == taken


def test_the_notebook_holds_nothing_of_the_machine_that_ran_it() -> None:
    page = (docs.ROOT / "docs" / "protokollparser.ipynb").read_text(encoding="utf-8")
    assert str(docs.ROOT) not in page
    assert not re.search(r'"/(?:tmp|home|root|Users)|"execution_count": \d', page)
    assert [output for cell in json.loads(page)["cells"] for output in cell.get("outputs", ())]


def test_a_notebook_is_run_anew_and_one_that_fails_says_so(tmp_path: Path) -> None:
    cells = [
        {
            "cell_type": "code",
            "id": "a",
            "metadata": {},
            "source": "1 + 1",
            "outputs": [],
            "execution_count": 7,
        }
    ]
    page = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (cell,) = json.loads(notebook_page(json.dumps(page), tmp_path))["cells"]
    assert (cell["outputs"][0]["data"], cell["execution_count"]) == ({"text/plain": ["2"]}, None)
    cells[0]["source"] = "1 / 0"
    with pytest.raises(CellExecutionError):
        notebook_page(json.dumps(page), tmp_path)
