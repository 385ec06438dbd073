"""People brought together over all that is stored, and each record led to its person.

Only those places are gone through anew of which a source tells something else, or whose words others bear now
(decision 0028); what that gives is the same as for all places.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from protokollparser.core.records.people import Alias, IdentityCandidate, Person
from protokollparser.core.rules import Rules
from protokollparser.store.changing import collect, offered, parts_of, replace
from protokollparser.store.identities import Insert
from protokollparser.store.people.grouping import BEARERS, Bearers, Groups, settle_place
from protokollparser.store.people.known_names import KnownNames
from protokollparser.store.people.likeness import likeness, words_of
from protokollparser.store.people.names import PART, TOLD, named, tell_anew
from protokollparser.store.people.places import same_places
from protokollparser.store.sql import runner

# By place: the names, and by whom their words are borne in all places, as far as that matters.
_PLACES = f"""
CREATE OR REPLACE TEMP TABLE placed AS
SELECT n.named_id, coalesce(s.one, n.told_place) AS place
FROM settled_name AS n LEFT JOIN same AS s ON s.place = n.told_place;
CREATE OR REPLACE TEMP TABLE borne AS
SELECT word, CASE WHEN count(*) < {BEARERS} THEN string_agg(words, chr(10) ORDER BY words) END AS bearers
FROM (SELECT DISTINCT unnest(string_split(words, ' ')) AS word, words FROM settled_name) GROUP BY word;
CREATE OR REPLACE TEMP TABLE now_place AS
SELECT place, count(*) AS names,
    CAST(sum(hash(named_id)) AS VARCHAR) || ' ' || CAST(sum(told) AS VARCHAR) AS digest
