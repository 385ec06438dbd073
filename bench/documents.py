"""Made-up minutes printed as PDF files: 2 000 characters and more a page, a table of 30 x 6 on every third.

The seed is fixed: the same arguments give the same pages. Names, figures and bodies are invented.
"""

from __future__ import annotations

import random
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SEED = 20231109
ROWS, COLUMNS = 30, 6
_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, 533.0, 790.0, 60.0
_STEP = 12.6
_SITTING = 24

_FIRST = "Anna Bengt Cecilia David Elsa Fredrik Gun Harald Ingrid Jonas Karin Lars Maja Nils Olga Per".split()
_LAST = "Alnäs Brorsson Ceder Dalfors Ekhage Forsvik Granås Hällsjö Isakvik Järnvall Kärrbo Lundvik".split()
_PARTIES = ("S", "M", "C", "V", "KD", "L", "MP", "SD")
_MONTHS = "januari februari mars april maj juni augusti september oktober november december".split()
_TITLES = (
    "Ekonomisk uppföljning per sista {month}",
    "Svar på medborgarförslag om belysning vid {place}",
    "Ansökan om bidrag till {place} bygdegård",
    "Detaljplan för del av {place} 1:{number}",
    "Revidering av taxa för {place} avfallsanläggning",
    "Uppföljning av intern kontroll, {month}",
    "Motion om cykelväg mellan {place} och {other}",
)
_PLACES = "Norrvik Söderby Östanå Åkerlida Älvhyttan Björkbo Granliden Stentorp Hedvalla Mossjön".split()
_SENTENCES = (
    "Förvaltningen har berett ärendet och bedömer att åtgärden ryms inom den budget som fullmäktige antog.",
    "Kostnaden beräknas till {amount} tkr, varav {share} tkr avser {place}.",
    "Efter remiss till {place} och {other} har synpunkterna arbetats in i förslaget till beslut.",
    "Utfallet per {day} {month} {year} visar en avvikelse mot budget på {share} tkr.",
    "Avvikelsen beror till största delen på högre kostnader för personal och köpta platser än beräknat.",
    "Samråd har skett med berörda sakägare, och de synpunkter som kom in redovisas i samrådsredogörelsen.",
    "Nämnden behandlade frågan den {day} {month} {year} och begärde då ett kompletterande underlag.",
    "Arbetet följer den tidplan som lades fast i samband med att uppdraget gavs till förvaltningen.",
    "För {year} föreslås ett anslag på {amount} kronor, vilket är oförändrat mot föregående år.",
    "Barnkonsekvenserna har bedömts, och förslaget anses inte påverka barn på ett negativt sätt.",
    "Ledningen redogör för läget i verksamheten och svarar på de frågor som ställs av ledamöterna.",
    "Enligt kommunallagen ska ärendet beredas innan det avgörs, och underlaget har därför gått ut på remiss.",
)
_LABELS = (
    "Ledning Förskola Grundskola Gymnasium Hemtjänst Bibliotek Gator Vatten Fritid Kultur Kost Lokaler"
).split()
_LIST_END = "Summa"


