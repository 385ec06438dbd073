"""Organisations that have another name than before, as the running text says."""

from __future__ import annotations

import re

from protokollparser.core.passages import passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.people import NameChange
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean

_PHRASES = (("changes_name", 0.9), ("named_before", 0.8))


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter each statement of a former and a present name."""
    for passage in passages(ledger.outline, rules):
        if passage.kind == "cell":
            continue
        for name, confidence in _PHRASES:
            phrase = rules.phrase(name)
            for match in phrase.finditer(passage.text):
                former, present = _names(match)
                spans = passage.places(match.start(), match.end())
                ledger.add(
                    NameChange(
                        span=spans[0],
                        more=spans[1:],
                        rule_id=phrase.id,
                        confidence=confidence,
                        former=former,
                        present=present,
                    )
                )


def _names(match: re.Match[str]) -> tuple[str, str]:
    """Return the former and the present name."""
    groups = match.groupdict()
    return clean(groups["former"] or groups["former2"]), clean(groups["present"] or groups["present2"])
