"""The inhabitants of municipalities as rows of a question: `{populations}` in its SQL stands for them."""

from __future__ import annotations

from functools import lru_cache

from protokollparser.core.rules import default_root, read_yaml

POPULATIONS = "{populations}"


@lru_cache(maxsize=1)
def populations() -> str:
    """Return rows of year (31 December), municipality and inhabitants, as they stand behind VALUES."""
    years = read_yaml(default_root() / "vocabulary" / "populations.yml")["years"]
    rows = [
        f"({int(year)}, '{_quoted(name)}', {int(count)})"
        for year, counts in sorted(years.items())
        for name, count in sorted(counts.items())
    ]
    return ", ".join(rows)


def _quoted(name: str) -> str:
    return name.replace("'", "''")
