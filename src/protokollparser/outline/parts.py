"""The logical documents as parts: kinds, containment, annexes and the bundle around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from protokollparser.core.outline import Part
from protokollparser.outline.division import Stretch, divide
from protokollparser.outline.draft import Draft
from protokollparser.outline.kinds import Kind, tell_kind
from protokollparser.outline.openings import is_announced
from protokollparser.outline.runs import Item, find_items
from protokollparser.outline.slides import find_sheets

_SITTINGS = frozenset({"minutes", "minutes_extract"})
_SIT_ALONE = frozenset({"minutes", "minutes_extract", "summons"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch with its kind and the position of the piece that contains it."""

    stretch: Stretch
    kind: Kind
    parent: int | None


@dataclass(frozen=True, slots=True)
class Division:
    """The parts of a layout, the last line of each part's title block, marker lines outside all parts, and
    the § headings with what they tell."""

    parts: tuple[Part, ...]
    heads: tuple[int, ...]
    markers: tuple[int, ...]
    items: tuple[Item, ...]


def find_parts(draft: Draft) -> Division:
    """Return the logical documents of a layout in reading order, a bundle first where there is one."""
    items = find_items(draft)
    stretches, markers = divide(draft, items)
    kinds = [tell_kind(draft, stretch) for stretch in stretches]
    pieces: list[Piece] = []
    for stretch, kind in zip(stretches, kinds, strict=True):
        parent = _holder(pieces) if stretch.annex else _parent(pieces, kind)
        if stretch.annex:
            kind = Kind("attachment", "parts:annex-of-minutes", 0.9, (stretch.first, stretch.first))
        elif parent is not None and _is_annex(draft, stretch, kind, pieces[parent].stretch):
            kind = _annex(kind)
        pieces.append(Piece(stretch, kind, parent))
    entries = [(piece, find_sheets(draft, piece.stretch)) for piece in pieces]
    return _assemble(entries, markers, items)


def _holder(pieces: Sequence[Piece]) -> int | None:
    """Return the last piece that is no annex of its own."""
    others = (at for at in reversed(range(len(pieces))) if not pieces[at].stretch.annex)
    return next(others, None)


def _parent(pieces: Sequence[Piece], kind: Kind) -> int | None:
    """Return the piece that contains the next one: the last report to a body, or the summons to all."""
    summons = next((at for at, piece in enumerate(pieces) if piece.kind.name == "summons"), None)
    if kind.name in _SIT_ALONE:
        return None
    if kind.name == "attachment" and pieces:
        holder = next(
            (at for at in reversed(range(len(pieces))) if pieces[at].kind.name != "attachment"), None
        )
        return holder if holder is not None and pieces[holder].kind.name not in _SITTINGS else summons
    reports = [at for at, piece in enumerate(pieces) if piece.kind.name == "official_report"]
    if kind.name != "official_report" and reports:
        between = pieces[reports[-1] + 1 :]
        if not any(piece.kind.name in _SIT_ALONE for piece in between):
            return reports[-1]
    return summons


def _is_annex(draft: Draft, stretch: Stretch, kind: Kind, container: Stretch) -> bool:
    """True for a piece of no sure kind that the list of annexes before it names."""
    if kind.title is None or (kind.confidence > 0.6 and kind.name != "other"):
        return False
    title = " ".join(line.text for line in draft.layout.body(*kind.title))
    return is_announced(draft, title, container.first, stretch.first)


def _annex(kind: Kind) -> Kind:
    return replace(kind, name="attachment", rule_id="parts:named-annex", confidence=0.7)


def _is_of_item(kind: Kind, stretch: Stretch) -> bool:
    """True when the title is only that of the first agenda item."""
    return kind.title is not None and bool(stretch.items) and kind.title[0] >= stretch.items[0].mark.first


def _assemble(
    entries: Sequence[tuple[Piece, list[tuple[int, int]]]], markers: Sequence[int], items: tuple[Item, ...]
) -> Division:
    tops = [piece for piece, _ in entries if piece.parent is None]
    bundled = len(tops) > 1
    parts: list[Part] = []
    heads: list[int] = []
    if bundled:
        first, last = tops[0].stretch.first, max(piece.stretch.last for piece, _ in entries)
        parts.append(Part(0, None, "bundle", first, last, None, "parts:bundle", 1.0))
        heads.append(-1)
    places: list[int] = []
    for piece, sheets in entries:
        parent = places[piece.parent] if piece.parent is not None else 0 if bundled else None
        ordinal = len(parts)
        places.append(ordinal)
        kind, stretch = piece.kind, piece.stretch
        deck = bool(sheets) and kind.name in ("other", "report", "budget", "letter")
        title = None if kind.name == "minutes" and _is_of_item(kind, stretch) else kind.title
        parts.append(
            Part(
                ordinal, parent, "economy_report" if deck else kind.name, stretch.first, stretch.last, title,
                kind.rule_id, kind.confidence,
            )
        )  # fmt: skip
        heads.append(min(stretch.head_last, sheets[0][0] - 1) if sheets else stretch.head_last)
        for low, high in sheets:
            parts.append(Part(len(parts), ordinal, "slide", low, high, (low, low), "slides:dated-title", 0.8))
            heads.append(low)
    return Division(tuple(parts), tuple(heads), tuple(markers), items)
