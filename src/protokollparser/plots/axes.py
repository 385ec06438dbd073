"""Parts of charts that several plots share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt


def bare(**more: Any) -> alt.Axis:
    """Return an axis that shows its labels only."""
    return alt.Axis(title=None, domain=False, ticks=False, **more)


def held(rows: Sequence[dict[str, Any]]) -> alt.InlineData:
    """Return rows as the data of a chart, which holds them itself."""
    return alt.InlineData(values=list(rows))
