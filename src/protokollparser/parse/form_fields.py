"""Labelled values of the forms around minutes: front page, notice, letterhead, running head.

A label stands in the cell before its value or above it, before it on the same line, or alone on the
line before it. Which words are labels is data (`vocabulary/form_labels.yml`); the headings of
attendance lists (`attendance_*` of `rules/sections`) are labels as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from protokollparser.core.heading_words import HeadingWords
from protokollparser.core.layout import Grid, GridRow, Layout, Line
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, closed_up, fold
from protokollparser.parse.excerpts import Excerpt, pieces

_STRIP = " \t:*.–-_|"
_AHEAD = 4
_LINES = 1 << 15
# Characters, or points in a PDF, by which the lines of a column may be out of line.
_COLUMN_SLACK = 2
_OFFICES = frozenset({"chair", "vice_chair", "secretary"})
# Labels whose value is a day or number and may stand below them in a form's head.
_LOWERED = frozenset({"meeting_date", "document_date", "case_number", "paragraphs"})


@dataclass(frozen=True)
class FormField:
    """One label (`name` from the vocabulary) and the pieces of text that are its value, in order.

    `form` tells how they stand: cell, line, below. `last` is the last line of the value.
    """

    name: str
    label: Excerpt
    values: tuple[Excerpt, ...]
    form: str

    @property
    def first(self) -> int:
        """The line of the label."""
        return self.label.index

    @property
    def last(self) -> int:
        """The last line of the value, or of the label without one."""
        pieces = [self.label, *self.values]
        return max(piece.index + piece.text.count("\n") for piece in pieces)

    @property
    def text(self) -> str:
        """The whole value, cleaned."""
        return " ".join(piece.cleaned for piece in self.values).strip()


class Labels:
    """Knows the labels of the rules."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> Labels:
        """Return the one for these rules."""
        return cls(rules)

    def __init__(self, rules: Rules) -> None:
        listed = rules.vocabulary["form_labels"]
        self._names: dict[str, str] = {
            fold(spelling): name for name, spellings in listed["labels"].items() for spelling in spellings
        }
        self._words = HeadingWords.of(rules)
        self._plain = frozenset(listed["plain"])
        self._lists = [rule for rule in rules.sections if rule.name.startswith("attendance")]
        spellings = sorted(self._names, key=lambda word: (-len(word), word))
        alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in spellings)
        label = rf"(?P<label>{alternatives})(?P<end>\s*:\s*\*{{0,2}}|\s*\*\*\s*:?|\t|\s{{2,}}|\s*$|\s+)"
        # At the start of a line, after bold marks, a tab or a wide gap, and after a number.
        self._inside = re.compile(
            rf"(?:^|\*\*|\t|\s{{2,}}|(?<=\d)\s(?=(?-i:[A-ZÅÄÖ])))\s*{label}", re.IGNORECASE
        )
        self._chained = re.compile(label, re.IGNORECASE)
        # The same lines are asked for by one reader after the other, and by each several times.
        self._name = lru_cache(_LINES)(self._find_name)
        self._on_line = lru_cache(_LINES)(self._find_on_line)

    def name(self, text: str) -> str | None:
        """Return the name of the label that the whole text is, else None."""
        return self._name(text)

    def _find_name(self, text: str) -> str | None:
        text = closed_up(text) if "-" in text else text
        folded = fold(text).strip(_STRIP)
        if not folded or len(folded) > 60:
            return None
        if folded in self._names:
            return self._names[folded]
        for rule in self._lists:
            if rule.pattern().fullmatch(clean(text).strip(_STRIP)):
                return rule.name
        return (
            None
            if re.search(r"\t|\s{2}", text.strip())
            else self._words.attendance(clean(text).strip(_STRIP))
        )

    def on_line(self, text: str) -> list[tuple[str, int, int, int]]:
        """Return the labels on a line as (name, start, end, start of the value), in order.

        A label with a single blank after it counts only when its name is one of the `plain` ones.
        """
        return list(self._on_line(text))

    def _find_on_line(self, text: str) -> tuple[tuple[str, int, int, int], ...]:
        found = list(self._list_label(text))
        for first in self._inside.finditer(text):
            match: re.Match[str] | None = first
            # "Underskrifter Sekreterare": a label may follow another at once.
            while match is not None and self._counts(match, bool(found)):
                if (
                    found
                    and found[-1][0] == "paragraphs_at_once"
                    and not any(map(str.isalpha, match["label"]))
                ):
                    break
                found.append((self._names[fold(match["label"])], *match.span("label"), match.end()))
                match = self._chained.match(text, match.end())
        if found and found[0][0].startswith("attendance") and found[0][1] == 0:
            # "Närvarande: Ordf. Eva Ek": in lists of those present an office is no label, in a column or not.
            found = [hit for hit in found if hit[0] not in _OFFICES or _stands_off(text, found[0], hit)]
        return tuple(found)

    def _counts(self, match: re.Match[str], follows: bool) -> bool:
        """True for a label: "§§" behind words that are none tells when someone was there."""
        signs = not any(map(str.isalpha, match["label"])) and match.start("label") > 0 and not follows
        return not signs and (match["end"] != " " or self._names[fold(match["label"])] in self._plain)

    def _list_label(self, text: str) -> Iterable[tuple[str, int, int, int]]:
        """Yield the label of a list of those present on which a line begins, before a colon, gap or name."""
        head = re.match(r"[^:\t]{3,60}?(?=:|\t|\s{2,})", text)
        ends = [head.end()] if head else []
        if not head and re.match(r"[a-zåäö]+ för ", text):
            # "tjänstgörande för Bo Alm (S)" goes on with the line above.
            return
        ends += [blank.start() for blank in re.finditer(r" (?=[A-ZÅÄÖ(])", text[:60])]
        # "Dessutom närvarande kamrer Eva Ek": a title may stand before the first name.
        titled = re.finditer(r" (?=(?:[a-zåäö]{3,20} ){1,2}[A-ZÅÄÖ])", text[:60])
        ends += [blank.start() for blank in titled]
        named = [(end, self.name(text[:end])) for end in ends]
        found = next((hit for hit in named if hit[1] is not None and hit[1].startswith("attendance")), None)
        if found is not None and found[1] is not None:
            # "Dessutom" and "Dessutom deltar" are the same label.
            end = max(at for at, name in named if name == found[1])
            yield found[1], 0, end, end + 1


