"""Lines into logical documents, headings and contents lists: `segment(layout, rules)`."""

from __future__ import annotations

from protokollparser.core.layout import Layout
from protokollparser.core.outline import Contents, Outline
from protokollparser.core.rules import Rules
from protokollparser.outline.draft import draw
from protokollparser.outline.headings import build
from protokollparser.outline.parts import find_parts


def segment(layout: Layout, rules: Rules) -> Outline:
    """Return the logical documents of a layout, the tree of their headings, and their contents lists."""
    draft = draw(layout, rules)
    division = find_parts(draft)
    bare = Outline(layout=layout, parts=division.parts)
    listings = tuple(
        Contents(listing.first, listing.last, bare.part_at[listing.first], listing.entries)
        for listing in draft.listings
        if bare.part_at[listing.first] >= 0
    )
    return Outline(
        layout=layout, parts=division.parts, headings=build(draft, division, bare), contents=listings
    )
