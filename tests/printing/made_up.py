"""Made-up tables with all that makes tables hard to find: the same seed gives the same story."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.printing.stories import Block, Story, Table, Text

_NOUNS = [
    "Ledning",
    "Förskola",
    "Grundskola",
    "Gymnasieskola",
    "Hemtjänst",
    "Bibliotek",
    "Gator och vägar",
    "Vatten och avlopp",
    "Fritidsgårdar",
    "Kulturskola",
    "Kost",
    "Lokaler",
    "Särskilt boende",
    "Individ- och familjeomsorg",
    "Räddningstjänst",
    "Färdtjänst",
    "Skogar",
    "Näringsliv",
    "Överförmyndare",
    "Miljö och hälsa",
    "Bygglov",
    "Mark och exploatering",
    "Turism",
    "Renhållning",
]
_LONG = (
    "Bidrag till föreningar, stiftelser och andra ideella organisationer i kommunen",
    "Verksamhetens intäkter, inklusive interna poster och jämförelsestörande poster",
    "Kapitalkostnader för lokaler som hyrs av det gemensamma fastighetsbolaget",
    "Arvoden och ersättningar till förtroendevalda samt till ledamöter i beredningar",
    "Insatser enligt lagen om stöd och service till vissa funktionshindrade",
    "Avskrivningar på maskiner och inventarier",
    "Ersättning från staten för mottagande av nyanlända",
)
_SECTIONS = (
    "Intäkter",
    "Kostnader",
    "Varav gemensamt",
    "Politisk verksamhet",
    "Pedagogisk verksamhet",
    "Vård och omsorg",
)
_WORDS = (
    "Avvikelsen beror på högre kostnader för personal",
    "Volymen har minskat",
    "Avser april-december",
    "Enligt beslut i fullmäktige",
    "Utreds",
    "Vakanta tjänster tillsätts under hösten",
    "Köpta platser",
)
_SENTENCES = (
    "Nämnden redovisar ett överskott mot budget på {a} tkr, vilket är {b} tkr bättre än föregående år.",
    "Avvikelsen beror till största delen på att {c} tjänster har varit vakanta under en del av året.",
    "Prognosen för helåret är {a} tkr och bygger på utfallet till och med den 31 augusti 2023.",
    "Ledamöterna behandlade frågan vid sammanträdet den 12 oktober och begärde kompletteringar.",
    "Underlaget har gått ut på remiss, och de {c} svar som kom in redovisas i en bilaga till ärendet.",
    "Arbetet följer den tidplan som lades fast, och kostnaden ryms inom den beslutade ramen på {b} tkr.",
)
_NAMES = [
    "Anna",
    "Bengt",
    "Cecilia",
    "David",
    "Elsa",
    "Fredrik",
    "Gun",
    "Harald",
    "Ingrid",
    "Jonas",
    "Karin",
    "Lars",
    "Maja",
    "Nils",
    "Olga",
    "Per",
]
_SURNAMES = [
    "Alnäs",
    "Brorsson",
    "Ceder",
    "Dalfors",
    "Ekhage",
    "Forsvik",
    "Granås",
    "Hällsjö",
    "Isakvik",
    "Järnvall",
    "Kärrbo",
    "Lundvik",
]
_PLACES = [
    "Norrvik",
    "Söderby",
    "Östanå",
    "Åkerlida",
    "Älvhyttan",
    "Björkbo",
    "Granliden",
    "Stentorp",
    "Hedvalla",
    "Mossjön",
]


class Teller:
    """One stream of chance, and the pieces of text and tables that come from it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def figure(self, top: int = 99999, decimals: int = 0, *, signed: bool = True) -> str:
        """Return a number with thousands spaces, sometimes negative, sometimes 0."""
        if self.chance.random() < 0.04:
            return "0"
        value = int(10 ** self.chance.uniform(0.5, len(str(top)) - 0.01)) % (top + 1)
        sign = "-" if signed and value and self.chance.random() < 0.3 else ""
        whole = f"{value:,}".replace(",", " ")
        return (
            sign + whole + (f",{self.chance.randint(0, 10**decimals - 1):0{decimals}d}" if decimals else "")
        )

    def blank_or(self, text: str, share: float = 0.08) -> str:
        """Return the text, or now and then a blank or a mark that stands for it."""
        return self.chance.choice(["", "", "-", "–"]) if self.chance.random() < share else text

    def label(self, long: float = 0.2) -> str:
        """Return a row label; `long` is the share of those that do not fit on one line."""
        if self.chance.random() < long:
            return self.chance.choice(_LONG)
        return self.chance.choice(_NOUNS)

    def prose(self, sentences: int) -> str:
        """Return a paragraph."""
        chance = self.chance
        return " ".join(
            chance.choice(_SENTENCES).format(
                a=self.figure(signed=False), b=chance.randint(10, 990), c=chance.randint(2, 40)
            )
            for _ in range(sentences)
        )

    def name(self) -> str:
        """Return a person with party."""
        party = self.chance.choice(["S", "M", "C", "V", "KD"])
        return f"{self.chance.choice(_NAMES)} {self.chance.choice(_SURNAMES)} ({party})"


