"""People brought together over all that is stored, and each record led to its person, anew after each run."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

import pyarrow as pa
from sqlalchemy import Connection, text

from protokollparser.core.bodies import body_key
from protokollparser.core.records import Record
from protokollparser.core.records.people import Alias, IdentityCandidate, Person
from protokollparser.core.rules import Rules
from protokollparser.store.identities import Insert
from protokollparser.store.people.grouping import Groups, Named, settle
from protokollparser.store.people.known_names import KnownNames
from protokollparser.store.people.likeness import likeness, words_of
from protokollparser.store.people.places import places

# What is told of each name, by the fields of a person: the least value of each, as in `identities.union`.
_TOLD = ("party", "municipality", "home", "found_in")
_NAMES = f"""
WITH host AS (
    SELECT source_id, any_value(host_municipality) AS host FROM document WHERE host_municipality IS NOT NULL
    GROUP BY source_id HAVING count(DISTINCT host_municipality) = 1
)
SELECT s.named_id, count(*) AS weight, min(s.source_id) AS source,
    CASE WHEN count(DISTINCT h.host) = 1 THEN min(h.host) END AS host,
    list(DISTINCT json_extract_string(s.identity, '$.name')) AS names,
    list(DISTINCT CAST(json_extract(s.identity, '$.aliases') AS VARCHAR)) AS aliases,
    {", ".join(f"min(json_extract_string(s.identity, '$.{name}')) AS {name}" for name in _TOLD)}
FROM sighting AS s LEFT JOIN host AS h USING (source_id)
WHERE s.entity_table = 'person' GROUP BY s.named_id ORDER BY s.named_id
"""
# Where a name is listed: at a meeting, in a ballot, as one who signs.
_LISTED = """
SELECT DISTINCT s.named_id, a.meeting_id AS sitting, coalesce(m.body, d.body) AS body, m.meeting_date AS day,
    a.document_id, a.role = 'official' AS official, FALSE AS signed
FROM sighting AS s JOIN attendance AS a ON a.sighting_id = s.sighting_id
LEFT JOIN meeting AS m ON m.meeting_id = a.meeting_id LEFT JOIN document AS d ON d.document_id = a.document_id
UNION
SELECT s.named_id, v.vote_event_id, d.body, NULL, v.document_id, FALSE, FALSE
FROM sighting AS s JOIN vote AS v ON v.sighting_id = s.sighting_id
LEFT JOIN document AS d ON d.document_id = v.document_id
UNION
SELECT s.named_id, NULL, coalesce(m.body, d.body), NULL, o.document_id, o.role = 'secretary', FALSE
FROM sighting AS s JOIN officer AS o ON o.sighting_id = s.sighting_id
LEFT JOIN meeting AS m ON m.meeting_id = o.meeting_id LEFT JOIN document AS d ON d.document_id = o.document_id
UNION
SELECT s.named_id, NULL, coalesce(d.body, above.body), NULL, g.document_id, FALSE, TRUE
FROM sighting AS s JOIN signature AS g ON g.sighting_id = s.sighting_id
LEFT JOIN document AS d ON d.document_id = g.document_id
LEFT JOIN document AS above ON above.document_id = d.parent_id
"""
_SEATS = f"""
SELECT named_id,
    list(DISTINCT sitting) FILTER (sitting IS NOT NULL) AS sittings,
    list(DISTINCT body) FILTER (body IS NOT NULL AND NOT coalesce(official, FALSE)) AS bodies,
    list(DISTINCT day) FILTER (day IS NOT NULL) AS days,
    count(DISTINCT coalesce(document_id, '')) AS documents,
    bool_and(signed) AS signed, bool_and(coalesce(official, FALSE)) AS official
FROM ({_LISTED}) GROUP BY named_id
"""
# The columns that lead a record to its person.
_LED = {
    "attendance": "person_id",
    "vote": "person_id",
    "officer": "person_id",
    "signature": "person_id",
    "mention": "entity_id",
}


def relink_people(connection: Connection, rules: Rules, insert: Insert) -> int:
    """Bring the people of all sources together, and return how many names stand for someone else's."""
    known = KnownNames.of(rules)
    said = {told.id: told for told in _said(connection)}
    groups = settle(_names(connection, said), known)
    _lead(connection, groups.chosen)
    _write(connection, Person, _people(said, groups), insert)
    _write(connection, Alias, _aliases(said, groups, known), insert)
    candidates = (
        IdentityCandidate(
            entity_table=Person.table,
            entity_id=one.one,
            other_id=one.other,
            confidence=one.confidence,
            reason=one.reason,
        )
        for one in groups.candidates
    )
    _write(connection, IdentityCandidate, candidates, insert)
    return sum(name != chosen for name, chosen in groups.chosen.items())


class Told(NamedTuple):
    """One name as all sources together tell it.

    `weight` counts the sources, of which `source` is the least; `host` is the municipality of those that tell
    of one, where it is the same.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    party: str | None
    municipality: str | None
    home: str | None
    found_in: str | None
    weight: int
    source: str
    host: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its other forms."""
        return (self.name, *self.aliases)


def _said(connection: Connection) -> Iterator[Told]:
    """Yield each name as all sources together tell it."""
    for row in _rows(connection, _NAMES):
        forms = {*row["names"], *(form for held in row["aliases"] if held for form in json.loads(held))}
        name = min(row["names"])
        yield Told(
            id=row["named_id"],
            name=name,
            aliases=tuple(sorted(forms - {name})),
            weight=row["weight"],
            source=row["source"],
            host=row["host"],
            **{field: row[field] for field in _TOLD},
        )


