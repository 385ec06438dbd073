"""The words of labels that tell which figures of a table are made from others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from protokollparser.core.rules import Rules
from protokollparser.core.rules.base import compile_pattern


@dataclass(frozen=True)
class AggregationWords:
    """The patterns of `rules/vocabulary/aggregation_words.yml`, compiled."""

    total: re.Pattern[str]
    share: re.Pattern[str]
    change: re.Pattern[str]
    mean: re.Pattern[str]
    year: re.Pattern[str]


@lru_cache(maxsize=4)
def aggregation_words(rules: Rules) -> AggregationWords:
    """Return the compiled words of the rules."""
    listed: dict[str, str] = rules.vocabulary["aggregation_words"]
    return AggregationWords(**{name: compile_pattern(text) for name, text in listed.items()})
