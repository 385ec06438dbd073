"""Names of people as they are printed in lists, forms and signature blocks, told from bodies and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from protokollparser.core.rules import Rules
from protokollparser.core.text import fold

# Anna   Anna-Karin   O'Neill   A.   Vähäjärvi   ÅSA
_WORD = r"[^\W\d_a-zåäöéüøæ][^\W\d_]*(?:['’´-][^\W\d_]+){0,3}\.?"
# "vd Norrby Energi AB"
_COMPANY = re.compile(r"\s(?:AB|HB|KB|Aktiebolag|ek\.?\s?för)(?!\w)")
# Two blanks or a tab part columns, not the words of a name.
_GAP = r"(?:[ \u00a0]|[ \u00a0]?\n[ \u00a0]{0,60})"
_PARTY = r"[(\[]\s?(?P<party>[^()\[\],;/\d]{1,30}?)\s?(?:[,;/]\s?(?P<beside>[^()\[\]]{1,40}))?[)\]]"
_PARTY_AFTER = re.compile(rf"\s*{_PARTY}")
_PARTY_BEFORE = re.compile(rf"{_PARTY}\s*")
# "Eva Ek, S", "Eva Ek S", and in old minutes "Eva Ek, vpk".
_BARE_PARTY = re.compile(r"(?:,?\s+([A-ZÅÄÖ]{1,3})|,\s+([a-zåäö]{1,4}))(?=\s*(?:$|[,;\n\t])|\s\s)")
_UNKNOWN_PARTY = re.compile(r"[A-ZÅÄÖ]{1,6}|[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,5}")
# Local parties by the words on which their names end ("Norrbypartiet", "Framtid Norrby" is no such name).
_PARTY_NAME = re.compile(
    r"[A-ZÅÄÖ][\w -]{1,24}?"
    r"(?:partiet|listan|demokraterna|samling|alternativet| väl| bästa| framtid|initiativet)"
)
_ACRONYM = re.compile(r"[A-ZÅÄÖ]{3,5}")
_MUNICIPALITY = re.compile(
    r"(?P<name>[A-ZÅÄÖ][a-zåäöé]{1,24}(?:[ -][A-ZÅÄÖ][a-zåäöé]{1,24}){0,2}) (?:kommun|stad)"
)
# "Viks kommun" is that of Vik; names in -ås, -näs, -fors, -hus and -lös have no genitive of their own.
_GENITIVE = re.compile(r"(?<!å)(?<!nä)(?<!for)(?<!hu)(?<!lö)s$", re.IGNORECASE)
_SURNAME = re.compile(r"[A-ZÅÄÖ][\w-]{1,24}")
_DEFINITE = r"(?:en|et|n|ens|ets|ns|s|er|ers|erna|ernas)?"
# Words of the names of parties so long are no names of people.
_PARTY_WORD = 8


@dataclass(frozen=True, slots=True)
class Person:
    """A name at `start:end` of a text, with the party printed beside it; `stop` is the end of both.

    `beside` is what stands after the party inside the brackets ("(S, ordf)"). `sure` is False for a
    party that the register does not know.
    """

    start: int
    end: int
    stop: int
    name: str
    party: str | None = None
    beside: str = ""
    sure: bool = True


def natural_order(name: str) -> str:
    """Return "Akbas, Aslan" as "Aslan Akbas"; other names as they are."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name


