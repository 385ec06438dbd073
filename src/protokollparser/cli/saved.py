"""Saved questions on the command line: the one that is asked, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from protokollparser.cli.speech import language, tell
from protokollparser.core.errors import UsageError

if TYPE_CHECKING:
    from protokollparser.questions import Parameter, Question


def chosen(
    sql: str | None, name: str | None, words: Sequence[str], folder: Path | None
) -> tuple[str, Mapping[str, Any] | None]:
    """Return the SQL to ask and its values: what is typed, or the saved question called `name`.

    Raises UsageError for both or neither, and for what does not fit the question.
    """
    from protokollparser.questions import bind, find, load_questions
    from protokollparser.questions.binding import split

    if (sql is None) == (name is None) or (name is None and words):
        message = "give either a question in SQL or --saved NAME; query --list names the saved ones"
        raise UsageError(message, "question_or_sql")
    if name is None:
        return str(sql), None
    asked = bind(find(load_questions(_folders(folder)), name), split(words))
    return asked.sql, asked.values


def listed(folder: Path | None, *, as_json: bool) -> Iterator[str]:
    """Yield the lines of the list of saved questions, by chapter, or all of it as JSON."""
    from protokollparser.questions import load_questions

    found = sorted(load_questions(_folders(folder)).values(), key=lambda one: (one.id or "~", one.name))
    if as_json:
        import json

        yield json.dumps([_told(question) for question in found], ensure_ascii=False, indent=1, default=str)
        return
    chapter = None
    for question in found:
        if question.chapter != chapter:
            chapter = question.chapter
            yield f"\n{chapter}"
        yield f"  {question.name}: {_spoken(question.title, question.title_en)}"
        for name, one in question.params.items():
            what = _spoken(one.what, one.what_en)
            yield tell("questions.param", name=name, what=what, default=_default(one))


def _folders(folder: Path | None) -> tuple[Path, ...]:
    return () if folder is None else (folder,)


def _spoken(swedish: str, english: str) -> str:
    """Return the words in the language spoken; a person's own file may have Swedish ones only."""
    return english if language() == "en" and english else swedish


def _default(one: Parameter) -> str:
    """Return what holds where a parameter is not given."""
    if one.required:
        return tell("questions.required")
    if one.default is None:
        return tell("questions.all")
    plain = {True: tell("questions.yes"), False: tell("questions.no")}
    value = plain[one.default] if isinstance(one.default, bool) else one.default
    return tell("questions.else", value=value)


def _told(question: Question) -> dict[str, Any]:
    """Return a question as programs read it."""
    wanted = {"name", "chapter", "title", "title_en", "what", "what_en", "sql"}
    params = {name: one.model_dump(mode="json") for name, one in question.params.items()}
    return {**question.model_dump(mode="json", include=wanted), "params": params}
