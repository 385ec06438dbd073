"""The base of every stored record: identity, place, and the columns that all share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache
from itertools import repeat
from typing import Any, ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict

from protokollparser.core.spans import Span

REGISTRY: dict[str, type[Record]] = {}
# Sets an attribute of a frozen object.
_keep = object.__setattr__
# So many names Python shares among the objects of a type, and with one more none.
_SHARED = 30


def make_id(*key: object) -> str:
    """Return the deterministic id of a natural key: 24 hex digits of its SHA-256."""
    return _digest("\x1f".join(map(str, key)))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:24]


class _Form(NamedTuple):
    """What records of one type begin with: every field with its default, and what must be given or made.

    `names` is one set for all of them: one of its own would be half of what a record takes.
    """

    defaults: dict[str, Any]
    required: frozenset[str]
    made: tuple[tuple[str, Callable[..., Any]], ...]
    names: set[str]


@cache
def _form(kind: type[Record]) -> _Form:
    """Return the form of a record type."""
    fields = kind.model_fields
    return _Form(
        defaults={name: None if field.is_required() else field.default for name, field in fields.items()},
        required=frozenset(name for name, field in fields.items() if field.is_required()),
        made=tuple((name, field.default_factory) for name, field in fields.items() if field.default_factory),
        names=set(fields),
    )


class Record(BaseModel):
    """One row of the table named `table`, whose key column is `key`.

    Subclasses in this package register themselves; their fields are the table's columns, in order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    # The id, once it is asked for: beside the fields, so that their names stay shared.
    __slots__ = ("known_id",)

    table: ClassVar[str] = ""
    key: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.__dict__.get("table"):
            if cls.table in REGISTRY and REGISTRY[cls.table].__qualname__ != cls.__qualname__:
                raise TypeError(f"two record types are stored as {cls.table}")
            REGISTRY[cls.table] = cls

    def __init__(self, **values: Any) -> None:
        """Take the values as they are: the type checker has seen to those that readers give.

        Values from elsewhere are to be checked with `model_validate`. Raises ValidationError where names are
        unknown or missing.
        """
        form = _form(type(self))
        held = form.defaults | values
        if len(held) != len(form.defaults) or not form.required <= values.keys():
            super().__init__(**values)
        for name, make in form.made:
            if name not in values:
                held[name] = make()
        self._hold(held, form.names)

    # Tells pydantic that what it has checked is not to be given to `__init__` again.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    def _hold(self, values: dict[str, Any], names: set[str]) -> None:
        """Take a value for every field: what pydantic does when it has checked them.

        Set one by one, values share their names with all records of the type: half the memory.
        """
        if len(values) < _SHARED:
            any(map(_keep, repeat(self), values, values.values()))
        else:
            _keep(self, "__dict__", values)
        _keep(self, "__pydantic_fields_set__", names)
        _keep(self, "__pydantic_extra__", None)
        _keep(self, "__pydantic_private__", None)
        _keep(self, "known_id", None)

    def complete(self, **values: object) -> None:
        """Set values of a record that is being entered, other than those of its id."""
        for name, value in values.items():
            _keep(self, name, value)

    @property
    def id(self) -> str:
        """The value of the key column."""
        raise NotImplementedError

    @classmethod
    def stored(cls, values: dict[str, Any]) -> Self:
        """Return the record of values, one for each field, that were checked when they were stored."""
        made = cls.__new__(cls)
        made._hold(values, _form(cls).names)
        return made

    @classmethod
    def passing(cls, values: dict[str, Any], known_id: str | None) -> Self:
        """Return a stored record that is let go soon: made in half the time, of twice the memory."""
        made = cls.__new__(cls)
        _keep(made, "__dict__", values)
        _keep(made, "__pydantic_fields_set__", _form(cls).names)
        _keep(made, "__pydantic_extra__", None)
        _keep(made, "__pydantic_private__", None)
        _keep(made, "known_id", known_id)
        return made

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return the record with other values, unchecked; its id is worked out anew."""
        kind = type(self)
        values = {**(deepcopy(self.__dict__) if deep else self.__dict__), **(update or {})}
        copied = kind.__new__(kind)
        copied._hold(values, _form(kind).names)
        return copied


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

    @property
    def id(self) -> str:
        """Hash of (table, source, page, start, end, ordinal): never of the rule or its version."""
        known: str | None = getattr(self, "known_id", None)
        if known is None:
            source, page, start, end, *_ = self.span
            # Asked for a thousand times a page: `make_id` of the same parts, in one go and once for a record.
            known = _digest(f"{self.table}\x1f{source}\x1f{page}\x1f{start}\x1f{end}\x1f{self.ordinal}")
            _keep(self, "known_id", known)
        return known

    @property
    def source_id(self) -> str:
        """The source that holds the record."""
        return self.span.source_id


class Derived(Record):
    """A record that follows from others and stands nowhere; `source_id` says in which source they are."""

    source_id: str
