"""Texts that are right, as read, and how one piece of such a text is changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.running import CheckResult
from protokollparser.core.spans import Span
from tests.checks.read import checked

CORPUS = Path(__file__).parents[2] / "corpus"


@dataclass(frozen=True)
class Change:
    """A text with one fault: the line that was changed, and what stands there instead of what.

    `beside` are right texts of other documents that are checked together with it.
    """

    text: str
    line: int
    old: str
    new: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Original:
    """A text of the corpus: its name, its records and what the checks say of it untouched."""

    name: str
    text: str
    dossier: Dossier
    result: CheckResult

    def put(self, span: Span, new: str, old: str | None = None) -> Change | None:
        """Return the text with `new` for what stands at a place, or for `old` within it.

        None where the place goes over several lines, or does not hold `old`.
        """
        lines = self.text.split("\n")
        wanted = span.printed if old is None else old
        row = span.line_start - 1
        if "\n" in wanted or row >= len(lines):
            return None
        at = lines[row].find(span.printed.split("\n")[0])
        at = lines[row].find(wanted, max(at, 0))
        if at < 0 or new == wanted:
            return None
        lines[row] = lines[row][:at] + new + lines[row][at + len(wanted) :]
        return Change("\n".join(lines), span.line_start, wanted, new)

    def without(self, first: int, last: int) -> Change:
        """Return the text without the lines `first..last`, counted from 1."""
        lines = self.text.split("\n")
        gone = "\n".join(lines[first - 1 : last])
        return Change("\n".join([*lines[: first - 1], *lines[last:]]), first, gone, "")


@lru_cache(maxsize=1)
def originals() -> tuple[Original, ...]:
    """Return every text of the corpus and of its templates, by name."""
    files = sorted([*CORPUS.glob("*/source.txt"), *CORPUS.glob("templates/*/source.txt")])
    return tuple(read_original(path) for path in files)


def read_original(path: Path) -> Original:
    """Return a text of the corpus as read and checked."""
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    return Original(path.parent.name, text, *checked(text))
