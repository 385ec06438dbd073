"""The printed names of councils, boards and committees that mean the body which a reader names."""

from __future__ import annotations

import json
from functools import cached_property

from protokollparser.core.bodies import body_key, body_keys
from protokollparser.core.rules import load
from protokollparser.store.database import Store

_PRINTED = """
    SELECT DISTINCT body FROM (
        SELECT body FROM meeting UNION ALL SELECT body FROM decision UNION ALL SELECT body FROM document
        UNION ALL SELECT target_body FROM reference
    ) WHERE body IS NOT NULL ORDER BY body
"""
_ORGANISATIONS = "SELECT name, aliases, body_key FROM organisation"
# Longer names are no letters ("KSAU") for which the rules would have to be read.
_LETTERS = 5


class Bodies:
    """The bodies of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def forms(self, name: str) -> list[str]:
        """Return the printed names that mean a body, empty when there are none.

        These are its name in any spelling ("socialnämndens"), with or without its municipality, its
        letters ("KS"), and the other names of the organisation.
        """
        keys, names = self._identities(name)
        return [form for form in self._printed if form.casefold() in names or body_key(form) in keys]

    def _identities(self, name: str) -> tuple[set[str], set[str]]:
        """Return the keys and the folded names under which a body may stand."""
        letters = load().vocabulary["bodies"]["letters"] if len(name.strip()) <= _LETTERS else {}
        keys, names = {*body_keys(name, letters)}, {name.strip().casefold()}
        for known, key in self._organisations:
            if key in keys or names & known:
                keys.add(key)
                names |= known
        return keys, names

    @cached_property
    def _printed(self) -> list[str]:
        return [body for (body,) in self._store.query(_PRINTED).rows]

    @cached_property
    def _organisations(self) -> list[tuple[set[str], str]]:
        """Return the folded names of each organisation, with its name as it is compared."""
        return [
            ({one.casefold() for one in (name, *json.loads(aliases))}, key or body_key(name))
            for name, aliases, key in self._store.query(_ORGANISATIONS).rows
        ]
