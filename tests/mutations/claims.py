"""Faults in what prose claims of the tables beside it: counts, causes, forecasts, directions, months."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal

from protokollparser.core.measures import Measures
from protokollparser.core.records.figures import Amount, Indicator
from protokollparser.core.records.tables import DataTable, TableRow
from tests.checks.made import rules
from tests.mutations.figures import other_digit
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind

_DIRECTION = re.compile(
    r"\b(överskott|underskott|positiv|negativ|bättre|sämre|överskred|underskred|översteg|understeg"
    r"|över(?=skrida)|under(?=skrida))",
    re.IGNORECASE,
)
_OPPOSITE = {
    "överskott": "underskott",
    "positiv": "negativ",
    "bättre": "sämre",
    "överskred": "underskred",
    "översteg": "understeg",
    "över": "under",
}
_OPPOSITE |= {new: old for old, new in _OPPOSITE.items()}
_FORECAST = re.compile(
    r"(?:ett\s)?(?:under|över)skott (?:på|om|med) (?:ca )?[\d ,.]+\s?(?:tkr|mnkr|mkr|Mkr|kkr|kr)\b"
)
_MONTHS = [
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
]
_UP_TO = re.compile(rf"\b(?:till och med|t\.o\.m\.|per sista|per) ({'|'.join(_MONTHS)})\b")
_NUMBERS = {"en": "tre", "ett": "tre", "två": "fem", "tre": "fem", "fyra": "två", "fem": "tre", "sex": "fyra"}
_NUMBERS |= {"sju": "nio", "åtta": "fem", "nio": "sju", "tio": "tolv"}
_COUNT = re.compile(rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}}(?= st| mål| indikatorer| av))\b", re.IGNORECASE)
_MET = re.compile(r"(?i)\b(?:uppnå|uppfyll|nådd|grön|gul|röd)")
_CAUSE = re.compile(
    r"(?:(?:beror|berodde|förklaras) (?:främst |huvudsakligen |till största delen |i huvudsak )?(?:på|av)"
    r"|(?:beroende|främst) på(?: grund av)?) "
    r"(?P<cause>[^.,;]{3,60}?)(?=[.,;]| (?:där|som|vilket|eftersom|då)\b)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HAS_NOT = re.compile(
    r"(?<![\w,] )\b(?P<subject>[A-ZÅÄÖ][\w-]+(?: [\w-]+){0,3}?) "
    r"(?P<verb>har|finns|saknar) (?P<none>inga|inte några) "
)


def _rows(original: Original) -> list[str]:
    return original.text.split("\n")


def _replaced(original: Original, line: int, start: int, end: int, new: str) -> Change | None:
    """Return the text with `new` for `start:end` of a line, counted from 1."""
    rows = _rows(original)
    old = rows[line - 1][start:end]
    if old == new:
        return None
    rows[line - 1] = rows[line - 1][:start] + new + rows[line - 1][end:]
    return Change("\n".join(rows), line, old, new)


def _prose_lines(original: Original) -> Iterator[tuple[int, str]]:
    """Yield the lines that are sentences, by number; rows of tables are left out."""
    tables = [(table.span.line_start, table.span.line_end) for table in original.dossier.of(DataTable)]
    for line, row in enumerate(_rows(original), 1):
        if re.search(r"[a-zåäö)]\.(?:\s|$)", row) and not any(low <= line <= high for low, high in tables):
            yield line, row


def _prose(original: Original) -> Iterator[Amount]:
    for amount in original.dossier.of(Amount):
        if amount.origin == "prose" and amount.value and amount.value_high is None:
            yield amount


@kind("X01", "T06")
def percent_in_text_unlike_its_table(original: Original, chance: random.Random) -> Iterator[Change]:
    measures = Measures.of(rules())
    held: dict[str | None, list[Amount]] = {}
    for cell in original.dossier.of(Amount):
        if cell.origin == "cell" and cell.unit == "percent":
            held.setdefault(cell.document_id, []).append(cell)
    for amount in _prose(original):
        told = {word[:6] for word in measures.tokens(amount.label)}
        same = [one for one in held.get(amount.document_id, ()) if one.value == amount.value]
        named = any(told & {word[:6] for word in measures.tokens(one.label)} for one in same)
        figure = re.match(r"[\d,]+", amount.span.printed)
        if amount.unit == "percent" and figure and named:
            change = original.put(amount.span, other_digit(figure.group(), chance), figure.group())
            if change is not None:
                yield change


@kind("X04", "X01", "T06", "T05")
def summary_unlike_the_body(original: Original, chance: random.Random) -> Iterator[Change]:
    measures = Measures.of(rules())
    told = [one for one in _prose(original) if one.kronor and one.label]
    for at, amount in enumerate(told):
        words = set(measures.tokens(amount.label))
        for other in told[at + 1 :]:
            apart = other.span.line_start - amount.span.line_start > 2
            same = (other.kronor, other.document_id) == (amount.kronor, amount.document_id)
            figure = re.search(r"\d[\d ]*(?:,\d+)?", amount.span.printed)
            if apart and same and figure and words & set(measures.tokens(other.label)):
                shown = figure.group().strip()
                change = original.put(amount.span, other_digit(shown, chance), shown)
                if change is not None:
                    yield change
                break


@kind("X06", "X01")
def forecast_told_as_according_to_budget(original: Original, chance: random.Random) -> Iterator[Change]:
    lines = {a.span.line_start for a in _prose(original) if a.fact and a.direction and a.value}
    for line, row in _prose_lines(original):
        for sentence in re.finditer(r"[^.]+\.?", row) if line in lines else ():
            if re.search(r"(?i)prognos", sentence.group()):
                found = _FORECAST.search(row, sentence.start(), sentence.end())
                if found:
                    told = chance.choice(
                        ["ett nollresultat", "ett resultat enligt budget", "en budget i balans"]
                    )
                    change = _replaced(original, line, found.start(), found.end(), told)
                    if change is not None:
                        yield change


@kind("X07")
def count_of_goals_unlike_the_table(original: Original, chance: random.Random) -> Iterator[Change]:
    if not any(one.assessment for one in original.dossier.of(Indicator)):
        return
    for line, row in _prose_lines(original):
        for sentence in re.finditer(r"[^.]+\.?", row):
            if not _MET.search(sentence.group()):
                continue
            for found in _COUNT.finditer(row, sentence.start(), sentence.end()):
                old = found.group()
                new = _NUMBERS.get(old.lower()) or str(int(old) + chance.choice([2, 3]))
                new = new.capitalize() if old[0].isupper() else new
                change = _replaced(original, line, found.start(), found.end(), new)
                if change is not None:
                    yield change


@kind("X13")
def cause_that_shows_no_deviation(original: Original, chance: random.Random) -> Iterator[Change]:
    """Name in place of a cause a row whose deviation goes the other way, or is zero."""
    del chance
    labels = {(row.table_id, row.row_index): row for row in original.dossier.of(TableRow)}
    deviations: dict[tuple[str | None, int | None], list[Decimal]] = {}
    for amount in original.dossier.of(Amount):
        if amount.origin == "cell" and amount.scenario == "deviation" and amount.value is not None:
            deviations.setdefault((amount.table_id, amount.row_index), []).append(amount.value)
    named = {row.label.split()[0][:6].lower() for row in labels.values() if row.role == "data" and row.label}
    for line, row in _prose_lines(original):
        for found in _CAUSE.finditer(row):
            head = row[: found.start()].rpartition(".")[2]
            worse = bool(re.search("(?i)underskott|negativ", head))
            subject = any(name in head.lower() for name in named)
            if subject or worse == bool(re.search("(?i)överskott|positiv", head)):
                continue
            for place, values in deviations.items():
                data = labels.get(place)  # type: ignore[arg-type]
                if data is None or data.role != "data" or not data.label or data.label.split()[0] in row:
                    continue
                if all(value > 0 if worse else value < 0 for value in values):
                    label = data.label
                    name = label.lower() if label.isupper() else label[0].lower() + label[1:]
                    change = _replaced(original, line, found.start("cause"), found.end("cause"), name)
                    if change is not None:
                        yield change


@kind("X02")
def surplus_told_as_deficit(original: Original, chance: random.Random) -> Iterator[Change]:
    del chance
    rows = _rows(original)
    for amount in _prose(original):
        line = amount.span.line_start
        row = rows[line - 1] if line <= len(rows) else ""
        at = row.find(amount.span.printed)
        begin = max(row.rfind(mark, 0, max(at, 0)) for mark in (". ", ", ", " och ", " medan ")) + 1
        found = list(_DIRECTION.finditer(row, begin, max(at, 0)))
        if amount.fact is None or not amount.value or at < 0 or len(found) != 1:
            continue
        old = found[0].group()
        new = _OPPOSITE[old.lower()]
        new = new.capitalize() if old[0].isupper() else new
        change = _replaced(original, line, found[0].start(), found[0].end(), new)
        if change is not None:
            yield change


@kind("X08")
def month_of_the_report_before(original: Original, chance: random.Random) -> Iterator[Change]:
    tied = {one.span.line_start for one in _prose(original) if one.fact}
    for line, row in enumerate(_rows(original), 1):
        for found in _UP_TO.finditer(row) if line in tied else ():
            month = _MONTHS[_MONTHS.index(found[1]) - chance.choice([1, 2, 3])]
            change = _replaced(original, line, found.start(1), found.end(1), month)
            if change is not None:
                yield change


@kind("X09")
def year_of_an_older_report_in_a_total(original: Original, chance: random.Random) -> Iterator[Change]:
    """Give a total the year of an older report, where the columns of its table name one year."""
    rows = _rows(original)
    for sheet in original.dossier.sheets.values():
        named = {year for column in sheet.columns.values() for year in _YEAR.findall(column.header)}
        count = sum(bool(_YEAR.search(column.header)) for column in sheet.columns.values())
        if len(named) != 1 or count < 2:
            continue
        for row in sheet.body:
            label, line = row.label or "", row.span.line_start
            at = rows[line - 1].find(label) if line <= len(rows) else -1
            if row.role not in ("subtotal", "total") or at < 0 or not label or _YEAR.search(label):
                continue
            year = int(named.copy().pop()) - chance.choice([1, 2])
            end = at + len(label)
            blank = re.match(r" {8,}", rows[line - 1][end:])
            new = _replaced(original, line, at, end + (5 if blank else 0), f"{label} {year}")
            if new is not None:
                yield new


@kind("X10")
def what_is_not_there_told_to_be_there(original: Original, chance: random.Random) -> Iterator[Change]:
    """Say farther down that there is what a sentence says there is not."""
    prose = list(_prose_lines(original))
    for line, row in prose:
        for found in _HAS_NOT.finditer(row):
            end = re.search(r"[.,;]|\b(?:för|som|att|till|mot|vid|i)\b", row[found.end() :])
            thing = row[found.end() : found.end() + end.start()].strip() if end else ""
            later = [at for at, _ in prose if at > line + 1]
            if found["verb"] == "saknar" or not thing or not later or len(thing) > 40:
                continue
            at = chance.choice(later)
            verb = found["verb"]
            told = f" {found['subject']} {verb} {thing}."
            rows = _rows(original)
            rows[at - 1] += told
            yield Change("\n".join(rows), at, "", told.strip())
