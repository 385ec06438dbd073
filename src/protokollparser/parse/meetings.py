"""Sittings: the one that minutes or a summons tell of, and those that a decision plans."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from itertools import count

from protokollparser.core.dates import find_dates, find_times, only_dates
from protokollparser.core.layout import Grid, Line
from protokollparser.core.outline import Heading, Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.meetings import Meeting
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import clean
from protokollparser.parse.body_names import BodyNames
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.form_fields import FormField, Labels, fields_in
from protokollparser.parse.front_matter import columns_of, formal_lines, furniture_lines, head_lines
from protokollparser.parse.paragraph_ranges import paragraph_range

_STATUS = {"minutes": "held", "minutes_extract": "held", "notice": "held", "summons": "planned"}
_TITLE_AREA = 12
# How far after its day the hour of a sitting may stand ("måndagen den 8 maj 2023 kl. 13.00").
_NEAR = 30
_YEAR = re.compile(r"(?<![\d/.:-])(?:19|20)\d\d(?![\d/.:-])")
_SITTING = re.compile(
    r"\b(?:protokoll|\w*sammanträd\w*|kallelse|\w*möte\w*|\w{0,12}stämm[ao]\w*|föredragningslista)\b", re.I
)
_DAY_WORDS = re.compile(
    r"\b(?:kl|klockan|den|till|mån|tis|ons|tors|fre|lör|sön)(?:dag|dagen)?\b\.?(?=\W*$)|"
    r"^\W*(?:till|och|samt|i|på)?\b(?=\W*$)|\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?(?:\s+den)?\b",
    re.IGNORECASE,
)
# "Plats: Brandstationen, kl 13.15": hours stand beside a place, also where the label does not say so.
_CLOCK = re.compile(r"\b(?:kl|klockan)\b\.?\s*\d", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b", re.IGNORECASE)
_SENTENCE_LINES = 4
# "att sammanträda den 9 november 2018", below a heading that plans sittings.
_MEETS = re.compile(
    r"\b(?:sammanträda|sammanträder|hålls|hållas|äger rum|hålles) (?:\w+dagen )?den\b", re.IGNORECASE
)
_EDGE = " \t,;:.–-*|()"


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the sitting of each minutes, extract, notice and summons, and the sittings that they plan."""
    bodies = BodyNames.of(rules)
    planned = rules.phrase("planned_sittings")
    documents = {record.id: record for record in ledger.of(LogicalDocument)}
    for part in ledger.outline.parts:
        document = documents.get(ledger.document_ids.get(part.ordinal, ""))
        if document is None or part.kind not in _STATUS:
            continue
        _read_sitting(ledger, rules, part, document)
        for heading in ledger.outline.headings:
            own = heading.part == part.ordinal and part.kind != "summons" and heading.paragraph
            match = planned.search(heading.text) if own else None
            if match:
                _read_planned(ledger, bodies, heading, document, planned.id, told=bool(match["next"]))


def _read_sitting(ledger: Ledger, rules: Rules, part: Part, document: LogicalDocument) -> None:
    outline, layout, labels = ledger.outline, ledger.layout, Labels.of(rules)
    fields = fields_in(layout, labels, head_lines(outline, part))
    closing_forms = fields_in(layout, labels, formal_lines(outline, part))
    heads = fields_in(layout, labels, furniture_lines(outline, part), furniture=True)
    year = _heading_year(document.title)
    # "Datum:" below the items is the day of a signature.
    closing = [field for field in closing_forms if field.name != "document_date"]
    found = _printed_day([*fields, *heads, *closing], year) or _title_day(ledger, part, year)
    if found is None and part.kind in ("minutes_extract", "notice"):
        return
    day: date | None = None
    place = layout.span(next(layout.body(part.first, part.last), layout.lines[part.first]))
    if found is not None:
        day, place = found
    page = layout.document.pages[place.page - 1].text
    begun, ended = _hours(fields, day, page[place.end : place.end + _NEAR].split("\n")[0])
    first_paragraph, last_paragraph = paragraph_range(
        [*fields, *closing_forms], rules.phrase("immediate_adjustment")
    )
    ledger.add(
        Meeting(
            span=place,
            rule_id="meetings:labelled" if found else "meetings:undated",
            confidence=1.0 if found else 0.5,
            status=_STATUS[part.kind],
            body=document.body,
            meeting_date=day,
            start_time=begun,
            end_time=ended,
            place=_place(fields),
            paragraph_first=first_paragraph,
            paragraph_last=last_paragraph,
        )
    )
    if day is not None and part.kind in ("minutes", "minutes_extract") and document.document_date is None:
        ledger.replace(document, document_date=day)
    for field in closing_forms:
        if field.name in ("meeting_date", "place", "place_and_time", "paragraphs", "body") and field.values:
            last = field.first if field.form == "below" else field.last
            ledger.claim(field.first, last, "meetings:labelled")
            if field.form == "below":
                # Further lines of a place and time stand right below the first.
                told = field.values if field.name == "place_and_time" else field.values[:1]
                for value, step in zip(told, count(told[0].index), strict=False):
                    if value.index == step:
                        ledger.claim(step, step, "meetings:labelled")


