"""Where the words of a headed proposal end and what happened at the sitting begins, without a heading.

Kommunstyrelsen hemställer

att aktierna försäljes.

Herr Åberg yrkar bifall till hemställan.
"""

from __future__ import annotations

import re

from protokollparser.core.rules import Rules
from protokollparser.parse.matters.content import LIST_MARK, Content

_PARAGRAPH = re.compile(r"(?:^|\n\n+)(?=\S)")
# A member's motion may begin on any line of its own: "Claes Orm (M) yrkar avslag."
_LINE = re.compile(r"(?:^|[.!?:]\n|\n\n+)(?=[A-ZÅÄÖ])")
_SENTENCE = re.compile(r".{1,600}?(?:[.!?]|(?<!\)):)(?=\s|$)")
_MOVED = ("moves", "moves_after_colon", "nominates")
_CLAUSE = re.compile(r"att\s", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?][”\"')]*\s*$")
# A sentence of these tells what happened at the sitting.
_TOLD = (
    "moves",
    "moves_after_colon",
    "nominates",
    "puts_proposal",
    "reserves",
    "vote_called",
)


def proposal_end(content: Content, rules: Rules) -> int:
    """Return where the words of a headed proposal end; their length where all of them are proposed.

    Below points or clauses on "att" a paragraph without a mark is no point any more.
    """
    for match in _LINE.finditer(content.text):
        sentence = _SENTENCE.match(content.flat, match.end())
        found = (rules.phrase(name).search(sentence.group()) for name in _MOVED) if sentence else ()
        if any(hit and "(" in hit["by"] for hit in found if hit and hit["by"]):
            return _before_points(content, rules, match.end())
    return _before_points(content, rules, len(content.text))


def _before_points(content: Content, rules: Rules, stop: int) -> int:
    """Return where a paragraph before `stop` tells of the sitting or is no point, else `stop`."""
    marked = False
    for match in _PARAGRAPH.finditer(content.text):
        at = match.end()
        if at >= stop:
            break
        point = LIST_MARK.match(content.text, at) or _CLAUSE.match(content.text, at)
        sentence = _SENTENCE.match(content.flat, at)
        if sentence and not point and any(rules.phrase(name).search(sentence.group()) for name in _TOLD):
            return at
        if at and sentence and rules.phrase("decides_on_proposal").search(sentence.group()):
            return at
        if marked and not point and content.text[at].isupper() and _CLOSED.search(content.text[:at]):
            return at
        marked = marked or point is not None
    return stop
