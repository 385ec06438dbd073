"""Versions linked in the store, whatever came first, until one of them is removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.store import Store, linking, open_store

MINUTES = """Ekbacka kommun
Kulturnämnden
Sammanträdesprotokoll 2023-05-08
{mark}
Plats och tid: Kommunhuset, kl. 13.00-14.30

Beslutande
Anna Ek (S), ordförande
Bo Alm (M)

§ 1 Budgetuppföljning för april

Kulturnämndens beslut
Kulturnämnden beslutar att godkänna uppföljningen för april med ett utfall om {sum} tkr.

Sammanfattning
Förvaltningen har gjort en uppföljning av budgeten till och med april. Utfallet är lägre än budgeten, eftersom
två tjänster på biblioteket är obesatta. Prognosen för helåret pekar mot ett överskott.

§ 2 Öppettider på biblioteket

Kulturnämndens beslut
Kulturnämnden beslutar att biblioteket ska hålla öppet klockan 9-18 på vardagar.
"""
FINAL = MINUTES.format(mark="", sum="4 512")
DRAFT = MINUTES.format(mark="UTKAST", sum="4 498")
OTHER = MINUTES.format(mark="", sum="5 120").replace("2023-05-08", "2023-06-12").replace("april", "maj")
_DOCUMENTS = (
    "SELECT path, version, same_as IS NOT NULL, supersedes IS NOT NULL, counted FROM v_documents ORDER BY 1"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "x.duckdb")


def put(store: Store, folder: Path, **texts: str) -> None:
    """Import texts one after the other, each in a run of its own."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        pipeline.ingest([folder / f"{name}.txt"], store, load())


def told(store: Store) -> dict[str, tuple[object, ...]]:
    return {Path(str(path)).stem: rest for path, *rest in store.query(_DOCUMENTS).rows}  # type: ignore[misc]


@pytest.mark.parametrize("order", [("draft", "final", "other"), ("other", "final", "draft")])
def test_a_draft_does_not_count_beside_the_final_version(
    store: Store, tmp_path: Path, order: tuple[str]
) -> None:
    texts = {"draft": DRAFT, "final": FINAL, "other": OTHER}
    put(store, tmp_path, **{name: texts[name] for name in order})
    assert told(store) == {
        "draft": ["draft", False, False, False],
        "final": [None, False, True, True],
        "other": [None, False, False, True],
    }
    decisions = store.query("SELECT path FROM v_decisions").rows
    assert sorted(Path(str(path)).stem for (path,) in decisions) == ["final", "final", "other", "other"]


def test_a_copy_does_not_count(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, a=FINAL, b=FINAL.replace("\n", "\r\n"))
    assert sorted(row[-1] for row in told(store).values()) == [False, True]


@pytest.mark.parametrize("held", [2, 3, 5])
def test_one_of_many_copies_counts_however_few_are_compared_at_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    monkeypatch.setattr(linking, "_HELD", held)
    monkeypatch.setattr(linking, "_PAIRS", 4)
    put(store, tmp_path, draft=DRAFT, **{f"copy{number}": FINAL + "\n" * number for number in range(6)})
    counted = [name for name, row in told(store).items() if row[-1]]
    assert [name[:4] for name in counted] == ["copy"]


def test_removing_the_final_version_makes_the_draft_count(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, draft=DRAFT, final=FINAL)
    store.remove(store.source_named("final.txt"))
    assert told(store) == {"draft": ["draft", False, False, True]}


def test_a_finding_of_several_versions_is_told_once(store: Store, tmp_path: Path) -> None:
    wrong = FINAL.replace("2023-05-08", "måndagen den 9 maj 2023")
    put(store, tmp_path, draft=wrong.replace("2023\n", "2023\nUTKAST\n"), final=wrong, copy=wrong + "\n")
    pipeline.audit(store, load())
    (counts,) = (name for name, row in told(store).items() if row[-1])
    findings = store.query("SELECT path, check_id FROM v_findings").rows
    assert [(Path(str(path)).stem, check) for path, check in findings] == [(counts, "D08")]
    runs = store.query(
        "SELECT DISTINCT path FROM check_run JOIN v_sources USING (source_id) WHERE examined > 0"
    ).rows
    assert [Path(str(path)).stem for (path,) in runs] == [counts]


