"""Budget against outturn over the years: for each line of accounts bars for budgets, dots for outturns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

import altair as alt

from protokollparser.plots.asking import Asked, Words
from protokollparser.plots.axes import bare, held
from protokollparser.plots.drawing import Panels
from protokollparser.plots.naming import alphabet
from protokollparser.plots.theme import ACCENT, DARK
from protokollparser.store import Store

FILTERS = ("body", "year", "municipality", "label")
WORDS: Words = {
    "title": ("Budget och utfall år för år", "Budget and outturn year by year"),
    "budget": ("Budget", "Budget"),
    "outturn": ("Utfall", "Outturn"),
    "year": ("År", "Year"),
    "printed": ("Tryckt etikett", "Printed label"),
    "confidence": ("Säkerhet", "Confidence"),
    "source": ("Källa", "Source"),
    "thousands": ("tusen kronor, tecken som tryckt", "thousand kronor, signs as printed"),
    "place": ("{path}, sida {page}, rad {line}", "{path}, page {page}, line {line}"),
    "count": (
        "Rader: {lines}, handlingar: {documents}. Etiketter förs ihop där de säkert är samma rad.",
        "Lines: {lines}, documents: {documents}. Labels are brought together where they surely are one line.",
    ),
    "part": (
        "* Bara en del av året är redovisad.",
        "* Only a part of the year is reported.",
    ),
    "further": (
        "Inte med: ytterligare rader ({count}); välj bland dem med --body och --label.",
        "Left out: further lines ({count}); choose among them with --body and --label.",
    ),
}
_LINES, _COLUMNS, _HEADING = 12, 2, 52
_ROWS = """
    SELECT organisation, label, line_id, year, budget, outturn, strftime(period_end, '%m-%d') <> '12-31',
        printed_label, confidence, document_id, (path, page, line_start)
    FROM v_series
    WHERE coalesce(budget, outturn) IS NOT NULL
        AND ($year IS NULL OR list_contains($year, year))
        AND ($municipality IS NULL OR list_contains($municipality, lower(municipality)))
        AND ($body IS NULL OR organisation_id IN (
            SELECT organisation_id FROM line_organisation
            WHERE list_contains($body, lower(name)) OR list_contains($body, lower(printed))
        ))
        AND ($label IS NULL OR line_id IN (
            SELECT line_id FROM line_label
            WHERE list_contains($label, lower(label)) OR list_contains($label, lower(name))
        ))
    ORDER BY organisation, label, line_id, year
"""


class _Year(NamedTuple):
    """One line of accounts in one year, in kronor."""

    organisation: str
    label: str
    line: str
    year: int
    budget: Decimal | None
    outturn: Decimal | None
    part: bool
    printed: str
    confidence: float
    document: str
    place: tuple[str, int, int]

    @property
    def weight(self) -> Decimal:
        """The larger of both figures, without its sign."""
        return max(abs(self.budget or Decimal()), abs(self.outturn or Decimal()))


def panels(store: Store, asked: Asked) -> Panels:
    """Return a panel for each line, those of the most years and the largest amounts first."""
    given = asked.parameters(store, "year", "municipality", "label")
    given["body"] = [name.lower() for name in asked.body] or None
    by_line: dict[str, list[_Year]] = {}
    for row in store.query(_ROWS, given).rows:
        one = _Year(*row)
        by_line.setdefault(one.line, []).append(one)
    if not by_line:
        return Panels([], [])
    lines = sorted(by_line.values(), key=_rank)
    shown = lines[:_LINES]
    documents = {one.document for line in lines for one in line}
    note = [asked.say(WORDS, "count", lines=len(lines), documents=len(documents))]
    if any(one.part for line in shown for one in line):
        note.append(asked.say(WORDS, "part"))
    if len(lines) > _LINES:
        note.append(asked.say(WORDS, "further", count=len(lines) - _LINES))
    charts = [_chart(asked, line, first=at == 0) for at, line in enumerate(shown)]
    return Panels([alt.concat(*charts, columns=_COLUMNS)], note)


def _rank(line: list[_Year]) -> tuple[object, ...]:
    return (-len(line), -max(one.weight for one in line), alphabet(line[0].organisation), line[0].line)


def _chart(asked: Asked, line: list[_Year], *, first: bool) -> Any:
    """Return the panel of one line of accounts."""
    rows = [_shown(asked, one) for one in line]
    words = [asked.say(WORDS, "budget"), asked.say(WORDS, "outturn")]
    told = [("year", "year"), ("printed", "printed"), ("confidence", "confidence"), ("place", "source")]
    tooltip = [alt.Tooltip(f"{field}:N", title=asked.say(WORDS, key)) for field, key in told]
    tooltip[1:1] = [
        alt.Tooltip(f"{field}:Q", title=asked.say(WORDS, field), format=",.1f")
        for field in ("budget", "outturn")
    ]
    legend = alt.Legend(title=None, orient="top", direction="horizontal") if first else None
    colour = alt.Color("said:N", scale=alt.Scale(domain=words, range=[ACCENT, DARK]), legend=legend)
    axis = alt.Axis(title=asked.say(WORDS, "thousands"), format=",d", tickCount=5)
    base = alt.Chart().encode(x=alt.X("year:O", axis=bare(labelAngle=0)), tooltip=tooltip)
    bars = base.transform_calculate(said=f"'{words[0]}'").mark_bar(size=22, opacity=0.55)
    dots = base.transform_calculate(said=f"'{words[1]}'").mark_point(filled=True, size=90, opacity=1)
    label = line[0].label if len(line[0].label) <= _HEADING else line[0].label[: _HEADING - 1] + "…"
    heading = alt.TitleParams(label, subtitle=line[0].organisation or " ", fontSize=14, subtitleFontSize=12)
    return alt.layer(
        bars.encode(y=alt.Y("budget:Q", axis=axis), color=colour),
        dots.encode(y=alt.Y("outturn:Q", axis=axis), color=colour),
        data=held(rows),
    ).properties(width=max(160, 52 * len(line)), height=170, title=heading)


def _shown(asked: Asked, one: _Year) -> dict[str, Any]:
    """Return one year in thousands of kronor."""
    path, page, line = one.place
    return {
        "year": f"{one.year}{'*' if one.part else ''}",
        "budget": None if one.budget is None else float(one.budget / 1000),
        "outturn": None if one.outturn is None else float(one.outturn / 1000),
        "printed": one.printed,
        "confidence": f"{one.confidence:.2f}",
        "place": asked.say(WORDS, "place", path=path, page=page, line=line),
    }
