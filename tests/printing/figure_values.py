"""Figures of printed tables as they are compared."""

from __future__ import annotations

import re

from tests.printing.table_strips import FIGURE


def figures(rows: tuple[tuple[str, ...], ...]) -> list[tuple[int, int, str]]:
    """Return the cells that hold figures as (row, column, value)."""
    return [
        (number, column, value)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if (value := figure_value(text)) is not None
    ]


def figure_value(text: str) -> str | None:
    """Return a figure in canonical form: no spaces, a hyphen as minus sign, a point; None for other text."""
    if not FIGURE.fullmatch(text) or not any(character.isdigit() for character in text):
        return None
    bare = re.sub(r"[^\d,+−–-]", "", text)
    return bare.replace("−", "-").replace("–", "-").replace("+", "").replace(",", ".")
