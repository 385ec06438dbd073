"""Goals and indicators from tables of goals."""

from __future__ import annotations

from protokollparser.core.records.figures import Indicator
from protokollparser.parse.tables import indicators
from tests.parse.tabled import tabled


def goals(drawn: str) -> list[Indicator]:
    return tabled(drawn, indicators.read).of(Indicator)


def test_a_blank_goal_is_that_of_the_row_above() -> None:
    found = goals(
        """
        Mål > Indikator > Utfall 2022 > Utfall 2023 > Målvärde 2023 > Bedömning
        Trygg skola > Andel som trivs > 90 % > 91 % > 95 % > Delvis uppfyllt
         > Frånvaro > 7 % > 6 % > högst 5 % > Ej uppfyllt
        """
    )
    assert [(i.goal, i.indicator) for i in found] == [
        ("Trygg skola", "Andel som trivs"),
        ("Trygg skola", "Frånvaro"),
    ]
    assert (found[1].target, found[1].outcome, found[1].assessment) == ("högst 5 %", "6 %", "Ej uppfyllt")


def test_an_indicator_under_a_goal_that_stood_alone_is_doubted() -> None:
    found = goals(
        """
        Mål > Indikator > Utfall 2023 > Målvärde 2023
        Trygg skola > Andel som trivs > 91 % > 95 %
        Ökad samverkan > > >
         > Sjukfrånvaro > 6 % > 5 %
        """
    )
    assert (found[2].goal, found[2].candidates) == ("Ökad samverkan", ({"goal": None},))
    assert found[2].confidence < found[0].confidence


def test_goals_listed_in_cells() -> None:
    found = goals(
        """
        Fullmäktiges mål 2024

        Verksamhetsmål > <p>En bra skola</p> <p>Ett bra näringsliv</p>
        Finansiella mål > <p>Underliggande resultat $\\geq 2\\%$ av skatterna</p>
        """
    )
    assert [i.goal for i in found] == [
        "En bra skola",
        "Ett bra näringsliv",
        "Underliggande resultat ≥ 2% av skatterna",
    ]
    assert found[2].target == "≥ 2%"
    assert found[1].span.printed == "Ett bra näringsliv"


def test_a_column_of_colours_judges_the_goals() -> None:
    found = goals(
        """
        Mål > Indikator > Mål 2022 > Utfall aug 2022 > Prognos helår
        En trygg kommun > Andel som är trygga > Minst 75 % > 71 % > Gul
         > Antal brott > Högst 9 > 6 > Grön
        """
    )
    assert [i.assessment for i in found] == ["Gul", "Grön"]


def test_a_column_of_forecasts_in_figures_judges_nothing() -> None:
    found = goals(
        """
        Mål > Indikator > Mål 2022 > Utfall aug 2022 > Prognos helår
        En trygg kommun > Andel som är trygga > Minst 75 % > 71 % > 74 %
         > Antal brott > Högst 9 > 6 > 8
        """
    )
    assert [i.assessment for i in found] == [None, None]


def test_the_nearer_of_two_goals_and_the_target_of_the_year() -> None:
    (first, _) = goals(
        """
        Inriktningsmål > Nämndmål > Indikator > Utfall 2021 > Mål 2022 > Mål 2024
        Trygg uppväxt > Alla når målen > Andel behöriga > 86 % > 88 % > 92 %
         > Ingen frånvaro > Antal frånvarande > 14 > 12 > 8
        """
    )
    assert (first.goal, first.target, first.outcome) == ("Alla når målen", "88 %", "86 %")


def test_figures_by_year_are_no_goals() -> None:
    assert not goals(
        """
        Finansiella nyckeltal

         > 2010 > 2011
        Soliditet, % > 45,3 > 44,0
        Låneskuld, tkr > 98 000 > 112 000
        """
    )
