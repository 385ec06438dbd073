"""What the rules know of names and parties, for telling a slip of the pen from another name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.store.people.likeness import words_of


@dataclass(frozen=True)
class KnownNames:
    """Words that are names (as they are compared), the line of each party, and the letters of no party.

    A line is the last name of a party that changed it: "fp" and "l" are both "l".
    """

    words: frozenset[str]
    lines: dict[str, str]
    independent: frozenset[str]

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> KnownNames:
        """Return what these rules know."""
        listed = rules.vocabulary["person_names"]
        names = [*listed["given"], *listed["surnames"]]
        parties = rules.vocabulary["parties"]
        became = {
            fold(party["code"]): fold(party["became"]) for party in parties["national"] if "became" in party
        }
        lines: dict[str, str] = {}
        for party in parties["national"]:
            code = fold(party["code"])
            while code in became:
                code = became[code]
            for letters in (party["code"], *party.get("also", ())):
                lines.setdefault(fold(str(letters)), code)
        alone = [
            str(one) for party in parties["independent"] for one in (party["code"], *party.get("also", ()))
        ]
        return cls(
            words=frozenset(word for name in names for word in words_of(name)),
            lines=lines,
            independent=frozenset(map(fold, alone)),
        )

    def line(self, party: str | None) -> str | None:
        """Return a party as it is compared, whatever its name at the time; None where none is printed."""
        if not party:
            return None
        letters = fold(party)
        return "-" if letters in self.independent else self.lines.get(letters, letters)
