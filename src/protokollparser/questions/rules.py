"""The files in `rules/questions/`, and those of people's own folders, as questions by their names."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from protokollparser.core.errors import RuleError, UsageError
from protokollparser.core.rules import Rule, default_root
from protokollparser.core.rules.base import read_rule

Kind = Literal["text", "integer", "decimal", "date", "boolean"]
# The last columns of every answer: file, page and line of what the row says.
PLACE = ("fil", "sida", "rad")
_NEAR = 3


class Parameter(BaseModel):
    """One thing that a question asks for: its type, what it means, and its value where none is given.

    A parameter without `default` must be given; `default: null` stands for all. `example` is the value with
    which the cookbook shows the question.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    type: Kind
    what: str
    what_en: str = ""
    default: Any = None
    example: Any = None
    required: bool = True

    @model_validator(mode="before")
    @classmethod
    def _required_without_default(cls, values: Any) -> Any:
        if isinstance(values, dict) and "required" not in values:
            return {**values, "required": "default" not in values}
        return values


class Question(Rule):
    """A question to the store: `name` to ask it by, `title` in Swedish, `sql` with `$parameters`.

    Only `name`, `title`, `what` and `sql` are needed in people's own files. `over` names the folder of the
    documents over which the cookbook shows it, where the corpus has none of what it asks for.
    """

    folder: ClassVar[str] = "questions"
    id: str = ""
    status: Literal["draft", "stable", "retired"] = "stable"
    why: str = ""
    source: str = ""
    title: str
    title_en: str = ""
    what_en: str = ""
    sql: str
    params: Mapping[str, Parameter] = {}
    over: str = "corpus"
    chapter: str = ""


def load_questions(folders: Iterable[Path] = (), root: Path | None = None) -> dict[str, Question]:
    """Return the questions of the package and of people's own folders by name.

    Raises RuleError for a file that is wrong or a name that is taken, UsageError for a missing folder.
    """
    found: dict[str, Question] = {}
    places: dict[str, Path] = {}
    for folder in ((root or default_root()) / Question.folder, *folders):
        if not folder.is_dir():
            message = f"{folder}: there is no such folder of questions"
            raise UsageError(message, "no_questions", path=folder)
        for path in sorted(folder.glob("*.yml")):
            rule = read_rule(path, Question)
            assert isinstance(rule, Question)
            if rule.name in found:
                raise RuleError(path, f"the name {rule.name} is taken by {places[rule.name]}; choose another")
            if rule.status != "retired":
                found[rule.name] = rule
                places[rule.name] = path
    return found


def find(found: Mapping[str, Question], name: str) -> Question:
    """Return the question called `name`, also without the dots of å, ä and ö.

    Raises UsageError that tells the nearest names.
    """
    by_folded = {folded(one): one for one in found}
    known = by_folded.get(folded(name))
    if known is None:
        near = difflib.get_close_matches(folded(name), by_folded, n=_NEAR, cutoff=0.5)
        near += [one for one in by_folded if folded(name) in one and one not in near][:_NEAR]
        names = ", ".join(by_folded[one] for one in near) or ", ".join(sorted(found)[:_NEAR])
        message = f"there is no saved question {name}; near are {names}, and query --list names all"
        raise UsageError(message, "no_question", name=name, near=names)
    return found[known]


def folded(name: str) -> str:
    """Return a name in small letters with a for å and ä, o for ö, and hyphens for what joins its words."""
    letters = unicodedata.normalize("NFD", name.strip().lower())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.replace("_", "-").replace(" ", "-")
