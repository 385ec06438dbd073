"""Budget against outturn: one row a line of a table and a period, a panel for each organisation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import altair as alt

from protokollparser.plots.asking import Asked, Words
from protokollparser.plots.axes import bare, held
from protokollparser.plots.drawing import Panels
from protokollparser.plots.naming import alphabet, body_labels
from protokollparser.plots.theme import ACCENT, DARK
from protokollparser.store import Store
from protokollparser.store.origins import ORIGINS

FILTERS = ("body", "year", "municipality", "label")
WORDS: Words = {
    "title": ("Budget och utfall", "Budget against outturn"),
    "budget": ("Budget", "Budget"),
    "outturn": ("Utfall", "Outturn"),
    "difference": ("Utfall minus budget", "Outturn less budget"),
    "line": ("Rad", "Line"),
    "source": ("Källa", "Source"),
    "thousands": ("tusen kronor, tecken som tryckt", "thousand kronor, signs as printed"),
    "unknown": ("Okänt organ", "Unknown body"),
    "place": ("{path}, sida {page}, rad {line}", "{path}, page {page}, line {line}"),
    "count": (
        "Figuren till höger är utfall minus budget. Rader med båda: {lines}, handlingar: {documents}.",
        "The figure to the right is outturn less budget. Lines with both: {lines}, documents: {documents}.",
    ),
    "without": (
        "Inte med: rader med bara det ena, utan känd enhet eller med bara nollor ({count}).",
        "Left out: lines with only one of them, without a known unit or of zeros ({count}).",
    ),
    "further": (
        "Inte med: ytterligare organ ({count}); välj bland dem med --body.",
        "Left out: further bodies ({count}); choose among them with --body.",
    ),
    "fewer": (
        "Inte med: rader med mindre belopp ({count}); välj med --body, --label eller --year.",
        "Left out: lines of smaller amounts ({count}); choose with --body, --label or --year.",
    ),
}
_BODIES, _LINES = 4, 24
_WIDTH, _LABEL = 520, 40
# The budget is a bar that stands out above and below the dot of the outturn, however near they are.
_SHAPES = ["M-.25,-1.6h.5v3.2h-.5Z", "circle"]
_ROWS = (
    ORIGINS
    + """
    SELECT o.body, coalesce(b.host_municipality, o.host), b.label, b.period_start, b.period_end,
        b.budget_kronor, b.outturn_kronor, b.document_id, min((b.path, b.page, b.line_start))
    FROM v_budget_lines AS b
    LEFT JOIN origin AS o ON o.document_id = b.document_id
    WHERE b.label IS NOT NULL AND coalesce(b.budget, b.outturn) IS NOT NULL
        AND ($body IS NULL OR list_contains($body, o.body))
        AND ($municipality IS NULL
            OR list_contains($municipality, lower(coalesce(b.host_municipality, o.host))))
        AND ($label IS NULL OR list_contains($label, lower(b.label)))
        AND ($year IS NULL OR list_has_any($year, range(year(b.period_start), year(b.period_end) + 1)))
    GROUP BY ALL ORDER BY ALL