def _stands_off(text: str, head: tuple[str, int, int, int], hit: tuple[str, int, int, int]) -> bool:
    """True for a label with white and a value behind it, and words before it that are no label."""
    if not text[hit[2] :].strip():
        return False
    return text[hit[2] : hit[3]] != " " and bool(text[head[2] : hit[1]].strip(": \t"))


def fields_in(
    layout: Layout, labels: Labels, lines: Sequence[int], furniture: bool = False
) -> list[FormField]:
    """Return the labelled values on the given lines (indexes, in order), by place.

    Furniture is read only when asked for: running heads carry the date of the sitting.
    """
    chosen = [
        layout.lines[index]
        for index in lines
        if layout.lines[index].text and (furniture or index not in layout.furniture_at)
    ]
    held = {line.index for line in chosen}
    found: list[FormField] = []
    seen: set[int] = set()
    for line in chosen:
        grid = layout.grid_at.get(line.index)
        if grid is not None and grid.first not in seen:
            seen.add(grid.first)
            found.extend(_of_grid(layout, labels, grid, held))
    plain = [line for line in chosen if line.index not in layout.grid_at]
    found.extend(_of_lines(layout, labels, plain))
    return sorted(found, key=lambda field: (field.label.page, field.label.start))


def _of_grid(layout: Layout, labels: Labels, grid: Grid, held: set[int]) -> list[FormField]:
    rows = [row for row in grid.rows if not row.rule_line and row.first in held]
    found: list[FormField] = []
    for position, row in enumerate(rows):
        names = [labels.name(cell.text) if cell.text else None for cell in row.cells]
        if sum(name is not None for name in names) > 1 and all(
            name is not None or not cell.text for name, cell in zip(names, row.cells, strict=True)
        ):
            found.extend(_below(layout, row, names, rows[position + 1 : position + 2]))
            continue
        inside = [
            field for cell in row.cells if cell.text for field in _inside_cell(layout, labels, row, cell)
        ]
        if inside:
            found.extend(inside)
            continue
        found = _beside(layout, row, names, found)
    return found


