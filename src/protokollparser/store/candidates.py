"""Documents that may be versions or extracts of each other, in groups that are judged each by itself.

A group is written as its documents (`grouped`) and the pairs of them that are to be judged (`pair`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from protokollparser.store.changing import offered
from protokollparser.store.sql import runner
from protokollparser.store.versions import FEWEST_WORDS, folded

# Pairs of so many documents with so many others follow each other.
BLOCK = 250
# Where two prints give more pairs of documents than so many, only those of the same figures are compared.
_FORM = 64 * 64
_ROWS = 10_000
# Documents with equal fingerprints are one print; prints meet by some of their least hashes. A hash of very
# many prints is a phrase that all of them use.
_PRINTS = f"""
CREATE OR REPLACE TEMP TABLE print AS
SELECT *, count(*) OVER (PARTITION BY alike) AS size FROM (
    SELECT document_id, hash(CAST(shingles AS VARCHAR)) AS alike, hash(CAST(figures AS VARCHAR)) AS figures,
        list_slice(CAST(shingles AS UBIGINT[]), 1, 24) AS least
    FROM fingerprint WHERE words >= {FEWEST_WORDS}
)
"""
_MET = """
CREATE OR REPLACE TEMP TABLE met AS
WITH near AS MATERIALIZED (
    SELECT alike, unnest(any_value(least)) AS hash FROM print GROUP BY alike
), telling AS MATERIALIZED (
    SELECT * FROM near
    SEMI JOIN (SELECT hash FROM near GROUP BY hash HAVING count(*) BETWEEN 2 AND 64) USING (hash)
)
SELECT a.alike AS one, b.alike AS other FROM telling AS a JOIN telling AS b USING (hash)
WHERE a.alike < b.alike GROUP BY ALL HAVING count(*) >= 2
UNION ALL
SELECT alike, alike FROM print GROUP BY alike HAVING count(*) >= 2
"""
# Minutes of one day, of which the second has all paragraphs of the first by their numbers, and more; those of
# another municipality or body are no extracts.
_EXTRACTS = """
CREATE OR REPLACE TEMP TABLE pair AS
WITH held AS (
    SELECT DISTINCT document_id, meeting_date AS day FROM meeting
    WHERE status = 'held' AND meeting_date IS NOT NULL
), dated AS (
    FROM held
    UNION ALL
    SELECT document_id, document_date FROM document
    WHERE kind IN ('minutes', 'minutes_extract') AND document_date IS NOT NULL
        AND document_id NOT IN (SELECT document_id FROM held)
), numbered AS MATERIALIZED (
    SELECT DISTINCT i.document_id, i.paragraph, coalesce(i.paragraph_suffix, '') AS suffix
    FROM agenda_item AS i JOIN item_fingerprint AS f USING (item_id) WHERE i.paragraph IS NOT NULL
), counted AS (
    SELECT document_id, list(paragraph || suffix) AS numbers, min((paragraph, suffix)) AS first
    FROM numbered GROUP BY document_id
), named AS (
    SELECT document_id, day, h.key AS host, b.key AS body
    FROM dated JOIN document USING (document_id)
    LEFT JOIN compared AS h ON h.name = host_municipality LEFT JOIN compared AS b ON b.name = document.body
), dayed AS MATERIALIZED (
    SELECT n.*, c.numbers, c.first FROM named AS n JOIN counted AS c USING (document_id)
), having_ AS MATERIALIZED (
    SELECT d.*, (paragraph, suffix) AS number FROM dayed AS d JOIN numbered USING (document_id)
)
SELECT DISTINCT a.document_id AS one, b.document_id AS other, a.document_id AS name
FROM dayed AS a JOIN having_ AS b ON a.day = b.day AND a.first = b.number
WHERE a.document_id <> b.document_id AND len(b.numbers) > len(a.numbers)
    AND coalesce(a.host = b.host, TRUE) AND coalesce(a.body = b.body, TRUE)
    AND list_has_all(b.numbers, a.numbers)
"""
# Documents in the order of their least hashes: those that are alike stand near each other.
_GROUPED = """
CREATE OR REPLACE TEMP TABLE grouped AS
SELECT document_id, min(document_id) OVER (PARTITION BY root) AS name,
    row_number() OVER (ORDER BY least, document_id) AS place
FROM print JOIN (SELECT CAST(print AS UBIGINT) AS alike, root FROM joined) USING (alike)
"""
# A print of very many documents is a form: those that are filled in alike are compared, not each with each.
_PAIR = f"""
CREATE OR REPLACE TEMP TABLE pair AS
WITH held AS MATERIALIZED (
    SELECT alike, figures, size, g.* FROM print JOIN grouped AS g USING (document_id)
), size AS (
    SELECT alike, any_value(size) AS size FROM held GROUP BY alike
), sized AS MATERIALIZED (
    SELECT one, other, a.size * b.size > {_FORM} AS form
    FROM met JOIN size AS a ON a.alike = one JOIN size AS b ON b.alike = other
), near AS (
    SELECT a, b FROM sized JOIN held AS a ON a.alike = one JOIN held AS b ON b.alike = other WHERE NOT form
    UNION ALL
    SELECT a, b FROM sized JOIN held AS a ON a.alike = one
    JOIN held AS b ON b.alike = other AND b.figures = a.figures WHERE form
)
SELECT a.document_id AS one, b.document_id AS other, a.name FROM near
WHERE a.alike <> b.alike OR a.place < b.place
ORDER BY least(a.place, b.place) // {BLOCK}, greatest(a.place, b.place) // {BLOCK}, a.place, b.place
"""
# What may be an extract, and the minutes of which it may be one.
_AROUND = """
CREATE OR REPLACE TEMP TABLE grouped AS
SELECT one AS document_id, name FROM pair UNION SELECT other, name FROM pair
"""


def versions(connection: Connection) -> None:
    """Write the groups of documents that may be versions of each other; one is named by the least of them.

    Pairs are written in an order in which those of like documents follow each other, block by block.
    """
    run = runner(connection)
    run(_PRINTS)
    run(_MET)
    roots = _roots(_rows(run("SELECT one, other FROM met")))
    told: dict[str, Sequence[object]] = {"print": [*map(str, roots)], "root": [*map(str, roots.values())]}
    with offered(connection, "joined", told):
        run(_GROUPED)
    run(_PAIR)
    run("DROP TABLE met; DROP TABLE print")


def extracts(connection: Connection) -> None:
    """Write for each document that may be an extract the group of it and the minutes that may hold it."""
    run = runner(connection)
    names = run("SELECT host_municipality FROM document UNION SELECT body FROM document").fetchall()
    told = sorted(name for (name,) in names if name)
    with offered(connection, "compared", {"name": told, "key": [*map(folded, told)]}):
        run(_EXTRACTS)
    run(_AROUND)


def _rows(answer: Any) -> Iterator[tuple[int, int]]:
    """Yield the rows of an answer, which is long."""
    while some := answer.fetchmany(_ROWS):
        yield from some


def _roots(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for each print in pairs the least of those to which pairs lead from it."""
    above: dict[int, int] = {}

    def root(print_: int) -> int:
        found = above.setdefault(print_, print_)
        while found != (higher := above[found]):
            found = higher
        while above[print_] != found:
            above[print_], print_ = found, above[print_]
        return found

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        above[high] = low
    return {print_: root(print_) for print_ in above}
