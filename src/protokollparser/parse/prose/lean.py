"""spaCy without its commands, which it loads with itself: 19 MB, and a third of the time to load it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_COMMANDS = ("spacy.cli", "spacy.cli.info")


@contextmanager
def _without_commands() -> Iterator[None]:
    """Let nothing stand in the place of spaCy's commands while it loads; afterwards they can be loaded."""
    empty = {name: ModuleType(name) for name in _COMMANDS if name not in sys.modules}
    for module in empty.values():
        vars(module)["info"] = None
    sys.modules.update(empty)
    try:
        yield
    finally:
        for name in empty:
            del sys.modules[name]


with _without_commands():
    import spacy
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc, Span

__all__ = ["Doc", "Matcher", "PhraseMatcher", "Span", "spacy"]
