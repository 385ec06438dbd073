"""Where people, organisations and municipalities are mentioned."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from typing import Any

from protokollparser.core.passages import Passage, cell_passages, passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.decisions import Dissent, Vote
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.items import Disqualification
from protokollparser.core.records.meetings import Attendance, Officer
from protokollparser.core.records.people import Mention, Signature
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.core.units import alternatives
from protokollparser.parse.names import Names

ADDRESSED = "mentions:surname"
# A text with a capital behind its first letter, or a word for a body, may name someone.
_TRIGGER = re.compile(
    r"\w.*[A-ZÅÄÖ]|^[A-ZÅÄÖ]|nämnd|styrelse|fullmäktige|utskott|förvaltning|förbund", re.DOTALL
)


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the mentions of the source in reading order."""
    texts = [*passages(ledger.outline, rules), *cell_passages(ledger.outline, rules)]
    texts = [passage for passage in texts if _TRIGGER.search(passage.text)]
    if not texts:
        return
    names = Names.of(rules)
    title = _title_pattern(rules)
    titled = {person: None for passage in texts for person in _titled_names(passage, names, title)}
    # spaCy loads for 1.4 seconds of CPU time, which files without names and other commands need not spend.
    entities: Any = importlib.import_module("protokollparser.parse.prose.entities")
    parties = sorted(party.upper() for party in names.parties if len(party) <= 4)
    bodies = {record.body for record in ledger.of(LogicalDocument) if record.body}
    recogniser = entities.Recogniser(rules, [*_listed_names(ledger), *titled], parties, sorted(bodies))
    present = {fold(record.name.split()[-1]) for record in ledger.of(Attendance)}
    for passage in sorted(texts, key=lambda passage: (passage.first, passage.pieces[0].base)):
        _enter_addressed(ledger, passage, names, present)
        for entity in recogniser.find(passage.text.replace("\n", " "), passage.printed_words):
            start = _name_start(passage.text, entity, names, title)
            if start is None:
                continue
            spans = passage.places(start, entity.end)
            ledger.add(
                Mention(
                    span=spans[0],
                    more=spans[1:],
                    rule_id=entity.rule_id,
                    confidence=entity.confidence,
                    entity_type=entity.entity_type,
                    name=clean(entity.name if start == entity.start else passage.text[start : entity.end]),
                    party=_party(passage.text, entity, names),
                )
            )


def _enter_addressed(ledger: Ledger, passage: Passage, names: Names, present: set[str]) -> None:
    """Enter the members present whom a text names by surname ("herr Ek")."""
    for person in names.addressed(passage.text.replace("\n", " ")):
        surname = next((known for known in (person.name, person.name[:-1]) if fold(known) in present), None)
        if surname is None or (surname != person.name and not person.name.endswith("s")):
            continue
        spans = passage.places(person.start, person.start + len(surname))
        ledger.add(
            Mention(
                span=spans[0],
                more=spans[1:],
                rule_id=ADDRESSED,
                confidence=0.9,
                entity_type="person",
                name=surname,
            )
        )


def _party(text: str, entity: Any, names: Names) -> str | None:
    """Return the party in brackets behind a person's name, None where none is printed."""
    if entity.entity_type != "person":
        return None
    return names.with_party(text, entity.start, entity.end).party


def _name_start(text: str, entity: Any, names: Names, title: re.Pattern[str]) -> int | None:
    """Return where a name begins behind titles ("Kommunalrådet Jenny Ek"), None when none is left."""
    if entity.entity_type != "person":
        return int(entity.start)
    words = [match.start() + entity.start for match in re.finditer(r"\S+", text[entity.start : entity.end])]
    while words:
        first = text[words[0] : entity.end].split()[0]
        if names.plausible(first) and not title.fullmatch(first):
            break
        words.pop(0)
    return words[0] if len(words) > 1 else None


def _listed_names(ledger: Ledger) -> Iterator[str]:
    """Yield the names of people that other readers entered: those of two words and more."""
    for kind in (Attendance, Officer, Signature, Vote, Dissent, Disqualification):
        for record in ledger.of(kind):
            name = getattr(record, "name", None)
            if name and " " in name:
                yield name


def _title_pattern(rules: Rules) -> re.Pattern[str]:
    """Return a pattern for titles and for what people belong to: "IT-chef", "Bodens kommun"."""
    words = rules.vocabulary
    offices = [spelling for spellings in words["offices"]["offices"].values() for spelling in spellings]
    endings = [
        *words["offices"]["title_endings"],
        *words["bodies"]["stems"],
        "kommun",
        "ledare",
        "man",
        "chef",
    ]
    return re.compile(
        rf"(?<!\w)(?:(?:{alternatives(offices)})|[\w-]{{0,40}}(?:{alternatives(endings)}))(?:n|en|et)?(?!\w)",
        re.IGNORECASE,
    )


def _titled_names(passage: Passage, names: Names, title: re.Pattern[str]) -> Iterator[str]:
    """Yield a name that stands alone over its title, or before a comma and its title or municipality."""
    lines = [clean(line) for line in passage.text[passage.mark :].split("\n")]
    if 2 <= len(lines) <= 3 and names.is_name(lines[0]) and _is_title(lines[1], title):
        yield lines[0]
        return
    for line in lines:
        name, comma, behind = line.partition(",")
        if comma and names.is_name(name) and _is_title(behind, title):
            yield name.strip()


def _is_title(text: str, title: re.Pattern[str]) -> bool:
    """True for a few words with a title or a body among them."""
    return 0 < len(text.split()) <= 7 and title.search(text) is not None
