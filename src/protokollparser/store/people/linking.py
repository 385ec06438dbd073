"""People brought together over all that is stored, and each record led to its person, anew after each run."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, select, text

from protokollparser.core.records import Record
from protokollparser.core.records.people import Alias, IdentityCandidate, Person
from protokollparser.core.rules import Rules
from protokollparser.store.identities import Insert, union
from protokollparser.store.people.grouping import Groups, Named, settle
from protokollparser.store.people.known_names import KnownNames
from protokollparser.store.people.likeness import likeness, words_of
from protokollparser.store.people.places import Seat, places
from protokollparser.store.rows import answer
from protokollparser.store.schema import tables

_NAMES = """
SELECT s.named_id, s.source_id, s.identity
FROM sighting AS s WHERE s.entity_table = 'person' ORDER BY ALL
"""
# Where a name is listed: at a meeting, in a ballot, as one who signs.
_SEATS = """
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
_HOSTS = """
SELECT source_id, any_value(host_municipality) FROM document WHERE host_municipality IS NOT NULL
GROUP BY source_id HAVING count(DISTINCT host_municipality) = 1
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
    said, sources = _said(connection)
    names = _names(connection, said, sources)
    groups = settle(names, KnownNames.of(rules))
    _lead(connection, groups.chosen)
    people = _people(said, groups)
    _write(connection, Person, people.values(), insert)
    _write(connection, Alias, _aliases(said, groups, KnownNames.of(rules)), insert)
    candidates = [
        IdentityCandidate(
            entity_table=Person.table,
            entity_id=one.one,
            other_id=one.other,
            confidence=one.confidence,
            reason=one.reason,
        )
        for one in groups.candidates
    ]
    _write(connection, IdentityCandidate, candidates, insert)
    return sum(name != chosen for name, chosen in groups.chosen.items())


def _said(connection: Connection) -> tuple[dict[str, Person], dict[str, list[str]]]:
    """Return each name as all sources together tell it, and the sources that do."""
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    sources: dict[str, list[str]] = defaultdict(list)
    for row in _rows(connection, _NAMES):
        told[row["named_id"]].append(_json(row["identity"]))
        sources[row["named_id"]].append(row["source_id"])
    said: dict[str, Person] = {}
    for name, identities in told.items():
        found = union(Person, identities)
        assert isinstance(found, Person)
        said[name] = found
    return said, sources


def _names(
    connection: Connection, said: Mapping[str, Person], sources: Mapping[str, Sequence[str]]
) -> list[Named]:
    """Return the names with their places and where they are listed."""
    seats: dict[str, list[Seat]] = defaultdict(list)
    for row in _rows(connection, _SEATS):
        seats[row["named_id"]].append(
            Seat(row["sitting"], row["body"], row["day"], row["document_id"], row["official"], row["signed"])
        )
    hosts: dict[str, str] = dict(map(tuple, connection.execute(text(_HOSTS))))
    where = places(said, sources, seats, hosts)
    return [_named(name, person, where[name], seats[name], sources[name]) for name, person in said.items()]


def _named(name: str, person: Person, place: str, seats: Sequence[Seat], sources: Sequence[str]) -> Named:
    """Return a name with what is told of it."""
    return Named(
        id=name,
        name=person.name,
        forms=(person.name, *person.aliases),
        party=person.party,
        place=place,
        sittings=frozenset(seat.sitting for seat in seats if seat.sitting),
        bodies=frozenset(seat.body_key for seat in seats if seat.body and not seat.official),
        days=tuple(sorted({seat.day for seat in seats if seat.day})),
        weight=max(len({seat.document_id for seat in seats}), len(sources)),
        signed=bool(seats) and all(seat.signed for seat in seats),
        official=bool(seats) and all(seat.official for seat in seats),
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


def _people(said: Mapping[str, Person], groups: Groups) -> dict[str, Person]:
    """Return the people: the name that stands for each, with all other forms as aliases."""
    forms: dict[str, set[str]] = defaultdict(set)
    for name, chosen in groups.chosen.items():
        forms[chosen] |= {said[name].name, *said[name].aliases}
    return {
        chosen: said[chosen].model_copy(update={"aliases": tuple(sorted(found - {said[chosen].name}))})
        for chosen, found in forms.items()
    }


def _aliases(said: Mapping[str, Person], groups: Groups, known: KnownNames) -> list[Alias]:
    """Return each form of each person's name with how sure it is."""
    found: dict[str, Alias] = {}
    for name in sorted(groups.chosen):
        person, chosen = said[name], groups.chosen[name]
        base, reason = groups.ties.get(name, (1.0, "name"))
        for form in (person.name, *person.aliases):
            sure, why = (base, reason)
            if form != person.name:
                sure, why = _of_form(person.name, form, known)
                sure = round(min(sure, base), 2)
            elif name != chosen and name not in groups.ties:
                sure, why = 1.0, "party_name" if person.party != said[chosen].party else "spelling"
            alias = Alias(
                entity_table=Person.table,
                entity_id=chosen,
                name=form,
                party=person.party,
                confidence=sure,
                reason=why,
            )
            old = found.get(alias.id)
            if old is None or old.confidence < alias.confidence:
                found[alias.id] = alias
    return list(found.values())


def _of_form(name: str, form: str, known: KnownNames) -> tuple[float, str]:
    """Return how sure it is that a form which the same source gives is a form of a name, and why."""
    found = likeness(words_of(name), words_of(form), known.words.__contains__)
    return (found.confidence, found.reason) if found else (0.7, "near")


def _write(connection: Connection, kind: type[Record], records: Iterable[Record], insert: Insert) -> None:
    """Write the rows of a table where they differ from those that are there."""
    table = tables()[kind.table]
    now = {record.id: record for record in records}
    stored = {row[kind.key]: row for row in answer(connection, select(table))}
    fields = [*kind.model_fields]
    gone = [key for key, row in stored.items() if key not in now or _differs(now[key], row, fields)]
    gone_set = set(gone)
    if gone:
        keys = pa.table({"id": gone})
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.register("gone", keys)
        connection.execute(text(f"DELETE FROM {kind.table} WHERE {kind.key} IN (SELECT id FROM gone)"))
        driver.unregister("gone")
    new = [record for key, record in sorted(now.items()) if key not in stored or key in gone_set]
    insert(connection, kind, new)


def _differs(record: Record, row: Mapping[str, Any], fields: Sequence[str]) -> bool:
    values = {name: getattr(record, name) for name in fields}
    return any(_plain(values[name]) != _plain(row[name]) for name in fields)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _json(value: Any) -> dict[str, Any]:
    """Return an object that the database gives as text."""
    found: dict[str, Any] = json.loads(value) if isinstance(value, str) else value
    return found


def _rows(connection: Connection, sql: str) -> list[dict[str, Any]]:
    """Return the rows of a question by column name."""
    return [dict(row) for row in connection.execute(text(sql)).mappings()]