class _Teller:
    """The source of the text: one stream of chance for a document."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def name(self) -> str:
        return f"{self.chance.choice(_FIRST)} {self.chance.choice(_LAST)} ({self.chance.choice(_PARTIES)})"

    def fill(self, form: str) -> str:
        place, other = self.chance.sample(_PLACES, 2)
        return form.format(
            month=self.chance.choice(_MONTHS),
            place=place,
            other=other,
            number=self.chance.randint(10, 28),
            day=self.chance.randint(1, 28),
            year=self.chance.randint(2019, 2024),
            amount=f"{self.chance.randint(1, 99)} {self.chance.randint(0, 999):03d}",
            share=self.chance.randint(12, 980),
        )

    def prose(self, letters: int) -> str:
        text = ""
        while len(text) < letters:
            text += self.fill(self.chance.choice(_SENTENCES)) + " "
        return text.rstrip()

    def table(self) -> list[list[str]]:
        """Return 30 rows of a label and five figures, header first, the sums of the columns last."""
        rows = [["Verksamhet", "Budget", "Utfall", "Prognos", "Bokslut", "Avvikelse"]]
        sums = [0] * (COLUMNS - 1)
        for number in range(ROWS - 2):
            figures = [self.chance.randint(20, 9999) for _ in range(COLUMNS - 2)]
            figures.append(figures[0] - figures[1])
            sums = [total + figure for total, figure in zip(sums, figures, strict=True)]
            rows.append([f"{_LABELS[number % len(_LABELS)]} {number + 1}", *map(_figure, figures)])
        return [*rows, [_LIST_END, *map(_figure, sums)]]


def _figure(value: int) -> str:
    return f"{value:,}".replace(",", " ")


class _Printer:
    """Prints text on pages from the top down; `embedded` chooses fonts that lie in the file."""

    def __init__(self, path: Path, *, ruled: bool) -> None:
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1)
        self.ruled = ruled
        self.plain, self.bold = ("Helvetica", "Helvetica-Bold") if ruled else ("Vera", "VeraBd")
        self.size = 10.0 if ruled else 9.0
        self.y = _TOP
        if not ruled:
            pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
            pdfmetrics.registerFont(TTFont("VeraBd", "VeraBd.ttf"))

    @property
    def room(self) -> int:
        """The count of text lines that fit on the rest of the page."""
        return int((self.y - _BOTTOM) / _STEP)

    def line(self, text: str, *, bold: bool = False, size: float = 0.0, x: float = _LEFT) -> None:
        self.canvas.setFont(self.bold if bold else self.plain, size or self.size)
        self.canvas.drawString(x, self.y, text)
        self.y -= _STEP

    def text(self, text: str, *, lines: int = 99) -> None:
        for piece in simpleSplit(text, self.plain, self.size, _RIGHT - _LEFT)[:lines]:
            self.line(piece)
        self.y -= 0.6 * _STEP

    def heading(self, text: str, size: float = 0.0) -> None:
        self.y -= 0.4 * _STEP
        self.line(text, bold=True, size=size or self.size + 1)

    def table(self, rows: list[list[str]]) -> None:
        edges = [_LEFT, 200.0, *(200.0 + k * (_RIGHT - 200.0) / (COLUMNS - 1) for k in range(1, COLUMNS))]
        top = self.y
        for number, row in enumerate(rows):
            self.canvas.setFont(self.plain if 0 < number < len(rows) - 1 else self.bold, self.size - 1)
            self.canvas.drawString(_LEFT + 3, self.y - 9.4, row[0])
            for cell, right in zip(row[1:], edges[2:], strict=True):
                self.canvas.drawRightString(right - 3, self.y - 9.4, cell)
            self.y -= _STEP
        if self.ruled:
            for number in range(len(rows) + 1):
                self.canvas.line(_LEFT, top - number * _STEP, _RIGHT, top - number * _STEP)
            for edge in edges:
                self.canvas.line(edge, top, edge, self.y)
        self.y -= 1.5 * _STEP

    def end_page(self, number: int, count: int) -> None:
        """Print running head and foot."""
        self.canvas.setFont(self.plain, 8)
        self.canvas.drawString(_LEFT, 812, "Hällviks kommun")
        self.canvas.drawRightString(_RIGHT, 812, "Sammanträdesprotokoll")
        self.canvas.drawString(_LEFT, 40, "Justerandes sign")
        self.canvas.drawRightString(_RIGHT, 40, f"Sida {number} ({count})")
        self.canvas.showPage()
        self.y = _TOP


def write_minutes(path: Path, pages: int, *, ruled: bool, seed: int = SEED) -> Path:
    """Write minutes of sittings of 24 pages each, the tables ruled or without rules, and return the path."""
    teller, printer = _Teller(seed), _Printer(path, ruled=ruled)
    paragraph = 0
    for number in range(1, pages + 1):
        if number % _SITTING == 1:
            paragraph = 1
            _cover(teller, printer, min(_SITTING, pages + 1 - number))
        else:
            _item(teller, printer, paragraph, number, table=number % 3 == 0)
            paragraph += 1
        printer.end_page(number, pages)
    printer.canvas.save()
    return path


def _cover(teller: _Teller, printer: _Printer, pages: int) -> None:
    """Print the first page of a sitting: when and where, who was there, who checks the minutes."""
    chance = teller.chance
    date = f"{chance.randint(2019, 2024)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    printer.heading("Protokoll för kommunstyrelsen", 14)
    for label, told in (
        ("Plats och tid", f"Sessionssalen, {date} kl. 13.00-16.30"),
        ("Justerade paragrafer", f"§§ 1-{pages - 1}"),
        ("Justerare", teller.name()),
        ("Sekreterare", teller.name()[:-4].rstrip(" (")),
    ):
        printer.line(f"{label}: {told}")
    for heading, count in (("Beslutande ledamöter", 13), ("Närvarande ersättare", 8)):
        printer.heading(heading)
        for _ in range(count):
            printer.line(teller.name())
    printer.heading("Allmänt")
    printer.text(teller.prose(1600), lines=printer.room)


def _item(teller: _Teller, printer: _Printer, paragraph: int, number: int, *, table: bool) -> None:
    """Print an agenda item that fills a page, every third one with a table."""
    year = teller.chance.randint(2019, 2024)
    printer.heading(f"§ {paragraph} {teller.fill(teller.chance.choice(_TITLES))}", 12)
    printer.line(f"Dnr KS {year}/{number}")
    printer.heading("Kommunstyrelsens beslut")
    decided = teller.fill("godkänna förslaget om {place} och avsätta {amount} tkr.")
    printer.text(f"Kommunstyrelsen beslutar att {decided}")
    printer.heading("Sammanfattning av ärendet")
    if table:
        printer.text(teller.prose(500))
        printer.line(f"Tabell {number}. Utfall mot budget, tkr")
        printer.table(teller.table())
        printer.text(teller.prose(700), lines=printer.room)
        return
    for _ in range(3):
        printer.text(teller.prose(700))
    printer.heading("Beslutsunderlag")
    for _ in range(3):
        printer.line(teller.fill("- Tjänsteskrivelse, {year}-05-{number}"))
    printer.heading("Beslutet skickas till")
    printer.line(f"{teller.chance.choice(_PLACES)} förvaltning")
    if printer.room > 8:
        printer.heading("Yrkanden")
        printer.text(f"{teller.name()} yrkar bifall till förslaget. {teller.prose(300)}", lines=printer.room)
