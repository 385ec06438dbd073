"""A made-up archive of many documents: the texts of the corpus, moved to other places, years and meetings.

Every copy of a text is another municipality's, another year's or another meeting's: names, dates and §
numbers change, so that a body has minutes that follow each other and reports of several years. Figures
stay, since sums must hold; in every tenth copy one digit of one figure is another.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
_SEED = 20231109
_YEARS, _MEETINGS = 4, 3
_APART = timedelta(days=28)
_PARAGRAPHS = 60
_SLIPS = 0.1

_STEMS = "Ek Gran Häll Lind Mörk Norr Stor Ven Åby Ös Lång Kyrk Fager Sten Tall Ull".split()
_ENDS = "arvik backa edala ehamn evalla foss näset torp åkra sund ryd berga".split()
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_MUNICIPALITY = re.compile(r"\b([A-ZÅÄÖ][a-zåäö]{3,}) kommun")
_DAY = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])-([0-2]\d|3[01])\b")
_WRITTEN = re.compile(rf"\b([1-9]|[12]\d|3[01]) ({'|'.join(_MONTHS)}) ((?:19|20)\d\d)\b")
_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?![\d-]|\s?\d{3})")
_PARAGRAPH = re.compile(r"(§§?\s?)(\d{1,3})(\s?[-–]\s?)?(\d{1,3})?\b")
_FIGURE = re.compile(r"(?<=\d)[1-9](?=\s*$)", re.MULTILINE)


def texts() -> list[tuple[str, str]]:
    """Return the texts of the corpus and its templates with the names of their folders."""
    files = sorted([*CORPUS.glob("*/source.txt"), *CORPUS.glob("templates/*/source.txt")])
    return [(path.parent.name, path.read_text(encoding="utf-8")) for path in files]


def archive(count: int) -> Iterator[tuple[str, str]]:
    """Yield so many texts with names for their files: all of one place, year and meeting, then the next."""
    chance, originals = random.Random(_SEED), texts()
    for number in range(count):
        copy, at = divmod(number, len(originals))
        name, text = originals[at]
        place, rest = divmod(copy, _YEARS * _MEETINGS)
        year, meeting = divmod(rest, _MEETINGS)
        moved = _moved(text, place, year, meeting)
        if chance.random() < _SLIPS:
            moved = _slip(moved, chance)
        # A text without dates would be the same again.
        told = f"{moved.rstrip()}\n\nArkivnummer {number:05}\n"
        yield f"{place:03}/{name}-{year}-{meeting}.txt", told


def _moved(text: str, place: int, years: int, meetings: int) -> str:
    """Return a text of another place, so many years and meetings later."""
    if place:
        for name in sorted(set(_MUNICIPALITY.findall(text))):
            text = re.sub(rf"\b{name.removesuffix('s')}", _called(name, place), text)
    days = meetings * _APART
    text = _DAY.sub(lambda found: _later(found[0], date.fromisoformat, days, years, date.isoformat), text)
    text = _WRITTEN.sub(lambda found: _later(found[0], _read, days, years, _write), text)
    if years:
        text = _YEAR.sub(lambda found: str(int(found[1]) + years), text)
    return _PARAGRAPH.sub(lambda found: _renumbered(found, meetings * _PARAGRAPHS), text)


def _called(name: str, place: int) -> str:
    """Return the made-up name of a municipality in another place, always the same."""
    chance = random.Random(f"{name} {place}")
    return chance.choice(_STEMS) + chance.choice(_ENDS)


def _later(
    printed: str, read: Callable[[str], date], days: timedelta, years: int, write: Callable[[date], str]
) -> str:
    """Return a printed day later by so many days in its year; its year is moved with all the others.

    A day that is none is left, and one that would leave its year.
    """
    try:
        day = read(printed)
        moved = day + days
        return write(moved.replace(year=day.year + (years if "-" in printed else 0)))
    except ValueError:
        return printed


def _read(printed: str) -> date:
    number, month, year = printed.split()
    return date(int(year), _MONTHS.index(month) + 1, int(number))


def _write(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _renumbered(found: re.Match[str], more: int) -> str:
    """Return the § of a later meeting in a year."""
    last = (
        f"{found[3]}{int(found[4]) + more}" if found[3] and found[4] else (found[3] or "") + (found[4] or "")
    )
    return f"{found[1]}{int(found[2]) + more}{last}"


def _slip(text: str, chance: random.Random) -> str:
    """Return a text with another digit at the end of one of its lines."""
    places = [found.start() for found in _FIGURE.finditer(text)]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + str(int(text[at]) % 9 + 1) + text[at + 1 :]


def write(folder: Path, count: int) -> None:
    """Write the texts of an archive into a folder."""
    for name, text in archive(count):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
