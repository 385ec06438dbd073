"""Which side of a division the words behind its tally say has won."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from protokollparser.checks.dossier import Dossier
from protokollparser.core.records.decisions import VoteEvent
from protokollparser.core.text import fold

# So far behind the beginning of a tally its outcome may be told.
_REACH = 600
_WORD = re.compile(r"[^\W\d_]{2,}")
# Parties of one letter: "förslaget från S och M", "M:s förslag".
_LETTER = re.compile(r"(?<![\w.])[A-ZÅÄÖ](?=:s\b|[\s,)]|$)")
_SENTENCE_END = re.compile(r"[.:]\s|\n[ \t]*\n")
_HEADING_GAP = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class OutcomeWords:
    """Expressions: what begins the telling of an outcome, what ends it, and the words that tell nothing.

    `stems` begin the forms of one word that decides; `bodies` end names of bodies, which mean the proposal
    of the body only in the genitive. `refusal` is the word of `stems` that turns a proposal down.
    """

    begins: str
    ends: str
    empty: tuple[str, ...]
    stems: dict[str, str]
    bodies: str
    refusal: str


def told_side(dossier: Dossier, event: VoteEvent, words: OutcomeWords) -> str | None:
    """Return `yes` or `no` where the words behind a tally name what one side alone stood for."""
    if not event.yes_means or not event.no_means:
        return None
    return _side(event, _content(_behind(dossier, event, words), words), words)


def _side(event: VoteEvent, told: frozenset[str], words: OutcomeWords) -> str | None:
    """Return the side that alone stood for what is told; what was voted on before how (motion, avslag).

    "Bifalla kommunstyrelsens förslag" is the side of that proposal, though the other side is for "bifall till
    motionen"; "avslå" it is neither's.
    """
    yes, no = _content(event.yes_means or "", words), _content(event.no_means or "", words)
    ways = frozenset(words.stems.values())
    for part in (told - ways, told):
        for_yes, for_no = part & (yes - no), part & (no - yes)
        if bool(for_yes) != bool(for_no):
            side, means = ("yes", yes) if for_yes else ("no", no)
            return None if words.refusal in told and words.refusal not in means else side
    return None


def _behind(dossier: Dossier, event: VoteEvent, words: OutcomeWords) -> str:
    """Return the sentences that tell the outcome, from the word that begins them.

    What stands before that word in a sentence of its own belongs to it: "Kronas förslag utses därmed".
    """
    text = dossier.pages[event.span.page - 1].text
    tally = max(event.span.end, *(piece.end for piece in event.more if piece.page == event.span.page), 0)
    rest = text[tally : event.span.start + _REACH]
    end = re.search(words.ends, rest, re.IGNORECASE)
    told = text[event.span.start : tally] + (rest[: end.start()] if end else rest)
    begin = re.search(words.begins, told, re.IGNORECASE)
    if begin is None:
        return ""
    first = begin.start()
    if first >= tally - event.span.start:
        stops = [stop.end() for stop in _SENTENCE_END.finditer(told, 0, first)]
        first = max([tally - event.span.start, *stops])
    told = told[first:]
    gap = _HEADING_GAP.search(told.lstrip())
    return told.lstrip()[: gap.start()] if gap else told


def _content(text: str, words: OutcomeWords) -> frozenset[str]:
    letters = frozenset(letter.lower() for letter in _LETTER.findall(text))
    return letters | frozenset(filter(None, (_basic(word, words) for word in _WORD.findall(fold(text)))))


def _basic(word: str, words: OutcomeWords) -> str | None:
    """Return a word without its genitive, None for one that tells nothing."""
    if word in words.empty:
        return None
    for stem, basic in words.stems.items():
        if word.startswith(stem):
            return basic
    if _bodies(words.bodies).search(word):
        return word
    return word.removesuffix("s")


@lru_cache(maxsize=4)
def _bodies(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
