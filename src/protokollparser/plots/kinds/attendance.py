"""Attendance: one row a person, one column a meeting, a panel for each body."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

import altair as alt

from protokollparser.core.bodies import body_key
from protokollparser.plots.asking import Asked, Words
from protokollparser.plots.axes import bare, held
from protokollparser.plots.drawing import Panels
from protokollparser.plots.naming import alphabet, body_labels
from protokollparser.plots.theme import ACCENT, DARK, LIGHT
from protokollparser.store import Store

FILTERS = ("body", "year", "municipality")
WORDS: Words = {
    "title": ("Närvaro per person och sammanträde", "Attendance per person and meeting"),
    "status": ("Närvaro", "Attendance"),
    "serving": ("T tjänstgör", "T serves"),
    "present": ("N närvarar", "N is present"),
    "absent": ("F är frånvarande", "F is absent"),
    "person": ("Person", "Person"),
    "meeting": ("Sammanträde", "Meeting"),
    "source": ("Källa", "Source"),
    "place": ("{path}, sida {page}, rad {line}", "{path}, page {page}, line {line}"),
    "count": (
        "Personer: {people}, sammanträden: {meetings}, handlingar: {documents}. Tom ruta: nämns inte.",
        "People: {people}, meetings: {meetings}, documents: {documents}. Empty cell: not named.",
    ),
    "without": (
        "Inte med: uppgifter utan sammanträdesdag eller organ ({count}).",
        "Left out: entries without a meeting day or body ({count}).",
    ),
    "further": (
        "Inte med: ytterligare organ ({count}); välj bland dem med --body.",
        "Left out: further bodies ({count}); choose among them with --body.",
    ),
    "earlier": (
        "Inte med: de äldsta sammanträdena ({count}); välj med --year.",
        "Left out: the oldest meetings ({count}); choose with --year.",
    ),
    "fewer": (
        "Inte med: de som tjänstgjort färre gånger ({count}); välj med --body eller --year.",
        "Left out: people who served fewer times ({count}); choose with --body or --year.",
    ),
}
# So much is legible in one panel, and so many panels on one page.
_BODIES, _PEOPLE, _MEETINGS = 4, 100, 48
_STATUSES = {"serving": ("T", DARK), "present": ("N", LIGHT), "absent": ("F", ACCENT)}
_ROWS = """
    SELECT a.body, a.host_municipality, a.meeting_date,
        -- Of whom nothing but the name is known is the same person in each source of one body.
        coalesce(CASE WHEN p.found_in IS NULL THEN a.person_id END, lower(a.name)) AS person,
        coalesce(any_value(p.name), min(a.name)) AS name, coalesce(any_value(p.party), max(a.party)) AS party,
        coalesce(any_value(p.municipality), max(a.municipality)) AS municipality,
        list(DISTINCT a.status) AS statuses, min((a.path, a.page, a.line_start)) AS place,
        min(a.document_id) AS document, count(*) AS entries
    FROM v_attendance AS a LEFT JOIN person AS p ON p.person_id = a.person_id
    WHERE ($body IS NULL OR list_contains($body, a.body))
        AND ($year IS NULL OR list_contains($year, year(a.meeting_date)))
        AND ($municipality IS NULL OR list_contains($municipality, lower(a.host_municipality)))
        AND a.status IN ('serving', 'present', 'absent')
    GROUP BY a.body, a.host_municipality, a.meeting_date, person
    ORDER BY a.body, a.host_municipality, a.meeting_date, person