FROM placed JOIN (
    SELECT named_id, sum(hash(word, bearers)) AS told
    FROM (SELECT named_id, unnest(string_split(words, ' ')) AS word FROM settled_name) JOIN borne USING (word)
    GROUP BY named_id
) USING (named_id) GROUP BY place
"""
# Places to be gone through, in parts of so many names.
_DUE = f"""
CREATE OR REPLACE TEMP TABLE due AS
WITH changed AS (
    SELECT place FROM now_place ANTI JOIN settled_place USING (place, digest)
    UNION SELECT place FROM settled_place WHERE place NOT IN (SELECT place FROM now_place)
    UNION SELECT place FROM before WHERE place IS NOT NULL
    UNION SELECT place FROM placed SEMI JOIN touched USING (named_id)
)
SELECT place,
    CAST((sum(coalesce(names, 0)) OVER (ORDER BY place) - coalesce(names, 0)) // {PART} AS INTEGER) AS part
FROM changed LEFT JOIN now_place USING (place)
"""
# Those who may be no person any more, and were one of these places.
_GONE = """
CREATE OR REPLACE TEMP TABLE gone AS
SELECT chosen_id AS id FROM settled_name SEMI JOIN due USING (place) WHERE chosen_id IS NOT NULL
UNION SELECT chosen_id FROM before WHERE chosen_id IS NOT NULL
UNION SELECT named_id FROM touched
UNION SELECT named_id FROM placed SEMI JOIN due USING (place)
"""
_NAMES = """
SELECT n.* EXCLUDE (place, chosen_id), p.place FROM settled_name AS n JOIN placed AS p USING (named_id)
JOIN due AS d ON d.place = p.place WHERE d.part = :part ORDER BY p.place, named_id
"""
_BEARERS = """
SELECT word, bearers FROM borne SEMI JOIN (
    SELECT DISTINCT unnest(string_split(words, ' ')) AS word FROM settled_name SEMI JOIN (
        SELECT named_id FROM placed SEMI JOIN (FROM due WHERE part = :part) USING (place)
    ) USING (named_id)
) USING (word)
"""
_LEAD = """
CREATE OR REPLACE TEMP TABLE led AS
SELECT s.sighting_id, n.chosen_id FROM sighting AS s JOIN settled_name AS n USING (named_id)
SEMI JOIN due AS d ON d.place = n.place WHERE s.entity_table = 'person';
UPDATE sighting SET entity_id = led.chosen_id FROM led
WHERE sighting.sighting_id = led.sighting_id AND sighting.entity_id <> led.chosen_id
"""
# The columns that lead a record to its person.
_LED = {
    "attendance": "person_id",
    "vote": "person_id",
    "officer": "person_id",
    "signature": "person_id",
    "mention": "entity_id",
}
_SCRATCH = ("touched", "before", "same", "placed", "borne", "now_place", "due", "gone", "led")


def relink_people(connection: Connection, rules: Rules, insert: Insert, *, anew: bool = True) -> int:
    """Bring the people of all sources together, and return how many names stand for someone else's.

    Without `anew` only what names of `unsettled` concern is gone through: all else is as it was left.
    """
    known, run = KnownNames.of(rules), runner(connection)
    _touch(connection, anew=anew)
    tell_anew(connection)
    same = same_places(connection)
    with offered(connection, "same_now", {"place": [*same], "one": [*same.values()]}):
        run("CREATE OR REPLACE TEMP TABLE same AS FROM same_now")
    run(";".join((_PLACES, _DUE, _GONE)))
    for kind in (Person, Alias, IdentityCandidate):
        collect(connection, kind, (), insert)
    for part in parts_of(connection, "due"):
        _settle_part(connection, part, known, insert)
    for kind, column in ((Person, Person.key), (Alias, "entity_id"), (IdentityCandidate, "entity_id")):
        replace(connection, kind, column, "FROM gone")
    _lead(connection)
    run("DELETE FROM settled_place")
    run("INSERT INTO settled_place (place, digest) SELECT place, digest FROM now_place")
    run(";".join(f"DROP TABLE IF EXISTS {table}" for table in _SCRATCH))
    return int(connection.scalar(text("SELECT count(*) FROM settled_name WHERE named_id <> chosen_id")) or 0)


def _touch(connection: Connection, *, anew: bool) -> None:
    """Write the names of which a source tells something else, or all, to `touched`, in parts."""
    run = runner(connection)
    if anew:
        run("DELETE FROM settled_name")
        run("DELETE FROM settled_place")
    changed = (
        "SELECT named_id FROM sighting WHERE entity_table = 'person' UNION SELECT person_id FROM person"
        if anew
        else "SELECT DISTINCT named_id FROM unsettled WHERE entity_table = 'person'"
    )
    run(
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT named_id, "
        f"CAST((row_number() OVER (ORDER BY named_id) - 1) // {PART} AS INTEGER) AS part FROM ({changed})"
    )


def _settle_part(connection: Connection, part: int, known: KnownNames, insert: Insert) -> None:
    """Bring the names of some places together, and keep what they are now."""
    rows = [dict(row) for row in connection.execute(text(_NAMES), {"part": part}).mappings()]
    bearers: Bearers = {
        word: frozenset(tuple(one.split()) for one in held.split("\n")) if held else None
        for word, held in connection.execute(text(_BEARERS), {"part": part})
    }
    people: list[Person] = []
    aliases: list[Alias] = []
    candidates: list[IdentityCandidate] = []
    chosen: dict[str, tuple[str, str]] = {}
    for place, own in groupby(rows, key=itemgetter("place")):
        some = list(own)
        groups = settle_place(map(named, some), known, bearers)
        said = {row["named_id"]: _told(row) for row in some}
        chosen |= {name: (place, one) for name, one in groups.chosen.items()}
        people += _people(said, groups)
        aliases += _aliases(said, groups, known)
        candidates += _candidates(groups)
    collect(connection, Person, people, insert)
    collect(connection, Alias, aliases, insert)
    collect(connection, IdentityCandidate, candidates, insert)
    columns: dict[str, Sequence[object]] = {
        "named_id": [*chosen],
        "place": [place for place, _ in chosen.values()],
        "chosen_id": [one for _, one in chosen.values()],
    }
    with offered(connection, "chosen", columns):
        connection.exec_driver_sql(
            "UPDATE settled_name SET place = chosen.place, chosen_id = chosen.chosen_id FROM chosen "
            "WHERE settled_name.named_id = chosen.named_id"
        )


def _lead(connection: Connection) -> None:
    """Lead the sightings and all records of a person to the name that stands for it."""
    run = runner(connection)
    run(_LEAD)
    for table, column in _LED.items():
        run(
            f"UPDATE {table} SET {column} = led.chosen_id FROM led "
            f"WHERE {table}.sighting_id = led.sighting_id AND {table}.{column} <> led.chosen_id"
        )


class Told(NamedTuple):
    """One name as all sources together tell it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    party: str | None
    municipality: str | None
    home: str | None
    found_in: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its other forms."""
        return (self.name, *self.aliases)


def _told(row: Mapping[str, Any]) -> Told:
    """Return a row of `settled_name` as what is told of a name."""
    aliases = tuple(json.loads(row["forms"]))
    return Told(row["named_id"], row["name"], aliases, **{field: row[field] for field in TOLD})


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


def _candidates(groups: Groups) -> Iterator[IdentityCandidate]:
    """Yield those who may be one."""
    for one in groups.candidates:
        yield IdentityCandidate(
            entity_table=Person.table,
            entity_id=one.one,
            other_id=one.other,
            confidence=one.confidence,
            reason=one.reason,
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
