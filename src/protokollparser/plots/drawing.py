"""A plot by its name: its panels under each other, with a title and a note of what they leave out."""

from __future__ import annotations

import importlib
import pkgutil
import textwrap
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import altair as alt

from protokollparser.core.errors import UsageError
from protokollparser.core.privacy import mask_value
from protokollparser.plots import kinds
from protokollparser.plots.asking import Asked
from protokollparser.plots.picture import Plot
from protokollparser.plots.theme import CONFIG, GREY
from protokollparser.store import Store

_NOTE_WIDTH = 100


@dataclass(frozen=True)
class Panels:
    """What a module of `kinds` gives: charts from top to bottom (none: no data), and the note."""

    charts: list[Any]
    note: list[str]


def names() -> list[str]:
    """Return the names of all plots."""
    return sorted(module.name for module in pkgutil.iter_modules(kinds.__path__))


def title(name: str, language: str) -> str:
    """Return what a plot shows. Raises UsageError."""
    return Asked(language=language).say(_kind(name).WORDS, "title")


def filters(name: str) -> tuple[str, ...]:
    """Return the filters that a plot takes. Raises UsageError."""
    taken: tuple[str, ...] = _kind(name).FILTERS
    return taken


def draw(store: Store, name: str, asked: Asked, *, unmasked: bool = False) -> Plot:
    """Return a plot of what is asked for.

    Raises UsageError for a name or filter that there is not, and where nothing is stored that it could show.
    """
    kind = _kind(name)
    for given in asked.given():
        if given not in kind.FILTERS:
            told = ", ".join(kind.FILTERS)
            message = f"the plot {name} has no filter {given}; it has {told}"
            raise UsageError(message, "plot_filter", name=name, filter=given, filters=told)
    panels: Panels = kind.panels(store, asked)
    if not panels.charts:
        message = f"nothing is stored that the plot {name} could show for this choice"
        raise UsageError(message, "plot_empty", name=name)
    words = asked.say(kind.WORDS, "title")
    drawn = alt.vconcat(*panels.charts).resolve_scale(
        x="independent", y="independent", color="independent", shape="independent"
    )
    # The title of the whole stands below it: the note. What is inside has the title of the plot.
    made = alt.vconcat(drawn.properties(title=alt.TitleParams(words, frame="bounds")))
    made = made.properties(title=_note(panels.note)).configure(**CONFIG).to_dict()
    return Plot(name, words, made if unmasked else _masked(made), asked.language)


def _kind(name: str) -> ModuleType:
    if name not in names():
        told = ", ".join(names())
        raise UsageError(f"{name}: there is no such plot; there are {told}", "no_plot", name=name, names=told)
    return importlib.import_module(f"{kinds.__name__}.{name}")


def _note(sentences: list[str]) -> alt.TitleParams:
    """Return the note that stands under the panels."""
    return alt.TitleParams(
        [line for sentence in sentences for line in textwrap.wrap(sentence, _NOTE_WIDTH)],
        orient="bottom",
        anchor="start",
        frame="bounds",
        fontSize=12,
        fontWeight="normal",
        lineHeight=17,
        color=GREY,
        offset=20,
    )


def _masked(value: Any) -> Any:
    """Return a specification with the identity numbers of its texts masked."""
    if isinstance(value, dict):
        return {name: _masked(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_masked(one) for one in value]
    return mask_value(value) if isinstance(value, str) else value
