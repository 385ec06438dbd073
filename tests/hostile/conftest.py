import pytest

from protokollparser import isolation


@pytest.fixture(autouse=True, scope="session")
def _prepared() -> None:
    isolation.prepare(
        ["protokollparser.stages", "protokollparser.errands", "protokollparser.parse.prose.entities"]
    )
