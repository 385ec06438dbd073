"""Allocation per municipality over time: a panel a purpose, one row a municipality, one column a year."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

import altair as alt

from protokollparser.plots.asking import Asked, Words
from protokollparser.plots.axes import bare, held
from protokollparser.plots.drawing import Panels
from protokollparser.plots.naming import alphabet, body_labels
from protokollparser.plots.theme import SHADES
from protokollparser.store import Store
from protokollparser.store.origins import ORIGINS

FILTERS = ("body", "year", "municipality", "label")
WORDS: Words = {
    "title": ("Fördelning per kommun och år", "Allocation per municipality and year"),
    "municipality": ("Kommun", "Municipality"),
    "year": ("År", "Year"),
    "kronor": ("Kronor", "Kronor"),
    "source": ("Källa", "Source"),
    "entries": ("Uppgifter", "Entries"),
    "differing": ("{count}, olika", "{count}, differing"),
    "alike": ("{count}", "{count}"),
    "no_purpose": ("Utan angivet ändamål", "No purpose stated"),
    "no_year": ("utan år", "no year"),
    "place": ("{path}, sida {page}, rad {line}", "{path}, page {page}, line {line}"),
    "count": (
        "Tusen kronor. Andelar: {entries}, handlingar: {documents}.",
        "Thousand kronor. Shares: {entries}, documents: {documents}.",
    ),
    "year_of": (
        "Året är det som står vid andelen eller i ändamålet, annars det som handlingen gäller.",
        "The year is that printed with the share or in the purpose, else that of the document.",
    ),
    "several": (
        "* Handlingarna anger olika belopp; den senaste handlingens visas. Ändamål läggs inte ihop.",
        "* The documents state different amounts; that of the latest is shown. Purposes are not added up.",
    ),
    "without": ("Inte med: andelar utan belopp ({count}).", "Left out: shares without an amount ({count})."),
    "further": (
        "Inte med: ytterligare ändamål ({count}); välj bland dem med --body, --year eller --label.",
        "Left out: further purposes ({count}); choose among them with --body, --year or --label.",
    ),
}
_PURPOSES, _COLUMNS = 12, 2
_YEAR = re.compile(r"[\s,]*\b((?:19|20)\d\d)\b(?!-\d)")
_ROWS = (
    ORIGINS
    + """
    SELECT o.body, o.host, a.purpose, a.municipality, a.kronor, year(a.period_end), year(o.day),
        a.document_id, (a.path, a.page, a.line_start)
    FROM v_allocations AS a
    LEFT JOIN origin AS o ON o.document_id = a.document_id
    WHERE ($body IS NULL OR list_contains($body, o.body))
        AND ($municipality IS NULL OR list_contains($municipality, lower(a.municipality)))
    ORDER BY o.day NULLS FIRST, a.path, a.page, a.line_start, a.municipality, a.kronor
"""
)


class _Share(NamedTuple):
    """One municipality's share of one cost."""

    body: str | None
    host: str | None
    purpose: str | None
    municipality: str
    kronor: Decimal | None
    own_year: int | None
    document_year: int | None
    document: str
    place: tuple[str, int, int]

    @property
    def year(self) -> int | None:
        """The year of the cell, else the first that the purpose names, else that of the document."""
        named = _YEAR.search(self.purpose or "")
        return self.own_year or (int(named[1]) if named else self.document_year)

    @property
    def what(self) -> str:
        """The purpose without years, so that those of different years stand together."""
        return _YEAR.sub(lambda found: "" if found.start() else "…", self.purpose or "").strip(" :,")


