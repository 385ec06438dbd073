"""Earlier decisions as documents cite them: which body, when, which §, and in what words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from protokollparser.checks.dossier import Dossier
from protokollparser.core.bodies import body_key
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.references import Reference
from protokollparser.core.text import fold

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])|\n\s*\n")
_WORD = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*")
# So much of the text on each side of a citation is looked through for its sentence, in letters.
_REACH = 500


@dataclass(frozen=True)
class Cited:
    """One decision as it is cited; `number` is its §, where printed, `words` its sentence."""

    body: str
    day: date
    number: int | None
    reference: Reference
    words: tuple[str, ...]


def cited_decisions(dossier: Dossier, vague: Collection[str]) -> Iterator[Cited]:
    """Yield the decisions that are cited with a day and a body.

    A body that is named by its kind alone (`vague`: "nämnden") is the document's own, where that is one.
    """
    for reference in dossier.of(Reference):
        day, number = reference.target_date, reference.target_paragraph or ""
        if reference.kind != "decision" or day is None or (number and not number.isdigit()):
            continue
        sentence = _sentence(dossier, reference)
        body = _body(reference, sentence, dossier.documents.get(reference.document_id or ""), vague)
        if body is not None:
            words = tuple(_WORD.findall(fold(sentence)))
            yield Cited(body, day, int(number) if number else None, reference, words)


def _sentence(dossier: Dossier, reference: Reference) -> str:
    text, span = dossier.pages[reference.span.page - 1].text, reference.span
    low, high = max(0, span.start - _REACH), span.end + _REACH
    before = [match.end() for match in _SENTENCE_END.finditer(text, low, span.start)]
    after = _SENTENCE_END.search(text, span.end, high)
    return text[before[-1] if before else low : after.start() if after else high]


def _body(
    reference: Reference, sentence: str, document: LogicalDocument | None, vague: Collection[str]
) -> str | None:
    key = reference.target_key
    if key is None:
        named = {body_key(word) for word in _WORD.findall(sentence)} & set(vague)
        key = named.pop() if len(named) == 1 else None
    if key is None or "|" in key:
        return None
    if key not in vague:
        return key
    own = body_key(document.body) if document is not None and document.body else ""
    if own.endswith(key):
        return own
    return f"{own} {key}" if key == "arbetsutskott" and own else None


def same_body(one: str, other: str) -> bool:
    """True when one name is the other, or its end: "e-nämnd" and "norrbottens e-nämnd"."""
    return f" {one}".endswith(f" {other}") or f" {other}".endswith(f" {one}")


def shared_words(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return the longest run of words that both hold."""
    best, last, before = 0, 0, [0] * (len(other) + 1)
    for place, word in enumerate(one, 1):
        row = [0]
        row.extend(before[at] + 1 if word == its else 0 for at, its in enumerate(other))
        if max(row) > best:
            best, last = max(row), place
        before = row
    return one[last - best : last]
