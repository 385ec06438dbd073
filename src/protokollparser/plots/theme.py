"""How all plots look: letters that are read at arm's length, colours that the colour-blind tell apart."""

from __future__ import annotations

from typing import Any

# Okabe and Ito, Color Universal Design (2008): told apart with any sort of colour vision, and in grey.
DARK, LIGHT, ACCENT, GREY = "#0072B2", "#A6D0EA", "#E69F00", "#767676"
# From nearly white to nearly black blue, so that more is darker also in print.
SHADES = ["#EAF2FA", "#B7D4EA", "#6AAED6", "#2E7EBC", "#08306B"]

_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
# A narrow space between thousands, and the decimal comma (Svenska skrivregler).
FORMATS: dict[str, dict[str, Any]] = {
    "sv": {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", "\u00a0kr"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["SEK\u00a0", ""]},
}

CONFIG: dict[str, Any] = {
    "font": _FONT,
    "background": "white",
    "padding": 16,
    "view": {"stroke": "#D0D0D0"},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 340,
        "labelColor": "#222222",
        "gridColor": "#E4E4E4",
        "domainColor": "#888888",
        "tickColor": "#888888",
    },
    "header": {"labelFontSize": 13, "labelFontWeight": "bold", "title": None},
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
    "title": {"fontSize": 18, "subtitleFontSize": 13, "anchor": "start", "color": "#111111", "offset": 12},
    "concat": {"spacing": 28},
}
