"""Contents lists: the titles of a document told from the headings of its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from protokollparser.core.layout import Grid, GridRow, Layout, Line
from protokollparser.core.outline import ContentsEntry
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean
from protokollparser.outline.agenda_rows import is_case, read_rows
from protokollparser.outline.blocks import Block, Blocks
from protokollparser.outline.called_items import REACH_OF_CALL, called_items, is_call
from protokollparser.outline.columned_contents import find_columns, read_entries
from protokollparser.outline.listings import Listing
from protokollparser.outline.shapes import ends_sentence

_PAGES = re.compile(r"(?:s(?:id(?:a|an)?)?\.? ?)?\d{1,4}(?:\s?[-–—]\s?\d{1,4})?(?:, ?\d{1,4}){0,3}")
_NUMBER = re.compile(
    r"(?P<number>§{1,2}\s?\d{1,4}(?:\s?[a-z]\b|[/:]\d{2,4}|\s?[-–—]\s?\d{1,4})?|\d{1,3}(?:\.\d{1,3}){0,4})(?P<stop>[.)]?)\s+(?=\S)"
)
_LEADER = re.compile(
    r"(?P<title>\S.{0,200}?\S)\s?(?:\.{2,}|…+|_{3,}|\.(?: \.)+|\t|\s{3,})[\s.]*"
    r"(?P<pages>\d{1,4}(?:\s?[-–]\s?\d{1,4})?)"
)
_GAP = re.compile(r"\t|\s{3,}")
_TRAIL = re.compile(r"[\s.…_]+$")
_CASE = re.compile(
    r"(?:dnr|diarienr|[A-ZÅÄÖ]{2,6})?[ .:]{0,2}\d{4}[/-]\d{1,6}(?:[-–][\d.]{1,12})?|"
    r"[A-ZÅÄÖ]{2,6}[ -]?\d{4}[-/:]\d{2,6}"
)
_REACH = 3
# So far apart two § of a contents list may be.
_LEFT_OUT = 10
_LONGEST = 300
_MOST_LINES = 400


def find_listings(layout: Layout, blocks: Blocks, rules: Rules) -> tuple[Listing, ...]:
    """Return the contents lists of a layout, in order."""
    pattern = next((rule.pattern() for rule in rules.sections if rule.name == "contents"), None)
    summons = next((rule for rule in rules.kinds if rule.name == "summons"), None)
    found: list[Listing] = []
    covered = -1
    called = 0
    for block in blocks.all:
        if block.first <= covered:
            continue
        called = REACH_OF_CALL if summons and is_call(blocks, block, summons) else called - len(block.lines)
        listing = (
            _grid_listing(blocks, block, pattern) if block.grid else _line_listing(blocks, block, pattern)
        )
        items = called_items(blocks, block, pattern) if called > 0 else None
        if items is not None and (listing is None or len(items.entries) > len(listing.entries)):
            listing = items
        if listing is not None:
            found.append(listing)
            covered = listing.last
            called = 0
    return tuple(found)


def _is_heading(line: Line, pattern: re.Pattern[str] | None) -> bool:
    return pattern is not None and len(line.text) <= 80 and pattern.search(clean(line.text)) is not None


def _is_columned(blocks: Blocks, line: Line, pattern: re.Pattern[str] | None) -> bool:
    """True for a heading that is the first of several names of columns ("Ärenden          Sida")."""
    columns = _GAP.split(line.text)
    names = blocks.shapes.words("contents_columns")
    if len(columns) < 2 or not all(word.casefold().rstrip(":.") in names for word in columns):
        return False
    return any(pattern is not None and pattern.search(clean(word)) for word in columns)


def _heading_before(blocks: Blocks, block: Block, pattern: re.Pattern[str] | None) -> int | None:
    """Return the line of a contents heading that stands right above a block."""
    above = blocks.preceding(block)
    if above is None or above.grid is not None or not _is_heading(above.lines[-1], pattern):
        return None
    return above.last


def _grid_listing(blocks: Blocks, block: Block, pattern: re.Pattern[str] | None) -> Listing | None:
    grid = block.grid
    if grid is None:
        return None
    rows = [row for row in grid.rows if not row.rule_line]
    header = _header_row(blocks, rows, pattern)
    heading = _heading_before(blocks, block, pattern)
    entries = [entry for row in rows[header:] if (entry := _row_entry(row)) is not None]
    filled = sum(1 for row in rows[header:] if any(cell.text for cell in row.cells))
    paged = sum(1 for entry in entries if entry.pages or entry.case or (entry.number or "").startswith("§"))
    counted = _counts(entries) and (heading is not None or header == 1)
    if (
        not entries
        or (4 * paged < 3 * filled and not counted)
        or (heading is None and not header and not _leads(grid, paged))
    ):
        return None
    first = heading if heading is not None else grid.first
    named = heading if heading is not None else grid.first if header else None
    entries += _led_below(blocks, block, entries)
    last = max(grid.last, entries[-1].last)
    return Listing(first, last, tuple(entries), named, _is_agenda(blocks, named, entries))


def _led_below(blocks: Blocks, block: Block, above: Sequence[ContentsEntry]) -> list[ContentsEntry]:
    """Return the entries that go on below a grid of a list, on its page or the next."""
    found: list[ContentsEntry] = []
    for line in _lines_after(blocks, block):
        entry = _line_entry(blocks, line) if _lead(line.text) else None
        if entry is None or not entry.number or not _counts([*above[-1:], *found, entry]):
            break
        found.append(entry)
    return found


def _is_agenda(blocks: Blocks, heading: int | None, entries: Sequence[ContentsEntry]) -> bool:
    """True when the heading speaks of items, or the entries are numbered with §."""
    words = blocks.layout.lines[heading].text if heading is not None else ""
    return bool(blocks.shapes.among("agenda_names", "§").search(words.casefold())) or any(
        (entry.number or "").startswith("§") for entry in entries
    )


def _header_row(blocks: Blocks, rows: Sequence[GridRow], pattern: re.Pattern[str] | None) -> int:
    """Return 1 when the first row names columns of a contents list, else 0."""
    texts = [cell.text for cell in rows[0].cells if cell.text] if rows else []
    names = blocks.shapes.words("contents_columns")
    if not texts or not all(text.casefold().rstrip(":.") in names or _says(text, pattern) for text in texts):
        return 0
    return 1 if len(texts) > 1 or _says(texts[0], pattern) else 0


def _says(text: str, pattern: re.Pattern[str] | None) -> bool:
    return pattern is not None and pattern.search(text) is not None


def _leads(grid: Grid, paged: int) -> bool:
    """True when leaders of dots run from titles to pages in at least a fifth of the rows."""
    dotted = sum(
        1 for row in grid.rows if any("....." in cell.text or "…" in cell.text for cell in row.cells)
    )
    return paged >= _REACH and 5 * dotted >= len(grid.rows)


def _row_entry(row: GridRow) -> ContentsEntry | None:
    texts = [cell.text for cell in row.cells]
    printed = [text for text in texts if text]
    if not printed:
        return None
    pages = printed.pop() if len(printed) > 1 and _PAGES.fullmatch(printed[-1]) else None
    number = None
    if len(printed) > 1 and re.fullmatch(
        r"§{0,2}\s?\d{1,4}(?:\s?[a-z])?[.)]?|\d{1,3}(?:\.\d{1,3}){1,4}\.?", printed[0]
    ):
        number = _tidy(printed.pop(0))
    printed = [text for text in printed if not _CASE.fullmatch(text)] or printed
    title = max(printed, key=len)
    if number is None:
        number, title = _split_number(title)
    title = _TRAIL.sub("", title)
    if pages is None and (match := _lead(title)):
        title, pages = match["title"], match["pages"]
    return (
        ContentsEntry(row.first, row.last, title, number, pages) if re.search(r"[^\W\d_]{2}", title) else None
    )


def _lead(text: str) -> re.Match[str] | None:
    """Return title and pages of a line whose title leads to them with dots or a wide gap."""
    return _LEADER.fullmatch(text) if len(text) <= _LONGEST else None


def _split_number(title: str) -> tuple[str | None, str]:
    match = _NUMBER.match(title)
    return (_tidy(match["number"]), title[match.end() :].strip()) if match else (None, title)


def _tidy(number: str) -> str:
    text = clean(number).rstrip(".)")
    # "§ 53/22": the year is no part of the number.
    return (
        re.sub(r"^§+\s*|[/:]\d{2,4}$", lambda m: "§ " if m.start() == 0 else "", text)
        if text[:1] == "§"
        else text
    )


def _line_listing(blocks: Blocks, block: Block, pattern: re.Pattern[str] | None) -> Listing | None:
    """Return the list that begins with a block of lines, or right after it when it is a contents heading."""
    columned = _columned_listing(blocks, block)
    if columned is not None:
        return columned
    heading = next(
        (
            line
            for line in block.lines[:2]
            if _is_heading(line, pattern) or _is_columned(blocks, line, pattern)
        ),
        None,
    )
    if heading is None:
        return _leader_listing(blocks, block)
    below = blocks.following(block) if heading is block.lines[-1] else None
    columned = _columned_listing(blocks, below) if below is not None and below.grid is None else None
    if columned is not None:
        return replace(columned, first=heading.index, heading=heading.index)
    rest = [line for line in block.lines if line.index > heading.index]
    lines = _below_columns(blocks, rest or _lines_after(blocks, block))
    taken = _take(blocks, lines)
    if _is_agenda(blocks, heading.index, taken):
        rows = read_rows(blocks.layout, blocks.shapes, lines)
        taken = rows if len(rows) >= len(taken) else taken
    paged = sum(1 for entry in taken if entry.pages or entry.case)
    numbered = _counts(taken)
    if len(taken) < 2 or (2 * paged < len(taken) and not numbered):
        return None
    return Listing(
        heading.index, taken[-1].last, tuple(taken), heading.index, _is_agenda(blocks, heading.index, taken)
    )


def _columned_listing(blocks: Blocks, block: Block) -> Listing | None:
    """Return the list of items whose named columns a line of the block heads."""
    for line in block.lines[:3]:
        columns = find_columns(blocks.shapes, line) if line.top is None else None
        if columns is not None:
            rest = [known for known in block.lines if known.index > line.index]
            entries = read_entries(blocks.shapes, columns, [*rest, *_lines_after(blocks, block)])
            if _counts(entries):
                return Listing(line.index, entries[-1].last, tuple(entries), line.index, agenda=True)
    return None


def _below_columns(blocks: Blocks, lines: list[Line]) -> list[Line]:
    """Return the lines of a list from its first entry on: below the names of columns and a first group."""
    names = blocks.shapes.words("contents_columns")
    words = [word.casefold().rstrip(":.") for word in _GAP.split(lines[0].text)] if lines else []
    start = 1 if len(words) > 1 and all(word in names for word in words) else 0
    if start and len(lines) > start + 1:
        first, second = (_line_entry(blocks, line) for line in lines[start : start + 2])
        if first and first.number is None and first.pages is None and second and second.number:
            start += 1
    return lines[start:]


def _leader_listing(blocks: Blocks, block: Block) -> Listing | None:
    """Return a list without heading: three or more lines whose titles lead to pages."""
    if not (match := _lead(block.lines[0].text)) or "\t" in match[0]:
        return None
    taken = _take(blocks, [*block.lines, *_lines_after(blocks, block)])
    if len(taken) < _REACH or sum(1 for entry in taken if entry.pages or entry.case) * 5 < 4 * len(taken):
        return None
    return Listing(block.first, taken[-1].last, tuple(taken), None, agenda=False)


def _lines_after(blocks: Blocks, block: Block) -> list[Line]:
    lines: list[Line] = []
    after = blocks.following(block)
    while after is not None and after.grid is None and len(lines) < _MOST_LINES:
        lines += after.lines
        after = blocks.following(after)
    return lines


def _take(blocks: Blocks, lines: Sequence[Line]) -> list[ContentsEntry]:
    """Return the entries that the lines give before the first line that cannot be of the list."""
    entries: list[ContentsEntry] = []
    for position, line in enumerate(lines):
        if entries and entries[-1].last == line.index - 1 and _is_wrapped(entries[-1], line):
            last = entries.pop()
            title = f"{last.title} {clean(line.text)}"
            entries.append(ContentsEntry(last.first, line.index, title, last.number, last.pages))
            continue
        if entries and _is_under(blocks, entries[-1], line, lines[position + 1 : position + 5]):
            continue
        entry = _line_entry(blocks, line)
        if entry is None or (entry.pages is None and entry.number is None):
            wrapped = entry is not None and entries and entries[-1].last == line.index - 1
            if not wrapped or entries[-1].pages is not None or len(line.text) > 100:
                break
            last = entries.pop()
            entries.append(
                ContentsEntry(last.first, line.index, f"{last.title} {line.text}", last.number, None)
            )
            continue
        if entries and not _goes_on(entries, entry):
            break
        entries.append(entry)
    return entries


def _is_wrapped(last: ContentsEntry, line: Line) -> bool:
    """True for the rest of a title whose first line ends in a column of its own."""
    small = line.text[:1].islower() and len(line.text) <= 100
    return small and last.number is not None and not _GAP.search(line.text)


def _is_under(blocks: Blocks, last: ContentsEntry, line: Line, after: Sequence[Line]) -> bool:
    """True for a line that tells more of the entry above it, with the next entry near."""
    if last.number is None or len(line.text) > 90 or _NUMBER.match(line.text):
        return False
    for known in after:
        entry = _line_entry(blocks, known)
        if entry is not None and entry.number is not None:
            low, high = _sort_key(last.number), _sort_key(entry.number)
            return len(low) == len(high) == 1 and high[0] == low[0] + 1
    return False


def _line_entry(blocks: Blocks, line: Line) -> ContentsEntry | None:
    columns = _GAP.split(line.text)
    if len(columns) > 1 and is_case(columns[-1]):
        # The column of case numbers; readers of items tell it from pages.
        title, pages = " ".join(columns[:-1]), columns[-1]
    else:
        match = _lead(line.text)
        title, pages = (match["title"], match["pages"]) if match else (line.text, None)
    number, rest = _split_number(clean(title))
    rest = _TRAIL.sub("", rest)
    if not re.search(r"[^\W\d_]{2}", rest) or (pages is None and not _may_entitle(blocks, number, rest)):
        return None
    return ContentsEntry(line.index, line.index, rest, number, pages)


def _may_entitle(blocks: Blocks, number: str | None, title: str) -> bool:
    """True for the title of an entry without pages; behind a number it may name a month."""
    if number is not None and title[:1].isupper():
        return len(title) <= 160 and not ends_sentence(title)
    return blocks.shapes.is_titled(title)


def _goes_on(entries: Sequence[ContentsEntry], entry: ContentsEntry) -> bool:
    """False when the number begins anew or the pages fall back: the list is over, the body begins."""
    last = next((known for known in reversed(entries) if known.number), None)
    if entry.pages is None and last is not None and entry.number is not None:
        rises = _sort_key(entry.number) > _sort_key(last.number or "")
        return rises or _follows_misprint(entries, entry)
    paged = next((known for known in reversed(entries) if _PAGES.fullmatch(known.pages or "")), None)
    if paged is not None and _PAGES.fullmatch(entry.pages or ""):
        return _page(entry.pages or "0") >= _page(paged.pages or "0")
    return True


def _follows_misprint(entries: Sequence[ContentsEntry], entry: ContentsEntry) -> bool:
    """True when the § of the row right above is too high, and that before it is not: § 23, § 42, § 25."""
    numbers = [known.number for known in (*entries[-2:], entry)]
    if entry.first != entries[-1].last + 1 or not all((one or "").startswith("§") for one in numbers):
        return False
    return len(numbers) == 2 or _sort_key(numbers[0] or "") < _sort_key(numbers[-1] or "")


def _counts(entries: Sequence[ContentsEntry]) -> bool:
    """True when the entries are numbered 1, 2, 3 ... or § 35, § 36 ..., two of them at least.

    A § may be left out: those that are secret are not printed, or stand together ("§ 7-8"). One of several
    may be misprinted.
    """
    printed = [entry.number for entry in entries if entry.number]
    numbers = [_sort_key(number) for number in printed]
    if len(printed) == len(entries) >= _REACH and all(number.startswith("§") for number in printed):
        without = [[*numbers[:at], *numbers[at + 1 :]] for at in range(len(numbers))]
        return _rises(numbers) or (len(numbers) > _REACH and any(map(_rises, without)))
    steps = sum(1 for low, high in pairwise(numbers) if high[0] - low[0] in (0, 1) and high > low)
    return len(numbers) >= 2 and steps == len(numbers) - 1 and len(numbers) * 3 >= len(entries) * 2


def _rises(numbers: Sequence[tuple[int, ...]]) -> bool:
    return all(low[0] < high[0] <= low[0] + _LEFT_OUT for low, high in pairwise(numbers))


def _sort_key(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", number))


def _page(pages: str) -> int:
    digits = re.search(r"\d+", pages)
    return int(digits[0]) if digits else 0
