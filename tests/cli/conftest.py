from collections.abc import Callable
from pathlib import Path

import pytest

from protokollparser.cli import main
from protokollparser.cli.speech import choose

MINUTES = """Ekbacka kommun
Kulturnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2023-05-08

§ 12 Budgetuppföljning

Kulturnämndens beslut
Kulturnämnden godkänner uppföljningen.

Tabell 1 Utfall (tkr)
Verksamhet\tBudget\tUtfall\tAvvikelse
Bibliotek\t100\t90\t10
Museum\t200\t210\t-10
Summa\t300\t300\t5
"""


@pytest.fixture(autouse=True)
def _swedish(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PROTOKOLLPARSER_LANG", raising=False)
    monkeypatch.delenv("PROTOKOLLPARSER_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)
    choose("sv")


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "protokoll.txt"
    path.write_text(MINUTES, encoding="utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command line; returns exit code, standard output, standard error."""

    def call(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return call
