"""Tables: rows, columns, kinds, units, periods, places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from protokollparser.core.records.tables import DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rules import compile_pattern
from tests.parse.tabled import columns, roles, rules, table, tabled, values

FOLLOW_UP = """
Uppföljning mars, tkr

 > Budget > Utfall > Avvikelse
Intäkter > 100 > 110 > 10
Kostnader > -90 > -95 > -5
Resultat > 10 > 15 > 5
"""


def test_header_data_and_total() -> None:
    assert roles(FOLLOW_UP) == ["header", "data", "data", "total"]


def test_columns_are_told_by_their_headers() -> None:
    assert columns(FOLLOW_UP) == ["label", "budget", "outturn", "deviation"]


def test_the_figures_of_the_cells() -> None:
    assert values(FOLLOW_UP)[1:3] == [[None, 100, 110, 10], [None, -90, -95, -5]]


def test_the_place_of_a_table_is_its_grid_without_the_title() -> None:
    record = table(FOLLOW_UP)
    assert record.title == "Uppföljning mars, tkr"
    assert (record.span.line_start, record.span.line_end) == (3, 6)


def test_every_line_of_a_table_is_claimed() -> None:
    ledger = tabled(FOLLOW_UP)
    assert set(ledger.claims) >= {2, 3, 4, 5}


def test_two_header_rows_become_a_path() -> None:
    ledger = tabled(
        """
         > Januari-april 2023 > > Helår 2023 >
         > Budget > Utfall > Budget > Prognos
        Intäkter > 20,4 > 21,2 > 74,1 > 74,1
        Kostnader > 24,7 > 21,5 > 74,1 > 74,1
        """
    )
    held = ledger.of(TableColumn)
    assert held[2].header == "Januari-april 2023 / Utfall"
    assert (held[2].period_start, held[2].period_end) == (date(2023, 1, 1), date(2023, 4, 30))
    assert (held[4].role, held[4].period_end) == ("forecast", date(2023, 12, 31))


def test_years_head_columns_and_are_no_figures() -> None:
    drawn = """
    # Personal
     > 2021 > 2022 > 2023
    Kvinnor > 10 > 12 > 11
    Män > 8 > 8 > 9
    """
    assert roles(drawn) == ["header", "data", "data"]
    assert values(drawn)[0] == [None] * 4


def test_an_outturn_of_an_earlier_year_is_a_prior_one() -> None:
    drawn = """
    RESULTATRÄKNING (tkr) > Utfall 202208 > Utfall 202308 > Budget 2023
    Intäkter > -10 > -11 > -12
    Personalkostnader > 20 > 21 > 22
    Summa kostnader > 20 > 21 > 22
    Resultat > 10 > 10 > 10
    """
    assert columns(drawn) == ["label", "outturn_prior", "outturn", "budget"]
    record = table(drawn)
    assert (record.kind, record.unit, record.unit_origin) == ("income_statement", "tkr", "header")
    assert (record.period_start, record.period_end) == (date(2023, 1, 1), date(2023, 8, 31))


def test_subtotals_before_the_total() -> None:
    drawn = """
    Investeringar > Budget > Utfall
    Skola > 10 > 8
    Summa skolor > 10 > 8
    Väg > 5 > 6
    Bro > 2 > 2
    Summa vägar > 7 > 8
    Totalt > 17 > 16
    """
    assert roles(drawn) == ["header", "data", "subtotal", "data", "data", "subtotal", "total"]


def test_sums_of_income_and_of_cost_are_both_subtotals() -> None:
    drawn = """
    Budget 2024 > tkr
    Avgifter > 10
    Summa intäkter > 10
    Löner > 10
    Summa kostnader > 10
    """
    assert roles(drawn) == ["header", "data", "subtotal", "data", "subtotal"]


def test_a_label_alone_that_heads_rows_is_a_section() -> None:
    ledger = tabled(
        """
        | | Budget 2024 |
        |---|---|
        | INTÄKTER | |
        | Avgifter | 10 |
        | Övriga intäkter | |
        | Summa intäkter | 10 |
        | | |
        | KOSTNADER | |
        | Löner | 10 |
        | Summa kostnader | 10 |
        | Resultat | 0 |
        """
    )
    held = ledger.of(TableRow)
    assert [row.role for row in held] == [
        "header",
        "separator",
        "section",
        "data",
        "data",
        "subtotal",
        "blank",
        "section",
        "data",
        "subtotal",
        "total",
    ]
    assert held[3].level == 1


def test_labels_that_come_back_stand_under_sections() -> None:
    drawn = """
    Sjukfrånvaro i procent >
    Korttid >
    Alla > 3,1
    kvinnor > 3,5
    män > 2,0
    Långtid >
    Alla > 1,1
    kvinnor > 1,5
    män > 0,4
    """
    assert roles(drawn)[:3] == ["header", "section", "data"]
    assert roles(drawn)[5] == "section"
    assert (table(drawn).unit, table(drawn).unit_origin) == ("percent", "header")


def test_a_row_without_figures_among_others_is_data() -> None:
    drawn = """
    Kostnader > Budget > Utfall
    Löner > 10 > 9
    Lokaler > >
    Övrigt > 3 > 2
    Summa kostnader > 13 > 11
    """
    assert roles(drawn)[2] == "data"


def test_a_figure_that_wrapped_to_its_own_line_goes_on_with_the_row() -> None:
    ledger = tabled(
        """
        Investeringar, mkr

         > Årsbudget > Utfall > Prognosens avvikelse
         > 6,9 > 0,8 > 7,8
         > > > -5,2
        """
    )
    assert [row.role for row in ledger.of(TableRow)] == ["header", "data", "continuation"]
    last = ledger.of(TableCell)[-1]
    assert last.value == Decimal("-5.2")
    assert last.candidates == ({"row_index": 1, "column_index": 4},)
    assert ledger.of(TableColumn)[3].role == "forecast"


def test_a_header_that_comes_back_after_a_page_is_a_header() -> None:
    drawn = """
    # Nämndens mål
    Mål > Indikator > Utfall 2023 > Målvärde
    Trygg skola > Andel elever som trivs > 91% > 95%
     > Frånvaro av elever i > 6% >
    Mål > Indikator > Utfall 2023 > Målvärde
     > Grundskolan > >
    God ekonomi > Resultat > 2% > 2%
    """
    assert roles(drawn) == ["header", "data", "data", "header", "continuation", "data"]


def test_a_blank_and_a_question_mark_are_missing_and_no_zero() -> None:
    drawn = """
    Kostnader per tjänst, kr

    Tjänst > Norby > Söderby
    Arkiv > 417 000 > ?
    Telefoni > 0 > 60 000
    Summa > 417 000 >
    """
    cells = {(c.row_index, c.column_index): c for c in tabled(drawn).of(TableCell)}
    assert (cells[1, 2].value, cells[1, 2].missing) == (None, "?")
    assert (cells[3, 2].value, cells[3, 2].missing) == (None, "")
    assert (cells[2, 1].value, cells[2, 1].missing) == (0, None)


def test_row_numbers_are_no_figures_and_page_numbers_are() -> None:
    numbered = """
    | | Åtgärd | Ansvarig | Datum |
    |---|---|---|---|
    | 1 | Rekrytera | Chefen | 2024-01-01 |
    | 2 | Utbilda | Alla | Årligen |
    """
    pages = """
    Innehåll

    Sammanfattning > 3
    Mål.... > 4
    Ekonomi > 5 - 7
    Bilagor > 8
    """
    assert all(value is None for row in values(numbered) for value in row)
    assert [row[1] for row in values(pages)] == [3, 4, None, 8]
    assert table(pages).kind == "table_of_contents"


def test_numbers_of_accounts_are_names() -> None:
    drawn = """
    Konto > Text > Belopp
    3010 > Avgifter > -1 250
    4010 > Inköp > 2 400,50
    """
    assert columns(drawn) == ["number", "label", "amount"]
    assert values(drawn)[2] == [None, None, Decimal("2400.50")]


def test_counts_beside_money_have_no_kronor() -> None:
    drawn = """
    Medlemsavgift 2024

    Kommun > Invånare > Andel > Belopp kr
    Nora > 10 650 > 61,0 % > 610 000
    Hällefors > 6 800 > 39,0 % > 390 000
    """
    assert columns(drawn) == ["label", "count", "percent", "allocation"]
    assert (table(drawn).kind, table(drawn).unit) == ("allocation", "kr")


def test_a_row_that_lost_cells_is_read_as_printed_and_doubted() -> None:
    ledger = tabled(
        """
        | Kontrollmoment | Ansvarig | Sannolikhet | Konsekvens | Riskvärde | Beslut |
        |---|---|---|---|---|---|
        | Avtal följs inte | Chefen | 3 | 3 | 9 | Åtgärdas |
        | Bemanning brister | 2 | 4 | 8 | Accepteras |
        """
    )
    doubted = [cell for cell in ledger.of(TableCell) if cell.confidence < 1]
    assert [cell.value for cell in doubted] == [2, 4, 8, None]
    assert doubted[0].candidates == ({"column_index": 2},)


def test_a_column_without_header_that_is_income_less_cost_is_a_deviation() -> None:
    drawn = """
    | | INTÄKTER | KOSTNADER | |
    |---|---|---|---|
    | | Utfall kr | Utfall kr | |
    | Vatten | 480 | 400 | 80 |
    | Avfall | 200 | 230 | -30 |
    | SUMMA | 680 | 630 | 50 |
    """
    assert columns(drawn) == ["label", "income", "cost", "deviation"]
    assert roles(drawn) == ["header", "separator", "header", "data", "data", "total"]
    assert (table(drawn).kind, table(drawn).unit_printed) == ("outturn", "kr")


def test_a_unit_that_is_none_is_told_by_the_text() -> None:
    record = table(
        """
        Resultaträkning (kkkr) > Budget 2023 > Utfall 2023
        Intäkter > 3 150 > 3 150
        Kostnader > 3 150 > 2 713
        Årets resultat > 0 > 437

        Budgeten är 3,15 mkr och överskottet 437 tkr.
        """
    )
    assert (record.unit, record.unit_printed, record.unit_origin) == ("tkr", "kkkr", "text")


def test_a_unit_nobody_tells_is_unknown() -> None:
    record = table(
        """
        # Resultaträkning
         > Budget > Utfall
        Intäkter > 3 100 > 3 100
        Kostnader > 3 100 > 2 753
        Årets resultat > 0 > 347
        """
    )
    assert (record.unit, record.unit_origin) == (None, "none")


def test_a_sibling_tells_the_unit_unless_its_figures_are_of_another_size() -> None:
    first, near, far = tabled(
        """
        # Resultaträkning
        RESULTATRÄKNING (tkr) > Budget
        Intäkter > 3 100
        Kostnader > 2 700
        Resultat > 400

        # Budgetjusteringar
        Område > Summa
        Löner > 268
        Hyror > 383

        # Investeringsprojekt
        Projekt > Budget
        Skola > 41 000 000
        Väg > 12 000 000
        """
    ).of(DataTable)
    assert (near.unit, near.unit_origin) == (first.unit, "sibling")
    assert far.unit is None


def test_a_line_with_the_unit_is_no_title() -> None:
    record = table(
        """
        # Investeringar

        Belopp i tkr

        Projekt > Budget > Utfall
        Skola > 10 > 8
        Väg > 5 > 6
        """
    )
    assert (record.title, record.unit, record.unit_origin) == ("Investeringar", "tkr", "title")


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [
        ("Omröstning\n\nNamn > Parti > Ja > Nej\nEva Ek > S > X >\nBo Alm > M > > X", "vote"),
        ("Ledamöter\n\nEva Ek (S) > Norby\nBo Alm (M) > Söderby\nCia Dal (C) > Norby", "attendance"),
        ("Version > Datum > Kommentar\n1 > 2020-01-01 > Ny\n2 > 2021-01-01 > Ändrad", "revision_history"),
        ("Datum: 2024-01-01 > Chef: Eva Ek\nPlats: Norby > Tid: Våren", "form_header"),
        ("Uppdrag > Status > Tidplan\nArkiv > Pågår > 2023-2024\nTelefoni > Klar > 2022", "project_list"),
        ("Bolag > Omdöme\nBostads AB > Bra\nEnergi AB > Sämre", "other"),
    ],
)
def test_the_kind_of_a_table(drawn: str, kind: str) -> None:
    assert table(drawn).kind == kind


def test_the_words_of_every_rule_match_their_examples() -> None:
    for rule in rules().tables:
        for text, examples in ((rule.header, rule.header_examples), (rule.labels, rule.label_examples)):
            pattern = compile_pattern(text or r"(?!)")
            assert [x for x in examples.match if not pattern.search(x)] == [], rule.id
            assert [x for x in examples.no_match if pattern.search(x)] == [], rule.id


def test_spans_give_the_printed_text_back() -> None:
    ledger = tabled(FOLLOW_UP)
    text = ledger.layout.document.pages[0].text
    for record in (*ledger.of(DataTable), *ledger.of(TableRow), *ledger.of(TableCell)):
        assert text[record.span.start : record.span.end] == record.span.printed


def test_a_table_without_header_goes_on_with_the_one_before() -> None:
    first, second = tabled(
        """
        # Pågående uppdrag
        Uppdrag > Status > Tidplan
        Arkiv > Pågår > 2023-2024
        Telefoni > Klar > 2022

        Skolskjuts > Pågår > 2024
        Växel > Vilar > 2025
        """
    ).of(DataTable)
    assert (second.kind, second.continued_from) == (first.kind, first.id)


def test_small_figures_of_an_unknown_kind_borrow_no_unit() -> None:
    _, other = tabled(
        """
        # Resultaträkning
        RESULTATRÄKNING (tkr) > Budget
        Intäkter > 3 100
        Kostnader > 2 700
        Resultat > 400

        # Bilaga
        Bemanning brister > 2 > 4 > Accepteras
        Avtal följs inte > 3 > 3 > Åtgärdas
        """
    ).of(DataTable)
    assert (other.kind, other.unit) == ("other", None)


def test_the_column_of_notes_holds_names() -> None:
    drawn = """
    Resultaträkning, tkr

     > Not > 2023 > 2022
    Intäkter > 1 > 900 > 870
    Kostnader > 2 > -850 > -840
    Resultat > > 50 > 30
    """
    assert columns(drawn)[1] == "number"
    assert values(drawn)[1] == [None, None, 900, 870]


def test_a_note_of_income_alone_is_no_income_statement() -> None:
    drawn = """
    Verksamhetens intäkter, mnkr

     > 2023 > 2022
    Försäljningsintäkter > 31,2 > 29,9
    Hyresintäkter > 42,1 > 41,0
    Övriga intäkter > 49,8 > 45,0
    Summa intäkter > 123,1 > 115,9
    """
    assert table(drawn).kind == "other"


def test_the_flows_of_a_cash_flow_statement_are_sums() -> None:
    drawn = """
    Kassaflödesanalys, mnkr

     > 2023 > 2022
    Löpande verksamhet > >
    Årets resultat > 24,9 > 38,9
    Avskrivningar > 70,9 > 66,9
    Kassaflöde från den löpande verksamheten > 95,8 > 105,8
    Investeringsverksamheten > >
    Investeringar > -90,1 > -88,3
    Kassaflöde från investeringsverksamheten > -90,1 > -88,3
    Årets kassaflöde > 5,7 > 17,5
    """
    assert table(drawn).kind == "other"
    assert roles(drawn)[4] == "subtotal"
    assert roles(drawn)[-1] == "total"


def test_whole_figures_of_staff_are_counts_without_money() -> None:
    drawn = """
    Investeringar, tkr

    Projekt > Budget > Utfall
    Golv > 1 200 > 1 136
    Tak > 800 > 790

    Antal anställda per förvaltning

    Förvaltning > Kvinnor > Män > Totalt
    Kommunledning > 61 > 34 > 95
    Utbildning > 642 > 171 > 813
    Summa > 703 > 205 > 908
    """
    staff = tabled(drawn).of(DataTable)[1]
    assert (staff.kind, staff.unit) == ("personnel", None)
    held = [c.role for c in tabled(drawn).of(TableColumn) if c.table_id == staff.id]
    assert held == ["label", "count", "count", "count"]


def test_rows_with_units_of_their_own_neither_add_up_nor_share_a_unit() -> None:
    drawn = """
    Fem år i sammandrag

     > 2022 > 2021
    Antal invånare > 15 412 > 15 377
    Skattesats, kr > 21,95 > 21,95
    Årets resultat, mnkr > 18,7 > 40,1
    Soliditet, % > 47 > 46
    """
    assert table(drawn).unit is None
    assert roles(drawn) == ["header", "data", "data", "data", "data"]


def test_counts_by_municipality_are_no_shares() -> None:
    drawn = """
    Antal räddningsinsatser per kommun

    Kommun > 2021 > 2022
    Boden > 61 > 58
    Luleå > 22 > 31
    Totalt > 83 > 89
    """
    assert table(drawn).kind == "other"


def test_a_year_beside_plan_and_deviation_is_the_outturn() -> None:
    drawn = """
    Driftredovisning, mnkr

    Nämnd > Netto 2022 > Budget netto > Avvikelse > Netto 2021
    Kulturnämnden > -57,3 > -58,0 > 0,7 > -55,9
    Socialnämnden > -379,4 > -371,2 > -8,2 > -366,3
    """
    assert columns(drawn) == ["label", "outturn", "budget", "deviation", "outturn_prior"]


def test_a_column_named_by_its_formula_is_a_deviation() -> None:
    assert columns(FOLLOW_UP.replace("Avvikelse", "Budget - utfall"))[3] == "deviation"


def test_the_result_of_the_year_is_a_part_of_the_equity_in_a_balance_sheet() -> None:
    drawn = """
    Balansräkning, kr

     > 2022 > 2021
    Ingående eget kapital > 6 120 450 > 5 987 300
    Årets resultat > 214 385 > 133 150
    Summa eget kapital > 6 334 835 > 6 120 450
    Långfristiga skulder > 13 500 000 > 13 200 000
    Summa eget kapital och skulder > 19 834 835 > 19 320 450
    """
    assert roles(drawn) == ["header", "data", "data", "subtotal", "data", "total"]


def test_a_year_under_months_is_the_year_of_the_months() -> None:
    held = tabled(
        """
         > Utfall jan-aug > > Helår 2022 >
         > 2022 > 2021 > Budget > Prognos
        Intäkter > 20,4 > 21,2 > 74,1 > 74,1
        Kostnader > 24,7 > 21,5 > 74,1 > 74,1
        """
    ).of(TableColumn)
    assert [str(c.period_end) for c in held[1:]] == ["2022-08-31", "2021-08-31", "2022-12-31", "2022-12-31"]
    assert [c.role for c in held[1:3]] == ["outturn", "outturn_prior"]


def test_a_deviation_beside_a_forecast_is_of_the_year_of_the_budget() -> None:
    held = tabled(
        """
        Projekt > Budget 2022 > Utfall 2022-08-31 > Prognos 2022 > Avvikelse
        Skola > 900 > 300 > 800 > 100
        Väg > 500 > 400 > 500 > 0
        """
    ).of(TableColumn)
    assert str(held[4].period_end) == "2022-12-31"


def test_the_years_of_the_municipality_and_of_its_group_are_outturns() -> None:
    drawn = """
    # Resultaträkning
     > Kommunen > > Koncernen >
     > 2019 > 2018 > 2019 > 2018
    Verksamhetens intäkter > 20,4 > 21,2 > 74,1 > 73,3
    Verksamhetens kostnader > -24,7 > -21,5 > -70,1 > -70,0
    Årets resultat > -4,3 > -0,3 > 4,0 > 3,3
    """
    assert columns(drawn)[1:] == ["outturn", "outturn_prior", "outturn", "outturn_prior"]


def test_gross_cost_gross_income_and_net_beside_a_budget() -> None:
    drawn = """
    Nämnd > Bruttokostnad > Bruttointäkt > Nettokostnad > Budget > Avvikelse
    Skolstyrelse > 900 > 300 > 600 > 650 > 50
    Socialnämnd > 500 > 100 > 400 > 390 > -10
    """
    assert columns(drawn)[1:] == ["cost", "income", "outturn", "budget", "deviation"]


def test_what_remains_to_be_spent_is_no_deviation() -> None:
    drawn = """
    Område > Inkomster > Utgifter > Återstående utgifter > Kalkylerat slutresultat
    Hamnen > 900 > 300 > 600 > 0
    Björkängen > 500 > 100 > 400 > 0
    """
    assert columns(drawn)[1:] == ["income", "cost", "cost", "forecast"]


def test_a_result_between_an_opening_and_a_closing_value_adds_nothing_up() -> None:
    drawn = """
     > 2023 > 2022
    Ingående eget kapital > 241 > 233
    Årets resultat > 2 > 8
    Utgående eget kapital > 243 > 241
    """
    assert roles(drawn) == ["header", "data", "data", "total"]


def test_rates_in_kronor_and_ore() -> None:
    drawn = """
     > 2007 > 2008
    Utdebitering, kr > 21:65 > 22:15
    varav kommunen > 21:65 > 22:15
    Öppet till > 16:30 > 17:30
    Antal invånare > 9 812 > 9 774
    """
    found = values(drawn)[1:4]
    assert [[v if v is None else str(v) for v in row[1:]] for row in found] == [
        ["21.65", "22.15"],
        ["21.65", "22.15"],
        [None, None],
    ]


def test_one_word_with_a_unit_heads_the_labels_and_is_no_title() -> None:
    record = table(
        """
        # Driftredovisning
        Nämnd (tkr) > Budget > Utfall
        Skola > 10 > 8
        Vård > 5 > 6
        """
    )
    assert (record.title, record.kind, record.unit) == ("Driftredovisning", "operating_statement", "tkr")


def test_a_sentence_that_tells_the_unit() -> None:
    record = table(
        """
        # Driftredovisning
        Belopp i tkr. Minustecken anger underskott.

        Nämnd > Budget > Utfall
        Skola > 10 > 8
        Vård > 5 > 6
        """
    )
    assert (record.title, record.unit, record.unit_origin) == ("Driftredovisning", "tkr", "title")


def test_fees_told_per_month_do_not_take_the_unit_of_the_table_before() -> None:
    _, fees = tabled(
        """
        Resultaträkning (tkr) > Budget > Utfall
        Intäkter > 3 100 > 3 000
        Kostnader > 2 700 > 2 900
        Årets resultat > 400 > 100

        # Taxor
        Avgift > 2023 > 2024
        Barnomsorg (kr/mån) > 1 150 > 1 200
        Renhållning (kr/år) > 1 040 > 1 065
        """
    ).of(DataTable)
    assert fees.unit is None


def test_a_result_as_a_share_adds_nothing_up() -> None:
    drawn = """
    # Resultatbudget
     > Budget 2024 > Budget 2025
    Skatteintäkter > 400 > 410
    Kostnader > -380 > -400
    Årets resultat > 20 > 10
    Resultat i % av skatter > 5,0 > 2,4
    """
    assert roles(drawn) == ["header", "data", "data", "total", "data"]


def test_the_title_of_the_report_is_not_that_of_a_table_under_another_line() -> None:
    record = table(
        """
        # Månadsrapport mars 2024

        Ekonomiskt utfall

        Nämnd > Budget > Utfall
        Skola > 10 > 8
        Vård > 5 > 6
        """
    )
    assert (record.title, str(record.period_end)) == ("Ekonomiskt utfall", "2024-03-31")


def test_a_note_has_the_unit_of_the_statements() -> None:
    *_, note = tabled(
        """
        # Resultaträkning (tkr)
         > 2023 > 2022
        Intäkter > 3 100 > 3 000
        Kostnader > -2 700 > -2 900
        Årets resultat > 400 > 100

        Not 15 Avsättningar > 2023 > 2022
        Pensioner > 1 200 > 1 100
        Återställning > 300 > 300
        """
    ).of(DataTable)
    assert (note.title, note.unit, note.unit_origin) == ("Not 15 Avsättningar", "tkr", "sibling")


def test_measures_with_amounts_are_no_action_plan() -> None:
    drawn = """
    # Åtgärder för budget i balans (tkr)
    Åtgärd > Effekt 2023 > Status
    Färre köp > 1 500 > Pågår
    Mindre övertid > 400 > Klar
    """
    assert table(drawn).kind != "action_plan"
    assert table(drawn).unit == "tkr"


def headers(drawn: str) -> list[str]:
    return [column.header for column in tabled(drawn).of(TableColumn)]


def periods(drawn: str) -> list[tuple[str | None, str | None]]:
    """Return the periods of the columns beside the labels, as printed dates."""
    found = tabled(drawn).of(TableColumn)[1:]
    return [
        (c.period_start.isoformat() if c.period_start else None, c.period_end and c.period_end.isoformat())
        for c in found
    ]


def test_words_over_figures_end_the_headers() -> None:
    drawn = """
        Nämndernas ramar, tkr

         > Ram > Effekti- > Ram
        Nämnd > 2010 > visering > 2011
        Skolnämnden > 27 140 > -271 > 26 869
        Byggnämnden > 3 890 > -39 > 3 851
        """
    assert headers(drawn) == ["Nämnd", "Ram / 2010", "Effektivisering", "Ram / 2011"]
    assert periods(drawn)[1] == ("2011-01-01", "2011-12-31")


def test_what_stands_over_the_labels_heads_no_other_column() -> None:
    drawn = """
        Belopp i mkr > > Kommunen > Koncernen
         > Not > 2020 > 2020
        Intäkter > 1 > 312,4 > 521,4
        Kostnader > 2 > -318,8 > -517,9
        """
    assert headers(drawn)[1] == "Not"


def test_months_beside_each_other_are_told_by_themselves() -> None:
    found = periods(
        """
        Antal årsarbetare per månad 2019

        Förvaltning > Jan > Feb > Mar
        Skola > 416 > 420 > 419
        Omsorg > 504 > 503 > 505
        """
    )
    assert found[1] == ("2019-02-01", "2019-02-28")


def test_a_project_is_told_up_to_a_year_and_as_a_whole() -> None:
    found = periods(
        """
        Större investeringsprojekt, tkr

        Projekt > Total budget > Utfall t.o.m. 2012 > Budget 2013 > Utfall 2013
        Norrskolan > 42 000 > 18 320 > 15 200 > 14 877
        Vattenverket > 27 500 > 9 410 > 12 000 > 12 655
        """
    )
    assert found[:3] == [(None, None), (None, "2012-12-31"), ("2013-01-01", "2013-12-31")]


def test_the_day_of_a_decision_is_no_period() -> None:
    one = table(
        """
        # Budget antagen av fullmäktige 2010-11-29
        Nämnd > Löner, tkr > Hyror, tkr
        Skolnämnden > 27 140 > 4 271
        Byggnämnden > 3 890 > 439
        """
    )
    assert one.period_end is None


def test_income_below_its_parts_adds_them_up() -> None:
    drawn = """
        Resultatutveckling, tkr

         > Utfall 2013 > Utfall 2014
        Avgifter > 21 340 > 22 105
        Bidrag > 412 > 655
        Intäkter > 21 752 > 22 760
        Personal > -6 120 > -6 344
        Energi > -2 455 > -2 390
        Kostnader > -8 575 > -8 734
        Resultat > 13 177 > 14 026
        """
    assert roles(drawn)[3:] == ["subtotal", "data", "data", "subtotal", "total"]


def test_a_budget_with_outturn_is_no_list_of_contents() -> None:
    drawn = """
        Driftbudgeten, tkr

        Huvudtitel > Anslag 1977 > Utfall 1977
        0 Centralförvaltning > 3 412 > 3 388
        1 Fastighetsförvaltning > 1 870 > 1 944
        2 Rättsskydd > 642 > 655
        """
    assert table(drawn).kind == "budget_followup"


def test_a_body_and_a_year_head_the_outturn_of_a_statement() -> None:
    drawn = """
        Balansräkning, tkr

         > Koncernen 2003 > Koncernen 2002
        Tillgångar
        Byggnader > 681 200 > 676 110
        Summa tillgångar > 681 200 > 676 110
        """
    assert columns(drawn) == ["label", "outturn", "outturn_prior"]
