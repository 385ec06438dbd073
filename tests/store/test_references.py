"""References led to the § of another document, through the whole pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.store import Store, open_store

_MINUTES = """{place} kommun
{body}
Sammanträdesprotokoll {day}

Plats och tid: Rådhuset, kl. 13.00-14.30

Beslutande
Anna Berg (S), ordförande
Per Lindqvist (M)

§ {number} Lokaler

{body}s beslut
{body} godkänner planen.

Bakgrund
{text}
"""


def minutes(body: str, day: str, number: int, text: str = "Planen är klar.", place: str = "Umeå") -> str:
    return _MINUTES.format(place=place, body=body, day=day, number=number, text=text)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A new store, beside texts of three decisions of one municipality and one of another."""
    texts = {
        "kf": minutes("Kommunfullmäktige", "2019-11-25", 112),
        "ks": minutes("Kommunstyrelsen", "2021-03-02", 45),
        "ksau": minutes("Kommunstyrelsens arbetsutskott", "2021-02-10", 45),
        "boden": minutes("Kommunfullmäktige", "2019-11-25", 112, place="Boden"),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return open_store(tmp_path / "x.duckdb")


def led(store: Store, folder: Path, text: str) -> list[object]:
    """Return for each decision that minutes of a committee cite the file to which it is led."""
    (folder / "citing.txt").write_text(minutes("Socialnämnden", "2022-04-05", 12, text), encoding="utf-8")
    pipeline.ingest([*folder.glob("*.txt")], store, load())
    rows = store.query(
        "SELECT t.file_name FROM v_references AS r LEFT JOIN agenda_item AS i ON i.item_id = r.target_id "
        "LEFT JOIN source AS t ON t.source_id = i.source_id "
        "WHERE r.kind = 'decision' AND r.path LIKE '%citing.txt' ORDER BY r.line_start, r.printed"
    ).rows
    return [name for (name,) in rows]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Budgeten antogs genom KF 112/19.", "kf.txt"),
        ("Budgeten antogs genom KF § 112/2019.", "kf.txt"),
        ("Se Kf 2019-11-25 § 112 om budgeten.", "kf.txt"),
        ("Se KF §112 2019 om budgeten.", "kf.txt"),
        ("Se fullmäktiges beslut den 25 november 2019, § 112, om budgeten.", "kf.txt"),
        ("Enligt KS § 45/2021 gäller planen.", "ks.txt"),
        ("Enligt KSAU § 45/2021 gäller planen.", "ksau.txt"),
        ("Enligt KSau 2021-02-10 § 45 gäller planen.", "ksau.txt"),
        ("Enligt kommunstyrelsens arbetsutskott 2021-02-10 § 45 gäller planen.", "ksau.txt"),
        ("Enligt KS § 46/2021 gäller planen.", None),
        ("Enligt KS § 45/2020 gäller planen.", None),
        ("Enligt SN § 45/2021 gäller planen.", None),
    ],
)
def test_a_cited_decision_leads_to_the_item_in_its_document(
    store: Store, tmp_path: Path, text: str, name: str | None
) -> None:
    assert led(store, tmp_path, text) == [name]
