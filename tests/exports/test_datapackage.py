import json
import zipfile
from pathlib import Path

import pytest
from frictionless import Package, system

from protokollparser.core.errors import StoreError
from protokollparser.exports.datapackage import export
from protokollparser.store import Store
from tests.exports.test_export import TEXT, filled


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "x.duckdb")


def problems(place: Path) -> list[list[object]]:
    with system.use_context(trusted=True):
        return Package(str(place)).validate().flatten(["name", "rowNumber", "type", "note"])


def test_a_package_is_valid_with_its_keys_and_references(store: Store, tmp_path: Path) -> None:
    count = export(store, tmp_path / "out", licence="CC0-1.0")
    descriptor = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert len(descriptor["resources"]) == count
    assert descriptor["licenses"] == [{"name": "CC0-1.0"}]
    assert problems(tmp_path / "out" / "datapackage.json") == []


def test_a_reference_that_leads_nowhere_is_found_by_the_validator(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "out")
    source = tmp_path / "out" / "source.csv"
    source.write_text(source.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    kinds = {kind for _, _, kind, _ in problems(tmp_path / "out" / "datapackage.json")}
    assert {"foreign-key", "hash-count", "byte-count"} <= kinds


def test_a_package_as_one_file_holds_the_same_and_is_the_same_every_time(
    store: Store, tmp_path: Path
) -> None:
    export(store, tmp_path / "out")
    for name in ("a.zip", "b.zip"):
        export(store, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert problems(tmp_path / "a.zip") == []


def test_identity_numbers_are_masked_unless_they_are_asked_for(store: Store, tmp_path: Path) -> None:
    assert "811228-9874" in TEXT
    for unmasked in (False, True):
        export(store, tmp_path / str(unmasked), unmasked=unmasked)
        texts = (tmp_path / str(unmasked) / "page.csv").read_text("utf-8")
        assert ("811228-9874" in texts) is unmasked


def test_figures_keep_every_digit_and_types(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "out")
    rows = Package(str(tmp_path / "out" / "datapackage.json")).get_resource("table-cell").read_rows()
    assert {(str(row["value"]), row["candidates"].__class__) for row in rows} == {("1250", list)}


def test_a_place_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", "utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        export(store, tmp_path / "taken")
    assert (tmp_path / "taken").read_text("utf-8") == "x"
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("x.")] == ["taken"]
