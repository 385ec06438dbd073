import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokollparser.core.answers import Answer
from protokollparser.exports import xlsx
from protokollparser.exports.batches import distinct
from protokollparser.exports.forms import FILES, TEXTS, pieces, write

LIVE = ["=1+1", "+46 70", "-SUMMA(A1)", "@a", "\t=1", "\r=1", '=HYPERLINK("http://a")']


def answer(*types: str, **columns: pa.Array) -> Answer:
    batch = pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))
    return Answer(batch.schema, types or ("",) * len(columns), iter([batch]))


def written(told: Answer, form: str, *, excel: bool = False, unmasked: bool = False) -> str:
    return "".join(pieces(told, form, unmasked=unmasked, excel=excel))


def workbook(told: Answer, place: Path) -> list[list[Any]]:
    write(told, "xlsx", place, unmasked=False)
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(place).active.iter_rows()]


def test_ndjson_is_an_object_a_line() -> None:
    told = answer("INTEGER", "JSON", a=pa.array([1, None]), b=pa.array(['{"c": 1}', None]))
    assert written(told, "ndjson") == '{"a": 1, "b": {"c": 1}}\n{"a": null, "b": null}\n'


def test_a_second_column_of_one_name_is_not_lost() -> None:
    batch = pa.RecordBatch.from_arrays([pa.array([1]), pa.array([2])], names=["id", "id"])
    assert json.loads(written(Answer(batch.schema, ("", ""), iter([batch])), "json")) == [
        {"id": 1, "id_2": 2}
    ]
    assert distinct(["a", "a", "a_2", "a"]) == ["a", "a_2", "a_2_2", "a_3"]


def test_csv_for_excel_has_semicolons_commas_and_a_mark() -> None:
    figures = pa.array([Decimal("1234.50"), None], pa.decimal128(9, 2))
    told = answer(a=figures, b=pa.array(["x;y", ""]), c=pa.array([True, None]))
    assert written(told, "csv", excel=True) == '\ufeffa;b;c\r\n1234,5;"x;y";true\r\n;"";\r\n'


@pytest.mark.parametrize("text", LIVE)
def test_csv_for_excel_holds_no_formula(text: str) -> None:
    told = written(answer(a=pa.array([text])), "csv", excel=True).split("\r\n", 1)[1]
    assert told.lstrip('"').startswith("'")


def test_a_negative_figure_that_is_a_text_stays_as_it_is_in_csv_for_excel() -> None:
    assert written(answer(a=pa.array(["-402"])), "csv", excel=True).endswith("\r\n-402\r\n")


def test_markdown_shows_just_the_letters_of_a_cell() -> None:
    told = answer("VARCHAR", "INTEGER", a=pa.array(["x|y\n<b>", None]), n=pa.array([1, 2]))
    assert written(told, "markdown") == "| a | n |\n| --- | ---: |\n| x\\|y<br>\\<b\\> | 1 |\n|  | 2 |\n"


def test_a_workbook_keeps_types(tmp_path: Path) -> None:
    told = answer(
        n=pa.array([Decimal("-402.50")], pa.decimal128(38, 6)), d=pa.array([date(2021, 12, 16)]),
        t=pa.array([datetime(2021, 12, 16, 9, 30)], pa.timestamp("us")), b=pa.array([True]),
        e=pa.array([None], pa.string()), s=pa.array(["å"]), l=pa.array([[1, 2]]),
    )  # fmt: skip
    assert workbook(told, tmp_path / "a.xlsx") == [
        ["n", "d", "t", "b", "e", "s", "l"],
        [-402.5, datetime(2021, 12, 16), datetime(2021, 12, 16, 9, 30), True, None, "å", "[1, 2]"],
    ]


@pytest.mark.parametrize("text", LIVE)
def test_a_workbook_holds_no_formula(tmp_path: Path, text: str) -> None:
    told = answer(a=pa.array([text]))
    write(told, "xlsx", tmp_path / "a.xlsx", unmasked=False)
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["A2"]
    assert cell.data_type in {"s", "inlineStr"}
    assert cell.hyperlink is None


