"""What one entry of a list of those present says: name, party, function, who is replaced, when present."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.parse.names import Names, Person
from protokollparser.parse.people.stretches import REMOTE, Interval, all_but, stretches

# Bullets and row numbers, never the "2" of "2:e vice ordförande".
_LEAD = re.compile(r"^(?:[\s•·▪*|–—-]|\d{1,3}(?:[.)]|\s)(?!\s*[:ae]))+|^<[^<>]{1,10}>\s*")
# "samt, för herr Ek, som anmält förhinder, suppleanten herr Al": the replaced member stands first.
_INSTEAD = re.compile(
    r"(?:^|[,;.]|\b(?:samt|och)\b),?\s*(?P<clause>(?:för|i\s+stället\s+för|istället\s+för|i\s+st\.\s+f\.)\s+)",
    re.I,
)
# "samt undertecknad sekreterare": someone whose name stands below the minutes only.
_UNDERSIGNED = re.compile(r"\b(?:samt|och)\s+undertecknad\w?(?:\s+[a-zåäö]{4,30})?(?=\s*(?:[.,;]|$))", re.I)
# "Bo Ström (S) §§ 81-82, ersatt av Fatima Hassan (S) §§ 83-87": the substitute stands behind the member.
_GIVES_WAY = re.compile(
    r"\b(?:ersatt|ersätts|ersattes|ersätt(?:s|es)?|avlöst|avlöses|avlöstes)\s+av\s*$", re.I
)
_STEPS_IN = re.compile(
    r"(?:,\s*som[^,]{3,60},|,)?\s*(?:(?:tjänstgörande|tjänstgör|tjänstgjorde|inkallade)\s+)?(?:suppleanten|suppl\.|ersättaren|ers\.)\s+",
    re.I,
)
_JOINED = re.compile(r"(?:,|\b(?:och|samt))\s+$")
# "... Signe Ek. För herr Alm, som anmält förhinder": tells nothing of Signe Ek.
_NEW_SENTENCE = re.compile(r"[a-zåäö]{3,}\.\s+$|^\s*\.\s+$")
# "Bo Ek (S) ers. Eva Alm (S)": without a comma before it and without "för".
_FOR = re.compile(
    r"\s*(?:(?:tjg\.?\s)?ers\.?\s+|(?:,\s?[A-ZÅÄÖ][a-zåäö]{1,20}(?:\s[A-ZÅÄÖ][a-zåäö]{1,20})?\s)?[←\[]\s?)"
    r"(?=[A-ZÅÄÖ(\[]|$)"
)
# "Bo Ek (S), Norrby → Eva Alm (S)": which of the two serves only the list tells.
_TOWARDS = re.compile(r"\s*(?:,\s?[A-ZÅÄÖ][a-zåäö]{1,20}(?:\s[A-ZÅÄÖ][a-zåäö]{1,20})?)?\s*(?:→|-+>|=>)\s*")
# "Vivi Ek, ordf ............ s": dots that lead to another column.
_LEADERS = re.compile(r"\.{4,}|(?:\. ){3,}\.?|…{2,}")
_AWAY = re.compile(
    r"(?:^|[,;(–-])\s*(?:frånvarande|frånv\.?|ej närvarande|icke närvarande|inte närvarande|"
    r"(?:anmält |har anmält )?förhind(?:er|rad))\s*(?=$|[,;)])",
    re.IGNORECASE,
)
# "Marie Ek, kommunalråd (C), ordförande": the party behind the title.
_PARTY_BEHIND = re.compile(
    r"^\s*,\s*[a-zåäö-]{4,30}(?: [a-zåäö-]{2,30})?\s\((?P<party>[A-Za-zÅÄÖåäö]{1,4})\)"
)
_SERVING = re.compile(
    r"(?<!ej )(?<!icke )(?<!inte )\b(?:tjänstgörande|tjänstgör|tjg\.?)"
    r"(?:\s+för\s+vaka\w{1,4}(?:\s+plats)?)?(?=\s*(?:[),;]|$))",
    re.IGNORECASE,
)
# "Ställföreträdande räddningschef Eva Ek"
_DEPUTY = re.compile(
    r"^(?:ställföreträdande|biträdande|tillförordnad|vikarierande|stf\.?|bitr\.?|tf\.?|t\.\s?f\.|vik\.)\s+",
    re.I,
)
_SEVERAL = re.compile(r"^[a-zåäö-]+(?:chefer|ter|rer|ger|nomer|ister)$")
_MANY = re.compile(r"(?:männen|erna|orna|arna)$")
_GAP = re.compile(r"  |\t|\n")
# "ledamöterna   Nils Ek": what the other lists say in their headings.
_SEAT = re.compile(r"^\s*(?:ordinarie )?led(?:amot|amoten|amöter|amöterna)\b[.:]?", re.IGNORECASE)
# "Gunnar Ek samt ledamöterna Bo Al ävensom Eva Ask": words between the people of a sentence.
_LOOSE = re.compile(
    r"^(?:och|samt|ävensom|jämte) |\b(?:och |samt |ävensom |jämte )?(?:ledamöterna|ledamoten)$|"
    r"\b(?:och|samt|ävensom|jämte)$"
)
_AND = re.compile(r"\b(?:och|samt)\s+$")


@dataclass
class Entry:
    """One person of a list; `start:stop` is where the name and party stand in the text.

    `office` is the printed function and `office_name` its name in the vocabulary. `words` is what else is
    printed beside the name: a title or an organisation; `trade` the occupation before the name of a member.
    `replaced` is True when someone else serves all the time, `away` when the entry says that the person is
    absent. `towards` is the name to which an arrow leads. `substitute` is True when the entry itself says
    that the person is a substitute, `serving` when it says that the substitute serves.
    """

    person: Person
    start: int
    stop: int
    office: str | None = None
    office_name: str | None = None
    replaces: str | None = None
    replaced: bool = False
    away: bool = False
    towards: str | None = None
    substitute: bool = False
    serving: bool = False
    municipality: str | None = None
    words: str | None = None
    trade: str | None = None
    intervals: list[Interval] = field(default_factory=list)


def _step_aside(member: Entry, substitute: Entry) -> None:
    """Enter that a substitute serves for the member before: for some paragraphs, or all the time."""
    substitute.replaces = member.person.name
    substitute.substitute = substitute.serving = True
    ranges = [
        (one.paragraph_first, one.paragraph_last)
        for one in substitute.intervals
        if one.paragraph_first is not None and one.paragraph_last is not None
    ]
    if member.intervals:
        return
    if ranges:
        member.intervals = all_but(ranges)
    else:
        member.replaced = not substitute.intervals


def _either(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


class EntryReader:
    """Reads entries with the words of `vocabulary/offices.yml`."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> EntryReader:
        """Return the one for these rules."""
        return cls(rules)

    def __init__(self, rules: Rules) -> None:
        words = rules.vocabulary["offices"]
        self.names = Names.of(rules)
        self._offices: dict[str, str] = {
            fold(spelling): name for name, spellings in words["offices"].items() for spelling in spellings
        }
        before = _either(words["before"])
        self._office = re.compile(
            rf"(?<![\w.])(?P<whole>(?:(?:{before})\s+){{0,3}}(?P<office>{_either(self._offices)}))(?!\w)",
            re.IGNORECASE,
        )
        self._post = re.compile(
            rf"(?:[\w-]+\s+){{0,3}}(?:{_either(self._offices)}|[\w-]*(?:{_either(words['title_endings'])}))",
            re.IGNORECASE,
        )
        self._replacing = re.compile(
            rf"(?<!\w)(?:{_either(words['replacing'])})\s+(?:ledamoten\s+)?", re.IGNORECASE
        )
        self._substitute = re.compile(rf"(?<!\w)(?:{_either(words['substitute'])})(?!\w)\.?", re.IGNORECASE)
        titles = _either(words["title_endings"])
        title = rf"[a-zåäö/-]*(?:{titles})(?:en|n|na|erna)?"
        self._unfinished = re.compile(
            rf"(?:,|(?<!-\s)\b(?:och|samt)(?:\s+{title})?|(?<![\w-])(?:{_either(words['honorifics'])}))$",
            re.IGNORECASE,
        )
        self._honorific = re.compile(rf"(?<![\w-])(?:{_either(words['honorifics'])})\s+(?=\S)", re.IGNORECASE)
        self._leading_title = re.compile(
            rf"(?<![\w/-])[a-zåäö/-]*(?:{titles})(?:en|n|na|nen|erna|männen|personerna)?\s+$"
        )
        # "lantbrukare Nils Ek": no function at the sitting.
        self._occupation = re.compile(
            rf"[a-zåäö-]*(?:{_either(words['occupation_endings'])})(?:e?n|nen)?", re.IGNORECASE
        )
        self._title = re.compile(
            rf"(?<![\w/-])[\w/-]*(?:{titles})(?:en|n|s|er|nen|erna|na|personerna)?(?![\w/-])", re.IGNORECASE
        )

    def entries(self, text: str, surname_first: bool = False) -> list[Entry] | None:
        """Return the people that a line or cell lists, in order; None when it is no list of people.

        Nothing but an office, a party, a bullet or a number may stand before the first name.
        """
        if surname_first:
            return self._surname_first(text)
        text = _LEADERS.sub(lambda match: " " * len(match.group()), text)
        text = self._honorific.sub(lambda match: "\u00a0" * len(match.group()), text)
        text = _UNDERSIGNED.sub(lambda match: "\u00a0" * len(match.group()), text)
        text, instead = self._steps_in(text)
        people = self._people(text)
        if not people:
            return None
        lead = _LEAD.match(text)
        opening = text[lead.end() if lead else 0 : people[0].start]
        if people[0].party and opening.endswith(("] ", ") ", ")", "]")):
            # The party may stand before the name.
            opening = opening[: max(opening.rfind("("), opening.rfind("["))]
        prefix = Entry(people[0], people[0].start, people[0].stop)
        left = self._tell(opening.rstrip(" :"), prefix)
        if re.search(r"\w", left):
            left = _SEAT.sub("", left).strip()
            if not left or self._occupation.fullmatch(left):
                prefix.trade, left = left or None, ""
            elif not self._title.fullmatch(_DEPUTY.sub("", left.strip())):
                return None
            # "Socialchef Göte Lind": the title of someone employed stands before the name.
            prefix.words = clean(left) or None
        found: list[Entry] = []
        for position, person in enumerate(people):
            stop = people[position + 1].start if position + 1 < len(people) else len(text)
            entry = prefix if position == 0 else Entry(person, person.start, person.stop)
            between = text[people[position - 1].stop : person.start] if position else ""
            before = self._office_before(between)
            if before:
                # "samt sekreteraren Eva Falk": the function belongs to the name after it.
                entry.words = clean(self._tell(before, entry)) or None
            elif position and _MANY.search(found[-1].words or "") and _JOINED.search(between):
                # "tjänstemännen Björn Dahl och Eva Fors": one title for both.
                entry.words = found[-1].words
            following = text[person.stop : stop]
            if position + 1 < len(people):
                following = following[: len(following) - len(self._office_before(following))]
            behind = _PARTY_BEHIND.match(following) if entry.person.party is None else None
            party = self.names.party(behind["party"]) if behind else None
            if behind and party and party[1]:
                entry.person = replace(entry.person, party=party[0])
                following = following[: behind.start("party") - 1] + following[behind.end() :]
            rest = f"{person.beside} {following}"
            beside = self._words(self._tell(rest, entry), entry)
            titled = entry.words is not None and self.is_title(entry.words)
            entry.words = (
                entry.words if titled and not (beside and self.is_title(beside)) else beside or entry.words
            )
            if position and between.strip() in ("och", "samt") and _SEVERAL.search(entry.words or ""):
                # "Eva Lind och Pia Ahl, enhetschefer, § 53"
                last = found[-1]
                if not (last.words or last.office or last.intervals or last.person.party):
                    last.words, last.intervals = entry.words, list(entry.intervals)
            if position and _GIVES_WAY.search(between):
                _step_aside(found[-1], entry)
            if person.start in instead:
                entry.replaces, entry.substitute, entry.serving = instead[person.start], True, True
            found.append(entry)
        return found

    def _steps_in(self, text: str) -> tuple[str, dict[int, str]]:
        """Return the text with clauses that name the replaced member first left blank, and who replaces whom.

        The key is where the name of the substitute begins.
        """
        instead: dict[int, str] = {}
        for match in _INSTEAD.finditer(text):
            replaced = self.names.at_start(text, match.end())
            tail = _STEPS_IN.match(text, replaced.stop) if replaced else None
            person = self.names.at_start(text, tail.end()) if tail else None
            if replaced and tail and person:
                instead[person.start] = replaced.name
                low, high = match.start("clause"), tail.end()
                text = text[:low] + "\u00a0" * (high - low) + text[high:]
        return text, instead

    def goes_on(self, text: str) -> bool:
        """True for a line on which no enumeration of people ends ("..., rektor Eva Ek och sekreterare")."""
        return self._unfinished.search(text.rstrip()) is not None

    def addresses(self, text: str) -> bool:
        """True for a line in the middle of a sentence that names someone: "herr Nils Ek. ..."."""
        return text[:1].islower() and self._honorific.match(text) is not None

    def _office_before(self, between: str) -> str:
        """Return the function on which the text between two names ends, without a comma after it."""
        for match in self._office.finditer(between):
            before, after = between[: match.start()], between[match.end() :]
            # "Eva Ek, s, ordförande" at the end of a line or column tells of Eva Ek.
            joined = _AND if _GAP.search(after) else _JOINED
            if not after.strip() and joined.search(before):
                return between[match.start() :]
        title = self._leading_title.search(between)
        if title and (_AND if _GAP.search(title.group()) else _JOINED).search(between[: title.start()]):
            return title.group()
        return ""

    def _people(self, text: str) -> list[Person]:
        """Return those who are entries of their own: not the members that they replace."""
        found: list[Person] = []
        lead = _LEAD.match(text)
        first = self.names.at_start(text, lead.end() if lead else 0)
        if first is not None:
            found.append(first)
        for person in self.names.find(text, first.stop if first else 0):
            between = text[found[-1].stop if found else 0 : person.start]
            replaced = list(self._replacing.finditer(between))
            led = _FOR.fullmatch(between) or _TOWARDS.fullmatch(between)
            if found and (led or (replaced and replaced[-1].end() == len(between))):
                continue
            parted = (
                not found
                or re.search(r"[,;\n\t)]|\s{2,}|\b(?:och|samt)\b", between)
                or found[-1].stop != found[-1].end
            )
            if parted:
                found.append(person)
        return found

    def _surname_first(self, text: str) -> list[Entry] | None:
        head = re.split(r"[(\[]", text)[0]
        person = self.names.surname_first(head.rstrip())
        if person is None:
            return None
        named = self.names.with_party(text, person.start, person.end)
        whole = Person(
            person.start, person.end, named.stop, person.name, named.party, named.beside, named.sure
        )
        entry = Entry(whole, whole.start, whole.stop)
        entry.words = self._words(self._tell(f"{named.beside} {text[named.stop :]}", entry), entry)
        return [entry]

    def _tell(self, rest: str, entry: Entry) -> str:
        """Read what stands beside a name into `entry` and return what is left."""
        told, rest = stretches(rest, self._replacing)
        entry.intervals += told
        towards = _TOWARDS.match(rest)
        other = self.names.at_start(rest, towards.end()) if towards else None
        if towards and other:
            entry.towards = other.name
            entry.municipality = entry.municipality or self.names.municipality(
                towards.group().strip(" ,→->=")
            )
            rest = rest[other.stop :]
        away = _AWAY.search(rest) if not told else None
        if away:
            entry.away = True
            rest = f"{rest[: away.start()]} {rest[away.end() :]}"
        match = self._replacing.search(rest) or _FOR.match(rest)
        replaced = self.names.at_start(rest, match.end()) if match else None
        if match and replaced and not _NEW_SENTENCE.search(rest[: match.start()]):
            entry.replaces, entry.substitute, entry.serving = replaced.name, True, True
            # "Dan Ek (C), Norrby ← Eva Alm (C)": the municipality before the arrow stays.
            place = match.group().rstrip(" ←[") if match.group().startswith((",", " ,")) else ""
            rest = f"{rest[: match.start()]}{place} {rest[replaced.stop :]}"
        named = self._substitute.search(rest)
        if named:
            entry.substitute = True
            entry.serving = entry.serving or named.group().lower().startswith(("tj", "tg"))
            rest = f"{rest[: named.start()]} {rest[named.end() :]}"
        serves = _SERVING.search(rest)
        if serves:
            entry.serving = True
            rest = f"{rest[: serves.start()]} {rest[serves.end() :]}"
        office = self._office.search(rest)
        leading = rest[: office.start()] if office else ""
        if office and entry.office is None and re.fullmatch(r"[\s,;:(–-]*|.*[,;]\s*", leading):
            entry.office = clean(office["whole"])
            entry.office_name = self._offices[fold(office["office"])]
            rest = f"{rest[: office.start()]} {rest[office.end() :]}"
        return REMOTE.sub(" ", rest)

    def _words(self, left: str, entry: Entry) -> str | None:
        """Return the words left beside a name; a municipality among them is read into `entry`."""
        kept = []
        for piece in re.split(r"[,;\n\t]|\s{2,}", left):
            word = clean(piece).strip(" ()[].–-:/")
            if not re.search(r"\w", word) or fold(word) in ("och", "samt"):
                continue
            place = self.names.member_municipality(word) if entry.municipality is None else None
            party = self.names.party(word) if entry.person.party is None and word.isupper() else None
            called = self.names.party_called(word) if entry.person.party is None else None
            if called is not None:
                entry.person = replace(entry.person, party=called)
            elif party is not None and party[1]:
                entry.person = replace(entry.person, party=party[0])
            elif place is not None:
                entry.municipality = place
            else:
                kept.append(_LOOSE.sub("", word).strip())
        return ", ".join(filter(None, kept)) or None

    def office_name(self, words: str) -> str | None:
        """Return the name in the vocabulary of the function that the words are, else None."""
        for spelling in (words.strip(), words.strip().removesuffix("n")):
            match = self._office.fullmatch(spelling)
            if match:
                return self._offices[fold(match["office"])]
        return None

    def is_post(self, words: str) -> bool:
        """True for the post under a signature: "Förvaltningschef", "Kommunstyrelsens ordförande"."""
        return re.search(r"[\d(:]", words) is None and (
            self._title.fullmatch(words) is not None or self._post.fullmatch(words) is not None
        )

    def is_title(self, words: str) -> bool:
        """True when words beside a name are the title of someone employed ("ekonomichef")."""
        if words in self.names.posts:
            return True
        return any(match.start() == 0 or match.group()[0].islower() for match in self._title.finditer(words))
