"""Who a decision is sent to, and what for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from protokollparser.core.outline import Heading
from protokollparser.core.reading import Ledger
from protokollparser.core.records.items import Dispatch
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean
from protokollparser.parse.matters.content import Content, Entry, under
from protokollparser.parse.names import Names
from protokollparser.parse.people.attendance_entries import EntryReader
from protokollparser.parse.places import Places

_COMMA = re.compile(r"[,;]\s+(?:samt\s+|och\s+)?")
# "revisorerna", "medlemskommunerna"
_SEVERAL = re.compile(
    r"(?:[\w-]{2,20} )?[a-zåäö-]{3,30}(?:erna|arna|orna)"
    r"|(?:[\w-]{2,20} ){1,2}(?:ledamöter|ersättare|nämnder|styrelser|förvaltningar|revisorer|rektorer|chefer)"
)
# The address behind a recipient.
_ADDRESS = re.compile(r",?\s+[(<]?[\w.+-]{1,60}@[\w.-]{3,60}[)>]?$")
_DASHED = re.compile(r"\s[–-]\s")
_FILLED = 50
# No recipient with a purpose is longer; 90 characters is the longest of some 300 in the corpus.
_PROSE = 150
_UNSEEN = re.compile(r"^[\W_]*$")


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the recipients of every list of recipients; an unfilled template has none."""
    places = Places(ledger)
    for heading in ledger.outline.headings:
        content = under(ledger.outline, heading) if heading.name == "sent_to" else None
        if content is None:
            continue
        shared = rules.phrase("heading_purpose").search(heading.text)
        entries = _until_prose(content, content.entries())
        entries = _joined(content, _without_sign_off(rules, content, entries))
        for entry in entries:
            if rules.phrase("annex_heading").match(content.text[entry.start : entry.end]):
                break
            for place in _recipients(rules, content, entry, inline=len(entries) == 1):
                _enter(ledger, rules, places, heading, content, place, shared and shared["purpose"].lower())


def _until_prose(content: Content, entries: list[Entry]) -> list[Entry]:
    """Leave out the prose behind a list, with the heading above it and all that stands on its page.

    002 printed on pages: a letter follows a list of recipients on the next page.
    """
    for at, entry in enumerate(entries):
        text = content.text[entry.start : entry.end]
        if at == 0 or len(text) <= _PROSE or not text.rstrip().endswith("."):
            continue
        pages = [content.layout.lines[content.line_at(known.start)[0]].page for known in entries]
        if pages[0] < pages[at]:
            return entries[: pages.index(pages[at])]
        headed = at > 1 and "\n\n" in content.text[entries[at - 2].end : entries[at - 1].start]
        return entries[: at - 1 if headed else at]
    return entries


def _without_sign_off(rules: Rules, content: Content, entries: list[Entry]) -> list[Entry]:
    """Leave out the name and post of the one who signs a report, below a blank line behind the list."""
    if len(entries) < 3:
        return entries
    name, post = (content.text[entry.start : entry.end] for entry in entries[-2:])
    parted = "\n\n" in content.text[entries[-3].end : entries[-2].start]
    near = "\n\n" not in content.text[entries[-2].end : entries[-1].start]
    titled = EntryReader.of(rules).is_title(post) and len(post.split()) <= 4
    return entries[:-2] if parted and near and titled and Names.of(rules).is_name(name) else entries


def _joined(content: Content, entries: list[Entry]) -> list[Entry]:
    """Make one entry of a list between commas that fills several lines, else return the entries."""
    texts = [content.text[entry.start : entry.end] for entry in entries]
    filled = all(text.count(",") >= 2 and len(text) >= _FILLED for text in texts[:-1])
    if len(entries) > 1 and filled and "," in texts[-1] and not any(entry.mark for entry in entries):
        return [Entry(entries[0].start, entries[-1].end, None)]
    return entries


def _recipients(rules: Rules, content: Content, entry: Entry, inline: bool) -> Iterator[tuple[int, int]]:
    """Yield the place of each recipient of an entry.

    An entry is one recipient, except where a whole list stands on one line and commas part names that
    stand alone; "Eva Ek, controller" is one.
    """
    text = content.text[entry.start : entry.end].replace("\n", " ")
    edges = [0, *(edge for m in _COMMA.finditer(text) for edge in m.span()), len(text)]
    pieces = list(zip(edges[::2], edges[1::2], strict=True))
    named = [text[low:high] for low, high in pieces]
    unfilled = rules.phrase("unfilled_template").match(text)
    people = any(Names.of(rules).at_start(name) for name in named) if len(named) > 1 else False
    # "Socialnämnderna – Centrum, Hisingen": what follows the dash are parts of one recipient.
    parts = _DASHED.search(named[0])
    if (
        unfilled
        or parts
        or not inline
        or not all(_stands_alone(rules, name, posts=not people) for name in named)
    ):
        pieces = [(0, len(text))]
    for low, high in pieces:
        if not _UNSEEN.match(text[low:high]):
            yield entry.start + low, entry.start + high


def _stands_alone(rules: Rules, name: str, *, posts: bool) -> bool:
    """True for a piece between commas that is a recipient by itself.

    The title of a post is one where `posts` are allowed: nowhere beside the name of its holder.
    """
    purpose = rules.phrase("dispatch_purpose").pattern().fullmatch(f" {name}")
    bodies = rules.vocabulary["bodies"]
    ends = tuple(
        f"{stem}{end}" for stem in (*bodies["stems"], *bodies["offices"]) for end in ("", "en", "n", "et")
    )
    several = _SEVERAL.fullmatch(name) is not None
    held = tuple(
        f"{ending}{end}" for ending in rules.vocabulary["offices"]["title_endings"] for end in ("en", "n")
    )
    several = several or (len(name.split()) == 1 and name.casefold().endswith(held))
    several = several or name.casefold().strip(" .") in bodies["recipients"]
    named = name[:1].isupper() or several or name.casefold().endswith(ends)
    return purpose is None and named and len(name.split()) <= 7


def _enter(
    ledger: Ledger,
    rules: Rules,
    places: Places,
    heading: Heading,
    content: Content,
    place: tuple[int, int],
    shared: str | None,
) -> None:
    text = clean(content.text[slice(*place)])
    leading = rules.phrase("leading_purpose").match(text)
    if leading:
        text, shared = leading["recipient"], leading["purpose"].lower()
    text = _ADDRESS.sub("", text)
    unfilled = rules.phrase("unfilled_template").match(text)
    purpose = rules.phrase("dispatch_purpose").search(text)
    recipient = text[: purpose.start()].rstrip(" ,–-(") if purpose else text
    spans = content.places(*place)
    line = content.line_at(place[0])[0]
    ledger.add(
        Dispatch(
            span=spans[0],
            more=spans[1:],
            rule_id=heading.rule_id or "dispatch:list",
            confidence=0.5 if unfilled else 0.95,
            item_id=places.item_id(line),
            recipient=None if unfilled else recipient.rstrip(".") or None,
            purpose=None if unfilled else clean(purpose["purpose"]).lower() if purpose else shared,
        )
    )
