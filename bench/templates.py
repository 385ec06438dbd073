"""Leave one template out: how well each made-up document is read by what the others alone have taught.

    python -m bench.templates [FOLDER]

For each template everything is withheld of which it is the only evidence in the corpus: headings of
`rules/sections` that match no line of another document, phrases of `rules/patterns` that match no sentence of
another, and words of the vocabulary that stand in no other. Then it is read and compared with its truth.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from protokollparser import pipeline
from protokollparser.core.rules import default_root, load
from protokollparser.core.text import clean, fold
from protokollparser.score import Tally, score
from protokollparser.store import open_store

FAMILIES = ("paragraphs", "attendance", "decisions", "case_numbers", "proposals", "dissents", "dispatch")
_VOCABULARY = (
    "offices",
    "form_labels",
    "attendance_columns",
    "attendance_words",
    "heading_words",
    "outline_words",
    "decision_kinds",
    "ballot_words",
)
_GOAL = 0.90


class Lines:
    """The lines and sentences of one document, cleaned."""

    def __init__(self, source: Path) -> None:
        text = source.read_text(encoding="utf-8")
        printed = [clean(line) for line in text.splitlines() if line.strip()]
        whole = clean(text)
        self.all = sorted({*printed, *re.split(r"(?<=[.:]) ", whole)})
        self.folded = fold(text)

    def match(self, pattern: re.Pattern[str]) -> bool:
        """True when some line or sentence matches."""
        return any(pattern.search(line) for line in self.all)


def branches(phrase: str) -> list[str]:
    """Return the alternatives of a pattern at its outermost level; the pattern itself where it has one."""
    depth, start, found, position = 0, 0, [], 0
    inside = False
    while position < len(phrase):
        sign = phrase[position]
        if sign == "\\":
            position += 1
        elif inside:
            inside = sign != "]"
        elif sign == "[":
            inside = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and depth == 0:
            found.append(phrase[start:position])
            start = position + 1
        position += 1
    return [*found, phrase[start:]]


def _words(value: Any) -> Iterator[list[str]]:
    """Yield the lists of words of a vocabulary, as they are held."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, list) and value and all(isinstance(word, str) for word in value):
        yield value


def withhold(folder: Path, own: Lines, others: list[Lines]) -> int:
    """Take out of the rules under `folder` what only `own` shows, and return how many entries that were."""
    taken = 0

    def only(pattern: str) -> bool:
        compiled = re.compile(pattern, re.IGNORECASE)
        return own.match(compiled) and not any(other.match(compiled) for other in others)

    rules = load(default_root())
    for path in sorted((folder / "sections").glob("*.yml")):
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        rule = next(rule for rule in rules.sections if rule.id == held["id"])
        filled = branches(rule.heading.removeprefix("^(?P<words>").partition(r")\s{0,3}")[0])
        if "headings" not in held or len(filled) != len(held["headings"]):
            continue
        kept = [
            text for text, full in zip(held["headings"], filled, strict=True) if not only(rf"^{full}\s?:?$")
        ]
        taken += len(filled) - len(kept)
        path.write_text(
            yaml.safe_dump({**held, "headings": kept or ["(?!)"]}, allow_unicode=True), encoding="utf-8"
        )
    for path in sorted((folder / "patterns").glob("*.yml")):
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        rule = next(rule for rule in rules.patterns if rule.id == held["id"])
        parts = branches(rule.phrase.strip())
        if any(re.compile(part, re.IGNORECASE).groups for part in parts) and len(parts) > 1:
            parts = [rule.phrase.strip()]
        kept = [part for part in parts if not only(part)]
        taken += len(parts) - len(kept)
        if len(kept) < len(parts):
            groups = (
                "".join(f"(?P<{name}>)" for name in re.compile(rule.phrase, re.I).groupindex)
                if not kept
                else ""
            )
            phrase = "|".join(kept) or f"(?!){groups}"
            path.write_text(yaml.safe_dump({**held, "phrase": phrase}, allow_unicode=True), encoding="utf-8")
    for name in _VOCABULARY:
        path = folder / "vocabulary" / f"{name}.yml"
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        for words in _words(held):
            lone = [
                word
                for word in words
                if _stands(word, own) and not any(_stands(word, other) for other in others)
            ]
            taken += len(lone)
            words[:] = [word for word in words if word not in lone]
        path.write_text(yaml.safe_dump(held, allow_unicode=True), encoding="utf-8")
    return taken


def _stands(word: str, lines: Lines) -> bool:
    """True when a document holds a word; one that begins with a hyphen is an ending."""
    plain = fold(word).strip()
    return plain.removeprefix("-") in lines.folded if plain else False


def measure(folder: Path, rules: Path) -> dict[str, Tally]:
    """Return the tallies of one template read by the rules under a folder."""
    source = next(folder.glob("source.*"))
    with tempfile.TemporaryDirectory() as made:
        shutil.copytree(folder, Path(made) / "corpus" / folder.name)
        with open_store(Path(made) / "one.duckdb") as store:
            pipeline.ingest([source], store, load(rules))
            return score(store, Path(made) / "corpus")[folder.name]


def main(corpus: Path) -> None:
    """Print a line per template, F1 with all rules and with its own withheld, and the sums."""
    folders = [path.parent for path in sorted(corpus.glob("*/expected.json")) if _is_sitting(path)]
    lines = {folder: Lines(next(folder.glob("source.*"))) for folder in folders}
    further = [Lines(path) for path in sorted(corpus.parent.glob("*/source.txt"))]
    print(f"{'':26}{'taken':>6}" + "".join(f"{name[:10]:>11}" for name in FAMILIES))
    summed: dict[str, Tally] = {}
    for folder in folders:
        with tempfile.TemporaryDirectory() as made:
            rules = Path(made) / "rules"
            shutil.copytree(default_root(), rules)
            others = [known for at, known in lines.items() if at != folder] + further
            taken = withhold(rules, lines[folder], others)
            found = measure(folder, rules)
        cells = "".join(f"{found[name].f1:11.3f}" if name in found else f"{'':11}" for name in FAMILIES)
        print(f"{folder.name:26}{taken:6}{cells}", flush=True)
        for name in FAMILIES:
            if name in found:
                summed[name] = summed[name] + found[name] if name in summed else found[name]
    print(f"{'all':32}" + "".join(f"{summed[name].f1:11.3f}" for name in FAMILIES))
    low = [name for name in FAMILIES[:3] if summed[name].f1 < _GOAL]
    print(f"below {_GOAL}: {', '.join(low) or 'none'}")


def _is_sitting(expected: Path) -> bool:
    return "paragraphs" in json.loads(expected.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("corpus/templates"))
