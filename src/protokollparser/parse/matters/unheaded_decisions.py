"""Decisions that the text of an item tells without a heading over them.

§ 16   VD-rapport
       VD informerade om driftläget.
       Styrelsen tackade för informationen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from protokollparser.core.dates import find_dates
from protokollparser.core.outline import Heading, Outline
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.parse.matters.at_table import proposal_end
from protokollparser.parse.matters.bodies import same_body
from protokollparser.parse.matters.content import LIST_MARK, Content, under

# The phrases that tell a decision, the surest first, with how sure each is.
_PHRASES = {
    "unheaded_decision": 0.7,
    "decides_unheaded": 0.65,
    "decides_inverted": 0.65,
    "decided_passive": 0.6,
    "decided_first": 0.6,
    "decided_inverted": 0.6,
    "decided_last": 0.5,
    "decided_word": 0.5,
}
# These are looked for below the words of a proposal as well.
_AT_TABLE = ("unheaded_decision", "decides_unheaded", "decides_inverted")
# These are believed only of the last sentence of an item.
_LAST_ONLY = ("decided_last", "decided_word")
_BEHIND = ("reserves", "states_separately", "notes_to_minutes", "disqualified", "dispatch_sentence")
# Sections in which a decision may be told; of those that tell of the past only what is said in so many words.
_SECTIONS = ("other", "summary", "sitting", "information", "description")
_NOW = ("other", "sitting", "information")
# Where the chair puts the question, only "har således beslutat" tells its outcome.
_DIVISIONS = ("procedure", "vote")
_OUTCOME = re.compile(r"\b(?:har|hade)\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:^|[.!?:;][”\"')]*\s+|\n\n|\n[-–•*][^\n]{1,200}\n(?=[A-ZÅÄÖ]))(?=\S)")
# The stop behind an initial ("K. J. Ek") ends nothing.
_SENTENCE = re.compile(r".{1,1200}?(?:(?<![\s.][A-ZÅÄÖ])[.!?](?=\s+[A-ZÅÄÖ]|\s*$)|$)", re.DOTALL)
_LAST_CLAUSE = re.compile(r".*\n(?=att\s)", re.DOTALL | re.IGNORECASE)
# Points below the sentence, or a list behind a colon.
_POINTS = re.compile(r"\n(?:[-–•*]|\d{1,2}[.)]|mom)|:\n", re.IGNORECASE)
# The sort of body alone, which may be the body of any minutes.
_BARE = re.compile(r"(?:nämnden|styrelsen|direktionen|utskottet|fullmäktige|stämman|beredningen|rådet)")
_PAST = re.compile(r"\b\w+(?:ade|de|te|slog|tog|gav|lade|såg|föll|slöt|beslöt)\b")
_CITED = re.compile(r"§\s?\d")
_CLAUSE = re.compile(r"att\s")
_REACH = 70
# A day in brackets is that of a paper: "På förslag av valberedningen (skrivelse 1992-06-10) beslutade ...".
_ASIDE = re.compile(r"\([^()]{0,80}\)")


@dataclass(frozen=True, slots=True)
class Told:
    """A decision at `start:end` of the words under a heading, and how sure it is that it is one."""

    content: Content
    start: int
    end: int
    confidence: float


def find_told(outline: Outline, rules: Rules, first: int, last: int, body: str | None) -> Told | None:
    """Return the decision that the text of the item on lines `first..last` tells, None where it tells none.

    A sentence that says that the body decides goes before one in which it acts, and that before one without
    a body.
    """
    for phrase, confidence in _PHRASES.items():
        pattern = rules.phrase(phrase).pattern()
        told = [h for h in outline.headings if first <= h.first <= last and _may_tell(h, phrase)]
        for heading in told:
            content = under(outline, heading)
            low = proposal_end(content, rules) if content and heading.name.startswith("proposal") else 0
            for start, words in _sentences(content) if content else ():
                match = pattern.match(words) if start >= low else None
                if match is None or _is_earlier(words, match) or not _is_of(match, body, phrase):
                    continue
                if heading.name in _DIVISIONS and not _OUTCOME.search(match.group()):
                    continue
                assert content is not None
                end = _end(content, start)
                closes = heading is told[-1] and _closes(content, end, rules)
                if closes or phrase not in _LAST_ONLY:
                    return Told(content, start, end, confidence)
    return None


def _closes(content: Content, end: int, rules: Rules) -> bool:
    """True when nothing stands behind `end` but who dissents and to whom the decision is sent."""
    for match in _SENTENCE.finditer(content.flat, end):
        words = match.group().strip(" _-")
        if words and not any(rules.phrase(name).search(words) for name in _BEHIND):
            return False
    return True


def _may_tell(heading: Heading, phrase: str) -> bool:
    sections = (*_SECTIONS, *_DIVISIONS) if phrase == "unheaded_decision" else _NOW
    proposed = phrase in _AT_TABLE and heading.name.startswith("proposal")
    return heading.paragraph or heading.name in sections or proposed


def _sentences(content: Content) -> Iterator[tuple[int, str]]:
    """Yield where each sentence begins, its list mark included, and its words without the mark."""
    for match in _BEFORE.finditer(content.text):
        at = match.end()
        mark = LIST_MARK.match(content.text, at)
        low = mark.end() if mark else at
        found = _SENTENCE.match(content.flat, low)
        if found:
            yield at, found.group().strip()


def _is_earlier(words: str, match: re.Match[str]) -> bool:
    """True for a sentence in the past tense that names the day or § of an earlier decision."""
    near = _ASIDE.sub(lambda aside: " " * len(aside.group()), words[: match.end() + _REACH])
    if not _PAST.search(match.group()) or match.groupdict().get("paper"):
        return False
    dated = any(found.day for found in find_dates(near) if found.start < match.end() + 25)
    return bool(_CITED.search(near)) or dated


def _is_of(match: re.Match[str], body: str | None, phrase: str) -> bool:
    """True when the body named is that of the minutes; "beslutar" may be said of any body."""
    if phrase == "unheaded_decision" or "body" not in match.re.groupindex:
        return True
    named = match["body"] or match.groupdict().get("body2")
    if named is None:
        return True
    if _BARE.fullmatch(fold(named)) or body is None:
        return bool(_BARE.fullmatch(fold(named)))
    # "skolstyrelsen" of "skolstyrelsen i Vretstorps kommun"
    return same_body(named, body) or fold(body).startswith(f"{fold(named)} ")


def _end(content: Content, start: int) -> int:
    """Return where the decision ends: its sentence goes on in clauses and points below it."""
    lines = content.text[start:].split("\n")
    width = max(len(line) for line in lines)
    end = start
    before, led = "", False
    for position, line in enumerate(lines):
        led = led or before.endswith(":")
        below = next((known for known in lines[position + 1 :] if known), "")
        clauses = _CLAUSE.match(below) and not re.search(r"[.!?][”\"')]*$", before)
        if position and not line and not (before.endswith(":") or clauses):
            break
        if position and not led and not _goes_on(line):
            closed = re.search(r"[.!?][”\"')]*$", before) is not None
            # A line that the width of the page did not break ends a paragraph.
            short = len(before) < 0.6 * width and not before.rstrip().endswith((":", ",", ";"))
            if closed or (short and line[:1].isupper()):
                break
        end += len(line) + 1
        before = line or before
    stop = min(end - 1, len(content.text))
    return _first_sentence(content, start, stop)


def _first_sentence(content: Content, start: int, stop: int) -> int:
    """Return the end of the last sentence that belongs to the decision on its line."""
    text = content.text[start:stop]
    if LIST_MARK.match(text) or _POINTS.search(text):
        return stop
    # Clauses on "att" stand on lines of their own; the sentence of the last one is the end.
    clause = _LAST_CLAUSE.match(text)
    low = start + clause.end() if clause else start
    found = _SENTENCE.match(content.flat[low:stop])
    return low + len(found.group().rstrip()) if found else stop


def _goes_on(line: str) -> bool:
    return bool(LIST_MARK.match(line)) or line[:1].islower()
