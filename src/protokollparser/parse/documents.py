"""Logical documents: what each part of the source is, of which body, when, and about which period."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import groupby

from protokollparser.core.dates import find_dates, read_date
from protokollparser.core.outline import Outline, Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import clean
from protokollparser.parse.body_names import BodyNames
from protokollparser.parse.form_fields import FormField, Labels, fields_in
from protokollparser.parse.front_matter import formal_lines, furniture_lines, head_lines, is_formal
from protokollparser.parse.names import Names

# Kinds whose title may be a year alone ("Verksamhetsplan 2022") and mean that year.
_YEARLY = frozenset(
    {"annual_report", "business_plan", "budget", "internal_control_plan", "economy_report", "interim_report"}
)
# Kinds whose title may end with the last day of the period ("Utfall per sista november 2021").
_UP_TO = frozenset({"interim_report", "economy_report", "slide", "annual_report"})
_SENTENCES = 40
_YEAR = re.compile(r"(?<![\d/.:-])(?:19|20)\d\d(?![\d/.:-])")
_CASE = re.compile(r"^(?:[A-ZÅÄÖ.-]{1,12}[\s.-]?)?\d[\w]*(?:[-/:.]\w+){1,6}(?:\s\d{1,4})?$")
_MUNICIPALITY = re.compile(r"^.{2,30}?\s(?i:kommuns?|stads?)[,:]?\s+(?=[A-ZÅÄÖ])")
# "Delårsrapport 2023-08-31 Servicenämnden IT, Växel och Telefoni"
_REPORT = re.compile(
    r"^\w+(?:rapport|redovisning|bokslut|plan|budget|berättelse)\b[\s\d–-]*(?:för\s+)?", re.IGNORECASE
)
# "Kommunstyrelsen kallas till sammanträde måndagen den 8 maj"
_CALLED = re.compile(r"\b(?:kallas|sammanträder|har sammanträde)\b", re.IGNORECASE)
_TITLE_AREA = 12


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter one record for each part of the outline, containing parts first."""
    reader = _Documents(ledger, rules)
    for part in sorted(ledger.outline.parts, key=lambda p: (ledger.outline.depth(p), p.first, p.ordinal)):
        reader.enter(part)


