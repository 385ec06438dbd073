"""The views for people who ask questions: one `.sql` file each, its first comment says what a row is.

`columns.yml` says what their columns hold. Both go into the catalogue of the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

# The others read from these, so they are made first.
_FIRST = ("v_sources", "v_documents")


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, what one row is, and its SELECT."""

    name: str
    comment: str
    sql: str


@lru_cache(maxsize=1)
def views() -> tuple[View, ...]:
    """Return all views, each after those that it reads from."""
    found = []
    for path in files(__name__).iterdir():
        if path.name.endswith(".sql"):
            lines = path.read_text(encoding="utf-8").splitlines()
            told = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
            body = [line for line in lines if not line.startswith("--")]
            found.append(View(path.name.removesuffix(".sql"), " ".join(told), "\n".join(body).strip()))
    return tuple(sorted(found, key=_position))


@lru_cache(maxsize=1)
def column_comments() -> dict[str, str]:
    """Return what columns hold: by their name, or by `view.name` where that differs."""
    found = yaml.safe_load(files(__name__).joinpath("columns.yml").read_text(encoding="utf-8"))
    return {str(name): str(told) for name, told in found.items()}


def comment_of(view: str, column: str) -> str:
    """Return what a column of a view holds, nothing where it is not told."""
    told = column_comments()
    return told.get(f"{view}.{column}", told.get(column, ""))


def _position(view: View) -> tuple[int, str]:
    """Return where a view stands in the order of making."""
    return (_FIRST.index(view.name) if view.name in _FIRST else len(_FIRST), view.name)
