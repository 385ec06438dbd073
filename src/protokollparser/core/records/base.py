"""The base of every stored record: identity, place, and the columns that all share."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from protokollparser.core.spans import Span

REGISTRY: dict[str, type[Record]] = {}


def make_id(*key: object) -> str:
    """Return the deterministic id of a natural key: 24 hex digits of its SHA-256."""
    return _digest("\x1f".join(map(str, key)))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:24]


@lru_cache(maxsize=4096)
def _shared(fields: frozenset[str]) -> set[str]:
    """Return one set for all records with these fields: one of its own is half of what a record takes."""
    return set(fields)


class Record(BaseModel):
    """One row of the table named `table`, whose key column is `key`.

    Subclasses in this package register themselves; their fields are the table's columns, in order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: ClassVar[str] = ""
    key: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.__dict__.get("table"):
            if cls.table in REGISTRY and REGISTRY[cls.table].__qualname__ != cls.__qualname__:
                raise TypeError(f"two record types are stored as {cls.table}")
            REGISTRY[cls.table] = cls

    @property
    def id(self) -> str:
        """The value of the key column."""
        raise NotImplementedError

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return the record with other values, unchecked; its id is worked out anew."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("id", None)
        return copied.slim()

    def slim(self) -> Self:
        """Return the record itself, with the set of fields that were given shared among records."""
        object.__setattr__(self, "__pydantic_fields_set__", _shared(frozenset(self.model_fields_set)))
        return self


class Printed(Record):
    """A record that stands somewhere: `span` is its first contiguous piece, `more` the further pieces.

    `rule_id` names the rule that made it, `ordinal` tells records of one table apart that share a
    span, `confidence` runs from 0 to 1 and `candidates` holds the readings that were not chosen, as
    objects with the fields that differ. `document_id` is the innermost logical document; the ledger
    fills it.
    """

    span: Span
    more: tuple[Span, ...] = ()
    rule_id: str
    ordinal: int = 0
    confidence: float = 1.0
    candidates: tuple[dict[str, Any], ...] = ()
    document_id: str | None = None

    @cached_property
    def id(self) -> str:
        """Hash of (table, source, page, start, end, ordinal): never of the rule or its version."""
        place = self.span
        # Asked for a thousand times a page: `make_id` of the same parts, in one go and once for a record.
        return _digest(
            f"{self.table}\x1f{place.source_id}\x1f{place.page}\x1f{place.start}\x1f{place.end}\x1f{self.ordinal}"
        )

    @property
    def source_id(self) -> str:
        """The source that holds the record."""
        return self.span.source_id


class Derived(Record):
    """A record that follows from others and stands nowhere; `source_id` says in which source they are."""

    source_id: str
