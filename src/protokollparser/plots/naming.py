"""Names on axes: a body by one of its printed names, people and places in the Swedish order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from protokollparser.core.bodies import body_key

# Å, Ä and Ö stand last and in this order.
_ORDER = str.maketrans({"å": "{", "ä": "|", "ö": "}"})

# Letters that stand for a body ("KSAU") keep their capitals.
_LETTERS = 6


def alphabet(name: str) -> str:
    """Return a key that sorts names as a Swedish list does."""
    return name.lower().translate(_ORDER)


def body_labels(printed: Iterable[tuple[str, str | None, int]]) -> dict[tuple[str, str | None], str]:
    """Return for each (printed name, host municipality) of a body, told with how often, what an axis says.

    Spellings of one body get the most frequent of them; bodies of one name get their municipality too.
    """
    told = list(printed)
    forms: dict[tuple[str, str | None], Counter[str]] = {}
    for name, host, count in told:
        forms.setdefault((body_key(name), host), Counter())[name] += count
    shown = {key: _lowered(min(found, key=lambda form: (-found[form], form))) for key, found in forms.items()}
    often = Counter(shown.values())
    return {
        (name, host): shown[body_key(name), host]
        + (f", {host}" if host and often[shown[body_key(name), host]] > 1 else "")
        for name, host, _ in told
    }


def _lowered(form: str) -> str:
    """Return a name without the capitals of a heading."""
    return form.capitalize() if form.isupper() and len(form) > _LETTERS else form
