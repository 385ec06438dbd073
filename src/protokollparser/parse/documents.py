"""Logical documents: what each part of the source is, of which body, when, and about which period."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from protokollparser.core.outline import Outline, Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.rules import Rules
from protokollparser.core.spans import Span
from protokollparser.core.text import clean
from protokollparser.parse.body_names import BodyNames
from protokollparser.parse.document_dates import DocumentDates
from protokollparser.parse.form_fields import FormField, Labels, fields_in
from protokollparser.parse.front_matter import (
    columns_of,
    formal_lines,
    furniture_lines,
    head_lines,
    is_formal,
)
from protokollparser.parse.hosts import Hosts
from protokollparser.parse.names import Names

_CASE = re.compile(r"^(?:[A-ZÅÄÖ.-]{1,12}[\s.-]?)?\d[\w]*(?:[-/:.]\w+){1,6}(?:\s\d{1,4})?$")
_FIGURE = re.compile(r"[-–+]?\d[\d .,]*(?: %)?|-")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_MUNICIPALITY = re.compile(r"^.{2,30}?\s(?i:kommuns?|stads?)[,:]?\s+(?=[A-ZÅÄÖ])")
# "Delårsrapport 2023-08-31 Servicenämnden IT, Växel och Telefoni"
_REPORT = re.compile(
    r"^\w*(?:rapport|redovisning|bokslut|plan|budget|berättelse)\b[\s\d–-]*(?:för\s+)?", re.IGNORECASE
)
# "Kommunstyrelsen kallas till sammanträde måndagen den 8 maj"
_CALLED = re.compile(r"\b(?:kallas|sammanträder|har sammanträde)\b", re.IGNORECASE)
_HELD = re.compile(r"\bvid\b.{3,60}\b(?:sammanträde|möte)\b", re.IGNORECASE)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_TITLE_AREA = 12
# What the name of a body on the head is worth.
_ON_HEAD = 40
# So many lines must use a name before it counts as that of the unit a report is about.
_USES = 3


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
        self.bodies = BodyNames.of(rules)
        self.names = Names.of(rules)
        self.labels = Labels.of(rules)
        self.kinds = rules.kinds
        self.hosts = Hosts.of(rules)
        self.host_rule = rules.phrase("host_municipality")
        self.draft_mark = rules.phrase("draft_mark")
        self.dates = DocumentDates(rules)

    def enter(self, part: Part) -> None:
        """Enter the record of one part and claim its title."""
        pieces = self._extent(part)
        parent = self.ledger.document_ids.get(part.parent) if part.parent is not None else None
        title = self._title(part)
        bundle = part.kind == "bundle"
        fields = [] if bundle else fields_in(self.layout, self.labels, head_lines(self.outline, part))
        lines = self._lines(part)
        above = self.outline.parts[part.parent] if part.parent is not None else None
        start, end = (None, None)
        if not bundle:
            over = self._title(above) if above else None
            start, end = self.dates.period(part.kind, title or "", lines, over or "")
        record = self.ledger.add(
            LogicalDocument(
                span=pieces[0],
                more=pieces[1:],
                rule_id=part.rule_id or "documents:outline",
                ordinal=part.ordinal,
                confidence=part.confidence,
                parent_id=parent,
                kind=part.kind,
                title=title,
                body=None if bundle else self._body(part, fields),
                host_municipality=None if bundle else self._host(part),
                document_date=None if bundle else self.dates.made(lines, fields),
                period_start=start,
                period_end=end,
                case_number=None if bundle else self._case_number(part, fields),
                page_first=min(piece.page for piece in pieces),
                page_last=max(piece.page for piece in pieces),
                version=None if bundle else self._version(part),
            )
        )
        self.ledger.document_ids[part.ordinal] = record.id
        if record.body is not None:
            self._claim_body(part, record.body)
        if part.title is not None:
            self.ledger.claim(*part.title, part.rule_id or "documents:title")

    def _version(self, part: Part) -> str | None:
        """Return draft where the head of a part, or what runs on its pages, says so."""
        lines = {*head_lines(self.outline, part), *furniture_lines(self.outline, part)}
        columns = (column for index in lines for column in columns_of(self.layout.lines[index].text))
        return "draft" if any(self.draft_mark.search(clean(column)) for column in columns) else None

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
        lines = list(self.layout.body(*part.title))
        columns = [column for line in lines for column in columns_of(line.text)]
        if len(columns) > len(lines):
            # The head of a form: municipality, form word, page, date stand beside each other.
            named = [
                column
                for rule in self.kinds
                if rule.name == part.kind and rule.title
                for column in columns
                if rule.search(clean(column))
            ]
            if named:
                return clean(named[0])
        return clean(" ".join(line.text for line in lines)) or None

    def _lines(self, part: Part) -> list[str]:
        own = set(self.outline.own_lines(part.ordinal))
        return [line.text for line in self.layout.body(part.first, part.last) if line.index in own]

    def _body(self, part: Part, fields: list[FormField]) -> str | None:
        """Return the body that the strongest evidence names, in its fullest form."""
        votes: Counter[str] = Counter()
        for field in fields:
            given = self.bodies.of_opening(field.text) if field.name == "body" else ""
            if given and self._may_name(field) and not any(map(str.isdigit, given)):
                votes[given] += 100
        for index in furniture_lines(self.outline, part):
            for column in columns_of(self.layout.lines[index].text):
                name = self.bodies.whole(_MUNICIPALITY.sub("", column))
                if name:
                    votes[name] += 10
        # The body on the first lines of a letter is whom it is sent to (002 line 519).
        formal = formal_lines(self.outline, part) if part.kind != "letter" else []
        printed = [index for index in formal if self.layout.lines[index].text]
        for index in printed[:_TITLE_AREA]:
            text = self.layout.lines[index].text
            called = self.bodies.leading(text) if _CALLED.search(text) else self.bodies.met(text)
            if called:
                votes[called] += 30
        # The title of a § may end on the name of a body (002 line 1342) and names none then.
        titles = {
            index
            for heading in self.outline.headings
            if heading.part == part.ordinal and heading.paragraph
            for index in range(heading.first, heading.last + 1)
        }
        for position, index in enumerate(printed):
            free = index not in self.layout.grid_at and index not in titles
            for column in columns_of(self._unbroken(printed, position)) if free else ():
                name = self.bodies.whole(self._whole_body(printed, position, column))
                if name:
                    votes[name] += _ON_HEAD if position < _TITLE_AREA else 5
        title = self._title(part) or ""
        for name in self.bodies.phrases(title) if _HELD.search(title) else ():
            # "Protokoll fört vid direktionens sammanträde"
            votes[name[:1].upper() + name[1:]] += 30
        named = self.bodies.whole(_REPORT.sub("", title)) if _REPORT.match(title) else None
        if named:
            votes[named] += 30
        for heading in self.outline.headings:
            if heading.part == part.ordinal and heading.name == "decision":
                name = self.bodies.leading(heading.text)
                if name:
                    votes[name] += 15
        if not votes:
            return self._named_unit(part)
        weight: Counter[str] = Counter()
        for name, count in votes.items():
            weight[self.bodies.base(name)] += count
        base = max(sorted(weight), key=lambda key: weight[key])
        forms = [name for name in votes if self.bodies.base(name) == base]
        # "Nämnden beslutar" stands over every item and names the body less than its head does.
        full = [name for name in forms if not self.bodies.is_bare(name)] or forms
        best = max(sorted(full), key=lambda name: (votes[name], len(name)))
        # "Sjukhusstyrelse Öster" on the head, "Sjukhusstyrelse Österns beslut" over every item
        longer = [name for name in full if name.startswith(f"{best} ") and votes[name] >= _ON_HEAD]
        return self.bodies.fullest(min(longer, default=best), self._lines(part))

    def _may_name(self, field: FormField) -> bool:
        """True for the one value of a label that is no figure and no column head of a table of figures."""
        if len(field.values) != 1 or len(field.text) >= 80 or not _LETTERS.search(field.text):
            return False
        grid = self.layout.grid_at.get(field.first)
        below = [row for row in grid.rows if row.first > field.first] if grid is not None else []
        figures = sum(bool(_FIGURE.fullmatch(cell.text)) for row in below for cell in row.cells[1:])
        return figures <= len(below) // 2

    def _unbroken(self, printed: list[int], position: int) -> str:
        """Return a line, joined with the next where it breaks after a comma (003 lines 42-43)."""
        text = self.layout.lines[printed[position]].text
        if not text.endswith(",") or position + 1 == len(printed):
            return text
        return f"{text} {self.layout.lines[printed[position + 1]].text}"

    def _whole_body(self, printed: list[int], position: int, column: str) -> str:
        """Return a genitive in the first column of a head with the rest of the body's name below it.

        Norrby kommun             Sammanträdesdatum
        Kommunstyrelsens          2016-05-17
        arbetsutskott
        """
        if position + 1 == len(printed) or printed[position + 1] != printed[position] + 1:
            return column
        below = clean(columns_of(self.layout.lines[printed[position + 1]].text)[0])
        genitive = column.endswith("s") and column == columns_of(self.layout.lines[printed[position]].text)[0]
        return f"{column} {below}" if genitive and below[:1].islower() else column

    def _named_unit(self, part: Part) -> str | None:
        """Return the name left in a report's title without its kind and year, if the text goes on to use it.

        "Bokslut E-arkivcentrum Dalarna 2023" (000 line 3) tells of a unit whose name ends like no body's.
        """
        name = _YEARS.sub("", _REPORT.sub("", self._title(part) or "")).strip(" ,–-")
        words = name.split()
        if not _REPORT.match(self._title(part) or "") or not 1 < len(words) <= 6 or not name[:1].isupper():
            return None
        return name if sum(name in text for text in self._lines(part)) >= _USES else None

    def _host(self, part: Part) -> str | None:
        """Return the municipality or region that is said to be the host, or whose letterhead it is."""
        lines = self._lines(part)
        for text in lines:
            match = self.host_rule.search(text)
            if match:
                return self.names.municipality(match["host"] or match["host_after"])
        heads = [self.layout.lines[index].text for index in furniture_lines(self.outline, part)]
        return self.hosts.letterhead(self._above_lists(part)) or self.hosts.letterhead(heads)

    def _above_lists(self, part: Part) -> list[str]:
        """Return the first lines of a part, as far as no list of those present begins."""
        lists = [h.first for h in self.outline.headings if h.part == part.ordinal and is_formal(h.name)]
        own = set(self.outline.own_lines(part.ordinal))
        stop = min(lists, default=part.last + 1)
        lines = [line for line in self.layout.body(part.first, part.last) if line.index in own]
        return [line.text for line in lines[:_TITLE_AREA] if line.index < stop]

    def _case_number(self, part: Part, fields: list[FormField]) -> str | None:
        """Return the case number in the head, or that of the only item of an extract."""
        items = [h for h in self.outline.headings if h.part == part.ordinal and h.paragraph]
        if part.kind == "minutes_extract" and len(items) == 1:
            fields = fields_in(self.layout, self.labels, self.outline.own_lines(part.ordinal))
        for field in fields:
            if field.name == "case_number" and field.values and _CASE.match(field.values[0].cleaned):
                return field.values[0].cleaned
        return None
