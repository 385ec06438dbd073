"""People, organisations and municipalities in a text, found with spaCy.

`blank("sv")` splits the text into words; an entity ruler and phrase matchers with the patterns of
`rules/vocabulary/entities.yml` find the names. A trained Swedish pipeline, where one is installed, adds
what the rules leave (docs/decisions/0006-facts.md).

spaCy loads for a second and more: `parse.mentions` imports this module when the first text needs it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import spacy
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import get_installed_models

from protokollparser.core.rules import Rules

_TRAINED = ("sv_core_news_lg", "sv_core_news_md", "sv_core_news_sm")
_TRAINED_LABELS = {"PRS": "person", "PER": "person", "ORG": "organisation"}
# Of names that overlap the longer stands; of equal ones the kind that is listed first.
_ORDER = ("person", "organisation", "municipality")


class Entity(NamedTuple):
    """One name at `start:end` of a text; `name` is its plain form, `rule_id` what found it."""

    start: int
    end: int
    entity_type: str
    name: str
    rule_id: str
    confidence: float = 1.0


class Recogniser:
    """The patterns, made ready once for each source: `people` are the names that its lists hold, `bodies`
    those of its documents."""

    def __init__(
        self, rules: Rules, people: Iterable[str], parties: Iterable[str], bodies: Iterable[str] = ()
    ) -> None:
        self.words: dict[str, Any] = rules.vocabulary["entities"]
        self.nlp = spacy.blank("sv")
        ruler = self.nlp.add_pipe("entity_ruler", config={"overwrite_ents": True})
        ruler.add_patterns(  # type: ignore[attr-defined]
            [
                {"label": entry["kind"], "pattern": [_filled(token, rules) for token in entry["pattern"]]}
                for entry in self.words["organisations"]
            ]
        )
        self.plain: dict[str, str] = {}
        self.people = self._phrases("person", people)
        named = [name for names in self.words["named"].values() for name in names]
        self.named = self._phrases("organisation", [*named, *bodies])
        self.municipalities = self._phrases("municipality", _municipality_names(rules))
        self.ambiguous = frozenset(self.words["ambiguous"])
        self.with_party = Matcher(self.nlp.vocab)
        name = {"TEXT": {"REGEX": r"^[A-ZÅÄÖÉÜ][\wåäöéüÅÄÖ'’-]+$"}}
        party = {"TEXT": {"IN": sorted(parties)}}
        for words in (2, 3, 4):
            self.with_party.add(f"person{words}", [[*[name] * words, {"TEXT": "("}, party, {"TEXT": ")"}]])
        self.trained = _trained()

    def find(self, text: str) -> list[Entity]:
        """Return the names in a text, in order, without overlap."""
        doc = self.nlp(text)
        found = [*self._people(doc), *self._organisations(doc), *self._municipalities(doc)]
        chosen = _longest(found)
        if self.trained is not None:
            more = [e for e in self._trained(text) if not any(_overlap(e, known) for known in chosen)]
            chosen = _longest([*chosen, *more])
        return sorted(chosen)

    def _phrases(self, label: str, names: Iterable[str]) -> PhraseMatcher:
        """Return a matcher for names, their genitives and their forms in capitals."""
        matcher = PhraseMatcher(self.nlp.vocab, attr="ORTH")
        forms: list[Doc] = []
        for name in sorted(set(names)):
            genitive = name if name.endswith(("s", "x", "z")) else f"{name}s"
            for form in dict.fromkeys((name, genitive, name.upper())):
                self.plain.setdefault(form, name)
                forms.append(self.nlp.make_doc(form))
        if forms:
            matcher.add(label, forms)
        return matcher

    def _people(self, doc: Doc) -> Iterable[Entity]:
        for _, start, end in self.people(doc):
            name = self.plain[doc[start:end].text]
            yield _entity(doc[start:end], "person", name, "mentions:listed-name")
        for _, start, end in self.with_party(doc):
            yield _entity(
                doc[start : end - 3], "person", doc[start : end - 3].text, "mentions:name-and-party"
            )

    def _organisations(self, doc: Doc) -> Iterable[Entity]:
        for span in doc.ents:
            yield _entity(span, "organisation", span.text, f"mentions:{span.label_}")
        for _, start, end in self.named(doc):
            name = self.plain[doc[start:end].text]
            yield _entity(doc[start:end], "organisation", name, "mentions:named")

    def _municipalities(self, doc: Doc) -> Iterable[Entity]:
        """Municipalities, "kommun" behind them included; ambiguous ones only where something tells."""
        hits = [(start, end, self.plain[doc[start:end].text]) for _, start, end in self.municipalities(doc)]
        clear = [start for start, _, name in hits if name not in self.ambiguous]
        for start, end, name in hits:
            after = doc[end].lower_ if end < len(doc) else ""
            before = doc[start - 1].lower_ if start else ""
            kommun = after in ("kommun", "kommuns", "stad", "stads")
            told = kommun or before in ("i", "från", "till", "för") or len(doc) == end - start
            if name in self.ambiguous and not (told or any(0 < abs(other - start) <= 3 for other in clear)):
                continue
            whole = doc[start : end + 1] if kommun else doc[start:end]
            yield _entity(whole, "municipality", name, "mentions:municipality", 1.0 if kommun else 0.9)

    def _trained(self, text: str) -> Iterable[Entity]:
        for span in self.trained(text).ents if self.trained else ():
            kind = _TRAINED_LABELS.get(span.label_)
            if kind:
                yield _entity(span, kind, span.text, f"mentions:{self.trained.meta['name']}", 0.6)


def _trained() -> Any:
    """Return the trained Swedish pipeline that is installed, None when there is none."""
    installed = set(get_installed_models())
    for name in _TRAINED:
        if name in installed:
            return spacy.load(name, exclude=["parser", "lemmatizer", "attribute_ruler"])
    return None


def _municipality_names(rules: Rules) -> list[str]:
    """Return the names of the register, with the other forms of them."""
    listed = rules.vocabulary["municipalities"]
    names = [name for county in listed["counties"] for name in county["municipalities"].values()]
    return [*names, *(name for others in listed["also"].values() for name in others)]


def _filled(token: dict[str, Any], rules: Rules) -> dict[str, Any]:
    """Return a token pattern with the names of the municipalities in the place of `{municipality}`."""
    if token.get("TEXT") != "{municipality}":
        return token
    names = [name for name in _municipality_names(rules) if " " not in name]
    return {**token, "TEXT": {"IN": sorted({*names, *(f"{name}s" for name in names)})}}


def _entity(span: Span, kind: str, name: str, rule_id: str, confidence: float = 1.0) -> Entity:
    return Entity(span.start_char, span.end_char, kind, name, rule_id, confidence)


def _overlap(first: Entity, second: Entity) -> bool:
    return first.start < second.end and second.start < first.end


def _longest(found: Iterable[Entity]) -> list[Entity]:
    """Return the names without overlap, the longest first."""
    chosen: list[Entity] = []
    for entity in sorted(found, key=lambda e: (e.start - e.end, _ORDER.index(e.entity_type), e)):
        if not any(_overlap(entity, other) for other in chosen):
            chosen.append(entity)
    return chosen
