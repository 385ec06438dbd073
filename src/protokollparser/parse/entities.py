"""People, organisations and municipalities in a text, found with spaCy.

`blank("sv")` splits the text into words; an entity ruler and phrase matchers with the patterns of
`rules/vocabulary/entities.yml` find the names. A trained Swedish pipeline, where the user names one, adds
what the rules leave (docs/decisions/0006-facts.md).

spaCy loads for a second and more: `parse.mentions` imports this module when the first text needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import spacy
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span

from protokollparser.core.errors import UsageError
from protokollparser.core.rules import Rules
from protokollparser.core.trained import TrainedModel

_TRAINED_LABELS = {"PRS": "person", "PER": "person", "ORG": "organisation"}
# Of names that overlap the longer stands; of equal ones the kind that is listed first.
# spaCy has room for 64 flags of words, some of them its own.
_MOST_FLAGS = 40
_ORDER = ("person", "organisation", "municipality")


class Entity(NamedTuple):
    """One name at `start:end` of a text; `name` is its plain form, `rule_id` what found it."""

    start: int
    end: int
    entity_type: str
    name: str
    rule_id: str
    confidence: float = 1.0


class Patterns:
    """The patterns of the rules, made ready once for a process: they take a tenth of a second."""

    def __init__(self, rules: Rules) -> None:
        self.words: dict[str, Any] = rules.vocabulary["entities"]
        self.nlp = spacy.blank("sv")
        ruler = self.nlp.add_pipe("entity_ruler", config={"overwrite_ents": True})
        self._flags: dict[str, int] = {}
        ruler.add_patterns(  # type: ignore[attr-defined]
            [
                {
                    "label": entry["kind"],
                    "pattern": [self.flagged(_filled(token, rules)) for token in entry["pattern"]],
                }
                for entry in self.words["organisations"]
            ]
        )
        named = [name for names in self.words["named"].values() for name in names]
        self.named, self.named_forms = self.phrases("organisation", named)
        self.municipalities, self.municipality_forms = self.phrases(
            "municipality", _municipality_names(rules)
        )
        self.ambiguous = frozenset(self.words["ambiguous"])
        self.trained = _load(rules.trained)

    def flagged(self, token: dict[Any, Any]) -> dict[Any, Any]:
        """Return a token pattern with flags in the place of expressions and lists.

        A flag is worked out once for a word of the vocabulary, an expression at every word of every text.
        """
        ready: dict[Any, Any] = {}
        for attribute, condition in token.items():
            if isinstance(condition, dict) and len(self._flags) < _MOST_FLAGS:
                ready[self._flag(attribute, condition)] = True
            else:
                ready[attribute] = condition
        return ready

    def _flag(self, attribute: str, condition: dict[str, Any]) -> int:
        key = f"{attribute} {condition}"
        if key not in self._flags:
            self._flags[key] = self.nlp.vocab.add_flag(_test(attribute, condition))
        return self._flags[key]

    def phrases(self, label: str, names: Iterable[str]) -> tuple[PhraseMatcher, dict[str, str]]:
        """Return a matcher for names, their genitives and their capitals, and the name of each form."""
        matcher = PhraseMatcher(self.nlp.vocab, attr="ORTH")
        forms: dict[str, str] = {}
        for name in sorted(set(names)):
            genitive = name if name.endswith(("s", "x", "z")) else f"{name}s"
            for form in (name, genitive, name.upper()):
                forms.setdefault(form, name)
        if forms:
            matcher.add(label, [self.nlp.make_doc(form) for form in forms])
        return matcher, forms


_ready: dict[str, Patterns] = {}


def patterns(rules: Rules) -> Patterns:
    """Return the patterns of `rules`, the same ones every time."""
    if rules.hash not in _ready:
        _ready[rules.hash] = Patterns(rules)
    return _ready[rules.hash]


class Recogniser:
    """The patterns with what one source adds: names of `people` in its lists, `bodies` of its documents."""

    def __init__(
        self, rules: Rules, people: Iterable[str], parties: Iterable[str], bodies: Iterable[str] = ()
    ) -> None:
        self.ready = patterns(rules)
        self.people, self.people_forms = self.ready.phrases("person", people)
        self.bodies, self.body_forms = self.ready.phrases("organisation", bodies)
        # Unvalidated: the schema of patterns knows no flags of one's own.
        self.with_party = Matcher(self.ready.nlp.vocab, validate=False)
        name = self.ready.flagged({"TEXT": {"REGEX": r"^[A-ZÅÄÖÉÜ][\wåäöéüÅÄÖ'’-]+$"}})
        party = self.ready.flagged({"TEXT": {"IN": sorted(parties)}})
        for words in (2, 3, 4):
            self.with_party.add(f"person{words}", [[*[name] * words, {"TEXT": "("}, party, {"TEXT": ")"}]])

    def find(self, text: str) -> list[Entity]:
        """Return the names in a text, in order, without overlap."""
        doc = self.ready.nlp(text)
        found = [*self._people(doc), *self._organisations(doc), *self._municipalities(doc)]
        chosen = _longest(found)
        if self.ready.trained is not None:
            more = [e for e in self._trained(text) if not any(_overlap(e, known) for known in chosen)]
            chosen = _longest([*chosen, *more])
        return sorted(chosen)

    def _people(self, doc: Doc) -> Iterable[Entity]:
        for _, start, end in self.people(doc):
            name = self.people_forms[doc[start:end].text]
            yield _entity(doc[start:end], "person", name, "mentions:listed-name")
        for _, start, end in self.with_party(doc):
            yield _entity(
                doc[start : end - 3], "person", doc[start : end - 3].text, "mentions:name-and-party"
            )

    def _organisations(self, doc: Doc) -> Iterable[Entity]:
        for span in doc.ents:
            yield _entity(span, "organisation", span.text, f"mentions:{span.label_}")
        for matcher, forms in ((self.ready.named, self.ready.named_forms), (self.bodies, self.body_forms)):
            for _, start, end in matcher(doc):
                name = forms[doc[start:end].text]
                yield _entity(doc[start:end], "organisation", name, "mentions:named")

    def _municipalities(self, doc: Doc) -> Iterable[Entity]:
        """Municipalities, "kommun" behind them included; ambiguous ones only where something tells."""
        forms, ambiguous = self.ready.municipality_forms, self.ready.ambiguous
        hits = [(start, end, forms[doc[start:end].text]) for _, start, end in self.ready.municipalities(doc)]
        clear = [start for start, _, name in hits if name not in ambiguous]
        for start, end, name in hits:
            after = doc[end].lower_ if end < len(doc) else ""
            before = doc[start - 1].lower_ if start else ""
            kommun = after in ("kommun", "kommuns", "stad", "stads")
            told = kommun or before in ("i", "från", "till", "för") or len(doc) == end - start
            if name in ambiguous and not (told or any(0 < abs(other - start) <= 3 for other in clear)):
                continue
            whole = doc[start : end + 1] if kommun else doc[start:end]
            yield _entity(whole, "municipality", name, "mentions:municipality", 1.0 if kommun else 0.9)

    def _trained(self, text: str) -> Iterable[Entity]:
        trained = self.ready.trained
        for span in trained(text).ents if trained else ():
            kind = _TRAINED_LABELS.get(span.label_)
            if kind:
                yield _entity(span, kind, span.text, f"mentions:{trained.meta['name']}", 0.6)


def _test(attribute: str, condition: dict[str, Any]) -> Callable[[str], bool]:
    """Return the test of a word that a condition of a token pattern is."""
    folds = attribute == "LOWER"
    if "IN" in condition:
        words = frozenset(condition["IN"])
        return lambda word: (word.lower() if folds else word) in words
    search = re.compile(condition["REGEX"]).search
    return lambda word: search(word.lower() if folds else word) is not None


def _load(trained: TrainedModel | None) -> Any:
    """Return a trained pipeline ready for use, None where none is asked for.

    Raises UsageError where it does not go with this spaCy.
    """
    if trained is None:
        return None
    try:
        return spacy.load(trained.name, exclude=["parser", "lemmatizer", "attribute_ruler"])
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{trained.name}: this spaCy cannot load the pipeline; install one of its version",
            "model_unfit",
            model=trained.name,
        ) from error


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
