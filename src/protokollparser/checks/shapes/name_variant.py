"""Whether a person's name is spelled alike wherever it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.persons import name_words, near_name
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict, proof
from protokollparser.core.records.people import Mention


class Params(ShapeParams):
    """`entity`: whose names; `usual`: how often the usual spelling must stand."""

    entity: str
    usual: int = 2


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every identity that is named more than once."""
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in dossier.of(Mention):
        if mention.entity_type == params.entity and mention.entity_id and len(name_words(mention.name)) > 1:
            named[mention.entity_id].append(mention)
    for mentions in named.values():
        if len(mentions) > 1:
            yield from _verdicts(mentions, params)


def _verdicts(mentions: list[Mention], params: Params) -> Iterator[Verdict]:
    spellings = Counter(name_words(mention.name) for mention in mentions)
    usual, count = max(spellings.items(), key=lambda pair: (pair[1], pair[0]))
    first = next(mention for mention in mentions if name_words(mention.name) == usual)
    if len(spellings) == 1:
        yield Verdict("exact", first.document_id)
        return
    for mention in mentions:
        words = name_words(mention.name)
        if words == usual or not near_name(mention.name, first.name) or _same_letters(words, usual):
            continue
        if count < params.usual or spellings[words] >= count:
            yield Verdict("undecidable", mention.document_id, reason="no spelling is the usual one")
            continue
        yield Verdict(
            "violated",
            mention.document_id,
            span=mention.span,
            stated=mention.name,
            computed=first.name,
            hypothesis=f"name: {first.name}",
            confidence=mention.confidence,
            words={"name": mention.name, "usual": first.name, "count": str(count)},
            proofs=(proof("stated", mention), proof("contradicts", first)),
        )


def _same_letters(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True for names that differ in hyphens, blanks or a genitive s only."""
    first, second = ("".join(words).replace("-", "") for words in (one, other))
    return first == second or first == second + "s" or second == first + "s"
