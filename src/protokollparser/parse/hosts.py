"""The municipality or region whose letterhead a document carries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.parse.body_names import BodyNames
from protokollparser.parse.front_matter import columns_of
from protokollparser.parse.names import Names

# Municipalities that are in no register: dissolved ones, and the sorts of the time before 1971.
_SORTS = r"(?:kommun|stads?|landskommun|köping|municipalsamhälle|storkommun)"
_UNKNOWN = re.compile(
    rf"(?P<name>[A-ZÅÄÖ][a-zåäöé]{{2,24}}(?:[ -][A-ZÅÄÖ][a-zåäöé]{{2,24}}){{0,2}})\s(?i:{_SORTS})"
)
_KNOWN = re.compile(r"(?P<name>.{2,30}?)\s(?:kommun|stad)\b(?P<rest>.*)", re.IGNORECASE)
# "Kommunstyrelsen i Luleå kommun", "Socialnämnden, Luleå kommun".
_BEHIND_BODY = re.compile(r".{3,60}?(?:,| i)\s(?P<name>[A-ZÅÄÖ][\wåäöé -]{1,30}?)\s(?:kommun|stad)$")
# So many lines from the top a name that no register knows is taken for that of the municipality.
_TOP = 4


class Hosts:
    """Finds the municipality or region in letterheads, by the register and by the form of the name."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> Hosts:
        """Return the one for these rules."""
        return cls(rules)

    def __init__(self, rules: Rules) -> None:
        self.names = Names.of(rules)
        self.bodies = BodyNames.of(rules)
        counties = rules.vocabulary["municipalities"]["counties"]
        self.regions = {fold(county["region"]): str(county["region"]) for county in counties}

    def letterhead(self, lines: Sequence[str]) -> str | None:
        """Return the municipality or region that the lines over a document name, else None.

        Several in one line are members of something, not the host.
        """
        for number, text in enumerate(lines):
            columns = [clean(column) for column in columns_of(text)]
            found = {host for column in columns if (host := self._in_column(column, number < _TOP))}
            if len(found) == 1:
                return found.pop()
        return None

    def _in_column(self, column: str, at_top: bool) -> str | None:
        """Return the host that a column is, or whose body it names."""
        region = self.regions.get(fold(column)) or self.regions.get(fold(column).removesuffix("s"))
        if region is not None:
            return region
        match = _KNOWN.match(column)
        named = self.names.municipality(match["name"]) if match else None
        if match and named and (not match["rest"].strip(" ,") or self.bodies.whole(column)):
            return named
        behind = _BEHIND_BODY.fullmatch(column)
        if behind and self.bodies.whole(column):
            return self.names.municipality(behind["name"])
        unknown = _UNKNOWN.fullmatch(column.title() if column.isupper() else column) if at_top else None
        if unknown is None or fold(unknown["name"]) in self.names.municipalities:
            return None
        return unknown["name"].removesuffix("s")
