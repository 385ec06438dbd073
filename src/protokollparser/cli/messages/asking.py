"""What is said where the store is asked from Python and in plots."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "error.closed": ("Databasen är stängd; öppna den igen.", ""),
    "error.no_key": ("Raden har ingen kolumn som nämner en post; ange ett id.", ""),
    "error.no_place": ("{id}: rader i {table} står ingenstans; fråga efter det som de kommer av.", ""),
    "error.no_view": ("{name}: det finns ingen sådan tabell eller vy; docs/schema.md räknar upp dem.", ""),
}
