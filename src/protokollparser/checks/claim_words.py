"""The words of claims in prose, compiled, and which of them are forms of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from protokollparser.core.measures import Measures, same_word
from protokollparser.core.rules import Rules
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.units import alternatives

_PAIRS = 32768


class ClaimWords:
    """The words of `rules/vocabulary/claims.yml`, compiled."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> ClaimWords:
        """Return the one for these rules."""
        statement_words = rules.vocabulary["directions"]["statement_words"]
        return cls(rules.vocabulary["claims"], statement_words, Measures.of(rules))

    def __init__(self, words: dict[str, Any], statement_words: Sequence[str], measures: Measures) -> None:
        self._measures = measures
        # The words of rows and of prose meet again and again, in one text and in the next.
        self.same = lru_cache(_PAIRS)(self._find_same)
        self.cut = re.compile(rf"[,;:()–]\s|(?<!\w)(?:{alternatives(words['cuts'])})(?!\w)", re.IGNORECASE)
        self.plain = frozenset([*words["plain"], *statement_words])
        self.compounds = compile_pattern(words["compounds"])
        names = (
            "deviates",
            "changes",
            "forecasts",
            "outturns",
            "prior",
            "partial",
            "whole",
            "investments",
            "budgets",
            "compares",
            "own",
            "parts",
            "outcome",
        )
        (
            self.deviates,
            self.changes,
            self.forecasts,
            self.outturns,
            self.prior,
            self.partial,
            self.whole,
            self.investments,
            self.budgets,
            self.compares,
            self.own,
            self.parts,
            self.outcome,
        ) = (re.compile(words[name], re.IGNORECASE) for name in names)

    def _find_same(self, token: str, word: str) -> bool:
        """True for forms of one word, a compound of it ("bygglovsenheten"), and a cost and what it is for."""
        if same_word(token, word):
            return True
        one, other = self._measures.bare(token), self._measures.bare(word)
        if (one == token) != (other == word) and same_word(one, other):
            return True
        if not word.startswith(token) or len(word) <= len(token):
            return False
        return self.compounds.fullmatch(word[len(token) :]) is not None
