"""The table of identities that people edit: which names are one, which may be, and what people say of them.

Separated by `;`, UTF-8 with a byte order mark, as spreadsheets with Swedish settings write it. `vad` is rad
(a line of accounts) or organ (an organisation); `organ` the organisation of a line, nothing for every one;
`samma` is what a person fills in: ja, nej, or öppen to take it back. Empty says nothing, so that no table
overwrites another.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from protokollparser.core.errors import UsageError
from protokollparser.core.privacy import mask
from protokollparser.core.records.findings import Review
from protokollparser.store.database import Store
from protokollparser.store.series.reviewed import LINE, ORGANISATION, last_words, pair_id

COLUMNS = ("vad", "organ", "ena", "andra", "nu", "säkerhet", "skäl", "samma", "anmärkning")
_NEEDED = ("vad", "ena", "andra", "samma")
_KINDS = {"rad": LINE, "organ": ORGANISATION}
_SAID = {"ja": "same", "nej": "different", "öppen": "open", "yes": "same", "no": "different", "open": "open"}
# A cell that begins so is a formula.
_LIVE = ("=", "+", "-", "@")
_WORDS = {"same": "ja", "different": "nej"}
# Spelling alone is no question: capitals and blanks.
_ROWS = """
WITH named AS (
    SELECT DISTINCT line_id, name, organisation_id FROM line_label
), organisation AS (
    SELECT DISTINCT organisation_id, name FROM line_organisation
)
SELECT 'organ', '', printed, name, 'samma', confidence, reason FROM line_organisation
WHERE lower(printed) <> lower(name)
UNION
SELECT 'rad', o.name, l.label, l.name, 'samma', min(l.confidence), min_by(l.reason, l.confidence)
FROM line_label AS l JOIN organisation AS o USING (organisation_id)
WHERE l.label <> l.name AND l.reason <> 'spelling' GROUP BY ALL
UNION
SELECT 'rad', o.name, a.name, b.name, 'fråga', max(c.confidence), max_by(c.reason, c.confidence)
FROM identity_candidate AS c
JOIN named AS a ON a.line_id = c.entity_id JOIN named AS b ON b.line_id = c.other_id
JOIN organisation AS o ON o.organisation_id = a.organisation_id
WHERE c.entity_table = 'line' GROUP BY ALL
ORDER BY ALL
"""


def write(store: Store, path: Path) -> int:
    """Write the table with what people said before, and return how many rows it has. Raises UsageError."""
    rows = list(_rows(store))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_harmless, row) for row in rows)
    try:
        path.write_text("\ufeff" + text.getvalue(), encoding="utf-8", newline="")
    except OSError as error:
        told = error.strerror or str(error)
        message = f"{path}: cannot be written ({told}); choose another file with --out"
        raise UsageError(message, "report_unwritable", path=path, told=told) from error
    return len(rows)


def _rows(store: Store) -> Iterator[tuple[str, ...]]:
    """Yield what is one or may be, and then what people said of other names."""
    said = {row.record_id: row for row in last_words(store.read(Review))}
    for what, organisation, one, other, now, confidence, reason in store.query(_ROWS).rows:
        own = said.pop(pair_id(_KINDS[what], organisation, one, other), None)
        own = own or said.pop(pair_id(_KINDS[what], "", one, other), None)
        sure = f"{confidence:.2f}".replace(".", ",")
        yield what, organisation, one, other, now, sure, reason, *_told(own)
    for own in sorted(said.values(), key=lambda row: (row.record_table, row.record_id)):
        what = next(word for word, kind in _KINDS.items() if kind == own.record_table)
        yield what, own.field or "", own.old_value or "", own.new_value or "", "", "", "", *_told(own)


def _harmless(cell: str) -> str:
    """Return a cell without identity numbers, and with an apostrophe before what spreadsheets carry out."""
    masked = mask(cell)
    return f"'{masked}" if masked.startswith(_LIVE) else masked


def _told(own: Review | None) -> tuple[str, str]:
    return (_WORDS.get(own.verdict, ""), own.note or "") if own else ("", "")


def read(store: Store, path: Path, reviewer: str) -> list[Review]:
    """Return what a table says that was not said before, as reviews. Raises UsageError."""
    before = {row.record_id: row.verdict for row in last_words(store.read(Review))}
    now, found = datetime.now().replace(microsecond=0), dict[str, Review]()
    for number, row in _lines(path):
        verdict = row["samma"].strip().lower()
        if not verdict:
            continue
        kind, one, other = _KINDS.get(row["vad"].strip().lower()), _bare(row["ena"]), _bare(row["andra"])
        if kind is None or verdict not in _SAID or not one or not other:
            message = (
                f"{path}, line {number}: vad is rad or organ, samma is ja, nej or öppen, with both names"
            )
            raise UsageError(message, "identities_row", path=path, line=number)
        organisation = _bare(row.get("organ") or "") if kind == LINE else ""
        key = pair_id(kind, organisation, one, other)
        if before.get(key, "open") == _SAID[verdict]:
            continue
        found[key] = Review(
            record_table=kind,
            record_id=key,
            field=organisation,
            old_value=one,
            new_value=other,
            verdict=_SAID[verdict],
            reviewer=reviewer,
            note=(row.get("anmärkning") or "").strip() or None,
            reviewed_at=now + timedelta(microseconds=len(found)),
        )
    return [*found.values()]


def _bare(cell: str) -> str:
    """Return a name without the apostrophe of `_harmless`."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_LIVE) else text


def _lines(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the rows of a file by column name, with the number of their line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: is no table of identities in UTF-8; `identities export` writes one"
        raise UsageError(message, "identities_file", path=path) from error
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",", restval="")
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    if not set(_NEEDED) <= set(names):
        message = f"{path}: is no table of identities in UTF-8; `identities export` writes one"
        raise UsageError(message, "identities_file", path=path)
    reader.fieldnames = names
    for row in reader:
        yield reader.line_num, {name: value or "" for name, value in row.items() if isinstance(value, str)}
