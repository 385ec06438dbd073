from collections.abc import Iterator
from pathlib import Path

import pytest

import protokollparser as pp
from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.store import open_store

# Two boards of one made-up municipality; 19811218-9876 is the number that the law's examples use.
MINUTES = {
    "kultur.txt": """Ekbacka kommun
Kulturnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2023-05-08

Beslutande: Asta Lind (S), ordförande
Bo Ek (M)

§ 12 Budgetuppföljning
Dnr KUN 2023/7

Kulturnämndens beslut
Kulturnämnden godkänner uppföljningen.

Tabell 1 Utfall 2023 (tkr)
Verksamhet\tBudget 2023\tUtfall 2023\tAvvikelse
Bibliotek\t100\t90\t10
Museum\t200\t210\t-10
Summa\t300\t300\t5

Kostnaden för arkivet 2023 fördelas enligt följande:

Lekeberg 1 320 tkr, Laxå 99 tkr, Askersund 438,5 tkr

§ 13 Ansökan

Kulturnämndens beslut
Kulturnämnden avslår ansökan från 19811218-9876.
""",
    "social.txt": """Ekbacka kommun
Socialnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2024-02-01

Beslutande: Asta Lind (S), ordförande

§ 1 Verksamhetsplan

Socialnämndens beslut
Socialnämnden godkänner planen.
""",
}


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two minutes, checked."""
    folder = tmp_path_factory.mktemp("archive")
    for name, text in MINUTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_store(folder / "x.duckdb") as store:
        pipeline.ingest(sorted(folder.glob("*.txt")), store, load())
        pipeline.audit(store, load())
    return folder / "x.duckdb"


@pytest.fixture
def db(path: Path) -> Iterator[pp.Database]:
    with pp.open(path) as opened:
        yield opened