def panels(store: Store, asked: Asked) -> Panels:
    """Return a panel for each purpose, that with the most cells first."""
    given = asked.parameters(store, "body", "municipality")
    rows = [row for row in (_Share(*row) for row in store.query(_ROWS, given).rows) if _is_asked(asked, row)]
    known = [row for row in rows if row.kronor is not None]
    if not known:
        return Panels([], [])
    bodies = body_labels((row.body, row.host, 1) for row in known if row.body)
    by_purpose: dict[tuple[str, str], list[_Share]] = {}
    for row in known:
        body = bodies[row.body, row.host] if row.body else row.host or ""
        by_purpose.setdefault((body, row.what or asked.say(WORDS, "no_purpose")), []).append(row)
    purposes = sorted(
        by_purpose, key=lambda key: (-len({(r.municipality, r.year) for r in by_purpose[key]}), key)
    )
    note = [asked.say(WORDS, "count", entries=len(known), documents=len({row.document for row in known}))]
    note += [asked.say(WORDS, "year_of"), asked.say(WORDS, "several")]
    if len(rows) > len(known):
        note.append(asked.say(WORDS, "without", count=len(rows) - len(known)))
    if len(purposes) > _PURPOSES:
        note.append(asked.say(WORDS, "further", count=len(purposes) - _PURPOSES))
    charts = [_chart(asked, key, by_purpose[key]) for key in purposes[:_PURPOSES]]
    return Panels([alt.concat(*charts, columns=_COLUMNS).resolve_scale(color="independent")], note)


def _is_asked(asked: Asked, row: _Share) -> bool:
    """True when the year and the purpose of a share are asked for."""
    purpose = (row.purpose or "").lower()
    labels = [label.lower() for label in asked.label]
    return (not asked.year or row.year in asked.year) and (
        not labels or any(one in purpose for one in labels)
    )


def _chart(asked: Asked, key: tuple[str, str], rows: list[_Share]) -> Any:
    """Return the panel of one purpose: the amounts themselves, the darker the larger."""
    found: dict[tuple[str, str], list[_Share]] = {}
    for row in rows:
        year = str(row.year) if row.year else asked.say(WORDS, "no_year")
        found.setdefault((row.municipality, year), []).append(row)
    cells = [
        _cell(asked, municipality, year, shares) for (municipality, year), shares in sorted(found.items())
    ]
    names = sorted({municipality for municipality, _ in found}, key=alphabet)
    most = max(abs(cell["kronor"]) for cell in cells) or 1
    told = [("municipality", "municipality"), ("year", "year"), ("entries", "entries"), ("place", "source")]
    tooltip = [alt.Tooltip(f"{field}:N", title=asked.say(WORDS, word)) for field, word in told]
    tooltip[2:2] = [alt.Tooltip("kronor:Q", title=asked.say(WORDS, "kronor"), format=",d")]
    base = alt.Chart().encode(
        x=alt.X("year:O", axis=bare(labelAngle=0, orient="top")),
        y=alt.Y("municipality:N", sort=names, axis=bare()),
    )
    shade = alt.Color("size:Q", scale=alt.Scale(range=SHADES, domain=[0, most]), legend=None)
    boxes = base.mark_rect(stroke="white").encode(color=shade, tooltip=tooltip)
    white = alt.condition(f"datum.size > {most} * 0.55", alt.value("white"), alt.value("#111111"))
    figures = (
        base.transform_calculate(said="format(datum.kronor / 1000, ',.1f') + (datum.differing ? '*' : '')")
        .mark_text(fontSize=11)
        .encode(text="said:N", color=white)
    )
    body, purpose = key
    shown = purpose if len(purpose) <= 64 else purpose[:63] + "…"
    heading = alt.TitleParams(shown, subtitle=body or " ", fontSize=14, subtitleFontSize=12)
    return alt.layer(boxes, figures, data=held(cells)).properties(
        width=alt.Step(62), height=alt.Step(20), title=heading
    )


def _cell(asked: Asked, municipality: str, year: str, shares: list[_Share]) -> dict[str, Any]:
    """Return one cell: the share as the latest document states it, and whether others state another."""
    latest = shares[-1]
    assert latest.kronor is not None
    path, page, line = latest.place
    differing = len({share.kronor for share in shares}) > 1
    return {
        "municipality": municipality,
        "year": year,
        "kronor": float(latest.kronor),
        "size": abs(float(latest.kronor)),
        "differing": differing,
        "entries": asked.say(WORDS, "differing" if differing else "alike", count=len(shares)),
        "place": asked.say(WORDS, "place", path=path, page=page, line=line),
    }