def _below(
    layout: Layout, row: GridRow, names: Sequence[str | None], following: Sequence[GridRow]
) -> Iterable[FormField]:
    """Yield a row of labels with the values in the row below."""
    for column, name in enumerate(names):
        cells = [next_row.cells[column] for next_row in following if column < len(next_row.cells)]
        values = tuple(Excerpt.of_cell(layout, cell, following[0].first) for cell in cells if cell.text)
        if name is not None:
            yield FormField(name, Excerpt.of_cell(layout, row.cells[column], row.first), values, "cell")


def _inside_cell(layout: Layout, labels: Labels, row: GridRow, cell: object) -> list[FormField]:
    excerpt = Excerpt.of_cell(layout, cell, row.first)  # type: ignore[arg-type]
    first_line, _, rest = excerpt.text.partition("\n")
    on_line = [hit for hit in labels.on_line(excerpt.text) if ":" in excerpt.text[hit[2] : hit[3]]]
    if on_line and on_line[0][1] == 0 and excerpt.text[on_line[0][3] :].strip():
        return list(_split(excerpt, on_line))
    name = labels.name(first_line) if rest.strip() else None
    if name is None:
        return []
    head = excerpt.part(0, len(first_line))
    return [FormField(name, head, (excerpt.part(len(first_line) + 1),), "cell")]


def _beside(
    layout: Layout, row: GridRow, names: Sequence[str | None], found: list[FormField]
) -> list[FormField]:
    """Add a row of label and value cells in turn; a row without label goes on with the last value."""
    if not any(names):
        cells = [Excerpt.of_cell(layout, cell, row.first) for cell in row.cells if cell.text]
        if found and cells and not row.cells[0].text and found[-1].form == "cell":
            last = found[-1]
            found[-1] = FormField(last.name, last.label, (*last.values, *cells), last.form)
        return found
    for column, name in enumerate(names):
        if name is None:
            continue
        values = []
        for cell, other in zip(row.cells[column + 1 :], names[column + 1 :], strict=True):
            if other is not None:
                break
            if cell.text:
                values.append(Excerpt.of_cell(layout, cell, row.first))
        found.append(
            FormField(name, Excerpt.of_cell(layout, row.cells[column], row.first), tuple(values), "cell")
        )
    return found


def _split(excerpt: Excerpt, hits: Sequence[tuple[str, int, int, int]]) -> Iterable[FormField]:
    """Yield each label on a line with the text up to the next one."""
    for hit, following in zip(hits, [*hits[1:], None], strict=True):
        name, start, end, value = hit
        stop = following[1] if following else len(excerpt.text)
        piece = excerpt.part(value, stop)
        kept = piece.text.rstrip("* \t")
        piece = piece.part(0, len(kept))
        yield FormField(name, excerpt.part(start, end), (piece,) if piece.text else (), "line")


def _of_lines(layout: Layout, labels: Labels, lines: Sequence[Line]) -> list[FormField]:
    found: list[FormField] = []
    broken: set[int] = set()
    for position, line in enumerate(lines):
        if line.index in broken:
            continue
        excerpt = Excerpt.of_line(layout, line)
        following = lines[position + 1] if position + 1 < len(lines) else None
        if following is not None and following.index == line.index + 1:
            halves = list(_two_lines(labels, excerpt, Excerpt.of_line(layout, following)))
            if halves:
                broken.add(following.index)
                if len(halves) == 1 and halves[0].values:
                    halves = [_continued(layout, labels, halves[0], lines, position + 1)]
                found.extend(halves)
                continue
        hits = labels.on_line(excerpt.text)
        whole = labels.name(excerpt.text)
        if whole is not None and (not hits or hits[0][3] >= len(line.text)):
            found.append(FormField(whole, excerpt, _values_below(layout, labels, lines, position), "below"))
        elif hits:
            on_line = [_lowered(layout, labels, field, following) for field in _split(excerpt, hits)]
            on_line[-1] = _continued(layout, labels, on_line[-1], lines, position)
            found.extend(on_line)
    return found


