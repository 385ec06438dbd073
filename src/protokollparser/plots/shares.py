"""Figures of municipalities over time: a panel a purpose, one row a municipality, one column a year."""

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

FILTERS = ("body", "year", "municipality", "label")
WORDS: Words = {
    "municipality": ("Kommun", "Municipality"),
    "year": ("År", "Year"),
    "source": ("Källa", "Source"),
    "entries": ("Uppgifter", "Entries"),
    "differing": ("{count}, olika", "{count}, differing"),
    "alike": ("{count}", "{count}"),
    "no_purpose": ("Utan angivet ändamål", "No purpose stated"),
    "no_year": ("utan år", "no year"),
    "place": ("{path}, sida {page}, rad {line}", "{path}, page {page}, line {line}"),
    "several": (
        "* Handlingarna anger olika belopp; den senaste handlingens visas. Ändamål läggs inte ihop.",
        "* The documents state different amounts; that of the latest is shown. Purposes are not added up.",
    ),
    "further": (
        "Inte med: ytterligare ändamål ({count}); välj bland dem med --body, --year eller --label.",
        "Left out: further purposes ({count}); choose among them with --body, --year or --label.",
    ),
}
_PURPOSES, _COLUMNS = 12, 2
_YEAR = re.compile(r"[\s,]*\b((?:19|20)\d\d)\b(?!-\d)")


class Share(NamedTuple):
    """One municipality's share of one cost, or what is worked out from it, where it is known."""

    body: str | None
    host: str | None
    purpose: str | None
    municipality: str
    figure: Decimal | None
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


class Figures(NamedTuple):
    """How figures are written, with formats of d3: in a cell, divided by so much, and exactly."""

    divisor: int
    form: str
    exact: str


def panels(asked: Asked, words: Words, rows: list[Share], figures: Figures) -> Panels:
    """Return a panel for each purpose, that with the most cells first."""
    rows = [row for row in rows if _is_asked(asked, row)]
    known = [row for row in rows if row.figure is not None]
    if not known:
        return Panels([], [])
    bodies = body_labels((row.body, row.host, 1) for row in known if row.body)
    by_purpose: dict[tuple[str, str], list[Share]] = {}
    for row in known:
        body = bodies[row.body, row.host] if row.body else row.host or ""
        by_purpose.setdefault((body, row.what or asked.say(words, "no_purpose")), []).append(row)
    purposes = sorted(
        by_purpose, key=lambda key: (-len({(r.municipality, r.year) for r in by_purpose[key]}), key)
    )
    note = [asked.say(words, "count", entries=len(known), documents=len({row.document for row in known}))]
    note += [asked.say(words, "year_of"), asked.say(words, "several")]
    if len(rows) > len(known):
        note.append(asked.say(words, "without", count=len(rows) - len(known)))
    if len(purposes) > _PURPOSES:
        note.append(asked.say(words, "further", count=len(purposes) - _PURPOSES))
    charts = [_chart(asked, words, key, by_purpose[key], figures) for key in purposes[:_PURPOSES]]
    return Panels([alt.concat(*charts, columns=_COLUMNS).resolve_scale(color="independent")], note)


def _is_asked(asked: Asked, row: Share) -> bool:
    """True when the year and the purpose of a share are asked for."""
    purpose = (row.purpose or "").lower()
    labels = [label.lower() for label in asked.label]
    return (not asked.year or row.year in asked.year) and (
        not labels or any(one in purpose for one in labels)
    )


def _chart(asked: Asked, words: Words, key: tuple[str, str], rows: list[Share], figures: Figures) -> Any:
    """Return the panel of one purpose: the figures themselves, the darker the larger."""
    found: dict[tuple[str, str], list[Share]] = {}
    for row in rows:
        year = str(row.year) if row.year else asked.say(words, "no_year")
        found.setdefault((row.municipality, year), []).append(row)
    cells = [
        _cell(asked, words, municipality, year, shares)
        for (municipality, year), shares in sorted(found.items())
    ]
    names = sorted({municipality for municipality, _ in found}, key=alphabet)
    most = max(abs(cell["figure"]) for cell in cells) or 1
    told = [("municipality", "municipality"), ("year", "year"), ("entries", "entries"), ("place", "source")]
    tooltip = [alt.Tooltip(f"{field}:N", title=asked.say(words, word)) for field, word in told]
    tooltip[2:2] = [alt.Tooltip("figure:Q", title=asked.say(words, "figure"), format=figures.exact)]
    base = alt.Chart().encode(
        x=alt.X("year:O", axis=bare(labelAngle=0, orient="top")),
        y=alt.Y("municipality:N", sort=names, axis=bare()),
    )
    shade = alt.Color("size:Q", scale=alt.Scale(range=SHADES, domain=[0, most]), legend=None)
    boxes = base.mark_rect(stroke="white").encode(color=shade, tooltip=tooltip)
    white = alt.condition(f"datum.size > {most} * 0.55", alt.value("white"), alt.value("#111111"))
    said = f"format(datum.figure / {figures.divisor}, '{figures.form}') + (datum.differing ? '*' : '')"
    written = base.transform_calculate(said=said).mark_text(fontSize=11).encode(text="said:N", color=white)
    body, purpose = key
    shown = purpose if len(purpose) <= 64 else purpose[:63] + "…"
    heading = alt.TitleParams(shown, subtitle=body or " ", fontSize=14, subtitleFontSize=12)
    return alt.layer(boxes, written, data=held(cells)).properties(
        width=alt.Step(62), height=alt.Step(20), title=heading
    )


def _cell(asked: Asked, words: Words, municipality: str, year: str, shares: list[Share]) -> dict[str, Any]:
    """Return one cell: the share as the latest document states it, and whether others state another."""
    latest = shares[-1]
    assert latest.figure is not None
    path, page, line = latest.place
    differing = len({share.figure for share in shares}) > 1
    return {
        "municipality": municipality,
        "year": year,
        "figure": float(latest.figure),
        "size": abs(float(latest.figure)),
        "differing": differing,
        "entries": asked.say(words, "differing" if differing else "alike", count=len(shares)),
        "place": asked.say(words, "place", path=path, page=page, line=line),
    }
