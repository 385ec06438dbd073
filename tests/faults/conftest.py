from pathlib import Path

import pytest

from protokollparser import isolation
from tests.faults.runs import digests, import_plainly, write


@pytest.fixture(autouse=True, scope="session")
def _prepared() -> None:
    isolation.prepare(["protokollparser.pipeline", "protokollparser.parse.prose.entities"])


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("faults") / "in", 5)


@pytest.fixture(scope="session")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    database = tmp_path_factory.mktemp("undisturbed") / "x.duckdb"
    import_plainly(folder, database)
    return digests(database)
