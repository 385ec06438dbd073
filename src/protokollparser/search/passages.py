"""The texts of the store cut into passages: what stands between the beginnings and ends of its records.

Every character of a page is in one passage, whether a rule understood it or not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from protokollparser.core.document import LINE_END
from protokollparser.search.tokens import words
from protokollparser.store import Store

# A longer stretch is cut at line ends: what is said at its end is said of other things than at its beginning.
_LONGEST = 4000
# What is shorter and stands before a part is its heading, and goes with it.
_HEADING = 200
_PARTY = re.compile(r"\(([A-Za-zÅÄÖåäö]{1,5})\)")
_PAGES = """
    SELECT source_id, page, text, first_line FROM page
    WHERE source_id BETWEEN $first AND $last AND list_contains($sources, source_id) ORDER BY ALL
"""
_DOCUMENTS = """
    SELECT d.document_id, d.parent_id, d.kind, d.title, d.body, d.host_municipality, d.case_number,
        list_filter([d.document_date, m.held, d.period_end, d.period_start], lambda day: day IS NOT NULL)
    FROM document AS d
    LEFT JOIN (SELECT document_id, min(meeting_date) AS held FROM meeting GROUP BY 1) AS m USING (document_id)
    WHERE d.source_id BETWEEN $first AND $last AND list_contains($sources, d.source_id)
"""
_RECORDS = """
    WITH placed AS (
        SELECT 'document' AS kind, document_id AS id, source_id, page, char_start, char_end, document_id,
            NULL AS item_id, NULL AS title, NULL AS case_number FROM document
        UNION ALL
        SELECT 'agenda_item', item_id, source_id, page, char_start, char_end, document_id, item_id,
            concat('§ ' || paragraph || coalesce(paragraph_suffix, '') || ' ', title), case_number
        FROM agenda_item WHERE listed_in <> 'contents'
        UNION ALL
        SELECT 'section', section_id, source_id, page, char_start, char_end, document_id, item_id, heading,
            NULL
        FROM section
        UNION ALL
        SELECT 'data_table', table_id, source_id, page, char_start, char_end, document_id, NULL, title, NULL
        FROM data_table
        UNION ALL
        SELECT 'decision', decision_id, source_id, page, char_start, char_end, document_id, item_id, NULL,
            NULL
        FROM decision
        UNION ALL
        SELECT 'proposal', proposal_id, source_id, page, char_start, char_end, document_id, item_id, NULL,
            NULL
        FROM proposal
        UNION ALL
        SELECT 'attachment', attachment_id, source_id, page, char_start, char_end, document_id, item_id, NULL,
            NULL
        FROM attachment
    ), wanted AS (
        SELECT * FROM placed WHERE source_id BETWEEN $first AND $last AND list_contains($sources, source_id)
    )
    SELECT * FROM wanted
    UNION ALL
    SELECT w.kind, w.id, s.source_id, s.page, s.char_start, s.char_end, w.document_id, w.item_id, NULL, NULL
    FROM record_span AS s JOIN wanted AS w ON s.record_table = w.kind AND s.record_id = w.id
    WHERE s.source_id BETWEEN $first AND $last AND list_contains($sources, s.source_id)
    ORDER BY ALL
"""
_PARTIES = """
    SELECT source_id, page, char_start, upper(party) FROM (
        SELECT source_id, page, char_start, party FROM attendance
        UNION ALL SELECT source_id, page, char_start, party FROM dissent
        UNION ALL SELECT source_id, page, char_start, party FROM vote
        UNION ALL SELECT source_id, page, char_start, party FROM officer
    )
    WHERE party IS NOT NULL AND source_id BETWEEN $first AND $last AND list_contains($sources, source_id)