"""


class _Entry(NamedTuple):
    """One person at one meeting, with the first place that says so."""

    body: str
    host: str | None
    day: date
    person: str
    name: str
    party: str | None
    municipality: str | None
    statuses: list[str]
    place: tuple[str, int, int]
    document: str
    entries: int

    @property
    def status(self) -> str:
        """What counts of several intervals: who served at some time served."""
        return next(status for status in _STATUSES if status in self.statuses)

    @property
    def called(self) -> str:
        """The name with the party."""
        return f"{self.name} ({self.party})" if self.party else self.name


def panels(store: Store, asked: Asked) -> Panels:
    """Return a heat map for each body, that with the most entries first."""
    rows = [_Entry(*row) for row in store.query(_ROWS, asked.parameters(store, *FILTERS)).rows]
    known = [row for row in rows if row.body is not None and row.day is not None]
    if not known:
        return Panels([], [])
    labels = body_labels((row.body, row.host, 1) for row in known)
    by_body: dict[str, list[_Entry]] = {}
    for row in known:
        by_body.setdefault(labels[row.body, row.host], []).append(row)
    bodies = sorted(by_body, key=lambda label: (-len(by_body[label]), alphabet(label)))
    note = [
        asked.say(
            WORDS,
            "count",
            people=len({row.person for row in known}),
            meetings=len({(body_key(row.body), row.host, row.day) for row in known}),
            documents=len({row.document for row in known}),
        )
    ]
    if missing := sum(row.entries for row in rows) - sum(row.entries for row in known):
        note.append(asked.say(WORDS, "without", count=missing))
    if len(bodies) > _BODIES:
        note.append(asked.say(WORDS, "further", count=len(bodies) - _BODIES))
    shown = [_Sitting(label, by_body[label]) for label in bodies[:_BODIES]]
    if missing := sum(one.earlier for one in shown):
        note.append(asked.say(WORDS, "earlier", count=missing))
    if missing := sum(len(one.people) - _PEOPLE for one in shown if len(one.people) > _PEOPLE):
        note.append(asked.say(WORDS, "fewer", count=missing))
    return Panels([_chart(asked, one, first=one is shown[0]) for one in shown], note)


class _Sitting:
    """The last meetings of one body, and who was there: those first who served most often."""

    def __init__(self, body: str, rows: list[_Entry]) -> None:
        days = sorted({row.day for row in rows})
        self.body = body
        self.days = days[-_MEETINGS:]
        self.earlier = len(days) - len(self.days)
        self.rows = [row for row in rows if row.day >= self.days[0]]
        self.labels = _labels(self.rows)
        times = Counter((row.person, row.status) for row in self.rows)
        self.people = sorted(
            self.labels,
            key=lambda one: (-times[one, "serving"], -times[one, "present"], alphabet(self.labels[one])),
        )


def _chart(asked: Asked, sitting: _Sitting, *, first: bool) -> Any:
    """Return the heat map of one body."""
    chosen = sitting.people[:_PEOPLE]
    kept = set(chosen)
    cells = [_cell(asked, row, sitting.labels[row.person]) for row in sitting.rows if row.person in kept]
    base = alt.Chart().encode(
        x=alt.X(
            "day:O",
            scale=alt.Scale(domain=[str(day) for day in sitting.days]),
            axis=bare(labelAngle=-90, orient="top"),
        ),
        y=alt.Y("name:N", sort=[sitting.labels[person] for person in chosen], axis=bare()),
    )
    words = [asked.say(WORDS, status) for status in _STATUSES]
    colour = alt.Color(
        "words:N",
        scale=alt.Scale(domain=words, range=[colour for _, colour in _STATUSES.values()]),
        legend=alt.Legend(title=None, orient="top", direction="horizontal") if first else None,
    )
    told = [("name", "person"), ("day", "meeting"), ("words", "status"), ("place", "source")]
    tooltip = [alt.Tooltip(f"{field}:N", title=asked.say(WORDS, key)) for field, key in told]
    boxes = base.mark_rect(stroke="white").encode(color=colour, tooltip=tooltip)
    letters = base.mark_text(fontSize=10).encode(
        text="letter:N",
        color=alt.condition("datum.letter === 'T'", alt.value("white"), alt.value("#111111")),
    )
    return alt.layer(boxes, letters, data=held(cells)).properties(
        width=alt.Step(18), height=alt.Step(16), title=alt.TitleParams(sitting.body, fontSize=14)
    )


def _labels(rows: list[_Entry]) -> dict[str, str]:
    """Return what the axis calls each person; people of one name and party get their municipality too."""
    called = {row.person: row.called for row in rows}
    often = [*called.values()]
    places = {row.person: row.municipality or "" for row in rows}
    labels: dict[str, str] = {}
    for person, name in called.items():
        label = f"{name}, {places[person]}" if often.count(name) > 1 and places[person] else name
        # Who is still called the same is another person: two rows, not one.
        while label in labels.values():
            label += "\u00a0"
        labels[person] = label
    return labels


def _cell(asked: Asked, row: _Entry, label: str) -> dict[str, Any]:
    """Return one cell."""
    path, page, line = row.place
    return {
        "name": label,
        "day": str(row.day),
        "letter": _STATUSES[row.status][0],
        "words": asked.say(WORDS, row.status),
        "place": asked.say(WORDS, "place", path=path, page=page, line=line),
    }
