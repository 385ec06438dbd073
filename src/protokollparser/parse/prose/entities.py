"""People, organisations and municipalities in a text, found with spaCy.

`blank("sv")` splits the text into words; matchers of tokens and of phrases with the patterns of
`rules/vocabulary/entities.yml` find the names. A trained Swedish pipeline, where the user names one, adds
what the rules leave (docs/decisions/0006-facts.md).

spaCy loads for a second and more: `parse.mentions` imports this module when the first text needs it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from protokollparser.core.errors import UsageError
from protokollparser.core.passages import words_of
from protokollparser.core.required import lowered, required_words
from protokollparser.core.rules import Rules
from protokollparser.core.trained import TrainedModel
from protokollparser.parse.prose.lean import Doc, Matcher, PhraseMatcher, Span, spacy

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


@dataclass(frozen=True)
class Phrases:
    """A matcher for names, the name of each form of them, and a word of each form.

    A text with none of the words holds none of the names: it need not be asked.
    """

    matcher: PhraseMatcher
    forms: dict[str, str]
    words: frozenset[str]

    def find(self, doc: Doc, words: frozenset[str]) -> list[tuple[int, int, str]]:
        """Return (first token, last token + 1, name) for each name in a text of these words."""
        if self.words.isdisjoint(words):
            return []
        return [(start, end, self.forms[doc[start:end].text]) for _, start, end in self.matcher(doc)]


class Patterns:
    """The patterns of the rules, made ready once for a process: they take a tenth of a second."""

    def __init__(self, rules: Rules) -> None:
        self.words: dict[str, Any] = rules.vocabulary["entities"]
        self.nlp = spacy.blank("sv")
        self._flags: dict[str, int] = {}
        by_need: dict[tuple[str, ...], list[tuple[str, list[dict[Any, Any]]]]] = defaultdict(list)
        for entry in self.words["organisations"]:
            tokens = [self.flagged(_filled(token, rules)) for token in entry["pattern"]]
            by_need[_needed(entry["pattern"])].append((entry["kind"], tokens))
        self._rulers = [(words, self._ruler(listed)) for words, listed in by_need.items()]
        named = [name for names in self.words["named"].values() for name in names]
        self.named = self.phrases("organisation", named)
        self.municipalities = self.phrases("municipality", _municipality_names(rules))
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

    def _ruler(self, listed: Iterable[tuple[str, list[dict[Any, Any]]]]) -> Matcher:
        """Return what finds the organisations of some patterns, which are given with their kinds."""
        # Unvalidated: the schema of patterns knows no flags of one's own.
        ruler = Matcher(self.nlp.vocab, validate=False)
        kinds: dict[str, list[list[dict[Any, Any]]]] = defaultdict(list)
        for kind, tokens in listed:
            kinds[kind].append(tokens)
        for kind, patterns in kinds.items():
            ruler.add(kind, patterns)
        return ruler

    def rulers(self, text: str) -> list[Matcher]:
        """Return what may find organisations in a text: it holds one of the words that each of them needs.

        What a word costs grows with the patterns that are tried at it, and most texts can match few.
        """
        printed, small = text.__contains__, lowered(text).__contains__
        return [ruler for words, ruler in self._rulers if any(map(printed, words)) or any(map(small, words))]

    def phrases(self, label: str, names: Iterable[str]) -> Phrases:
        """Return what finds names, their genitives and their capitals."""
        matcher = PhraseMatcher(self.nlp.vocab, attr="ORTH")
        forms: dict[str, str] = {}
        for name in sorted(set(names)):
            genitive = name if name.endswith(("s", "x", "z")) else f"{name}s"
            for form in (name, genitive, name.upper()):
                forms.setdefault(form, name)
        if forms:
            matcher.add(label, [self.nlp.make_doc(form) for form in forms])
        words = frozenset(max(words_of(form), key=len, default="") for form in forms)
        return Phrases(matcher, forms, words)


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
        self.people = self.ready.phrases("person", people)
        self.bodies = self.ready.phrases("organisation", bodies)
        # Unvalidated: the schema of patterns knows no flags of one's own.
        self.with_party = Matcher(self.ready.nlp.vocab, validate=False)
        name = self.ready.flagged({"TEXT": {"REGEX": r"^[A-ZÅÄÖÉÜ][\wåäöéüÅÄÖ'’-]+$"}})
        party = self.ready.flagged({"TEXT": {"IN": sorted(parties)}})
        for words in (2, 3, 4):
            self.with_party.add(f"person{words}", [[*[name] * words, {"TEXT": "("}, party, {"TEXT": ")"}]])

    def find(self, text: str, words: frozenset[str]) -> list[Entity]:
        """Return the names in a text with these words, in order, without overlap."""
        chosen = _longest(self._ruled(text, words))
        if self.ready.trained is not None:
            more = [e for e in self._trained(text) if not any(_overlap(e, known) for known in chosen)]
            chosen = _longest([*chosen, *more])
        return sorted(chosen)

    def _ruled(self, text: str, words: frozenset[str]) -> list[Entity]:
        """Return the names that the rules find in a text; one without a word of any is passed over unread."""
        rulers, bracketed = self.ready.rulers(text), "(" in text
        listed = (self.people, self.bodies, self.ready.named, self.ready.municipalities)
        if not (rulers or bracketed or any(not one.words.isdisjoint(words) for one in listed)):
            return []
        doc = self.ready.nlp.make_doc(text)
        return [
            *self._people(doc, words, bracketed),
            *self._organisations(doc, words, rulers),
            *self._municipalities(doc, words),
        ]

    def _people(self, doc: Doc, words: frozenset[str], bracketed: bool) -> Iterable[Entity]:
        for start, end, name in self.people.find(doc, words):
            yield _entity(doc[start:end], "person", name, "mentions:listed-name")
        for _, start, end in self.with_party(doc) if bracketed else ():
            yield _entity(
                doc[start : end - 3], "person", doc[start : end - 3].text, "mentions:name-and-party"
            )

    def _organisations(self, doc: Doc, words: frozenset[str], rulers: Iterable[Matcher]) -> Iterable[Entity]:
        for label, start, end in _apart({match for ruler in rulers for match in ruler(doc)}):
            span = doc[start:end]
            yield _entity(span, "organisation", span.text, f"mentions:{doc.vocab.strings[label]}")
        for phrases in (self.ready.named, self.bodies):
            for start, end, name in phrases.find(doc, words):
                yield _entity(doc[start:end], "organisation", name, "mentions:named")

    def _municipalities(self, doc: Doc, words: frozenset[str]) -> Iterable[Entity]:
        """Municipalities, "kommun" behind them included; ambiguous ones only where something tells."""
        ambiguous = self.ready.ambiguous
        hits = self.ready.municipalities.find(doc, words)
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


def _apart(matches: Iterable[tuple[int, int, int]]) -> Iterable[tuple[int, int, int]]:
    """Yield those of (label, first token, last token + 1) that do not overlap, longest and first."""
    taken: set[int] = set()
    for label, start, end in sorted(matches, key=lambda match: (match[1] - match[2], match[1])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield label, start, end


def _test(attribute: str, condition: dict[str, Any]) -> Callable[[str], bool]:
    """Return the test of a word that a condition of a token pattern is."""
    folds = attribute == "LOWER"
    if "IN" in condition:
        words = frozenset(condition["IN"])
        return lambda word: (word.lower() if folds else word) in words
    search = re.compile(condition["REGEX"]).search
    return lambda word: search(word.lower() if folds else word) is not None


def _needed(tokens: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return words of which every text holds one that a token pattern matches, the longest to be had.

    Those of a test that folds case are in small letters, the others as they are printed.
    """
    best: tuple[str, ...] = ()
    for token in tokens:
        for attribute in ("TEXT", "LOWER"):
            condition = token.get(attribute)
            if condition is None or token.get("OP") in ("?", "*") or condition == "{municipality}":
                continue
            if isinstance(condition, str):
                words: tuple[str, ...] = (condition,)
            else:
                words = tuple(condition.get("IN", ())) or required_words(condition.get("REGEX", ""))
            if words and min(map(len, words)) > min(map(len, best), default=0):
                best = words
    if not best:
        raise ValueError(f"a pattern for organisations needs a word that is told: {tokens}")
    return best


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
