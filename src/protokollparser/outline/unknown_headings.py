"""Headings that no rule knows, each with the rule that it most resembles: what a new template still needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from protokollparser.core.layout import Line
from protokollparser.core.outline import Outline
from protokollparser.core.rules import Rules, SectionRule
from protokollparser.core.text import clean, fold
from protokollparser.outline.shapes import Shapes

_LONGEST = 60
_MOST_WORDS = 7
_SITTINGS = frozenset({"minutes", "minutes_extract", "summons", "notice"})

# Sections whose entries stand alone on their lines.
_LISTS = frozenset(
    {"basis_documents", "attachments", "sent_to", "signing", "contents", "notice", "adjustment"}
)


@dataclass(frozen=True, slots=True)
class UnknownHeading:
    """A heading, the numbers of the lines that hold it, the rule and its example that it is most like.

    `pattern` is the heading as a rule would give it; `alike` tells from 0 to 1 how alike the two are.
    """

    text: str
    pattern: str
    lines: tuple[int, ...]
    rule: SectionRule
    example: str
    alike: float


def unknown_headings(outline: Outline, rules: Rules) -> list[UnknownHeading]:
    """Return the unknown headings of the minutes and summonses of a source, the most alike first.

    Headings of items are titles and left out, and so are names and bodies, which stand alone in lists.
    """
    shapes = Shapes(rules)
    places: dict[str, list[Line]] = {}
    for line in _candidates(outline, shapes):
        places.setdefault(fold(line.text).rstrip(" :"), []).append(line)
    examples = {
        fold(example).rstrip(" :"): rule for rule in rules.sections for example in rule.examples.match
    }
    found = []
    kinds = [rule for rule in rules.kinds if rule.title]
    for key, lines in places.items():
        if any(rule.search(clean(lines[0].text)) for rule in (*rules.sections, *kinds)):
            continue
        near = process.extractOne(key, list(examples), scorer=fuzz.token_sort_ratio)
        if near is not None:
            text = clean(lines[0].text).rstrip(" :")
            numbers = tuple(line.number for line in lines)
            rule = examples[near[0]]
            pattern = _pattern(text, shapes)
            found.append(UnknownHeading(text, pattern, numbers, rule, near[0], round(near[1] / 100, 2)))
    return sorted(found, key=lambda heading: (-heading.alike, heading.lines))


def _candidates(outline: Outline, shapes: Shapes) -> Iterator[Line]:
    """Yield the headings without a name, and the short lines that stand alone and head nothing."""
    layout = outline.layout
    for line in layout.lines:
        part = outline.part_at[line.index]
        if part < 0 or outline.parts[part].kind not in _SITTINGS or not line.text:
            continue
        heading = outline.heading_at.get(line.index)
        if heading is not None and (heading.name != "other" or heading.paragraph or heading.number):
            continue
        aside = line.index in layout.furniture_at or line.index in layout.grid_at
        if aside or line.index in outline.contents_at:
            continue
        trail = outline.trail_at[line.index]
        if (
            heading is None
            and trail
            and (trail[-1].name in _LISTS or trail[-1].name.startswith("attendance"))
        ):
            continue
        labeled = line.text.endswith(":")
        if (heading is not None or labeled or _is_alone(outline, line)) and _may_head(line.text, shapes):
            yield line


def _is_alone(outline: Outline, line: Line) -> bool:
    lines = outline.layout.lines
    above = lines[line.index - 1].text if line.index else ""
    below = lines[line.index + 1].text if line.index + 1 < len(lines) else ""
    return not above and not below


def _may_head(text: str, shapes: Shapes) -> bool:
    plain = text.rstrip(" :")
    if len(plain) > _LONGEST or len(plain.split()) > _MOST_WORDS or not shapes.is_titled(plain):
        return False
    if any(sign.isdigit() for sign in plain) or re.search(r"[,(]|\s{2}", plain):
        return False
    return not (shapes.is_name(plain) or shapes.is_post(plain) or shapes.is_body(plain))


def _pattern(text: str, shapes: Shapes) -> str:
    """Return a heading as a rule's pattern, a body told as `{body_s}` or `{body}`."""
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        name = " ".join(words[:count])
        if shapes.is_board(name):
            stand_in = "{body_s}" if name.endswith("s") else "{body}"
            return f"(?:{stand_in}) {re.escape(' '.join(words[count:]).lower())}".replace("\\ ", " ")
    return re.escape(text.lower()).replace("\\ ", " ")
