from collections.abc import Iterator

import pytest

from protokollparser import isolation


@pytest.fixture(autouse=True, scope="session")
def _prepared() -> None:
    isolation.prepare(isolation.PRELOADED)


@pytest.fixture(scope="package")
def cluster() -> Iterator[object]:
    """A scheduler and two workers, processes of their own."""
    dask, distributed = pytest.importorskip("dask"), pytest.importorskip("distributed")
    # What kills its worker is given up the first time, so that the tests are short.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as made,
    ):
        yield made
