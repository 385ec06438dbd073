"""Risks from tables of risks and plans of internal control."""

from __future__ import annotations

from protokollparser.core.records.figures import Risk
from protokollparser.parse.tables import risks
from tests.parse.tabled import tabled


def read(drawn: str) -> list[Risk]:
    return tabled(drawn, risks.read).of(Risk)


def test_ratings_under_their_headers() -> None:
    (first, _) = read(
        """
        Risk > Sannolikhet > Konsekvens > Riskvärde > Beslut > Ansvarig
        Bristande bemanning > 3 > 4 > 12 > Åtgärdas > Chefen
        Avbrott i driften > 2 > 3 > 6 > Accepteras > Chefen
        """
    )
    assert (first.risk, first.probability, first.consequence, first.risk_value) == (
        "Bristande bemanning",
        3,
        4,
        12,
    )
    assert (first.decision, first.owner) == ("Åtgärdas", "Chefen")


def test_cells_under_the_wrong_headers_are_told_by_the_product() -> None:
    found = read(
        """
        | Kontroll moment | Ansvar ig | Sannolik het | Konsekve ns | Riskvär de | Beslut |
        |---|---|---|---|---|---|
        | Avtal följs | Årligen | Alla | 1 liten sannolikhet | 2 | 2 | Accepteras |
        | Jäv anmäls | Årligen | Stickprov | 2. möjlig | 3 | 6 | Åtgärdas |
        """
    )
    assert [(r.probability, r.consequence, r.risk_value, r.decision) for r in found] == [
        (1, 2, 2, "Accepteras"),
        (2, 3, 6, "Åtgärdas"),
    ]
    assert all(r.owner is None and r.candidates and r.confidence < 0.9 for r in found)


def test_a_row_that_lost_cells_is_told_by_the_product() -> None:
    found = read(
        """
        | Kontrollmoment | Ansvarig | Metod | Sannolikhet | Konsekvens | Riskvärde | Beslut |
        |---|---|---|---|---|---|---|
        | Avtal följs inte | Chefen | Dialog | 3 | 3 | 9 | Åtgärdas |
        | Bemanning brister | 2 | 4 | 8 | Accepteras |
        """
    )
    assert (found[1].probability, found[1].consequence, found[1].risk_value) == (2, 4, 8)
    assert (found[1].decision, found[1].owner) == ("Accepteras", None)


def test_a_risk_without_ratings_is_kept() -> None:
    (one, _) = read(
        """
        | | Vilka risker innebär ändringen? | Bedömning |
        |---|---|---|
        | 1 | Sämre kontakt med chefen | X |
        | 2 | Trängre lokaler | X |
        """
    )
    assert (one.risk, one.probability, one.risk_value) == ("Sämre kontakt med chefen", None, None)


def test_the_risk_stands_beside_the_process_that_heads_the_row() -> None:
    found = read(
        """
        Process > Beskrivning av risk > Sannolikhet > Konsekvens > Risktal
        Upphandling > Köp utanför avtal > 3 - Möjlig > 3 - Kännbar > 9
        Bemanning > Otillåten mertid > 4 - Sannolik > 2 - Lindrig > 8
        """
    )
    assert [(r.risk, r.risk_value) for r in found] == [("Köp utanför avtal", 9), ("Otillåten mertid", 8)]


def test_a_measure_is_the_decision_where_none_other_stands() -> None:
    (first, _) = read(
        """
        Risk > Sannolikhet > Konsekvens > Riskvärde > Åtgärd > Ansvarig
        Bristande bemanning > 3 > 4 > 12 > Rekryteringsplan > Chefen
        Avbrott i driften > 2 > 3 > 6 > Acceptera > Chefen
        """
    )
    assert first.decision == "Rekryteringsplan"
