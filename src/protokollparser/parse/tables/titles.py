"""The words over a table: its title, the lines that stand over it, and the headings it stands under."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protokollparser.core.dates import find_dates
from protokollparser.core.outline import Outline
from protokollparser.core.text import clean
from protokollparser.core.units import Units
from protokollparser.parse.tables.draft import Draft
from protokollparser.parse.tables.headers import Headers
from protokollparser.parse.tables.words import TableWords

_LONGEST = 140
_MOST_LINES = 3
_SHORT_NOTE = 14
_UNIT_WORDS = re.compile(
    r"\b(?:alla|samtliga|belopp(?:en)?|siffror(?:na)?|anges|angivna|redovisas|uttryckt|är|i)\b", re.IGNORECASE
)
# A sentence that tells the unit, and what else there is to know of the figures.
_UNIT_SENTENCE = re.compile(
    r"\(?(?:(?:alla|samtliga)\s)?(?:belopp|beloppen|siffror|siffrorna|tal|talen)\b", re.IGNORECASE
)
_SENTENCE_UNIT = 60
_BULLET = re.compile(r"\s*(?:[-–—•●▪■*+]\s|\(?[a-z]\))")
_SENTENCE_END = re.compile(r"[.!;,]$")
_ENTITLES = re.compile(
    r"(?:räkning|rapport|budget|redovisning|plan|sammanställning|kalkyl)\w{0,2}\b|^not\.?\s?\d", re.IGNORECASE
)


@dataclass(frozen=True)
class Context:
    """What stands over a table: its title, the lines right above it (nearest first), the headings around it.

    `inside` are words of its own first row that title it, `notes` lines that tell but the unit. `trail` is
    innermost first. `title_line` is the index of the line above that titles it, None when no line does.
    """

    title: str | None
    above: tuple[str, ...]
    trail: tuple[str, ...]
    inside: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    title_line: int | None = None

    @property
    def near(self) -> tuple[str, ...]:
        """The texts that speak of this table and no other, nearest first."""
        return (*self.inside, *self.above[:1])

    @property
    def around(self) -> tuple[str, ...]:
        """The texts that may speak of this table among others."""
        return (*self.above[1:], *self.trail[:1])


def find_context(outline: Outline, draft: Draft, headers: Headers, words: TableWords) -> Context:
    """Return the words over a table."""
    first, units = draft.grid.first, words.units
    found = _lines_above(outline, first, units)
    notes = {index: text for index, text in found.items() if _notes_unit(text, units)}
    lines = {index: text for index, text in found.items() if index not in notes}
    above = tuple(lines.values())
    trail = tuple(clean(heading.text) for heading in reversed(outline.trail_at[first]))
    inside = tuple(_inside(draft, headers, units))
    figures = len(draft.figure_columns) >= 2
    dated = next(
        (line for line in above[:_MOST_LINES] if figures and _tells_period(line, above[0], words)), None
    )
    nearest = dated or (above[0] if above else trail[0] if trail else None)
    line = next((index for index, text in lines.items() if text == nearest), None)
    return Context(inside[0] if inside else nearest, above, trail, inside, tuple(notes.values()), line)


def _tells_period(line: str, nearest: str, words: TableWords) -> bool:
    """True for a line with a date that titles a table; that of a whole report stands over many tables."""
    return bool(find_dates(line)) and (line == nearest or not words.report_title.match(line))


def _inside(draft: Draft, headers: Headers, units: Units) -> list[str]:
    """Return the title that the table itself holds: a row of its own, or its first header cell.

    One word with a unit heads the labels ("Nämnd (tkr)"), "Belopp i tkr" tells the unit and no more.
    """
    if headers.title_row is not None:
        return [next(text for text in draft.texts(headers.title_row) if text)]
    corner = headers.paths[0] if headers.paths else ""
    if _ENTITLES.search(corner):
        return [corner]
    found = units.printed_in(corner)
    words = (
        corner[: found[0].start].strip(" (,:").split() if found else corner.split() if "(" in corner else []
    )
    return [corner] if len(words) > 1 and not _notes_unit(corner, units) else []


def _lines_above(outline: Outline, first: int, units: Units) -> dict[int, str]:
    """Return the title-like lines above line `first` by index, nearest first, up to one that is none."""
    layout = outline.layout
    found: dict[int, str] = {}
    blanks = 0
    for index in range(first - 1, -1, -1):
        line = layout.lines[index]
        if index in layout.furniture_at:
            continue
        if line.blank:
            blanks += 1
            if blanks > 4:
                break
            continue
        if outline.part_at[index] != outline.part_at[first] or index in layout.grid_at:
            break
        heading = outline.heading_at.get(index)
        if heading is None and not _title_like(line.text) and not _unit_sentence(line.text, units):
            break
        if heading is not None and heading.run_in:
            break
        found[index] = clean(heading.text if heading is not None else line.text)
        blanks = 0
        if len(found) == _MOST_LINES + 1:
            break
    return found


def _notes_unit(text: str, units: Units) -> bool:
    """True for a line that tells the unit: "Belopp i tkr", "(mnkr)", "Belopp i tkr. Minus är underskott."."""
    found = units.printed_in(text)
    if found and _UNIT_SENTENCE.match(text) and found[0].start <= _SENTENCE_UNIT:
        return True
    rest = text if not found else text[: found[0].start] + text[found[-1].end :]
    return bool(found) and not _UNIT_WORDS.sub("", rest).strip(" ():.,")


def _unit_sentence(text: str, units: Units) -> bool:
    return len(text) <= _LONGEST and bool(_UNIT_SENTENCE.match(text)) and _notes_unit(text, units)


def _title_like(text: str) -> bool:
    if text and len(text) <= _SHORT_NOTE:
        return not _BULLET.match(text) and text[-1] not in ".;,"
    if len(text) > _LONGEST or text.count(":") > 1 or not (text[0].isupper() or text[0].isdigit()):
        return False
    return not _BULLET.match(text) and not _SENTENCE_END.search(text)