def _heading_year(text: str | None) -> int | None:
    years = _YEAR.findall(text or "")
    return int(years[0]) if len(set(years)) == 1 else None


def _printed_day(fields: list[FormField], year: int | None) -> tuple[date, Span] | None:
    """Return the day of the sitting from its label, and where it is printed."""
    for name in ("meeting_date", "place_and_time", "document_date"):
        for field in fields:
            if field.name != name:
                continue
            for value in field.values[:1] if field.form == "below" else field.values:
                for item in find_dates(value.text, year):
                    if item.precision == "day" and item.date_start:
                        return item.date_start, value.span(item.start, item.end)
    return None


def _title_day(ledger: Ledger, part: Part, year: int | None) -> tuple[date, Span] | None:
    """Return the day printed in the title or beside a word for sitting on one of the first lines."""
    layout = ledger.layout
    titled = range(part.title[0], part.title[1] + 1) if part.title else range(0)
    head = list(layout.body(part.first, part.last))[:_TITLE_AREA]
    allowed = set(head_lines(ledger.outline, part)) | set(titled)
    found: list[tuple[int, date, Span]] = []
    before = ""
    for line in head:
        if line.index not in allowed:
            continue
        alone = any(only_dates(column, year) for column in columns_of(line.text))
        sitting = _SITTING.search(line.text) or (part.kind == "summons" and _SITTING.search(before))
        before = line.text
        if line.index in titled or sitting or alone:
            for item in find_dates(line.text, year):
                if item.precision == "day" and item.date_start:
                    called = bool(sitting and (find_times(line.text) or _WEEKDAY.search(line.text)))
                    place = layout.span(line, item.start, item.end)
                    found.append((int(called), item.date_start, place))
    weight = found[0][0] if found else 0
    if part.kind == "summons":
        # The head of a summons prints the day on which it was written; the sitting has a weekday and an hour.
        weight = max((hit[0] for hit in found), default=0)
    if not found or (part.kind == "summons" and weight == 0):
        told = _sentence_day(
            ledger, [line for line in head if line.index in allowed], year, called=bool(found)
        )
        if told is not None or not found:
            return told
    return next((day, place) for called, day, place in found if called == weight)


def _sentence_day(
    ledger: Ledger, head: list[Line], year: int | None, *, called: bool
) -> tuple[date, Span] | None:
    """Return the day in the sentence that opens minutes, broken over lines.

    `called`: only one with a weekday or an hour, as in the sentence that calls people to a sitting.

    "Protokoll, fört vid sammanträde med kommunalnämnden / onsdagen den 11 / februari 1953."
    """
    layout = ledger.layout
    for position, line in enumerate(head):
        if not _SITTING.search(line.text):
            continue
        text, starts = "", list[tuple[int, Line]]()
        for later in head[position : position + _SENTENCE_LINES]:
            if starts and later.index != starts[-1][1].index + 1:
                break
            starts.append((len(text), later))
            text += f"{later.text} "
        for item in find_dates(text, year):
            near = text[max(0, item.start - _NEAR) : item.end + _NEAR]
            told = not called or bool(_WEEKDAY.search(near) or find_times(near))
            if item.precision == "day" and item.date_start and told:
                (low, first), (high, last) = (
                    max(((at, own) for at, own in starts if at <= edge), key=lambda pair: pair[0])
                    for edge in (item.start, item.end - 1)
                )
                begin, end = first.at(item.start - low), last.at(item.end - high)
                if first.page == last.page:
                    return item.date_start, layout.document.span(first.page, begin, end)
    return None


def _hours(fields: list[FormField], day: date | None, after: str) -> tuple[datetime | None, datetime | None]:
    """Return when the sitting began and ended, as far as labelled values or the words `after` the day say."""
    if day is None:
        return None, None
    beside = [field.text for field in fields if field.name == "place" and _CLOCK.search(field.text)]
    for name in ("place_and_time", "meeting_date", None):
        told = [field.text for field in fields if field.name == name] if name else [*beside, after]
        for text in told:
            hours = find_times(text)
            if hours:
                opening: time = hours[0][2]
                between = text[hours[0][1] : hours[1][0]] if len(hours) > 1 else ""
                ranged = bool(
                    re.fullmatch(r"\s*(?:[-‐–—]|till|t\.?o\.?m\.?)\s*(?:kl\.?|klockan)?\s*", between)
                )
                closing = hours[1][2] if len(hours) > 1 and ranged else None
                return datetime.combine(day, opening), datetime.combine(day, closing) if closing else None
    return None, None


