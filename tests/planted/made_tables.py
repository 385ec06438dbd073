"""Tables of the kinds that stand in municipal reports, made up with a seed; what adds up is known."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import Decimal

from tests.planted.drafts import Draft, MadeTable

_SECTIONS = {
    "Pedagogisk verksamhet": ("Förskola", "Grundskola", "Fritidshem", "Gymnasieskola", "Vuxenutbildning"),
    "Vård och omsorg": ("Hemtjänst", "Särskilt boende", "Daglig verksamhet", "Korttidsplatser", "Färdtjänst"),
    "Infrastruktur": ("Gator och vägar", "Parker", "Vatten och avlopp", "Renhållning", "Fastigheter"),
    "Kultur och fritid": ("Bibliotek", "Kulturskola", "Fritidsgårdar", "Idrottsanläggningar"),
}
_BOARDS = (
    "Kommunstyrelsen", "Barn- och utbildningsnämnden", "Socialnämnden", "Tekniska nämnden",
    "Kultur- och fritidsnämnden", "Miljö- och byggnadsnämnden", "Överförmyndarnämnden", "Valnämnden",
    "Revisionen",
)  # fmt: skip
_PROJECTS = (
    "Ny förskola Norrgården", "Ombyggnad Centralskolan", "Gång- och cykelväg", "Reinvestering gator",
    "Inventarier", "Vattenverk etapp 2", "Datorer och nätverk", "Lekplatser", "Fordon", "Energiåtgärder",
)  # fmt: skip
_PLACES = (
    "Norrvik", "Söderby", "Östanå", "Åkerlida", "Älvhyttan", "Björkbo", "Granliden", "Stentorp", "Hedvalla",
    "Mossjön", "Kärrbo", "Lundsvik",
)  # fmt: skip


def make_table(seed: int) -> MadeTable:
    """Return the table of a seed; the kinds take turns."""
    chance = random.Random(seed)
    return KINDS[seed % len(KINDS)](chance)


def _unit(chance: random.Random) -> str:
    return chance.choice(("tkr", "tkr", "mkr", "kr"))


def _follow_up(chance: random.Random) -> tuple[tuple[str, ...], int, int, int]:
    """Return headers, and the columns of the plan, of what is set against it, and of their difference."""
    year = chance.randint(2012, 2024)
    return chance.choice(
        (
            (("Budget", "Utfall", "Avvikelse"), 1, 2, 3),
            ((f"Budget {year}", f"Utfall {year}", "Budgetavvikelse"), 1, 2, 3),
            ((f"Utfall {year - 1}", f"Budget {year}", f"Utfall {year}", "Avvikelse"), 2, 3, 4),
            (("Budget helår", "Utfall jan-aug", "Prognos helår", "Avvikelse"), 1, 3, 4),
        )
    )


def _values(draft: Draft, count: int, sign: int = 1) -> list[Decimal]:
    base = draft.amount(sign)
    return [base, *(draft.near(base) for _ in range(count - 1))]


def _operations(chance: random.Random) -> MadeTable:
    """Sections with subtotals and a total."""
    heads, plan, actual, deviation = _follow_up(chance)
    unit = _unit(chance)
    draft = Draft("operations", f"Driftredovisning, {unit}", unit, ("Verksamhet", *heads), chance)
    subtotals, rows = [], []
    plain = [column for column in range(1, len(heads) + 1) if column != deviation]
    for section in chance.sample(sorted(_SECTIONS), chance.randint(2, 3)):
        draft.row(section)
        names = _SECTIONS[section]
        parts = [
            draft.row(name, *_values(draft, len(plain))) for name in names[: chance.randint(2, len(names))]
        ]
        subtotal = draft.total(f"Summa {section.lower()}", [(part, 1) for part in parts], plain)
        rows += [*parts, subtotal]
        subtotals.append(subtotal)
    total = draft.total(chance.choice(("Summa verksamheter", "Totalt")), [(s, 1) for s in subtotals], plain)
    draft.across(deviation, {plan: 1, actual: -1}, [*rows, total])
    _add_down(draft, deviation)
    return draft.done()


def _add_down(draft: Draft, column: int) -> None:
    """Let a column follow downwards too, as its neighbour does."""
    for relation in [one for one in draft.relations if one.target[1] == 1]:
        terms = [((row, column), weight) for (row, _), weight in relation.terms]
        draft.made((relation.target[0], column), terms)


def _boards(chance: random.Random) -> MadeTable:
    """One row for each board, and a total."""
    heads, plan, actual, deviation = _follow_up(chance)
    unit = _unit(chance)
    draft = Draft("boards", f"Nämndernas resultat mot budget ({unit})", unit, ("Nämnd", *heads), chance)
    plain = [column for column in range(1, len(heads) + 1) if column != deviation]
    names = chance.sample(_BOARDS, chance.randint(4, len(_BOARDS)))
    rows = [draft.row(name, *_values(draft, len(plain), -1)) for name in names]
    total = draft.total(chance.choice(("Summa nämnder", "Totalt", "Summa")), [(r, 1) for r in rows], plain)
    draft.across(deviation, {actual: 1, plan: -1}, [*rows, total])
    _add_down(draft, deviation)
    return draft.done()


def _statement(chance: random.Random) -> MadeTable:
    """An income statement with signs, results in steps."""
    unit = chance.choice(("tkr", "mkr"))
    heads, plan, actual, deviation = _follow_up(chance)
    draft = Draft("statement", f"Resultaträkning, {unit}", unit, (f"Belopp i {unit}", *heads), chance)
    plain = [column for column in range(1, len(heads) + 1) if column != deviation]

    def rows(*named: tuple[str, int]) -> list[int]:
        return [draft.row(label, *_values(draft, len(plain), sign)) for label, sign in named]

    def result(label: str, parts: Sequence[int]) -> int:
        return draft.total(label, [(part, 1) for part in parts], plain)

    first = rows(("Verksamhetens intäkter", 1), ("Verksamhetens kostnader", -1), ("Avskrivningar", -1))
    net = result("Verksamhetens nettokostnader", first)
    second = rows(("Skatteintäkter", 1), ("Generella statsbidrag och utjämning", 1))
    operating = result("Verksamhetens resultat", [net, *second])
    third = rows(("Finansiella intäkter", 1), ("Finansiella kostnader", -1))
    final = result(
        chance.choice(("Årets resultat", "Resultat efter finansiella poster")), [operating, *third]
    )
    draft.across(deviation, {actual: 1, plan: -1}, [*first, net, *second, operating, *third, final])
    _add_down(draft, deviation)
    return draft.done()


def _board_result(chance: random.Random) -> MadeTable:
    """Income and costs of one board without signs: costs added up, a net, a grant, a result."""
    unit = chance.choice(("tkr", "kr"))
    draft = Draft("board result", f"Resultat ({unit})", unit, ("", "Budget", "Utfall", "Avvikelse"), chance)
    incomes = [
        draft.row(name, *_values(draft, 2))
        for name in ("Avgifter", "Försäljningsintäkter", "Övriga intäkter")[: chance.randint(2, 3)]
    ]
    income = draft.total("Summa intäkter", [(row, 1) for row in incomes], (1, 2))
    costs = [
        draft.row(name, *_values(draft, 2))
        for name in ("Personalkostnader", "Lokalkostnader", "Övriga kostnader", "Kapitalkostnader")
    ]
    cost = draft.total("Summa kostnader", [(row, 1) for row in costs], (1, 2))
    result = draft.total("Resultat", [(income, 1), (cost, -1)], (1, 2))
    draft.across(3, {2: 1, 1: -1}, [*incomes, income, result])
    draft.across(3, {1: 1, 2: -1}, [*costs, cost])
    draft.made((income, 3), [((row, 3), 1) for row in incomes])
    draft.made((cost, 3), [((row, 3), 1) for row in costs])
    draft.made((result, 3), [((income, 3), 1), ((cost, 3), 1)])
    return draft.done()


def _ledger(chance: random.Random) -> MadeTable:
    """Income with a minus, costs without, and the net cost."""
    unit = _unit(chance)
    heads, plan, actual, deviation = _follow_up(chance)
    draft = Draft("ledger", f"Ekonomiskt utfall, {unit}", unit, (unit.capitalize(), *heads), chance)
    plain = [column for column in range(1, len(heads) + 1) if column != deviation]
    signs = {"Intäkter": -1, "Personalkostnader": 1, "Lokalkostnader": 1, "Kapitalkostnader": 1}
    signs["Övriga kostnader"] = 1
    rows = [draft.row(label, *_values(draft, len(plain), sign)) for label, sign in signs.items()]
    net = draft.total("Nettokostnad", [(row, 1) for row in rows], plain)
    draft.across(deviation, {plan: 1, actual: -1}, [*rows, net])
    _add_down(draft, deviation)
    return draft.done()


def _investments(chance: random.Random) -> MadeTable:
    """Projects with budget, what was moved from last year, both together, outturn and what remains."""
    unit = chance.choice(("tkr", "tkr", "mkr"))
    heads = ("Projekt", "Budget", "Ombudgetering", "Total budget", "Utfall", "Avvikelse")
    draft = Draft("investments", f"Investeringsredovisning ({unit})", unit, heads, chance)
    rows = []
    for name in chance.sample(_PROJECTS, chance.randint(4, len(_PROJECTS))):
        budget, moved = draft.amount(), draft.amount(chance.choice((1, 1, -1)))
        row = draft.row(name, budget, moved)
        draft.across(3, {1: 1, 2: 1}, [row])
        draft.exact[row, 4] = draft.near(budget, 0.5)
        rows.append(row)
    total = draft.total("Summa investeringar", [(row, 1) for row in rows], (1, 2, 3, 4))
    draft.across(3, {1: 1, 2: 1}, [total])
    draft.across(5, {3: 1, 4: -1}, [*rows, total])
    _add_down(draft, 5)
    return draft.done()


def _allocations(chance: random.Random) -> MadeTable:
    """What each municipality pays for each service, with the sum of both."""
    services = chance.sample(("Arkiv", "Växel", "Lönesystem", "E-tjänster", "Räddningstjänst"), 3)
    unit = chance.choice(("kr", "tkr"))
    heads = ("Kommun", *services, "Summa")
    draft = Draft("allocations", f"Fördelning per kommun, {unit}", unit, heads, chance)
    rows = [
        draft.row(place, *(draft.amount() for _ in services))
        for place in chance.sample(_PLACES, chance.randint(4, len(_PLACES)))
    ]
    total = draft.total("Summa", [(row, 1) for row in rows], (1, 2, 3))
    draft.across(4, {1: 1, 2: 1, 3: 1}, [*rows, total])
    _add_down(draft, 4)
    return draft.done()


def _years(chance: random.Random) -> MadeTable:
    """Five years beside each other, with sums downwards only."""
    unit = _unit(chance)
    first = chance.randint(2008, 2019)
    heads = ("", *(str(first + number) for number in range(5)))
    draft = Draft("five years", f"Verksamhetens nettokostnad, fem år ({unit})", unit, heads, chance)
    rows = [draft.row(name, *_values(draft, 5)) for name in chance.sample(_BOARDS, chance.randint(3, 7))]
    draft.total(chance.choice(("Totalt", "Summa", "Summa nettokostnad")), [(r, 1) for r in rows], range(1, 6))
    return draft.done()


def _netted(chance: random.Random) -> MadeTable:
    """Income, costs and net beside each other."""
    unit = _unit(chance)
    heads = ("Verksamhet", "Intäkter", "Kostnader", "Netto")
    draft = Draft("netted", f"Intäkter och kostnader per verksamhet, {unit}", unit, heads, chance)
    names = [name for group in _SECTIONS.values() for name in group]
    rows = [
        draft.row(name, draft.amount(), draft.amount()) for name in chance.sample(names, chance.randint(4, 9))
    ]
    total = draft.total("Summa", [(row, 1) for row in rows], (1, 2))
    draft.across(3, {1: 1, 2: -1}, [*rows, total])
    _add_down(draft, 3)
    return draft.done()


def _balance(chance: random.Random) -> MadeTable:
    """Assets in groups with their sums, at two days."""
    unit = chance.choice(("tkr", "mkr"))
    year = chance.randint(2010, 2023)
    draft = Draft(
        "balance",
        f"Balansräkning, {unit}",
        unit,
        ("Tillgångar", f"{year}-12-31", f"{year - 1}-12-31"),
        chance,
    )
    groups = (
        (("Mark och byggnader", "Maskiner och inventarier", "Andelar"), "Summa anläggningstillgångar"),
        (("Förråd", "Kortfristiga fordringar", "Kassa och bank"), "Summa omsättningstillgångar"),
    )
    sums = []
    for names, label in groups:
        rows = [draft.row(name, *_values(draft, 2)) for name in names]
        sums.append(draft.total(label, [(row, 1) for row in rows], (1, 2)))
    draft.total("Summa tillgångar", [(row, 1) for row in sums], (1, 2))
    return draft.done()


def _with_shares(chance: random.Random) -> MadeTable:
    """Costs with rows below some that tell what part of them is (`därav`)."""
    unit = _unit(chance)
    draft = Draft("shares told", f"Kostnader per slag ({unit})", unit, ("Konto", "Budget", "Utfall"), chance)
    rows = []
    for name in ("Personalkostnader", "Köp av verksamhet", "Lokaler", "Konsulter", "Övrigt"):
        rows.append(draft.row(name, *_values(draft, 2)))
        if chance.random() < 0.4:
            draft.row(
                chance.choice(("därav pensioner", "varav internt", "Därav tillfälligt")),
                *(draft.near((draft.exact[rows[-1], column] or Decimal(0)) / 3) for column in (1, 2)),
            )
    draft.total("Summa kostnader", [(row, 1) for row in rows], (1, 2))
    return draft.done()


def _ragged(chance: random.Random) -> MadeTable:
    """Projects of which some lack figures in columns where there is nothing to tell."""
    unit = chance.choice(("tkr", "mkr"))
    heads = ("Projekt", "Budget", "Utfall", "Avvikelse")
    draft = Draft("ragged", f"Investeringar per projekt, {unit}", unit, heads, chance)
    names = chance.sample(_PROJECTS, chance.randint(5, len(_PROJECTS)))
    rows = []
    for name in names:
        budget = draft.amount()
        if chance.random() < 0.25:
            rows.append(draft.row(name, budget, None))
        else:
            rows.append(draft.row(name, budget, draft.near(budget, 0.4)))
    total = draft.total("Summa", [(row, 1) for row in rows], (1, 2))
    draft.across(3, {1: 1, 2: -1}, [*rows, total])
    _add_down(draft, 3)
    return draft.done()


KINDS: tuple[Callable[[random.Random], MadeTable], ...] = (
    _operations, _boards, _statement, _board_result, _ledger, _investments, _allocations, _years, _netted,
    _balance, _with_shares, _ragged,
)  # fmt: skip