def _names(connection: Connection, said: Mapping[str, Told]) -> Iterator[Named]:
    """Yield the names with their places and where they are listed."""
    seats = {row["named_id"]: row for row in _rows(connection, _SEATS)}
    bodies = {
        name: frozenset(body_key(body) for body in row["bodies"] or () if body) for name, row in seats.items()
    }
    where = places(said, bodies)
    for name, told in said.items():
        row = seats.pop(name, {})
        yield Named(
            id=name,
            name=told.name,
            forms=told.forms,
            party=told.party,
            place=where[name],
            sittings=frozenset(row.get("sittings") or ()),
            bodies=bodies.get(name, frozenset()),
            days=tuple(sorted(row.get("days") or ())),
            weight=max(row.get("documents", 0), told.weight),
            signed=bool(row.get("signed")),
            official=bool(row.get("official")),
        )


def _lead(connection: Connection, chosen: Mapping[str, str]) -> None:
    """Lead the sightings and all records of a person to the name that stands for it."""
    driver = connection.connection.driver_connection
    assert driver is not None
    led = pa.table({"named_id": [*chosen], "chosen_id": [*chosen.values()]}, schema=_MAP)
    driver.register("led", led)
    connection.execute(
        text(
            "UPDATE sighting SET entity_id = led.chosen_id FROM led "
            "WHERE sighting.entity_table = 'person' AND sighting.named_id = led.named_id "
            "AND sighting.entity_id <> led.chosen_id"
        )
    )
    driver.unregister("led")
    for table, column in _LED.items():
        connection.execute(
            text(
                f"UPDATE {table} SET {column} = s.entity_id FROM sighting AS s "
                f"WHERE {table}.sighting_id = s.sighting_id AND {table}.{column} <> s.entity_id"
            )
        )


_MAP = pa.schema([("named_id", pa.string()), ("chosen_id", pa.string())])


def _people(said: Mapping[str, Told], groups: Groups) -> Iterator[Person]:
    """Yield the people: the name that stands for each, with all other forms as aliases."""
    forms: dict[str, set[str]] = defaultdict(set)
    for name, chosen in groups.chosen.items():
        forms[chosen].update(said[name].forms)
    for chosen in sorted(forms):
        told = said[chosen]
        yield Person(
            name=told.name,
            aliases=tuple(sorted(forms[chosen] - {told.name})),
            party=told.party,
            municipality=told.municipality,
            home=told.home,
            found_in=told.found_in,
        )


def _aliases(said: Mapping[str, Told], groups: Groups, known: KnownNames) -> Iterator[Alias]:
    """Yield each form of each person's name with how sure it is."""
    members: dict[str, list[str]] = defaultdict(list)
    for name in sorted(groups.chosen):
        members[groups.chosen[name]].append(name)
    for chosen, names in members.items():
        found: dict[str, Alias] = {}
        for name in names:
            for alias in _forms(said[name], said[chosen], groups, known):
                old = found.get(alias.id)
                if old is None or old.confidence < alias.confidence:
                    found[alias.id] = alias
        yield from found.values()


def _forms(told: Told, chosen: Told, groups: Groups, known: KnownNames) -> Iterator[Alias]:
    """Yield the forms of a name as aliases of the name that stands for the person."""
    base, reason = groups.ties.get(told.id, (1.0, "name"))
    for form in told.forms:
        sure, why = base, reason
        if form != told.name:
            sure, why = _of_form(told.name, form, known)
            sure = round(min(sure, base), 2)
        elif told.id != chosen.id and told.id not in groups.ties:
            sure, why = 1.0, "party_name" if told.party != chosen.party else "spelling"
        yield Alias(
            entity_table=Person.table,
            entity_id=chosen.id,
            name=form,
            party=told.party,
            confidence=sure,
            reason=why,
        )


def _of_form(name: str, form: str, known: KnownNames) -> tuple[float, str]:
    """Return how sure it is that a form which the same source gives is a form of a name, and why."""
    found = likeness(words_of(name), words_of(form), known.words.__contains__)
    return (found.confidence, found.reason) if found else (0.7, "near")


# So many records are held at once on their way to the database.
_BATCH = 5000


def _write(connection: Connection, kind: type[Record], records: Iterable[Record], insert: Insert) -> None:
    """Write the rows of a table where they differ from those that are there."""
    table = kind.table
    run = connection.exec_driver_sql
    run(f"CREATE TEMP TABLE now_{table} AS FROM {table} LIMIT 0")
    waiting = iter(records)
    while some := list(islice(waiting, _BATCH)):
        insert(connection, kind, some, into=f"now_{table}")
    same = f"SELECT {kind.key} FROM (FROM now_{table} INTERSECT FROM {table})"
    run(f"DELETE FROM {table} WHERE {kind.key} NOT IN ({same})")
    new = f"{kind.key} NOT IN (SELECT {kind.key} FROM {table})"
    once = f"SELECT DISTINCT ON ({kind.key}) * FROM now_{table} WHERE {new} ORDER BY {kind.key}"
    run(f"INSERT INTO {table} {once}")
    run(f"DROP TABLE now_{table}")


def _rows(connection: Connection, sql: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a question by column name."""
    return (dict(row) for row in connection.execute(text(sql)).mappings())
