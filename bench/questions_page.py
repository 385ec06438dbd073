"""The page `docs/questions.md` and its plot: how fast questions are answered over a large store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import altair as alt

from bench.large_store import Size

_DOCS = Path(__file__).resolve().parents[1] / "docs"
_PLOT = _DOCS / "plot" / "questions.svg"


class Measured(Protocol):
    """One question with its seconds here and in SQLite."""

    @property
    def name(self) -> str: ...
    @property
    def seconds(self) -> float: ...
    @property
    def rows(self) -> int: ...
    @property
    def other(self) -> float | None: ...
    @property
    def other_rows(self) -> int | None: ...


def write_page(
    size: Size,
    views: Sequence[Measured],
    questions: Sequence[Measured],
    memory: float,
    targets: tuple[float, float],
) -> None:
    """Write the page and its plot."""
    _PLOT.parent.mkdir(parents=True, exist_ok=True)
    _plot(views, questions, targets).save(_PLOT)
    (_DOCS / "questions.md").write_text(
        "\n".join(_lines(size, views, questions, memory, targets)) + "\n", encoding="utf-8"
    )


def _lines(
    size: Size,
    views: Sequence[Measured],
    questions: Sequence[Measured],
    memory: float,
    targets: tuple[float, float],
) -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# How fast questions are answered\n"
    yield (
        (
            f"Made by `python -m bench.questions --write` over made-up rows: {size.sections:,} sections, {size.cells:,} cells, "
            f"{size.decisions:,} decisions, {size.documents:,} documents. Told is the computing time of two threads, halved: "
            "what two free cores take. SQLite has the same rows with indexes, and one thread; a dash is a question that was "
            "not put into its words. Where an index leads to one body, person or case SQLite is quicker; where a question goes "
            f"through figures or words of all documents it is slower. Late ones are in bold. Of long answers the first 10 000 rows were fetched. The process held at most {memory:.0f} MB."
            "\n"
        )
        .replace(",", " ")
        .replace("  ", ", ")
    )
    for title, found, target in (
        ("Views, one filter each", views, targets[0]),
        ("Saved questions", questions, targets[1]),
    ):
        met = sum(one.seconds <= target for one in found)
        yield f"## {title}\n\n{met} of {len(found)} within {target * 1000:.0f} ms.\n"
        yield "| question | ms | SQLite, ms | rows |\n| --- | --- | --- | --- |"
        for one in sorted(found, key=lambda one: -one.seconds):
            over = "" if one.other_rows is not None else "over "
            other = "-" if one.other is None else f"{over}{one.other * 1000:.{1 if one.other < 0.01 else 0}f}"
            late = "**" if one.seconds > target else ""
            yield f"| {one.name} | {late}{one.seconds * 1000:.0f}{late} | {other} | {one.rows} |"
        yield ""
    yield "![Time of each question, beside SQLite](plot/questions.svg)"


def _plot(
    views: Sequence[Measured], questions: Sequence[Measured], targets: tuple[float, float]
) -> alt.Chart:
    """Return points for each question on a scale of powers of ten, the targets as lines."""
    rows = [
        {"question": one.name, "in": where, "ms": max(seconds * 1000, 0.1), "of": of}
        for of, found in (("views", views), ("saved questions", questions))
        for one in found
        for where, seconds in (("DuckDB", one.seconds), ("SQLite", one.other))
        if seconds is not None
    ]
    lines = [{"of": "views", "ms": targets[0] * 1000}, {"of": "saved questions", "ms": targets[1] * 1000}]
    scale = alt.X("ms:Q", scale=alt.Scale(type="log"), title="milliseconds")
    points = alt.Chart().mark_point(filled=True, size=45).encode(
        x=scale, y=alt.Y("question:N", sort="x", title=None), color=alt.Color("in:N", title=None), shape="in:N"
    )  # fmt: skip
    targets_ = alt.Chart(alt.Data(values=lines)).mark_rule(strokeDash=[4, 3]).encode(x="ms:Q")
    parts = []
    for of in ("views", "saved questions"):
        own = alt.Data(values=[row for row in rows if row["of"] == of])
        rule = targets_.transform_filter(alt.datum.of == of)
        parts.append((points.properties(data=own) + rule).properties(title=of, width=460))
    return alt.vconcat(*parts)