def test_a_workbook_tells_early_dates_and_long_figures_as_texts(tmp_path: Path) -> None:
    figures = pa.array([Decimal("123456789012345.678"), Decimal("1E+20")], pa.decimal128(38, 3))
    told = answer(d=pa.array([date(1897, 5, 1), date(1900, 1, 1)]), n=figures)
    assert workbook(told, tmp_path / "a.xlsx")[1:] == [
        ["1897-05-01", "123456789012345.678"],
        [datetime(1900, 1, 1), "100000000000000000000"],
    ]


def test_a_workbook_cuts_texts_that_have_no_room_and_tells_how_many(tmp_path: Path) -> None:
    told = answer(a=pa.array(["x" * 40_000, "a\x00b\x0bc", "x" * 32_767]))
    assert write(told, "xlsx", tmp_path / "a.xlsx", unmasked=False) == 1
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(values_only=True))
    assert [len(str(text)) for (text,) in rows] == [1, 32_767, 5, 32_767]


def test_rows_beyond_a_sheet_go_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_ROWS", 3)
    write(answer(a=pa.array(range(5))), "xlsx", tmp_path / "a.xlsx", unmasked=False)
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in sheets] == [
        ["a", 0, 1],
        ["a", 2, 3],
        ["a", 4],
    ]


def test_parquet_keeps_types_for_pandas_and_polars(tmp_path: Path) -> None:
    told = answer(
        n=pa.array([Decimal("1.50")], pa.decimal128(9, 2)), d=pa.array([date(1897, 5, 1)]), l=pa.array([[1]])
    )
    write(told, "parquet", tmp_path / "a.parquet", unmasked=False)
    assert pq.read_schema(tmp_path / "a.parquet").field("n").type == pa.decimal128(9, 2)
    assert pandas.read_parquet(tmp_path / "a.parquet")["n"][0] == Decimal("1.50")
    assert polars.read_parquet(tmp_path / "a.parquet").schema["d"] == polars.Date


@pytest.mark.parametrize("form", [*TEXTS, *FILES])
def test_an_answer_without_rows_is_written_in_every_form(tmp_path: Path, form: str) -> None:
    schema = pa.schema([("a", pa.string())])
    write(Answer(schema, ("VARCHAR",), iter([])), form, tmp_path / "a", unmasked=False)
    assert (tmp_path / "a").exists()


@pytest.mark.parametrize("form", [*TEXTS, *FILES])
def test_identity_numbers_are_masked_wherever_they_stand(tmp_path: Path, form: str) -> None:
    told = answer(
        a=pa.array(["sade 811228-9874"]), b=pa.array([["811228-9874"]]), c=pa.array([198112289874]),
        d=pa.array([{"e": "811228-9874"}]),
        f=pa.array([[("k", "811228-9874")]], pa.map_(pa.string(), pa.string())),
        g=pa.array(["811228-9874"]).dictionary_encode(),
    )  # fmt: skip
    write(told, form, tmp_path / "a", unmasked=False)
    held = (tmp_path / "a").read_bytes() if form != "parquet" else str(pq.read_table(tmp_path / "a")).encode()
    assert b"9874" not in held


@given(
    st.lists(
        st.tuples(
            st.none() | st.text(),
            st.none() | st.decimals(allow_nan=False, places=2, min_value=-(10**9), max_value=10**9),
        )
    )
)
def test_json_and_csv_lose_nothing(rows: list[tuple[str | None, Decimal | None]]) -> None:
    texts, figures = [row[0] for row in rows], [row[1] for row in rows]
    columns = {"t": pa.array(texts, pa.string()), "n": pa.array(figures, pa.decimal128(18, 2))}
    found = json.loads(
        written(answer("VARCHAR", "DECIMAL", **columns), "json", unmasked=True), parse_float=Decimal
    )
    assert [(row["t"], row["n"]) for row in found] == rows
    lines = [
        json.loads(line) for line in written(answer(**columns), "ndjson", unmasked=True).split("\n") if line
    ]
    assert [row["t"] for row in lines] == texts