def test_importing_again_changes_no_link(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, draft=DRAFT, final=FINAL)
    before = told(store)
    report = pipeline.ingest([tmp_path], store, load())
    assert [one.status for one in report.outcomes if one.path.suffix == ".txt"] == ["unchanged"] * 2
    assert told(store) == before


EXTRACT = """Ekbacka kommun
Kulturnämnden
Protokollsutdrag
Sammanträdesdatum 2023-05-08

§ 1 Budgetuppföljning för april

Kulturnämndens beslut
Kulturnämnden beslutar att godkänna uppföljningen för april med ett utfall om {sum} tkr.

Sammanfattning
Förvaltningen har gjort en uppföljning av budgeten till och med april. Utfallet är lägre än budgeten, eftersom
två tjänster på biblioteket är obesatta. Prognosen för helåret pekar mot ett överskott.

Rätt utdraget intygar
Cia Dal
"""
_EXTRACTS = "SELECT path, kind, extract_of IS NOT NULL, counted FROM v_documents ORDER BY 1"


def extracts(store: Store) -> dict[str, tuple[object, ...]]:
    return {Path(str(path)).stem: tuple(rest) for path, *rest in store.query(_EXTRACTS).rows}


@pytest.mark.parametrize("order", [("extract", "minutes"), ("minutes", "extract")])
def test_an_extract_counts_until_its_minutes_are_there(
    store: Store, tmp_path: Path, order: tuple[str, str]
) -> None:
    texts = {"extract": EXTRACT.format(sum="4 512"), "minutes": FINAL}
    put(store, tmp_path, **{name: texts[name] for name in order})
    assert extracts(store) == {
        "extract": ("minutes_extract", True, False),
        "minutes": ("minutes", False, True),
    }
    counted = [Path(str(path)).stem for (path,) in store.query("SELECT path FROM v_decisions").rows]
    assert counted == ["minutes", "minutes"]
    store.remove(store.source_named("minutes.txt"))
    assert extracts(store) == {"extract": ("minutes_extract", False, True)}


@pytest.mark.parametrize(
    "extract",
    [
        EXTRACT.format(sum="4 521"),
        EXTRACT.format(sum="4 512").replace("2023-05-08", "2023-06-12"),
        EXTRACT.format(sum="4 512").replace("Kulturnämnden", "Fritidsnämnden"),
        EXTRACT.format(sum="4 512").replace("§ 1", "§ 3"),
    ],
    ids=["another figure", "another day", "another body", "another paragraph"],
)
def test_what_does_not_say_what_the_minutes_say_counts(store: Store, tmp_path: Path, extract: str) -> None:
    put(store, tmp_path, minutes=FINAL, extract=extract)
    assert all(told[1:] == (False, True) for told in extracts(store).values())


def test_a_paragraph_adjusted_at_once_is_part_of_the_minutes(store: Store, tmp_path: Path) -> None:
    at_once = FINAL[: FINAL.index("§ 2")].replace("Kommunhuset,", "Kommunhuset. Omedelbar justering,")
    further = """
§ 3 Ansökan om bidrag från en förening

Kulturnämndens beslut
Kulturnämnden avslår ansökan om 75 000 kronor för en teaterfestival i Ängsby hembygdsgård.

Sammanfattning
Föreningen Ridån har sökt pengar för scen, ljud, resor och arvoden. Enligt nämndens regler får bidrag
inte lämnas efteråt, och festivalen hölls redan förra sommaren. Föreningen kan söka på nytt före hösten.
"""
    put(store, tmp_path, once=at_once, minutes=FINAL + further)
    assert {name: told[1:] for name, told in extracts(store).items()} == {
        "once": (True, False),
        "minutes": (False, True),
    }
