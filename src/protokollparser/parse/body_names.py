"""Names of boards, councils and committees as they are printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold

_NO_BODY = re.compile(
    r"\b(?:beslut\w*|förslag\w*|protokoll\w*|föreslår|ordförande\w*|reglemente|ledam\w+|"
    r"ersättare|till|inom|hos|vid|har|är|om|att|som|av|från|enligt|per|summa)\b",
    re.IGNORECASE,
)
# What may follow a body in small letters: "Nämnden för arbetsmarknad", never a verb.
_GOES_ON = re.compile(r"\s(?!för\b|och\b|i\b|med\b|samt\b|gemensam|nr\b)[a-zåäö]")
# "Kommunstyrelsen i Vassunda kommun", "Tekniska nämnden, Broby kommun"
_OF_PLACE = re.compile(
    r"(?:\s+i|,)\s+(?:[A-ZÅÄÖ][\wåäöé-]{1,30}\s){1,3}(?:kommun|landskommun|stad|köping|socken|församling|län)$|"
    r",\s+Region\s[A-ZÅÄÖ].{2,30}$"
)
_AROUND = re.compile(
    r"^(?:sammanträdesprotokoll|protokoll|kallelse)(?:\s+(?:för|från))?\s+|"
    r"^(?:möteskallelse|kallelse|dagordning|föredragningslista|ärendelista|protokoll)\s+(?:för|till|vid)\s+|"
    r"[,:]?\s*(?:sammanträdesprotokoll|protokoll|kallelse|föredragningslista)?\W*$",
    re.IGNORECASE,
)
# What may stand behind a body in the sentence that opens minutes: "i Näs kommun onsdagen den 11 februari".
_IN_PLACE = r"\s+i\s+[A-ZÅÄÖ][\wåäöé-]{1,30}(?:\s[A-ZÅÄÖ][\wåäöé-]{1,30})?"
_SORT_OF_PLACE = r"\s(?:kommun|landskommun|stad|köping|municipalsamhälle|socken|församling|landsting|län)"
_DAY_BEHIND = r"\s+(?:den\s+\d|(?:mån|tis|ons|tors|fre|lör|sön)dag)"
_BEHIND = re.compile(
    rf"(?:{_IN_PLACE}(?:{_SORT_OF_PLACE})?)?(?:{_DAY_BEHIND}).*$|{_IN_PLACE}{_SORT_OF_PLACE}$"
)
_GENITIVE = re.compile(r"(?<=[a-zåäö])s$")
# Stems that end many words which are no bodies (Förbundet, Bolaget, Ledning).
_LOOSE = frozenset({"ledning", "bolag", "råd", "förbund", "presidium", "kammare"})


class BodyNames:
    """Finds the names of bodies by the endings of `vocabulary/bodies.yml`."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> BodyNames:
        """Return the one for these rules."""
        return cls(rules)

    def __init__(self, rules: Rules) -> None:
        stems = {*rules.vocabulary["bodies"]["stems"]} - _LOOSE
        kinds = "|".join(sorted(map(re.escape, stems), key=lambda stem: (-len(stem), stem)))
        inflected = rf"(?:{kinds})(?:erna|ernas|en|ens|et|ets|n|ns|s)?"
        capitalised = r"(?:(?-i:[A-ZÅÄÖ][\w/-]{1,30})\s+(?:(?:och|&)\s+)?){0,4}"
        adjective = r"(?:gemensamma?\s+|tekniska\s+|sociala\s+)?"
        self._phrase = re.compile(
            rf"(?<![\w/-]){capitalised}{adjective}[\w/-]{{0,40}}?{inflected}(?![\w/-])", re.IGNORECASE
        )
        self._whole = re.compile(
            rf"(?:[\w&/-]+,?\s+){{0,5}}[\w/-]{{0,40}}?{inflected}(?:,?\s+[\w&/-]+){{0,7}}", re.IGNORECASE
        )
        self._stem = re.compile(kinds.lower())
        self._definite = re.compile(
            rf"(?:\w{{1,30}}a\s){{0,2}}[\w/-]{{0,40}}?(?:{kinds})(?:en|et|n)?(?=\s)", re.IGNORECASE
        )
        every = "|".join(
            sorted(map(re.escape, rules.vocabulary["bodies"]["stems"]), key=lambda w: (-len(w), w))
        )
        self._met = re.compile(
            rf"\b(?:sammanträde|möte|protokoll|kallelse)\s+(?:med|i|för|från)\s+"
            rf"(?P<body>(?:[\w&/-]+\s+){{0,5}}[\w/-]{{0,40}}(?:{every})(?:erna|en|et|n)?)"
            rf"(?=\s*(?:[,.\d(]|$)|{_DAY_BEHIND}|"
            rf"(?-i:{_IN_PLACE})(?:{_SORT_OF_PLACE})?(?:\s*(?:[,.\d(]|$)|{_DAY_BEHIND}))",
            re.IGNORECASE,
        )
        self._kind = re.compile(rf"({kinds})(?:erna|ernas|en|ens|et|ets|n|ns|s)?$", re.IGNORECASE)

    def whole(self, text: str) -> str | None:
        """Return the body that a line names, and nothing else ("Gemensamma servicenämnden"), else None."""
        line = clean(text)
        if not self._stem.search(line.lower()) or any(map(str.isdigit, line)):
            return None
        line = _AROUND.sub("", line)
        if line != clean(text):
            # "Dagordning för kommunstyrelsens arbetsutskott"
            line = line[:1].upper() + line[1:]
        if not line or len(line) > 90 or not line[0].isupper():
            return None
        line = _OF_PLACE.sub("", line)
        if not self._whole.fullmatch(line) or _NO_BODY.search(line):
            return None
        kind = self._definite.match(line)
        return None if kind and _GOES_ON.match(line, kind.end()) else line

    def leading(self, text: str) -> str | None:
        """Return the body on which a heading begins ("E-nämndens beslut" gives "E-nämnden"), else None."""
        cleaned = clean(text)
        match = self._phrase.match(cleaned) if self._stem.search(cleaned.lower()) else None
        return _GENITIVE.sub("", match.group()) if match else None

    def met(self, text: str) -> str | None:
        """Return the body of a meeting that a title names ("Kallelse till möte med Pensionärsrådet")."""
        match = self._met.search(clean(text))
        return match["body"][:1].upper() + match["body"][1:] if match else None

    def of_opening(self, text: str) -> str:
        """Return the body on which the sentence that opens minutes goes on, without its place and day."""
        name = _BEHIND.sub("", clean(text))
        return name if name == clean(text) else name[:1].upper() + name[1:]

    def phrases(self, text: str) -> list[str]:
        """Return the bodies named inside a text, without a closing genitive, in order."""
        if not self._stem.search(text.lower()):
            return []
        return [_GENITIVE.sub("", clean(match.group())) for match in self._phrase.finditer(text)]

    def is_bare(self, name: str) -> bool:
        """True for a body named by its sort alone ("Nämnden"), as sentences and headings name it."""
        return self._kind.fullmatch(fold(name)) is not None

    def base(self, name: str) -> str:
        """Return what the forms of one body share: its last telling word without ending, folded."""
        for word in reversed(re.findall(r"[\w/-]+", fold(name))):
            match = self._kind.search(word)
            if match:
                return f"{word[: match.start()]}{match[1]}"
        return ""

    def fullest(self, name: str, texts: Iterable[str]) -> str:
        """Return the form of `name` with another name before it that the texts print most, at least twice.

        "E-nämnden" beside "Norrbottens e-nämnd" gives the latter; without such a form the name stays.
        """
        base = self.base(name)
        if " " in name.strip() or not base:
            return name
        forms = Counter(
            found
            for text in texts
            for found in self.phrases(text)
            if re.match(r"[A-ZÅÄÖ][\w-]+s\s", found) and self.base(found) == base
        )
        best = sorted(forms.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
        return best[0][0] if best and best[0][1] > 1 else name