def _lowered(layout: Layout, labels: Labels, field: FormField, following: Line | None) -> FormField:
    """Return a field whose value stands below its label, in the same column of the next line.

    Norrby kommun          Sammanträdesdatum     Sida
    Socialnämnden          2012-03-04            1 (5)
    """
    below = following is not None and following.index == field.label.index + 1
    told = any(sign.isdigit() for value in field.values for sign in value.text)
    if not below or told or field.name not in _LOWERED or following is None:
        return field
    for piece in pieces(Excerpt.of_line(layout, following)):
        dated = any(sign.isdigit() for sign in piece.text) and not labels.on_line(piece.text)
        if dated and abs(piece.column - field.label.column) <= _COLUMN_SLACK:
            return FormField(field.name, field.label, (piece,), "below")
    return field


def _between(layout: Layout, field: FormField) -> str:
    """Return what stands between a label and its value."""
    label, value = field.label, field.values[0]
    whole = Excerpt(layout, label.index, label.page, label.start, value.end)
    return whole.text[len(label.text) : len(whole.text) - len(value.text)]


def _two_lines(labels: Labels, upper: Excerpt, lower: Excerpt) -> Iterable[FormField]:
    """Yield labels broken over two lines, with the values beside them.

    Datum för anslags    1998-12-02      Datum för anslags    1998-12-24
    uppsättande                          nedtagande
    """
    above, below = pieces(upper), pieces(lower)
    heads = [piece for piece in above if not any(sign.isdigit() for sign in piece.text)]
    names = [labels.name(f"{a.text} {b.text}") for a, b in zip(heads, below, strict=False)]
    if not names or names[0] is None:
        return
    if labels.name(heads[0].text) and len(above) > 1 and not below[0].text[0].islower():
        return
    named = [(head, name) for head, name in zip(heads, names, strict=False) if name is not None]
    heads = [head for head, _ in named]
    for position, (head, name) in enumerate(named):
        at = above.index(head)
        stop = above.index(heads[position + 1]) if position + 1 < len(heads) else len(above)
        beside = tuple(above[at + 1 : stop])
        if len(heads) == 1 and beside:
            # Tjänstgörande      Nils Ek (M)
            # ersättare          Otto Berg (C)
            beside = (*beside, *below[1:])
        yield FormField(name, head, beside or tuple(below[position + 1 :]), "line")


def _continued(
    layout: Layout, labels: Labels, field: FormField, lines: Sequence[Line], position: int
) -> FormField:
    """Return a field whose value stands in a column of its own with the lines of that column below it."""
    if not field.values:
        return field
    value = field.values[0]
    flush = not re.search(r"\t|\s{2}", _between(layout, field))
    if flush and not field.name.startswith("attendance"):
        return field
    columns = [value.column]
    if field.name.startswith("attendance"):
        # "Närvarande:  ordföranden   Eva Ek": names stand in a column behind their offices.
        columns += [piece.column for piece in pieces(value)[1:2]]
    values = list(field.values)
    for later in lines[position + 1 :]:
        # Where columns were lost, a list goes on to the next label or blank line.
        near = later.index == values[-1].index + 1
        inside = near if flush else min(abs(later.indent - at) for at in columns) <= _COLUMN_SLACK
        if not inside or labels.name(later.text) is not None or _is_label(labels, field, later.text):
            break
        values.append(Excerpt.of_line(layout, later))
    return FormField(field.name, field.label, tuple(values), field.form)


def _is_label(labels: Labels, field: FormField, text: str) -> bool:
    """True when a line begins with a label; in a list of those present "Sekreterare Eva Ek" is an entry."""
    hits = labels.on_line(text)
    listed = field.name.startswith("attendance") and hits and hits[0][0] in _OFFICES
    # "Eva Ek   S   Ordförande": the function stands in a column of its own behind the name.
    behind = bool(hits) and hits[0][1] > 0 and not text[hits[0][3] :].strip()
    return bool(hits) and not (listed and (behind or text[hits[0][2] : hits[0][3]].isspace()))


def _values_below(
    layout: Layout, labels: Labels, lines: Sequence[Line], position: int
) -> tuple[Excerpt, ...]:
    """Return the lines below a label that stands alone: up to the next label, at most four."""
    values = []
    before = lines[position].index
    for line in lines[position + 1 : position + 1 + _AHEAD]:
        if any(layout.lines[index].text for index in range(before + 1, line.index)):
            break
        before = line.index
        if labels.name(line.text) is not None or labels.on_line(line.text):
            break
        values.append(Excerpt.of_line(layout, line))
    return tuple(values)
