"""Who signs, who is meant, and where they are mentioned."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from protokollparser.core.records.base import Derived, Printed, Record, make_id


class Signature(Printed):
    """One signature, or one empty signature line (`signed` is False). `name` may be unprinted."""

    table: ClassVar[str] = "signature"
    key: ClassVar[str] = "signature_id"
    name: str | None = None
    role: str | None = None
    signed_at: datetime | None = None
    hash_algorithm: str | None = None
    hash: str | None = None
    signed: bool
    person_id: str | None = None
    sighting_id: str | None = None


class Person(Record):
    """One resolved person; `aliases` are the other printed forms of the name.

    `municipality` is printed beside the name; `home` is the one whose documents name the person, and
    `found_in` the source that does where it tells of no municipality.
    """

    table: ClassVar[str] = "person"
    key: ClassVar[str] = "person_id"
    name: str
    aliases: tuple[str, ...] = ()
    party: str | None = None
    municipality: str | None = None
    home: str | None = None
    found_in: str | None = None

    @property
    def id(self) -> str:
        """Hash of name, party and municipality: printed, or else that of the documents, or the source."""
        place = self.municipality or self.home or self.found_in or ""
        return make_id(self.table, self.name, self.party or "", place)


class Organisation(Record):
    """One resolved organisation or body; `aliases` are the other printed forms of the name.

    `body_key` is the name as it is compared. `home` is the municipality of a council, board, committee or
    administration, and `found_in` the source that names it where none is known; others have neither.
    """

    table: ClassVar[str] = "organisation"
    key: ClassVar[str] = "organisation_id"
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    body_key: str | None = None
    home: str | None = None
    found_in: str | None = None

    @property
    def id(self) -> str:
        """Hash of the name as it is compared, and the municipality."""
        return make_id(self.table, self.body_key or self.name, self.home or self.found_in or "")


class Municipality(Record):
    """One municipality, with its code (Statistics Sweden)."""

    table: ClassVar[str] = "municipality"
    key: ClassVar[str] = "municipality_code"
    municipality_code: str
    name: str
    aliases: tuple[str, ...] = ()
    county: str | None = None

    @property
    def id(self) -> str:
        """The four-digit code."""
        return self.municipality_code


class Sighting(Derived):
    """What one source says of one person, organisation or municipality.

    An identity is the union of its sightings, so that it neither depends on the order of imports
    nor outlives the last source that names it. `identity` holds its fields. `named_id` is the identity
    as this source alone tells it; `entity_id` is the one that it was found to be among all sources.
    """

    table: ClassVar[str] = "sighting"
    key: ClassVar[str] = "sighting_id"
    entity_table: str
    entity_id: str
    named_id: str
    identity: dict[str, Any]

    @property
    def id(self) -> str:
        """Hash of the source and the identity as it tells it."""
        return sighting_id(self.source_id, self.entity_table, self.named_id)


def sighting_id(source_id: str, entity_table: str, named_id: str) -> str:
    """Return the id of the sighting of an identity in a source."""
    return make_id(Sighting.table, source_id, entity_table, named_id)


class Alias(Record):
    """One printed form of a person's name, with how sure it is that the person is meant.

    `party` is the one printed with it. `reason` is name for the form that stands for the person; spelling
    (capitals, hyphens); accent, marks, misread, swapped, doubled or letter for a slip; given_names where more
    given names are spelled out; no_party, party_name or party_change where the party differs.
    """

    table: ClassVar[str] = "alias"
    key: ClassVar[str] = "alias_id"
    entity_table: str
    entity_id: str
    name: str
    party: str | None = None
    confidence: float
    reason: str

    @property
    def id(self) -> str:
        """Hash of the identity, the form and the party."""
        return make_id(self.table, self.entity_id, self.name, self.party or "")


class IdentityCandidate(Record):
    """Two identities that may be one, and were kept apart because it is not sure enough."""

    table: ClassVar[str] = "identity_candidate"
    key: ClassVar[str] = "identity_candidate_id"
    entity_table: str
    entity_id: str
    other_id: str
    confidence: float
    reason: str

    @property
    def id(self) -> str:
        """Hash of the two."""
        return make_id(self.table, self.entity_id, self.other_id)


class NameChange(Printed):
    """One statement that an organisation has another name: `former` before and `present` after it."""

    table: ClassVar[str] = "name_change"
    key: ClassVar[str] = "name_change_id"
    former: str
    present: str


class Population(Record):
    """The inhabitants of a municipality on 31 December of a year.

    `given` is rules, or file where people gave the figure themselves. `source` is where it was published.
    """

    table: ClassVar[str] = "population"
    key: ClassVar[str] = "population_id"
    municipality: str
    year: int
    inhabitants: int
    source: str
    given: str

    @property
    def id(self) -> str:
        """Hash of the municipality and the year."""
        return make_id(self.table, self.municipality.casefold(), self.year)


class Mention(Printed):
    """One occurrence of a person, organisation or municipality; `entity_type` says which.

    `party` is the one printed behind a person's name.
    """

    table: ClassVar[str] = "mention"
    key: ClassVar[str] = "mention_id"
    entity_id: str | None = None
    sighting_id: str | None = None
    entity_type: str
    name: str
    party: str | None = None
