import csv
import json
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from protokollparser.core.errors import StoreError, UsageError
from protokollparser.core.records import REGISTRY, Record
from protokollparser.core.records.people import Person
from protokollparser.exports.publishing import FORMS, export
from protokollparser.store import Store, open_store
from tests.store.made import document, file, reading, records, source

TEXT = "Nämnden beslutar\natt godkänna\nKostnader\t1 250\nKlart, sade 811228-9874\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "x.duckdb")


def filled(path: Path, *, backwards: bool = False) -> Store:
    one, other = document(TEXT), document(TEXT + "Mer\n", "b.txt", "cd" * 32)
    store = open_store(path)
    for made in (other, one) if backwards else (one, other):
        store.save(reading(made), source(made), [file(made, f"in/{made.file_name}")])
    return store


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_input_gives_the_same_bytes_in_any_order(tmp_path: Path, form: str) -> None:
    for name, backwards in (("one", False), ("two", True)):
        with filled(tmp_path / f"{name}.duckdb", backwards=backwards) as store:
            export(store, form, tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.parametrize("form", FORMS)
def test_every_table_but_the_log_is_written(store: Store, tmp_path: Path, form: str) -> None:
    written = export(store, form, tmp_path / "out")
    assert {path.name for path in written} == {
        f"{name}.{form}"
        for name in set(REGISTRY)
        - {"import_run", "loaded_shard", "removal", "fingerprint", "item_fingerprint"}
    }
    assert set(files(tmp_path / "out")) == {path.name for path in written}


def test_identity_numbers_are_masked_in_every_form(store: Store, tmp_path: Path) -> None:
    for form in FORMS:
        export(store, form, tmp_path / form)
        assert not any(b"811228-9874" in content for content in files(tmp_path / form).values())
    pages = pq.read_table(tmp_path / "parquet" / "page.parquet").column("text").to_pylist()
    assert all("******-****" in text for text in pages)


def test_identity_numbers_are_shown_on_demand(store: Store, tmp_path: Path) -> None:
    export(store, "json", tmp_path / "out", unmasked=True)
    assert b"811228-9874" in files(tmp_path / "out")["page.json"]


def test_json_keeps_every_digit_and_objects(store: Store, tmp_path: Path) -> None:
    export(store, "json", tmp_path / "out")
    cells = json.loads((tmp_path / "out" / "table_cell.json").read_text("utf-8"), parse_float=Decimal)
    assert [cell["value"] for cell in cells] == [1250, 1250]
    people = json.loads((tmp_path / "out" / "person.json").read_text("utf-8"))
    assert people[0]["aliases"] == ["A. Lind"]
    assert json.loads((tmp_path / "out" / "vote.json").read_text("utf-8")) == []


def test_csv_tells_null_from_empty(tmp_path: Path) -> None:
    made = document()
    cell = records(made)[3].model_copy(update={"text": "", "value": None, "missing": ""})
    with open_store(tmp_path / "x.duckdb") as store:
        store.save(reading(made, [cell]), source(made))
        export(store, "csv", tmp_path / "out")
    line = (tmp_path / "out" / "table_cell.csv").read_text("utf-8").splitlines()[1]
    assert ',"",,"",' in line


def test_csv_quotes_what_would_break_it(tmp_path: Path) -> None:
    made = document()
    odd: list[Record] = [Person(name='Lind, "Asta"\nnr 2')]
    with open_store(tmp_path / "x.duckdb") as store:
        store.save(reading(made, odd), source(made))
        export(store, "csv", tmp_path / "out")
    with (tmp_path / "out" / "person.csv").open(encoding="utf-8", newline="") as opened:
        assert [row["name"] for row in csv.DictReader(opened)] == ['Lind, "Asta"\nnr 2']


def test_parquet_keeps_the_types_of_the_database(store: Store, tmp_path: Path) -> None:
    export(store, "parquet", tmp_path / "out")
    schema = pq.read_schema(tmp_path / "out" / "table_cell.parquet")
    assert str(schema.field("value").type) == "decimal128(38, 6)"
    assert str(schema.field("page").type) == "int32"


def test_an_unknown_form_is_a_wrong_call(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        export(store, "docx", tmp_path / "out")


def test_a_failed_export_leaves_nothing_half_written(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError):
        export(store, "json", tmp_path / "out")
    assert (tmp_path / "out").read_text("utf-8") == "a file"
