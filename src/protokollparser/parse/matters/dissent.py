"""Reservations, separate statements and notes to the minutes, one row for each person or party."""

from __future__ import annotations

import re

from protokollparser.core.passages import Passage, passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Dissent
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import clean
from protokollparser.parse.names import Names
from protokollparser.parse.places import Places

_KINDS = {"reserves": "reservation", "states_separately": "statement", "notes_to_minutes": "note"}
_HEADED = {"reservations": "reservation", "statements": "statement", "note": "note"}
_ABSTAINS = re.compile(r"delta", re.IGNORECASE)
_PARTY = re.compile(r", | och | samt ")
# "Socialdemokraternas ledamöter", "Hela Vänsterpartiet"
_BESIDE = re.compile(
    r"^(?:hela |samtliga |gruppen )|(?:s (?:ledamöter|grupp|representanter)|gruppen)$", re.IGNORECASE
)
_FAVOURED = re.compile(r"\btill\s+förmån\b")
# Groups by the letters of their parties in brackets, as in "Ledamöterna (S) och (V)".
_LETTERS = re.compile(r"\(([A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,4})\)")
_BRACKETED = re.compile(
    r"(?:(?:hela|samtliga|ledamöterna|ledamöter|gruppen|grupperna|partierna|för|från|i|och|samt)\s|,\s|"
    r"\([A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,4}\)(?:-?\s?(?:gruppen|grupperna|ledamöterna))?\s?){1,16}",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"grupp(?:en|er|erna)?\b|ledam\w+|partiet\b|partierna\b|representant\w*", re.IGNORECASE)
_GROUP_LETTERS = re.compile(r"(?<![\w-])(?P<letters>[A-ZÅÄÖ]{1,4})(?=-|:s?\b|s\b| och\b|,| samt\b|\)|$)")
# What is written out below a lone heading or after a colon belongs to the one who speaks.
_GOES_ON = re.compile(r":$")


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter everyone who reserves, states or notes something in an item."""
    places, names = Places(ledger), Names.of(rules)
    for passage in passages(ledger.outline, rules):
        if passage.kind not in ("text", "item"):
            continue
        item_id = places.item_id(passage.first)
        if item_id is None:
            continue
        told = False
        for position, (start, end) in enumerate(passage.sentences):
            sentence = passage.text[start:end].replace("\n", " ")
            for phrase, kind in _KINDS.items():
                match = rules.phrase(phrase).match(sentence)
                if match:
                    stop, told = _end(passage, position), True
                    makers = _makers(rules, names, next((words for words in match.groups() if words), ""))
                    _enter(ledger, passage, (start, stop), makers, rules.phrase(phrase).id, kind, item_id)
                    break
        if not told:
            beside = rules.phrase("beside_reservation").pattern()
            _enter_listed(ledger, names, beside, passage, item_id)


def _enter_listed(
    ledger: Ledger, names: Names, beside: re.Pattern[str], passage: Passage, item_id: str
) -> None:
    """Enter those who are only named below the heading of a dissent ("Deltar inte i beslutet")."""
    trail = ledger.outline.trail_at[passage.first]
    heading = trail[-1] if trail else None
    kind = _HEADED.get(heading.name) if heading else None
    if heading is None or kind is None or (kind == "note" and not _ABSTAINS.search(heading.text)):
        return
    begin = heading.text_start if heading.run_in and heading.first == passage.first else 0
    words = passage.text[begin:]
    favoured = _FAVOURED.search(words)
    people = list(names.find(words[: favoured.start()] if favoured else words))
    rest = list(words)
    for person in people:
        rest[person.start : person.stop] = " " * (person.stop - person.start)
    left = re.sub(r"\b(?:och|samt)\b", "", "".join(rest)).strip(" \n,.;:–-")
    if not people or (left and not beside.match(" ".join(left.split()))):
        return
    lead = len(words) - len(words.lstrip())
    place = (begin + lead, begin + len(words.rstrip()))
    makers: list[tuple[str | None, str | None]] = [(clean(person.name), person.party) for person in people]
    _enter(ledger, passage, place, makers, heading.rule_id or "dissent:listed", kind, item_id)


def _end(passage: Passage, position: int) -> int:
    """Return where the words of a dissent end: after a colon they go on to the end of the passage."""
    _, end = passage.sentences[position]
    return passage.sentences[-1][1] if _GOES_ON.search(passage.text[:end]) else end


def _enter(
    ledger: Ledger,
    passage: Passage,
    place: tuple[int, int],
    makers: list[tuple[str | None, str | None]],
    rule: str,
    kind: str,
    item_id: str,
) -> None:
    spans: tuple[Span, ...] = passage.places(*place)
    text = clean(passage.text[slice(*place)])
    for name, party in makers:
        ledger.add(
            Dissent(
                span=spans[0],
                more=spans[1:],
                rule_id=rule,
                confidence=0.9 if name or party else 0.6,
                item_id=item_id,
                kind=kind,
                name=name,
                party=party,
                text=text,
            )
        )


def _makers(rules: Rules, names: Names, printed: str) -> list[tuple[str | None, str | None]]:
    """Return (name, party) of everyone named, or (None, party) of groups named by their parties only."""
    favoured = _FAVOURED.search(printed)
    words = clean(printed[: favoured.start()] if favoured else printed).rstrip(" .,:")
    people = [(clean(person.name), person.party) for person in names.find(words)]
    if people:
        return [*people]
    addressed = names.addressed(words)
    if addressed:
        return [(person.name, None) for person in addressed]
    if _BRACKETED.fullmatch(words):
        return [(None, letters) for letters in _LETTERS.findall(words)]
    group = rules.phrase("party_group").search(words)
    if group:
        return [(None, names.party_called(party) or party) for party in _PARTY.split(group["parties"])]
    grouped = _groups(names, words)
    if grouped:
        return [(None, party) for party in grouped]
    said = [_BESIDE.sub("", word) for word in _PARTY.split(words)]
    letters = (
        names.party_called(word) or (word if word.casefold() in names.parties else None) for word in said
    )
    bare = [party for party in letters if party]
    return [(None, party) for party in bare] or [(None, None)]


def _groups(names: Names, words: str) -> list[str]:
    """Return the letters of the parties whose groups are told: "M- och KD-grupperna", "moderata gruppen"."""
    if not _GROUPED.search(words):
        return []
    found = [m["letters"] for m in _GROUP_LETTERS.finditer(words) if m["letters"].casefold() in names.parties]
    return found or [party for word in words.split() if (party := names.party_stem(word)) is not None]
