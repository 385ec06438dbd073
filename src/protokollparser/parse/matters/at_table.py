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
_SENTENCE = re.compile(r".{1,600}?[.!?:](?=\s|$)")
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
    marked = False
    for match in _PARAGRAPH.finditer(content.text):
        at = match.end()
        point = LIST_MARK.match(content.text, at) or _CLAUSE.match(content.text, at)
        sentence = _SENTENCE.match(content.flat, at)
        if sentence and not point and any(rules.phrase(name).search(sentence.group()) for name in _TOLD):
            return at
        if at and sentence and rules.phrase("decides_on_proposal").search(sentence.group()):
            return at
        if marked and not point and content.text[at].isupper() and _CLOSED.search(content.text[:at]):
            return at
        marked = marked or point is not None
    return len(content.text)
