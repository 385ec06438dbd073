"""The shapes of checks: one module each, found by listing the package.

A shape is a module with `Params` (what a rule file may set) and `examine(dossier, params)`, which yields a
verdict for everything it looked at in one source. A shape that compares documents has instead
`gather(dossier, params)`, which yields entries of one source, and `compare(entries, params)`, which yields
the verdicts of the entries of one key from all sources.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.entries import Entry
from protokollparser.checks.verdicts import Verdict
from protokollparser.core.errors import RuleError
from protokollparser.core.rules import CheckRule


class ShapeParams(BaseModel):
    """The base of what a rule file may set: frozen, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Shape:
    """One shape: its name, its parameters' type, and its generators: of one source, or of several."""

    name: str
    params: type[ShapeParams]
    examine: Callable[[Dossier, Any], Iterator[Verdict]] | None = None
    gather: Callable[[Dossier, Any], Iterator[Entry]] | None = None
    compare: Callable[[Sequence[Entry], Any], Iterator[Verdict]] | None = None


@lru_cache(maxsize=1)
def shapes() -> dict[str, Shape]:
    """Return every shape by name. Raises RuleError for a module that lacks what makes a shape."""
    found: dict[str, Shape] = {}
    for entry in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{entry.name}")
        params = getattr(module, "Params", None)
        examine, gather, compare = (getattr(module, name, None) for name in ("examine", "gather", "compare"))
        works = callable(examine) or (callable(gather) and callable(compare))
        if not (isinstance(params, type) and issubclass(params, ShapeParams) and works):
            raise RuleError(
                module.__file__ or entry.name, "a shape needs Params and examine, or gather and compare"
            )
        found[entry.name] = Shape(entry.name, params, examine, gather, compare)
    return found


def shape_of(rule: CheckRule) -> Shape:
    """Return the shape a check names. Raises RuleError when there is none."""
    known = shapes()
    if rule.shape not in known:
        raise RuleError(f"{rule.id}.yml", f"no shape is named {rule.shape}; there are {', '.join(known)}")
    return known[rule.shape]


def params_of(rule: CheckRule) -> ShapeParams:
    """Return a check's parameters. Raises RuleError for names or values that its shape does not know."""
    try:
        return shape_of(rule).params.model_validate(rule.params)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise RuleError(f"{rule.id}.yml", f"params.{place}: {first['msg']}") from error
