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
_HEADING_GAP = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class OutcomeWords:
    """Expressions: what begins the telling of an outcome, what ends it, and the words that tell nothing.

    `stems` begin the forms of one word that decides; `bodies` end names of bodies, which mean the proposal
    of the body only in the genitive.
    """

    begins: str
    ends: str
    empty: tuple[str, ...]
    stems: dict[str, str]
    bodies: str


def told_side(dossier: Dossier, event: VoteEvent, words: OutcomeWords) -> str | None:
    """Return `yes` or `no` where the words behind a tally name what one side alone stood for."""
    if not event.yes_means or not event.no_means:
        return None
    yes, no = _content(event.yes_means, words), _content(event.no_means, words)
    told = _content(_behind(dossier, event, words), words)
    for_yes, for_no = told & (yes - no), told & (no - yes)
    if bool(for_yes) == bool(for_no):
        return None
    return "yes" if for_yes else "no"


def _behind(dossier: Dossier, event: VoteEvent, words: OutcomeWords) -> str:
    """Return the sentences that tell the outcome, from the word that begins them."""
    text = dossier.pages[event.span.page - 1].text
    tally = max(event.span.end, *(piece.end for piece in event.more if piece.page == event.span.page), 0)
    rest = text[tally : event.span.start + _REACH]
    end = re.search(words.ends, rest, re.IGNORECASE)
    told = text[event.span.start : tally] + (rest[: end.start()] if end else rest)
    begin = re.search(words.begins, told, re.IGNORECASE)
    if begin is None:
        return ""
    told = told[begin.start() :]
    gap = _HEADING_GAP.search(told)
    return told[: gap.start()] if gap else told


def _content(text: str, words: OutcomeWords) -> frozenset[str]:
    return frozenset(filter(None, (_basic(word, words) for word in _WORD.findall(fold(text)))))


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