def _place(fields: list[FormField]) -> str | None:
    """Return where the sitting was held: a value of its own, or what stands beside day and hours."""
    for field in fields:
        if field.name == "place" and field.values:
            value = field.values[0].cleaned
            return _without_hours(value) if _CLOCK.search(value) else _closed(value.strip(_EDGE)) or None
    for field in fields:
        if field.name == "place_and_time" and field.values:
            text = field.text if field.form != "below" else field.values[0].cleaned
            return _without_hours(text)
    return None


def _closed(place: str) -> str:
    """Return a place with the bracket that closes it."""
    return f"{place})" if place.count("(") > place.count(")") else place


def _without_hours(text: str) -> str | None:
    """Return the first words of a value that are neither day nor hour."""
    taken = [(start, end) for start, end, _ in find_times(text)]
    taken += [(item.start, item.end) for item in find_dates(text)]
    rest = list(text)
    for start, end in taken:
        rest[start:end] = "\0" * (end - start)
    for piece in "".join(rest).split("\0"):
        words = re.split(r"§|\bajourner\w*|\bpaus\w*|\(", _DAY_WORDS.sub(" ", piece))[0]
        place = clean(words).strip(_EDGE)
        if sum(sign.isalpha() for sign in place) > 2:
            return place
    return None


def _read_planned(
    ledger: Ledger, bodies: BodyNames, heading: Heading, document: LogicalDocument, rule: str, *, told: bool
) -> None:
    """Enter the days listed in an item that settles coming sittings; a missing year is the heading's.

    Where the next sitting is `told`, its day stands in a sentence.
    """
    year = _heading_year(heading.text)
    first, last = ledger.outline.extent(heading)
    known: dict[tuple[date, str | None], Meeting] = {}
    done: set[int] = set()
    for line in ledger.layout.body(first, last):
        grid = ledger.layout.grid_at.get(line.index)
        if grid is not None:
            if grid.first not in done:
                done.add(grid.first)
                for body, excerpt in _planned_cells(ledger, bodies, grid):
                    _plan(ledger, known, body or document.body, excerpt, year, rule)
            continue
        label, colon, _ = line.text.partition(":")
        named = bodies.whole(label) if colon else None
        excerpt = Excerpt.of_line(ledger.layout, line, len(label) + 1 if named else 0)
        _plan(ledger, known, named or document.body, excerpt, year, rule, told=told)


def _planned_cells(ledger: Ledger, bodies: BodyNames, grid: Grid) -> list[tuple[str | None, Excerpt]]:
    """Return the cells of the columns headed by a body or by a word for sitting, with the body."""
    rows = [row for row in grid.rows if not row.rule_line]
    found = []
    for row in rows[1:]:
        for column, cell in enumerate(row.cells):
            head = rows[0].cells[column].text if column < len(rows[0].cells) else ""
            body = bodies.whole(head)
            if cell.text and (body or re.fullmatch(r"(?:sammanträd\w*|datum|dag|nämnd|möte\w*)", head, re.I)):
                found.append((body, Excerpt.of_cell(ledger.layout, cell, row.first)))
    return found


def _plan(
    ledger: Ledger,
    known: dict[tuple[date, str | None], Meeting],
    body: str | None,
    excerpt: Excerpt,
    year: int | None,
    rule: str,
    *,
    told: bool = False,
) -> None:
    # "7 november (budget)" is a sitting, "8 november (budget, reservdag)" only a day kept free.
    remarked = re.search(r"\((?!.{0,40}reserv)[^()]{1,40}\)\s*$", excerpt.text, re.I)
    dated = excerpt.text[: remarked.start()] if remarked else excerpt.text
    hours = find_times(dated)
    said = told or _MEETS.search(dated) is not None
    told_days = [item for item in find_dates(dated, year) if item.precision == "day"] if said else []
    for item in only_dates(dated, year) or told_days[:1]:
        day = item.day
        if day is None:
            continue
        place = excerpt.span(item.start, item.end)
        before = known.get((day, body))
        if before is not None:
            known[day, body] = ledger.replace(before, more=(*before.more, place))
            continue
        opening = datetime.combine(day, hours[0][2]) if len(hours) == 1 else None
        known[day, body] = ledger.add(
            Meeting(
                span=place,
                rule_id=rule,
                confidence=0.9 if item.inferred else 1.0,
                status="planned",
                body=body,
                meeting_date=day,
                start_time=opening,
            )
        )
        ledger.claim(excerpt.index, excerpt.index, rule)
