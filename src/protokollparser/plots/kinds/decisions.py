"""Decisions per body and month: one row a body, one cell a month, the darker the more were taken."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt

from protokollparser.plots.asking import Asked, Words
from protokollparser.plots.axes import bare, held
from protokollparser.plots.drawing import Panels
from protokollparser.plots.naming import alphabet, body_labels
from protokollparser.plots.theme import SHADES
from protokollparser.store import Store

FILTERS = ("body", "year", "municipality")
WORDS: Words = {
    "title": ("Beslut per organ och månad", "Decisions per body and month"),
    "decisions": ("Beslut", "Decisions"),
    "body": ("Organ", "Body"),
    "month": ("Månad", "Month"),
    "first": ("Det första", "The first"),
    "place": ("{path}, sida {page}, rad {line}", "{path}, page {page}, line {line}"),
    "count": (
        "Fattade beslut: {decisions}, handlingar: {documents}.",
        "Decisions taken: {decisions}, documents: {documents}.",
    ),
    "without": (
        "Inte med: beslut utan datum eller organ ({count}).",
        "Left out: decisions without a date or body ({count}).",
    ),
    "reported": (
        "Inte med: beslut som återges från andra sammanträden.",
        "Left out: decisions that are reported from other meetings.",
    ),
    "further": (
        "Inte med: organ med färre beslut ({count}); välj bland dem med --body.",
        "Left out: bodies with fewer decisions ({count}); choose among them with --body.",
    ),
    "earlier": ("Inte med: åren före {year}.", "Left out: the years before {year}."),
}
# So many bodies and years are legible on one page; above so many years cells have no figure in them.
_BODIES, _YEARS, _YEARS_WITH_FIGURES = 60, 15, 3
_CELLS = """
    SELECT body, host_municipality, year(decision_date) AS year, month(decision_date) AS month,
        count(*) AS decisions, min((path, page, line_start)) AS first
    FROM v_decisions
    WHERE stage = 'taken' AND ($body IS NULL OR list_contains($body, body))
        AND ($year IS NULL OR list_contains($year, year(decision_date)))
        AND ($municipality IS NULL OR list_contains($municipality, lower(host_municipality)))
    GROUP BY ALL ORDER BY ALL
"""
_DOCUMENTS = """
    SELECT count(DISTINCT document_id) FROM v_decisions
    WHERE stage = 'taken' AND ($body IS NULL OR list_contains($body, body))
        AND ($year IS NULL OR list_contains($year, year(decision_date)))
        AND ($municipality IS NULL OR list_contains($municipality, lower(host_municipality)))
        AND body IS NOT NULL AND decision_date IS NOT NULL
"""


def panels(store: Store, asked: Asked) -> Panels:
    """Return one heat map of all bodies, the years beside each other."""
    given = asked.parameters(store, *FILTERS)
    rows = list(store.query(_CELLS, given).rows)
    known = [row for row in rows if row[0] is not None and row[2] is not None]
    if not known:
        return Panels([], [])
    labels = body_labels((body, host, count) for body, host, _, _, count, _ in known)
    totals: Counter[str] = Counter()
    cells: dict[tuple[str, int, int], dict[str, Any]] = {}
    for body, host, year, month, count, (path, page, line) in known:
        label = labels[body, host]
        totals[label] += count
        place = asked.say(WORDS, "place", path=path, page=page, line=line)
        when = f"{asked.month(month)} {year}"
        empty = {"body": label, "year": year, "month": month, "when": when, "decisions": 0, "first": place}
        cells.setdefault((label, year, month), empty)["decisions"] += count
    bodies = sorted(totals, key=lambda label: (-totals[label], alphabet(label)))
    years = sorted({year for _, year, _ in cells})[-_YEARS:]
    shown = [
        cell
        for (label, year, _), cell in sorted(cells.items())
        if label in bodies[:_BODIES] and year in years
    ]
    ((documents,),) = store.query(_DOCUMENTS, given).rows
    note = [asked.say(WORDS, "count", decisions=sum(totals.values()), documents=documents)]
    note.append(asked.say(WORDS, "reported"))
    if missing := sum(row[4] for row in rows) - sum(totals.values()):
        note.append(asked.say(WORDS, "without", count=missing))
    if len(bodies) > _BODIES:
        note.append(asked.say(WORDS, "further", count=len(bodies) - _BODIES))
    if min(year for _, year, _ in cells) < years[0]:
        note.append(asked.say(WORDS, "earlier", year=years[0]))
    return Panels([_chart(asked, shown, bodies[:_BODIES], len(years))], note)


def _chart(asked: Asked, cells: list[dict[str, Any]], bodies: list[str], years: int) -> Any:
    """Return the heat map."""
    figures = years <= _YEARS_WITH_FIGURES
    most = max(cell["decisions"] for cell in cells)
    # In narrow cells each third month is named.
    named = [asked.month(month) if figures or month % 3 == 1 else "" for month in range(1, 13)]
    axis = alt.Axis(
        title=None, labelExpr=f"{named}[datum.value - 1]", labelAngle=-90, domain=False, ticks=False
    )
    base = alt.Chart().encode(
        x=alt.X("month:O", scale=alt.Scale(domain=list(range(1, 13))), axis=axis),
        y=alt.Y("body:N", sort=bodies, axis=bare()),
    )
    shade = alt.Scale(range=SHADES, domain=[0, most])
    legend = alt.Legend(title=asked.say(WORDS, "decisions"), format="d", tickMinStep=1)
    boxes = base.mark_rect(stroke="white").encode(
        color=alt.Color("decisions:Q", scale=shade, legend=legend),
        tooltip=[
            alt.Tooltip("body:N", title=asked.say(WORDS, "body")),
            alt.Tooltip("when:N", title=asked.say(WORDS, "month")),
            alt.Tooltip("decisions:Q", title=asked.say(WORDS, "decisions")),
            alt.Tooltip("first:N", title=asked.say(WORDS, "first")),
        ],
    )
    words = base.mark_text(fontSize=11).encode(
        text="decisions:Q",
        color=alt.condition(f"datum.decisions > {most} * 0.55", alt.value("white"), alt.value("#111111")),
    )
    size = {"width": alt.Step(26 if figures else 11), "height": alt.Step(20)}
    layered = alt.layer(*([boxes, words] if figures else [boxes])).properties(**size)
    return layered.facet(column=alt.Column("year:O"), data=held(cells), spacing=6)
