import json
import shutil
import zipfile
from pathlib import Path

import pytest
from frictionless import Package, system

from protokollparser.core.errors import StoreError
from protokollparser.exports.datapackage import export
from protokollparser.store import Store
from tests.exports.test_export import TEXT, filled


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled(tmp_path_factory.mktemp("store") / "x.duckdb")


@pytest.fixture(scope="module")
def package(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("package") / "out"
    export(store, place, licence="CC0-1.0")
    return place


def problems(place: Path) -> list[list[object]]:
    with system.use_context(trusted=True):
        return Package(str(place)).validate().flatten(["name", "rowNumber", "type", "note"])


def test_a_package_is_valid_with_its_keys_and_references(package: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    assert {one["path"] for one in descriptor["resources"]} == {path.name for path in package.glob("*.csv")}
    assert descriptor["licenses"] == [{"name": "CC0-1.0"}]
    assert problems(package / "datapackage.json") == []


def test_a_reference_that_leads_nowhere_is_found_by_the_validator(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "out")
    source = tmp_path / "out" / "source.csv"
    source.write_text(source.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    place = tmp_path / "out" / "datapackage.json"
    described = json.loads(place.read_text("utf-8"))
    # Few tables: the validator reads what is referred to anew for each.
    described["resources"] = [one for one in described["resources"] if one["name"] in {"source", "document"}]
    place.write_text(json.dumps(described), "utf-8")
    kinds = {kind for _, _, kind, _ in problems(tmp_path / "out" / "datapackage.json")}
    assert {"foreign-key", "hash-count", "byte-count"} <= kinds


def test_a_package_as_one_file_holds_the_same_and_is_the_same_every_time(
    store: Store, package: Path, tmp_path: Path
) -> None:
    for name in ("a.zip", "b.zip"):
        export(store, tmp_path / name, licence="CC0-1.0")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {path.name: path.read_bytes() for path in package.iterdir()}


def test_identity_numbers_are_masked_unless_asked_for(store: Store, package: Path, tmp_path: Path) -> None:
    assert "811228-9874" in TEXT
    assert "811228-9874" not in (package / "page.csv").read_text("utf-8")
    export(store, tmp_path / "out", unmasked=True)
    assert "811228-9874" in (tmp_path / "out" / "page.csv").read_text("utf-8")


def test_figures_keep_every_digit_and_types(package: Path) -> None:
    rows = Package(str(package / "datapackage.json")).get_resource("table-cell").read_rows()
    assert {(str(row["value"]), row["candidates"].__class__) for row in rows} == {("1250", list)}


def test_a_place_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", "utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        export(store, tmp_path / "taken")
    assert (tmp_path / "taken").read_text("utf-8") == "x"
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
