"""What of the store a plot is to show, and in which language."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from protokollparser.store import Store
from protokollparser.store.body_names import Bodies

_LANGUAGES = ("sv", "en")
# For each word of a plot the Swedish and the English one.
Words = dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """The rows of a plot: none given means all, several mean any of them. Capitals make no difference."""

    body: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    municipality: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    language: str = "sv"

    def given(self) -> list[str]:
        """Return the names of the filters that were given."""
        return [name for name in FILTERS if getattr(self, name)]

    def parameters(self, store: Store, *names: str) -> dict[str, Any]:
        """Return the filters of these names as parameters of a question: a list, or None for all.

        Bodies are told by all names under which they are printed.
        """
        told: dict[str, Any] = {}
        for name in names:
            given = getattr(self, name)
            if name == "body":
                bodies = Bodies(store)
                told[name] = sorted({form for one in given for form in bodies.forms(one)}) if given else None
            elif name == "year":
                told[name] = list(given) or None
            else:
                told[name] = [one.lower() for one in given] or None
        return told

    def say(self, words: Words, key: str, **details: object) -> str:
        """Return a word in the language asked for, with its details filled in."""
        return words[key][_LANGUAGES.index(self.language)].format(**details)

    def month(self, number: int) -> str:
        """Return the short name of a month."""
        return _MONTHS[self.language][number - 1]


FILTERS = tuple(field.name for field in fields(Asked) if field.name != "language")
_MONTHS = {
    "sv": ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
