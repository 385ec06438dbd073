"""Made-up tables of annual reports: statements with notes, groups, sums, projects and years.

Written as they are printed in Swedish municipal reports; the same seed gives the same story.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.printing.made_up import Teller
from tests.printing.stories import Block, Story, Table, Text

_BOARDS = (
    "Kommunstyrelse",
    "Barn- och utbildningsnämnd",
    "Socialnämnd",
    "Kultur- och fritidsnämnd",
    "Miljö- och byggnämnd",
    "Överförmyndarnämnd",
    "Revision",
    "Gemensam räddningsnämnd",
)
_RESULT = (
    ("Verksamhetens intäkter", "2"),
    ("Verksamhetens kostnader", "3"),
    ("Avskrivningar", "4"),
    ("VERKSAMHETENS NETTOKOSTNADER", ""),
    ("Skatteintäkter", "5"),
    ("Generella statsbidrag och utjämning", "6"),
    ("VERKSAMHETENS RESULTAT", ""),
    ("Finansiella intäkter", "7"),
    ("Finansiella kostnader", "8"),
    ("ÅRETS RESULTAT", ""),
)
_FLOW = (
    ("Årets resultat", "9"),
    ("Justering för poster som inte ingår i kassaflödet", "10"),
    ("Förändring av kortfristiga fordringar", ""),
    ("Förändring av förråd och lager", ""),
    ("Kassaflöde från den löpande verksamheten", ""),
    ("Investering i materiella anläggningstillgångar", "11"),
    ("Årets kassaflöde", ""),
)
_ASSETS = (
    ("Anläggningstillgångar", ("Mark, byggnader och tekniska anläggningar", "Maskiner och inventarier")),
    ("Omsättningstillgångar", ("Förråd", "Fordringar", "Kassa och bank")),
    ("Eget kapital", ("Årets resultat", "Resultatutjämningsreserv", "Övrigt eget kapital")),
    ("Skulder", ("Långfristiga skulder", "Kortfristiga skulder")),
)
_NOTES = (
    (
        "Skatteintäkter",
        ("Preliminär kommunalskatt", "Preliminär slutavräkning innevarande år", "Slutavräkning"),
    ),
    (
        "Verksamhetens intäkter",
        ("Försäljningsintäkter", "Taxor och avgifter", "Hyror och arrenden", "Bidrag"),
    ),
    ("Pensioner", ("Ingående avsättning", "Utbetalningar", "Ränte- och basbeloppsuppräkning", "Övrig post")),
)
_PROJECTS = (
    "Gång- och cykelväg",
    "Ny förskola",
    "Reinvestering gator och broar",
    "Ombyggnad av kök",
    "Vattenverk, etapp 2",
    "Inventarier",
    "Energiåtgärder i fastigheter",
    "Lekplatser",
    "Ledningsnät",
    "Exploatering",
)
_GROUPS = ("Skattefinansierad verksamhet", "Avgiftsfinansierad verksamhet", "Exploatering")
_MEASURES = (
    ("Folkmängd 31 december", 0),
    ("Utdebitering", 2),
    ("Soliditet, %", 1),
    ("Nettokostnadernas andel av skatteintäkterna, %", 1),
    ("Årets resultat, mkr", 1),
    ("Långfristiga skulder per invånare, kr", 0),
    ("Antal anställda", 0),
)


def _years(teller: Teller) -> list[str]:
    last = teller.chance.randint(1996, 2024)
    return [str(last - number) for number in range(5)]


def _money(teller: Teller, decimals: int = 1) -> str:
    return teller.figure(9999, decimals)


def _statement(teller: Teller, rows: Sequence[tuple[str, str]], unit: str, *, group: bool) -> Table:
    """A statement with notes: two years, or two years of the municipality and of its group."""
    year, before = _years(teller)[:2]
    printed = [["", "", "Kommunen", "", "Koncernen", ""]] if group else []
    printed.append([unit, "Not", *([year, before] * (2 if group else 1))])
    count = len(printed[-1]) - 2
    printed += [[label, note, *(_money(teller) for _ in range(count))] for label, note in rows]
    return Table(tuple(map(tuple, printed)), 2 if group else 1, spanning=group)


def _balance(teller: Teller) -> Table:
    """Groups with sums; some rows are of which."""
    rows = [["Mkr", *_years(teller)[:2]]]
    for group, labels in _ASSETS:
        rows.append([group, "", ""])
        for label in labels:
            rows.append([label, _money(teller), _money(teller)])
            if teller.chance.random() < 0.3:
                rows.append(
                    [f"varav {teller.chance.choice(_BOARDS).lower()}", _money(teller), _money(teller)]
                )
        rows.append([f"Summa {group.lower()}", _money(teller), _money(teller)])
    return Table(tuple(map(tuple, rows)), 1)


def _boards(teller: Teller) -> Table:
    """What boards cost, each header with its year."""
    year, before = _years(teller)[:2]
    heads = [f"{name} {year}" for name in ("Intäkter", "Kostnader", "Netto", "Budget", "Avvikelse")]
    rows = [["Nämnd, tkr", *heads[:3], f"Netto {before}", *heads[3:]]]
    for board in _BOARDS:
        rows.append([board, *(teller.blank_or(teller.figure(999999), 0.05) for _ in range(6))])
    rows.append(["Summa nämnder", *(teller.figure(999999) for _ in range(6))])
    return Table(tuple(map(tuple, rows)), 1)


def _projects(teller: Teller) -> Table:
    """Projects with their numbers, in groups with sums, over more than a page now and then."""
    rows = [["Nr", "Projekt", "Total budget", "Utfall totalt", "Budget i år", "Utfall i år", "Kvar"]]
    number = teller.chance.randint(1000, 8000)
    for group in _GROUPS:
        rows.append([group, *[""] * 6])
        for _ in range(teller.chance.randint(5, 22)):
            number += teller.chance.randint(1, 9)
            name = f"{teller.chance.choice(_PROJECTS)} {teller.chance.choice(['Norrvik', 'Åkerlida', ''])}"
            figures = [teller.blank_or(_money(teller), 0.1) for _ in range(5)]
            rows.append([str(number), name.strip(), *figures])
        rows.append([f"Summa {group.lower()}", "", *(_money(teller) for _ in range(5))])
    return Table(tuple(map(tuple, rows)), 1)


def _over_years(teller: Teller) -> Table:
    """Measures of different precision over five years."""
    rows = [["", *_years(teller)]]
    rows += [
        [label, *(teller.figure(29999 if not decimals else 99, decimals) for _ in range(5))]
        for label, decimals in _MEASURES
    ]
    return Table(tuple(map(tuple, rows)), 1)


def _note(teller: Teller, rows: Sequence[str], years: Sequence[str]) -> Table:
    printed = [["Mkr", *years], *([label, _money(teller), _money(teller)] for label in rows)]
    printed.append(["Summa", _money(teller), _money(teller)])
    return Table(tuple(map(tuple, printed)), 1)


def make_report(seed: int) -> Story:
    """Return an annual report of statements, notes, boards, projects and years."""
    teller = Teller(seed)
    group = teller.chance.random() < 0.5
    blocks: list[Block] = [
        Text("heading", f"Årsredovisning {_years(teller)[0]}"),
        Text("prose", teller.prose(4)),
    ]
    blocks += [Text("heading", "RESULTATRÄKNING"), _statement(teller, _RESULT, "Mkr", group=group)]
    blocks += [Text("heading", "KASSAFLÖDESANALYS"), _statement(teller, _FLOW, "Mkr", group=group)]
    blocks += [Text("heading", "BALANSRÄKNING"), _balance(teller), Text("heading", "Noter")]
    years = _years(teller)[:2]
    for number, (name, rows) in enumerate(_NOTES, 1):
        blocks += [Text("heading", f"Not {number} {name}"), _note(teller, rows, years)]
    blocks += [Text("heading", "Driftredovisning"), Text("prose", teller.prose(3)), _boards(teller)]
    blocks += [Text("heading", "Investeringsredovisning"), Text("prose", teller.prose(2)), _projects(teller)]
    blocks += [Text("heading", "Fem år i sammandrag"), _over_years(teller), Text("prose", teller.prose(3))]
    return Story(f"annual-{seed}", tuple(blocks))
