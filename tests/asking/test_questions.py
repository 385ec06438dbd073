from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from protokollparser.asking import Limits, ask
from protokollparser.core.errors import LimitError, StoreError, UsageError
from protokollparser.store import open_store
from tests.store.made import document, file, reading, source

SMALL = Limits(seconds=20, memory=400 << 20)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "arkiv.duckdb"
    made = document("Nämnden beslutar\natt godkänna\nKostnader\t1 250\nKlart\n")
    with open_store(path) as store:
        store.save(reading(made), source(made), [file(made, "in/a.txt")])
    return path


def rows(database: Path, sql: str, **parameters: object) -> list[tuple[object, ...]]:
    with ask(database, sql, parameters, SMALL) as answer:
        return [tuple(row.values()) for batch in answer.batches for row in batch.to_pylist()]


def test_types_are_kept(database: Path) -> None:
    sql = "SELECT 1.50::DECIMAL(9, 3) AS d, sum(i) AS s, [1, 2] AS l FROM range(4) AS t(i)"
    with ask(database, sql, limits=SMALL) as answer:
        assert answer.names == ("d", "s", "l")
        assert answer.types == ("DECIMAL(9,3)", "HUGEINT", "INTEGER[]")
        (batch,) = answer.batches
    assert batch.to_pylist() == [{"d": Decimal("1.500"), "s": Decimal(6), "l": [1, 2]}]


def test_what_arrow_lacks_is_told_as_text(database: Path) -> None:
    sql = "SELECT INTERVAL 1 MONTH AS a, '101'::BIT AS a, 'Å; -- '' ' AS b; -- all"
    with ask(database, sql, limits=SMALL) as answer:
        assert answer.names == ("a", "a", "b")
        (batch,) = answer.batches
    assert [column.to_pylist() for column in batch.columns] == [["1 month"], ["101"], ["Å; -- ' "]]


def test_parameters_are_values_and_no_sql(database: Path) -> None:
    assert rows(database, "SELECT $word AS a", word="1; DROP TABLE source") == [("1; DROP TABLE source",)]


def test_rows_beyond_the_limit_are_told(database: Path) -> None:
    with ask(database, "FROM range(100000)", limits=Limits(rows=10)) as answer:
        assert sum(batch.num_rows for batch in answer.batches) == 10
    assert answer.more
    with ask(database, "FROM range(10)", limits=Limits(rows=10)) as answer:
        assert sum(batch.num_rows for batch in answer.batches) == 10
    assert not answer.more


def test_time_is_limited(database: Path) -> None:
    with (
        pytest.raises(LimitError, match="1 seconds") as caught,
        ask(database, "SELECT count(*) FROM range(1000000000000)", limits=Limits(seconds=1)),
    ):
        pass
    assert caught.value.code == "query_time"


def test_memory_is_limited_within_one_call(database: Path) -> None:
    with (
        pytest.raises(LimitError) as caught,
        ask(database, "SELECT length(repeat('x', 3000000000))", limits=SMALL),
    ):
        pass
    assert caught.value.code == "query_memory"


def test_an_error_in_the_middle_of_an_answer_is_told(database: Path) -> None:
    sql = "SELECT CASE WHEN i = 900000 THEN error('stop') ELSE i END FROM range(1000000) AS t(i)"
    with pytest.raises(UsageError, match="stop"):
        rows(database, sql)


def test_messages_name_no_path(database: Path) -> None:
    for sql in ("SELECT * FROM nowhere", "FROM 'other.csv'", "SELECT current_setting('temp_directory')"):
        with pytest.raises(UsageError) as caught:
            rows(database, sql)
        assert str(database.parent) not in str(caught.value)
        assert "\n" not in str(caught.value)


def test_a_database_that_is_not_there_is_told_as_ever(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught, ask(tmp_path / "none.duckdb", "SELECT 1"):
        pass
    assert caught.value.code == "no_database"


def test_the_snapshot_answers_while_the_database_is_written(database: Path) -> None:
    with open_store(database) as store:
        store.publish(at_end=True)
        with ask(database, "SELECT count(*) AS n FROM source", limits=SMALL) as answer:
            assert answer.snapshot is not None
            assert [batch.to_pylist() for batch in answer.batches] == [[{"n": 1}]]


@pytest.fixture
def descriptors() -> Iterator[None]:
    before = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").is_dir() else 0
    yield
    after = len(list(Path("/proc/self/fd").iterdir())) if before else 0
    assert after <= before + 1


@pytest.mark.usefixtures("descriptors")
def test_a_reader_that_stops_early_leaves_nothing_behind(database: Path) -> None:
    for _ in range(5):
        with ask(database, "FROM range(100000000)", limits=SMALL) as answer:
            assert next(iter(answer.batches)).num_rows
