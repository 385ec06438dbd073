"""Parameters as people write them (`k=v`), made into the values of a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from protokollparser.core.errors import UsageError
from protokollparser.questions.rules import Parameter, Question, folded

_TRUE = frozenset({"ja", "sant", "true", "yes", "1"})
_FALSE = frozenset({"nej", "falskt", "false", "no", "0"})
# How a value of each type may be written, shown to those who wrote it otherwise.
_WRITTEN = {"integer": "12", "decimal": "12,5", "date": "2021-12-31", "boolean": "ja"}


@dataclass(frozen=True)
class Asked:
    """A question with its values: what the store is asked."""

    question: Question
    values: Mapping[str, Any]

    @property
    def sql(self) -> str:
        """The SELECT with `$name` where the values go."""
        return self.question.sql


def split(words: Sequence[str]) -> dict[str, str]:
    """Return `k=v` words by name. Raises UsageError for a word without `=` and a name that is given twice."""
    found: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"{word}: write a parameter as name=value", "param_form", word=word)
        if name.strip() in found:
            raise UsageError(f"the parameter {name} is given twice", "param_twice", name=name.strip())
        found[name.strip()] = value
    return found


def bind(question: Question, given: Mapping[str, Any]) -> Asked:
    """Return a question with the values given and the rest as it says itself.

    An empty value stands for all. Raises UsageError for an unknown, missing or malformed value.
    """
    by_folded = {folded(name): name for name in question.params}
    values: dict[str, Any] = {}
    for name, value in given.items():
        known = by_folded.get(folded(name))
        if known is None:
            names = ", ".join(question.params) or "-"
            message = f"{question.name} has no parameter {name}; it has {names}"
            raise UsageError(message, "no_param", question=question.name, name=name, known=names)
        values[known] = _valued(question, known, question.params[known], value)
    for name, parameter in question.params.items():
        if values.get(name) is None and parameter.required:
            message = f"{question.name} needs --param {name}={parameter.example or '...'}"
            raise UsageError(
                message,
                "param_missing",
                question=question.name,
                name=name,
                example=parameter.example or "...",
            )
        if name not in values:
            default = parameter.default
            values[name] = None if default is None else _valued(question, name, parameter, default)
    return Asked(question, values)


def _valued(question: Question, name: str, parameter: Parameter, value: Any) -> Any:
    """Return a value of the type that the parameter has, None for an empty one."""
    text = str(value).strip()
    if not text:
        return None
    try:
        return _read(parameter.type, text)
    except (ValueError, InvalidOperation) as error:
        example = _WRITTEN[parameter.type]
        message = f"{question.name}: {name}={text} is the wrong kind of value; write it as {name}={example}"
        raise UsageError(
            message, "bad_param", question=question.name, name=name, value=text, example=example
        ) from error


def _read(kind: str, text: str) -> Any:
    """Return a text as a value; ValueError or InvalidOperation when it is none of its kind."""
    if kind == "integer":
        return int(_figure(text))
    if kind == "decimal":
        value = Decimal(_figure(text).replace(",", "."))
        if not value.is_finite():
            raise ValueError(text)
        return value
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "boolean":
        if text.lower() not in _TRUE | _FALSE:
            raise ValueError(text)
        return text.lower() in _TRUE
    return text


def _figure(text: str) -> str:
    """Return a figure without the blanks between its thousands."""
    return "".join(text.replace("−", "-").split())
