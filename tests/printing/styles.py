"""How a story looks: six layouts that municipalities print in, each varied by a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Style:
    """One look. Lengths are points, `leading`, `pad_x` and `pad_y` shares of the type size.

    `rules` is grid, rows (one under each row), head (around header and end) or none; `pen` says how they
    are drawn: line, rect (thin filled ones) or cells (a stroke for each cell). `head` is none, line or
    table; `foot` none, page or sign. `thousands` and `minus` replace the space and the sign in figures.
    """

    name: str
    family: str = "Helvetica"
    size: float = 10.0
    leading: float = 1.2
    margins: tuple[float, float, float, float] = (70, 70, 70, 70)
    landscape: bool = False
    justify: bool = False
    columns: int = 1
    gutter: float = 24.0
    gap: float = 0.7
    table_size: float = 1.0
    table_leading: float = 1.15
    rules: str = "grid"
    pen: str = "line"
    zebra: bool = False
    pad_x: float = 0.5
    pad_y: float = 0.2
    stretch: bool = True
    label_share: float = 0.45
    number_align: str = "right"
    header_align: str = "column"
    valign: str = "top"
    header_valign: str = "bottom"
    section_spans: bool = False
    bold_header: bool = True
    repeat_header: bool = True
    thousands: str = " "
    minus: str = "-"
    head: str = "line"
    foot: str = "page"
    monospaced: bool = False


_MONO = {"family": "Courier", "monospaced": True, "rules": "none", "head": "line", "justify": False}
BASE = {
    "ruled": Style("ruled", rules="grid", foot="sign"),
    "half-ruled": Style("half-ruled", family="Times", size=11, rules="rows", pad_y=0.25, foot="page"),
    "borderless": Style("borderless", family="Vera", size=9, rules="none", pad_y=0.15),
    "monospaced": Style("monospaced", size=9, **_MONO),  # type: ignore[arg-type]
    "two-column": Style(
        "two-column", size=9, columns=2, rules="head", justify=True, margins=(50, 50, 60, 60)
    ),
    "header-table": Style("header-table", family="Times", size=11, rules="grid", head="table", foot="sign"),
}


def styled(layout: str, seed: int) -> Style:
    """Return a layout as it is for seed 0, else varied in type, size, leading, margins, rules and signs."""
    base = BASE[layout]
    return base if seed == 0 else _varied(base, random.Random(f"{layout}-{seed}"))


def _varied(base: Style, chance: random.Random) -> Style:
    side = chance.uniform(45, 90)
    style = replace(
        base,
        size=round(chance.uniform(8.5, 12.0), 1),
        leading=round(chance.uniform(1.12, 1.45), 2),
        margins=(side, chance.uniform(45, 90), chance.uniform(60, 90), chance.uniform(60, 90)),
        justify=chance.random() < 0.4,
        gap=round(chance.uniform(0.4, 1.1), 2),
        table_size=chance.choice([1.0, 1.0, 0.9, 0.85]),
        table_leading=round(chance.uniform(1.08, 1.3), 2),
        pad_x=round(chance.uniform(0.3, 0.8), 2),
        pad_y=round(chance.uniform(0.0, 0.45), 2),
        stretch=chance.random() < 0.6,
        label_share=chance.uniform(0.3, 0.55),
        header_align=chance.choice(["column", "column", "centre", "left"]),
        valign=chance.choice(["top", "top", "bottom", "middle"]),
        header_valign=chance.choice(["top", "bottom", "bottom", "middle"]),
        section_spans=chance.random() < 0.5,
        bold_header=chance.random() < 0.75,
        repeat_header=chance.random() < 0.7,
        thousands=chance.choice([" ", "\u00a0", "\u2009"]),
        foot=chance.choice(["page", "sign"]),
    )
    if base.monospaced:
        return replace(
            style,
            justify=False,
            size=round(chance.uniform(8.0, 10.0), 1),
            valign="top",
            thousands=chance.choice([" ", "\u00a0"]),
            family="Courier",
        )
    style = replace(style, family=chance.choice(["Helvetica", "Times", "Vera"]))
    if style.family == "Vera":
        style = replace(style, size=min(style.size, 10.0), minus=chance.choice(["-", "\u2212"]))
    else:
        style = replace(style, minus=chance.choice(["-", "-", "\u2013"]))
    if base.rules == "grid":
        return replace(
            style,
            pen=chance.choice(["line", "rect", "cells"]),
            number_align=chance.choice(["right", "right", "centre"]),
        )
    if base.rules == "rows":
        return replace(
            style, rules=chance.choice(["rows", "head"]), pen=chance.choice(["line", "rect", "cells"])
        )
    if base.columns == 2:
        return replace(
            style,
            size=min(style.size, 10.0),
            gutter=chance.uniform(16, 30),
            rules=chance.choice(["head", "none", "grid"]),
        )
    return replace(style, zebra=chance.random() < 0.3)
