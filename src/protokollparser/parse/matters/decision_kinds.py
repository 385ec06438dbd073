"""What a decision or proposal does, by the verbs of `rules/vocabulary/decision_kinds.yml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from protokollparser.core.required import holds_one, required_words
from protokollparser.core.rules import Rules, compile_pattern

# Where an infinitive is the verb of what is decided, not of a clause inside it.
_GOVERNED = (
    r"(?:^|\b(?:beslutar?|besluta|beslutade|beslutat|beslöt|beslöts|beslutades|följande|och|samt):?\s)"
    r"(?:[\w-]+\s){0,2}?(?:att\s)?"
)
_SENTENCE = re.compile(r"[.:;](?=\s|$)")


class DecisionKinds:
    """Tells the kind and outcome of decisions and proposals; one for each reader."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> DecisionKinds:
        """Return the one for these rules."""
        return cls(rules)

    def __init__(self, rules: Rules) -> None:
        words = rules.vocabulary["decision_kinds"]
        self._combined: dict[str, list[str]] = words["combined"]
        self._outcomes: dict[str, str] = words["outcomes"]
        self._forms = [
            (kind, _Verbs(forms["governing"]), _Verbs(forms["infinitive"]))
            for kind, forms in words["kinds"].items()
        ]
        self._told = [(kind, _Verbs(forms["told"])) for kind, forms in words["kinds"].items()]

    def found(self, text: str) -> list[str]:
        """Return the kinds that the verbs of `text` show, the likeliest first.

        A verb that governs the sentence outranks one inside a clause, then the first one counts. Of two
        kinds at one place the one listed first in the vocabulary counts.
        """
        flat = " ".join(text.split())
        seen: list[tuple[int, int, int, str]] = []
        for order, (kind, governing, infinitive) in enumerate(self._forms):
            finite = governing.search(flat)
            inside = infinitive.search(flat)
            governed = infinitive.governed.search(flat) if inside else None
            ruling = [match.start() for match in (finite, governed) if match]
            if ruling:
                seen.append((-3, min(ruling), order, kind))
            elif inside:
                seen.append((-1, inside.start(), order, kind))
        return [kind for *_, kind in sorted(seen)]

    def main(self, text: str) -> tuple[str | None, list[str]]:
        """Return (kind, kinds not chosen) of a decision; None when no verb is known."""
        kinds = self.found(text)
        if not kinds:
            return None, []
        opening = self.found(_SENTENCE.split(" ".join(text.split()), maxsplit=1)[0])
        for name, parts in self._combined.items():
            if kinds[0] in parts and opening[: len(parts)] == parts:
                return name, [kind for kind in kinds if kind not in parts]
        return kinds[0], kinds[1:]

    def told(self, text: str, start: int) -> str | None:
        """Return the kind of an earlier decision, by the first word that tells it from `start` on.

        "beslutade att remittera motionen" is told by what was decided.
        """
        matches = ((verbs.search(text, start), kind) for kind, verbs in self._told)
        places = [(match.start(), kind) for match, kind in matches if match]
        return min(places)[1] if places else self.main(text[start:])[0]

    def outcome(self, kind: str | None) -> str:
        """Return what became of the matter under a decision of this kind."""
        return self._outcomes.get(kind or "", "carried")


class _Verbs:
    """Some forms of verbs, none of which may be known; `governed` are those that rule their sentence."""

    def __init__(self, patterns: Sequence[str]) -> None:
        words = rf"\b(?:{'|'.join(patterns)})(?!\w)" if patterns else "(?!)"
        self.pattern = compile_pattern(words)
        self.governed = compile_pattern(_GOVERNED + words)
        self._needed = required_words(words)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first of the forms in a text from `start` on."""
        return self.pattern.search(text, start) if holds_one(text, self._needed) else None
