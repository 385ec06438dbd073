"""Where the words of a decision end before its section does."""

from __future__ import annotations

import re

from protokollparser.core.rules import Rules
from protokollparser.parse.matters.content import DRAWN, LIST_MARK, Content
from protokollparser.parse.matters.decision_kinds import DecisionKinds
from protokollparser.parse.people.attendance_entries import EntryReader

# A sentence of these tells of those who were against a decision or took no part in it, of who leads, or of
# the matter.
_BESIDE = (
    "reserves",
    "states_separately",
    "notes_to_minutes",
    "disqualified",
    "acting_chair",
    "told_after_decision",
)
_PARAGRAPH = re.compile(r"(?:^|\n+)(?=\S)")
_CLOSED = re.compile(r"[.!?][”\"')]*\s*$")
_SENTENCE = re.compile(r"[^\n]{1,400}?[.!?](?=\s|$)")
# A rule is drawn this near above the line that it parts from the decision.
_RULE_WITHIN = 4
_ANNEX = re.compile(
    r"(?:se )?bilag(?:a|or)(?: nr\.?)? \d{1,3}[a-z]?(?:(?:,| och|[-–]) ?\d{1,3})*\.?(?=\n|$)", re.IGNORECASE
)
# "Yttranden: Lena Krok (C)"; those elected stand behind their offices.
_LABEL = re.compile(
    r"(?!Att\b|Punkt\b|Mom)(?P<label>[A-ZÅÄÖ][\w-]{2,24}(?: [a-zåäö]{1,12}){0,2})\.?\s?:\s+\S"
)
_POINT = re.compile(r"att\s|(?:samt|och|dels)\b", re.IGNORECASE)
_BULLET = re.compile(r"[-–—•●▪■◦*·]\s")
_NUMBERED = re.compile(r"1[.)]\s")
# A line of statistics, "Antal beslut om bistånd: 112".
_STATED = re.compile(r"[A-ZÅÄÖ][^:.;\n]{2,70}:\s+\d")
_COLUMNS = re.compile(r"\S(?:\s{3,}|\t)\S")


def decided(content: Content, rules: Rules, kinds: DecisionKinds) -> Content | None:
    """Return the words of a decision section without what stands behind the decision; None for no words.

    Reservations and notes without a heading, the number of an annex and a list of papers that was laid
    before the body may follow.
    """
    for match in _PARAGRAPH.finditer(content.text):
        at = match.end()
        if at and _CLOSED.search(content.text[:at]) and _is_beside(content, at, match.group(), rules, kinds):
            return content.until(at)
    return content


def _is_beside(content: Content, at: int, gap: str, rules: Rules, kinds: DecisionKinds) -> bool:
    """True when the line at `at` no longer belongs to the decision."""
    if _ANNEX.match(content.text, at):
        return True
    sentence = _SENTENCE.match(content.flat, at)
    if sentence and any(rules.phrase(name).match(sentence.group()) for name in _BESIDE):
        return True
    if "\n\n" not in gap:
        return False
    if _is_ruled_off(content, at):
        return True
    return (
        _is_labeled(content, at, rules, kinds)
        or _is_list(content, at, kinds)
        or bool(_STATED.match(content.text, at))
        or _is_columned(content, at)
    )


def _is_ruled_off(content: Content, at: int) -> bool:
    """True for a line below a drawn rule on its page that opens no further point of the decision."""
    index, _ = content.line_at(at)
    lines = content.layout.lines
    above = [line for line in lines[max(0, index - _RULE_WITHIN) : index] if line.text.strip()]
    ruled = bool(above) and above[-1].page == lines[index].page and DRAWN.match(above[-1].text)
    return bool(ruled) and not LIST_MARK.match(content.text, at) and not _POINT.match(content.text, at)


def _is_labeled(content: Content, at: int, rules: Rules, kinds: DecisionKinds) -> bool:
    """True for a label and a colon below a closed sentence and a blank line, over nothing that is decided."""
    label = _LABEL.match(content.text, at)
    if label is None or EntryReader.of(rules).is_title(label["label"]):
        return False
    return kinds.main(content.text[:at])[0] != "elect" and not kinds.found(content.text[at:].split("\n\n")[0])


def _is_list(content: Content, at: int, kinds: DecisionKinds) -> bool:
    """True for a list below a closed sentence and a blank line whose entries decide nothing themselves.

    Numbers may go on the points of the decision: then they do not begin anew below it.
    """
    lines = [line for line in content.text[at:].split("\n") if line]
    numbered = _NUMBERED.match(lines[0]) and not LIST_MARK.match(content.text)
    if not (_BULLET.match(lines[0]) or numbered):
        return False
    marked = [line for line in lines if LIST_MARK.match(line)]
    return not any(kinds.found(line[2:]) for line in marked)


def _is_columned(content: Content, at: int) -> bool:
    """True for two lines in a row that are set in three columns or more: a table of what was reported."""
    lines = [line for line in content.text[at:].split("\n") if line][:2]
    return len(lines) == 2 and all(len(_COLUMNS.findall(line)) >= 2 for line in lines)
