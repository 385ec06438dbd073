"""Sentences for the user in the chosen language, Swedish or English."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextvars import ContextVar
from pathlib import PurePath

from protokollparser.cli.messages import MESSAGES
from protokollparser.cli.reasons import REASONS, REPAIRS
from protokollparser.cli.words import WORDS
from protokollparser.core.errors import ProtokollparserError
from protokollparser.core.files import one_line

LANGUAGES = ("sv", "en")
ENVIRONMENT = "PROTOKOLLPARSER_LANG"
_language: ContextVar[str] = ContextVar("language", default="sv")


def choose(language: str) -> None:
    """Speak `language` from now on."""
    _language.set(language if language in LANGUAGES else "sv")


def language() -> str:
    """Return the language that is spoken."""
    return _language.get()


def asked_for(arguments: Sequence[str]) -> str:
    """Return the language that a command line asks for, so that help and usage errors speak it too."""
    for position, word in enumerate(arguments):
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
    return os.environ.get(ENVIRONMENT, "sv")


def tell(key: str, /, **details: object) -> str:
    """Return the message `key` with its details filled in."""
    return MESSAGES[key][LANGUAGES.index(language())].format(**details)


def word(name: str) -> str:
    """Return the word for a kind, table, role or severity; names without a word stand for themselves."""
    return WORDS[name][LANGUAGES.index(language())] if name in WORDS else name


def reason(english: str) -> str:
    """Return why a check could not decide."""
    return REASONS.get(english, english) if language() == "sv" else english


def repair(hypothesis: str) -> str:
    """Return a finding's hypothesis (`kind: value`) in words."""
    kind, colon, value = hypothesis.partition(": ")
    if not colon:
        return hypothesis
    name = REPAIRS.get(kind, kind) if language() == "sv" else kind
    return f"{name}: {value}"


def tell_error(error: ProtokollparserError) -> str:
    """Return an error as one sentence: its message in English, by its code in Swedish."""
    return tell_code(error.code, str(error), **error.details)


def tell_code(code: str | None, english: str, /, **details: object) -> str:
    """Return what an error code means; the English sentence where the Swedish one or a detail of it lacks."""
    key = f"error.{code}"
    if language() == "en" or key not in MESSAGES:
        return english
    try:
        return MESSAGES[key][0].format(**details)
    except KeyError:
        return english


def tell_fault(path: object, code: str | None, english: str | None, *, partial: bool) -> str:
    """Return why a file was not, or with `partial` not wholly, read."""
    bare = (english or "").removeprefix(f"{path}: ").removeprefix(f"{PurePath(str(path)).name}: ")
    file = one_line(str(path))
    return tell_code(f"partial_{code}" if partial else code, f"{file}: {bare}", file=file)