"""


@dataclass(frozen=True)
class About:
    """What is known of a document and holds for all its passages."""

    title: str
    body: str
    kind: str
    years: tuple[str, ...]
    day: str
    case_number: str | None
    municipality: str


class Piece(NamedTuple):
    """A record, or one further piece of it, on one page."""

    table: str
    record_id: str
    start: int
    end: int
    document_id: str | None
    item_id: str | None
    title: str
    case_number: str | None


class Passage(NamedTuple):
    """A stretch of one page, with what is known of it.

    `line` is that of its first character. `heading` is the title that it begins with; `item` is number and
    title of the item and `above` the title of the part in which it stands. `records` are those that it holds
    some of.
    """

    source_id: str
    document_id: str | None
    page: int
    start: int
    line: int
    text: str
    heading: str
    item: str
    above: str
    about: About
    cases: tuple[str, ...]
    parties: tuple[str, ...]
    records: tuple[Piece, ...]


_NOTHING = About("", "", "", (), "", None, "")
# What cuts a page; the other records stand inside these.
_PARTS = frozenset({"document", "agenda_item", "section", "data_table"})


def passages(store: Store, sources: Sequence[str], party_codes: frozenset[str]) -> Iterator[Passage]:
    """Yield the passages of some sources in reading order."""
    asked = {"sources": list(sources), "first": min(sources), "last": max(sources)}
    documents = _documents(list(store.query(_DOCUMENTS, asked).rows))
    pieces: dict[tuple[str, int], list[Piece]] = defaultdict(list)
    items: dict[str, tuple[str, str | None]] = {}
    for table, key, source_id, page, start, end, document_id, item_id, title, case in store.query(
        _RECORDS, asked
    ).rows:
        pieces[source_id, page].append(Piece(table, key, start, end, document_id, item_id, title or "", case))
        if table == "agenda_item" and (title or case):
            items[item_id] = (title or "", case)
    parties: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for source_id, page, start, party in store.query(_PARTIES, asked).rows:
        parties[source_id, page].append((start, party))
    for source_id, page, text, line in store.query(_PAGES, asked).rows:
        on_page, named = pieces[source_id, page], sorted(parties[source_id, page])
        last = 0
        for start, end, owner, heading in _cut(text, [piece for piece in on_page if piece.table in _PARTS]):
            line += sum(1 for _ in LINE_END.finditer(text, last, start))
            last = start
            own = text[start:end]
            about = documents.get(owner.document_id or "", _NOTHING) if owner else _NOTHING
            item_title, case = items.get(owner.item_id or "", ("", None)) if owner else ("", None)
            found = {code.upper() for code in _PARTY.findall(own)} & party_codes
            at = bisect_left(named, (start, ""))
            while at < len(named) and named[at][0] < end:
                found.add(named[at][1])
                at += 1
            yield Passage(
                source_id,
                owner.document_id if owner else None,
                page,
                start,
                line,
                own,
                heading,
                item_title,
                owner.title if owner and owner.table != "agenda_item" else "",
                about,
                tuple(sorted({*keys_of_case(case), *keys_of_case(about.case_number)})),
                tuple(sorted(found)),
                tuple(piece for piece in on_page if piece.start < end and start < piece.end),
            )


@lru_cache(1 << 12)
def keys_of_case(number: str | None) -> tuple[str, ...]:
    """Return under what a case number is found: with and without its letters and its plan number."""
    parts = words(number or "")
    figures = [part for part in parts if part[0].isdigit()]
    if not figures:
        return ()
    letters = [part for part in parts[: parts.index(figures[0])] if part not in ("dnr", "diarienr", "nr")]
    found = {"-".join(figures), "-".join(figures[:2])} if len(figures) > 1 else {figures[0]}
    return tuple(sorted(found | {"-".join([*letters, one]) for one in found}))


def _documents(rows: Sequence[tuple[Any, ...]]) -> Mapping[str, About]:
    """Return what is known of each document; what it does not say itself its whole says for it."""
    known = {row[0]: row for row in rows}

    def first(document_id: str, at: int) -> Any:
        above = known.get(document_id)
        return None if above is None else above[at] or first(above[1], at)

    found = {}
    for document_id, _, kind, title, _, municipality, case, _ in rows:
        days: list[date] = first(document_id, 7) or []
        found[document_id] = About(
            title or "",
            first(document_id, 4) or "",
            kind,
            tuple(sorted({str(day.year) for day in days})),
            days[0].isoformat() if days else "",
            case,
            municipality or "",
        )
    return found


def _cut(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int, Piece | None, str]]:
    """Yield the stretches of a page that hold anything: start, end, smallest record, the titles in it."""
    ends = sorted({0, len(text), *(p.start for p in pieces), *(min(p.end, len(text)) for p in pieces)})
    by_start = defaultdict(list)
    for piece in pieces:
        by_start[piece.start].append(piece)
    open_now: list[Piece] = []
    headed: tuple[int, list[str]] | None = None
    for start, end in pairwise(ends):
        open_now = [piece for piece in open_now if piece.end > start] + by_start[start]
        if not text[start:end].strip():
            continue
        owner = min(open_now, key=lambda piece: (piece.end - piece.start, piece.table), default=None)
        # A title stands before what it is the title of, or is the beginning of an item.
        titles = [p.title for p in (*by_start[start], *by_start[end]) if p.title and _begins(p, start, end)]
        if by_start[end] and end - start <= _HEADING and _is_within(owner, by_start[end]):
            headed = headed or (start, [])
            headed[1].extend(titles)
            continue
        first, above = headed or (start, [])
        headed = None
        heading = " ".join(dict.fromkeys([*above, *titles]))
        for at in _breaks(text, first, end):
            yield first, at, owner, heading
            first, heading = at, ""
        yield first, end, owner, heading
    if headed:
        yield headed[0], len(text), None, " ".join(headed[1])


def _is_within(owner: Piece | None, following: Sequence[Piece]) -> bool:
    """True where what follows belongs to the same: a heading and its text, not one item and the next."""
    return owner is not None and any(piece.end <= owner.end for piece in following)


def _begins(piece: Piece, start: int, end: int) -> bool:
    return piece.start == (start if piece.table == "agenda_item" else end)


def _breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a long stretch is cut."""
    while end - start > _LONGEST:
        at = text.rfind("\n", start + _LONGEST // 2, start + _LONGEST) + 1
        start = at if at > start else start + _LONGEST
        yield start