def _follow_up(teller: Teller) -> Table:
    """Headers in two rows, the upper ones over three columns; sections and sums."""
    decimals = teller.chance.choice([0, 0, 1])
    year = teller.chance.randint(2018, 2024)
    spans = teller.chance.choice([(3, 3), (3, 3), (2, 2), (3, 2), (4, 2)])
    upper, lower = [""], [teller.chance.choice(["", "Verksamhet", "Nämnd, tkr", "Mnkr"])]
    for head, count in zip((f"Januari-april {year}", f"Helår {year}"), spans, strict=True):
        upper += [head, *[""] * (count - 1)]
        lower += ["Budget", "Utfall", "Avvikelse", "Andel av budget"][:count]
    rows = [upper, lower]
    for section in teller.chance.sample(_SECTIONS, teller.chance.randint(0, 2)):
        rows.append([section, *[""] * sum(spans)])
        rows += _data(teller, sum(spans), teller.chance.randint(2, 4), decimals)
    rows += _data(teller, sum(spans), teller.chance.randint(2, 5), decimals, share=0.0)
    rows.append(["Summa", *(teller.figure(999999, decimals) for _ in range(sum(spans)))])
    return Table(tuple(map(tuple, rows)), 2, spanning=True)


def _data(teller: Teller, columns: int, rows: int, decimals: int = 0, share: float = 0.08) -> list[list[str]]:
    return [
        [teller.label(), *(teller.blank_or(teller.figure(decimals=decimals), share) for _ in range(columns))]
        for _ in range(rows)
    ]


def _statement(teller: Teller) -> Table:
    """One header row with long headers, figures without end, a percentage last now and then."""
    heads = [
        "Utfall 202208",
        "Utfall 202308",
        "Budget 2023",
        "Prognos 2023",
        "Avvikelse helår",
        "Budgetavvikelse mot årsprognos",
    ]
    count = teller.chance.randint(2, 6)
    rows = [[teller.chance.choice(["Tkr", "Resultaträkning (tkr)", "", "Belopp i mnkr"]), *heads[:count]]]
    rows += _data(teller, count, teller.chance.randint(4, 9))
    if teller.chance.random() < 0.4:
        for number, row in enumerate(rows):
            row.append("Andel" if not number else teller.figure(99, 1, signed=False) + " %")
    rows.append(["Årets resultat", *(teller.figure() for _ in range(len(rows[0]) - 1))])
    return Table(tuple(map(tuple, rows)), 1)


