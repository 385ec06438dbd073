"""Declared conflicts of interest (jäv)."""

from __future__ import annotations

from protokollparser.core.passages import Passage, passages
from protokollparser.core.reading import Ledger
from protokollparser.core.records.items import Disqualification
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean
from protokollparser.parse.names import Names
from protokollparser.parse.places import Places


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter everyone who is disqualified, for the item that it concerns."""
    places, names = Places(ledger), Names.of(rules)
    for passage in passages(ledger.outline, rules):
        if passage.kind in ("text", "item") and places.item(passage.first) is not None:
            for start, end in passage.sentences:
                _read_sentence(ledger, rules, places, names, passage, start, end)


def _read_sentence(
    ledger: Ledger, rules: Rules, places: Places, names: Names, passage: Passage, start: int, end: int
) -> None:
    """Enter those whom a sentence calls disqualified, once for each item.

    A declaration made beforehand ("anmäler jäv under paragraf 206") belongs to that §; the item in
    which it was made is kept as a candidate.
    """
    phrase = rules.phrase("disqualified")
    sentence = passage.text[start:end].replace("\n", " ")
    match = phrase.match(sentence)
    if match is None:
        return
    here = places.item(passage.first)
    there = places.numbered(int(match["paragraph"]), passage.part) if match["paragraph"] else here
    words = "by" if match["by"] else "by2" if match["by2"] else "by3"
    replaced = rules.phrase("replaced_because").pattern().search(passage.text.replace("\n", " "), start)
    substitute = clean(replaced["name"] or replaced["name2"]) if replaced else None
    by = sentence[: match.end(words)]
    for person in list(names.find(by, match.start(words))) or names.addressed(by, match.start(words)):
        if person.name == substitute:
            continue
        span = passage.places(start + person.start, start + person.end)[0]
        name, item_id = clean(person.name), there.id if there else None
        known = next((k for k in ledger.of(Disqualification) if (k.name, k.item_id) == (name, item_id)), None)
        if known and item_id:
            ledger.replace(known, more=(*known.more, span), replaced_by=known.replaced_by or substitute)
            continue
        ledger.add(
            Disqualification(
                span=span,
                rule_id=phrase.id,
                confidence=0.9,
                candidates=({"item_id": here.id},) if here and there is not here else (),
                item_id=item_id,
                name=name,
                replaced_by=substitute,
            )
        )
