"""What a table of accounts is of, so that lines are only compared within it."""

from __future__ import annotations

import re
from functools import lru_cache

from protokollparser.core.bodies import body_key
from protokollparser.core.text import fold
from protokollparser.store.series.labels import Labels

_WORD = re.compile(r"[a-zåäöé][a-zåäöé-]+")


class Topics:
    """Tells topics by the words of rules."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self.of = lru_cache(1 << 14)(self._of)
        self.of_sum = lru_cache(1 << 14)(self._of_sum)

    def _of(self, kind: str, title: str | None, body: str | None, host: str | None) -> str:
        """Return what a table is of: its group of kinds, and what its title says beyond the usual words.

        A year, a unit and the organisation's own name say nothing: "Driftredovisning Socialnämnden 2020
        (tkr)" of the social board is of the accounts.
        """
        words = self._labels.words
        own = {
            words.stem(word)
            for name in (body_key(body or ""), fold(host or ""))
            for word in _WORD.findall(name)
        }
        own |= {"kommun"} if host else set()
        said = [word for word in self._title(title) if word not in own]
        return ": ".join([words.topics.get(kind, kind), *([" ".join(said)] if said else [])])

    def _of_sum(self, kind: str, title: str | None, first: str | None) -> str:
        """Return what a bare "Summa" is the sum of: the kind of its table, its title and its first line."""
        return " | ".join([kind, " ".join(self._title(title)), self._labels.key(first or "").own])

    def _title(self, title: str | None) -> list[str]:
        """Return the words of a title that tell what a table is of, without endings."""
        words = self._labels.words
        found = [words.stem(word.strip("-")) for word in _WORD.findall(fold(title or ""))]
        return sorted({word for word in found if word and word not in words.plain_titles})