class Names:
    """Reads names with the words of the rules."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> Names:
        """Return the one for these rules."""
        return cls(rules)

    def __init__(self, rules: Rules) -> None:
        words = rules.vocabulary
        self._never = {fold(word) for word in words["not_names"]["words"]}
        self.posts = frozenset(words["not_names"]["posts"])
        self._never |= {fold(word) for month_or_day in ("months", "weekdays") for word in words[month_or_day]}
        self._never |= {
            fold(word).rstrip(".") for spellings in words["offices"]["offices"].values() for word in spellings
        }
        # "MODERATA SAMLINGSPARTIET" heads a group of an attendance list.
        self._never |= {
            fold(word)
            for party in words["parties"]["national"]
            for name in (party["name"], *party.get("called", ()))
            for word in re.findall(r"\w+", name)
            if len(word) >= _PARTY_WORD
        }
        self._never |= {fold(word).rstrip(".") for word in words["offices"]["honorifics"]}
        self._never -= {"maj", "jan", "tor", "aug"}  # first names as well
        particles = "|".join(sorted(words["not_names"]["particles"]))
        endings = [*words["bodies"]["stems"], *words["bodies"]["offices"], *words["offices"]["title_endings"]]
        self._ending = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, endings)))}){_DEFINITE}$")
        # "Hemmansägaren Karl Ek": in old lists trades stand before the names.
        trades = sorted(map(re.escape, words["offices"]["occupation_endings"]))
        self._trade = re.compile(rf"(?:{'|'.join(trades)})(?:e?n|nen)$")
        self._name = re.compile(rf"(?<![\w@.])(?:{_WORD})(?:{_GAP}(?:{_WORD}|(?:{particles})(?=\s))){{1,6}}")
        self._surname_first = re.compile(
            rf"(?<![\w@.])(?P<last>{_WORD}(?:{_GAP}{_WORD}){{0,2}}),\s+(?P<first>{_WORD}(?:{_GAP}{_WORD}){{0,2}})"
        )
        titles = sorted([*words["offices"]["honorifics"], *words["offices"]["addressed"]], key=len)
        honorifics = "|".join(map(re.escape, reversed(titles)))
        surname = r"(?-i:[A-ZÅÄÖ][\w-]{1,24})"
        self._addressed = re.compile(
            rf"(?<![\w-])(?:{honorifics})\s(?P<names>{surname}(?:(?:, | och | samt ){surname}){{0,8}})",
            re.IGNORECASE,
        )
        self._plausible = lru_cache(1 << 12)(self._is_plausible)
        listed = words["municipalities"]
        self.municipalities: dict[str, str] = {
            fold(name): code
            for county in listed["counties"]
            for code, name in county["municipalities"].items()
        }
        self.municipality_names: dict[str, str] = {
            code: name for county in listed["counties"] for code, name in county["municipalities"].items()
        }
        for code, others in listed["also"].items():
            self.municipalities.update({fold(other): code for other in others})
        self._called: dict[str, str] = {
            fold(name): party["code"]
            for party in words["parties"]["national"]
            for name in (party["name"], *party.get("called", ()))
        }
        self._stems: dict[str, str] = {
            stem: party["code"] for party in words["parties"]["national"] for stem in party.get("groups", ())
        }
        self._national = {fold(party["code"]) for party in words["parties"]["national"]}
        self.parties = {
            fold(spelling)
            for scope in ("national", "local", "independent")
            for party in words["parties"][scope]
            for spelling in (party["code"], *party.get("also", ()))
        }

    def party_called(self, text: str) -> str | None:
        """Return the letters of the party that a heading names ("Socialdemokraterna", "Moderaterna (M)")."""
        return self._called.get(re.sub(r"\s*\([^()]*\)\s*:?$|:$", "", fold(text)).strip())

    def party_stem(self, word: str) -> str | None:
        """Return the letters of the national party of a group: "moderata", "centerpartigruppen"."""
        folded = fold(word).strip(" .,:()")
        return next((code for stem, code in self._stems.items() if folded.startswith(stem)), None)

    def plausible(self, word: str) -> bool:
        """True when a capitalised word may be part of a person's name."""
        return self._plausible(word)

    def _is_plausible(self, word: str) -> bool:
        folded = fold(word).rstrip(".")
        return folded not in self._never and not (self._ending.search(folded) or self._trade.search(folded))

    def trim(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Return the leading part of `start:end` that is a name of two to five words, else None."""
        words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
        if (
            len(words) > 1
            and _ACRONYM.fullmatch(text[slice(*words[0])])
            and not text[words[1][0] :][:2].isupper()
        ):
            # "SPF Seniorerna", "PRO Norrby" are organisations.
            return None
        kept = 0
        while kept < len(words) and kept < 5 and self.plausible(text[slice(*words[kept])]):
            kept += 1
        while kept > 2 and (
            text[words[kept - 1][0]].islower()
            or self._is_party(text[slice(*words[kept - 1])])
            or text[slice(*words[kept - 1])] in self.posts
        ):
            kept -= 1
        last = text[slice(*words[kept - 1])] if kept else ""
        if kept < 2 or len(last.rstrip(".")) < 2 or last[0].islower():
            return None
        if fold(text[start : words[kept - 1][1]]) in self.municipalities:
            return None
        stop = words[kept - 1][1]
        return start, stop - 1 if text[stop - 1] == "." and len(last) > 2 else stop

    def _is_party(self, word: str) -> bool:
        return len(word) <= 3 and word.isupper() and fold(word) in self.parties

    def is_name(self, text: str, capitals: bool = True) -> bool:
        """True when the whole text is one person's name; with `capitals` False, not in capitals only."""
        stripped = text.strip()
        match = self._name.fullmatch(stripped)
        if match is None or (not capitals and stripped.isupper()):
            return False
        return self.trim(stripped, 0, len(stripped)) == (0, len(stripped))

    def find(self, text: str, start: int = 0) -> Iterator[Person]:
        """Yield the names in `text` from `start` on, with the party after them, in order."""
        at = start
        while match := self._name.search(text, at):
            at = match.end()
            found = self.trim(text, *match.span())
            if found is None:
                # The first word may be a label: "Sekreterare Karin Ek".
                first = re.match(r"\S+\s+", match.group())
                at = match.start() + (first.end() if first else len(match.group()))
                continue
            at = found[1]
            if _COMPANY.match(text, at):
                continue
            yield self.with_party(text, *found)

    def at_start(self, text: str, start: int = 0) -> Person | None:
        """Return the name on which `text` begins at `start`, with its party before or after, else None."""
        before = _PARTY_BEFORE.match(text, start)
        party = self.party(before["party"]) if before else None
        begin = before.end() if before and party else start
        match = self._name.match(text, begin)
        found = self.trim(text, *match.span()) if match else None
        if found is None:
            return None
        if before and party:
            return Person(*found, found[1], text[slice(*found)], party[0], before["beside"] or "", party[1])
        return self.with_party(text, *found)

    def surname_first(self, text: str) -> Person | None:
        """Return a name printed as "Akbas, Aslan" on which the whole text is spent, in natural order."""
        match = self._surname_first.fullmatch(text.strip())
        words = re.findall(r"[^\s,]+", text)
        if match is None or not all(map(self.plausible, words)):
            return None
        low = len(text) - len(text.lstrip())
        return Person(low, low + len(match.group()), low + len(match.group()), natural_order(match.group()))

    def with_party(self, text: str, start: int, end: int) -> Person:
        """Return the name at `start:end` with the party that follows it: "(S)", "[S]", ", S" or " S"."""
        name = " ".join(text[start:end].split())
        match = _PARTY_AFTER.match(text, end)
        party = self.party(match["party"]) if match else None
        if match and party:
            return Person(start, end, match.end(), name, party[0], match["beside"] or "", party[1])
        bare = _BARE_PARTY.match(text, end)
        if bare and fold(bare[1] or bare[2]) in self.parties:
            return Person(start, end, bare.end(), name, (bare[1] or bare[2]).upper())
        return Person(start, end, end, name)

    def party(self, text: str) -> tuple[str, bool] | None:
        """Return the letters of a party as printed and whether the register knows them, else None."""
        printed = " ".join(text.split())
        if fold(printed) in self.parties and not printed.islower():
            return printed, True
        if printed.islower() and len(printed) <= 4 and printed in self._national:
            # Minutes before 1990 print "(s)" and "(vpk)".
            return printed.upper(), True
        called = self.party_called(printed)
        if called is not None:
            return called, True
        if _PARTY_NAME.fullmatch(printed):
            return printed, False
        return (printed, False) if _UNKNOWN_PARTY.fullmatch(printed) else None

    def addressed(self, words: str, start: int = 0) -> list[Person]:
        """Return the surnames behind "herr", "fru", "ledamoten" and the like, as minutes name members."""
        found = []
        for match in self._addressed.finditer(words, start):
            for surname in _SURNAME.finditer(words, *match.span("names")):
                low, high = surname.span()
                if self.plausible(surname.group()):
                    found.append(Person(low, high, high, surname.group()))
        return found

    def member_municipality(self, text: str) -> str | None:
        """Return the municipality that heads a group of people, in the register or not ("Norrby kommun")."""
        known = self.municipality(text)
        called = _MUNICIPALITY.fullmatch(text.strip(" :"))
        return known or (_GENITIVE.sub("", called["name"]) if called else None)

    def municipality(self, text: str) -> str | None:
        """Return the municipality that the whole text names, without "kommun" and "stad", else None."""
        folded = re.sub(r"\s+(?:kommun|stad|stads kommun)$", "", fold(text))
        for form in (folded, folded.removesuffix("s")):
            if form in self.municipalities:
                return self.municipality_names[self.municipalities[form]]
        return None
