"""Whether the name of the body is spelled right wherever it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict
from protokollparser.core.rules import compile_pattern
from protokollparser.core.spans import Span

_WORD = re.compile(r"[^\W\d_]{8,40}")


class Params(ShapeParams):
    """`head`: the words in the name of a body that are looked for.

    Only a slip inside the word counts (its first and last `ends` letters are alike, so that no other form
    of the word is taken for one), where the right spelling stands `usual` times or more.
    """

    head: str
    ends: int = 3
    usual: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every name of a body, and for every word that is nearly that name."""
    counts = Counter(
        found.group().casefold() for page in dossier.pages for found in _WORD.finditer(page.text)
    )
    for name, document_id in sorted(_names(dossier, params).items()):
        if counts[name] < params.usual:
            yield Verdict("undecidable", document_id, reason="the name stands too seldom")
            continue
        near = {word for word in counts if _nearly(word, name, params.ends)}
        slips = {word for word in near if counts[word] < counts[name] / 2}
        if not slips:
            yield Verdict("exact", document_id)
            continue
        for page in dossier.pages:
            for found in _WORD.finditer(page.text):
                if found.group().casefold() in slips:
                    yield _verdict(dossier, dossier.place(page.page, *found.span()), name, counts[name])


def _names(dossier: Dossier, params: Params) -> dict[str, str]:
    """Return the words that name the bodies of the documents, each with the first document of its body."""
    head = compile_pattern(params.head)
    found: dict[str, str] = {}
    for document in dossier.documents.values():
        for match in _WORD.finditer(document.body or ""):
            if head.search(match.group()):
                found.setdefault(match.group().casefold(), document.id)
    return found


def _nearly(word: str, name: str, ends: int) -> bool:
    same_ends = word[:ends] == name[:ends] and word[-ends:] == name[-ends:]
    return word != name and same_ends and OSA.distance(word, name) == 1


def _verdict(dossier: Dossier, place: Span, name: str, count: int) -> Verdict:
    document_id = dossier.document_at(place.page, place.start)
    return Verdict(
        "violated",
        document_id,
        span=place,
        stated=place.printed,
        computed=name,
        hypothesis=f"name: {name}",
        words={"name": place.printed, "usual": name, "count": str(count)},
        proofs=(Proof("stated", place, None, document_id),),
    )