class _Documents:
    """The words and labels that all parts are read with."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger = ledger
        self.outline: Outline = ledger.outline
        self.layout = ledger.layout
        self.bodies = BodyNames(rules)
        self.names = Names(rules)
        self.labels = Labels(rules)
        self.host_rule = rules.phrase("host_municipality").pattern()
        self.period_rule = rules.phrase("period_of_report").pattern()

    def enter(self, part: Part) -> None:
        """Enter the record of one part and claim its title."""
        pieces = self._extent(part)
        parent = self.ledger.document_ids.get(part.parent) if part.parent is not None else None
        title = self._title(part)
        bundle = part.kind == "bundle"
        fields = [] if bundle else fields_in(self.layout, self.labels, head_lines(self.outline, part))
        start, end = (None, None) if bundle else self._period(part, title)
        record = self.ledger.add(
            LogicalDocument(
                span=pieces[0],
                more=pieces[1:],
                rule_id=part.rule_id or "documents:outline",
                confidence=part.confidence,
                parent_id=parent,
                kind=part.kind,
                title=title,
                body=None if bundle else self._body(part, fields),
                host_municipality=None if bundle else self._host(part),
                document_date=None if bundle else self._date(part, fields),
                period_start=start,
                period_end=end,
                case_number=None if bundle else self._case_number(part, fields),
                page_first=min(piece.page for piece in pieces),
                page_last=max(piece.page for piece in pieces),
            )
        )
        self.ledger.document_ids[part.ordinal] = record.id
        if record.body is not None:
            self._claim_body(part, record.body)
        if part.title is not None:
            self.ledger.claim(*part.title, part.rule_id or "documents:title")

    def _claim_body(self, part: Part, body: str) -> None:
        """Claim the lines of the head that name the body and nothing else."""
        for index in head_lines(self.outline, part):
            named = self.bodies.whole(_MUNICIPALITY.sub("", self.layout.lines[index].text))
            if (
                named
                and self.bodies.base(named) == self.bodies.base(body)
                and index not in self.layout.grid_at
            ):
                self.ledger.claim(index, index, "documents:body")

    def _extent(self, part: Part) -> tuple[Span, ...]:
        """Return the place of a part on each of its pages, furniture at its edges included: 002 line 1338."""
        layout = self.layout
        printed = [line for line in layout.lines[part.first : part.last + 1] if line.text]
        printed = printed or [layout.lines[part.first]]
        return tuple(
            layout.document.span(page, held[0].start, held[-1].end)
            for page, lines in groupby(printed, key=lambda line: line.page)
            if (held := list(lines))
        )

    def _title(self, part: Part) -> str | None:
        if part.title is None:
            return None
        lines = self.layout.body(*part.title)
        return clean(" ".join(line.text for line in lines)) or None

    def _lines(self, part: Part) -> list[str]:
        own = set(self.outline.own_lines(part.ordinal))
        return [line.text for line in self.layout.body(part.first, part.last) if line.index in own]

    def _body(self, part: Part, fields: list[FormField]) -> str | None:
        """Return the body that the strongest evidence names, in its fullest form."""
        votes: Counter[str] = Counter()
        for field in fields:
            if field.name == "body" and field.text and len(field.text) < 80:
                votes[field.text] += 100
        for index in furniture_lines(self.outline, part):
            name = self.bodies.whole(_MUNICIPALITY.sub("", self.layout.lines[index].text))
            if name:
                votes[name] += 10
        # The body on the first lines of a letter is whom it is sent to (002 line 519).
        formal = formal_lines(self.outline, part) if part.kind != "letter" else []
        printed = [index for index in formal if self.layout.lines[index].text]
        for index in printed[:_TITLE_AREA]:
            text = self.layout.lines[index].text
            called = self.bodies.leading(text) if _CALLED.search(text) else None
            if called:
                votes[called] += 30
        for position, index in enumerate(printed):
            name = (
                self.bodies.whole(self.layout.lines[index].text) if index not in self.layout.grid_at else None
            )
            if name:
                votes[name] += 40 if position < _TITLE_AREA else 5
        named = self.bodies.whole(_REPORT.sub("", self._title(part) or ""))
        if named:
            votes[named] += 30
        for heading in self.outline.headings:
            if heading.part == part.ordinal and heading.name == "decision":
                name = self.bodies.leading(heading.text)
                if name:
                    votes[name] += 15
        if not votes:
            return None
        weight: Counter[str] = Counter()
        for name, count in votes.items():
            weight[self.bodies.base(name)] += count
        base = max(sorted(weight), key=lambda key: weight[key])
        forms = [name for name in votes if self.bodies.base(name) == base]
        best = max(sorted(forms), key=lambda name: (votes[name], len(name)))
        return self.bodies.fullest(best, self._lines(part))

    def _host(self, part: Part) -> str | None:
        """Return the municipality that is said to be the host, or whose letterhead the part carries."""
        lines = self._lines(part)
        for text in lines:
            match = self.host_rule.search(text)
            if match:
                return self.names.municipality(match["host"] or match["host_after"])
        heads = [self.layout.lines[index].text for index in furniture_lines(self.outline, part)]
        for text in [*self._above_lists(part), *heads]:
            match = re.match(r"(.{2,30}?\s(?:kommun|stad))\b(?P<rest>.*)", clean(text), re.IGNORECASE)
            named = self.names.municipality(match[1]) if match else None
            if match and named and (not match["rest"].strip(" ,") or self.bodies.whole(text)):
                return named
        return None

    def _above_lists(self, part: Part) -> list[str]:
        """Return the first lines of a part, as far as no list of those present begins."""
        lists = [h.first for h in self.outline.headings if h.part == part.ordinal and is_formal(h.name)]
        own = set(self.outline.own_lines(part.ordinal))
        stop = min(lists, default=part.last + 1)
        lines = [line for line in self.layout.body(part.first, part.last) if line.index in own]
        return [line.text for line in lines[:_TITLE_AREA] if line.index < stop]

    def _date(self, part: Part, fields: list[FormField]) -> date | None:
        """Return the printed date of the document itself: labelled, or a line of its own in its head."""
        for field in fields:
            if field.name == "document_date" and field.values:
                found = find_dates(field.values[0].text)
                if found and found[0].day and found[0].start == 0:
                    return found[0].day
        own = set(self.outline.own_lines(part.ordinal))
        head = [line for line in self.layout.body(part.first, part.last) if line.index in own][:_TITLE_AREA]
        for line in head:
            alone = read_date(line.text)
            if alone is not None and alone.day and not alone.inferred:
                return alone.day
        return None

    def _period(self, part: Part, title: str | None) -> tuple[date | None, date | None]:
        """Return the period printed in the title, else the one that the first sentences give."""
        told = [found for found in find_dates(title or "") if found.date_end]
        parts = [found for found in told if found.precision not in ("day", "year")]
        if parts:
            return parts[0].date_start, parts[0].date_end
        if told and told[-1].day and part.kind in _UP_TO:
            return None, told[-1].day
        for text in self._lines(part)[:_SENTENCES] if part.kind in _YEARLY | {"official_report"} else ():
            match = self.period_rule.search(text)
            said = [found for found in find_dates(text) if match and found.start == match.end()]
            if said and said[0].date_start and said[0].precision != "day":
                return said[0].date_start, said[0].date_end
        years = set(_YEAR.findall(title or ""))
        if part.kind in _YEARLY - {"interim_report"} and len(years) == 1:
            year = int(years.pop())
            return date(year, 1, 1), date(year, 12, 31)
        return None, None

    def _case_number(self, part: Part, fields: list[FormField]) -> str | None:
        """Return the case number in the head, or that of the only item of an extract."""
        items = [h for h in self.outline.headings if h.part == part.ordinal and h.paragraph]
        if part.kind == "minutes_extract" and len(items) == 1:
            fields = fields_in(self.layout, self.labels, self.outline.own_lines(part.ordinal))
        for field in fields:
            if field.name == "case_number" and field.values and _CASE.match(field.values[0].cleaned):
                return field.values[0].cleaned
        return None