def _pairs(teller: Teller) -> Table:
    """Labels and one column of figures."""
    rows = [["Område", "Belopp"]] if teller.chance.random() < 0.7 else []
    headers = len(rows)
    rows += [[teller.label(0.1), teller.figure()] for _ in range(teller.chance.randint(4, 9))]
    return Table(tuple(map(tuple, rows)), headers)


def _with_comments(teller: Teller) -> Table:
    """Figures, and words behind them that take several lines."""
    rows = [["Projekt", "Budget", "Utfall", "Kommentar"]]
    for _ in range(teller.chance.randint(3, 6)):
        words = ". ".join(teller.chance.sample(_WORDS, teller.chance.randint(1, 2)))
        rows.append(
            [teller.label(), teller.figure(), teller.blank_or(teller.figure()), teller.blank_or(words, 0.2)]
        )
    return Table(tuple(map(tuple, rows)), 1)


def _over_years(teller: Teller) -> Table:
    """Years as headers, measures as rows."""
    first = teller.chance.randint(2014, 2019)
    count = teller.chance.randint(3, 6)
    rows = [["Nyckeltal", *(str(first + number) for number in range(count))]]
    for _ in range(teller.chance.randint(3, 7)):
        decimals = teller.chance.choice([0, 1, 1])
        rows.append(
            [teller.label(0.1), *(teller.blank_or(teller.figure(999, decimals)) for _ in range(count))]
        )
    return Table(tuple(map(tuple, rows)), 1)


def _long(teller: Teller) -> Table:
    """More rows than a page holds."""
    rows = [
        ["Verksamhet", "Budget", "Utfall", "Avvikelse"],
        *_data(teller, 3, teller.chance.randint(45, 70), share=0.04),
    ]
    return Table(tuple(map(tuple, rows)), 1)


def _words(teller: Teller) -> Table:
    """Nothing but words."""
    rows = [["Namn", "Ort", "Uppdrag"]]
    rows += [
        [
            teller.name(),
            teller.chance.choice(_PLACES),
            teller.chance.choice(["ledamot", "ersättare", "sekreterare"]),
        ]
        for _ in range(teller.chance.randint(4, 8))
    ]
    return Table(tuple(map(tuple, rows)), 1)


def _small(teller: Teller, *, beside: bool) -> Table:
    heads = ["Tillgångar", "2023", "2022"] if beside else ["Skulder", "2023", "2022"]
    rows = [heads, *([teller.chance.choice(_NOUNS), teller.figure(), teller.figure()] for _ in range(5))]
    return Table(tuple(map(tuple, rows)), 1, beside=beside)


_KINDS: tuple[Callable[[Teller], Table], ...] = (
    _follow_up, _statement, _pairs, _with_comments, _over_years, _long, _words
)  # fmt: skip


def make_story(seed: int) -> Story:
    """Return a report of prose and tables of every kind, in an order that the seed chooses."""
    teller = Teller(seed)
    blocks: list[Block] = [Text("heading", f"Uppföljning {teller.chance.randint(2015, 2024)}")]
    kinds = [*_KINDS, _follow_up, _statement]
    teller.chance.shuffle(kinds)
    for kind in kinds:
        blocks.append(Text("heading", f"{teller.chance.choice(_NOUNS)} i {teller.chance.choice(_PLACES)}"))
        blocks += [
            Text("prose", teller.prose(teller.chance.randint(2, 5)))
            for _ in range(teller.chance.randint(1, 3))
        ]
        if teller.chance.random() < 0.5:
            blocks.append(Text("prose", f"Tabell {len(blocks)}. Utfall mot budget, tkr"))
        blocks.append(kind(teller))
        if kind is _pairs:
            blocks.append(Text("prose", teller.prose(2)))
            blocks += [_small(teller, beside=True), _small(teller, beside=False)]
        if teller.chance.random() < 0.7:
            blocks.append(Text("prose", teller.prose(teller.chance.randint(2, 5))))
    return Story(f"made-up-{seed}", tuple(blocks))
