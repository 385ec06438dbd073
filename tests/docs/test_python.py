import re
from pathlib import Path

import pytest

from protokollparser.api.views import Views
from protokollparser.cli import docs

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