"""
)


class _Line(NamedTuple):
    """One line of a table for one period, in kronor."""

    body: str | None
    host: str | None
    label: str
    first: date | None
    last: date | None
    budget: Decimal | None
    outturn: Decimal | None
    document: str
    place: tuple[str, int, int]

    @property
    def weight(self) -> Decimal:
        """The larger of both figures, without its sign."""
        return max(abs(self.budget or Decimal()), abs(self.outturn or Decimal()))


def panels(store: Store, asked: Asked) -> Panels:
    """Return a panel for each organisation, that with the largest amounts first."""
    rows = [_Line(*row) for row in store.query(_ROWS, asked.parameters(store, *FILTERS)).rows]
    known = [row for row in rows if row.budget is not None and row.outturn is not None and row.weight]
    if not known:
        return Panels([], [])
    labels = body_labels((row.body, row.host, 1) for row in known if row.body)
    by_body: dict[str, list[_Line]] = {}
    for row in known:
        name = labels[row.body, row.host] if row.body else row.host or asked.say(WORDS, "unknown")
        by_body.setdefault(name, []).append(row)
    bodies = sorted(by_body, key=lambda name: (-max(row.weight for row in by_body[name]), alphabet(name)))
    note = [asked.say(WORDS, "count", lines=len(known), documents=len({row.document for row in known}))]
    if len(rows) > len(known):
        note.append(asked.say(WORDS, "without", count=len(rows) - len(known)))
    if len(bodies) > _BODIES:
        note.append(asked.say(WORDS, "further", count=len(bodies) - _BODIES))
    shown = {body: _ordered(by_body[body]) for body in bodies[:_BODIES]}
    if missing := sum(max(0, len(lines) - _LINES) for lines in shown.values()):
        note.append(asked.say(WORDS, "fewer", count=missing))
    return Panels([_chart(asked, body, shown[body], first=body == bodies[0]) for body in shown], note)


def _ordered(rows: list[_Line]) -> list[_Line]:
    """Return the lines of one organisation, those of one label by period; what documents repeat once."""
    once = {(row.label, row.first, row.last, row.budget, row.outturn): row for row in reversed(rows)}
    weights: dict[str, Decimal] = {}
    for row in once.values():
        weights[row.label] = max(weights.get(row.label, Decimal()), row.weight)

    def rank(row: _Line) -> tuple[object, ...]:
        period = row.first or date.min, row.last or date.min
        return -weights[row.label], alphabet(row.label), period, row.place

    return sorted(once.values(), key=rank)


def _chart(asked: Asked, body: str, ordered: list[_Line], *, first: bool) -> Any:
    """Return the panel of one organisation: a dot for the outturn, a bar for the budget, a line between."""
    periods = {(row.first, row.last) for row in ordered}
    lines = [_shown(asked, row, with_period=len(periods) > 1) for row in ordered[:_LINES]]
    names = [*dict.fromkeys(line["line"] for line in lines)]
    heading = body if len(periods) > 1 else f"{body} {_period(asked, ordered[0])}".rstrip()
    y = alt.Y("line:N", sort=names, axis=bare(grid=True))
    axis = alt.Axis(
        title=asked.say(WORDS, "thousands"), format=",d", orient="top", tickCount=6, labelFlush=False
    )
    told = [("line", "line"), ("place", "source")]
    tooltip = [alt.Tooltip(f"{field}:N", title=asked.say(WORDS, key)) for field, key in told]
    tooltip[1:1] = [
        alt.Tooltip(f"{field}:Q", title=asked.say(WORDS, field), format=",.1f")
        for field in ("budget", "outturn", "difference")
    ]
    x = alt.X("amount:Q", axis=axis, scale=alt.Scale(padding=14))
    base = alt.Chart().encode(y=y, tooltip=tooltip)
    between = base.mark_rule(color="#9A9A9A", strokeWidth=2).encode(
        x=alt.X("budget:Q", axis=axis), x2="outturn:Q"
    )
    words = [asked.say(WORDS, "budget"), asked.say(WORDS, "outturn")]
    legend = alt.Legend(title=None, orient="top", direction="horizontal") if first else None
    marks = base.transform_fold(["budget", "outturn"], as_=["scenario", "amount"]).transform_calculate(
        said=f"datum.scenario === 'budget' ? '{words[0]}' : '{words[1]}'"
    )
    points = marks.mark_point(filled=True, size=90, opacity=1).encode(
        x=x,
        color=alt.Color("said:N", scale=alt.Scale(domain=words, range=[ACCENT, DARK]), legend=legend),
        shape=alt.Shape("said:N", scale=alt.Scale(domain=words, range=_SHAPES), legend=legend),
    )
    signed = base.transform_calculate(said="datum.difference ? format(datum.difference, '+,.1~f') : '0'")
    figures = signed.mark_text(align="left", fontSize=11, color="#444444", x=_WIDTH + 10).encode(
        text="said:N"
    )
    return alt.layer(between, points, figures, data=held(lines)).properties(
        width=_WIDTH, height=alt.Step(20), title=alt.TitleParams(heading, fontSize=14)
    )


def _shown(asked: Asked, row: _Line, *, with_period: bool) -> dict[str, Any]:
    """Return one line in thousands of kronor."""
    assert row.budget is not None
    assert row.outturn is not None
    path, page, line = row.place
    label = row.label if len(row.label) <= _LABEL else row.label[: _LABEL - 1] + "…"
    return {
        "line": f"{label}, {_period(asked, row)}" if with_period else label,
        "budget": float(row.budget / 1000),
        "outturn": float(row.outturn / 1000),
        "difference": float((row.outturn - row.budget) / 1000),
        "place": asked.say(WORDS, "place", path=path, page=page, line=line),
    }


def _period(asked: Asked, row: _Line) -> str:
    """Return a period in few words: 2023, or "jan-aug 2023"."""
    first, last = row.first, row.last
    if first is None or last is None:
        return ""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}\u2013{last.year}"
    if first.year != last.year:
        return f"{first}\u2013{last}"
    months = asked.month(first.month), asked.month(last.month)
    return (
        f"{months[0]} {last.year}" if months[0] == months[1] else f"{months[0]}\u2013{months[1]} {last.year}"
    )
