"""Questions to the index: what a passage must hold, and what each word of it is worth (BM25).

The forms and compounds of a word share its rarity: a form that stands once would else weigh more than the
word itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query

from protokollparser.search.index import Index
from protokollparser.search.language import Atom, Clause, Filters
from protokollparser.search.passages import keys_of_case
from protokollparser.search.tokens import words
from protokollparser.search.vocabulary import EXACT, INFLECTED, SAME, Vocabulary

# A title tells what its text is about; the titles above a text say so of much that does not.
_TITLE, _ABOVE = 1.5, 0.3
# A phrase is rarer than its words.
_PHRASE = 2.0
# So many words of one worth are weighed each by how often it stands; of more it only counts that one does.
_MOST_WEIGHED = 60


@dataclass(frozen=True)
class Sought:
    """What one atom of a question is looked for as: single words with their worth, and words side by side."""

    worth: Mapping[str, float]
    phrases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Weighed:
    """A question as the index is asked it, and what is to be marked in what it finds.

    `query` finds passages that hold all words, `any_query` those that hold one.
    """

    query: Query
    any_query: Query | None
    sought: tuple[tuple[Sought, ...], ...]


def sought(atom: Atom, vocabulary: Vocabulary) -> Sought:
    """Return what an atom stands for in the indexed texts."""
    if atom.is_beginning:
        return Sought(vocabulary.beginning(atom.words[0]).worth, ())
    if len(atom.words) > 1:
        return Sought({}, (atom.words,) if atom.is_phrase else vocabulary.side_by_side(atom.words))
    if atom.is_phrase:
        return Sought({atom.words[0]: EXACT}, ())
    meaning = vocabulary.meaning(atom.words[0])
    return Sought(meaning.worth, meaning.phrases)


class Weighing:
    """Makes queries for one index and its vocabulary."""

    def __init__(self, index: Index, vocabulary: Vocabulary) -> None:
        self._index = index
        self._schema = index.schema
        self._vocabulary = vocabulary
        self._count = max(1, index.searcher.num_docs)

    def weighed(
        self, clauses: Sequence[Clause], filters: Sequence[Query], left_out: Sequence[Query]
    ) -> Weighed:
        """Return a question with its filters; `left_out` finds what is never wanted."""
        asked = [clause for clause in clauses if not clause.is_excluded]
        meant = [tuple(sought(atom, self._vocabulary) for atom in clause.atoms) for clause in asked]
        own = [self._either([self._own(one) for one in many]) for many in meant]
        needed = [at for at, clause in enumerate(asked) if not self._is_light(clause)] or list(
            range(len(asked))
        )
        never = [(Occur.MustNot, query) for query in left_out]
        for clause in clauses:
            if clause.is_excluded:
                never += [
                    (Occur.MustNot, self._own(self._plain(sought(atom, self._vocabulary))))
                    for atom in clause.atoms
                ]
        within = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in filters]
        if not asked:
            every = [(Occur.Must, Query.const_score_query(Query.all_query(), 1.0))]
            return Weighed(Query.boolean_query([*every, *within, *never]), None, ())
        light = [(Occur.Should, own[at]) for at in range(len(asked)) if at not in needed]
        all_of = [(Occur.Must, own[at]) for at in needed]
        if len(needed) > 1:
            # Words may stand in the titles above; one stands in the passage itself, as the place of the hit.
            one = self._either([own[at] for at in needed])
            all_of = [(Occur.Must, self._either([own[at], *map(self._above, meant[at])])) for at in needed]
            all_of.append((Occur.Must, Query.const_score_query(one, 0.0)))
        query = Query.boolean_query([*all_of, *light, *within, *never])
        any_query = None
        if len(needed) > 1:
            some = (Occur.Must, self._either([own[at] for at in needed]))
            any_query = Query.boolean_query([some, *within, *never])
        shown = tuple(many if at in needed else () for at, many in enumerate(meant))
        return Weighed(query, any_query, shown)

    def filters(self, filters: Filters, sources: Sequence[str] | None) -> list[Query]:
        """Return what passages must hold to be looked at; `sources` are those of the files asked for."""
        found = []
        for name, values in (
            ("year", filters.years()),
            ("kind", (filters.kind,) if filters.kind is not None else ()),
            ("party", (filters.party.upper(),) if filters.party is not None else ()),
            ("source", sources),
        ):
            if values or (name == "source" and sources is not None):
                found.append(Query.term_set_query(self._schema, name, list(values or ["-"])))
        if filters.case is not None:
            keys = keys_of_case(filters.case)
            whole = max(keys, key=lambda key: (len(key.split("-")), len(key)), default="-")
            found.append(Query.term_query(self._schema, "case", whole))
        for word in words(filters.body or ""):
            meaning = self._vocabulary.meaning(word)
            listed = [*meaning.worth, *(word for phrase in meaning.phrases for word in phrase[:1]), word]
            found.append(Query.term_set_query(self._schema, "body", sorted(set(listed))))
        return found

    def outside(self, documents: Sequence[str]) -> list[Query]:
        """Return what finds the passages of some documents."""
        return [Query.term_set_query(self._schema, "document", list(documents))] if documents else []

    def _own(self, one: Sought) -> Query:
        """Return what finds an atom in a passage and in the title with which it begins."""
        rarity = self._rarity(one.worth)
        parts = []
        for worth, some in _by_worth(one.worth):
            if len(some) <= _MOST_WEIGHED:
                for word in some:
                    parts.append(
                        self._word("text", word, worth, rarity, self._vocabulary.counts.get(word, 0))
                    )
                    titles = self._index.searcher.doc_freq("title", word)
                    if titles:
                        parts.append(self._word("title", word, worth * _TITLE, rarity, titles))
            else:
                parts.append(self._any_of("text", some, worth * rarity))
                parts.append(self._any_of("title", some, worth * rarity * _TITLE))
        parts += [self._phrase("text", phrase, _PHRASE) for phrase in one.phrases]
        return self._either(parts)

    def _above(self, one: Sought) -> Query:
        """Return what finds an atom in the titles above a passage."""
        parts = [self._any_of("above", some, worth * _ABOVE) for worth, some in _by_worth(one.worth)]
        parts += [self._phrase("above", phrase, _ABOVE) for phrase in one.phrases]
        return self._either(parts)

    def _any_of(self, field: str, some: Sequence[str], worth: float) -> Query:
        """Return what finds passages with any of some words, all worth the same."""
        return Query.const_score_query(Query.term_set_query(self._schema, field, list(some)), worth)

    def _word(self, field: str, word: str, worth: float, rarity: float, count: int) -> Query:
        """Return what finds a word, worth so much, as if it were as rare as told."""
        query = Query.term_query(self._schema, field, word)
        own = _idf(count, self._count) if count else 1.0
        return Query.boost_query(query, worth * rarity / own)

    def _phrase(self, field: str, phrase: tuple[str, ...], worth: float) -> Query:
        if len(phrase) == 1:
            return Query.boost_query(Query.term_query(self._schema, field, phrase[0]), worth)
        return Query.boost_query(Query.phrase_query(self._schema, field, list(phrase)), worth)

    def _rarity(self, worth: Mapping[str, float]) -> float:
        """Return how much it tells that a passage holds a word in any of its forms."""
        counts = self._vocabulary.counts
        forms = sum(
            counts[word] for word, value in worth.items() if value >= SAME * INFLECTED and word in counts
        )
        return _idf(min(forms or sum(counts.get(word, 0) for word in worth), self._count), self._count)

    def _plain(self, one: Sought) -> Sought:
        """Return what an excluded word excludes: its forms, not what holds it as a part."""
        return Sought(
            {word: worth for word, worth in one.worth.items() if worth >= SAME * INFLECTED}, one.phrases
        )

    def _is_light(self, clause: Clause) -> bool:
        """True for words that need not be found: those without a meaning of their own."""
        return all(
            len(atom.words) == 1 and not atom.is_phrase and atom.words[0] in self._vocabulary.function_words
            for atom in clause.atoms
        )

    @staticmethod
    def _either(queries: Iterable[Query]) -> Query:
        some = list(queries)
        if not some:
            return Query.empty_query()
        return some[0] if len(some) == 1 else Query.boolean_query([(Occur.Should, query) for query in some])


def _by_worth(worth: Mapping[str, float]) -> list[tuple[float, list[str]]]:
    """Return words by what they are worth, the worthiest first."""
    groups: dict[float, list[str]] = {}
    for word, value in worth.items():
        groups.setdefault(value, []).append(word)
    return sorted(((value, sorted(some)) for value, some in groups.items()), reverse=True)


def _idf(count: int, of: int) -> float:
    """Return what BM25 gives for a word that so many of all passages hold."""
    return math.log(1 + (of - min(count, of) + 0.5) / (count + 0.5))
