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
from itertools import pairwise
from typing import Any, NamedTuple

from protokollparser.search.tokens import words
from protokollparser.store import Store

# A longer stretch is cut at line ends: what is said at its end is said of other things than at its beginning.
_LONGEST = 4000
# What is shorter and stands before a part is its heading, and goes with it.
_HEADING = 200
_PARTY = re.compile(r"\(([A-Za-zÅÄÖåäö]{1,5})\)")
_PAGES = "SELECT source_id, page, text FROM page WHERE list_contains($sources, source_id) ORDER BY ALL"
_DOCUMENTS = """
    SELECT d.document_id, d.parent_id, d.kind, d.title, d.body, d.host_municipality, d.case_number,
        list_distinct(list_filter([d.document_date, d.period_start, d.period_end, m.held],
            lambda day: day IS NOT NULL))
    FROM document AS d
    LEFT JOIN (SELECT document_id, min(meeting_date) AS held FROM meeting GROUP BY 1) AS m USING (document_id)
    WHERE list_contains($sources, d.source_id)
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
    ), wanted AS (SELECT * FROM placed WHERE list_contains($sources, source_id))
    SELECT * FROM wanted
    UNION ALL
    SELECT w.kind, w.id, s.source_id, s.page, s.char_start, s.char_end, w.document_id, w.item_id, NULL, NULL
    FROM record_span AS s JOIN wanted AS w ON s.record_table = w.kind AND s.record_id = w.id
    WHERE list_contains($sources, s.source_id)
    ORDER BY ALL
"""
_PARTIES = """
    SELECT source_id, page, char_start, upper(party) FROM (
        SELECT source_id, page, char_start, party FROM attendance
        UNION ALL SELECT source_id, page, char_start, party FROM dissent
        UNION ALL SELECT source_id, page, char_start, party FROM vote
        UNION ALL SELECT source_id, page, char_start, party FROM officer
    ) WHERE party IS NOT NULL AND list_contains($sources, source_id)
"""


@dataclass(frozen=True)
class About:
    """What is known of a document and holds for all its passages."""

    title: str
    body: str
    kind: str
    years: tuple[str, ...]
    case_number: str | None


class Passage(NamedTuple):
    """A stretch of one page, with what is known of it.

    `heading` is the title that it begins with; `above` are the titles under which it stands.
    """

    source_id: str
    document_id: str | None
    page: int
    start: int
    end: int
    text: str
    heading: str
    above: str
    about: About
    cases: tuple[str, ...]
    parties: tuple[str, ...]


class _Piece(NamedTuple):
    """A record, or one further piece of it, on one page."""

    kind: str
    start: int
    end: int
    document_id: str | None
    item_id: str | None
    title: str
    case_number: str | None


_NOTHING = About("", "", "", (), None)


def passages(store: Store, sources: Sequence[str], party_codes: frozenset[str]) -> Iterator[Passage]:
    """Yield the passages of some sources in reading order."""
    asked = {"sources": list(sources)}
    documents = _documents(list(store.query(_DOCUMENTS, asked).rows))
    pieces: dict[tuple[str, int], list[_Piece]] = defaultdict(list)
    items: dict[str, tuple[str, str | None]] = {}
    for kind, _, source_id, page, start, end, document_id, item_id, title, case in store.query(
        _RECORDS, asked
    ).rows:
        pieces[source_id, page].append(_Piece(kind, start, end, document_id, item_id, title or "", case))
        if kind == "agenda_item":
            items[item_id] = (title or "", case)
    parties: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for source_id, page, start, party in store.query(_PARTIES, asked).rows:
        parties[source_id, page].append((start, party))
    for source_id, page, text in store.query(_PAGES, asked).rows:
        on_page, named = pieces[source_id, page], sorted(parties[source_id, page])
        for start, end, owner, heading in _cut(text, on_page):
            own = text[start:end]
            about = documents.get(owner.document_id or "", _NOTHING) if owner else _NOTHING
            item_title, case = items.get(owner.item_id or "", ("", None)) if owner else ("", None)
            title = owner.title if owner and owner.kind != "agenda_item" else ""
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
                end,
                own,
                heading,
                f"{item_title} {title} {about.title} {about.body}",
                about,
                tuple(sorted({*keys_of_case(case), *keys_of_case(about.case_number)})),
                tuple(sorted(found)),
            )


def keys_of_case(number: str | None) -> list[str]:
    """Return under what a case number is found: with and without its letters and its plan number."""
    parts = words(number or "")
    figures = [part for part in parts if part[0].isdigit()]
    if not figures:
        return []
    letters = [part for part in parts[: parts.index(figures[0])] if part not in ("dnr", "diarienr", "nr")]
    found = {"-".join(figures), "-".join(figures[:2])} if len(figures) > 1 else {figures[0]}
    return sorted(found | {"-".join([*letters, one]) for one in found})


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
            f"{title or ''} {municipality or ''}",
            first(document_id, 4) or "",
            kind,
            tuple(sorted({str(day.year) for day in days})),
            case,
        )
    return found


def _cut(text: str, pieces: Sequence[_Piece]) -> Iterator[tuple[int, int, _Piece | None, str]]:
    """Yield the stretches of a page that hold anything: start, end, smallest record, the titles in it."""
    ends = sorted({0, len(text), *(p.start for p in pieces), *(min(p.end, len(text)) for p in pieces)})
    by_start = defaultdict(list)
    for piece in pieces:
        by_start[piece.start].append(piece)
    open_now: list[_Piece] = []
    headed: tuple[int, list[str]] | None = None
    for start, end in pairwise(ends):
        open_now = [piece for piece in open_now if piece.end > start] + by_start[start]
        if not text[start:end].strip():
            continue
        owner = min(open_now, key=lambda piece: (piece.end - piece.start, piece.kind), default=None)
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


def _is_within(owner: _Piece | None, following: Sequence[_Piece]) -> bool:
    """True where what follows belongs to the same: a heading and its text, not one item and the next."""
    return owner is not None and any(piece.end <= owner.end for piece in following)


def _begins(piece: _Piece, start: int, end: int) -> bool:
    return piece.start == (start if piece.kind == "agenda_item" else end)


def _breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a long stretch is cut."""
    while end - start > _LONGEST:
        at = text.rfind("\n", start + _LONGEST // 2, start + _LONGEST) + 1
        start = at if at > start else start + _LONGEST
        yield start
