"""A plot written down: one page that needs nothing from elsewhere, or a picture."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import vl_convert
from jinja2 import Environment

from protokollparser.core.errors import UsageError
from protokollparser.plots.theme import FORMATS

FORMS = ("html", "svg", "png")
# Twice the dots, for screens and print.
_SCALE = 2
_NUMBERED = re.compile(r"\b(gradient_|clip)\d+\b")


@dataclass(frozen=True)
class Plot:
    """A finished plot: its Vega-Lite specification with its data. The same store gives the same bytes."""

    name: str
    title: str
    specification: dict[str, Any]
    language: str

    def __repr__(self) -> str:
        """Return name and title; the specification holds all data."""
        return f"<Plot {self.name}: {self.title}>"

    def html(self) -> str:
        """Return a page with the plot, its tooltips and all that draws it: nothing is fetched."""
        page = Environment(autoescape=True).from_string(_template())
        return page.render(
            language=self.language,
            title=self.title,
            # A `<` of the data must not end the script that it stands in.
            specification=_in_script(self.specification),
            formats=_in_script(FORMATS[self.language]),
            program=_program(),
        )

    def svg(self) -> str:
        """Return the plot as an SVG picture."""
        drawn: str = vl_convert.vegalite_to_svg(
            self.specification, format_locale=FORMATS[self.language], allowed_base_urls=[]
        )
        # Their numbers count what this process has drawn before.
        numbers: dict[str, str] = {}
        return _NUMBERED.sub(lambda found: numbers.setdefault(found[0], f"{found[1]}{len(numbers)}"), drawn)

    def png(self) -> bytes:
        """Return the plot as a PNG picture."""
        drawn: bytes = vl_convert.vegalite_to_png(
            self.specification, format_locale=FORMATS[self.language], scale=_SCALE, allowed_base_urls=[]
        )
        return drawn

    def save(self, path: Path | str) -> Path:
        """Write the plot in the form that the ending of the file tells, and return the file.

        Raises UsageError for another ending, or where it cannot be written.
        """
        out = Path(path)
        form = out.suffix.removeprefix(".").lower()
        if form not in FORMS:
            message = f"{out}: plots are written as .html, .svg or .png; end the name so"
            raise UsageError(message, "plot_form", out=out)
        made = self.png() if form == "png" else (self.svg() if form == "svg" else self.html()).encode()
        try:
            out.write_bytes(made)
        except OSError as error:
            told = error.strerror or str(error)
            message = f"{out}: cannot be written ({told}); choose another file with --out"
            raise UsageError(message, "report_unwritable", path=out, told=told) from error
        return out

    def _repr_svg_(self) -> str:
        """Return the plot for a notebook."""
        return self.svg()


def _in_script(value: Any) -> str:
    """Return JSON that may stand in a script of a page, whatever its texts hold."""
    told = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for sign in "<>&\u2028\u2029":
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    return told


@lru_cache(maxsize=1)
def _template() -> str:
    return files(__name__.rpartition(".")[0]).joinpath("page.html.j2").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _program() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script."""
    # Its types ask for a snippet; without one the bundle holds vegaEmbed, which is what is wanted.
    bundle: str = vl_convert.javascript_bundle(None)  # type: ignore[arg-type]
    return bundle.replace("</script", "<\\/script")
