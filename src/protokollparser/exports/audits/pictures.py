"""The picture of a place: who draws it is told by the caller, since exports know no files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protokollparser.core.spans import Box


@dataclass(frozen=True)
class PagePlace:
    """A box on a page of a source, and the boxes of what proves it on the same page."""

    path: str
    source_id: str
    page: int
    box: Box
    others: tuple[Box, ...] = ()


# Returns a PNG picture of the lines around a place with the place marked, None where it cannot be drawn.
Picture = Callable[[PagePlace], bytes | None]
