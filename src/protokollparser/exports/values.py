"""Single values as text: plain for tables and CSV, exact for JSON, in Swedish manner for people."""

from __future__ import annotations

import json
import math
import re
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from protokollparser.core.answers import shorten
from protokollparser.core.privacy import mask_value

_FIGURE = re.compile(r"[-+]?\d+(?:\.\d+)?")


def shown(value: Any, *, unmasked: bool) -> Any:
    """Return a value as it may be shown: figures without added zeros, identity numbers masked."""
    return shorten(value if unmasked else mask_value(value))


def plain(value: Any) -> str:
    """Return a value as text; None gives an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, list | dict):
        return as_json(value)
    if isinstance(value, bytes):
        return in_letters(value)
    return str(value)


def in_letters(value: bytes) -> str:
    """Return bytes as DuckDB writes them and reads them again: `\\xFF` for what is no printable letter."""
    return "".join(chr(one) if 32 <= one < 127 and one != 92 else f"\\x{one:02X}" for one in value)


def as_json(value: Any, type_: str = "") -> str:
    """Return a value as JSON. Figures keep every digit; the text of a JSON column is JSON already."""
    if type_ == "JSON" and isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list | tuple):
        return "[" + ", ".join(as_json(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_json(str(name))}: {as_json(one)}" for name, one in value.items()) + "}"
    if is_dataclass(value) and not isinstance(value, type):
        return as_json({field.name: getattr(value, field.name) for field in dataclass_fields(value)})
    if isinstance(value, date | bytes):
        return json.dumps(plain(value))
    if isinstance(value, float) and not math.isfinite(value):
        # JSON has no word for them.
        return "null"
    return json.dumps(value, ensure_ascii=False, default=str)


def is_figure(text: str) -> bool:
    """True for a figure in canonical form (`-402`, `3.2`)."""
    return _FIGURE.fullmatch(text) is not None


def swedish(text: str | None) -> str:
    """Return a figure as it is written in Swedish (`1457223.5`: `1 457 223,5`), another text as it is."""
    if text is None or not is_figure(text):
        return text or ""
    return f"{Decimal(text):,f}".replace(",", " ").replace(".", ",")
