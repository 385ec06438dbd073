"""What all sources together tell of each name, anew for those of which one tells something else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, text

from protokollparser.core.bodies import body_key
from protokollparser.core.text import fold
from protokollparser.store.changing import parts_of
from protokollparser.store.people.grouping import Named
from protokollparser.store.people.likeness import words_of
from protokollparser.store.people.places import told_place
from protokollparser.store.sql import runner

# So many names are held at once, with all that is told of them.
PART = 2000
# What is told of each name, by the fields of a person: the least value of each, as in `identities.union`.
TOLD = ("party", "municipality", "home", "found_in")
_SEEN = """
CREATE OR REPLACE TEMP TABLE seen AS
SELECT s.sighting_id, s.named_id, s.source_id, s.identity
FROM sighting AS s JOIN touched AS t USING (named_id)
WHERE s.entity_table = 'person' AND t.part = {part}
"""
_NAMES = f"""
WITH host AS (
    SELECT source_id, any_value(host_municipality) AS host FROM document WHERE host_municipality IS NOT NULL
    GROUP BY source_id HAVING count(DISTINCT host_municipality) = 1
)
SELECT s.named_id, count(*) AS weight, min(s.source_id) AS source,
    CASE WHEN count(DISTINCT h.host) = 1 THEN min(h.host) END AS host,
    list(DISTINCT json_extract_string(s.identity, '$.name')) AS names,
    list(DISTINCT CAST(json_extract(s.identity, '$.aliases') AS VARCHAR)) AS aliases,
    {", ".join(f"min(json_extract_string(s.identity, '$.{name}')) AS {name}" for name in TOLD)}
FROM seen AS s LEFT JOIN host AS h USING (source_id) GROUP BY s.named_id
"""
# Where a name is listed: at a meeting, in a ballot, as one who signs.
_LISTED = """
SELECT DISTINCT s.named_id, a.meeting_id AS sitting, coalesce(m.body, d.body) AS body, m.meeting_date AS day,
    a.document_id, a.role = 'official' AS official, FALSE AS signed
FROM seen AS s JOIN attendance AS a ON a.sighting_id = s.sighting_id
LEFT JOIN meeting AS m ON m.meeting_id = a.meeting_id LEFT JOIN document AS d ON d.document_id = a.document_id
UNION
SELECT s.named_id, v.vote_event_id, d.body, NULL, v.document_id, FALSE, FALSE
FROM seen AS s JOIN vote AS v ON v.sighting_id = s.sighting_id
LEFT JOIN document AS d ON d.document_id = v.document_id
UNION
SELECT s.named_id, NULL, coalesce(m.body, d.body), NULL, o.document_id, o.role = 'secretary', FALSE
FROM seen AS s JOIN officer AS o ON o.sighting_id = s.sighting_id
LEFT JOIN meeting AS m ON m.meeting_id = o.meeting_id LEFT JOIN document AS d ON d.document_id = o.document_id
UNION
SELECT s.named_id, NULL, coalesce(d.body, above.body), NULL, g.document_id, FALSE, TRUE
FROM seen AS s JOIN signature AS g ON g.sighting_id = s.sighting_id
LEFT JOIN document AS d ON d.document_id = g.document_id
LEFT JOIN document AS above ON above.document_id = d.parent_id
"""
_SEATS = f"""
SELECT named_id,
    list(DISTINCT sitting) FILTER (sitting IS NOT NULL) AS sittings,
    list(DISTINCT body) FILTER (body IS NOT NULL AND NOT coalesce(official, FALSE)) AS bodies,
    list(DISTINCT CAST(day AS VARCHAR)) FILTER (day IS NOT NULL) AS days,
    count(DISTINCT coalesce(document_id, '')) AS documents,
    bool_and(signed) AS signed, bool_and(coalesce(official, FALSE)) AS official
FROM ({_LISTED}) GROUP BY named_id
"""
_SAID = f"SELECT * FROM ({_NAMES}) LEFT JOIN ({_SEATS}) USING (named_id) ORDER BY named_id"
_COLUMNS = pa.schema(
    [
        *(
            (name, pa.string())
            for name in ("named_id", "name", "forms", *TOLD, "told_place", "words", "member")
        ),
        *((name, pa.string()) for name in ("bodies", "sittings", "days")),
        ("weight", pa.int32()),
        ("signed", pa.bool_()),
        ("official", pa.bool_()),
    ]
)


def tell_anew(connection: Connection) -> None:
    """Write `settled_name` anew for the names of the table `touched`, without place and person.

    `before` keeps where they were. A name that no source tells any more is left out.
    """
    run = runner(connection)
    run(
        "CREATE OR REPLACE TEMP TABLE before AS "
        "SELECT place, chosen_id FROM settled_name WHERE named_id IN (SELECT named_id FROM touched)"
    )
    run("DELETE FROM settled_name WHERE named_id IN (SELECT named_id FROM touched)")
    driver = connection.connection.driver_connection
    assert driver is not None
    names = ", ".join(_COLUMNS.names)
    for part in parts_of(connection, "touched"):
        run(_SEEN.format(part=part))
        rows = [_told(dict(row)) for row in connection.execute(text(_SAID)).mappings()]
        driver.register("told", pa.Table.from_pylist(rows, schema=_COLUMNS))
        run(f"INSERT INTO settled_name ({names}) SELECT {names} FROM told")
        driver.unregister("told")
    run("DROP TABLE IF EXISTS seen")


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """Return one name as all sources together tell it, as it is kept."""
    forms = {*row["names"], *(form for held in row["aliases"] if held for form in json.loads(held))}
    name = min(row["names"])
    words, party = " ".join(words_of(name)), row["party"]
    return {
        "named_id": row["named_id"],
        "name": name,
        "forms": json.dumps(sorted(forms - {name}), ensure_ascii=False),
        **{field: row[field] for field in TOLD},
        "told_place": told_place(row["municipality"] or row["home"] or row["host"], row["source"]),
        "words": words,
        "member": f"{words}\n{fold(party)}" if party else None,
        "bodies": json.dumps(
            sorted({body_key(body) for body in row["bodies"] or () if body}), ensure_ascii=False
        ),
        "sittings": json.dumps(sorted(row["sittings"] or ())),
        "days": json.dumps(sorted(row["days"] or ())),
        "weight": max(row["documents"] or 0, row["weight"]),
        "signed": bool(row["signed"]),
        "official": bool(row["official"]),
    }


def named(row: Mapping[str, Any]) -> Named:
    """Return a row of `settled_name` with its place as a name that is to be brought together with others."""
    return Named(
        id=row["named_id"],
        name=row["name"],
        forms=(row["name"], *json.loads(row["forms"])),
        party=row["party"],
        place=row["place"],
        sittings=frozenset(json.loads(row["sittings"])),
        bodies=frozenset(json.loads(row["bodies"])),
        days=tuple(map(date.fromisoformat, json.loads(row["days"]))),
        weight=row["weight"],
        signed=row["signed"],
        official=row["official"],
    )
